"""Looking through the whole file for somebody: each row that is theirs or tells of them, and what is to become of it.

SQLite-only: none; PostgreSQL has strpos for instr.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, String, Table, Text, func, literal, or_, select, type_coerce

from branchdesk.domain.traces import Traces, every_text, texts_in
from branchdesk.store.shells import ABOUT, COUNTED_ENTRIES, OWN, Shell, references
from branchdesk.store.tables import change, member_entry, metadata, operation, preference
from branchdesk.store.tables.base import GIVEN

Row = Mapping[str, Any]
Key = tuple[str, str]
HISTORY = {"operation", "change", "erasure", "alembic_version"}
MADE_ANEW = {"clue_index", "clue_facet", "clue_search", "clue_search_part", "clue_search_char"}
SEARCHED = [table for table in metadata.sorted_tables if table.name not in {*HISTORY, *MADE_ANEW, "blob"}]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data is sought: a row, what tells of it, and whether nobody else on record bears the name.

    `only` names the tables that are looked through besides the history; all where it is None.
    """

    table: str
    row_id: str
    traces: Traces
    unique: bool
    removed: str  # what stands in the place of a text about them
    only: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A cell that names them and may mean somebody else, or says more: the user decides. `row` is as it stands."""

    key: str
    table: str
    column: str
    row: Row
    excerpt: str
    replaced: bool


@dataclass(slots=True)
class Found:
    """Rows as they are to become (None: they go), and the mentions to decide on."""

    rows: dict[Key, Row | None] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    left: set[Key] = field(default_factory=set)  # rows in which a mention stays
    referred: bool = False  # whether something else than their own rows refers to them


def look(connection: Connection, subject: Subject, choices: Mapping[str, bool]) -> Found:
    """Find every row to be changed; `choices` says of a mention, by its key, whether it is replaced."""
    found = Found()
    own: list[tuple[Key, Row, Shell]] = []
    for table in SEARCHED:
        if subject.only is not None and table.name not in subject.only:
            continue
        mine = _own(subject, table)
        for row in _rows(connection, table, subject):
            key = (table.name, str(row["id"]))
            if mine is not None and row[mine[0]] == subject.row_id:
                own.append((key, row, mine[1]))
            else:
                _take(found, subject, table, row, choices)
    for key, row, shell in own:
        found.rows[key] = _emptied(key[0], row, shell) if found.referred else None
    return found


def _own(subject: Subject, table: Table) -> tuple[str, Shell] | None:
    return OWN.get(subject.table, {}).get(table.name)


def _emptied(name: str, row: Row, shell: Shell) -> Row | None:
    if shell.goes or (name == member_entry.name and row["kind"] not in COUNTED_ENTRIES):
        return None
    table = metadata.tables[name]
    return {
        key: value if key in (shell.keeps or ()) or table.c[key].info.get(GIVEN) else None for key, value in row.items()
    }


def _texts(table: Table) -> list[Any]:
    return [column for column in table.c if isinstance(column.type, String | Text | JSON)]


def _rows(connection: Connection, table: Table, subject: Subject) -> list[Row]:
    """Read the rows of a table that refer to them or in which one of their words stands."""
    wanted: list[ColumnElement[bool]] = [
        table.c[column] == subject.row_id for column in _referring(table.name, subject.table)
    ]
    if table.name == subject.table:
        wanted.append(table.c.id == subject.row_id)
    for column in _texts(table):
        wanted += [func.instr(column, literal(word)) > 0 for word in _forms(column, subject)]
    return [dict(row) for row in connection.execute(select(table).where(or_(*wanted))).mappings()]


def _referring(name: str, target: str) -> list[str]:
    loose = ["subject"] if name == "duty_mark" and target == "member" else []
    return references(name, target) + loose


def _forms(column: Any, subject: Subject) -> Iterator[str]:  # noqa: ANN401 - a column's type is its own
    words = (*subject.traces.words, subject.row_id) if isinstance(column.type, JSON) else subject.traces.words
    if column.table is preference:
        words = (*subject.traces.words, subject.row_id)
    for word in words:
        yield word
        if isinstance(column.type, JSON) and (escaped := json.dumps(word)[1:-1]) != word:
            yield escaped


def _take(found: Found, subject: Subject, table: Table, row: Row, choices: Mapping[str, bool]) -> None:
    """Say what becomes of a row that is not theirs."""
    key, traces = (table.name, str(row["id"])), subject.traces
    columns = [column for column in _referring(table.name, subject.table) if row[column] == subject.row_id]
    refers = bool(columns) or any(subject.row_id in text for value in row.values() for text in texts_in(value))
    found.referred |= bool(columns)
    if table is preference and subject.row_id in row["key"]:
        found.rows[key] = None  # what was being typed about them
        return
    fresh = dict(row)
    for column in columns:
        for about in ABOUT.get(table.name, {}).get(column, ()):
            fresh[about] = subject.removed if row[about] else row[about]
    for column in _texts(table):
        name = f"{table.name}/{row['id']}/{column.name}"
        cell = _Cell(traces, certain=refers or subject.unique, unique=subject.unique, choice=choices.get(name))
        fresh[column.name] = every_text(fresh[column.name], cell.without)
        if cell.excerpt is not None:
            found.mentions.append(Mention(name, table.name, column.name, row, cell.excerpt, cell.replaced))
            if not cell.replaced:
                found.left.add(key)
    if fresh != row:
        found.rows[key] = fresh


class _Cell:
    """One cell: what of it goes by itself, and what the user is asked about."""

    def __init__(self, traces: Traces, *, certain: bool, unique: bool, choice: bool | None) -> None:
        self.traces, self.certain = traces, certain
        self.replaced = unique if choice is None else choice
        self.excerpt: str | None = None

    def without(self, text: str) -> str:
        text = self.traces.without_secrets(text)
        if not self.traces.names_in(text):
            return text
        if not (self.certain and self.traces.is_name_alone(text)):
            self.excerpt = self.excerpt or self.traces.excerpt(text)
            if not self.replaced:
                return text
        return self.traces.without_names(text)


@dataclass(frozen=True, slots=True)
class Noted:
    """A note of history that holds their data."""

    number: int
    operation: str
    key: Key


def notes(
    connection: Connection, subject: Subject, found: Found, own: Collection[str] = (), digests: Iterable[str] = ()
) -> list[Noted]:
    """Find every note that holds their data: of the rows `own`, with their key or one of their words in it.

    A note that only names them is kept where the row's mention stays, or where the name is another's too and the row
    is not changed. `digests` are of files that go with them.
    """
    sure, told = (subject.row_id, *digests), subject.traces.has_secret
    words = [*sure, *subject.traces.words]
    before, after = type_coerce(change.c.before, Text), type_coerce(change.c.after, Text)
    stands = [
        func.instr(column, literal(form)) > 0
        for column in (before, after)
        for form in {form for word in words for form in (word, json.dumps(word)[1:-1])}
    ]
    query = select(change.c.number, change.c.operation_id, change.c.table_name, change.c.row_id, before, after)
    stated = or_(*stands, change.c.row_id.in_(list(own))) if own else or_(*stands)
    theirs: list[Noted] = []
    for number, operation_id, name, row_id, was, now in connection.execute(query.where(stated)):
        key = (name, row_id)
        texts = [text for value in (was, now) if value for text in texts_in(json.loads(value))]
        if row_id in own or any(word in text for word in sure for text in texts) or any(map(told, texts)):
            theirs.append(Noted(number, operation_id, key))
        elif key in found.left or not (subject.unique or key in found.rows):
            continue
        elif any(subject.traces.names_in(text) for text in texts):
            theirs.append(Noted(number, operation_id, key))
    return theirs


def titles(connection: Connection, subject: Subject, own: Collection[str]) -> dict[str, str]:
    """Give the titles of operations without their name, by operation; `own` are those that concern them for sure."""
    fresh: dict[str, str] = {}
    query = select(operation.c.id, operation.c.title)
    named = [func.instr(operation.c.title, literal(word)) > 0 for word in subject.traces.words]
    for operation_id, title in connection.execute(query.where(or_(*named))) if named else ():
        told = subject.traces.without_secrets(title)
        if subject.unique or operation_id in own:
            told = subject.traces.without_names(told)
        if told != title:
            fresh[operation_id] = told
    return fresh
