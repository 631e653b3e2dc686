"""Taking a sheet into a ledger: all rows looked at first, then all that can be taken in one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from branchdesk import clock
from branchdesk.errors import Refusal
from branchdesk.files.headings import pick_sheet
from branchdesk.files.layouts import Known
from branchdesk.files.progress import Report, told
from branchdesk.files.refused import write_refused
from branchdesk.files.sheets import Sheet, read_book
from branchdesk.files.tables import Place, RowFinding, Table
from branchdesk.ledgers.spec import Ledger
from branchdesk.services.clues import clue_duplicates
from branchdesk.services.clues.clues import ClueIntake
from branchdesk.services.clues.volunteers import VolunteerIntake
from branchdesk.services.ledgers import opening
from branchdesk.services.ledgers.intake import FieldChange, Intake
from branchdesk.services.ledgers.opening import Reading, Source, Wish
from branchdesk.services.ledgers.planning import (
    Act,
    Candidate,
    Choices,
    Outcome,
    Plan,
    PlannedRow,
    RowChoice,
    plan_of,
)
from branchdesk.services.meetings.documents import DocumentIntake
from branchdesk.services.meetings.past_meetings import MeetingIntake
from branchdesk.services.pace import share, undisturbed
from branchdesk.services.people.members import MemberIntake
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.words import importing as say_rows
from branchdesk.words import operations as say

__all__ = [
    "Act",
    "Candidate",
    "Choices",
    "FieldChange",
    "Imported",
    "Opened",
    "Outcome",
    "Place",
    "Plan",
    "PlannedRow",
    "RowChoice",
    "RowFinding",
    "Table",
    "look_again",
    "look_into",
    "open_sheet",
    "preview",
    "save_refused",
    "sheet_names",
    "take",
]

INTAKES: dict[str, Callable[[Connection, str, date], Intake]] = {
    "members": MemberIntake,
    "volunteers": VolunteerIntake,
    "clues": ClueIntake,
    "meetings": MeetingIntake,
    "documents": DocumentIntake,
}
# What of new rows wants a look beside the records there are.
DOUBTS: dict[str, Callable[[Connection, str, Plan], tuple[RowFinding, ...]]] = {"clues": clue_duplicates.doubts}


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
    """A table that was opened, how it is read, and what importing it would do.

    There is no plan where nobody knows yet how to read it; `problem` then says what is missing.
    """

    source: Source
    book: tuple[Sheet, ...]
    wish: Wish = field(default_factory=Wish)
    choices: Choices = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)
    plan: Plan | None = None

    @property
    def sheets(self) -> tuple[str, ...]:
        """Give the names of the tabs that hold anything."""
        return tuple(sheet.name for sheet in self.book if sheet.rows)

    @property
    def problem(self) -> Refusal:
        """Say why there are no records."""
        return self.reading.problem or Refusal(say_rows.pasted_nothing(), code="nothing_read")

    @property
    def table(self) -> Table:
        """Give the records; the problem is raised where there are none."""
        if self.reading.table is None:
            raise self.problem
        return self.reading.table

    def sheet(self, name: str) -> Sheet:
        """Give a tab by its name."""
        return next(sheet for sheet in self.book if sheet.name == name)


def look_into(
    store: Store,
    source: Source,
    ledger: Ledger,
    wish: Wish | None = None,
    *,
    report: Report | None = None,
) -> Opened:
    """Read a file or what was pasted, and say what importing it would do.

    A sheet that nobody knows how to read is given without a plan. Refusal or Trouble, with a sentence, where there is
    nothing to read, or not the tab that was wished for. Here and below `report` is told (done, total) of the work as it
    goes on; what it raises ends the work, and nothing is changed.
    """
    with undisturbed():
        book = opening.book_of(source, share(report, 0, 0.5))
        return _opened(store, ledger, Opened(source, book, wish or Wish()), report, 0.5)


def look_again(
    store: Store,
    opened: Opened,
    ledger: Ledger,
    wish: Wish,
    choices: Choices,
    *,
    report: Report | None = None,
) -> Opened:
    """Say what importing would do with other tabs, another layout or other choices; the file is not read again."""
    with undisturbed():
        return _opened(store, ledger, Opened(opened.source, opened.book, wish, choices), report, 0)


def _opened(store: Store, ledger: Ledger, opened: Opened, report: Report | None, begun: float) -> Opened:
    """Read and plan a book that was opened; of the whole work the share that is `begun` is done."""
    planning = begun + 0.6 * (1 - begun)
    known = opening.remembered(store, ledger)
    reading = opening.read(opened.book, ledger, opened.wish, known, share(report, begun, planning))
    if reading.table is None:
        return replace(opened, reading=reading)
    plan = preview(store, ledger, reading.table, choices=opened.choices, report=share(report, planning, 1))
    return replace(opened, reading=reading, plan=plan)


def sheet_names(path: Path) -> tuple[str, ...]:
    """Give the names of a file's sheets; Refusal or Trouble where it cannot be read."""
    return tuple(sheet.name for sheet in read_book(path))


