"""Every released schema, every step that may fail, a kill after any change, a disk that fills at any size."""

from __future__ import annotations

from pathlib import Path

import pytest

from branchdesk.store import revisions
from trials.upgrading import (
    BREAKS,
    OLDER,
    STEPS,
    comes_up_to_date,
    full_after,
    keeps_everything,
    killed_after,
    laid,
    rows_of,
    survives_a_step_that_fails,
)

KEY = bytes(range(32))


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "keyed"])
@pytest.mark.parametrize("schema", OLDER)
def test_everything_is_kept(tmp_path: Path, schema: str, key: bytes | None) -> None:
    keeps_everything(tmp_path, schema, key)


@pytest.mark.parametrize("how", BREAKS)
@pytest.mark.parametrize(
    ("schema", "step"), [(schema, step) for schema in OLDER for step in STEPS if schema < step[: len(revisions.HEAD)]]
)
def test_a_step_fails(tmp_path: Path, schema: str, step: str, how: str) -> None:
    survives_a_step_that_fails(tmp_path, schema, step, how)


@pytest.mark.parametrize("changes", range(0, 140, 7))
def test_the_process_is_killed(tmp_path: Path, changes: int) -> None:
    path = laid(tmp_path, "0001")
    before = rows_of(path)
    if killed_after(path, changes):
        assert rows_of(path) == before
    comes_up_to_date(path, before)


@pytest.mark.parametrize("size", range(10_000, 1_800_000, 150_000))
def test_the_disk_fills(tmp_path: Path, size: int) -> None:
    path = laid(tmp_path, "0001")
    before = rows_of(path)
    if full_after(path, size):
        assert rows_of(path) == before
    comes_up_to_date(path, before)
