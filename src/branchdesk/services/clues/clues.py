"""Clues: entering them from a sheet or by hand, and taking them out; their figures are `clue_figures`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, select

from branchdesk import clock
from branchdesk.domain.clue_states import ClueState, reporters
from branchdesk.domain.clue_way import CONTENT
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import Severity
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.spec import Finding
from branchdesk.services.clues import clue_settings, clue_steps
from branchdesk.services.clues.clue_deadlines import Deadlines
from branchdesk.services.ledgers import records
from branchdesk.services.ledgers.intake import Match, Values
from branchdesk.services.ledgers.standing import Parts, RowKey
from branchdesk.store.bulk import batches
from branchdesk.store.clue_numbers import last_running
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate, row_of
from branchdesk.store.tables import clue, clue_photo, clue_step, joint_reporter, volunteer
from branchdesk.words import clue_steps as say_steps
from branchdesk.words import clues as say
from branchdesk.words import store as say_store

FACTS = ("reported_on", "reporter", "text")  # what tells a clue without a number from others


class ClueIntake(records.PlainIntake):
    """How clues enter: matched by number, or by day, reporter and text where a row has none.

    A clue without a number gets the next by the branch's pattern; reporters who are one volunteer's name are tied to
    that volunteer.
    """

    def __init__(self, connection: Connection, branch_id: str, day: date) -> None:
        """Read what the branch has set; clues and volunteers are read as they are asked for."""
        super().__init__(connection, branch_id, clue, KEYS, self._row, "number")
        self._connection, self._day = connection, day
        self._pattern = clue_settings.pattern(connection, branch_id)
        self._volunteers: dict[str, str | None] = {}
        self._given: set[str] = set()
        self._last: dict[tuple[str, str], int] = {}
        self._deadlines = Deadlines(connection, branch_id)

    def match(self, row: int, values: Values) -> Match:
        """Say which clue a row means; one that would make a 办案线索 of a clue with content stays out."""
        found = super().match(row, values)
        if found.record is None or values.get("state") != ClueState.PASSED_ON:
            return found
        standing = self.standing(found.record)
        if standing["state"] == ClueState.PASSED_ON:
            return found
        said = say_steps.case_by_step(standing["number"])
        return Match(None, Finding("state", Severity.ERROR, "case_by_step", said))

    def add(self, work: Operation, rows: Sequence[Values]) -> list[str]:
        """Add clues and give their identifiers; numbers given in the sheet come before those made.

        Refusal where one is a 办案线索 and has content.
        """
        self._given = {values["number"] for values in rows if values.get("number")}
        self._last.clear()
        for values in rows:
            if values.get("state") == ClueState.PASSED_ON and any(values.get(key) for key in CONTENT):
                raise Refusal(say_steps.case_content(), code="case_content", field="text")
        added = super().add(work, rows)
        joint = [
            row
            for clue_id, values in zip(added, rows, strict=True)
            for row in self._joint(clue_id, values.get("reporter"))
        ]
        work.insert_many(joint_reporter, joint)
        return added

    def change(self, work: Operation, record: str, values: Values) -> None:
        """Change fields of one clue; whoever reported it with the first is kept as the names now say."""
        before = self.standing(record)
        others = values.get("reporter", before["reporter"]) != before["reporter"]
        tied = self._first(values["reporter"]) if others else before["volunteer_id"]
        super().change(work, record, {**values, "volunteer_id": tied})
        if others:
            _take_out(work, joint_reporter, (record,))
            work.insert_many(joint_reporter, self._joint(record, values["reporter"]))
        if not clue_steps.FOLLOWED.isdisjoint(values):
            clue_steps.follow(work, before, self.written(work, record))

    def _row(self, values: Values) -> dict[str, Any]:
        state = values.get("state") or (ClueState.CLOSED if values.get("closed_on") else ClueState.REPORTED)
        return {field.key: values.get(field.key) for field in CLUES.fields if not field.derived} | {
            "number": values.get("number") or self._next(values.get("reported_on")),
            "state": str(state),
            "volunteer_id": values["volunteer_id"] if "volunteer_id" in values else self._first(values.get("reporter")),
            "deadline": self._deadlines.of(values.get("reported_on"), values.get("due_by")),
            "fed_back": _fed_back(values, str(state)),
        }

    def _first(self, reporter: str | None) -> str | None:
        names = reporters(reporter)
        return self._volunteer(names[0]) if names else None

    def _joint(self, clue_id: str, reporter: str | None) -> list[dict[str, Any]]:
        return [
            {"clue_id": clue_id, "position": position, "name": name, "volunteer_id": self._volunteer(name)}
            for position, name in enumerate(reporters(reporter)[1:], 1)
        ]

    def _volunteer(self, name: str) -> str | None:
        """Give the one volunteer of a name; None where nobody bears it, or several do."""
        if name not in self._volunteers:
            mine = (volunteer.c.branch_id == self.branch_id, volunteer.c.name == name)
            found = self._connection.scalars(select(volunteer.c.id).where(*mine).limit(2)).all()
            self._volunteers[name] = found[0] if len(found) == 1 else None
        return self._volunteers[name]

    def _next(self, reported_on: str | None) -> str:
        """Give the next number of a day; one known only to its month or year counts from its first day."""
        day = PartialDate.parse(reported_on).first_day() if reported_on else self._day
        around = self._pattern.around(day)
        if around not in self._last:
            given = (self._pattern.running(day, number) or 0 for number in self._given)
            standing = last_running(self._connection, self.branch_id, self._pattern, day)
            self._last[around] = max(standing, *given, 0)
        self._last[around] += 1
        return self._pattern.number(day, self._last[around])


def _fed_back(values: Values, state: str) -> bool | None:
    """Say whether a clue was fed back: as it is told, else as its state or the day of it tells."""
    told: bool | None = values.get("fed_back")
    if told is None and (state == ClueState.FED_BACK or values.get("fed_back_on")):
        return True
    return told


def _number(values: Values) -> Parts | None:
    return (values["number"],) if values.get("number") else None


def _facts(values: Values) -> Parts | None:
    facts = tuple(values.get(key) for key in FACTS)
    return facts if any(facts) else None


KEYS = (RowKey(("number",), _number), RowKey(FACTS, _facts))


def save(store: Store, clue_id: str | None, values: Values) -> tuple[str, Changes]:
    """Add a clue or change one."""

    def way_in(connection: Connection) -> ClueIntake:
        return ClueIntake(connection, store.branch.id, clock.today())

    return records.save(store, CLUES, way_in, clue_id, values)


def remove(store: Store, *clue_ids: str) -> Changes:
    """Take clues out in one step, with what belongs to them; undo brings them back.

    Refusal (clue_has_duplicates) where a clue that stays is noted as a duplicate of one of them.
    """
    with operate(store, "remove_clues", "") as work:
        staying = select(clue.c.number).where(clue.c.duplicate_of.in_(clue_ids), clue.c.id.not_in(clue_ids))
        if (number := work.connection.scalar(staying.limit(1))) is not None:
            raise Refusal(say.clue_has_duplicates(number), code="clue_has_duplicates")
        standing = [row_of(work.connection, clue, clue_id) for clue_id in clue_ids]
        if missing := [one for one, row in zip(clue_ids, standing, strict=True) if row is None]:
            raise Refusal(say_store.no_such_record(say_store.RECORD, missing[0]), code="no_such_record")
        for part in (clue_step, clue_photo, joint_reporter):
            _take_out(work, part, clue_ids)
        later_first = sorted((row for row in standing if row), key=lambda row: row["duplicate_of"] is None)
        for row in later_first:
            work.delete(clue, row["id"])
        work.title = records.removal_title(CLUES, [str(row["number"]) for row in standing if row])
    return work.changes()


def _take_out(work: Operation, part: Table, clue_ids: Sequence[str]) -> None:
    """Take out the rows that belong to clues."""
    for chunk in batches(clue_ids):
        for row_id in work.connection.scalars(select(part.c.id).where(part.c.clue_id.in_(chunk))).all():
            work.delete(part, row_id)
