"""Members: entering them from a sheet or by hand, changing them, and taking out who was entered by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, func, select

from branchdesk import clock
from branchdesk.domain import identity
from branchdesk.domain.conditions import ConditionKind
from branchdesk.domain.dates import known
from branchdesk.domain.meetings import Severity
from branchdesk.domain.roster import MEMBER_STAGES, Stage, StageDates, likely_stage, stages_from_dates
from branchdesk.errors import Refusal
from branchdesk.ledgers.member_life import EXITS
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.spec import Finding
from branchdesk.services.ledgers.intake import FieldChange, Match, Values, difference, same_day, worth_taking
from branchdesk.services.ledgers.records import removal_title
from branchdesk.services.people.people import called, name_keys
from branchdesk.store.bulk import batches
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.sources import former_members
from branchdesk.store.sources import members as source
from branchdesk.store.tables import (
    five_ones_mark,
    member,
    member_condition,
    member_entry,
    member_group,
    member_office,
    member_period,
    member_photo,
    member_stage,
    metadata,
    new_ids,
    party_group,
)
from branchdesk.words import operations as say
from branchdesk.words import store as say_store

FLAGS = {kind.value for kind in (ConditionKind.AWAY, ConditionKind.LOST, ConditionKind.HARDSHIP)}
DATED = {"stage", "group", "office", "here_since", *FLAGS}
PLAIN = frozenset(field.key for field in MEMBERS.fields if field.key not in DATED and not field.derived)
WAY = ("applied_on", "activist_since", "target_since", "joined_on", "full_since")
STAGE_DATES = {"stage", *WAY}
OFFICE_SEPARATOR = "、"
# The rows that belong to a member and go with them; whatever else names a member keeps them from being taken out.
OF_MEMBER = (
    five_ones_mark,
    member_stage,
    member_office,
    member_group,
    member_condition,
    member_entry,
    member_photo,
    member_period,
)


def save(store: Store, member_id: str | None, values: Values) -> tuple[str, Changes]:
    """Add a member, or change the one named; `values` by field key as stored, None to empty a field.

    Gives the identifier and the changes. Refusal where the name is missing or there is no such member.
    """
    if (member_id is None or "name" in values) and not str(values.get("name") or "").strip():
        raise Refusal(say.name_missing(), code="name_missing", field="name")
    known = member_id is not None
    with operate(store, "save_member", "") as work:
        intake = MemberIntake(work.connection, store.branch.id, clock.today())
        if member_id is None:
            member_id = intake.add(work, [{key: value for key, value in values.items() if value is not None}])[0]
        else:
            standing = intake.standing(member_id)
            changed = {change.field: change.new for change in difference(standing, values)}
            intake.change(work, member_id, changed)
        entered = say.changed if known else say.added
        work.title = entered(MEMBERS.label, called(work.connection, store.branch.id, member_id))
    return member_id, work.changes()


class MemberIntake:
    """How members enter the roster: matched by ID number, else by name and birth date, else by a name nobody shares."""

    def __init__(self, connection: Connection, branch_id: str, day: date) -> None:
        """Read everybody who is on the roster, and who was."""
        rows, left = source(branch_id, day), former_members(branch_id, day)
        self._branch_id, self._day = branch_id, day
        self._standing = {row["id"]: dict(row) for row in connection.execute(select(rows)).mappings()}
        self._former = {row["id"]: dict(row) for row in connection.execute(select(left)).mappings()}
        self._by_number: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        for record, values in self._standing.items():
            self._index(record, values)
        self._left_by_number: dict[str | None, str] = {
            row["id_number"]: key for key, row in self._former.items() if row["id_number"]
        }
        self._left_by_name: dict[str, list[str]] = {}
        for record, values in self._former.items():
            self._left_by_name.setdefault(values["name"], []).append(record)
        self._rows: dict[str, int] = {}
        self._told: dict[tuple[object, ...], list[dict[str, str | None]]] = {}
        self._expected: set[str] = set()
        mine = party_group.c.branch_id == branch_id
        self._groups: dict[str, str] = {row.name: row.id for row in connection.execute(select(party_group).where(mine))}
        self._last = connection.scalar(select(func.max(member.c.roster_order)).where(member.c.branch_id == branch_id))

    def standing(self, record: str) -> Values:
        """Give a member as they stand today, or as they were when they left; Refusal where there is none."""
        found = self._standing.get(record) or self._former.get(record)
        if found is None:
            raise Refusal(say_store.no_such_record(say_store.MEMBER, record), code="no_such_record")
        return found

    def match(self, row: int, values: Values) -> Match:
        """Say which member a row means, or that an earlier row means the same one."""
        found = self._find(values)
        if found == Match() and (record := self._find_left(values)):
            found = self._returned(record, values)
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

    def _find_left(self, values: Values) -> str | None:
        """Say which former member a row means: by the number, else by name and birth date."""
        number = values.get("id_number")
        if number in self._left_by_number:
            return self._left_by_number[number]
        alike = [
            record
            for record in self._left_by_name.get(values["name"], ())
            if same_day(self._former[record]["birth_date"], values.get("birth_date")) and self._may_be(record, values)
        ]
        return alike[0] if len(alike) == 1 else None

    def _returned(self, record: str, values: Values) -> Match:
        """Say that a row brings somebody back who had left."""
        left = self._former[record]
        how = next((choice.label for choice in EXITS if choice.value == left["exit"]), say.LEFT)
        finding = Finding("name", Severity.DOUBT, "back_again", say.back_again(values["name"], left["left_on"], how))
        implied = () if values.get("here_since") else (FieldChange("here_since", None, self._day.isoformat()),)
        return Match(record, finding, implied)

    def _may_be(self, record: str, values: Values) -> bool:
        """Say whether a member of the same name can be the row's: nothing known of both may contradict."""
        standing = self.standing(record)
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
        ids: list[str] = []
        for part in batches(rows):
            ids += self._add(work, part)
            work.report(len(ids), len(rows))
        return ids

    def _add(self, work: Operation, rows: Sequence[Values]) -> list[str]:
        ids = new_ids(len(rows))
        together = list(zip(ids, rows, strict=True))
        work.insert_many(member, [self._member_row(member_id, values) for member_id, values in together])
        work.insert_many(member_period, [_period(one, values) for one, values in together])
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
        flags = [{"member_id": one, "kind": kind} for one, values in together for kind in FLAGS if values.get(kind)]
        work.insert_many(member_condition, flags)
        return ids

    def _member_row(self, member_id: str, values: Values) -> dict[str, Any]:
        row = {key: value for key, value in values.items() if key in PLAIN}
        self._last = row["roster_order"] = row.get("roster_order") or (self._last or 0) + 1
        return row | {"id": member_id, "branch_id": self._branch_id} | name_keys(values["name"])._asdict()

    def change(self, work: Operation, record: str, values: Values) -> None:
        """Change a member; what has no date of its own changes from today on."""
        plain = {key: value for key, value in values.items() if key in PLAIN}
        if "roster_order" in plain and plain["roster_order"] is None:  # an emptied place is the one they have
            del plain["roster_order"]
        if plain.get("name"):
            plain |= name_keys(plain["name"])._asdict()
        if plain:
            work.update(member, record, plain)
        if values.get("here_since") or ("here_since" in values and record in self._standing):
            self._change_period(work, record, values["here_since"])
        if STAGE_DATES & set(values):
            self._change_stages(work, record, {**self.standing(record), **values})
        if "office" in values:
            self._change_offices(work, record, set(_offices(values)))
        if "group" in values:
            wanted = {self._group(work, values["group"])} if values["group"] else set()
            self._turn_over(work, member_group, "group_id", record, wanted)
        for kind in FLAGS & set(values):
            self._change_flag(work, record, kind, holds=bool(values[kind]))

    def _change_period(self, work: Operation, record: str, since: str | None) -> None:
        """Set since when somebody is here; who had left comes back with a period of their own."""
        if record in self._former:
            work.insert(member_period, {"member_id": record, "since": since, "entry": "returned"})
            return
        query = select(member_period.c.id).where(member_period.c.member_id == record, member_period.c.until.is_(None))
        for row_id in work.connection.scalars(query.order_by(member_period.c.since.desc()).limit(1)).all():
            work.update(member_period, row_id, {"since": since})

    def _change_flag(self, work: Operation, record: str, kind: str, *, holds: bool) -> None:
        """Note from today on that a condition holds, or that it no longer does."""
        today = self._day.isoformat()
        mine = (member_condition.c.member_id == record, member_condition.c.kind == kind)
        rows = work.connection.execute(select(member_condition).where(*mine, member_condition.c.until.is_(None)))
        standing = rows.mappings().all()
        if holds and not standing:
            work.insert(member_condition, {"member_id": record, "kind": kind, "since": today})
        for row in () if holds else standing:
            if row["since"] == today:
                work.delete(member_condition, row["id"])
            else:
                work.update(member_condition, row["id"], {"until": today})

    def _stages(self, values: Values) -> list[dict[str, str | None]]:
        """Work out the stages that some dates tell; in a roster the same days come again and again."""
        facts = (values.get("stage"), *(values.get(key) for key in WAY))
        if facts not in self._told:
            self._told[facts] = self._stages_told(values)
        return self._told[facts]

    def _stages_told(self, values: Values) -> list[dict[str, str | None]]:
        dates = StageDates(**{key: known(values.get(key)) for key in WAY})
        stage = Stage(values["stage"]) if values.get("stage") else self._likely(dates)
        return [
            {
                "stage": held.value,
                "since": str(held.since) if held.since else None,
                "until": str(held.until) if held.until else None,
            }
            for held in stages_from_dates(stage, dates)
        ]

    def _likely(self, dates: StageDates) -> Stage:
        return likely_stage(dates.joined_on, dates.full_since, self._day)

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

    def _turn_over(self, work: Operation, table: Table, column: str, record: str, wanted: set[str]) -> None:
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


