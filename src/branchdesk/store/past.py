"""Reading the one history: page by page, one step whole, one record from its first day.

A step is one line of it: what undo takes back together. Rows belong to a record through the reference that they cannot
do without (`member_stage.member_id`), so a new table is followed without a word here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, case, distinct, func, null, or_, select

from branchdesk.store.history import STANDS, STEP_COLUMNS, Step, step_of
from branchdesk.store.tables import change, metadata, operation

Values = Mapping[str, Any]
Key = tuple[str, str]  # a table's name and a row's identifier

LEDGER_TABLES = {
    "members": "member",
    "meetings": "meeting",
    "volunteers": "volunteer",
    "clues": "clue",
    "documents": "study_document",
}
CHUNK = 500
INDEXES = {"clue_index", "clue_facet", "clue_search", "clue_search_part", "clue_search_char"}  # made anew from clues
NEVER_KEPT = {"operation", "change", "erasure", "preference", "alembic_version", "blob", *INDEXES}


def _needed(table: Table) -> list[tuple[str, str]]:
    """Give the references (column, table) that a row cannot do without, the branch aside."""
    return [
        (column.name, reference.column.table.name)
        for column in table.c
        for reference in column.foreign_keys
        if not column.nullable and reference.column.table.name != "branch"
    ]


KEPT = {name: table for name, table in metadata.tables.items() if name not in NEVER_KEPT}
ROOTS = frozenset(name for name, table in KEPT.items() if "branch_id" in table.c or name == "branch")
NEEDED = {name: _needed(table) for name, table in KEPT.items() if name not in ROOTS}
OWNERS = {name: references[0] for name, references in NEEDED.items() if references}


@dataclass(frozen=True, slots=True)
class Sought:
    """What the history is narrowed to; empty for everything. `since` and `until` are days, both included."""

    text: str = ""
    category: str = ""
    operator: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A step in the list, and of which category it is."""

    step: Step
    category: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a step made of one row: None before where it was added, None after where it was taken out."""

    table: str
    row_id: str
    before: Values | None
    after: Values | None

    @property
    def values(self) -> Values:
        """Give the row as it became, or as it was where it was taken out."""
        return self.after or self.before or {}


@dataclass(frozen=True, slots=True)
class Moment:
    """A step with what it made of some rows."""

    step: Step
    notes: tuple[Note, ...]


_verb = operation.c.verb
_adds = (
    select(change.c.number)
    .where(change.c.operation_id == operation.c.id, change.c.before.is_(null()), change.c.table_name.in_(ROOTS))
    .correlate(operation)
    .exists()
)
_turns = operation.c.kind.in_(("undo", "redo"))
_imports = _verb.startswith("import_", autoescape=True)
_restores = _verb.startswith("restore_", autoescape=True)
_removes = or_(_verb.startswith("remove_", autoescape=True), _verb.startswith("delete_", autoescape=True))
_meets = or_(_verb.contains("meeting"), _verb.in_(("make_up_study", "close_measure")))
_category = case(
    (operation.c.kind.in_(("start", "event", "erase")), operation.c.kind),
    (_turns, "turn"),
    (_imports, "import"),
    (_restores, "restore"),
    (_removes, "remove"),
    (_meets, "meeting"),
    (_adds, "add"),
    else_="change",
)
CATEGORIES: dict[str, ColumnElement[bool]] = {
    "import": _imports,
    "add": _category == "add",
    "change": _category == "change",
    "remove": and_(operation.c.kind == "do", _removes),
    "restore": _restores,
    "meeting": _meets,
    "turn": _turns,
    "erase": operation.c.kind == "erase",
    "event": operation.c.kind == "event",
}


def page(connection: Connection, sought: Sought, *, limit: int, before: int | None = None) -> list[Listed]:
    """Give steps, newest first, from those before a sequence number on; KeyError for an unknown category."""
    wanted = [operation.c.step == operation.c.id]
    if before is not None:
        wanted.append(operation.c.sequence < before)
    if sought.text:
        wanted.append(operation.c.title.contains(sought.text, autoescape=True))
    if sought.operator:
        wanted.append(operation.c.operator == sought.operator)
    if sought.since:
        wanted.append(operation.c.at >= sought.since)
    if sought.until:
        wanted.append(func.substr(operation.c.at, 1, len(sought.until)) <= sought.until)
    if sought.category:
        wanted.append(CATEGORIES[sought.category])
    query = select(*STEP_COLUMNS, _category.label("category")).where(*wanted)
    rows = connection.execute(query.order_by(operation.c.sequence.desc()).limit(limit))
    return [Listed(step_of(row), row.category) for row in rows]


def one(connection: Connection, operation_id: str) -> Listed | None:
    """Give the step that an operation is part of, or None."""
    step = select(operation.c.step).where(operation.c.id == operation_id).scalar_subquery()
    row = connection.execute(
        select(*STEP_COLUMNS, _category.label("category")).where(operation.c.id == step),
    ).first()
    return None if row is None else Listed(step_of(row), row.category)


def operators(connection: Connection) -> list[str]:
    """Give everybody who ever did a step."""
    return list(connection.scalars(select(operation.c.operator).distinct().order_by(operation.c.operator)))


def standing_after(connection: Connection, sequence: int) -> int:
    """Count the steps that stand and were begun after one."""
    mine = (operation.c.sequence > sequence, operation.c.step == operation.c.id, STANDS)
    return connection.scalar(select(func.count()).select_from(operation).where(*mine)) or 0


def last_at(connection: Connection, step: Step) -> str:
    """Say when the last operation of a step was done."""
    mine = (operation.c.step == step.step, operation.c.kind == step.kind)
    return connection.scalar(select(func.max(operation.c.at)).where(*mine)) or step.at


def how_many(connection: Connection, step: Step) -> int:
    """Count the changes of a step."""
    mine = (operation.c.step == step.step, operation.c.kind == step.kind)
    return connection.scalar(select(func.count(change.c.number)).join(operation).where(*mine)) or 0


def counts(connection: Connection, operation_ids: Sequence[str], root: str) -> dict[str, tuple[int, int]]:
    """Count the records of one root table that operations added, and those that they changed."""
    parts = {name: column for name, (column, parent) in OWNERS.items() if parent == root}
    owners = [
        (
            change.c.table_name == name,
            func.coalesce(change.c.after[column].as_string(), change.c.before[column].as_string()),
        )
        for name, column in parts.items()
    ]
    record = case(*owners, else_=change.c.row_id) if owners else change.c.row_id
    added = case((and_(change.c.table_name == root, change.c.before.is_(null())), change.c.row_id))
    query = (
        select(change.c.operation_id, func.count(distinct(added)), func.count(distinct(record)))
        .where(change.c.operation_id.in_(operation_ids), change.c.table_name.in_([root, *parts]))
        .group_by(change.c.operation_id)
    )
    return {row[0]: (row[1], row[2] - row[1]) for row in connection.execute(query)}


def notes_of(connection: Connection, step: Step, most: int | None = None) -> list[Note]:
    """Give what a step made of each row, in the order in which it came to them; what it left as it was is left out.

    Only the first `most` of its changes are read, where so many are told.
    """
    rows = connection.execute(
        select(change.c.table_name, change.c.row_id, change.c.before, change.c.after)
        .join(operation)
        .where(operation.c.step == step.step, operation.c.kind == step.kind)
        .order_by(change.c.number)
        .limit(most),
    )
    return _joined(Note(*row) for row in rows)


def _joined(notes: Iterable[Note]) -> list[Note]:
    """Make one note of all those about one row."""
    whole: dict[Key, Note] = {}
    for note in notes:
        earlier = whole.get((note.table, note.row_id))
        before = note.before if earlier is None else earlier.before
        whole[note.table, note.row_id] = Note(note.table, note.row_id, before, note.after)
    return [note for note in whole.values() if note.before != note.after]


def moments(connection: Connection, table: str, record: str) -> list[Moment]:
    """Give every step that touched a record or what belongs to it, the newest first, with what it made of them."""
    rows = connection.execute(
        select(*STEP_COLUMNS, change.c.table_name, change.c.row_id, change.c.before, change.c.after)
        .select_from(change)
        .join(operation)
        .where(
            change.c.row_id.in_(sorted(_belonging(connection, table, {record}))),
            operation.c.kind.in_(("do", "start", "erase")),
        )
        .order_by(change.c.number),
    )
    by_step: dict[str, tuple[Step, list[Note]]] = {}
    for row in rows:
        step = step_of(row)
        note = Note(row.table_name, row.row_id, row.before, row.after)
        by_step.setdefault(step.step, (step, []))[1].append(note)
    found = [Moment(step, tuple(_joined(notes))) for step, notes in by_step.values()]
    return [moment for moment in reversed(found) if moment.notes]


def _belonging(connection: Connection, table: str, rows: set[str]) -> set[str]:
    """Give the identifiers of rows, and of all rows that belong to them or did before they were taken out."""
    whole = set(rows)
    for name, (column, parent) in OWNERS.items():
        if parent != table:
            continue
        part = metadata.tables[name]
        mine: set[str] = set()
        for some in _chunks(sorted(rows)):
            mine.update(connection.scalars(select(part.c.id).where(part.c[column].in_(some))))
            was = change.c.before[column].as_string()
            gone = select(change.c.row_id).where(change.c.table_name == name, change.c.after.is_(null()), was.in_(some))
            mine.update(connection.scalars(gone))
        if mine:
            whole |= _belonging(connection, name, mine)
    return whole


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Part identifiers into as many as one statement may name."""
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def known_rows(connection: Connection, keys: Iterable[Key]) -> dict[Key, Values]:
    """Give rows as they stand, or as they last were; those of which nothing is known are left out."""
    by_table: dict[str, set[str]] = {}
    for name, row_id in keys:
        by_table.setdefault(name, set()).add(row_id)
    found: dict[Key, Values] = {}
    for name, ids in by_table.items():
        table = metadata.tables[name]
        for some in _chunks(sorted(ids)):
            rows = connection.execute(select(table).where(table.c.id.in_(some))).mappings()
            found |= {(name, row["id"]): dict(row) for row in rows}
        for some in _chunks(sorted(row_id for row_id in ids if (name, row_id) not in found)):
            gone = (
                select(change.c.row_id, change.c.before)
                .where(change.c.table_name == name, change.c.after.is_(null()), change.c.row_id.in_(some))
                .order_by(change.c.number)
            )
            found |= {(name, row.row_id): row.before for row in connection.execute(gone) if row.before}
    return found
