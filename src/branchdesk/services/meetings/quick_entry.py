"""Old meetings entered line by line: what is noticed while a line is typed, and keeping it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from branchdesk import clock
from branchdesk.domain.checks import heads_problem
from branchdesk.domain.meetings import Body, Meeting
from branchdesk.services.meetings import attachments, closing, meetings, schedule
from branchdesk.services.meetings.attachments import NewFile
from branchdesk.services.meetings.meetings import Saved
from branchdesk.store.engine import Store
from branchdesk.store.history import operate
from branchdesk.store.meeting_rows import meetings as source
from branchdesk.store.tables import attachment
from branchdesk.words import meetings as say_meetings
from branchdesk.words import quick_entry as say

SHOWN = ("starts", "kind", "number", "group", "title", "studied", "expected", "present", "on_leave", "absent", "state")


@dataclass(frozen=True, slots=True)
class Noticed:
    """What is noticed of a line as typed: how many the roster of its day expects, and what looks odd."""

    expected: int
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entered:
    """One line that was kept: its facts by key, as the ledger has them, and how many files are with it."""

    id: str
    values: dict[str, Any]
    files: int


def notice(store: Store, draft: Meeting) -> Noticed:
    """Look at a line as it is typed; nothing of it stands in the way of keeping the line."""
    day = draft.starts.date()
    if draft.body is Body.GROUP and draft.group is None:
        return Noticed(0, ())
    groups = (draft.group,) if draft.group else ()
    doubts = [slot.there for slot in schedule.slots(store, draft.kind, (day,), groups) if slot.clash]
    if draft.counted and (problem := heads_problem(draft.counted)):
        doubts.append(problem)
    if draft.ends is not None and draft.ends < draft.starts:
        doubts.append(say.ends_early())
    if day > clock.today():
        doubts.append(say.ahead(counted=bool(draft.counted)))
    return Noticed(len(meetings.expected(store, draft)), tuple(map(say.sentence, doubts)))


def keep(store: Store, draft: Meeting, files: Sequence[Path] = (), *, close: bool = False) -> Saved:
    """Keep a line as a draft, with its files, in one step; with `close`, close its record too.

    Refusal, with nothing changed, where a group is missing, a file is empty or too large, or the record cannot be
    closed; Trouble where a file cannot be read.
    """
    added = [NewFile(path.name, attachments.read_file(path)) for path in files]
    day = draft.starts.date().isoformat()
    with operate(store, "record_meeting", say_meetings.saved(draft.kind, day)) as work:
        record = meetings.enter(work, store, draft, finalise=False)
        meeting_id = record.meeting.id or ""
        if added:
            attachments.attach(work, meeting_id, added)
        if close:
            closing.close(work, store, meeting_id)
            work.title = say_meetings.finalised(draft.kind, day)
    return Saved(meeting_id, record.meeting.number, record.checks, work.changes())


def entered(store: Store, ids: Iterable[str]) -> tuple[Entered, ...]:
    """Give those of some meetings that are still there, in the order given."""
    wanted = list(ids)
    rows = source(store.branch.id, clock.today())
    files = select(attachment.c.meeting_id, func.count()).where(attachment.c.meeting_id.in_(wanted))
    with store.reading() as connection:
        found = {
            row["id"]: dict(row) for row in connection.execute(select(rows).where(rows.c.id.in_(wanted))).mappings()
        }
        counted = {row[0]: row[1] for row in connection.execute(files.group_by(attachment.c.meeting_id))}
    return tuple(
        Entered(one, {key: found[one][key] for key in SHOWN}, counted.get(one, 0)) for one in wanted if one in found
    )
