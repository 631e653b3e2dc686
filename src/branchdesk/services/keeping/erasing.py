"""彻底删除: taking a person's data, or what a 办案线索 said before it was handed on, out of the file for good.

Figures stay: who was erased is an empty shell that counts as before. What names them and may mean somebody else is
listed first, for the user to decide on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, or_, select

from branchdesk import clock
from branchdesk.domain.clue_states import ClueState
from branchdesk.domain.traces import Traces
from branchdesk.errors import Refusal
from branchdesk.services.clues import clue_snapshot_records
from branchdesk.services.people.people import name_keys
from branchdesk.store import backups, blobs, erasing, sweeping, tracing
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, event, row_of
from branchdesk.store.past import LEDGER_TABLES, OWNERS, known_rows
from branchdesk.store.tables import (
    change,
    clue_photo,
    clue_snapshot,
    clue_step,
    member,
    member_period,
    metadata,
    volunteer,
)
from branchdesk.store.tracing import Found, Key, Noted, Subject
from branchdesk.words import erasing as say
from branchdesk.words import history as say_history
from branchdesk.words import store as say_store

NUMBER_DIGITS = 7  # of a telephone; a shorter one, of the house, is anybody's
TEXT_LENGTH = 8  # characters from which a text is nobody else's
PEOPLE = (member, volunteer)
TEXTS = ("text", "place", "remark", "what")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a name stands that may mean somebody else or says more: the user decides by its `key`."""

    key: str
    where: str
    excerpt: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What an erasure would take and what stays: numbers of records by their kind, notes of history, mentions."""

    kind: str
    record: str
    name: str
    unique: bool
    emptied: tuple[tuple[str, int], ...]
    removed: tuple[tuple[str, int], ...]
    notes: int
    operations: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """Who asked for it when, and why, as it will stand in the history; neither may name the person."""

    day: str
    reason: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: the file, open again; `swept` says whether it could be written anew."""

    store: Store
    changes: Changes
    rows: int
    notes: int
    operations: int
    swept: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    subject: Subject
    name: str
    found: Found
    noted: list[Noted]
    titles: dict[str, str]
    digests: frozenset[str]
    packed: dict[str, bytes]  # lists of snapshots without their name, by the snapshot


def preview(store: Store, kind: str, record: str) -> Preview:
    """Say what would go and what would stay; `kind` is members, volunteers or clues.

    Refusal where they are still of the branch or the team, where a clue was not handed on, or nothing is known.
    """
    with store.reading() as connection:
        plan = _plan(connection, kind, record, {})
        table = LEDGER_TABLES[kind]
        emptied, removed = _counted(plan.found, gone=False), _counted(plan.found, gone=True)
        told = tuple(_told(connection, one) for one in plan.found.mentions)
        operations = len({one.operation for one in plan.noted} | plan.titles.keys())
    unique = plan.subject.unique or table == "clue"
    return Preview(kind, record, plan.name, unique, emptied, removed, len(plan.noted), operations, told)


def erase(store: Store, kind: str, record: str, request: Request, choices: Mapping[str, bool]) -> Erased:
    """Erase it, and write the file anew so that nothing stays in its free pages; the store given is then closed.

    `choices` says of mentions by their key whether the name is replaced; those not named are as the preview says.
    Refusal as `preview`, and without a day or a reason.
    """
    if not (request.day or request.reason.strip()):
        raise Refusal(say.reason_missing(), code="reason_missing", field="reason")
    with store.transaction() as connection:
        plan = _plan(connection, kind, record, choices)
        reason = plan.subject.traces.without_names(plan.subject.traces.without_secrets(request.reason))
        _name_shell(plan)
        _repack(connection, plan)
        title = say.title(kind, request.day, reason)
        done = erasing.erase(store, connection, title, plan.found.rows, plan.noted, plan.titles)
        erasing.drop_blobs(connection, plan.digests)
        sweeping.ask(connection, store.branch.id)
    swept = sweeping.sweep(store)
    return Erased(swept, done.changes, done.rows, done.notes, done.operations, not sweeping.is_asked(swept))


