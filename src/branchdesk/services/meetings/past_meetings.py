"""Old meetings from a sheet: by head counts and text, where nobody can be marked by name any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from sqlalchemy import Connection, func, or_, select

from branchdesk import clock
from branchdesk.domain import jottings
from branchdesk.domain.meetings import (
    Meeting,
    MeetingKind,
    MeetingState,
    Phase,
    Presence,
    Severity,
)
from branchdesk.domain.moments import Moment
from branchdesk.errors import Refusal
from branchdesk.ledgers.meetings import HEADS
from branchdesk.ledgers.spec import Finding
from branchdesk.services.ledgers.intake import Match, Values
from branchdesk.services.meetings import closing, meetings
from branchdesk.services.meetings.meeting_rows import People, Taking, day_of, doubt, error, moment_in
from branchdesk.services.meetings.meetings import marked, unmarked
from branchdesk.store import meetings as rows
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate, row_of
from branchdesk.store.meeting_rows import meetings as source
from branchdesk.store.meeting_rows import was_held
from branchdesk.store.tables import attendance, meeting, party_group
from branchdesk.words import meetings as say_meetings
from branchdesk.words import operations as say_operations
from branchdesk.words import past_meetings as say
from branchdesk.words import store as say_store

WHEN = frozenset({"starts", "day", "begins", "ends", "minutes"})
Key = tuple[str, str | None, str]


@dataclass(frozen=True, slots=True)
class _Sitting:
    """Which meeting a row is about, as far as the row says: kind, group, day, and the hour where it is known."""

    kind: MeetingKind
    group: str | None
    day: date
    begins: time | None

    @property
    def key(self) -> Key:
        return (self.kind, self.group, self.day.isoformat())


class MeetingIntake:
    """How old meetings enter: matched by kind, group, day and hour.

    New ones are drafts that count heads. A record that was typed in full keeps what it has and is only filled in where
    it is empty; a closed one is left alone.
    """

    def __init__(self, connection: Connection, branch_id: str, day: date) -> None:
        """Read the meetings there are."""
        self._connection, self._branch_id, self._today = connection, branch_id, day
        found = connection.execute(select(source(branch_id, day))).mappings()
        self._standing: dict[str, Values] = {row["id"]: dict(row) for row in found}
        mine = party_group.c.branch_id == branch_id
        self._groups = set(connection.scalars(select(party_group.c.name).where(mine)))
        self._people = People(connection, branch_id)
        self._sittings: dict[Key, list[tuple[str, time | None]]] = {}
        for record, row in self._standing.items():
            moment = Moment.parse(row["starts"])
            self._remember(record, _Sitting(row["kind"], row["group"], day_of(moment), moment.begins))
        self._rows: dict[str, int] = {}
        self._seen: dict[str, Values] = {}

    def _remember(self, record: str, sitting: _Sitting) -> None:
        self._sittings.setdefault(sitting.key, []).append((record, sitting.begins))

    def standing(self, record: str) -> Values:
        """Give a meeting as it stands, in the words of the row that means it where both say the same.

        Refusal where there is no such meeting.
        """
        if record not in self._standing:
            raise Refusal(say_store.no_such_record(say_store.MEETING, record), code="no_such_record")
        return self._seen.get(record, self._standing[record])

    def match(self, row: int, values: Values) -> Match:
        """Say which meeting a row means, and what of it cannot be taken."""
        findings: list[Finding] = []
        sitting = self._sitting(values, findings)
        if sitting is None:
            return Match(None, findings[-1])
        known = self._sittings.get(sitting.key, [])
        same = [one for one in known if sitting.begins in {None, one[1]}] or [one for one in known if one[1] is None]
        if len(same) > 1:
            sentence = say.several_that_day(say_meetings.KINDS[sitting.kind])
            return Match(None, error("starts", "several_alike", sentence))
        if not same:
            if known:
                sentence = say.another_that_day(say_meetings.KINDS[sitting.kind])
                findings.append(doubt("starts", "another_that_day", sentence))
            record = f"row {row}"
            self._remember(record, sitting)
            self._rows[record] = row
            self._taken(None, values, findings)
            return Match(None, _together(findings))
        record = same[0][0]
        earlier = self._rows.setdefault(record, row)
        if earlier != row:
            return Match(None, error("starts", "duplicate_in_sheet", say_operations.same_as_row(earlier)))
        self._compare(record, values, findings)
        return Match(record, _together(findings))

    def add(self, work: Operation, rows_: Sequence[Values]) -> list[str]:
        """Add meetings as drafts and give their identifiers; those without a number get one, in the order of days."""
        made = [meetings.in_phase(self._taken(None, values, []), ()) for values in rows_]
        ids: dict[int, str] = {}
        numbers = _Numbers(work.connection, self._branch_id, made)
        for at in sorted(range(len(made)), key=lambda at: made[at].starts):
            ids[at] = self._write(work, made[at], numbers.of(made[at]))
        return [ids[at] for at in range(len(made))]

    def change(self, work: Operation, record: str, values: Values) -> None:
        """Change facts of one meeting; Refusal where there is none or it is closed."""
        standing = self._meeting(record)
        if self._standing[record]["state"] == MeetingState.FINAL:
            raise Refusal(say_meetings.already_final(), code="already_final")
        after = meetings.in_phase(self._taken(standing, values, []), ())
        self._write(work, after, _Numbers(work.connection, self._branch_id, (after,)).of(after))

    def _sitting(self, values: Values, findings: list[Finding]) -> _Sitting | None:
        """Say which meeting a row is about, or add the finding that keeps it out."""
        title, kind = str(values.get("title") or ""), values.get("kind")
        if kind is None:
            kind = jottings.kind_in(title)
            if kind is None:
                findings.append(error("kind", "kind_missing", say.kind_missing(say_meetings.KINDS.values())))
                return None
            findings.append(doubt("kind", "kind_from_title", say.kind_from_title(say_meetings.KINDS[kind])))
        try:
            moment = moment_in(values)
        except ValueError:
            findings.append(error("starts", "day_missing", say.day_missing()))
            return None
        group = None
        if kind == MeetingKind.GROUP_MEETING:
            group = values.get("group") or jottings.group_in(title)
            if group not in self._groups:
                said = say.no_such_group(str(group)) if group else say.group_missing()
                findings.append(error("group", "no_such_group" if group else "group_missing", said))
                return None
        if day_of(moment) > self._today:
            findings.append(doubt("starts", "day_ahead", say.day_ahead()))
        return _Sitting(MeetingKind(kind), group, day_of(moment), moment.begins)

    def _meeting(self, record: str) -> Meeting:
        row = self._connection.execute(select(meeting).where(meeting.c.id == record)).first()
        if row is None:
            raise Refusal(say_store.no_such_record(say_store.MEETING, record), code="no_such_record")
        return rows.read_meeting(self._connection, row)

    def _compare(self, record: str, values: Values, findings: list[Finding]) -> None:
        """Find what a row changes of a meeting: what it says in other words is no change."""
        standing = self._standing[record]
        if all(values[key] == standing[key] for key in values):
            return
        before = self._meeting(record)
        after = self._taken(before, values, findings)
        fresh = {key for key in values if values[key] != standing[key]}
        changed = {key for key in fresh if self._taken(before, {key: values[key]}, []) != before}
        if after.ends != before.ends and not changed & WHEN:  # an hour and a length that only together say something
            changed |= fresh & WHEN
        if changed and standing["state"] == MeetingState.FINAL:
            findings[:] = [doubt("starts", "already_final", say.left_closed())]
            changed = set()
        self._seen[record] = {**values, **{key: standing[key] for key in changed}}

    def _taken(self, before: Meeting | None, values: Values, findings: list[Finding]) -> Meeting:
        """Give a meeting with what a row says of it."""
        return Taking(self._people, before, values, findings).meeting()

    def _write(self, work: Operation, made: Meeting, number: int) -> str:
        record = rows.write_meeting(work, made, number=number, state=MeetingState.DRAFT)
        marks = {mark.person.id: mark for mark in made.attendance.marks}
        people = unmarked(self._people.on(made.starts.date())) if marks else ()
        noted = [marked(person, mark) for person in people if (mark := marks.get(person.member_id))]
        rows.write_attendance(work, record, noted, freeze=False)
        return record


class _Numbers:
    """The numbers of meetings within kind, group and year: those given stand, the others take what is free."""

    def __init__(self, connection: Connection, branch_id: str, made: Iterable[Meeting]) -> None:
        year = func.substr(meeting.c.starts, 1, 4)
        query = (
            select(meeting.c.kind, party_group.c.name, year, meeting.c.number)
            .outerjoin(party_group, meeting.c.group_id == party_group.c.id)
            .where(meeting.c.branch_id == branch_id)
        )
        self._used: dict[tuple[str, str | None, str], set[int]] = {}
        for kind, group, in_year, number in connection.execute(query):
            self._used.setdefault((kind, group, in_year), set()).add(number)
        for one in made:
            if one.number:
                self._used.setdefault(_counted_among(one), set()).add(one.number)

    def of(self, made: Meeting) -> int:
        """Give a meeting's number; one that was not held has none."""
        if made.phase is not Phase.HELD:
            return meetings.NO_NUMBER
        if made.number:
            return made.number
        used = self._used.setdefault(_counted_among(made), set())
        number = next(number for number in range(1, len(used) + 2) if number not in used)
        used.add(number)
        return number


