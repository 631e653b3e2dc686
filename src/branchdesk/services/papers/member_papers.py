"""A member's card on paper: what the card on the screen knows, put into words for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from branchdesk import clock
from branchdesk.domain.attendance import Turnout, turnout
from branchdesk.domain.dates import PartialDate, add_years
from branchdesk.ledgers.member_life import ENTRIES, EXITS, LEAVING
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.spec import Choice
from branchdesk.papers import wording
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.member_card import CardFacts, Coming, write_member_card
from branchdesk.services.ledgers.intake import Values
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.people import disclosures
from branchdesk.services.people.disclosures import Way
from branchdesk.services.people.member_card import Attended, LifeRow, MemberCard, card
from branchdesk.store.engine import Store
from branchdesk.words import meetings as say_meetings
from branchdesk.words import vote_papers as say
from branchdesk.words.talks import found_other

FULL, PRIVATE = "full", "private"


def card_facts(store: Store, found: MemberCard, day: date) -> CardFacts:
    """Give what a card on paper tells, with the meetings of the year that ends on the day."""
    since = add_years(day, -1)
    mine = [one for one in found.meetings if since.isoformat() < one.starts[:10] <= day.isoformat()]
    return CardFacts(
        unit=store.branch.unit,
        branch=store.branch.name,
        day=day,
        label=found.label,
        values=found.values,
        rows={key: tuple(map(_told, rows)) for key, rows in found.rows.items()},
        comings=tuple(one for stay in found.stays for one in _comings(stay)),
        photo=found.photo,
        since=since + timedelta(days=1),
        turnouts=tuple(_by_kind(mine)),
    )


def _told(row: LifeRow) -> Values:
    """Give a row's values; a talk in which they were the talker says with whom."""
    return {**row.values, "who": found_other(row.whose)} if row.whose else row.values


def _by_kind(meetings: Sequence[Attended]) -> Iterator[tuple[str, Turnout]]:
    for kind in say_meetings.KINDS:
        of_kind = [one for one in meetings if one.kind == kind]
        if of_kind:
            yield kind, turnout(of_kind)


def _comings(stay: LifeRow) -> Iterator[Coming]:
    """Tell how a stay began and ended; that somebody was always here is nothing to tell."""
    values = stay.values
    letter = _letter(values["entry_letter_on"], values["entry_letter_number"])
    more = "，".join(filter(None, (values["origin"], letter)))
    if values["since"] or values["entry"] or more:
        yield Coming(values["since"], _label(ENTRIES, values["entry"]), more)
    if values["exit"] or values["until"]:
        what = _label(EXITS, values["exit"]) if values["until"] else LEAVING
        letter = _letter(values["exit_letter_on"], values["exit_letter_number"])
        yield Coming(values["until"], what, "，".join(filter(None, (values["destination"], letter))))


def _letter(day: str | None, number: str | None) -> str:
    """Name a letter by its number and day."""
    told = "，".join(filter(None, (number, day and wording.day(PartialDate.parse(day)))))
    return f"{say.LETTER}（{told}）" if told else ""


def _label(choices: tuple[Choice, ...], value: object) -> str:
    return next((choice.label for choice in choices if choice.value == value), "")


def _card(store: Store, member_id: str, options: Options) -> Manuscript:
    facts, full = card_facts(store, card(store, member_id), clock.today()), options.get(FULL) is True
    if full and any(field.private and facts.values.get(field.key) for field in MEMBERS.fields):
        disclosures.note(store, Way.PAPER, say.MEMBER_CARD, 1)
    return write_member_card(facts, house(store), full=full, private=options.get(PRIVATE) is True)


MEMBER_PAPERS = (
    PaperKind(
        "member-card",
        say.MEMBER_CARD,
        About.MEMBER,
        _card,
        (Option(FULL, say.FULL_NUMBER, default=False), Option(PRIVATE, say.PRIVATE, default=False)),
    ),
)
