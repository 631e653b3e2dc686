"""The trash of a ledger: what was taken out of it, and putting that back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Table, func, select

from branchdesk.errors import Refusal
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.spec import Ledger
from branchdesk.services.keeping import differences
from branchdesk.services.ledgers.intake import Values
from branchdesk.store import study
from branchdesk.store import trash as rows
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.store.past import LEDGER_TABLES, Note, known_rows
from branchdesk.store.tables import (
    clue,
    meeting,
    member,
    metadata,
    party_group,
    studied_document,
    study_document,
    volunteer,
)
from branchdesk.words import history as say
from branchdesk.words import study as say_study


@dataclass(frozen=True, slots=True)
class Removed:
    """A record that was taken out: what it is called, its first facts, and which step took it out, when, by whom."""

    record: str
    label: str
    facts: str
    at: str
    operator: str
    title: str
    operation: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Some of a ledger's trash, the newest first, and how much there is in all."""

    rows: tuple[Removed, ...]
    total: int


def contents(store: Store, ledger: Ledger, limit: int = 200, offset: int = 0, search: str = "") -> Contents:
    """Give what was taken out of a ledger and is not there; `search` reads what the ledger's own search reads."""
    table = _table(ledger)
    sought = _sought(ledger, table, search.strip()) if search.strip() else None
    with store.reading() as connection:
        found, total = rows.gone(connection, table, store.branch.id, sought=sought, limit=limit, offset=offset)
    return Contents(tuple(_removed(ledger, table, one) for one in found), total)


def _sought(ledger: Ledger, table: Table, text: str) -> rows.Sought:
    """Say where a text is looked for: in the columns that the ledger's search reads, and among its choices' labels."""
    columns = tuple(key for field in ledger.search for key in (field, f"{field}_name") if key in table.c)
    choices = ((field.key, choice) for field in ledger.fields if field.key in table.c for choice in field.choices)
    return rows.Sought(text, columns, tuple((key, choice.value) for key, choice in choices if text in choice.label))


def _removed(ledger: Ledger, table: Table, one: rows.Gone) -> Removed:
    facts = differences.summary(table.name, one.row, ledger.screen)
    step = one.step
    return Removed(one.row_id, say.called(table.name, one.row), facts, step.at, step.operator, step.title, step.id)


def restore(store: Store, ledger: Ledger, *record_ids: str) -> Changes:
    """Put records back with all that their removal took out with them, in one step that undo takes back.

    A link to a person who is no more is let go, for the record keeps the name. Refusal, with nothing changed, where a
    record is not in the trash, where another has its number or is the same person, and where something that it cannot
    do without is gone.
    """
    table = _table(ledger)
    with operate(store, f"restore_{ledger.key}", "") as work:
        found, _ = rows.gone(work.connection, table, store.branch.id, ids=record_ids)
        taken = {one.row_id: one for one in found}
        if any(record not in taken for record in record_ids):
            raise Refusal(say.not_in_trash(), code="not_in_trash")
        whole: dict[tuple[str, str], Note] = {}
        for record in record_ids:
            for note in rows.taken_together(work.connection, table, taken[record].step, record):
                whole[note.table, note.row_id] = note
        names = [say.called(table.name, taken[record].row) for record in record_ids]
        parts = [note for note in whole.values() if note.table != table.name]
        for record, name in zip(record_ids, names, strict=True):
            if sentence := _conflict(work.connection, table, taken[record].row, name):
                raise Refusal(sentence, code="conflict")
            rows.put_back(work, [_tied(work.connection, whole[table.name, record], set(whole), name)])
        study.bring_back(work, (note.values for note in parts if note.table == studied_document.name))
        rows.put_back(work, [_tied(work.connection, note, set(whole), names[0]) for note in parts])
        if table is meeting:
            study.retie(work, record_ids)
        work.title = _title(ledger, names)
    return work.changes()


def _table(ledger: Ledger) -> Table:
    return metadata.tables[LEDGER_TABLES[ledger.key]]


def _title(ledger: Ledger, names: Sequence[str]) -> str:
    if len(names) == 1:
        return say.restored(ledger.label, names[0])
    return say.restored_together(ledger.label, names[0], len(names), ledger.one)


