"""政治生日纪念卡 as a paper: of a month's birthdays, of people who are named, or of one member."""

from __future__ import annotations

from branchdesk import clock
from branchdesk.errors import Refusal
from branchdesk.papers.birthday_card import CardLook, write_birthday_cards
from branchdesk.papers.blocks import Manuscript
from branchdesk.services.papers.paper_kinds import About, Option, Options, Order, PaperKind
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.people import birthday_cards
from branchdesk.services.people.birthday_cards import CardSettings, Guest
from branchdesk.store.engine import Store
from branchdesk.words import birthday_cards as say

KEY = "birthday-card"
MONTH, YEAR, PEOPLE, DESIGN, SIZE, SHEET = "month", "year", "people", "design", "size", "sheet"
SETTINGS = "settings"  # as they are being edited, in place of those that are kept
BETWEEN = ","


def _cards(store: Store, member_id: str, options: Options) -> Manuscript:
    given = options.get(SETTINGS)
    kept = given if isinstance(given, CardSettings) else birthday_cards.settings(store)
    year = _number(options[YEAR]) or clock.today().year
    people, month = _people(store, member_id, year, options, kept)
    look = CardLook(
        str(options[DESIGN]) or kept.look.design,
        str(options[SIZE]) or kept.look.size,
        {"sheet": True, "single": False}.get(str(options[SHEET]), kept.look.on_sheets),
    )
    title = say.title(year, month or None)
    branch = store.branch.unit, store.branch.name
    return write_birthday_cards([one.card for one in people], branch, title, kept.words, look, house(store))


def _people(store: Store, member_id: str, year: int, options: Options, kept: CardSettings) -> tuple[list[Guest], int]:
    """Give whom cards are for. Refusal (nobody, no_such_month, not_theirs) where one has none."""
    named = options[PEOPLE]
    ids = tuple(named) if isinstance(named, tuple) else tuple(str(named).split(BETWEEN))
    wanted = [member_id] if member_id else [one for text in ids if (one := str(text).strip())]
    there = birthday_cards.guests(store, year, kept.own)
    found, month = birthday_cards.chosen(there, year, _number(options.get(MONTH, "")), wanted)
    if lacking := set(wanted) - {one.id for one in found}:
        raise Refusal(say.not_theirs(birthday_cards.names(store, lacking), year), code="not_theirs")
    return found, month


def _number(value: object) -> int:
    """Read a number as a window or another service gives it; nothing is 0."""
    return int(str(value) or 0)


def whom(store: Store, order: Order) -> tuple[int, list[Guest]]:
    """Give the year of an order's cards and whom they are for; nobody where there is none."""
    options = {**{option.key: option.default for option in (*_of_many(order.about), *OPTIONS)}, **order.options}
    year = _number(options[YEAR]) or clock.today().year
    try:
        return year, _people(store, order.about, year, options, birthday_cards.settings(store))[0]
    except Refusal:
        return year, []


def _of_many(member_id: str) -> tuple[Option, ...]:
    """Give the choice of a month where the cards are not one member's."""
    return () if member_id else (Option(MONTH, say.MONTH, "", say.MONTHS),)


OPTIONS = (
    Option(YEAR, say.YEAR, 0),
    Option(DESIGN, say.DESIGN, "", (("", say.AS_SET), *say.DESIGNS)),
    Option(SIZE, say.SIZE, "", (("", say.AS_SET), *say.SIZES)),
    Option(SHEET, say.SHEET, "", (("", say.AS_SET), *say.SHEETS)),
    Option(PEOPLE, "", ()),
)
BIRTHDAY_PAPERS = (
    PaperKind(
        KEY,
        say.NAME,
        About.BRANCH,
        _cards,
        OPTIONS,
        ways_of=_of_many,
        holds=say.HOLDS,
        also=About.MEMBER,
        no_word=say.NO_WORD,
    ),
)