def _period(member_id: str, values: Values) -> dict[str, Any]:
    """Say since when a new member is here; whoever came after joining came from another branch."""
    since, joined = values.get("here_since"), values.get("joined_on")
    entry = None if not since else "joined" if since == joined else "transferred"
    return {"member_id": member_id, "since": since, "entry": entry}


def _offices(values: Values) -> list[str]:
    return [office for office in str(values.get("office") or "").split(OFFICE_SEPARATOR) if office]


def _tells(values: Values, was: str | None) -> bool:
    """Say whether the dates tell from when on somebody who was something else is what they are now."""
    begins = {
        Stage.APPLICANT: "applied_on",
        Stage.ACTIVIST: "activist_since",
        Stage.DEVELOPMENT_TARGET: "target_since",
        Stage.PROBATIONARY: "joined_on",
    }
    if values["stage"] in begins:
        return bool(values.get(begins[values["stage"]]))
    by_joining = was not in MEMBER_STAGES and values.get("joined_on")
    return values["stage"] == Stage.FULL and bool(values.get("full_since") or by_joining)


def delete(store: Store, *member_ids: str) -> Changes:
    """Take out members who were entered by mistake, with all that was noted of them, in one step.

    Undo and the trash bring them back. Refusal where one is none, or where a record of the branch names them: whoever
    left the branch is not deleted (`services.transfers.leave`).
    """
    with operate(store, "delete_member", "") as work:
        intake = MemberIntake(work.connection, store.branch.id, clock.today())
        for member_id in member_ids:
            intake.standing(member_id)
        names = [called(work.connection, store.branch.id, member_id) for member_id in member_ids]
        for member_id, name in zip(member_ids, names, strict=True):
            if _is_named(work.connection, member_id):
                raise Refusal(say.member_is_named(name), code="member_is_named")
            for table in OF_MEMBER:
                for row_id in work.connection.scalars(select(table.c.id).where(table.c.member_id == member_id)).all():
                    work.delete(table, row_id)
            work.delete(member, member_id)
        work.title = removal_title(MEMBERS, names)
    return work.changes()


def _is_named(connection: Connection, member_id: str) -> bool:
    """Say whether any record beside the member's own rows refers to them."""
    for table in metadata.tables.values():
        for column in table.c:
            if table in OF_MEMBER and column.name == "member_id":
                continue
            if any(key.column.table is member for key in column.foreign_keys):
                found = connection.execute(select(table.c.id).where(column == member_id).limit(1))
                if found.first() is not None:
                    return True
    return False
