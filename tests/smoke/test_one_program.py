"""One window a file, with real processes: whoever asks for it once more brings the first forward, and ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import builders
from branchdesk.services.keeping import vault
from branchdesk.store import vault as keys
from smoke.hand import Hand

pytestmark = pytest.mark.skipif(not shutil.which("xdotool"), reason="no window without an X display")

PATIENCE = 60


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "资料" / "支部.branchdesk"
    path.parent.mkdir()
    builders.new_branch(path).close()
    return path


def ask_again(file: Path, home: Path) -> None:
    call = [sys.executable, "-m", "branchdesk", "--data", str(file)]
    done = subprocess.run(call, env={**os.environ, "HOME": str(home)}, check=False, timeout=PATIENCE)
    assert done.returncode == 0


def came_forward(home: Path, times: int) -> bool:
    logs = (home / ".local/share/branchdesk/logs").glob("*.log")
    return sum(log.read_text("utf-8").count("came forward") for log in logs) == times


def test_a_second_start_brings_the_first_window_forward_by_whatever_path(file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    leading = tmp_path / "桌面上的.branchdesk"
    leading.symlink_to(file)
    with Hand(file, home, {}) as hand:
        for times, path in enumerate((leading, file.parent / ".." / "资料" / file.name), 1):
            ask_again(path, home)
            hand.until(partial(came_forward, home, times))
        writing = [sys.executable, "-m", "branchdesk", "undo", str(leading)]
        refused = subprocess.run(writing, capture_output=True, check=False, encoding="utf-8")
        assert refused.returncode != 0
        assert "另一个窗口" in refused.stderr
        hand.kill()
    with Hand(leading, home, {}) as hand:  # the lock and the bell of the dead are in nobody's way
        ask_again(file, home)
        hand.until(partial(came_forward, home, 3))


def test_a_locked_file_has_one_window_too(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "measure", lambda: keys.Cost(1, 8 * 1024 * 1024))
    vault.protect(file, "翟堃", "春风化雨 2026").store.close()
    home = tmp_path / "home"
    home.mkdir()
    with Hand(file, home, {}) as hand:
        ask_again(file, home)
        hand.until(partial(came_forward, home, 1))
