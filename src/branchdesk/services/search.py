"""Finding anything from two or three typed characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from branchdesk import clock
from branchdesk.domain.names import matches
from branchdesk.domain.roster import labels
from branchdesk.domain.volunteers import Volunteer
from branchdesk.ledgers.clues import CLUES
from branchdesk.services.clues.volunteers import everybody
from branchdesk.services.meetings import meeting_finding
from branchdesk.services.meetings.meeting_finding import FoundMeeting
from branchdesk.store import lists
from branchdesk.store.engine import Store
from branchdesk.store.lists import Query, Sort
from branchdesk.store.roster import roster_on
from branchdesk.words import meetings as say
from branchdesk.words import volunteers as say_volunteers

SHOWN = 24  # characters of a clue's text
LEFT_TO_CLUES = 5  # of the hits, however many meetings there are


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its kind (member, volunteer, meeting, clue), identifier, title and a line about it."""

    kind: str
    id: str
    title: str
    detail: str


def find(store: Store, text: str, limit: int = 20) -> tuple[Hit, ...]:
    """Give what typed text may mean, people first: by characters, pinyin initials or beginnings of syllables."""
    wanted = text.strip()
    if not wanted:
        return ()
    with store.reading() as connection:
        people = (
            *_members(connection, store.branch.id, wanted),
            *_volunteers(connection, store.branch.id, wanted),
        )
        clues = _clues(connection, store.branch.id, wanted, limit)
        room = max(limit - len(people) - min(len(clues), LEFT_TO_CLUES), 0)
        meetings = _meetings(connection, store.branch.id, wanted, room)
    return (*people, *meetings, *clues)[:limit]


def _members(connection: Connection, branch_id: str, wanted: str) -> list[Hit]:
    people = roster_on(connection, branch_id, clock.today())
    called = labels(people)
    return [
        Hit("member", person.id, called[person.id], " · ".join(filter(None, (person.group, *person.offices))))
        for person in people
        if matches(wanted, person.name, person.initials, person.pinyin)
    ]


def _volunteers(connection: Connection, branch_id: str, wanted: str) -> list[Hit]:
    today = clock.today().isoformat()
    return [
        Hit("volunteer", one.id, one.label, " · ".join(filter(None, (one.team, one.platform, _gone(one, today)))))
        for one in everybody(connection, branch_id)
        if matches(wanted, one.name, one.initials, one.pinyin)
    ]


def _gone(one: Volunteer, today: str) -> str:
    return say_volunteers.GONE if one.left_on and one.left_on <= today else ""


def _meetings(connection: Connection, branch_id: str, wanted: str, limit: int) -> list[Hit]:
    return [
        Hit(
            "meeting",
            one.id,
            f"{one.group or ''}{say.name(one.kind, one.number)}",
            " · ".join(filter(None, (one.starts[:10], *_where(one)))),
        )
        for one in meeting_finding.mentioning(connection, branch_id, wanted, limit)
    ]


def _where(one: FoundMeeting) -> Iterator[str | None]:
    """Tell a meeting by its title, and by where the text stands unless that is the title."""
    yield one.title
    yield from (spot for spot in one.spots if not one.title or one.title not in spot)


def _clues(connection: Connection, branch_id: str, wanted: str, limit: int) -> list[Hit]:
    """Give what the list of clues finds, the highest number first."""
    query = Query(search=wanted, order=(Sort("number", descending=True),), limit=limit)
    page = lists.page(connection, CLUES, ("number", "state", "text"), query, branch_id=branch_id, day=clock.today())
    state = CLUES.field("state")
    return [
        Hit("clue", clue_id, number, " · ".join(filter(None, (state.shown(stands), (text or "")[:SHOWN]))))
        for clue_id, (number, stands, text) in page.rows
    ]
