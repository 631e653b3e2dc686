"""Members: entering them from a sheet or by hand, and everything about one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from branchdesk import clock
from branchdesk.domain import identity
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import Severity
from branchdesk.domain.roster import MEMBER_STAGES, Stage, likely_stage, stages_from_dates
from branchdesk.errors import Refusal
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.spec import Finding
from branchdesk.services.intake import Match, Values, difference, same_day, worth_taking
from branchdesk.services.people import pinyin_keys
from branchdesk.services.records import removal_title
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.sources import members as source
from branchdesk.store.tables import (
    attendance,
    meeting,
    member,
    member_group,
    member_office,
    member_period,
    member_stage,
    new_id,
    party_group,
)
from branchdesk.words import operations as say
from branchdesk.words import store as say_store

PLAIN = tuple(field.key for field in MEMBERS.fields if field.key not in {"stage", "group", "office"})
STAGE_DATES = {"stage", "joined_on", "full_since"}
OFFICE_SEPARATOR = "、"


@dataclass(frozen=True, slots=True)
class Period:
    """Something dated: what, from when, until when; dates as stored, None where not known or not over."""

    what: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Attended:
    """One meeting that a member was expected at."""

    meeting_id: str
    kind: str
    starts: str
    presence: str
    reason: str
    made_up_on: str | None


@dataclass(frozen=True, slots=True)
class MemberCard:
    """Everything about one member. `values` by field key, as stored; meetings newest first."""

    id: str
    values: Values
    stages: tuple[Period, ...]
    offices: tuple[Period, ...]
    groups: tuple[Period, ...]
    meetings: tuple[Attended, ...]


def card(store: Store, member_id: str) -> MemberCard:
    """Give one member's card as of today; Refusal where there is no such member."""
    with store.reading() as connection:
        rows = source(store.branch.id, clock.today())
        row = connection.execute(select(rows).where(rows.c.id == member_id)).mappings().first()
        if row is None:
            raise Refusal(say_store.no_such_record(say_store.MEMBER, member_id), code="no_such_record")
        groups = select(party_group.c.name, member_group.c.since, member_group.c.until).join(party_group)
        offices = select(member_office.c.office, member_office.c.since, member_office.c.until)
        stages = select(member_stage.c.stage, member_stage.c.since, member_stage.c.until)
        return MemberCard(
            member_id,
            {field.key: row[field.key] for field in MEMBERS.fields},
            stages=_periods(connection, stages.where(member_stage.c.member_id == member_id)),
            offices=_periods(connection, offices.where(member_office.c.member_id == member_id)),
            groups=_periods(connection, groups.where(member_group.c.member_id == member_id)),
            meetings=_attended(connection, member_id),
        )


def _periods(connection: Connection, query: Any) -> tuple[Period, ...]:  # noqa: ANN401 - one of three dated tables
    return tuple(Period(*row) for row in connection.execute(query.order_by("since")))


def _attended(connection: Connection, member_id: str) -> tuple[Attended, ...]:
    query = (
        select(
            meeting.c.id,
            meeting.c.kind,
            meeting.c.starts,
            attendance.c.presence,
            attendance.c.reason,
            attendance.c.made_up_on,
        )
        .join(attendance, attendance.c.meeting_id == meeting.c.id)
        .where(attendance.c.member_id == member_id)
        .order_by(meeting.c.starts.desc())
    )
    return tuple(Attended(*row) for row in connection.execute(query))


def save(store: Store, member_id: str | None, values: Values) -> tuple[str, Changes]:
    """Add a member, or change the one named; `values` by field key as stored, None to empty a field.

    Gives the identifier and the changes. Refusal where the name is missing or there is no such member.
    """
    if (member_id is None or "name" in values) and not str(values.get("name") or "").strip():
        raise Refusal(say.name_missing(), code="name_missing", field="name")
    with operate(store, "save_member", "") as work:
        intake = MemberIntake(work.connection, store.branch.id, clock.today())
        if member_id is None:
            work.title = say.added(MEMBERS.label, str(values.get("name", "")))
            member_id = intake.add(work, [{key: value for key, value in values.items() if value is not None}])[0]
        else:
            standing = intake.standing(member_id)
            work.title = say.changed(MEMBERS.label, str(values.get("name") or standing["name"]))
            changed = {change.field: change.new for change in difference(standing, values)}
            intake.change(work, member_id, changed)
    return member_id, work.changes()