def remove_backups(store: Store, chosen: Sequence[backups.Backup]) -> int:
    """Delete backups of before, note it as an event, and count them; Trouble at the first that cannot be deleted."""
    for backup in chosen:
        backups.remove(backup)
    if chosen:
        event(store, "backups_removed", say.backups_removed(len(chosen)))
    return len(chosen)


def _plan(connection: Connection, kind: str, record: str, choices: Mapping[str, bool]) -> _Plan:
    table = LEDGER_TABLES[kind]
    row = row_of(connection, metadata.tables[table], record) or known_rows(connection, [(table, record)]).get(
        (table, record)
    )
    if row is None:
        raise Refusal(say_store.no_such_record(say_store.RECORD, record), code="no_such_record")
    own: set[str] = set()
    if table == "clue":
        subject, own = _of_clue(connection, dict(row))
    else:
        subject = _of_person(connection, table, dict(row))
    found = tracing.look(connection, subject, choices)
    old, packed = ({}, {}) if table == "clue" else _snapshots(connection, subject)
    digests = frozenset(old.values()) | _photos(connection, record)
    noted = tracing.notes(connection, subject, found, own | ({record} if kind != "clues" else set()), old.values())
    titles = tracing.titles(connection, subject, {one.operation for one in noted if one.key == (table, record)})
    if not (found.rows or noted or titles or packed):
        raise Refusal(say.erased_already(), code="nothing_to_erase")
    name = str(row.get("number") or row.get("name") or "")
    return _Plan(subject, name, found, noted, titles, digests, packed)


def _of_person(connection: Connection, table: str, row: dict[str, Any]) -> Subject:
    person, today = str(row["id"]), clock.today().isoformat()
    if table == member.name:
        here = or_(member_period.c.until.is_(None), member_period.c.until > today)
        if connection.scalar(select(member_period.c.id).where(member_period.c.member_id == person, here).limit(1)):
            raise Refusal(say.still_a_member(row["name"]), code="still_here")
    elif row_of(connection, volunteer, person) and (row["left_on"] is None or row["left_on"] > today):
        raise Refusal(say.still_of_the_team(row["name"]), code="still_here")
    if row["name"].startswith(say.NOBODY):
        raise Refusal(say.erased_already(), code="nothing_to_erase")
    names = {name for name in (row["name"], row.get("former_name")) if name}
    others = _others(connection, "name", person)
    secrets = [number for column in ("id_number", "phone") for number in _numbers(connection, row, column)]
    longer = tuple(sorted(one for one in others if one not in names))
    nobodies = sum(name.startswith(say.NOBODY) for name in others)
    traces = Traces(tuple(sorted(names)), tuple(secrets), longer, say.nobody(nobodies + 1), say.GONE)
    return Subject(table, person, traces, not names & others, say.GONE)


def _others(connection: Connection, column: str, person: str) -> set[str]:
    """Give what other people on record have in a column."""
    return {
        value
        for table in PEOPLE
        if column in table.c
        for value in connection.scalars(
            select(table.c[column]).where(table.c.id != person, table.c[column].is_not(None))
        )
    }


def _numbers(connection: Connection, row: dict[str, Any], column: str) -> list[str]:
    """Give a number of theirs that is long enough to be told, and nobody else's."""
    number = (row.get(column) or "").strip()
    enough = sum(character.isdigit() for character in number) >= NUMBER_DIGITS
    return [number] if enough and number not in _others(connection, column, str(row["id"])) else []


