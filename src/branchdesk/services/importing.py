"""Taking a sheet into a ledger: all rows looked at first, then all that can be taken in one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection

from branchdesk import clock
from branchdesk.domain.meetings import Severity
from branchdesk.errors import Refusal
from branchdesk.files.headings import pick_sheet
from branchdesk.files.sheets import read_book
from branchdesk.files.tables import RowFinding, Table, read_table
from branchdesk.ledgers.spec import Ledger
from branchdesk.services.clues import ClueIntake
from branchdesk.services.intake import FieldChange, Intake, Values, difference, stored, worth_taking
from branchdesk.services.members import MemberIntake
from branchdesk.services.past_meetings import MeetingIntake
from branchdesk.services.volunteers import VolunteerIntake
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.words import operations as say

__all__ = [
    "FieldChange",
    "Imported",
    "Opened",
    "Outcome",
    "Plan",
    "PlannedRow",
    "RowFinding",
    "Table",
    "look_into",
    "open_sheet",
    "preview",
    "sheet_names",
    "take",
]

INTAKES: dict[str, Callable[[Connection, str, date], Intake]] = {
    "members": MemberIntake,
    "volunteers": VolunteerIntake,
    "clues": ClueIntake,
    "meetings": MeetingIntake,
}


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the sheet and what becomes of it. `number` is the sheet's own row number, from 1."""

    number: int
    outcome: Outcome
    values: Values
    record: str | None = None
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, row by row, with everything noticed on the way."""

    ledger: Ledger
    rows: tuple[PlannedRow, ...]
    findings: tuple[RowFinding, ...]

    def count(self, outcome: Outcome) -> int:
        """Count the rows of one outcome."""
        return sum(row.outcome is outcome for row in self.rows)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: its plan, and the changes, which are empty where everything stood there already."""

    plan: Plan
    changes: Changes

    @property
    def batch(self) -> str | None:
        """Give the import's operation, or None where nothing changed."""
        return self.changes.operation


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read: the names of its sheets, the records of one of them, and what importing these would do."""

    path: Path
    sheets: tuple[str, ...]
    table: Table
    plan: Plan


def look_into(store: Store, path: Path, ledger: Ledger, wanted: str | None = None) -> Opened:
    """Read a file and say what importing its sheet would do; `wanted` and the errors are those of `open_sheet`."""
    book = read_book(path)
    table = read_table(pick_sheet(book, ledger, wanted), ledger)
    return Opened(path, tuple(sheet.name for sheet in book if sheet.rows), table, preview(store, ledger, table))


def sheet_names(path: Path) -> tuple[str, ...]:
    """Give the names of a file's sheets; Refusal or Trouble where it cannot be read."""
    return tuple(sheet.name for sheet in read_book(path))


def open_sheet(path: Path, ledger: Ledger, wanted: str | None = None) -> Table:
    """Read a file's records of a ledger: from the sheet wanted by name or number (from 1), else the best fitting one.

    Refusal or Trouble, with a sentence, where the file, the sheet or its headings cannot be read.
    """
    number = int(wanted) if wanted is not None and wanted.isdecimal() else wanted
    return read_table(pick_sheet(read_book(path), ledger, number), ledger)


def preview(store: Store, ledger: Ledger, table: Table) -> Plan:
    """Say what importing a table would do, without doing it."""
    with store.reading() as connection:
        return _plan(ledger, table, _intake(connection, store.branch.id, ledger))


def take(store: Store, ledger: Ledger, table: Table, *, all_or_nothing: bool = False) -> Imported:
    """Import a table in one step that undo takes back whole; rows with an error stay out.

    Refusal, with nothing changed, where `all_or_nothing` is asked for and a row has an error.
    """
    with operate(store, f"import_{ledger.key}", "") as work:
        intake = _intake(work.connection, store.branch.id, ledger)
        plan = _plan(ledger, table, intake)
        refused = plan.count(Outcome.REFUSED)
        if all_or_nothing and refused:
            raise Refusal(say.rows_refused(refused), code="rows_refused")
        intake.add(work, [row.values for row in plan.rows if row.outcome is Outcome.NEW])
        for row in plan.rows:
            if row.outcome is Outcome.CHANGED and row.record is not None:
                intake.change(work, row.record, {change.field: change.new for change in row.changes})
        work.title = say.imported(ledger.label, len(plan.rows) - refused - plan.count(Outcome.UNCHANGED), ledger.one)
    return Imported(plan, work.changes())


def _intake(connection: Connection, branch_id: str, ledger: Ledger) -> Intake:
    return INTAKES[ledger.key](connection, branch_id, clock.today())


def _plan(ledger: Ledger, table: Table, intake: Intake) -> Plan:
    barred = table.refused
    columns = {column.field.key: column.heading for column in table.heading.known if column.field}
    findings = list(table.findings)
    rows = []
    for row in table.rows:
        values = stored(row.values)
        if row.number in barred:
            rows.append(PlannedRow(row.number, Outcome.REFUSED, values))
            continue
        found = intake.match(row.number, values)
        if found.finding is not None:
            noticed = found.finding
            column = columns.get(noticed.field, ledger.field(noticed.field).label)
            findings.append(
                RowFinding(row.number, column, noticed.field, noticed.severity, noticed.code, noticed.message),
            )
            if noticed.severity is Severity.ERROR:
                rows.append(PlannedRow(row.number, Outcome.REFUSED, values))
                continue
        rows.append(_row(ledger, intake, row.number, values, found.record))
    return Plan(ledger, tuple(rows), tuple(sorted(findings, key=lambda finding: finding.row)))


def _row(ledger: Ledger, intake: Intake, number: int, values: Values, record: str | None) -> PlannedRow:
    if record is None:
        return PlannedRow(number, Outcome.NEW, values)
    changes = worth_taking(ledger, difference(intake.standing(record), values))
    return PlannedRow(number, Outcome.CHANGED if changes else Outcome.UNCHANGED, values, record, changes)
