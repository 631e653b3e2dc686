"""定稿: closing a record, which freezes its people."""

from __future__ import annotations

from branchdesk import clock
from branchdesk.domain.closing import check_closable, people_to_keep
from branchdesk.domain.meetings import MeetingState
from branchdesk.services.meetings import loaded, open_row
from branchdesk.store import meetings as rows
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.tables import meeting
from branchdesk.words import meetings as say


def finalise(store: Store, meeting_id: str) -> Changes:
    """Close a meeting's record and freeze its people; Refusal where something in it cannot be."""
    with operate(store, "finalise_meeting", "") as work:
        row = open_row(work.connection, meeting_id)
        work.title = say.finalised(row.kind, row.starts[:10])
        close(work, store, meeting_id)
    return work.changes()


def close(work: Operation, store: Store, meeting_id: str) -> None:
    """Close a draft within an operation; Refusal where something in it cannot be."""
    record = loaded(work.connection, store, meeting_id)
    check_closable(record, clock.today())
    rows.write_attendance(work, meeting_id, people_to_keep(record), freeze=True)
    work.update(meeting, meeting_id, {"state": MeetingState.FINAL.value, "phase": None})
