"""What was done: page by page, one step whole, one record from its first day; taking a step back, doing it again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from branchdesk.errors import Refusal
from branchdesk.services.keeping import differences
from branchdesk.services.keeping.differences import FieldLine, RecordChange, Turn
from branchdesk.store import history, study
from branchdesk.store import past as rows
from branchdesk.store.chain import is_erased
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Step
from branchdesk.store.past import CATEGORIES, LEDGER_TABLES, Sought
from branchdesk.words import history as say
from branchdesk.words import store as say_store

__all__ = [
    "CATEGORIES",
    "TOLD",
    "Entry",
    "FieldLine",
    "PastPage",
    "RecordChange",
    "RecordMoment",
    "Sought",
    "StepDetails",
    "Turn",
    "details",
    "next_titles",
    "of_record",
    "operators",
    "page",
    "redo",
    "steps",
    "undo",
]

IMPORT = "import_"
TOLD = 10_000  # changes of one step; who imports more reads the ledger itself


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: a step, its category, and for an import how many records it added and changed."""

    step: Step
    category: str
    counts: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class PastPage:
    """Some lines of the history, and whether there are older ones."""

    entries: tuple[Entry, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class StepDetails:
    """One step whole. `until` is when its last save was; `standing` says why it cannot be undone, or nothing.

    `cut` says that it changed more than is told.
    """

    step: Step
    category: str
    until: str
    records: tuple[RecordChange, ...]
    standing: str
    cut: bool = False

    def count(self, turn: Turn) -> int:
        """Count the records of which the step made this."""
        return sum(one.turn is turn for one in self.records)


@dataclass(frozen=True, slots=True)
class RecordMoment:
    """What one step made of a record and of what belongs to it."""

    step: Step
    lines: tuple[FieldLine, ...]


def steps(store: Store, limit: int | None = None) -> tuple[Step, ...]:
    """Give the steps, newest first."""
    with store.reading() as connection:
        return tuple(history.steps(connection, limit))


def page(store: Store, sought: Sought | None = None, *, limit: int = 100, before: int | None = None) -> PastPage:
    """Give the newest steps that fit, or those before a sequence number; the saves of one sitting are one line."""
    with store.reading() as connection:
        found = rows.page(connection, sought or Sought(), limit=limit + 1, before=before)
        entries = found[:limit]
        counts = _import_counts(connection, entries)
        listed = (Entry(one.step, one.category, counts.get(one.step.id)) for one in entries)
        return PastPage(tuple(listed), more=len(found) > limit)


def _import_counts(connection: Connection, entries: list[rows.Listed]) -> dict[str, tuple[int, int]]:
    by_root: dict[str, list[str]] = {}
    for one in entries:
        if one.category == "import":
            root = LEDGER_TABLES.get(one.step.verb.removeprefix(IMPORT))
            by_root.setdefault(root or "", []).append(one.step.id)
    found: dict[str, tuple[int, int]] = {}
    for root, operations in by_root.items():
        if root:
            found |= rows.counts(connection, operations, root)
    return found


def operators(store: Store) -> tuple[str, ...]:
    """Give everybody who ever did a step."""
    with store.reading() as connection:
        return tuple(rows.operators(connection))


def details(store: Store, operation_id: str) -> StepDetails:
    """Give the whole step that an operation is part of, record by record; Refusal where there is none."""
    with store.reading() as connection:
        listed = rows.one(connection, operation_id)
        if listed is None:
            raise Refusal(say_store.no_such_record(say_store.STEP, operation_id), code="no_such_record")
        step = listed.step
        notes = [] if step.kind == "erase" else rows.notes_of(connection, step, TOLD)
        told = differences.record_changes(connection, notes)
        until, standing = rows.last_at(connection, step), _standing(connection, step)
        cut = rows.how_many(connection, step) > TOLD
        return StepDetails(step, listed.category, until, told, standing, cut=cut)


def _standing(connection: Connection, step: Step) -> str:
    """Say why a step cannot be undone now; nothing where it is the next to be."""
    if step.kind == "start":
        return say.never_undone()
    if step.kind in say.NO_STEPS:
        return say.NO_STEPS[step.kind]
    if step.kind != "do":
        return say.turned_back()
    if is_erased(connection, step.step):
        return say_store.erased_since(step.title)
    if step.undone:
        return say.undone_already()
    later = rows.standing_after(connection, step.sequence)
    return say.later_steps(later) if later else ""


def of_record(store: Store, kind: str, record_id: str) -> tuple[RecordMoment, ...]:
    """Give everything that was ever done to a record, newest first; `kind` is a ledger's key or a table's name.

    What belongs to the record is part of it. A step that is taken back is there, marked; taking it back is no line.
    """
    table = LEDGER_TABLES.get(kind, kind)
    with store.reading() as connection:
        found = rows.moments(connection, table, record_id)
        names = differences.names_for(connection, (note for moment in found for note in moment.notes))
        told = (RecordMoment(moment.step, _lines(moment, names)) for moment in found)
        return tuple(moment for moment in told if moment.lines)


def _lines(moment: rows.Moment, names: differences.Names) -> tuple[FieldLine, ...]:
    if moment.step.kind == "erase":
        return (FieldLine(say.BEFORE_THEN, "", say.ERASED),)
    return differences.lines(moment.notes, names)


def next_titles(store: Store) -> tuple[str | None, str | None]:
    """Name the steps that undo and redo would concern, or None where there is none."""
    with store.reading() as connection:
        back, again = history.next_undo(connection), history.next_redo(connection)
    return (back.title if back else None), (again.title if again else None)


def undo(store: Store) -> Changes:
    """Take the newest step back; Refusal where there is none."""
    return _tied(store, history.undo(store))


def redo(store: Store) -> Changes:
    """Do the step taken back last again; Refusal where there is none."""
    return _tied(store, history.redo(store))


def _tied(store: Store, changes: Changes) -> Changes:
    """Tie documents that came back to the library: a step older than it knows nothing of it."""
    if "studied_document" in changes.kinds:
        with store.transaction() as connection:
            study.gather(connection, store.branch.id)
    return changes
