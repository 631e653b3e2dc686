"""Figures frozen as they were quoted: by whom and when, by which definition, with every clue as it stood.

A snapshot is never changed by what is done to the clues later; only its name and its note can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from branchdesk import clock
from branchdesk.domain.clue_figures import WITHOUT_RECORDS, Measure
from branchdesk.domain.clue_records import ClueRecord, Judge
from branchdesk.errors import Refusal, Trouble
from branchdesk.services.clues import clue_figures, clue_figures_kept
from branchdesk.services.clues import clue_snapshot_records as lines
from branchdesk.services.clues.clue_figures import BY, Asked, Figures
from branchdesk.services.clues.clue_groups import Group
from branchdesk.services.clues.clue_snapshot_records import Report
from branchdesk.store import blobs
from branchdesk.store.clue_counts import Chosen
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.tables import clue_snapshot
from branchdesk.words import clue_snapshots as say
from branchdesk.words import store as say_store


@dataclass(frozen=True, slots=True)
class Line:
    """One snapshot as a list shows it; `taken_at` is 2026-11-20T14:30, the period as stored."""

    id: str
    name: str
    taken_at: str
    since: str | None
    until: str | None
    note: str | None
    who: str
    definition: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One snapshot whole: its figures are shown and printed like those of today."""

    line: Line
    figures: Figures


def take(
    store: Store,
    name: str,
    asked: Asked,
    note: str | None = None,
    by: Sequence[str] = BY,
    report: Report | None = None,
) -> tuple[str, Changes]:
    """Freeze what is asked as it is now, in one step; gives the snapshot's identifier.

    `report` is told (clues done, clues in all). Refusal without a name.
    """
    called = _called(name)
    with store.reading() as connection:  # of one moment, while others may write
        frozen = _freeze(connection, store.branch.id, asked, by, report or _untold)
    with operate(store, "take_snapshot", say.taken(called)) as work:
        return _keep(work, frozen, called, note), work.changes()


def take_within(work: Operation, name: str, asked: Asked, note: str | None = None, by: Sequence[str] = BY) -> str:
    """Freeze the same within an operation that does more, and give the snapshot's identifier."""
    return _keep(work, _freeze(work.connection, work.branch_id, asked, by, work.report), name, note)


@dataclass(frozen=True, slots=True)
class _Frozen:
    """Figures and the list behind them, of one moment."""

    figures: Figures
    packed: bytes
    at: str


def _freeze(connection: Connection, branch_id: str, asked: Asked, by: Sequence[str], report: Report) -> _Frozen:
    found = clue_figures.count(connection, branch_id, asked, by, ages=True, compare=True)
    walked = lines.as_they_are(connection, Chosen(branch_id, found.day, asked.all_conditions))
    return _Frozen(found, lines.pack(walked, found.whole.reported, report), clock.minute())


def _keep(work: Operation, frozen: _Frozen, name: str, note: str | None) -> str:
    kept = clue_figures_kept.figures_written(frozen.figures)
    row = {
        "branch_id": work.branch_id,
        "name": name,
        "taken_at": frozen.at,
        "since": kept["asked"]["since"],
        "until": kept["asked"]["until"],
        "asked": {"filter": kept.pop("asked"), "settings": kept.pop("settings"), "who": work.operator},
        "definition": kept.pop("definition"),
        "figures": kept,
        "records": blobs.keep(work, frozen.packed),
        "note": (note or "").strip() or None,
    }
    return work.insert(clue_snapshot, row)


def _untold(_done: int, _total: int) -> None:
    """Tell nobody."""


def listed(store: Store) -> tuple[Line, ...]:
    """Give the snapshots there are, the newest first."""
    order = (clue_snapshot.c.taken_at.desc(), clue_snapshot.c.id.desc())
    query = select(clue_snapshot).where(clue_snapshot.c.branch_id == store.branch.id).order_by(*order)
    with store.reading() as connection:
        return tuple(_line(row) for row in connection.execute(query))


def read(store: Store, snapshot_id: str) -> Snapshot:
    """Give one snapshot with its figures as they were; Refusal where there is none."""
    with store.reading() as connection:
        row = row_called(connection, snapshot_id)
    kept = {**row.figures, "asked": row.asked["filter"], "settings": row.asked["settings"]}
    return Snapshot(_line(row), clue_figures_kept.figures_read({**kept, "definition": row.definition}))


def records(
    store: Store, snapshot_id: str, measure: Measure = Measure.REPORTED, group: Group | None = None
) -> tuple[ClueRecord, ...]:
    """Give the clues that a figure of a snapshot counted, as they stood, by their numbers; none behind strokes.

    Refusal where there is no such snapshot; Trouble where its list is damaged.
    """
    if measure in WITHOUT_RECORDS:
        return ()
    judge = Judge(read(store, snapshot_id).figures.settings)
    of_group = group.conditions if group else ()
    with store.reading() as connection:
        kept = lines.unpack(packed(connection, snapshot_id))
        found = [one for one in kept if lines.meets(one, of_group) and judge.count(one).of(measure)]
    return tuple(sorted(found, key=lambda record: record.number))


def rename(store: Store, snapshot_id: str, name: str, note: str | None) -> Changes:
    """Give a snapshot another name and note; Refusal without a name, or where there is no such snapshot."""
    called = _called(name)
    with operate(store, "rename_snapshot", say.renamed(called)) as work:
        row_called(work.connection, snapshot_id)
        work.update(clue_snapshot, snapshot_id, {"name": called, "note": (note or "").strip() or None})
    return work.changes()


def remove(store: Store, snapshot_id: str) -> Changes:
    """Take a snapshot out; undo brings it back with its list. Refusal where there is none."""
    with operate(store, "remove_snapshot", "") as work:
        work.title = say.removed(row_called(work.connection, snapshot_id).name)
        work.delete(clue_snapshot, snapshot_id)
    return work.changes()


def row_called(connection: Connection, snapshot_id: str) -> Row[Any]:
    """Give a snapshot's row; Refusal where there is none."""
    row = connection.execute(select(clue_snapshot).where(clue_snapshot.c.id == snapshot_id)).first()
    if row is None:
        raise Refusal(say_store.no_such_record(say_store.RECORD, snapshot_id), code="no_such_record")
    return row


def packed(connection: Connection, snapshot_id: str) -> bytes:
    """Give the bytes of a snapshot's list; Trouble where they are not what was kept."""
    row = row_called(connection, snapshot_id)
    content = blobs.read(connection, row.records)
    if content is None:
        raise Trouble(say.records_lost(row.name), code="snapshot_damaged")
    return content


def _called(name: str) -> str:
    if not name.strip():
        raise Refusal(say.name_missing(), code="name_missing", field="name")
    return name.strip()


def _line(row: Row[Any]) -> Line:
    told = (row.id, row.name, row.taken_at, row.since, row.until, row.note)
    return Line(*told, row.asked.get("who", ""), row.definition)
