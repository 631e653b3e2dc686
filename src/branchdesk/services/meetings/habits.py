"""What was written in earlier records, newest first, so that it can be offered instead of typed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from branchdesk.domain.meetings import Presence
from branchdesk.store.engine import Store
from branchdesk.store.tables import agenda_item, attendance, meeting, studied_document

OFFERED = 8
OWN = 3  # reasons of one person


@dataclass(frozen=True, slots=True)
class Habits:
    """Places of meetings, reasons of leaves and absences, sources of documents: each newest first.

    `reasons_of` are each person's own reasons, by identifier; `late_reasons` are why people came late.
    """

    places: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reasons_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    late_reasons: tuple[str, ...] = ()


def habits(store: Store) -> Habits:
    """Give what the branch wrote before, at most a handful of each."""
    mine = meeting.c.branch_id == store.branch.id
    places = select(meeting.c.place).where(mine)
    noted = select(attendance.c.reason).join(meeting, attendance.c.meeting_id == meeting.c.id).where(mine)
    away = attendance.c.presence != Presence.PRESENT.value
    sources = (
        select(studied_document.c.source)
        .join(agenda_item, studied_document.c.item_id == agenda_item.c.id)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .where(mine)
    )
    newest_of = func.max(meeting.c.starts)
    own = (
        select(attendance.c.member_id, attendance.c.reason)
        .join(meeting, attendance.c.meeting_id == meeting.c.id)
        .where(mine, away, attendance.c.reason != "")
        .group_by(attendance.c.member_id, attendance.c.reason)
        .order_by(newest_of.desc())
    )
    with store.reading() as connection:

        def newest(query: Select[Any], column: ColumnElement[Any]) -> tuple[str, ...]:
            filled = query.where(column.is_not(None), column != "").group_by(column)
            return tuple(connection.scalars(filled.order_by(newest_of.desc()).limit(OFFERED)))

        return Habits(
            newest(places, meeting.c.place),
            newest(noted.where(away), attendance.c.reason),
            newest(sources, studied_document.c.source),
            _own((row.member_id, row.reason) for row in connection.execute(own)),
            newest(noted.where(~away), attendance.c.reason),
        )


def _own(rows: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Give each person's reasons, of rows that come newest first."""
    found: dict[str, tuple[str, ...]] = {}
    for member_id, reason in rows:
        before = found.get(member_id, ())
        if len(before) < OWN:
            found[member_id] = (*before, reason)
    return found
