"""The moments of work that the guide shows, each left as a picture: part of `make shots`.

They are of the invented branch alone; `packaging/make_help.py` cuts the guide's pictures out of them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from branchdesk.ui.main_window import MainWindow

Picture = Callable[["QWidget", str], None]
SAMPLE = Path(__file__).parent / "fixtures" / "samples" / "党员花名册.xlsx"
SHOWN = "D:\\党建资料\\党员花名册.xlsx"


def scenes(window: MainWindow, empty: Path, picture: Picture) -> Iterator[None]:
    """Go from moment to moment; after each step the window is left to itself until its work is done."""
    yield from _plain(window, picture)
    yield from _people(window, picture)
    yield from _preview(window, picture)
    yield from _import(window, empty, picture)


def _plain(window: MainWindow, picture: Picture) -> Iterator[None]:
    from PySide6.QtWidgets import QPushButton  # noqa: PLC0415 - once there is a window

    for name, key, target in (
        ("today", "today", {}),
        ("clue-figures", "clues", {"target": "figures"}),
        ("five-ones", "five_ones", {"year": 2026, "month": 10}),
        ("year", "year", {}),
        ("backups", "backups", {}),
    ):
        window.navigate(key, **target)
        yield
        if key == "backups":
            cast("QPushButton", window.visit(key).buttons()[-1]).click()
            yield
            yield
        yield
        picture(window, name)


def _people(window: MainWindow, picture: Picture) -> Iterator[None]:
    """Record who came to a 党员大会: three are on leave, one is absent, everybody else is there."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - as above
    from PySide6.QtTest import QTest  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QLineEdit  # noqa: PLC0415

    from branchdesk.ui.screens.meeting.editor import MeetingScreen  # noqa: PLC0415

    window.navigate("meeting", target="new", section="people")
    yield
    yield
    screen = cast("MeetingScreen", window.visit("meeting"))
    table = screen.form.people.table
    window.activateWindow()  # no window manager does it here
    yield
    table.setFocus()
    for row, key, reason in ((5, "L", "外出办案"), (9, "L", "住院"), (11, "Q", "未请假")):
        table.setCurrentIndex(table.model().index(row, 0))
        QTest.keyClicks(table, key)
        yield
        if isinstance(line := QApplication.focusWidget(), QLineEdit):
            line.insert(reason)
            QTest.keyClick(line, Qt.Key.Key_Return)
    screen.form.people.everybody.click()
    table.setCurrentIndex(table.model().index(0, 0))
    table.setFocus(Qt.FocusReason.OtherFocusReason)
    yield
    yield
    picture(window, "people")


def _preview(window: MainWindow, picture: Picture) -> Iterator[None]:
    from branchdesk.domain.meetings import MeetingState  # noqa: PLC0415 - as above
    from branchdesk.services.meetings import meeting_finding  # noqa: PLC0415
    from branchdesk.services.papers.papers import Order  # noqa: PLC0415
    from branchdesk.ui.papers.preview import PreviewDialog  # noqa: PLC0415

    wanted = meeting_finding.Wanted(kinds=("members_meeting",))
    held = [one for one in meeting_finding.find(window.desk.store, wanted).meetings if one.state == MeetingState.FINAL]
    dialog = PreviewDialog(window.desk, Order("minutes", held[0].id), "会议记录", window)
    dialog.open()
    yield
    yield
    yield
    picture(dialog, "preview")
    dialog.reject()
    yield


def _import(window: MainWindow, empty: Path, picture: Picture) -> Iterator[None]:
    """Look at what a roster would do in a branch that has nobody yet."""
    from branchdesk.ui.ledger.screen import LedgerScreen  # noqa: PLC0415 - as above
    from branchdesk.ui.screens.opening.outside import Outside  # noqa: PLC0415

    cast("Outside", window.visit("first_run")).wants_file.emit(empty)
    yield
    yield
    window.navigate("members", target="import")
    yield
    sheet = shutil.copy(SAMPLE, empty.parent)
    wizard = cast("LedgerScreen", window.visit("members")).importer
    wizard.path.setText(str(sheet))
    wizard.read()
    yield
    yield
    wizard.path.setText(SHOWN)  # the one of this machine says nothing to a secretary
    yield
    picture(window, "import")
