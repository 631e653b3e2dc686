"""What was rescued of a damaged file, written into a new one so that every reference in it holds.

A lost row that others belong to (a meeting of which the attendance is there) is taken from the history where that has
it whole; else it is stood in for by what the indexes know of it, and a text that says it is lost. What belongs to
nothing any more is set aside and counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from branchdesk.store import driver
from branchdesk.store.rescue import Gathered, Layout, Rows
from branchdesk.store.tables import new_id
from branchdesk.words import rescue as say

# Made anew from the others by whoever tends the file.
DERIVED = frozenset({"clue_index", "clue_facet", "clue_search", "clue_search_part", "clue_search_char"})
_NO_MOMENT = "1900-01-01T00:00"
# What stands in a row that is lost while others belong to it: values that every screen can show.
_STAND_INS: dict[str, dict[str, Any]] = {
    "branch": {"name": say.LOST, "unit": say.LOST, "duties_from": "2000-01"},
    "party_group": {"name": say.LOST, "position": 0},
    "member": {"name": say.LOST, "roster_order": 0, "initials": "", "pinyin": ""},
    "volunteer": {"name": say.LOST, "initials": "", "pinyin": ""},
    "meeting": {"kind": "activity", "number": 0, "state": "draft", "title": say.LOST, "starts": _NO_MOMENT},
    "agenda_item": {"position": 0, "kind": "topic", "text": say.LOST},
    "clue": {"number": say.LOST, "state": "reported", "text": say.LOST},
    "study_document": {"title": say.LOST, "key": say.LOST},
    "five_ones_item": {"position": 0, "name": say.LOST, "evidence": "free"},
    "operation": {
        "kind": "event",
        "verb": "lost",
        "title": say.LOST,
        "operator": "",
        "at": f"{_NO_MOMENT}:00",
        "salt": b"",
        "payload_hash": "",
        "previous_hash": "",
        "hash": "",
    },
}
# Where else a person's name stands beside their identifier.
_NAMES = (
    ("attendance", "member_id", "frozen_name"),
    ("speech", "speaker_id", "speaker_name"),
    ("meeting", "recorder_id", "recorder_name"),
    ("meeting", "chair_id", "chair_name"),
)


@dataclass(slots=True)
class Written:
    """What became of each table's rows: taken as they were, from the history, stood in for; set aside; lost."""

    read: Counter[str] = field(default_factory=Counter)
    from_history: Counter[str] = field(default_factory=Counter)
    stood_in: Counter[str] = field(default_factory=Counter)
    freed: Counter[str] = field(default_factory=Counter)  # what they named is lost, and they stand without
    set_aside: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)


