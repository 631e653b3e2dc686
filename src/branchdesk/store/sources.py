"""Where each ledger's rows come from: its `source` names a function here that gives a selectable.

A source has a column for each field of its ledger, `id`, `initials` and `pinyin`, and whatever its `order` names
besides. Where a field sorts otherwise than it reads, there is a column for that too: `name_key` by pinyin, and for a
sort that asks for it, `name_strokes`.

Without a branch a source gives the records of any, for a query that names them by their identifiers: SQLite, which
does not know that one branch is the whole file, would else walk through the branch to find them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    Subquery,
    Table,
    case,
    cast,
    exists,
    func,
    literal,
    select,
)

from branchdesk.domain.clue_states import OPEN
from branchdesk.domain.conditions import ConditionKind
from branchdesk.domain.roster import COMMITTEE, DEPUTY, SECRETARY
from branchdesk.ledgers.member_life import CONDITIONS, LEAVING
from branchdesk.store.meeting_rows import meetings, was_held
from branchdesk.store.roster import holds_on
from branchdesk.store.tables import (
    agenda_item,
    clue,
    meeting,
    member,
    member_condition,
    member_group,
    member_office,
    member_period,
    member_stage,
    party_group,
    studied_document,
    study_document,
    volunteer,
)
from branchdesk.store.tables.base import of_branch

Source = Callable[[str | None, date], Subquery]


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
    since = select(func.max(member_period.c.since)).where(
        member_period.c.member_id == member.c.id, holds_on(member_period, on)
    )
    query = select(
        *member.c,
        member.c.strokes.label("name_strokes"),
        stage.label("stage"),
        group.label("group"),
        since.scalar_subquery().label("here_since"),
        *(_has(on, kind).label(kind) for kind in FLAGGED),
        _conditions(on).label("condition"),
        _years(member.c.birth_date, on, literal(0)).label("age"),
        _years(member.c.full_since, on, func.coalesce(member.c.seniority_correction, 0)).label("party_age"),
        member.c.pinyin.label("name_key"),
        _offices(on, func.aggregate_strings(member_office.c.office, SEPARATOR)).label("office"),
        func.coalesce(_offices(on, func.min(_rank())), _NO_OFFICE).label("rank"),
    )
    return query.where(of_branch(member, branch_id), here).subquery("members")


_NO_OFFICE = 9
SEPARATOR = "、"
FLAGGED = (ConditionKind.AWAY, ConditionKind.LOST, ConditionKind.HARDSHIP)
_TOLD = case(
    {choice.value: choice.label for choice in CONDITIONS},
    value=member_condition.c.kind,
    else_=member_condition.c.kind,
)


def _held(on: str) -> tuple[ColumnElement[bool], ...]:
    return (member_condition.c.member_id == member.c.id, holds_on(member_condition, on))


def _has(on: str, kind: ConditionKind) -> ColumnElement[bool]:
    return select(member_condition.c.id).where(*_held(on), member_condition.c.kind == kind.value).exists()


def _conditions(on: str) -> ColumnElement[Any]:
    """Name what holds of a member on a day, and that they are on their way to another branch."""
    held = select(func.aggregate_strings(_TOLD, SEPARATOR)).where(*_held(on)).scalar_subquery()
    leaving = (
        select(member_period.c.id)
        .where(
            member_period.c.member_id == member.c.id,
            holds_on(member_period, on),
            member_period.c.exit.is_not(None),
            member_period.c.until.is_(None),
        )
        .exists()
    )
    return case((~leaving, held), else_=func.coalesce(held.concat(SEPARATOR), "").concat(LEAVING))


def _years(since: ColumnElement[Any], on: str, months: ColumnElement[int]) -> ColumnElement[int]:
    """Count the full years from a date, which may be partial, to a day, with so many months more."""
    known = func.substr(since.concat("-01-01"), 1, 10)

    def part(text: Any, start: int, length: int) -> ColumnElement[int]:  # noqa: ANN401 - any expression
        return cast(func.substr(text, start, length), Integer)

    year, month = int(on[:4]), int(on[5:7])
    short = case((func.substr(known, 9, 2) > on[8:], 1), else_=0)
    past = (year - part(known, 1, 4)) * 12 + month - part(known, 6, 2) - short + months
    return case((since.is_(None), None), else_=past // 12)


def _rank() -> ColumnElement[int]:
    """Put `domain.roster.rank` into SQL; a test holds the two together."""
    office = member_office.c.office
    return case((office == SECRETARY, 0), (office == DEPUTY, 1), (office.endswith(COMMITTEE), 2), else_=_NO_OFFICE)


def _offices(on: str, what: Any) -> ColumnElement[Any]:  # noqa: ANN401 - an expression over the offices
    query = select(what).where(member_office.c.member_id == member.c.id, holds_on(member_office, on))
    return query.scalar_subquery()


def former_members(branch_id: str | None, day: date) -> Subquery:
    """Give whoever was on the roster before a day and is not on it now, as they were when they left, and how they left.

    Somebody who left twice is listed once, with their last leaving.
    """
    on = day.isoformat()
    here = exists().where(member_period.c.member_id == member.c.id, holds_on(member_period, on))
    last = (
        select(
            member_period,
            func.row_number()
            .over(partition_by=member_period.c.member_id, order_by=member_period.c.until.desc())
            .label("place"),
        )
        .where(member_period.c.until <= on)
        .subquery("last")
    )

    def latest(table: Table, what: ColumnElement[Any]) -> ColumnElement[Any]:
        mine = select(what).where(table.c.member_id == member.c.id)
        return mine.order_by(table.c.since.desc().nulls_last()).limit(1).scalar_subquery()

    group = (
        select(party_group.c.name)
        .join(member_group, member_group.c.group_id == party_group.c.id)
        .where(member_group.c.member_id == member.c.id)
        .order_by(member_group.c.since.desc().nulls_last())
        .limit(1)
    )
    nothing = literal(None, String)
    query = (
        select(
            *member.c,
            latest(member_stage, member_stage.c.stage).label("stage"),
            group.scalar_subquery().label("group"),
            nothing.label("office"),
            nothing.label("here_since"),
            *(literal(value=False).label(kind) for kind in FLAGGED),
            nothing.label("condition"),
            _years(member.c.birth_date, on, literal(0)).label("age"),
            _years(member.c.full_since, on, func.coalesce(member.c.seniority_correction, 0)).label("party_age"),
            member.c.pinyin.label("name_key"),
            last.c.until.label("left_on"),
            *(last.c[key] for key in ("exit", "destination", "receipt_on", "reason")),
        )
        .join(last, last.c.member_id == member.c.id)
        .where(of_branch(member, branch_id), last.c.place == 1, ~here)
    )
    return query.subquery("former_members")


def volunteers(branch_id: str | None, day: date) -> Subquery:
    """Give the volunteers, with whether they are of the team on a day."""
    on = day.isoformat()
    standing = case((volunteer.c.left_on <= on, "left"), (volunteer.c.joined_on > on, "coming"), else_="here")
    keys = (volunteer.c.pinyin.label("name_key"), volunteer.c.strokes.label("name_strokes"))
    query = select(volunteer, *keys, standing.label("standing"))
    return query.where(of_branch(volunteer, branch_id)).subquery("volunteers")


def clues(branch_id: str | None, day: date) -> Subquery:
    """Give the clues. They have no pinyin of their own: a search reads their text.

    In time is who was handled by the deadline, late who was not; while nobody handled it, the day decides.
    """
    empty = literal("", String)
    first = clue.alias("first")
    number = select(first.c.number).where(first.c.id == clue.c.duplicate_of).scalar_subquery()
    done = func.coalesce(clue.c.handled_on, clue.c.closed_on)
    timeliness = case(
        (clue.c.deadline.is_(None), None),
        (done <= clue.c.deadline, "in_time"),
        (done > clue.c.deadline, "late"),
        (clue.c.state.not_in(OPEN), None),
        (clue.c.deadline < day.isoformat(), "overdue"),
        else_="running",
    )
    query = select(
        clue,
        number.label("duplicate_number"),
        timeliness.label("timeliness"),
        empty.label("initials"),
        empty.label("pinyin"),
    )
    return query.where(of_branch(clue, branch_id)).subquery("clues")


def documents(branch_id: str | None, _day: date) -> Subquery:
    """Give the library, with how many meetings studied each document, and when first and last; newest study first."""
    held = (
        select(
            studied_document.c.document_id,
            func.count(meeting.c.id.distinct()).label("meetings"),
            func.substr(func.min(meeting.c.starts), 1, 10).label("first_on"),
            func.substr(func.max(meeting.c.starts), 1, 10).label("last_on"),
        )
        .join(agenda_item, studied_document.c.item_id == agenda_item.c.id)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .where(was_held(), of_branch(meeting, branch_id))
        .group_by(studied_document.c.document_id)
        .subquery("held")
    )
    empty = literal("", String)
    day = func.coalesce(held.c.last_on, study_document.c.issued, "")
    query = (
        select(
            study_document,
            func.coalesce(held.c.meetings, 0).label("meetings"),
            held.c.first_on,
            held.c.last_on,
            (-cast(func.replace(func.substr(day.concat("-00-00"), 1, 10), "-", ""), Integer)).label("newest"),
            empty.label("initials"),
            empty.label("pinyin"),
        )
        .outerjoin(held, held.c.document_id == study_document.c.id)
        .where(of_branch(study_document, branch_id), study_document.c.same_as.is_(None))
    )
    return query.subquery("documents")


SOURCES: dict[str, Source] = {
    "members": members,
    "former_members": former_members,
    "meetings": meetings,
    "volunteers": volunteers,
    "clues": clues,
    "documents": documents,
}
