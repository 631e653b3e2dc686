"""A real file of every released schema comes up to date with all it held, or stays what it was."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from branchdesk.errors import Refusal, Trouble
from branchdesk.services import branch
from branchdesk.store import backups, driver, revisions
from branchdesk.store.engine import hold
from trials.upgrading import (
    OLDER,
    STEPS,
    comes_up_to_date,
    full_after,
    keeps_everything,
    killed_after,
    laid,
    rows_of,
    survives_a_step_that_fails,
    version,
)


@pytest.mark.parametrize("schema", OLDER)
def test_an_older_file_keeps_every_row_and_every_value(tmp_path: Path, schema: str) -> None:
    keeps_everything(tmp_path, schema, bytes(range(32)) if schema == "0003" else None)


@pytest.mark.parametrize(("step", "how"), [(STEPS[3], "at its end"), (STEPS[4], "in the database")])
def test_a_step_that_fails_leaves_the_old_file_and_the_next_try_succeeds(tmp_path: Path, step: str, how: str) -> None:
    survives_a_step_that_fails(tmp_path, "0003", step, how)


@pytest.mark.skipif(os.name == "nt", reason="no limit of a file's size there")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = laid(tmp_path, "0001")
    before = rows_of(path)
    assert full_after(path, 400_000) in {"disk_full", "disk_error"}
    assert rows_of(path) == before
    comes_up_to_date(path, before)


def test_a_kill_in_the_middle_leaves_the_old_file(tmp_path: Path) -> None:
    path = laid(tmp_path, "0001")
    before = rows_of(path)
    assert killed_after(path, 40) != 0
    assert rows_of(path) == before
    comes_up_to_date(path, before)


def test_a_reading_verb_brings_nothing_up_to_date_that_somebody_holds(tmp_path: Path) -> None:
    path = laid(tmp_path, "0003")
    before = path.read_bytes()
    with hold(path), closing(driver.connect(path, None)) as raw:  # as a window of the program of before does
        raw.execute("SELECT * FROM branch").fetchall()
        with pytest.raises(Refusal) as refused:
            branch.open_to_read(path)
    assert refused.value.code == "in_use"
    assert path.read_bytes() == before
    assert backups.listed(path) == ()
    branch.open_to_read(path).close()
    assert version(path) == revisions.HEAD


def test_a_file_that_is_brought_up_to_date_by_a_reading_verb_is_held_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = laid(tmp_path, "0004")
    seen = []
    upgrade = revisions.upgrade

    def watched(*words: Any) -> None:  # noqa: ANN401 - as the function itself
        with pytest.raises(Refusal) as refused, hold(path):
            pass
        seen.append(refused.value.code)
        upgrade(*words)

    monkeypatch.setattr(revisions, "upgrade", watched)
    branch.open_to_read(path).close()
    assert seen == ["in_use"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows write wherever they like")
def test_an_older_file_in_a_folder_that_cannot_be_written_is_refused_kindly(tmp_path: Path) -> None:
    path = laid(tmp_path, "0002")
    before = path.read_bytes()
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(Trouble) as trouble:
            branch.open_file(path)
    finally:
        tmp_path.chmod(0o700)
    assert trouble.value.code in {"not_writable", "folder_locked"}
    assert path.read_bytes() == before


@pytest.mark.parametrize("schema", ["0001", revisions.HEAD])
def test_a_file_of_a_newer_schema_is_refused_and_not_touched(tmp_path: Path, schema: str) -> None:
    path = laid(tmp_path, schema)
    key = driver.OPEN_KEY if schema == revisions.HEAD else None
    with closing(driver.connect(path, key)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0999'")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    for open_it in (branch.open_file, branch.open_to_read):
        with pytest.raises(Refusal) as refused:
            open_it(path)
        assert refused.value.code == "newer_file"
    assert path.read_bytes() == before
    assert backups.listed(path) == ()
