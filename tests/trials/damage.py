"""Harm done to a branch's file and its journal, and what becomes of it: found, never told as truth, put back."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DatabaseError

from branchdesk.errors import Spoken
from branchdesk.services import branch
from branchdesk.services.keeping import backups, rescue, restoring, vault
from branchdesk.services.people import members
from branchdesk.store import driver, raw_pages, raw_trees
from branchdesk.store.engine import Store, open_store
from branchdesk.store.rescue_writing import DERIVED
from branchdesk.store.tables import metadata

PAGE = 4096
WORD = "春风化雨 2026"
KINDS = ("password", "open", "plain")
Row = tuple[Any, ...]
LEFT_OUT = DERIVED | {"alembic_version", "preference"}  # no records: some are written as a file is opened


@dataclass(frozen=True, slots=True)
class Victim:
    """A file as a killed writer leaves it, its journal beside it; its rows, a backup, and the key of both."""

    kind: str
    path: Path
    backup: Path
    key: bytes | None
    rows: dict[str, set[Row]]
    of_backup: dict[str, set[Row]]
    pages: raw_pages.Pages


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one harm: how it was found (opening, check, or not at all), and what was wrong then, if anything.

    `rescued` and `standing` count the rows that came out and those that stand on pages which hold.
    """

    harm: str
    found: str
    wrong: str
    restored: bool
    rescued: int
    standing: int


def victim(kind: str, folder: Path, store_file: Path) -> Victim:
    """Make a file with work in its journal that no checkpoint has reached yet."""
    folder.mkdir()
    path, key = folder / "支部.branchdesk", None
    shutil.copy(store_file, path)
    branch.open_file(path).close()
    if kind == "plain":
        driver.rewrite(path, driver.OPEN_KEY, folder / "p", None)
        (folder / "p").replace(path)
    elif kind == "password":
        vault.protect(path, "翟堃", WORD).store.close()
        with closing(vault.unlock(path, WORD)) as store:
            key = bytes(store.key or b"")
    with closing(open_store(path, key=key)) as store:
        backup = backups.take(store, "手动").path
        of_backup = rows_of(store)
        for name in ("陈䶮", "李𬭎", "赵㛃"):
            members.save(store, None, {"name": name, "stage": "full_member"})
        rows = rows_of(store)
        left = folder / "left"
        left.mkdir()
        for part in folder.glob("支部.branchdesk*"):
            if not part.name.endswith("-shm"):
                shutil.copy2(part, left / part.name)  # the mark knows the file by its time
    taken = left / path.name
    code = None if kind == "plain" else key or driver.OPEN_KEY
    return Victim(kind, taken, backup, key, rows, of_backup, raw_pages.read(taken, code, folder / "beside"))


def rows_of(store: Store) -> dict[str, set[Row]]:
    """Give every row of every table that is not made anew; a table that cannot be read is left out."""
    found = {}
    for name, table in metadata.tables.items():
        if name in LEFT_OUT:
            continue
        try:
            with store.reading() as connection:
                found[name] = {tuple(map(repr, row)) for row in connection.execute(table.select())}
        except (Spoken, DatabaseError, ValueError):  # of a plain file a list may read as none
            continue
    return found


def harm(made: random.Random, path: Path) -> tuple[str, set[int]]:
    """Do one harm to a file or its journal, and give what it was and the pages of the file that are no more."""
    journal = path.with_name(f"{path.name}-wal")
    target = journal if made.random() < 0.3 else path
    raw = bytearray(target.read_bytes())
    what = made.choice(("bit", "bit", "bit", "range", "cut"))
    at = made.randrange(len(raw))
    end = at + 1
    if what == "bit":
        raw[at] ^= 1 << made.randrange(8)
    elif what == "range":
        end = min(len(raw), at + made.choice((16, 500, 4096, 40_000)))
        raw[at:end] = made.randbytes(end - at)
    else:
        end = len(raw)
        del raw[at:]
    facts = target.stat()
    target.write_bytes(raw)
    os.utime(target, ns=(facts.st_atime_ns, facts.st_mtime_ns))  # a bit that tips leaves no time behind
    name = f"{what} {'journal' if target is journal else 'file'}"
    return name, set() if target is journal else set(range(at // PAGE + 1, (end - 1) // PAGE + 2))


def attempt(one: Victim, seed: int, folder: Path) -> Outcome:
    """Harm a copy of a victim, look whether it is told, put the backup back, and rescue what can be read."""
    made = random.Random(f"{one.kind}:{seed}")
    folder.mkdir()
    path = folder / one.path.name
    for part in one.path.parent.iterdir():
        shutil.copy2(part, folder / part.name)
    what, pages = harm(made, path)
    found, wrong = _look(one, path, folder)
    rescued, standing = _rescue(one, path, folder, pages)
    secret = restoring.Secret(WORD if one.kind == "password" else None)
    done = restoring.restore_file(path, one.backup, secret)
    with closing(done.store):
        came = {name: rows for name, rows in rows_of(done.store).items() if name != "operation"}
        whole = {name: rows for name, rows in one.of_backup.items() if name != "operation"}
        restored = came == whole and branch.check(done.store).ok
    shutil.rmtree(folder)
    return Outcome(f"{one.kind} {what}", found, wrong, restored, rescued, standing)


def _look(one: Victim, path: Path, folder: Path) -> tuple[str, str]:
    """Open a copy as the program would, read everything, and check it."""
    seen = folder / "seen"
    seen.mkdir()
    for part in folder.glob(f"{path.name}*"):
        shutil.copy2(part, seen / part.name)
    try:
        store = open_store(seen / path.name, key=one.key)
    except Spoken:
        return "opening", ""
    with closing(store):
        read = rows_of(store)
        wrong = [name for name, rows in read.items() if not rows <= one.rows[name]]
        try:
            whole = branch.check(store).ok
        except (Spoken, DatabaseError):
            whole = False
        missing = [name for name, rows in read.items() if rows != one.rows[name]]
    if not whole:
        return "check", ", ".join(wrong)
    return "not", ", ".join(missing)


def _rescue(one: Victim, path: Path, folder: Path, bad: Iterable[int]) -> tuple[int, int]:
    """Rescue what can be read; give how many rows came, and how many stand on pages that hold."""
    out = folder / "out.branchdesk"
    left = raw_pages.Pages(
        {number: page for number, page in one.pages.sound.items() if number not in set(bad)},
        frozenset(bad),
        one.pages.usable,
        one.pages.coded,
    )
    standing = 0
    for name, root in _roots(one.pages).items():
        if name in LEFT_OUT or name.startswith("sqlite"):
            continue
        for number in raw_trees.under(one.pages, root)[0] & left.sound.keys():
            if raw_trees.kind_of(left, number) is raw_trees.Kind.TABLE_LEAF:
                standing += sum(values is not None for _, values in raw_trees.leaf(left, number).rows)
    try:
        rescue.rescue_file(path, out, one.key)
    except Spoken:
        return 0, standing
    with closing(open_store(out, key=one.key)) as store:
        came = rows_of(store)
    return sum(len(rows & one.rows[name]) for name, rows in came.items()), standing


def _roots(pages: raw_pages.Pages) -> dict[str, int]:
    return {
        str(values[1]): int(values[3])
        for number in raw_trees.under(pages, 1)[0]
        if raw_trees.kind_of(pages, number) is raw_trees.Kind.TABLE_LEAF
        for _, values in raw_trees.leaf(pages, number).rows
        if values and values[0] == "table"
    }
