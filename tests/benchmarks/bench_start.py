"""How long it takes until the window is there, and until 今日 can be used, beside the plainest window.

Each start is a process of its own; the two sides take turns, so that a busy machine is busy for both.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from benchmarks.measuring import Row, show
from branchdesk import clock, logs
from branchdesk.services import demo

RUNS = 11
PATIENCE = 60.0
ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "branchdesk")
BARE = Path(__file__).with_name("bare_window.py")
LINE = re.compile(r"^(\S+ \S+) .* painted after (\d+) ms, usable after (\d+) ms", re.MULTILINE)


def test_start(tmp_path: Path) -> None:
    file = tmp_path / "支部.branchdesk"
    demo.create(file, demo.Size(), clock.today())
    bare_window, bare_store, painted, usable = [], [], [], []
    for run in range(-1, RUNS):  # the first warms what every side reads from the disk
        alone, with_store, ours = bare(), bare(str(file)), window(file, tmp_path / f"home{run}")
        if run >= 0:
            bare_window.append(alone)
            bare_store.append(with_store)
            painted.append(ours[0])
            usable.append(ours[1])
    show(
        "start",
        [
            Row("first paint", bare_window, painted, 1.8),
            Row("today usable, demo branch", bare_store, usable, 1.6),
        ],
    )


def bare(*words: str) -> float:
    """Start the plainest window and give the milliseconds from before its process to its paint."""
    began = time.time_ns()
    done = subprocess.run([sys.executable, str(BARE), *words], check=True, capture_output=True, text=True)
    return (int(done.stdout) - began) / 1e6


def window(file: Path, home: Path, program: Sequence[str] = PROGRAM) -> tuple[float, float]:
    """Start the program and give the milliseconds to its first paint and to the usable 今日, as it logged them."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    environment |= dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"), str(home))
    began = time.time_ns()
    with subprocess.Popen([*program, "--data", str(file)], env=environment) as running:
        end = time.monotonic() + PATIENCE
        try:
            while (found := logged(home)) is None:
                assert time.monotonic() < end, "the window never said that it can be used"
                assert running.poll() is None, "the program ended"
                time.sleep(0.02)
        finally:
            running.terminate()
    written, after_paint, after_use = found
    usable = (written - began) / 1e6
    return usable - (after_use - after_paint), usable


def logged(home: Path) -> tuple[int, int, int] | None:
    """Find when the program wrote that it can be used (in nanoseconds), and its own two figures."""
    for file in home.rglob(logs.FILE):
        if match := LINE.search(file.read_text("utf-8")):
            moment = datetime.strptime(match[1], "%Y-%m-%d %H:%M:%S,%f").astimezone()
            return int(moment.timestamp() * 1e9), int(match[2]), int(match[3])
    return None
