"""Papers of volunteers: a letter of thanks to each or to their team, a certificate of service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select, union

from branchdesk import clock
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.papers import wording
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.volunteer_letters import Certified, Thanked, write_certificates, write_thanks
from branchdesk.services.clues import clue_settings
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.papers.list_papers import day_of
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind, each_of
from branchdesk.services.papers.paper_settings import house
from branchdesk.store.engine import Store
from branchdesk.store.tables import clue, joint_reporter
from branchdesk.words import clue_papers as say
from branchdesk.words import store as say_store

MOST = 500  # volunteers of one file
DAY, TO, TEXT, SINCE, UNTIL, NUMBER = "day", "to", "text", "since", "until", "number"
EACH, TEAM = "each", "team"
FACTS = ("name", "team", "joined_on", "left_on")

Person = Mapping[str, Any]


def _thanks(store: Store, about: str, options: Options) -> Manuscript:
    people = _people(store, about)
    chosen = clue_settings.settings(store)
    with store.reading() as connection:
        if options[TO] == TEAM:
            letters = _to_teams(connection, people, chosen)
        else:
            letters = [_to_one(connection, person, chosen) for person in people]
    branch = store.branch.unit, store.branch.name
    return write_thanks(letters, branch, day_of(options[DAY]), str(options[TEXT]), house(store))


def _to_one(connection: Connection, person: Person, chosen: ClueSettings) -> Thanked:
    reported, handled = _counted(connection, (person["id"],), chosen)
    since = say.since(_shown(person["joined_on"])) if person["joined_on"] else ""
    return Thanked(person["name"], person["team"] or "", since, reported, handled)


def _to_teams(connection: Connection, people: Sequence[Person], chosen: ClueSettings) -> list[Thanked]:
    """Give a letter to each team of these people. Refusal (no_team) where somebody is of none."""
    if without := [person["name"] for person in people if not person["team"]]:
        raise Refusal(say.no_team(without), code="no_team")
    letters = []
    for team in dict.fromkeys(person["team"] for person in people):
        those = [person for person in people if person["team"] == team]
        reported, handled = _counted(connection, tuple(person["id"] for person in those), chosen)
        first = min((person["joined_on"] for person in those if person["joined_on"]), default="")
        since = say.since(_shown(first)) if first else ""
        letters.append(Thanked(team, "", since, reported, handled, to_team=True))
    return letters


def _certificate(store: Store, about: str, options: Options) -> Manuscript:
    people = _people(store, about)
    since, until = day_of(options[SINCE]), day_of(options[UNTIL])
    first = str(options[NUMBER]).strip()
    certified = [
        Certified(person["name"], person["team"] or "", _period(person, since, until), _counted_on(first, place))
        for place, person in enumerate(people)
    ]
    branch = store.branch.unit, store.branch.name
    return write_certificates(certified, branch, day_of(options[DAY]) or clock.today(), house(store))


def _period(person: Person, since: date | None, until: date | None) -> str:
    """Say from when to when somebody served: as told, else from joining to the last day in the team, or today."""
    begun = PartialDate.of(since) if since else _day(person["joined_on"])
    ended = PartialDate.of(until or clock.today())
    if until is None and (left := _day(person["left_on"])) is not None:
        ended = PartialDate.of(left.first_day() - timedelta(days=1)) if left.day else left
    if begun is None:
        return ""
    if not begun.day:
        ended = PartialDate(ended.year, ended.month) if begun.month else PartialDate(ended.year)
    return wording.day(begun) if begun == ended else say.span(wording.day(begun), wording.day(ended))


def _counted_on(first: str, place: int) -> str:
    """Give the number that comes so many places after the first; one that ends in no figure is for all alike."""
    figures = len(first) - len(first.rstrip("0123456789"))
    return f"{first[:-figures]}{int(first[-figures:]) + place:0{figures}}" if figures else first


# -- who is on file


def _people(store: Store, about: str) -> list[Person]:
    """Read volunteers in the order of the roster. Refusal (nobody_named, too_many_to_print, no_such_record)."""
    ids = each_of(about)
    if not ids:
        raise Refusal(say.nobody_named(), code="nobody_named")
    if len(ids) > MOST:
        raise Refusal(say.too_many(len(ids), MOST, VOLUNTEERS.one), code="too_many_to_print")
    found = lists.page(store, VOLUNTEERS, Query(ids=ids, limit=None), FACTS).rows
    if missing := set(ids) - {record for record, _ in found}:
        raise Refusal(say_store.no_such_record(say_store.RECORD, min(missing)), code="no_such_record")
    return [{"id": record, **dict(zip(FACTS, values, strict=True))} for record, values in found]


def _counted(connection: Connection, ids: Sequence[str], chosen: ClueSettings) -> tuple[int, int]:
    """Count the clues that some people reported, alone or with others, and those of them that were handled."""
    mine: ColumnElement[bool] = clue.c.volunteer_id.in_(ids)
    first = select(clue.c.id, clue.c.state).where(mine)
    joined = clue.join(joint_reporter, joint_reporter.c.clue_id == clue.c.id)
    with_others = select(clue.c.id, clue.c.state).select_from(joined).where(joint_reporter.c.volunteer_id.in_(ids))
    theirs = union(first, with_others).subquery()
    handled = func.sum(case((theirs.c.state.in_(chosen.handled), 1), else_=0))
    row = connection.execute(select(func.count(), func.coalesce(handled, 0)).select_from(theirs)).one()
    return int(row[0]), int(row[1])


def _day(stored: str | None) -> PartialDate | None:
    return PartialDate.parse(stored) if stored else None


def _shown(stored: str) -> str:
    return wording.day(PartialDate.parse(stored))


_DAY = Option(DAY, say.DAY, "")
VOLUNTEER_PAPERS = (
    PaperKind(
        "volunteer-thanks",
        say.THANKS,
        About.VOLUNTEER,
        _thanks,
        (Option(TO, say.TO, EACH, ((EACH, say.TO_EACH), (TEAM, say.TO_TEAM))), Option(TEXT, say.TEXT, ""), _DAY),
    ),
    PaperKind(
        "volunteer-certificate",
        say.CERTIFICATE,
        About.VOLUNTEER,
        _certificate,
        (
            Option(SINCE, say.PERIOD_SINCE, ""),
            Option(UNTIL, say.PERIOD_UNTIL, ""),
            Option(NUMBER, say.FIRST_NUMBER, ""),
            _DAY,
        ),
        no_word=say.NO_WORD,
    ),
)
