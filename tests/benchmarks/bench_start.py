"""How long the first paint takes, beside a bare window of the same Qt in the same kind of process."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

SOURCE = str(Path(__file__).parents[2] / "src")
ROUNDS = 9
MOST = 1.8
TELL = "print(time.clock_gettime(time.CLOCK_MONOTONIC) - float(sys.argv[1])); sys.stdout.flush(); os._exit(0)"
BARE = f"""
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)
def painted():
    {TELL}
application = QApplication([])
window = Window()
window.setCentralWidget(QLabel("hello"))
window.resize(1333, 746)
window.show()
application.exec()
"""
OURS = f"""
import os, sys, time
from branchdesk import app
window = app.build(None)
def painted():
    {TELL}
window.painted.disconnect()
window.painted.connect(painted)
app.QApplication.exec()
"""


def first_paint(program: str, home: Path) -> float:
    """Give the seconds from starting a process to its first painted window."""
    environment = os.environ | {"PYTHONPATH": SOURCE, "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
    begun = str(time.clock_gettime(time.CLOCK_MONOTONIC))
    command = [sys.executable, "-c", program, begun]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return float(run.stdout)


@pytest.mark.usefixtures("qapp")
def test_the_first_paint_is_near_that_of_a_bare_window(tmp_path: Path) -> None:
    for program in (BARE, OURS):
        first_paint(program, tmp_path)  # the disk's cache is warm from here on
    pairs = [(first_paint(BARE, tmp_path), first_paint(OURS, tmp_path)) for _ in range(ROUNDS)]
    bare, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"first paint: bare {bare * 1000:.0f} ms, ours {ours * 1000:.0f} ms, {ours / bare:.2f} times")  # noqa: T201
    assert ours / bare <= MOST
