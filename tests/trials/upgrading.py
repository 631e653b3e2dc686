"""Real files of the released schemas brought up to date, and what may come in between."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from branchdesk.errors import Spoken
from branchdesk.services import branch
from branchdesk.store import backups, driver, revisions
from branchdesk.store.engine import open_store

TESTS = Path(__file__).parents[1]
STORES = TESTS / "fixtures" / "stores"
OLDER = [path.stem for path in sorted(STORES.glob("*.branchdesk")) if path.stem != revisions.HEAD]
KEY = bytes(range(32))
Rows = dict[str, dict[str, dict[str, Any]]]


def laid(folder: Path, schema: str, key: driver.Key | None = None) -> Path:
    """Lay a released file into a folder, under a key if one is given."""
    path = folder / "支部.branchdesk"
    if key is None:
        shutil.copy(STORES / f"{schema}.branchdesk", path)
    else:
        driver.rewrite(STORES / f"{schema}.branchdesk", None, path, key)
    return path


def _under(path: Path, key: driver.Key | None) -> driver.Key | None:
    """Give what a file lies under: a plain one gets the key of files without a password once it is up to date."""
    return None if driver.is_plain(path) else key or driver.OPEN_KEY


def rows_of(path: Path, key: driver.Key | None = None) -> Rows:
    """Give every row of every table by its identifier, and each of its columns."""
    with closing(driver.connect(path, _under(path, key))) as raw:
        found: Rows = {}
        for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            cursor = raw.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            rows = (dict(zip(names, row, strict=True)) for row in cursor)
            found[table] = {repr(row.get("id") or sorted(row.items(), key=repr)): row for row in rows}
        return found


def version(path: Path, key: driver.Key | None = None) -> str:
    with closing(driver.connect(path, _under(path, key))) as raw:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def differences(before: Rows, after: Rows) -> list[str]:
    """Give the old values that are not there any more as they were; the version's own row aside."""
    found = [
        f"{table}: {len(rows)}, {len(after[table])}" for table, rows in before.items() if len(rows) != len(after[table])
    ]
    for table, rows in before.items():
        if table != "alembic_version":
            for key, row in rows.items():
                there = after[table].get(key, {})
                found += [f"{table}.{name}: {row[name]!r}" for name in row if there.get(name, ...) != row[name]]
    return found


def keeps_everything(folder: Path, schema: str, key: driver.Key | None = None) -> None:
    """Bring a file up to date: every row and every old value stays, and a backup of before opens as it was."""
    path = laid(folder, schema, key)
    before = rows_of(path, key)
    with closing(open_store(path, key=key)) as store:
        found = branch.check(store)
        assert found.ok
        assert found.history == ()
    assert not driver.is_plain(path)
    assert differences(before, rows_of(path, key)) == []
    [backup] = backups.listed(path)
    assert version(backup.path, key) == schema
    assert rows_of(backup.path, key) == before
    assert driver.is_plain(backup.path) == (key is None)


STEPS = [step.stem for step in sorted((revisions.MIGRATIONS / "versions").glob("0*.py"))][1:]
BREAKS = {
    "at its end": "\n    raise ZeroDivisionError\n",
    "in the database": "\n    op.execute('INSERT INTO nowhere VALUES (1)')\n",
}


def survives_a_step_that_fails(folder: Path, schema: str, step: str, how: str) -> None:
    """Let a step fail: the file stays as it was, and comes up to date with the next try."""
    path = laid(folder, schema)
    before = rows_of(path)
    steps = folder / "migrations" / "versions"
    shutil.copytree(revisions.MIGRATIONS / "versions", steps, ignore=shutil.ignore_patterns("__pycache__"))
    broken = steps / f"{step}.py"
    text = broken.read_text("utf-8")
    start = text.index("def upgrade() -> None:")
    end = text.find("\n\n\ndef ", start)
    end = len(text) if end < 0 else end
    broken.write_text(text[:end].rstrip() + BREAKS[how] + text[end:], "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(revisions, "MIGRATIONS", steps.parent)
        with pytest.raises((ZeroDivisionError, Spoken)):
            open_store(path)
    assert rows_of(path) == before
    comes_up_to_date(path, before)


def comes_up_to_date(path: Path, before: Rows) -> None:
    """Open an old file, and see that nothing of it is lost."""
    with closing(open_store(path)) as store:
        assert branch.check(store).ok
    assert differences(before, rows_of(path)) == []


FULL = """
import resource, signal, sys
from pathlib import Path
from branchdesk.errors import Spoken
from branchdesk.services import branch
from branchdesk.store import backups
taken = backups.take_from
def take_from(*words, **named):
    done = taken(*words, **named)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    return done
backups.take_from = take_from
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    branch.open_file(Path(sys.argv[1]))
except Spoken as spoken:
    print(spoken.code)
"""
KILLED = """
import os, signal, sys
from pathlib import Path
from alembic.operations import Operations
from branchdesk.services import branch
left = int(sys.argv[2])
for name in ("add_column", "create_table", "create_index"):
    def step(self, *words, _was=getattr(Operations, name), **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        return _was(self, *words, **named)
    setattr(Operations, name, step)
branch.open_file(Path(sys.argv[1])).close()
"""


def _surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])}


def full_after(path: Path, size: int) -> str:
    """Bring a file up to date where no file may grow beyond so many bytes; give what code was said."""
    words = [sys.executable, "-c", FULL, str(path), str(size)]
    return subprocess.run(words, env=_surroundings(), capture_output=True, check=False, text=True).stdout.strip()


def killed_after(path: Path, steps: int) -> int:
    """Bring a file up to date in a process that is killed after so many changes of the schema; give its code."""
    words = [sys.executable, "-c", KILLED, str(path), str(steps)]
    return subprocess.run(words, env=_surroundings(), capture_output=True, check=False).returncode
