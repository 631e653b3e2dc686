"""A closed record and the history: which operation closed it, what came to it afterwards, and opening it again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Row, Table, null, select, union_all

from branchdesk.domain.meetings import MeetingState, Presence
from branchdesk.store.history import Operation
from branchdesk.store.tables import (
    agenda_item,
    attachment,
    attendance,
    ballot_subject,
    change,
    measure,
    measure_review,
    meeting,
    rectification,
)
from branchdesk.store.tables import operation as step

FROZEN = tuple(column.name for column in attendance.c if column.name.startswith("frozen_"))


def closed_at(connection: Connection, meeting_id: str) -> int:
    """Give the sequence number of the operation that closed a record as it stands.

    That may be a redo, or the undo of a reopening. 0 where the file began with the record.
    """
    notes = connection.execute(
        select(step.c.sequence, change.c.before, change.c.after)
        .select_from(change)
        .join(step)
        .where(change.c.table_name == meeting.name, change.c.row_id == meeting_id)
        .order_by(change.c.number.desc()),
    )
    for note in notes:
        if _is_final(note.after) and not _is_final(note.before):
            return int(note.sequence)
    return 0


def _is_final(row: dict[str, object] | None) -> bool:
    return row is not None and row["state"] == MeetingState.FINAL


def files_since(connection: Connection, meeting_id: str, closed: int) -> set[str]:
    """Give the identifiers of a record's files that were added after the operation that closed it."""
    mine = select(attachment.c.id).where(attachment.c.meeting_id == meeting_id)
    added = (
        select(change.c.row_id)
        .join(step)
        .where(
            change.c.table_name == attachment.name,
            change.c.row_id.in_(mine),
            change.c.before.is_(null()),
            step.c.sequence > closed,
        )
    )
    return set(connection.scalars(added))


def made_up_since(connection: Connection, meeting_id: str, closed: int) -> tuple[str, ...]:
    """Give the frozen names of those whose make-up study was noted after the operation that closed the record."""
    rows = connection.execute(select(attendance).where(attendance.c.meeting_id == meeting_id)).all()
    return tuple(row.frozen_name for row in _since(connection, closed, attendance, rows, "made_up_on"))


def done_since(connection: Connection, meeting_id: str, closed: int) -> tuple[str, ...]:
    """Give the record's measures and rectified problems that were closed after the operation that closed the record."""
    mine = select(measure).join(agenda_item).where(agenda_item.c.meeting_id == meeting_id)
    rows = connection.execute(mine.order_by(agenda_item.c.position, measure.c.position)).all()
    measures = tuple(row.text for row in _since(connection, closed, measure, rows, "done_on"))
    listed = select(rectification).where(rectification.c.meeting_id == meeting_id).order_by(rectification.c.position)
    lines = connection.execute(listed).all()
    return measures + tuple(row.problem for row in _since(connection, closed, rectification, lines, "done_on"))


def told_since(connection: Connection, meeting_id: str, closed: int) -> tuple[str, ...]:
    """Give the names of those who were told of their appraisal after the operation that closed the record."""
    mine = select(ballot_subject).join(agenda_item).where(agenda_item.c.meeting_id == meeting_id)
    rows = connection.execute(mine.order_by(agenda_item.c.position, ballot_subject.c.position)).all()
    return tuple(row.name for row in _since(connection, closed, ballot_subject, rows, "feedback_on"))


def _since(
    connection: Connection, closed: int, table: Table, rows: Sequence[Row[tuple[object, ...]]], column: str
) -> list[Row[tuple[object, ...]]]:
    """Give those rows that say something else in a column than at the operation that closed their record."""
    notes = connection.execute(
        select(change.c.row_id, change.c.before)
        .select_from(change)
        .join(step)
        .where(
            change.c.table_name == table.name,
            change.c.row_id.in_([row.id for row in rows]),
            step.c.sequence > closed,
        )
        .order_by(change.c.number.desc()),
    )
    then = {note.row_id: note.before[column] for note in notes if note.before is not None}  # the oldest note last
    return [row for row in rows if row.id in then and then[row.id] != getattr(row, column)]


def reviews_elsewhere(connection: Connection, meeting_id: str) -> list[tuple[str, str, str]]:
    """Give (measure's text, meeting's kind, its start) for each looking back on a measure of this record."""
    place = measure.c.position
    mine = union_all(
        select(measure.c.id, measure.c.text, place).join(agenda_item).where(agenda_item.c.meeting_id == meeting_id),
        select(rectification.c.id, rectification.c.problem, rectification.c.position).where(
            rectification.c.meeting_id == meeting_id
        ),
    ).subquery()
    rows = connection.execute(
        select(mine.c.text, meeting.c.kind, meeting.c.starts)
        .select_from(measure_review)
        .join(mine, measure_review.c.measure == mine.c.id)
        .join(meeting, measure_review.c.meeting_id == meeting.c.id)
        .where(measure_review.c.meeting_id != meeting_id)
        .order_by(meeting.c.starts, mine.c.position),
    )
    return [(row.text, row.kind, row.starts) for row in rows]


def thaw(work: Operation, meeting_id: str) -> None:
    """Make a closed record a draft: what the roster said of its people goes, and so do rows that say nothing else."""
    rows = work.connection.execute(select(attendance).where(attendance.c.meeting_id == meeting_id)).all()
    for row in rows:
        if row.presence == Presence.UNKNOWN and not row.reason and row.made_up_on is None:
            work.delete(attendance, row.id)
        else:
            work.update(attendance, row.id, dict.fromkeys(FROZEN))
    work.update(meeting, meeting_id, {"state": MeetingState.DRAFT.value})
