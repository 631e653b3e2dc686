"""What every test of a ledger's screen knows: where the samples are, and how to get to a screen and wait for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from branchdesk.services import Store
from branchdesk.services.people import member_life, transfers
from branchdesk.services.people.transfers import Leaving
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.screens.clues.figures import FiguresView
from branchdesk.ui.screens.clues.screen import FIGURES, STROKES, ClueScreen
from branchdesk.ui.screens.clues.strokes import StrokesPage

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


def figures_of(screen: ClueScreen) -> FiguresView:
    """Give 统计."""
    view = screen.views[FIGURES]
    assert isinstance(view, FiguresView)
    return view


def board_of(screen: ClueScreen) -> StrokesPage:
    """Give the tally board."""
    view = screen.views[STROKES]
    assert isinstance(view, StrokesPage)
    return view


def text_of(line: QWidget) -> str:
    """Give what a line shows."""
    assert isinstance(line, QLineEdit)
    return line.text()


LIFE: tuple[tuple[str, dict[str, str]], ...] = (
    ("conditions", {"kind": "exempt", "since": "2026-03", "reason": "长期卧病", "basis": "机关党委 2026年第3号"}),
    ("conditions", {"kind": "party_probation", "since": "2025-01-10", "until": "2026-01-10"}),
    ("offices", {"office": "宣传委员", "how": "elected", "since": "2019-03-12", "until": "2022-04-01"}),
    (
        "talk",
        {"day": "2026-03-02", "who": "翟堃", "level": "书记与党员", "title": "近期思想", "detail": "送学上门。" * 9},
    ),
    (
        "honour",
        {"day": "2024-06", "title": "全省检察机关公益诉讼业务能手", "level": "省部级", "who": "某某省人民检察院"},
    ),
    ("training", {"day": "2026-04-13", "until": "2026-04-17", "title": "党务干部培训班", "level": "40"}),
    ("career", {"day": "2004-07", "until": "2010-03", "title": "某某县人民检察院 书记员"}),
    ("family", {"title": "王某", "level": "配偶", "day": "1979-05", "who": "群众", "detail": "某某市第一中学 教师"}),
    ("hardship", {"day": "2026-01-20", "title": "家属重病", "detail": "春节前走访慰问"}),
    ("discipline", {"day": "2025-01-10", "title": "留党察看", "until": "2026-01-10", "who": "机关纪委"}),
)


def fill(store: Store, member_id: str) -> None:
    """Give a member something of every sort, and a letter under way."""
    for key, values in LIFE:
        member_life.save_row(store, key, member_id, None, values)
    letter = Leaving(
        "transferred",
        destination="某某区人民检察院第二党支部",
        exit_letter_on="2026-11-10",
        exit_letter_number="000456",
        exit_letter_days=90,
    )
    transfers.leave(store, (member_id,), letter)