class MemberIntake:
    """How members enter the roster: matched by ID number, else by name and birth date, else by a name nobody shares."""

    def __init__(self, connection: Connection, branch_id: str, day: date) -> None:
        """Read everybody who is on the roster."""
        rows = source(branch_id, day)
        self._branch_id, self._day = branch_id, day
        self._standing = {row["id"]: dict(row) for row in connection.execute(select(rows)).mappings()}
        self._by_number: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        for record, values in self._standing.items():
            self._index(record, values)
        self._rows: dict[str, int] = {}
        self._expected: set[str] = set()
        mine = party_group.c.branch_id == branch_id
        self._groups: dict[str, str] = {row.name: row.id for row in connection.execute(select(party_group).where(mine))}
        self._last = connection.scalar(select(func.max(member.c.roster_order)).where(member.c.branch_id == branch_id))

    def standing(self, record: str) -> Values:
        """Give a member as they stand today; Refusal where there is none."""
        if record not in self._standing:
            raise Refusal(say_store.no_such_record(say_store.MEMBER, record), code="no_such_record")
        return self._standing[record]

    def match(self, row: int, values: Values) -> Match:
        """Say which member a row means, or that an earlier row means the same one."""
        found = self._find(values)
        if found.record is None:
            if found.finding is None or found.finding.severity is not Severity.ERROR:
                self._expect(row, values)
            return found
        earlier = self._rows.setdefault(found.record, row)
        if earlier != row:
            finding = Finding("name", Severity.ERROR, "duplicate_in_sheet", say.same_as_row(earlier))
            return Match(None, finding, earlier=earlier)
        return found

    def alike(self, values: Values) -> tuple[str, ...]:
        """Give the members who bear a row's name, whatever else is known of them."""
        return tuple(one for one in self._by_name.get(values.get("name", ""), ()) if one not in self._expected)

    def _index(self, record: str, values: Values) -> None:
        if values.get("id_number"):
            self._by_number[values["id_number"]] = record
        self._by_name.setdefault(values["name"], []).append(record)

    def _expect(self, row: int, values: Values) -> None:
        """Remember a new row, so that a later one about the same person is told."""
        record = f"row {row}"
        self._expected.add(record)
        self._standing[record] = dict(values)
        self._rows[record] = row
        self._index(record, values)

    def _find(self, values: Values) -> Match:
        number = values.get("id_number")
        if number and number in self._by_number:
            return Match(self._by_number[number])
        alike = [one for one in self._by_name.get(values["name"], ()) if self._may_be(one, values)]
        if len(alike) > 1 or (alike[:1] and alike[0] in self._expected):
            agreeing = [one for one in alike if self._agrees(one, values)]
            alike = agreeing if agreeing or self._expected.issuperset(alike) else alike
        if len(alike) > 1:
            finding = Finding("name", Severity.ERROR, "several_alike", say.several_alike(values["name"]))
            return Match(None, finding)
        if not alike:
            return Match()
        if same_day(self._standing[alike[0]].get("birth_date"), values.get("birth_date")):
            return Match(alike[0])
        finding = Finding("name", Severity.DOUBT, "matched_by_name", say.matched_by_name(values["name"]))
        return Match(alike[0], finding)

    def _may_be(self, record: str, values: Values) -> bool:
        """Say whether a member of the same name can be the row's: nothing known of both may contradict."""
        standing = self._standing[record]
        born, other = standing.get("birth_date"), values.get("birth_date")
        if born and other and not same_day(born, other):
            return False
        number, stated = standing.get("id_number"), values.get("id_number")
        if number and stated and number != stated:
            return bool(born and other) and not (identity.is_sound(number) and identity.is_sound(stated))
        return bool(born and other) or not (number and stated)

    def _agrees(self, record: str, values: Values) -> bool:
        """Say whether nothing that a row states contradicts a member; a serial number is no statement."""
        standing = self._standing[record]
        known = {key: value for key, value in values.items() if key != "roster_order" and standing.get(key) is not None}
        return not worth_taking(MEMBERS, difference(standing, known))

    def add(self, work: Operation, rows: Sequence[Values]) -> list[str]:
        """Add members with their stages, offices and groups, and give their identifiers."""
        ids = [new_id() for _ in rows]
        together = list(zip(ids, rows, strict=True))
        work.insert_many(member, [self._member_row(member_id, values) for member_id, values in together])
        work.insert_many(member_period, [{"member_id": member_id} for member_id in ids])
        stages = [{"member_id": one, **held} for one, values in together for held in self._stages(values)]
        work.insert_many(member_stage, stages)
        offices = [{"member_id": one, "office": office} for one, values in together for office in _offices(values)]
        work.insert_many(member_office, offices)
        in_groups = [
            {"member_id": one, "group_id": self._group(work, values["group"])}
            for one, values in together
            if values.get("group")
        ]
        work.insert_many(member_group, in_groups)
        return ids

    def _member_row(self, member_id: str, values: Values) -> dict[str, Any]:
        initials, pinyin = pinyin_keys(values["name"])
        row = {key: values.get(key) for key in PLAIN}
        self._last = row["roster_order"] = row["roster_order"] or (self._last or 0) + 1
        return row | {"id": member_id, "branch_id": self._branch_id, "initials": initials, "pinyin": pinyin}

    def change(self, work: Operation, record: str, values: Values) -> None:
        """Change a member; what has no date of its own changes from today on."""
        plain = {key: value for key, value in values.items() if key in PLAIN}
        if "roster_order" in plain and plain["roster_order"] is None:  # an emptied place is the one they have
            del plain["roster_order"]
        if plain.get("name"):
            plain["initials"], plain["pinyin"] = pinyin_keys(plain["name"])
        if plain:
            work.update(member, record, plain)
        if STAGE_DATES & set(values):
            self._change_stages(work, record, {**self.standing(record), **values})
        if "office" in values:
            self._change_offices(work, record, set(_offices(values)))
        if "group" in values:
            wanted = {self._group(work, values["group"])} if values["group"] else set()
            self._turn_over(work, member_group, "group_id", record, wanted)

    def _write_stages(self, work: Operation, member_id: str, values: Values) -> None:
        work.insert_many(member_stage, [{"member_id": member_id, **held} for held in self._stages(values)])

    def _stages(self, values: Values) -> list[dict[str, str | None]]:
        joined, full = _partial(values.get("joined_on")), _partial(values.get("full_since"))
        stage = Stage(values["stage"]) if values.get("stage") else likely_stage(joined, full, self._day)
        return [
            {
                "stage": held.value,
                "since": str(held.since) if held.since else None,
                "until": str(held.until) if held.until else None,
            }
            for held in stages_from_dates(stage, joined, full)
        ]

    def _change_stages(self, work: Operation, record: str, values: Values) -> None:
        """Lay the stages out anew where dates tell them; an undated change of stage begins today.

        What somebody was before they were a member stays until then.
        """
        query = select(member_stage).where(member_stage.c.member_id == record).order_by(member_stage.c.since)
        rows = [dict(row) for row in work.connection.execute(query).mappings()]
        was = self.standing(record)["stage"] or (rows[-1]["stage"] if rows else None)
        values = {**values, "stage": values["stage"] or was}
        if values["stage"] != was and not _tells(values, was):
            self._turn_over(work, member_stage, "stage", record, {values["stage"]})
            return
        full = [row["since"] for row in rows if row["stage"] == Stage.FULL]
        if full and not values.get("full_since") and any(row["stage"] == Stage.PROBATIONARY for row in rows):
            values["full_since"] = full[-1]  # the day on which an undated 转正 was entered
        fresh = self._stages(values)
        begins = fresh[0]["since"] or ""
        for row in rows:
            if row["stage"] in MEMBER_STAGES or (row["since"] or "") >= begins:
                work.delete(member_stage, row["id"])
            elif row["until"] is None or row["until"] > begins:
                work.update(member_stage, row["id"], {"until": begins})
        work.insert_many(member_stage, [{"member_id": record, **held} for held in fresh])

    def _change_offices(self, work: Operation, record: str, wanted: set[str]) -> None:
        self._turn_over(work, member_office, "office", record, wanted)

    def _turn_over(self, work: Operation, table: Any, column: str, record: str, wanted: set[str]) -> None:  # noqa: ANN401
        """End what no longer holds and begin what now does, from today; what began today is corrected in place."""
        today = self._day.isoformat()
        query = select(table).where(table.c.member_id == record, table.c.until.is_(None))
        for row in work.connection.execute(query).mappings().all():
            if row[column] in wanted:
                wanted = wanted - {row[column]}
            elif row["since"] == today:
                work.delete(table, row["id"])
            else:
                work.update(table, row["id"], {"until": today})
        fresh = [{"member_id": record, column: value, "since": today} for value in sorted(wanted)]
        work.insert_many(table, fresh)

    def _group(self, work: Operation, name: str) -> str:
        if name not in self._groups:
            position = len(self._groups)
            row = {"branch_id": self._branch_id, "name": name, "position": position}
            self._groups[name] = work.insert(party_group, row)
        return self._groups[name]


def _offices(values: Values) -> list[str]:
    return [office for office in str(values.get("office") or "").split(OFFICE_SEPARATOR) if office]


def _tells(values: Values, was: str | None) -> bool:
    """Say whether the dates tell from when on somebody who was something else is what they are now."""
    if values["stage"] == Stage.PROBATIONARY:
        return bool(values.get("joined_on"))
    by_joining = was not in MEMBER_STAGES and values.get("joined_on")
    return values["stage"] == Stage.FULL and bool(values.get("full_since") or by_joining)


def _partial(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def remove(store: Store, *member_ids: str) -> Changes:
    """Take members off the roster from today, in one step; what was recorded of them stays. Refusal for nobody."""
    with operate(store, "remove_member", "") as work:
        intake = MemberIntake(work.connection, store.branch.id, clock.today())
        work.title = removal_title(MEMBERS, [intake.standing(member_id)["name"] for member_id in member_ids])
        query = select(member_period.c.id).where(
            member_period.c.member_id.in_(member_ids),
            member_period.c.until.is_(None),
        )
        for row_id in work.connection.scalars(query).all():
            work.update(member_period, row_id, {"until": clock.today().isoformat()})
    return work.changes()
