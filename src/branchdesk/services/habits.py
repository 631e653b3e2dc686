"""What was written in earlier records, newest first, so that it can be offered instead of typed again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from branchdesk.store.engine import Store
from branchdesk.store.tables import agenda_item, attendance, meeting, studied_document

OFFERED = 8


@dataclass(frozen=True, slots=True)
class Habits:
    """Places of meetings, reasons of leaves and absences, sources of documents: each newest first."""

    places: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def habits(store: Store) -> Habits:
    """Give what the branch wrote before, at most a handful of each."""
    mine = meeting.c.branch_id == store.branch.id
    places = select(meeting.c.place).where(mine)
    reasons = select(attendance.c.reason).join(meeting, attendance.c.meeting_id == meeting.c.id).where(mine)
    sources = (
        select(studied_document.c.source)
        .join(agenda_item, studied_document.c.item_id == agenda_item.c.id)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .where(mine)
    )
    with store.reading() as connection:

        def newest(query: Select[Any], column: ColumnElement[Any]) -> tuple[str, ...]:
            filled = query.where(column.is_not(None), column != "").group_by(column)
            return tuple(connection.scalars(filled.order_by(func.max(meeting.c.starts).desc()).limit(OFFERED)))

        return Habits(
            newest(places, meeting.c.place),
            newest(reasons, attendance.c.reason),
            newest(sources, studied_document.c.source),
        )
