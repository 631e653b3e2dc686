"""Finding anything from two or three typed characters."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from branchdesk import clock
from branchdesk.domain.names import matches
from branchdesk.domain.roster import labels
from branchdesk.ledgers.clues import CLUES
from branchdesk.store.engine import Store
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import clue, meeting, volunteer
from branchdesk.words import meetings as say


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
        found = (
            *_members(connection, store.branch.id, wanted),
            *_volunteers(connection, store.branch.id, wanted),
            *_meetings(connection, store.branch.id, wanted, limit),
            *_clues(connection, store.branch.id, wanted, limit),
        )
    return found[:limit]


def _members(connection: Connection, branch_id: str, wanted: str) -> list[Hit]:
    people = roster_on(connection, branch_id, clock.today())
    called = labels(people)
    return [
        Hit("member", person.id, called[person.id], " · ".join(filter(None, (person.group, *person.offices))))
        for person in people
        if matches(wanted, person.name, person.initials, person.pinyin)
    ]


def _volunteers(connection: Connection, branch_id: str, wanted: str) -> list[Hit]:
    rows = connection.execute(select(volunteer).where(volunteer.c.branch_id == branch_id).order_by(volunteer.c.id))
    return [
        Hit("volunteer", row.id, row.name, " · ".join(filter(None, (row.team, row.platform))))
        for row in rows
        if matches(wanted, row.name, row.initials, row.pinyin)
    ]


def _meetings(connection: Connection, branch_id: str, wanted: str, limit: int) -> list[Hit]:
    kinds = [kind for kind, label in say.KINDS.items() if wanted in label]
    query = select(meeting).where(
        meeting.c.branch_id == branch_id,
        or_(
            meeting.c.title.contains(wanted, autoescape=True),
            meeting.c.starts.startswith(wanted, autoescape=True),
            meeting.c.kind.in_(kinds),
        ),
    )
    rows = connection.execute(query.order_by(meeting.c.starts.desc()).limit(limit))
    return [
        Hit("meeting", row.id, say.name(row.kind, row.number), " · ".join(filter(None, (row.starts[:10], row.title))))
        for row in rows
    ]


def _clues(connection: Connection, branch_id: str, wanted: str, limit: int) -> list[Hit]:
    query = select(clue).where(
        clue.c.branch_id == branch_id,
        or_(
            clue.c.number.contains(wanted, autoescape=True),
            clue.c.text.contains(wanted, autoescape=True),
            clue.c.reporter.contains(wanted, autoescape=True),
        ),
    )
    rows = connection.execute(query.order_by(clue.c.number.desc()).limit(limit))
    state = CLUES.field("state")
    return [
        Hit("clue", row.id, row.number, " · ".join(filter(None, (state.shown(row.state), (row.text or "")[:24]))))
        for row in rows
    ]
