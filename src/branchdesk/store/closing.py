"""A closed record in the history: which operation closed it, and what came to it afterwards."""

from __future__ import annotations

from sqlalchemy import Connection, null, select

from branchdesk.domain.meetings import MeetingState
from branchdesk.store.tables import attachment, change, meeting, operation


def closed_at(connection: Connection, meeting_id: str) -> int:
    """Give the sequence number of the operation that closed a record as it stands.

    That may be a redo, or the undo of a reopening. 0 where the file began with the record.
    """
    notes = connection.execute(
        select(operation.c.sequence, change.c.before, change.c.after)
        .select_from(change)
        .join(operation)
        .where(change.c.table_name == meeting.name, change.c.row_id == meeting_id)
        .order_by(change.c.number.desc()),
    )
    for note in notes:
        if _is_final(note.after) and not _is_final(note.before):
            return int(note.sequence)
    return 0


def _is_final(row: dict[str, object] | None) -> bool:
    return row is not None and row["state"] == MeetingState.FINAL


def files_since(connection: Connection, meeting_id: str) -> set[str]:
    """Give the identifiers of a closed record's files that were added after it was closed."""
    mine = select(attachment.c.id).where(attachment.c.meeting_id == meeting_id)
    added = (
        select(change.c.row_id)
        .join(operation)
        .where(
            change.c.table_name == attachment.name,
            change.c.row_id.in_(mine),
            change.c.before.is_(null()),
            operation.c.sequence > closed_at(connection, meeting_id),
        )
    )
    return set(connection.scalars(added))
