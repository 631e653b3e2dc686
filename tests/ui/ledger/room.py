"""What every test of a ledger's screen knows: where the samples are, and how to get to a screen and wait for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from branchdesk.ui.ledger.screen import LedgerScreen

SAMPLES = Path(__file__).parents[2] / "fixtures" / "samples"
SHEETS = {"members": "党员花名册.xls", "volunteers": "志愿者名单.xlsx", "clues": "志愿者线索登记.csv"}
Go = Callable[[str], LedgerScreen]
Wait = Callable[[], None]


def type_into(line: QWidget, text: str) -> None:
    """Type a text in place of what stands there: letters by keys, Chinese as an input method hands it over."""
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if text.isascii():
        QTest.keyClicks(line, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(line, event)


def text_of(line: QWidget) -> str:
    """Give what a line shows."""
    assert isinstance(line, QLineEdit)
    return line.text()
