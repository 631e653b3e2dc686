"""Meetings before they are held: planned, notified, put off, cancelled, taken up again.

Nothing of a plan is deleted: a meeting that was put off keeps its earlier times, a cancelled one stays with its reason.
Neither has a number: 第几次 counts what was held, so that a plan that falls through leaves no hole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from branchdesk import clock
from branchdesk.domain.meetings import (
    Body,
    Meeting,
    MeetingKind,
    MeetingState,
    Phase,
)
from branchdesk.errors import Refusal
from branchdesk.services.meetings import meeting_templates, meetings
from branchdesk.services.meetings.meetings import NO_NUMBER, Saved
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.meetings import minute
from branchdesk.store.tables import meeting, party_group
from branchdesk.words import meetings as say_meetings
from branchdesk.words import schedule as say

OPEN = frozenset({Phase.PLANNED, Phase.NOTIFIED})


@dataclass(frozen=True, slots=True)
class Slot:
    """One meeting of a series to be: its day, its group where it is a group's, and what is there already.

    `clash` says that a meeting of the kind is there on that very day; else `there` speaks of the month.
    """

    day: date
    group: str | None = None
    there: str = ""
    clash: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning a series gave: the identifiers, in the order of the meetings."""

    ids: tuple[str, ...]
    changes: Changes


def plan(store: Store, draft: Meeting) -> Saved:
    """Plan one meeting; Refusal where its day is past, or where a name means several people."""
    _check_ahead(draft.starts.date())
    with operate(store, "plan_meeting", say.planned(draft.kind, minute(draft.starts))) as work:
        record = meetings.enter(work, store, replace(draft, phase=Phase.PLANNED), finalise=False)
    return Saved(record.meeting.id or "", record.meeting.number, record.checks, work.changes())


def plan_series(store: Store, pattern: Meeting, slots: Sequence[Slot]) -> Planned:
    """Plan several meetings of one pattern, each on its day with the pattern's hours, in one step.

    Each begins with the agenda that the branch keeps for the kind. Refusal where there is none, where a day is past,
    and where a group meeting names no group.
    """
    if not slots:
        raise Refusal(say.no_days(), code="no_days", field="days")
    if pattern.body is Body.GROUP and any(slot.group is None for slot in slots):
        raise Refusal(say.no_groups(), code="no_groups", field="group")
    for slot in slots:
        _check_ahead(slot.day)
    pattern = replace(pattern, agenda=meeting_templates.agendas(store)[pattern.kind], phase=Phase.PLANNED)
    ids = []
    with operate(store, "plan_meetings", say.planned_together(pattern.kind, len(slots))) as work:
        for slot in sorted(slots, key=lambda slot: (slot.day, slot.group or "")):
            record = meetings.enter(work, store, _on(pattern, slot), finalise=False)
            ids.append(record.meeting.id or "")
    return Planned(tuple(ids), work.changes())


def _on(pattern: Meeting, slot: Slot) -> Meeting:
    starts = datetime.combine(slot.day, pattern.starts.time())
    ends = None if pattern.ends is None else starts + (pattern.ends - pattern.starts)
    return replace(pattern, id=None, number=None, starts=starts, ends=ends, group=slot.group)


def _check_ahead(day: date) -> None:
    if day < clock.today():
        raise Refusal(say.day_is_past(), code="day_is_past", field="starts")


def slots(
    store: Store,
    kind: MeetingKind,
    days: Sequence[date],
    groups: Sequence[str] = (),
) -> tuple[Slot, ...]:
    """Say of each day, and of each group, whether such a meeting is there already on that day or in that month.

    A cancelled meeting is not there.
    """
    if not days:
        return ()
    query = (
        select(meeting.c.starts, meeting.c.phase, meeting.c.state, party_group.c.name.label("group"))
        .outerjoin(party_group, meeting.c.group_id == party_group.c.id)
        .where(
            meeting.c.branch_id == store.branch.id,
            meeting.c.kind == kind.value,
            meeting.c.starts >= f"{min(days):%Y-%m}",
            meeting.c.starts < f"{max(days):%Y-%m}-32",
        )
        .order_by(meeting.c.starts)
    )
    there: dict[tuple[str | None, str], dict[date, str]] = {}
    with store.reading() as connection:
        for row in connection.execute(query):
            if row.phase != Phase.CANCELLED:
                month = there.setdefault((row.group, row.starts[:7]), {})
                month[date.fromisoformat(row.starts[:10])] = row.phase or row.state
    return tuple(_slot(kind, day, group, there) for day in days for group in groups or (None,))


