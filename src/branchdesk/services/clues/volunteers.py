"""Volunteers: entering them from a sheet or by hand, their leaving, and who is offered on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from branchdesk import clock
from branchdesk.domain import volunteers as rules
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import Severity
from branchdesk.domain.volunteers import Volunteer
from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Finding
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.services.ledgers import records
from branchdesk.services.ledgers.intake import Match, Values
from branchdesk.services.people.people import name_keys
from branchdesk.store import volunteer_clues
from branchdesk.store.bulk import batches
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate, row_of
from branchdesk.store.tables import clue, clue_stroke, joint_reporter, metadata, volunteer
from branchdesk.words import operations as say_operations
from branchdesk.words import store as say_store
from branchdesk.words import volunteers as say

FACTS = ("team", "platform", "grid")  # by which a row without a telephone tells people of one name apart


@dataclass(frozen=True, slots=True)
class Team:
    """A team, how many are of it now, and how many ever were."""

    name: str
    here: int
    ever: int


class VolunteerIntake(records.PlainIntake):
    """How volunteers enter: matched by name and telephone, or by the name where that leaves no doubt.

    Who has another telephone is another person of the same name; a row that could mean several is kept out. Whoever
    has no place in the roster yet follows the last one.
    """

    def __init__(self, connection: Connection, branch_id: str, _day: date) -> None:
        """Read the volunteers there are."""
        super().__init__(connection, branch_id, volunteer, (), self._complete_row, "name")
        self._connection = connection
        self._by_name: dict[str, dict[str, Values]] = {}
        self._new: dict[str, dict[int, Values]] = {}
        mine = select(func.max(volunteer.c.roster_order)).where(volunteer.c.branch_id == branch_id)
        self._last = connection.scalar(mine) or 0

    def match(self, row: int, values: Values) -> Match:
        """Say which volunteer a row means, that it could mean several, or that an earlier row means the same."""
        new = self._new.setdefault(values["name"], {})
        meant = self._meant(values, {number: one for number, one in new.items() if number != row})
        if len(meant) > 1:
            finding = Finding("name", Severity.ERROR, "several_alike", say.several_called(values["name"]))
            return Match(None, finding)
        if not meant:
            new[row] = values
            return Match()
        earlier = self._rows.setdefault(meant[0], row) if isinstance(meant[0], str) else meant[0]
        if earlier != row:
            finding = Finding("name", Severity.ERROR, "duplicate_in_sheet", say_operations.same_as_row(earlier))
            return Match(None, finding, earlier=earlier)
        return Match(str(meant[0]))

    def alike(self, values: Values) -> tuple[str, ...]:
        """Give the standing volunteers who bear a row's name."""
        return tuple(self._called(values.get("name", "")))

    def add(self, work: Operation, rows: Sequence[Values]) -> list[str]:
        """Add volunteers, tie to them what names them and was entered before, and give their identifiers."""
        there = {name for name in {values["name"] for values in rows} if self._called(name)}
        added = super().add(work, rows)
        bearers: dict[str, list[str]] = {}
        for one, values in zip(added, rows, strict=True):
            bearers.setdefault(values["name"], []).append(one)
        alone = {name: ids[0] for name, ids in bearers.items() if len(ids) == 1 and name not in there}
        for table, row_id, name in volunteer_clues.untied(work.connection, self.branch_id, tuple(alone)):
            work.update(metadata.tables[table], row_id, {"volunteer_id": alone[name]})
        return added

    def change(self, work: Operation, record: str, values: Values) -> None:
        """Change fields of one volunteer; an emptied place in the roster is the one they have."""
        if "roster_order" in values and values["roster_order"] is None:
            values = {**values, "roster_order": self.standing(record).get("roster_order")}
        super().change(work, record, values)

    def _called(self, name: str) -> dict[str, Values]:
        """Give the standing volunteers of a name, by identifier."""
        if name not in self._by_name:
            mine = (volunteer.c.branch_id == self.branch_id, volunteer.c.name == name)
            rows = self._connection.execute(select(volunteer).where(*mine).order_by(volunteer.c.id)).mappings()
            self._by_name[name] = {row["id"]: dict(row) for row in rows}
        return self._by_name[name]

    def _meant(self, values: Values, new: Mapping[int, Values]) -> list[str | int]:
        """Give who a row can mean, standing or in an earlier row: by telephone, else by what else is known of them."""
        same: dict[str | int, Values] = dict((*self._called(values["name"]).items(), *new.items()))
        if phone := values.get("phone"):
            with_it = [one for one, row in same.items() if row.get("phone") == phone]
            wanted = with_it or [one for one, row in same.items() if not row.get("phone")]
        else:
            wanted = list(same)
        if len(wanted) == 1 and isinstance(wanted[0], str) and wanted[0] not in self._rows:
            return wanted  # whatever else is known of them may be another by now
        fitting = {one: _shared(same[one], values) for one in wanted if _agree(same[one], values)}
        return [one for one, shared in fitting.items() if shared == max(fitting.values())]

    def _complete_row(self, values: Values) -> dict[str, Any]:
        row = {field.key: values.get(field.key) for field in VOLUNTEERS.fields if not field.derived}
        order = row["roster_order"] or self._last + 1
        self._last, row["roster_order"] = max(self._last, order), order
        return row | name_keys(values["name"])._asdict()


def _agree(known: Values, values: Values) -> bool:
    return all(known.get(key) in {None, values[key]} for key in FACTS if values.get(key))


def _shared(known: Values, values: Values) -> int:
    """Count the facts that are known of both and the same."""
    return sum(known.get(key) == values[key] for key in FACTS if values.get(key))