def _tied(connection: Connection, note: Note, coming: set[tuple[str, str]], name: str) -> Note:
    """Give a removed row as it can stand now; Refusal where it cannot.

    A group that was set up again under its old name is that group.
    """
    values = dict(note.values)
    for column, target, may_lack in rows.references(metadata.tables[note.table]):
        key = (target.name, str(values.get(column)))
        if values.get(column) is None or key in coming or rows.is_there(connection, target, key[1]):
            continue
        if target is party_group:
            values[column] = _group_again(connection, key[1], name)
        elif may_lack:
            values[column] = None
        else:
            lost = say.called(target.name, known_rows(connection, [key]).get(key, {}))
            raise Refusal(say.other_gone(name, say.table(target.name), lost), code="other_gone")
    return replace(note, before=values)


def _group_again(connection: Connection, group_id: str, name: str) -> str:
    key = (party_group.name, group_id)
    was = known_rows(connection, [key]).get(key, {})
    mine = (party_group.c.branch_id == was.get("branch_id"), party_group.c.name == was.get("name"))
    again = connection.scalar(select(party_group.c.id).where(*mine).limit(1))
    if again is None:
        raise Refusal(say.group_gone(name, str(was.get("name") or "")), code="group_gone")
    return str(again)


def _conflict(connection: Connection, table: Table, row: Values, name: str) -> str | None:
    """Say what stands in the way of a record's coming back, or None."""
    return CONFLICTS[table.name](connection, row, name) if table.name in CONFLICTS else None


def _same(connection: Connection, table: Table, row: Values, *columns: str) -> bool:
    """Say whether a standing record agrees in all of these columns, none of which is empty."""
    if any(row.get(column) in {None, ""} for column in columns):
        return False
    alike = (table.c[column] == row[column] for column in ("branch_id", *columns))
    return connection.execute(select(table.c.id).where(*alike).limit(1)).first() is not None


def _member_conflict(connection: Connection, row: Values, name: str) -> str | None:
    if _same(connection, member, row, "id_number"):
        mine = (member.c.branch_id == row["branch_id"], member.c.id_number == row["id_number"])
        return say.id_number_taken(name, str(connection.scalar(select(member.c.name).where(*mine).limit(1))))
    if _same(connection, member, row, "name", "birth_date"):
        return say.person_there(LEDGERS["members"].label, name, LEDGERS["members"].field("birth_date").label)
    return None


def _volunteer_conflict(connection: Connection, row: Values, name: str) -> str | None:
    if _same(connection, volunteer, row, "name", "phone"):
        return say.person_there(LEDGERS["volunteers"].label, name, LEDGERS["volunteers"].field("phone").label)
    return None


def _clue_conflict(connection: Connection, row: Values, name: str) -> str | None:
    return say.number_taken(name) if _same(connection, clue, row, "number") else None


def _document_conflict(connection: Connection, row: Values, _name: str) -> str | None:
    if not _same(connection, study_document, row, "key"):
        return None
    mine = (study_document.c.branch_id == row["branch_id"], study_document.c.key == row["key"])
    return say_study.title_there(str(connection.scalar(select(study_document.c.title).where(*mine).limit(1))))


def _meeting_conflict(connection: Connection, row: Values, name: str) -> str | None:
    if not row["number"]:  # planned or cancelled, and not counted among those held
        return None
    group = row.get("group_id")
    alike: tuple[ColumnElement[bool], ...] = (
        meeting.c.branch_id == row["branch_id"],
        meeting.c.kind == row["kind"],
        meeting.c.number == row["number"],
        meeting.c.group_id.is_(None) if group is None else meeting.c.group_id == group,
        func.substr(meeting.c.starts, 1, 4) == row["starts"][:4],
    )
    there = connection.execute(select(meeting.c.id).where(*alike).limit(1)).first()
    return None if there is None else say.meeting_number_taken(name, row["number"])


CONFLICTS: dict[str, Callable[[Connection, Values, str], str | None]] = {
    member.name: _member_conflict,
    volunteer.name: _volunteer_conflict,
    clue.name: _clue_conflict,
    meeting.name: _meeting_conflict,
    study_document.name: _document_conflict,
}
