"""A window that is killed while somebody types without a pause: at most three seconds of it are gone."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path
from threading import Timer

import pytest

import branchdesk
import builders
from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.services import Store
from branchdesk.services.ledgers import lists
from branchdesk.services.meetings import meetings, unfinished
from branchdesk.ui.screens.meeting.saving import PACE

PATIENCE = 90.0
GAP = 40  # milliseconds between two keys at the least: a busy machine leaves more, and then fewer keys can be lost
MAY_GO = 3_000 // GAP
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TYPING = """
import sys
from itertools import cycle
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from branchdesk import app

window = app.build(Path(sys.argv[1]))
letters = cycle(sys.argv[4])

def steps():
    window.navigate("meeting", target="new")
    yield
    screen = window.visit("meeting")
    if sys.argv[2]:
        screen.form.basics.day.setText("")
        QTest.keyClicks(screen.form.basics.day, sys.argv[2])
        screen.form.basics.day.check()
    screen.go(4)
    yield
    key.timeout.connect(lambda: press(screen.form.outcome.text))
    key.start(int(sys.argv[3]))
    yield

def press(field):
    QTest.keyClick(field, next(letters))
    print(".", end="", flush=True)

todo = steps()
key = QTimer()
begin = QTimer()
begin.timeout.connect(lambda: window.desk.is_open and window.desk.jobs.idle() and next(todo, None))
begin.start(50)
QApplication.exec()
"""


def killed_while_typing(file: Path, home: Path, day: str, keys: int) -> int:
    """Type into the real window of a real process, kill it after so many keys, and give how many it had taken."""
    source = str(Path(branchdesk.__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", TYPING, file, day, str(GAP), LETTERS],
        env={**os.environ, "HOME": str(home), "BRANCHDESK_TODAY": "2026-11-23", "PYTHONPATH": source},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        patience = Timer(PATIENCE, process.kill)
        patience.start()
        taken = len(process.stdout.read(keys))
        process.kill()
        taken += len(process.stdout.read())
        patience.cancel()
    assert taken >= keys, "the window ended by itself"
    return taken


def typed(number: int) -> str:
    return "".join(islice(cycle(LETTERS), number))


def lost(taken: int, kept: str) -> int:
    assert kept == typed(len(kept)), "what is kept is what was typed"
    return taken - len(kept)


@pytest.fixture
def file(store: Store) -> Path:
    builders.fill(store)
    store.close()
    return store.path


def intervals(number: float) -> int:
    """Give how many keys that many saves apart take at the most."""
    return round(number * PACE / GAP)


def test_a_draft_that_can_be_saved(file: Path, tmp_path: Path) -> None:
    taken = killed_while_typing(file, tmp_path, "", intervals(3.9))  # nobody pauses, and it is saved again and again
    with builders.opened(file) as again:
        [(number, _)] = lists.page(again, MEETINGS).rows
        resolutions = meetings.load(again, number).meeting.resolutions or ("",)
        assert lost(taken, resolutions[0]) <= MAY_GO
        assert unfinished.waiting(again) == ()


def test_a_draft_that_cannot_be_saved(file: Path, tmp_path: Path) -> None:
    taken = killed_while_typing(file, tmp_path, "some day", intervals(1.6))
    with builders.opened(file) as again:
        assert lists.page(again, MEETINGS).total == 0
        [aside] = unfinished.waiting(again)
        resolutions = aside.typed.meeting.resolutions or ("",)
        assert lost(taken, resolutions[0]) <= MAY_GO
        assert [one.text for one in aside.typed.loose] == ["some day"]