def names(store: Store, *, on: date | None = None) -> tuple[Volunteer, ...]:
    """Give the volunteers in roster order, each with a `label` that no other has: all, or those of the team on a day.

    Who left is not offered for what is of a later day.
    """
    with store.reading() as connection:
        return everybody(connection, store.branch.id, on=on)


def everybody(connection: Connection, branch_id: str, *, on: date | None = None) -> tuple[Volunteer, ...]:
    """Give the volunteers as `names` does, on a connection that is open."""
    columns = ("id", "name", "initials", "pinyin", "team", "platform", "grid", "phone", "joined_on", "left_on")
    query = (
        select(*(volunteer.c[key] for key in columns))
        .where(volunteer.c.branch_id == branch_id)
        .order_by(volunteer.c.roster_order, volunteer.c.id)
    )
    found = []
    for order, row in enumerate(connection.execute(query), start=1):
        facts = {key: getattr(row, key) or "" for key in columns[4:8]}
        dates = {"joined_on": row.joined_on, "left_on": row.left_on}
        found.append(Volunteer(row.id, row.name, row.initials, row.pinyin, **facts, **dates, order=order))
    told = rules.labels(found)
    return tuple(replace(one, label=told[one.id]) for one in found if on is None or one.here(on.isoformat()))


def save(store: Store, volunteer_id: str | None, values: Values) -> tuple[str, Changes]:
    """Add a volunteer or change one; Refusal where the name is missing."""
    if (volunteer_id is None or "name" in values) and not str(values.get("name") or "").strip():
        raise Refusal(say_operations.name_missing(), code="name_missing", field="name")

    def way_in(connection: Connection) -> VolunteerIntake:
        return VolunteerIntake(connection, store.branch.id, clock.today())

    return records.save(store, VOLUNTEERS, way_in, volunteer_id, values)


def remove(store: Store, *volunteer_ids: str) -> Changes:
    """Take volunteers out in one step; Refusal where clues or strokes name one of them."""
    with store.reading() as connection:
        for part in (clue, joint_reporter, clue_stroke):
            for some in batches(volunteer_ids):
                named = connection.scalar(select(part.c.volunteer_id).where(part.c.volunteer_id.in_(some)).limit(1))
                if named is not None:
                    name = connection.scalar(select(volunteer.c.name).where(volunteer.c.id == named)) or ""
                    raise Refusal(say.is_named(name), code="volunteer_is_named")
    return records.remove(store, VOLUNTEERS, volunteer, *volunteer_ids)


def leave(store: Store, volunteer_ids: Sequence[str], day: str | None) -> Changes:
    """Let volunteers leave in one step: from `day` (as stored) on they are of the team no more.

    Refusal where the day is missing or before they joined, or where one of them has left.
    """
    if not day:
        raise Refusal(say.day_missing(), code="day_missing", field="left_on")
    last = PartialDate.parse(day).last_day()
    with operate(store, "volunteers_leave", "") as work:
        standing = [_standing(work, one) for one in volunteer_ids]
        for row in standing:
            if row["left_on"] is not None:
                raise Refusal(say.already_left(row["name"]), code="already_left")
            if row["joined_on"] and PartialDate.parse(row["joined_on"]).first_day() > last:
                raise Refusal(say.before_joining(row["name"], row["joined_on"]), code="before_joining", field="left_on")
            work.update(volunteer, row["id"], {"left_on": day})
        work.title = say.left([row["name"] for row in standing], day)
    return work.changes()


def come_back(store: Store, volunteer_ids: Sequence[str]) -> Changes:
    """Take a leaving back in one step; Refusal where one of them has not left."""
    with operate(store, "volunteers_back", "") as work:
        standing = [_standing(work, one) for one in volunteer_ids]
        for row in standing:
            if row["left_on"] is None:
                raise Refusal(say.not_left(row["name"]), code="not_left")
            work.update(volunteer, row["id"], {"left_on": None})
        work.title = say.back([row["name"] for row in standing])
    return work.changes()


def rename_team(store: Store, old: str, new: str) -> Changes:
    """Call a team otherwise, for everybody who is or was of it, in one step.

    Refusal where the new name is missing or nobody is of the old one. A name that another team bears joins the two.
    """
    new = new.strip()
    if not new:
        raise Refusal(say.team_name_missing(), code="team_name_missing", field="team")
    with operate(store, "rename_team", "") as work:
        mine = (volunteer.c.branch_id == store.branch.id, volunteer.c.team == old)
        found = work.connection.scalars(select(volunteer.c.id).where(*mine)).all()
        if not found:
            raise Refusal(say.no_such_team(old), code="no_such_team", field="team")
        for one in found:
            work.update(volunteer, one, {"team": new})
        work.title = say.team_renamed(old, new, len(found))
    return work.changes()


def _standing(work: Operation, volunteer_id: str) -> dict[str, Any]:
    row = row_of(work.connection, volunteer, volunteer_id)
    if row is None:
        raise Refusal(say_store.no_such_record(say_store.RECORD, volunteer_id), code="no_such_record")
    return row


def teams(store: Store) -> tuple[Team, ...]:
    """Give the teams in the order in which the roster first names them, with how many are of each now and ever were.

    Who is of no team is told last, under an empty name.
    """
    today = clock.today().isoformat()
    found: dict[str, list[bool]] = {}
    for one in names(store):
        found.setdefault(one.team, []).append(one.here(today))
    return tuple(Team(name, sum(found[name]), len(found[name])) for name in sorted(found, key=lambda name: not name))