def write(gathered: Gathered, path: Path, key: driver.Key) -> Written:
    """Write everything that was gathered into a laid-out, empty file, in one transaction.

    Raises DriverError or OSError where it cannot be written.
    """
    with closing(driver.connect(path, key)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        work = _Writing(connection, gathered)
        work.write_rows()
        work.fill_from_history()
        work.name_the_branch()
        work.mend_references()
        connection.execute("COMMIT")
    return work.done


class _Writing:
    """One transaction into the new file."""

    def __init__(self, connection: Any, gathered: Gathered) -> None:  # noqa: ANN401 - the driver ships no types
        self._connection = connection
        self._tables = {name: rows for name, rows in gathered.tables.items() if name not in DERIVED}
        self._lost = {name: _lost_by_id(rows) for name, rows in self._tables.items()}
        self._revision = gathered.revision
        self.done = Written()

    def write_rows(self) -> None:
        """Write what was found, and count what of it had no room beside other rows, or is lost."""
        self._connection.execute("DELETE FROM alembic_version")
        self._insert("alembic_version", {"version_num": self._revision})
        for name, rows in self._tables.items():
            if name == "alembic_version":
                continue
            self.done.lost[name] = len(rows.lost)
            for row in rows.dictionaries():
                self.done.read[name] += 1
                if not self._insert(name, row):
                    self.done.set_aside[name] += 1

    def fill_from_history(self) -> None:
        """Write lost rows as the newest note of the history has them, where no note can be missing."""
        notes = self._tables.get("change")
        if notes is None or not notes.sure or notes.lost:
            return
        for name, lost in self._lost.items():
            for row_id in lost:
                query = "SELECT after FROM change WHERE table_name = ? AND row_id = ? ORDER BY number DESC LIMIT 1"
                found = self._connection.execute(query, (name, row_id)).fetchone()
                if found and found[0] and self._insert(name, _stored(json.loads(found[0]))):
                    self.done.from_history[name] += 1
                    self.done.lost[name] -= 1

    def name_the_branch(self) -> None:
        """Let there be the one branch that everything belongs to."""
        if self._connection.execute("SELECT 1 FROM branch").fetchone():
            return
        known = Counter(
            str(row["branch_id"])
            for rows in self._tables.values()
            if "branch_id" in rows.layout.columns
            for row in rows.dictionaries()
            if row.get("branch_id")
        )
        self._stand_in("branch", known.most_common(1)[0][0] if known else new_id())

    def mend_references(self) -> None:
        """Stand in for what is referred to and lost; free what may stand alone, set aside what may not."""
        while violations := self._connection.execute("PRAGMA foreign_key_check").fetchall():
            before = self._connection.total_changes
            for table, number, parent, which in violations:
                column = self._column(table, which)
                query = f'SELECT "{column}" FROM "{table}" WHERE rowid = ?'
                found = self._connection.execute(query, (number,)).fetchone()
                if found is None or found[0] is None or self._stand_in(parent, found[0]):
                    continue
                layout = self._tables[table].layout
                if layout.columns.index(column) in layout.needed:
                    self._connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (number,))
                    self.done.set_aside[table] += 1
                else:
                    self._connection.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (number,))
                    self.done.freed[table] += 1
            if self._connection.total_changes == before:
                break

    def _column(self, table: str, which: int) -> str:
        rows = self._connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        return next(str(row[3]) for row in rows if row[0] == which)

    def _stand_in(self, table: str, row_id: str) -> bool:
        """Write a row in place of a lost one, with what is known of it, and say whether it now is there."""
        if self._connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (row_id,)).fetchone():
            return True
        if table not in _STAND_INS:
            return False
        layout = self._tables[table].layout
        known = self._lost[table].get(row_id, {})
        row = _STAND_INS[table] | self._own_name(table, row_id) | known | {"id": row_id}
        if "branch_id" in layout.columns and not row.get("branch_id"):
            row["branch_id"] = self._connection.execute("SELECT id FROM branch").fetchone()[0]
        if table == "operation" and "sequence" not in row:
            last = self._connection.execute("SELECT max(sequence) FROM operation").fetchone()[0] or 0
            row |= {"sequence": last + 1, "step": row_id}
        row = {name: value for name, value in row.items() if name in layout.columns}
        if table == "operation":
            row.setdefault("step", row_id)
        if not self._insert(table, row):
            return False
        self.done.stood_in[table] += 1
        return True

    def _own_name(self, table: str, row_id: str) -> dict[str, str]:
        if table != "member":
            return {}
        for where, identifier, name in _NAMES:
            layout = self._tables[where].layout
            if identifier in layout.columns and name in layout.columns:
                query = f'SELECT "{name}" FROM "{where}" WHERE "{identifier}" = ? AND "{name}" IS NOT NULL'
                if found := self._connection.execute(query, (row_id,)).fetchone():
                    return {"name": str(found[0])}
        return {}

    def _insert(self, table: str, row: Mapping[str, Any]) -> bool:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        done = self._connection.execute(
            f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})',
            tuple(row.values()),
        )
        return bool(done.rowcount == 1)


def _lost_by_id(rows: Rows) -> dict[str, dict[str, Any]]:
    """Give what the indexes know of each lost row, by its identifier."""
    layout: Layout = rows.layout
    found = {}
    for number in rows.lost:
        known: dict[str, Any] = {}
        for index, told in rows.named.get(number, {}).items():
            known |= {name: value for name, value in zip(layout.indexes[index], told, strict=True) if value is not None}
        if isinstance(known.get("id"), str):
            found[known["id"]] = known
    return found


def _stored(row: Mapping[str, Any]) -> dict[str, Any]:
    """Write a row of the history as the driver stores it."""
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
        for name, value in row.items()
    }
