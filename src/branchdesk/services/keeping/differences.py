"""Rows of the history in words: which record, which field, what it was and what it became.

A record's own columns are told one by one, as its ledger calls them. What belongs to a record, such as an office held
for some years, is told as one thing. Private values are masked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, Table

from branchdesk.domain.identity import mask
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.member_life import LEAVING_FIELDS, LIFE_TABLES, PERIOD_FIELDS
from branchdesk.ledgers.spec import Field
from branchdesk.store.past import LEDGER_TABLES, OWNERS, Key, Note, Values, known_rows
from branchdesk.store.tables import metadata
from branchdesk.words import history as say

LEDGER_OF = {table: key for key, table in LEDGER_TABLES.items()}
FIELDS = {table: {field.key: field for field in LEDGERS[key].fields} for table, key in LEDGER_OF.items()}
# What belongs to a member, as its declarations call it.
LIFE_FIELDS = {
    (life.table, field.key): field for life in LIFE_TABLES.values() for field in life.fields if not life.kind
}
LIFE_FIELDS |= {("member_period", field.key): field for field in (*PERIOD_FIELDS, *LEAVING_FIELDS)}
LIFE_FIELDS[("committee", "how")] = LIFE_FIELDS["member_office", "how"]
ENTRIES = {life.kind: life for life in LIFE_TABLES.values() if life.kind}
DATED = ("since", "until")
MINUTE = 16
Names = Mapping[Key, str]


class Turn(StrEnum):
    """What became of a record."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field as it was and as it became, in words; empty where there was nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What a step made of one record. `ledger` is empty where no ledger lists such records."""

    ledger: str
    record: str
    word: str
    name: str
    turn: Turn
    lines: tuple[FieldLine, ...]


def record_changes(connection: Connection, notes: Iterable[Note]) -> tuple[RecordChange, ...]:
    """Tell notes record by record, in their order."""
    found = list(notes)
    owners = _owners(connection, found)
    by_record: dict[Key, list[Note]] = {}
    for note in found:
        by_record.setdefault(owners[note.table, note.row_id], []).append(note)
    known = {(note.table, note.row_id): note.values for note in found}
    missing = [key for key in by_record if key not in known]
    rows = known_rows(connection, missing) | known
    names = names_for(connection, found)
    return tuple(_record(key, mine, rows.get(key, {}), names) for key, mine in by_record.items())


def _record(key: Key, notes: list[Note], row: Values, names: Names) -> RecordChange:
    table, record = key
    own = next((note for note in notes if (note.table, note.row_id) == key), None)
    turn = Turn.CHANGED
    if own is not None and own.before is None:
        turn = Turn.ADDED
    elif own is not None and own.after is None:
        turn = Turn.REMOVED
    named = say.called(table, row) if row else say.NOT_ANY_MORE
    return RecordChange(LEDGER_OF.get(table, ""), record, say.table(table), named, turn, lines(notes, names))


def lines(notes: Iterable[Note], names: Names) -> tuple[FieldLine, ...]:
    """Tell notes about one record field by field; what nobody would call a change is left out."""
    found = list(notes)
    own = [line for note in found if note.table not in OWNERS for line in _own_lines(note, names)]
    parts = [line for note in found if note.table in OWNERS for line in _part_lines(note, names)]
    return (*own, *_paired(parts))


def _paired(parts: list[FieldLine]) -> list[FieldLine]:
    """Tell what was taken out and what came in its place as one change."""
    told: list[FieldLine] = []
    for line in parts:
        gone = next((at for at, one in enumerate(told) if one.label == line.label and not one.new), None)
        if line.old or gone is None:
            told.append(line)
        else:
            told[gone] = FieldLine(line.label, told[gone].old, line.new)
    return told


def names_for(connection: Connection, notes: Iterable[Note]) -> dict[Key, str]:
    """Name every record that rows refer to."""
    wanted = {
        (parent, values[column])
        for note in notes
        for column, parent in _references(note.table)
        for values in (note.before, note.after)
        if values and values.get(column)
    }
    return {key: say.called(key[0], row) for key, row in known_rows(connection, wanted).items()}


def _references(table: str) -> list[tuple[str, str]]:
    return [
        (column.name, reference.column.table.name)
        for column in metadata.tables[table].c
        for reference in column.foreign_keys
        if column.name not in say.HIDDEN
    ]


def _owners(connection: Connection, notes: list[Note]) -> dict[Key, Key]:
    """Give the record that each row belongs to; a root record is its own."""
    values = {(note.table, note.row_id): note.values for note in notes}
    owners = {key: key for key in values}
    while climbing := {key: top for key, top in owners.items() if top[0] in OWNERS}:
        unknown = [top for top in climbing.values() if top not in values]
        values |= known_rows(connection, unknown)
        for key, top in climbing.items():
            column, parent = OWNERS[top[0]]
            owners[key] = (parent, str(values.get(top, {}).get(column, "")))
    return owners