def open_sheet(
    path: Path,
    ledger: Ledger,
    wanted: str | None = None,
    known: Known | None = None,
    *,
    report: Report | None = None,
) -> Table:
    """Read a file's records of a ledger: from the sheet wanted by name or number (from 1), else the best fitting one.

    `known` are the layouts remembered. Refusal or Trouble, with a sentence, where the file, the sheet or its headings
    cannot be read.
    """
    with undisturbed():
        book = read_book(path, share(report, 0, 0.6))
        tabs = () if wanted is None else (pick_sheet(book, ledger, wanted).name,)
        reading = opening.read(book, ledger, Wish(tabs), known or {}, share(report, 0.6, 1))
        return Opened(path, book, reading=reading).table


def preview(
    store: Store,
    ledger: Ledger,
    table: Table,
    *,
    choices: Choices | None = None,
    report: Report | None = None,
) -> Plan:
    """Say what importing a table would do, without doing it."""
    with undisturbed(), store.reading() as connection:
        intake = _intake(connection, store.branch.id, ledger)
        plan = plan_of(ledger, table, intake, choices or {}, share(report, 0, 1))
        if ledger.key not in DOUBTS:
            return plan
        found = (*plan.findings, *DOUBTS[ledger.key](connection, store.branch.id, plan))
        return replace(plan, findings=tuple(sorted(found, key=lambda finding: finding.row)))


def take(
    store: Store,
    ledger: Ledger,
    table: Table,
    *,
    all_or_nothing: bool = False,
    choices: Choices | None = None,
    report: Report | None = None,
) -> Imported:
    """Import a table in one step that undo takes back whole; rows with an error, or chosen to be skipped, stay out.

    What was chosen for rows is judged again here: a choice that can no longer be followed keeps its row out. Refusal,
    with nothing changed, where `all_or_nothing` is asked for and a row has an error.
    """
    with undisturbed(), operate(store, f"import_{ledger.key}", "") as work:
        intake = _intake(work.connection, store.branch.id, ledger)
        plan = plan_of(ledger, table, intake, choices or {}, share(report, 0, 0.15))
        refused = plan.count(Outcome.REFUSED)
        if all_or_nothing and refused:
            raise Refusal(say.rows_refused(refused), code="rows_refused")
        fresh = [row.values for row in plan.rows if row.outcome is Outcome.NEW]
        changed = [row for row in plan.rows if row.outcome is Outcome.CHANGED]
        between = 0.15 + 0.5 * len(fresh) / max(len(fresh) + len(changed), 1)
        work.report = share(report, 0.15, between)
        intake.add(work, fresh)
        for row in told(changed, share(report, between, 0.65)):
            if row.record is not None:
                intake.change(work, row.record, {change.field: change.new for change in row.changes})
        work.report = share(report, 0.65, 1)
        taken = plan.count(Outcome.NEW) + plan.count(Outcome.CHANGED)
        work.title = say.imported(ledger.label, taken, ledger.one)
    return Imported(plan, work.changes())


def save_refused(path: Path, opened: Opened, plan: Plan) -> int:
    """Write the rows that a plan does not take as a sheet of their own, with the reasons; give their number.

    The errors are those of writing a sheet.
    """
    return write_refused(path, opened.book, opened.table, plan.reasons())


def _intake(connection: Connection, branch_id: str, ledger: Ledger) -> Intake:
    return INTAKES[ledger.key](connection, branch_id, clock.today())