def _of_clue(connection: Connection, row: dict[str, Any]) -> tuple[Subject, set[str]]:
    """Say what is sought of a clue: what it and its steps once said, and the rows that said it."""
    if row["state"] != ClueState.PASSED_ON:
        raise Refusal(say.no_case_clue(row["number"]), code="no_case_clue")
    parts = {row["id"], *connection.scalars(select(clue_step.c.id).where(clue_step.c.clue_id == row["id"]))}
    whose = (
        func.coalesce(column["clue_id"].as_string(), "") == row["id"] for column in (change.c.before, change.c.after)
    )
    of_parts = change.c.table_name.in_((clue_step.name, clue_photo.name))
    parts |= set(connection.scalars(select(change.c.row_id).where(of_parts, or_(*whose))))
    texts = {
        str(values[key])
        for before, after in connection.execute(
            select(change.c.before, change.c.after).where(change.c.row_id.in_(parts))
        )
        for values in (before, after)
        for key in TEXTS
        if values and values.get(key) and len(str(values[key])) >= TEXT_LENGTH
    }
    traces = Traces((), tuple(sorted(texts)), (), "", say.GONE)
    return Subject("clue", row["id"], traces, unique=True, removed=say.GONE, only={"preference"}), parts


def _photos(connection: Connection, clue_id: str) -> frozenset[str]:
    """Give the photos that a clue ever had."""
    columns = (change.c.before, change.c.after)
    query = select(*(column["content"].as_string() for column in columns)).where(
        change.c.table_name == clue_photo.name, or_(*(column["clue_id"].as_string() == clue_id for column in columns))
    )
    return frozenset(digest for row in connection.execute(query) for digest in row if digest)


def _snapshots(connection: Connection, subject: Subject) -> tuple[dict[str, str], dict[str, bytes]]:
    """Give the frozen lists of clues that name them: their digests, and the lists without the name."""
    old: dict[str, str] = {}
    packed: dict[str, bytes] = {}
    mine: set[str] = set()
    if subject.table == volunteer.name:
        clue = metadata.tables["clue"]
        mine = set(connection.scalars(select(clue.c.id).where(clue.c.volunteer_id == subject.row_id)))
    for row in connection.execute(select(clue_snapshot.c.id, clue_snapshot.c.records)):
        content = blobs.read(connection, row.records)
        if content is None:
            continue
        lines, changed = [], False
        for one in clue_snapshot_records.unpack(content):
            fresh = one
            if one.reporter and (subject.unique or one.id in mine):
                fresh = one._replace(reporter=subject.traces.without_names(one.reporter))
            changed |= fresh != one
            lines.append(fresh)
        if changed:
            old[row.id] = row.records
            packed[row.id] = clue_snapshot_records.pack(lines, len(lines), lambda _done, _total: None)
    return old, packed


def _repack(connection: Connection, plan: _Plan) -> None:
    for snapshot, content in plan.packed.items():
        key = (clue_snapshot.name, snapshot)
        row = plan.found.rows.get(key) or row_of(connection, clue_snapshot, snapshot) or {}
        digest = blobs.kept(connection, content)
        plan.found.rows[key] = {**row, "records": digest}


def _name_shell(plan: _Plan) -> None:
    """Give the shell a name that says nothing, and the keys to find it by."""
    key: Key = (plan.subject.table, plan.subject.row_id)
    row = plan.found.rows.get(key)
    if row is not None:
        name = plan.subject.traces.instead
        plan.found.rows[key] = {**row, "name": name, **name_keys(name)._asdict()}


def _counted(found: Found, *, gone: bool) -> tuple[tuple[str, int], ...]:
    numbers: dict[str, int] = {}
    for (name, _), row in found.rows.items():
        if (row is None) == gone:
            word = say.WHERE.get(name) or say_history.table(name)
            numbers[word] = numbers.get(word, 0) + 1
    return tuple(numbers.items())


def _told(connection: Connection, mention: tracing.Mention) -> Mention:
    table, row = mention.table, dict(mention.row)
    part = say.WHERE.get(table) or say_history.table(table)
    field = say.column(table, mention.column)
    while table in OWNERS:
        column, table = OWNERS[table]
        row = row_of(connection, metadata.tables[table], str(row.get(column))) or {}
    record = say_history.called(table, row) if row and table != "preference" else ""
    return Mention(mention.key, say.place(record, part, field), mention.excerpt, mention.replaced)