def _counted_among(made: Meeting) -> tuple[str, str | None, str]:
    return made.kind, made.group, str(made.starts.year)


def _together(findings: Sequence[Finding]) -> Finding | None:
    """Join what was noticed of one row into one finding."""
    if not findings:
        return None
    messages = dict.fromkeys(finding.message for finding in findings)
    return replace(findings[0], message="".join(messages))


def save(store: Store, record: str | None, values: Values) -> tuple[str, Changes]:
    """Add a meeting by its ledger's facts, or change the one named; gives its identifier and the changes.

    Refusal where the row cannot be a meeting, and where the record is closed.
    """
    with operate(store, "save_meetings", "") as work:
        intake = MeetingIntake(work.connection, store.branch.id, clock.today())
        filled = {key: value for key, value in values.items() if value is not None}
        if record is None:
            found = intake.match(1, filled).finding
            if found is not None and found.severity is Severity.ERROR:
                raise Refusal(found.message, code=found.code, field=found.field)
            record, title = intake.add(work, [filled])[0], say_meetings.saved
        else:
            intake.change(work, record, filled)
            title = say_meetings.revised
        written = row_of(work.connection, meeting, record) or {}
        work.title = title(written["kind"], written["starts"])
    return record, work.changes()


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing old records together did: how many were closed, and the identifiers of those that could not be."""

    closed: int
    left: tuple[str, ...]
    changes: Changes


def open_records(store: Store) -> tuple[str, ...]:
    """Give the drafts that only count heads, oldest first."""
    with store.reading() as connection:
        return tuple(_open_records(connection, store.branch.id))


def _open_records(connection: Connection, branch_id: str) -> Iterator[str]:
    counted = or_(*(meeting.c[f"counted_{key}"].is_not(None) for key in HEADS))
    present = select(attendance.c.meeting_id).where(attendance.c.presence == Presence.PRESENT.value)
    query = select(meeting.c.id).where(
        meeting.c.branch_id == branch_id,
        meeting.c.state == MeetingState.DRAFT.value,
        was_held(),
        counted,
        meeting.c.id.not_in(present),
    )
    yield from connection.scalars(query.order_by(meeting.c.starts))


def close_all(store: Store) -> Closed:
    """Close the drafts that only count heads, in one step; those with an error stay as they are."""
    with operate(store, "finalise_meetings", "") as work:
        ids = tuple(_open_records(work.connection, store.branch.id))
        left = []
        for record in ids:
            try:
                closing.close(work, store, record)
            except Refusal:
                left.append(record)
        work.title = say_meetings.closed_together(len(ids) - len(left))
    return Closed(len(ids) - len(left), tuple(left), work.changes())
