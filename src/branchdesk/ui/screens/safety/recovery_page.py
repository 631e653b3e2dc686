"""The recovery key: looked at, printed from memory, and typed back in part, so that a paper is known to be there."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.recovery_key import same_group
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.papers import printing, recovery_papers
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.papers.printing import Opened
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.papers.pane import DrawnPane
from branchdesk.ui.papers.printing import PrintRun
from branchdesk.ui.screens.safety.new_password import key_line
from branchdesk.words.vault import RECOVERY_OPERATOR

TOLD = (
    "忘记密码时只能靠恢复密钥打开文件。请打印这一页，装进信封封好，与电脑分开保管；没有打印机就逐字抄下来。"
    "打印不留下文件，也不要拍照或存进电脑。"
)
BACK = "看着纸，输入第 {} 组"
WRONG = "与恢复密钥第 {} 组不符，请对照纸面。"
ASKED = 2  # groups that are typed back


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose key it is, as the paper says."""

    unit: str
    branch: str
    file: str


class RecoveryPage(QWidget):
    """The sheet at the left, what to do with it at the right; `entered` is sent by Enter in the last field."""

    entered = Signal()

    def __init__(self, desk: Desk, whose: Whose, groups: Sequence[str], window: QWidget) -> None:
        super().__init__()
        self._desk, self._whose, self._groups, self._window = desk, whose, tuple(groups), window
        self._opened: Opened | None = None
        self.pane = DrawnPane(desk, cropped=True)
        self.pane.setMinimumWidth(theme.em(20))
        self.print_button = theme.mark(QPushButton("打印…"), role="primary")
        self.print_button.setEnabled(False)
        self.print_button.clicked.connect(self.print_out)
        self._told = theme.mark(QLabel(""), tone="bad")
        self._told.setWordWrap(True)
        self._told.hide()
        self.asked = sorted(secrets.SystemRandom().sample(range(1, len(self._groups) + 1), ASKED))
        self.lines = [key_line() for _ in self.asked]
        asked = zip(self.asked, self.lines, strict=True)
        self.fields = [Labelled(BACK.format(number), line) for number, line in asked]
        beside = QVBoxLayout()
        beside.setSpacing(theme.em(0.9))
        words = QLabel(TOLD)
        words.setWordWrap(True)
        for widget in (words, self.print_button, self._told, *self.fields):
            beside.addWidget(widget)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(1.2))
        row.addWidget(self.pane, 3)
        row.addLayout(beside, 2)
        self.lines[-1].returnPressed.connect(self.entered)
        self.setFocusProxy(self.print_button)
        QTimer.singleShot(0, self, self._make)  # once the pane is as wide as it will be

    @Slot()
    def _make(self) -> None:
        whose, groups, fineness = self._whose, self._groups, self.pane.fineness()

        def work(store: Store) -> Opened:
            paper = recovery_papers.make(whose.unit, whose.branch, whose.file, groups, house(store))
            return printing.opened(paper, fineness)

        self._desk.read(work, self._show, failed=self._refused, owner=self)

    def _show(self, opened: Opened) -> None:
        self._opened = opened
        self.pane.show_paper(opened)
        self.print_button.setEnabled(True)
        self.print_button.setFocus()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._tell(error.sentence)

    @Slot()
    def print_out(self) -> None:
        """Ask for a printer; the sheet goes there from memory."""
        if self._opened is not None:
            run = PrintRun(self._desk, self._opened.paper, RECOVERY_OPERATOR, self._window, duplex=False)
            run.ended.connect(self._printed)
            run.start(self)

    @Slot(str)
    def _printed(self, sentence: str) -> None:
        self._tell(sentence)
        self.fields[0].setFocus()

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def check(self) -> bool:
        """Say whether both groups were typed back as they are; the one that was not is told."""
        good = True
        for number, line, field in zip(self.asked, self.lines, self.fields, strict=True):
            wrong = not same_group(line.text(), self._groups[number - 1])
            field.refuse(WRONG.format(number) if wrong else "")
            if wrong and good:
                field.setFocus()
            good = good and not wrong
        return good
