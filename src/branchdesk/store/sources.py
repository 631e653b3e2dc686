"""Where each ledger's rows come from: its `source` names a function here that gives a selectable.

A source has a column for each field of its ledger, `id`, `initials` and `pinyin`, and whatever its `order` names
besides. Where a field sorts otherwise than it reads, there is a column for that too: `name_key`.

Without a branch a source gives the records of any, for a query that names them by their identifiers: SQLite, which
does not know that one branch is the whole file, would else walk through the branch to find them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, Subquery, Table, case, exists, func, literal, select, true

from branchdesk.domain.meetings import Presence
from branchdesk.domain.roster import COMMITTEE, DEPUTY, SECRETARY
from branchdesk.store.roster import holds_on
from branchdesk.store.tables import (
    attendance,
    clue,
    meeting,
    member,
    member_group,
    member_office,
    member_period,
    member_stage,
    party_group,
    volunteer,
)

Source = Callable[[str | None, date], Subquery]


def _of(table: Table, branch_id: str | None) -> ColumnElement[bool]:
    return true() if branch_id is None else table.c.branch_id == branch_id


def members(branch_id: str | None, day: date) -> Subquery:
    """Give everybody on the roster as of a day, with stage, offices and group as they were then."""
    on = day.isoformat()
    stage = (
        select(member_stage.c.stage)
        .where(member_stage.c.member_id == member.c.id, holds_on(member_stage, on))
        .order_by(member_stage.c.since.desc())
        .limit(1)
        .scalar_subquery()
    )
    group = (
        select(party_group.c.name)
        .join(member_group, member_group.c.group_id == party_group.c.id)
        .where(member_group.c.member_id == member.c.id, holds_on(member_group, on))
        .order_by(member_group.c.since.desc())
        .limit(1)
        .scalar_subquery()
    )
    here = exists().where(member_period.c.member_id == member.c.id, holds_on(member_period, on))
    query = select(
        *member.c,
        stage.label("stage"),
        group.label("group"),
        member.c.pinyin.label("name_key"),
        _offices(on, func.aggregate_strings(member_office.c.office, "、")).label("office"),
        func.coalesce(_offices(on, func.min(_rank())), _NO_OFFICE).label("rank"),
    )
    return query.where(_of(member, branch_id), here).subquery("members")


_NO_OFFICE = 9


def _rank() -> ColumnElement[int]:
    """Put `domain.roster.rank` into SQL; a test holds the two together."""
    office = member_office.c.office
    return case((office == SECRETARY, 0), (office == DEPUTY, 1), (office.endswith(COMMITTEE), 2), else_=_NO_OFFICE)


def _offices(on: str, what: Any) -> ColumnElement[Any]:  # noqa: ANN401 - an expression over the offices
    query = select(what).where(member_office.c.member_id == member.c.id, holds_on(member_office, on))
    return query.scalar_subquery()


def volunteers(branch_id: str | None, _day: date) -> Subquery:
    """Give the volunteers."""
    query = select(volunteer, volunteer.c.pinyin.label("name_key"))
    return query.where(_of(volunteer, branch_id)).subquery("volunteers")


def clues(branch_id: str | None, _day: date) -> Subquery:
    """Give the clues. They have no pinyin of their own: a search reads their text."""
    empty = literal("", String)
    query = select(clue, empty.label("initials"), empty.label("pinyin"))
    return query.where(_of(clue, branch_id)).subquery("clues")


def meetings(branch_id: str | None, _day: date) -> Subquery:
    """Give the meetings with the head counts that were marked; `newest` sorts the latest first."""

    def marked(presence: Presence) -> ColumnElement[Any]:
        mine = (attendance.c.meeting_id == meeting.c.id, attendance.c.presence == presence.value)
        query = select(func.count()).select_from(attendance).where(*mine)
        return query.scalar_subquery().label(presence.value)

    empty = literal("", String)
    group = select(party_group.c.name).where(party_group.c.id == meeting.c.group_id).scalar_subquery()
    query = select(
        *(meeting.c[key] for key in ("id", "starts", "kind", "number", "title", "place", "state")),
        meeting.c.chair_name.label("chair"),
        meeting.c.recorder_name.label("recorder"),
        group.label("group"),
        *(marked(presence) for presence in (Presence.PRESENT, Presence.ON_LEAVE, Presence.ABSENT)),
        empty.label("initials"),
        empty.label("pinyin"),
        (-func.unixepoch(meeting.c.starts)).label("newest"),  # PostgreSQL: extract(epoch from …)
    )
    return query.where(_of(meeting, branch_id)).subquery("meetings")


SOURCES: dict[str, Source] = {"members": members, "meetings": meetings, "volunteers": volunteers, "clues": clues}
