"""What would become of each row of a table, with regard to what stands in the ledger and to what a person chose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from branchdesk.domain.meetings import Severity
from branchdesk.files.progress import Report, told, untold
from branchdesk.files.tables import RowFinding, Table, TableRow
from branchdesk.ledgers.spec import FieldKind, Ledger
from branchdesk.services.ledgers.intake import (
    FieldChange,
    Foreseeing,
    Intake,
    Match,
    Telling,
    Values,
    difference,
    stored,
    worth_taking,
)
from branchdesk.services.people import glyphs
from branchdesk.words import importing as say


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"


class Act(StrEnum):
    """What a person can have done with a row."""

    UPDATE = "update"
    ADD = "add"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class RowChoice:
    """What a person chose for a row; to update, also which record, where several bear the name."""

    act: Act
    record: str | None = None


Choices = Mapping[int, RowChoice]  # by the row's number in the table


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a row could mean, as it stands."""

    record: str
    values: Values


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the sheet and what becomes of it. `number` is the row's own in its table.

    `may` are the acts that can be chosen for it, `candidates` the records that it can be said to mean, and `act` is
    what the plan does with it now.
    """

    number: int
    outcome: Outcome
    values: Values
    record: str | None = None
    changes: tuple[FieldChange, ...] = ()
    may: tuple[Act, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, row by row, with everything noticed on the way."""

    ledger: Ledger
    rows: tuple[PlannedRow, ...]
    findings: tuple[RowFinding, ...]

    def count(self, outcome: Outcome) -> int:
        """Count the rows of one outcome."""
        return sum(row.outcome is outcome for row in self.rows)

    def reasons(self) -> dict[int, str]:
        """Say for each row that is not taken why, by its number."""
        said = {row.number: say.skipped_by_choice() for row in self.rows if row.outcome is Outcome.SKIPPED}
        refused = {row.number for row in self.rows if row.outcome is Outcome.REFUSED}
        for finding in self.findings:
            if finding.severity is Severity.ERROR and finding.row in refused:
                said[finding.row] = said.get(finding.row, "") + finding.message
        return said


def plan_of(ledger: Ledger, table: Table, intake: Intake, choices: Choices, report: Report = untold) -> Plan:
    """Plan every row of a table; `report` is told how many were looked at, and what it raises ends the planning."""
    planner = _Planner(ledger, table, intake, choices)
    if isinstance(intake, Foreseeing):
        intake.foresee(stored(row.values) for row in table.rows if row.number not in planner.barred)
    planned: dict[int, PlannedRow] = {}
    # What a skipped row could be instead is known once all others have found their records.
    for row in told(sorted(table.rows, key=lambda row: row.number in planner.skipped), report):
        planned[row.number] = planner.row(row)
    rows = tuple(planned[row.number] for row in table.rows)
    return Plan(ledger, rows, tuple(sorted(planner.findings, key=lambda finding: finding.row)))