def _slot(
    kind: MeetingKind,
    day: date,
    group: str | None,
    there: Mapping[tuple[str | None, str], Mapping[date, str]],
) -> Slot:
    month = there.get((group, f"{day:%Y-%m}"), {})
    if day in month:
        return Slot(day, group, say.there_that_day(kind, say_meetings.STATES[month[day]]), clash=True)
    return Slot(day, group, say.there_that_month(kind, (one.day for one in month)) if month else "")


def notify(store: Store, meeting_id: str, told_on: date) -> Changes:
    """Note that people were told of a planned meeting, and on which day.

    Refusal where it was held or is cancelled, and where they would have been told after today or after its day.
    """
    with operate(store, "notify_meeting", "") as work:
        found = _open(work, store, meeting_id, OPEN)
        if told_on > clock.today():
            raise Refusal(say.told_later(), code="told_later", field="told_on")
        if told_on > found.starts.date():
            raise Refusal(say.told_after(), code="told_after", field="told_on")
        work.title = say.notified(found.kind, minute(found.starts), told_on.isoformat())
        _write(work, found, Phase.NOTIFIED)
    return work.changes()


def put_off(store: Store, meeting_id: str, starts: datetime, reason: str = "") -> Changes:
    """Move a meeting to another time, and keep the earlier one and the reason; it lasts as long as it was to.

    People must be told anew: a notified meeting is planned again. Refusal where it was held or is cancelled, where the
    day is past, and where nothing would change.
    """
    with operate(store, "put_off_meeting", "") as work:
        found = _open(work, store, meeting_id, OPEN)
        if starts == found.starts:
            raise Refusal(say.same_time(), code="same_time", field="starts")
        _check_ahead(starts.date())
        moves = [{"starts": minute(one.starts), "reason": one.reason} for one in found.moves]
        ends = None if found.ends is None else minute(starts + (found.ends - found.starts))
        work.title = say.put_off(found.kind, minute(found.starts), minute(starts))
        moves.append({"starts": minute(found.starts), "reason": reason.strip()})
        _write(work, found, Phase.PLANNED, starts=minute(starts), ends=ends, moves=moves)
    return work.changes()


def cancel(store: Store, meeting_id: str, reason: str) -> Changes:
    """Cancel a planned meeting; it stays, with the reason. Refusal where it was held or is cancelled, or no reason."""
    with operate(store, "cancel_meeting", "") as work:
        found = _open(work, store, meeting_id, OPEN)
        if not reason.strip():
            raise Refusal(say.reason_needed(), code="reason_needed", field="reason")
        work.title = say.cancelled(found.kind, minute(found.starts))
        _write(work, found, Phase.CANCELLED, cancelled_for=reason.strip())
    return work.changes()


def take_up(store: Store, meeting_id: str) -> Changes:
    """Take a cancellation back: the meeting is planned again. Refusal where it is not cancelled."""
    with operate(store, "take_up_meeting", "") as work:
        found = _open(work, store, meeting_id, {Phase.CANCELLED})
        work.title = say.taken_up(found.kind, minute(found.starts))
        _write(work, found, Phase.PLANNED)
    return work.changes()


def _open(work: Operation, store: Store, meeting_id: str, wanted: Iterable[Phase]) -> Meeting:
    """Give a meeting that is in a phase wanted; Refusal where it is in another."""
    record = meetings.loaded(work.connection, store, meeting_id)
    phase = record.meeting.phase
    if record.state is MeetingState.FINAL or phase is Phase.HELD:
        raise Refusal(say.was_held(), code="was_held")
    if phase not in wanted:
        sentence = say.is_cancelled() if phase is Phase.CANCELLED else say.is_not_cancelled()
        raise Refusal(sentence, code="another_phase")
    return record.meeting


def _write(work: Operation, found: Meeting, phase: Phase, **facts: Any) -> None:  # noqa: ANN401 - column values
    values = {"phase": phase.value, "cancelled_for": None, "number": NO_NUMBER, **facts}
    work.update(meeting, found.id or "", values)
