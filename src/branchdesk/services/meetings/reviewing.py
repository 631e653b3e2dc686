"""回看: what earlier meetings resolved to do, as far as the next meeting of the same people should look at it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, literal, or_, select, union_all

from branchdesk.domain import kinds
from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import (
    Body,
    Meeting,
    MeetingKind,
    Review,
)
from branchdesk.store import meetings as rows
from branchdesk.store.beside import followed
from branchdesk.store.engine import Store
from branchdesk.store.tables import agenda_item, measure, meeting, rectification

BEHIND_ITEMS = 10_000  # a meeting's rectification list stands behind the items of its agenda

ITS_OWN = {Body.COMMITTEE: MeetingKind.COMMITTEE_MEETING, Body.GROUP: MeetingKind.GROUP_MEETING}


def to_look_at(store: Store, draft: Meeting) -> tuple[Review, ...]:
    """Give the measures of earlier meetings of the same body that are open, or were done since its last meeting.

    A line of a rectification list is such a measure too (支部工作条例第17条: 逐一整改落实); an 组织生活会 looks back on
    all that its last one resolved, done or not.
    The same body is: the committee; one group; or all members together, whose meetings, theme days, appraisals and
    组织生活会 are one row of meetings, for the same people answer for what they resolved at any of them. An 组织生活会
    held by the committee or a group belongs to the row of that body. A lecture and an activity resolve nothing and
    look back on nothing. The oldest date comes first; what the draft notes already is in it, at the end
    where its measure is not of this row, or is gone.
    """
    if not kinds.of(draft.kind).resolves:
        return draft.reviews
    noted = {one.measure: one.note for one in draft.reviews}
    with store.reading() as connection:
        found = _measures(connection, store.branch.id, draft)
    seen = {row.id for row in found}
    elsewhere = (one for one in draft.reviews if one.measure not in seen)
    listed = (
        Review(
            row.id,
            noted.get(row.id, ""),
            row.text,
            PersonRef(row.owner_name, row.owner_id) if row.owner_name else None,
            date.fromisoformat(row.due) if row.due else None,
            date.fromisoformat(row.done_on) if row.done_on else None,
        )
        for row in found
    )
    return (*listed, *elsewhere)


def _measures(connection: Connection, branch_id: str, draft: Meeting) -> Sequence[Any]:
    mine = (
        meeting.c.branch_id == branch_id,
        meeting.c.phase.is_(None),
        meeting.c.starts < rows.minute(draft.starts),
        meeting.c.id != (draft.id or ""),
        same_body(connection, branch_id, draft),
    )
    last = connection.scalar(select(func.max(meeting.c.starts)).where(*mine)) or ""
    measures, lines = followed()
    place = (
        meeting.c.id.label("of"),
        meeting.c.starts,
        agenda_item.c.position.label("item"),
        measure.c.position.label("place"),
    )
    found = union_all(
        measures.add_columns(*place)
        .join(agenda_item, measure.c.item_id == agenda_item.c.id)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .where(*mine),
        lines.add_columns(meeting.c.id, meeting.c.starts, literal(BEHIND_ITEMS), rectification.c.position)
        .join(meeting, rectification.c.meeting_id == meeting.c.id)
        .where(*mine),
    ).subquery()
    wanted = or_(
        found.c.of == _last_list(connection, mine, draft),
        found.c.done_on.is_(None),
        found.c.done_on >= last[:10],
        found.c.id.in_([one.measure for one in draft.reviews]),
    )
    order = (func.coalesce(found.c.due, "9999"), found.c.starts, found.c.item, found.c.place)
    return connection.execute(select(found).where(wanted).order_by(*order)).all()


def _last_list(connection: Connection, mine: Sequence[ColumnElement[bool]], draft: Meeting) -> str:
    """Give the 组织生活会 before this one: all of its list is looked back on, also what was done long ago."""
    if not kinds.examines(draft.kind):
        return ""
    query = select(meeting.c.id).where(*mine, meeting.c.kind == draft.kind.value)
    return connection.scalar(query.order_by(meeting.c.starts.desc()).limit(1)) or ""


def same_body(connection: Connection, branch_id: str, draft: Meeting) -> ColumnElement[bool]:
    """Say of a meeting that the same people sat there as at a draft's, as `to_look_at` tells."""
    body = draft.body
    if body is Body.MEMBERS:
        return and_(
            meeting.c.kind.not_in(ITS_OWN.values()),
            or_(meeting.c.form.is_(None), meeting.c.form == Body.MEMBERS.value),
        )
    same = or_(meeting.c.kind == ITS_OWN[body].value, meeting.c.form == body.value)
    if body is Body.COMMITTEE:
        return same
    group = rows.group_id(connection, branch_id, draft.group) if draft.group else None
    return and_(same, meeting.c.group_id == group)