class _Planner:
    """Says of one row after another what becomes of it, with regard to what a person chose and to the rows before."""

    def __init__(self, ledger: Ledger, table: Table, intake: Intake, choices: Choices) -> None:
        """Leave out what the table found about rows that a person has skipped, or that repeat only such rows."""
        self.ledger, self.table, self.intake, self.choices = ledger, table, intake, choices
        self.telling = intake if isinstance(intake, Telling) else None
        self.skipped = {number for number, choice in choices.items() if choice.act is Act.SKIP}
        self.findings = [finding for finding in table.findings if finding.other not in self.skipped]
        self.barred = {finding.row for finding in self.findings if finding.severity is Severity.ERROR}
        self.columns = {
            part.before: {column.field.key: column.heading for column in part.heading.known if column.field}
            for part in table.parts
        }
        self.findings += self._not_printed()
        self.claimed: dict[str, int] = {}

    def _not_printed(self) -> Iterator[RowFinding]:
        """Give the names that no paper could print; that another face prints a character is no news in a sheet."""
        keys = [field.key for field in self.ledger.fields if field.kind is FieldKind.NAME]
        for row in self.table.rows:
            for key in keys:
                for noticed in glyphs.findings(key, str(row.values.get(key) or "")):
                    if noticed.severity is not Severity.NOTE:
                        column = self.columns[self.table.part(row.number).before].get(key, key)
                        yield RowFinding(row.number, column, key, noticed.severity, noticed.code, noticed.message)

    def row(self, row: TableRow) -> PlannedRow:
        """Plan one row."""
        values = stored(row.values)
        if row.number in self.barred:
            return PlannedRow(row.number, Outcome.REFUSED, values)
        choice = self.choices.get(row.number)
        found = self.intake.match(row.number, values)
        alike = self.telling.alike(values) if self.telling else ()
        may = self._acts(found, values, alike)
        candidates = tuple(Candidate(record, self.intake.standing(record)) for record in alike)
        planned = PlannedRow(row.number, Outcome.REFUSED, values, found.record, may=may, candidates=candidates)
        if choice and choice.act is Act.SKIP:
            return replace(planned, outcome=Outcome.SKIPPED, may=may or (Act.SKIP,), act=Act.SKIP)
        if choice:
            return self._chosen(planned, choice, found)
        if found.finding is not None:
            self._note(row.number, self._said(found))
            if found.finding.severity is Severity.ERROR:
                return replace(planned, record=None)
        return self._settled(planned, found.record, found.implied)

    def _acts(self, found: Match, values: Values, alike: Sequence[str]) -> tuple[Act, ...]:
        """Say what can be chosen for a row: nothing where it repeats another, no adding where a number is the same."""
        undecided = found.finding is not None and found.finding.severity is Severity.ERROR
        if undecided and not alike:
            return ()
        if undecided and found.earlier is not None:
            return ()
        acts = [Act.UPDATE] if found.record or alike else []
        if found.record is None or not self._same_number(found.record, values):
            acts.append(Act.ADD)
        return (*acts, Act.SKIP)

    def _same_number(self, record: str, values: Values) -> bool:
        standing = self.intake.standing(record)
        return any(values.get(key) is not None and values[key] == standing.get(key) for key in self.ledger.unique)

    def _chosen(self, planned: PlannedRow, choice: RowChoice, found: Match) -> PlannedRow:
        """Follow a person's choice, or keep the row out where that can no longer be done."""
        known = {candidate.record for candidate in planned.candidates} | ({found.record} if found.record else set())
        record = choice.record or found.record if choice.act is Act.UPDATE else None
        if choice.act not in planned.may or (choice.act is Act.UPDATE and record not in known):
            self._refuse(planned.number, "choice_stale", say.choice_stale())
            return replace(planned, record=None)
        return self._settled(planned, record, found.implied if record == found.record else ())

    def _settled(self, planned: PlannedRow, record: str | None, implied: tuple[FieldChange, ...]) -> PlannedRow:
        """Compare a row with the record it means, which no earlier row may mean too."""
        if record is None:
            return replace(planned, outcome=Outcome.NEW, record=None, act=Act.ADD)
        earlier = self.claimed.setdefault(record, planned.number)
        if earlier != planned.number:
            self._refuse(planned.number, "duplicate_in_sheet", say.chosen_twice(self.table.said(earlier)))
            return replace(planned, record=None)
        changes = worth_taking(self.ledger, difference(self.intake.standing(record), planned.values)) + implied
        outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
        return replace(planned, outcome=outcome, record=record, changes=changes, act=Act.UPDATE)

    def _said(self, found: Match) -> RowFinding:
        """Give what the intake noticed; of another tab's row with the tab's name."""
        noticed = found.finding
        assert noticed is not None  # noqa: S101 - the caller has seen it
        message = noticed.message
        if found.earlier is not None and self.table.place(found.earlier).sheet:
            message = say.same_as(self.table.said(found.earlier))
        return RowFinding(0, "", noticed.field, noticed.severity, noticed.code, message)

    def _refuse(self, number: int, code: str, message: str) -> None:
        key = next((field.key for field in self.ledger.fields if field.required), self.ledger.search[0])
        self._note(number, RowFinding(0, "", key, Severity.ERROR, code, message))

    def _note(self, number: int, finding: RowFinding) -> None:
        key = finding.field or self.ledger.search[0]
        named = self.columns[self.table.part(number).before]
        column = named.get(key, self.ledger.field(key).label)
        self.findings.append(replace(finding, row=number, column=column))
