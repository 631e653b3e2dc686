"""Meetings as rows of their ledger: each fact in the form in which a sheet writes it.

What a meeting holds in parts (topics, people who were away, resolutions) is one text here, a part a line or parted by
the sign that `domain.jottings` reads. PostgreSQL: json_array_elements_text for json_each, extract(epoch from …) for
unixepoch.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, Select, String, Subquery, and_, case, func, literal, null, select

from branchdesk.domain.jottings import NONE, PARTING, REASON
from branchdesk.domain.meetings import Body, MeetingKind, MeetingState, Presence, body_of
from branchdesk.store.tables import agenda_item, attendance, meeting, member, party_group, studied_document
from branchdesk.store.tables.base import of_branch

DAY = 10  # letters of 2026-11-20T14:30
MIDNIGHT = "T00:00"  # an hour that nobody wrote


def meetings(branch_id: str | None, _day: date) -> Subquery:
    """Give the meetings; heads are of those marked by name, else as counted; `newest` sorts the latest first."""
    empty = literal("", String)
    group = select(party_group.c.name).where(party_group.c.id == meeting.c.group_id).scalar_subquery()
    query = select(
        *(meeting.c[key] for key in ("id", "starts", "kind", "title", "place", "text")),
        func.nullif(meeting.c.number, 0).label("number"),
        func.coalesce(meeting.c.phase, meeting.c.state).label("state"),
        *_when(),
        meeting.c.chair_name.label("chair"),
        meeting.c.recorder_name.label("recorder"),
        group.label("group"),
        _sentences(meeting.c.observers, PARTING).label("observers"),
        _sentences(meeting.c.resolutions, "\n").label("resolutions"),
        *_heads(),
        *(_away(presence).label(f"{presence.value}_people") for presence in (Presence.ON_LEAVE, Presence.ABSENT)),
        _topics().label("topics"),
        _documents().label("studied"),
        empty.label("initials"),
        empty.label("pinyin"),
        (-func.unixepoch(meeting.c.starts)).label("newest"),
    )
    return query.where(of_branch(meeting, branch_id)).subquery("meetings")


def was_held() -> ColumnElement[bool]:
    """Say of a meeting that it was held: neither still planned nor cancelled. Only such meetings count anywhere."""
    return meeting.c.phase.is_(None)


def body_of_row(row: Row[Any]) -> Body:
    """Say who sat together, from a row that has the kind and the form."""
    return body_of(MeetingKind(row.kind), Body(row.form) if row.form else None)


def _when() -> tuple[ColumnElement[Any], ...]:
    """Part the beginning and the end into what a sheet has columns for."""
    starts, ends = meeting.c.starts, meeting.c.ends
    day = func.substr(starts, 1, DAY)
    hour = func.nullif(func.substr(starts, DAY + 1), MIDNIGHT)
    same_day = func.substr(ends, 1, DAY) == day
    seconds = func.unixepoch(ends, type_=Integer) - func.unixepoch(starts, type_=Integer)
    spell = case((hour.is_not(None), seconds // 60))
    return (
        day.label("day"),
        hour.label("begins"),
        case((same_day, func.substr(ends, DAY + 1)), else_=ends).label("ends"),
        spell.label("minutes"),
    )


def _sentences(column: ColumnElement[Any], between: str) -> ColumnElement[Any]:
    """Join a list of plain sentences; an empty list is a word, for blank is what is not known."""
    part = func.json_each(column).table_valued("key", "value")
    parts = select(part.c.value).order_by(part.c.key)
    return case((func.json_array_length(column) == 0, NONE), else_=_joined(parts, between))


def _joined(parts: Select[Any], between: str) -> ColumnElement[Any]:
    """Join what a query gives, in its order; nothing is NULL."""
    rows = parts.correlate(meeting).subquery()
    return select(func.aggregate_strings(next(iter(rows.c)), between)).scalar_subquery()


def _marked(presence: Presence) -> ColumnElement[int]:
    mine = (attendance.c.meeting_id == meeting.c.id, attendance.c.presence == presence.value)
    return select(func.count()).select_from(attendance).where(*mine).scalar_subquery()


def _heads() -> tuple[ColumnElement[Any], ...]:
    """Give the heads: once somebody is marked present those marked count, before that what an old record says."""
    by_name = _marked(Presence.PRESENT) > 0
    everybody = select(func.count()).select_from(attendance).where(attendance.c.meeting_id == meeting.c.id)
    closed = and_(by_name, meeting.c.state == MeetingState.FINAL.value)
    counted = {key: meeting.c[f"counted_{key}"] for key in ("expected", "present", "on_leave", "absent")}
    return (
        case((closed, everybody.scalar_subquery()), (by_name, null()), else_=counted["expected"]).label("expected"),
        *(
            case(
                (by_name, _marked(presence)),
                else_=func.coalesce(counted[presence.value], func.nullif(_marked(presence), 0)),
            ).label(presence.value)
            for presence in (Presence.PRESENT, Presence.ON_LEAVE, Presence.ABSENT)
        ),
    )


def _away(presence: Presence) -> ColumnElement[Any]:
    """Name those who were away, each with the reason, in roster order."""
    name = func.coalesce(attendance.c.frozen_name, member.c.name)
    opening, closing = REASON
    reason = case((attendance.c.reason == "", ""), else_=opening + attendance.c.reason + closing)
    people = (
        select(name.concat(reason))
        .join(member, attendance.c.member_id == member.c.id)
        .where(attendance.c.meeting_id == meeting.c.id, attendance.c.presence == presence.value)
        .order_by(func.coalesce(attendance.c.frozen_position, member.c.roster_order), member.c.id)
    )
    return _joined(people, PARTING)


def _topics() -> ColumnElement[Any]:
    mine = (agenda_item.c.meeting_id == meeting.c.id, agenda_item.c.kind != "first_topic")
    titles = select(agenda_item.c.title).where(*mine, agenda_item.c.title != "")
    return _joined(titles.order_by(agenda_item.c.position), "\n")


def _documents() -> ColumnElement[Any]:
    titles = (
        select(studied_document.c.title)
        .join(agenda_item, studied_document.c.item_id == agenda_item.c.id)
        .where(agenda_item.c.meeting_id == meeting.c.id)
        .order_by(agenda_item.c.position, studied_document.c.position)
    )
    return _joined(titles, "\n")
