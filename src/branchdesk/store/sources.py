"""Where each ledger's rows come from: its `source` names a function here that gives a selectable.

A source has a column for each field of its ledger, `id`, `initials` and `pinyin`, and whatever its `order` names
besides. Where a field sorts otherwise than it reads, there is a column for that too: `name_key`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, Subquery, case, func, literal, select

from branchdesk.domain.roster import COMMITTEE, DEPUTY, SECRETARY
from branchdesk.store.meeting_rows import meetings
from branchdesk.store.roster import holds_on
from branchdesk.store.tables import (
    clue,
    member,
    member_group,
    member_office,
    member_period,
    member_stage,
    party_group,
    volunteer,
)

Source = Callable[[str, date], Subquery]


def members(branch_id: str, day: date) -> Subquery:
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
    here = select(member_period.c.member_id).where(holds_on(member_period, on))
    query = select(
        *member.c,
        stage.label("stage"),
        group.label("group"),
        member.c.pinyin.label("name_key"),
        _offices(on, func.aggregate_strings(member_office.c.office, "、")).label("office"),
        func.coalesce(_offices(on, func.min(_rank())), _NO_OFFICE).label("rank"),
    )
    return query.where(member.c.branch_id == branch_id, member.c.id.in_(here)).subquery("members")


_NO_OFFICE = 9


def _rank() -> ColumnElement[int]:
    """Put `domain.roster.rank` into SQL; a test holds the two together."""
    office = member_office.c.office
    return case((office == SECRETARY, 0), (office == DEPUTY, 1), (office.endswith(COMMITTEE), 2), else_=_NO_OFFICE)


def _offices(on: str, what: Any) -> ColumnElement[Any]:  # noqa: ANN401 - an expression over the offices
    query = select(what).where(member_office.c.member_id == member.c.id, holds_on(member_office, on))
    return query.scalar_subquery()


def volunteers(branch_id: str, _day: date) -> Subquery:
    """Give the volunteers."""
    query = select(volunteer, volunteer.c.pinyin.label("name_key"))
    return query.where(volunteer.c.branch_id == branch_id).subquery("volunteers")


def clues(branch_id: str, _day: date) -> Subquery:
    """Give the clues. They have no pinyin of their own: a search reads their text."""
    empty = literal("", String)
    query = select(clue, empty.label("initials"), empty.label("pinyin"))
    return query.where(clue.c.branch_id == branch_id).subquery("clues")


SOURCES: dict[str, Source] = {"members": members, "meetings": meetings, "volunteers": volunteers, "clues": clues}
