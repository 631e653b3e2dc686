"""A sample of what `tests/trials/trial_full_disk.py` tries on a disk of 5 MB: here no file may grow beyond a limit."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from branchdesk.store import vault
from full_disk import FULL, KINDS, Kind, attempt, limited

SAMPLE = [kind for kind in KINDS if kind.name in {"建立", "保存", "附件", "草稿", "备份", "导出文本", "升级"}]

CODES = FULL | {"disk_error", "backup_not_written"}  # what SQLite makes of such a limit

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limit to the size of files there")


@pytest.mark.parametrize("kind", SAMPLE, ids=lambda kind: kind.name)
def test_a_write_that_has_no_room_is_told_and_leaves_nothing_half_done(
    kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault, "measure", lambda: vault.Cost(1, 8 * 1024))
    disk, elsewhere = tmp_path / "disk", tmp_path / "elsewhere"
    disk.mkdir()
    elsewhere.mkdir()
    outcome = attempt(kind, disk, elsewhere, limited, (0, 4096, 65_536), CODES)
    assert outcome.refused
    assert outcome.wrong == []
    assert "\n" not in outcome.sentence
