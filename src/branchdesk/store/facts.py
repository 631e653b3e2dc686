"""The branch's records as rules look at them: read in a few statements, whole, for ten years and more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, exists, func, or_, select

from branchdesk.domain import kinds
from branchdesk.domain.conditions import Spell
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.duties.facts import (
    Decision,
    DutyMark,
    Entry,
    Facts,
    HeldMeeting,
    Matter,
    Missing,
    OpenMeasure,
    Person,
    PlannedMeeting,
)
from branchdesk.domain.meetings import MeetingKind, Phase, Presence
from branchdesk.domain.roster import apart
from branchdesk.domain.terms import Term
from branchdesk.store import five_ones, study_hours
from branchdesk.store.engine import Branch
from branchdesk.store.meeting_rows import body_of_row, was_held
from branchdesk.store.roster import Rosters
from branchdesk.store.tables import (
    agenda_item,
    attendance,
    ballot_subject,
    committee,
    duty_mark,
    measure,
    meeting,
    member,
    member_condition,
    member_entry,
    member_group,
    member_office,
    member_period,
    member_stage,
    party_group,
    rectification,
)
from branchdesk.words import branch_duties

DAY = 10  # letters of 2026-11-20T14:30
MEETING: tuple[Any, ...] = tuple(meeting.c[key] for key in ("id", "kind", "starts", "form", "for_year", "phase"))
_OF_ENTRY = ("id", "member_id", "kind", "day", "until", "title", "level", "other_id")
DATES = ("joined_on", "approved_on", "oath_on", "full_since", "probation_until", "activist_since", "dues_to")
ENTRIES = ("talk", "training", "review", "contact")


def read(connection: Connection, branch: Branch, today: date, years: Collection[int] | None = None) -> Facts:
    """Read the facts of a branch as seen from a day, with the hours of study of some years, by default of all."""
    counting = study_hours.counting_of(connection, branch.id)
    if years is None:
        years = range(int(branch.duties_from[:4]), today.year + 1)
    columns = (*MEETING, party_group.c.name.label("group"), _first_topic().label("first_topic"))
    found = connection.execute(
        select(*columns)
        .outerjoin(party_group, meeting.c.group_id == party_group.c.id)
        .where(meeting.c.branch_id == branch.id)
        .order_by(meeting.c.starts, meeting.c.id),
    ).all()
    missing = tuple(_missing(connection, branch.id))
    return Facts(
        today=today,
        started=date.fromisoformat(f"{branch.duties_from}-01"),
        leap_day=five_ones.settings(connection, branch.id).leap_day,
        people=tuple(people(connection, branch.id, today)),
        meetings=tuple(_held(row) for row in found if row.phase is None),
        planned=tuple(_planned(row) for row in found if row.phase in {Phase.PLANNED, Phase.NOTIFIED}),
        matters=tuple(_matters(connection, branch.id)),
        decisions=tuple(_decisions(connection, branch.id)),
        entries=tuple(_entries(connection, branch.id)),
        terms=tuple(_terms(connection, branch.id)),
        groups=_groups(connection, branch.id),
        marks=tuple(_marks(connection, branch.id)),
        missing=missing,
        measures=tuple(_measures(connection, branch.id)),
        study=study_hours.totals_of(connection, branch.id, counting, years),
        last_seen=_last_seen(connection, branch.id, missing),
    )


def _first_topic() -> ColumnElement[bool]:
    return exists().where(agenda_item.c.meeting_id == meeting.c.id, agenda_item.c.kind == "first_topic")


def _year(row: Row[Any]) -> int | None:
    """Give the year that a meeting belongs to, as noted, else by custom."""
    return row.for_year or kinds.year_of(MeetingKind(row.kind), date.fromisoformat(row.starts[:DAY]))


def _held(row: Row[Any]) -> HeldMeeting:
    return HeldMeeting(
        row.id, row.kind, row.starts[:DAY], row.group, body_of_row(row), _year(row), bool(row.first_topic)
    )


def _planned(row: Row[Any]) -> PlannedMeeting:
    return PlannedMeeting(row.id, row.kind, row.starts[:DAY], row.group, body_of_row(row), _year(row))


def people(connection: Connection, branch_id: str, today: date) -> Iterator[Person]:
    """Give everybody whom the branch knows, with all that held of them and when; named as seen from a day."""

    def spells(table: Table, value: ColumnElement[Any]) -> Mapping[str, tuple[Spell, ...]]:
        query = select(table.c.member_id, value.label("value"), table.c.since, table.c.until)
        if table is member_group:
            query = query.join(party_group, member_group.c.group_id == party_group.c.id)
        gathered: dict[str, list[Spell]] = defaultdict(list)
        for row in connection.execute(query.order_by(table.c.since.nulls_first(), table.c.id)):
            gathered[row.member_id].append(Spell(row.value, row.since, row.until))
        return {key: tuple(found) for key, found in gathered.items()}

    periods = spells(member_period, func.coalesce(member_period.c.entry, ""))
    stages = spells(member_stage, member_stage.c.stage)
    offices = spells(member_office, member_office.c.office)
    groups = spells(member_group, party_group.c.name)
    conditions = spells(member_condition, member_condition.c.kind)
    told = apart(Rosters(connection, branch_id, today).on(today))
    rows = connection.execute(
        select(member.c.id, member.c.name, member.c.roster_order, *(member.c[key] for key in DATES))
        .where(member.c.branch_id == branch_id)
        .order_by(member.c.roster_order, member.c.id),
    )
    for row in rows:
        word = told.get(row.id)
        yield Person(
            row.id,
            f"{row.name}（{word}）" if word else row.name,
            row.roster_order,
            periods.get(row.id, ()),
            stages.get(row.id, ()),
            offices.get(row.id, ()),
            groups.get(row.id, ()),
            conditions.get(row.id, ()),
            **{key: getattr(row, key) for key in DATES},
        )


def _matters(connection: Connection, branch_id: str) -> Iterator[Matter]:
    rows = connection.execute(
        select(agenda_item.c.title.label("matter"), *MEETING)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .where(
            meeting.c.branch_id == branch_id,
            was_held(),
            or_(*(agenda_item.c.title.contains(word) for word in branch_duties.TELLING)),
        )
        .order_by(meeting.c.starts),
    )
    for row in rows:
        yield Matter(row.id, row.starts[:DAY], row.matter, body_of_row(row))


def _decisions(connection: Connection, branch_id: str) -> Iterator[Decision]:
    rows = connection.execute(
        select(
            ballot_subject.c.person_id,
            ballot_subject.c.declared,
            agenda_item.c.title,
            meeting.c.starts,
            meeting.c.id,
        )
        .join(agenda_item, ballot_subject.c.item_id == agenda_item.c.id)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .where(
            meeting.c.branch_id == branch_id,
            was_held(),
            agenda_item.c.rule == "admission",
            ballot_subject.c.person_id.is_not(None),
        )
        .order_by(meeting.c.starts),
    )
    passed = {"passed": True, "not_passed": False}
    for row in rows:
        yield Decision(row.person_id, row.starts[:DAY], row.title or "", passed.get(row.declared or ""), row.id)


def _entries(connection: Connection, branch_id: str) -> Iterator[Entry]:
    rows = connection.execute(
        select(*(member_entry.c[key] for key in _OF_ENTRY))
        .join(member, member_entry.c.member_id == member.c.id)
        .where(member.c.branch_id == branch_id, member_entry.c.kind.in_(ENTRIES))
        .order_by(member_entry.c.day, member_entry.c.id),
    )
    for row in rows:
        yield Entry(row.id, row.member_id, row.kind, row.day, row.until, row.title or "", row.level or "", row.other_id)


def _terms(connection: Connection, branch_id: str) -> Iterator[Term]:
    rows = connection.execute(
        select(committee).where(committee.c.branch_id == branch_id).order_by(committee.c.since, committee.c.id),
    )
    for row in rows:
        yield Term(PartialDate.parse(row.since), row.years, PartialDate.parse(row.until) if row.until else None, row.id)


def _groups(connection: Connection, branch_id: str) -> dict[str, str]:
    query = select(party_group.c.name, party_group.c.id).where(party_group.c.branch_id == branch_id)
    return {row.name: row.id for row in connection.execute(query.order_by(party_group.c.position, party_group.c.id))}


def _marks(connection: Connection, branch_id: str) -> Iterator[DutyMark]:
    for row in connection.execute(select(duty_mark).where(duty_mark.c.branch_id == branch_id)):
        yield DutyMark(row.id, row.rule, row.subject, row.period, row.state, row.day, row.note or "", row.meeting_id)


def _missing(connection: Connection, branch_id: str) -> Iterator[Missing]:
    rows = connection.execute(
        select(attendance.c.meeting_id, attendance.c.member_id, meeting.c.kind, meeting.c.starts)
        .join(meeting, attendance.c.meeting_id == meeting.c.id)
        .where(
            meeting.c.branch_id == branch_id,
            was_held(),
            attendance.c.presence == Presence.ABSENT.value,
            attendance.c.made_up_on.is_(None),
        )
        .order_by(meeting.c.starts),
    )
    for row in rows:
        yield Missing(row.meeting_id, row.member_id, row.kind, row.starts[:DAY])


def _measures(connection: Connection, branch_id: str) -> Iterator[OpenMeasure]:
    measures = (
        select(measure, meeting.c.starts, meeting.c.id.label("of_meeting"))
        .join(agenda_item, measure.c.item_id == agenda_item.c.id)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .where(meeting.c.branch_id == branch_id, was_held(), measure.c.done_on.is_(None))
    )
    for row in connection.execute(measures.order_by(meeting.c.starts, agenda_item.c.position, measure.c.position)):
        yield OpenMeasure(
            row.id, row.of_meeting, "measure", row.text, row.owner_name or "", row.starts[:DAY], row.due, row.done_on
        )
    lines = (
        select(rectification, meeting.c.starts)
        .join(meeting, rectification.c.meeting_id == meeting.c.id)
        .where(meeting.c.branch_id == branch_id, was_held(), rectification.c.done_on.is_(None))
    )
    for row in connection.execute(lines.order_by(meeting.c.starts, rectification.c.position)):
        text = row.text or row.problem
        yield OpenMeasure(
            row.id, row.meeting_id, "rectification", text, row.owner_name or "", row.starts[:DAY], row.due, None
        )


def _took_part() -> ColumnElement[bool]:
    """Say that somebody was there, was on leave, or made it up: no absence without a reason."""
    there = attendance.c.presence.in_((Presence.PRESENT.value, Presence.ON_LEAVE.value))
    return or_(there, attendance.c.made_up_on.is_not(None))


def _last_seen(connection: Connection, branch_id: str, missing: Iterable[Missing]) -> dict[str, str]:
    """Give the last day on which each of those who missed something took part."""
    query = (
        select(attendance.c.member_id, func.max(meeting.c.starts).label("at"))
        .join(meeting, attendance.c.meeting_id == meeting.c.id)
        .where(
            meeting.c.branch_id == branch_id,
            was_held(),
            attendance.c.member_id.in_({one.member_id for one in missing}),
            _took_part(),
        )
        .group_by(attendance.c.member_id)
    )
    return {row.member_id: row.at[:DAY] for row in connection.execute(query)}