def _own_lines(note: Note, names: Names) -> list[FieldLine]:
    before, after = note.before or {}, note.after or {}
    told = []
    for column in metadata.tables[note.table].c.keys():  # noqa: SIM118 - a collection of columns is no dictionary
        if column in say.HIDDEN:
            continue
        if before.get(column) == after.get(column):
            continue
        field = _field(note.table, column)
        label = field.label if field else say.COLUMNS.get(note.table, {}).get(column, column)
        old, new = (_text(note.table, column, values.get(column), names, field) for values in (before, after))
        if old or new:
            told.append(FieldLine(label, old, new))
    return told


def _part_lines(note: Note, names: Names) -> list[FieldLine]:
    life = ENTRIES.get(str(note.values.get("kind"))) if note.table == "member_entry" else None
    label = life.label if life else say.table(note.table)
    old, new = (_part(note.table, values, names) if values else "" for values in (note.before, note.after))
    if old == new and note.table in say.PART_COLUMNS and not (old and _is_covered(note)):
        return []  # only what the program keeps for itself became another
    return [FieldLine(label, old, new)] if old or new else []


def _is_covered(note: Note) -> bool:
    """Say whether a row's content is not told, so that two contents read the same."""
    if note.table == "attachment":
        return (note.before or {}).get("content") != note.values.get("content")
    return _is_private(note.table, note.values) or note.table == "member_photo"


def _is_private(table: str, values: Values) -> bool:
    """Say whether a row is read on the member's card alone."""
    life = ENTRIES.get(str(values.get("kind")))
    return table == "member_entry" and life is not None and life.private


def _part(table: str, values: Values, names: Names) -> str:
    """Say one row of what belongs to a record."""
    if _is_private(table, values):
        return say.NOT_SHOWN
    if table == "member_photo":
        return say.table(table)
    words = []
    dated = all(key in metadata.tables[table].c for key in DATED)
    for column, before in _said_columns(table).items():
        if text := _text(table, column, values.get(column), names, None):
            words.append(f"{before} {text}" if before else text)
    when = say.span(values.get("since"), values.get("until")) if dated else ""
    return say.held(words or [say.EMPTY_PARTS.get(table, "")], when)


def _said_columns(table: str) -> dict[str, str]:
    """Give the columns that are said of a row, with the word before each; all of a table that nobody described."""
    if table in say.PART_COLUMNS:
        return say.PART_COLUMNS[table]
    owner = OWNERS[table][0]
    return {name: name for name in metadata.tables[table].c.keys() if name not in {*say.HIDDEN, owner, *DATED}}  # noqa: SIM118 - as above


def _field(table: str, column: str) -> Field | None:
    """Give the ledger's field that a column holds."""
    return FIELDS.get(table, {}).get(column)


def _text(table: str, column: str, value: object, names: Names, field: Field | None) -> str:
    """Say one stored value on one line, masked where it is private."""
    if value is None or value == "":
        return ""
    if field is not None:
        text = field.shown(value)
        return mask(text) if field.private else _one_line(text)
    if target := _target(metadata.tables[table], column):
        return names.get((target, str(value)), say.NOT_ANY_MORE)
    if (table, column) in LIFE_FIELDS and LIFE_FIELDS[table, column].choices:
        return LIFE_FIELDS[table, column].shown(value)
    known = say.VALUES.get((table, column), {})
    return _one_line(known.get(str(value)) or _plain(value))


def _target(table: Table, column: str) -> str:
    return next((reference.column.table.name for reference in table.c[column].foreign_keys), "")


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return say.flag(value)
    if isinstance(value, list):
        return say.LISTED.join(_plain(one) for one in value) or say.NONE
    if isinstance(value, dict):
        return " ".join(_one_line(_plain(one)) for key, one in value.items() if one and key not in say.HIDDEN)
    return str(value)


def _one_line(text: str) -> str:
    if len(text) == MINUTE and text[10] == "T":
        text = text.replace("T", " ")
    return " ".join(text.split())


def summary(table: str, row: Values, screen: Iterable[str], *, most: int = 4) -> str:
    """Say the first facts of a record besides its name, so that two of one name can be told apart."""
    facts: list[str] = []
    for key in screen:
        column = key if key in row else f"{key}_name"
        if key not in say.IN_NAMES and (said := _text(table, column, row.get(column), {}, _field(table, key))):
            facts.append(said)
    return " · ".join(facts[:most])
