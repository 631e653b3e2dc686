"""What a branch has before it as a calendar to take along: meetings planned, days by which things are due, 政治生日."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import Connection, select

from branchdesk import clock
from branchdesk.domain import five_ones
from branchdesk.domain.duties import engine
from branchdesk.domain.duties.duty import OPEN, Duty
from branchdesk.domain.duties.facts import Facts
from branchdesk.domain.duties.political_birthdays import RULE as BIRTHDAY
from branchdesk.domain.meetings import Phase
from branchdesk.errors import Refusal
from branchdesk.files.calendar import Event, write_calendar
from branchdesk.services.duties import rulebook
from branchdesk.store import facts as records
from branchdesk.store.engine import Store
from branchdesk.store.tables import meeting, party_group
from branchdesk.words import calendars as say

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a calendar shall hold."""

    meetings: bool = True
    deadlines: bool = True
    birthdays: bool = True


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar as bytes, and how many entries it has."""

    content: bytes
    entries: int


def calendar(store: Store, since: date, until: date, parts: Parts, today: date) -> Calendar:
    """Make the calendar of some days, both counted in. Refusal (no_span, nothing_to_write) where it would be empty."""
    if until < since:
        raise Refusal(say.no_span(), code="no_span", field="until")
    branch = store.branch
    with store.reading() as connection:
        book = rulebook.book(connection, branch.id)
        facts = records.read(connection, branch, today)
        events = [
            *(_meetings(connection, branch.id, since, until) if parts.meetings else ()),
            *(_birthdays(facts, branch.id, since, until) if parts.birthdays else ()),
        ]
    if parts.deadlines:
        labels = {rule.id: rule.label for rule in book.rules}
        events += _deadlines(engine.duties(book, facts, since, until), labels, branch.id)
    if not events:
        raise Refusal(say.nothing(), code="nothing_to_write")
    events.sort(key=_begins)
    return Calendar(write_calendar(branch.name, events, datetime.fromisoformat(clock.stamp())), len(events))


def _begins(event: Event) -> datetime:
    return event.starts if isinstance(event.starts, datetime) else datetime.combine(event.starts, time())


def _uid(*parts: str) -> str:
    """Give the same identifier for the same thing, whichever time it is written."""
    return f"{uuid5(NAMESPACE_OID, '/'.join(('branchdesk', *parts)))}@branchdesk"


def _meetings(connection: Connection, branch_id: str, since: date, until: date) -> Iterator[Event]:
    query = (
        select(meeting, party_group.c.name.label("group"))
        .outerjoin(party_group, meeting.c.group_id == party_group.c.id)
        .where(
            meeting.c.branch_id == branch_id,
            meeting.c.phase.in_((Phase.PLANNED.value, Phase.NOTIFIED.value)),
            meeting.c.starts >= since.isoformat(),
            meeting.c.starts < (until + DAY).isoformat(),
        )
        .order_by(meeting.c.starts, meeting.c.id)
    )
    for row in connection.execute(query):
        starts = datetime.fromisoformat(row.starts)
        whole_day = starts.time() == time()
        ends = datetime.fromisoformat(row.ends) if row.ends and not whole_day else None
        yield Event(
            _uid("meeting", row.id),
            starts.date() if whole_day else starts,
            say.meeting(row.kind, row.group, row.title or ""),
            ends=ends if ends is not None and ends > starts else None,
            place=row.place or "",
            ahead=DAY,
            tentative=row.phase == Phase.PLANNED,
        )


def _birthdays(facts: Facts, branch_id: str, since: date, until: date) -> Iterator[Event]:
    """Give the birthdays; one known to its month alone stands on the month's first day and says so."""
    for found, person in five_ones.birthdays(facts.people, since, until, facts.leap_day):
        if found.on.first_day() < since:
            continue
        title = say.birthday(person.name, found.years, day_known=found.day_known)
        uid = _uid(branch_id, "birthday", person.id, str(found.on.year))
        yield Event(uid, found.on.first_day(), title, ahead=WEEK)


def _deadlines(duties: tuple[Duty, ...], labels: dict[str, str], branch_id: str) -> Iterator[Event]:
    """Give the last days of what is open and not planned; of one rule and day one entry, which names whose it is."""
    found: dict[tuple[date, str], list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.by is not None and duty.state in OPEN and duty.plan is None and duty.rule != BIRTHDAY:
            found[duty.by, duty.rule].append(duty)
    for (day, rule), those in found.items():
        text = "\n".join([*(duty.what for duty in those), those[0].article])
        uid = _uid(branch_id, "deadline", rule, those[0].period)
        yield Event(uid, day, say.deadline(labels[rule]), text=text, ahead=WEEK)
