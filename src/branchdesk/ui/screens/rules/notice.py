"""The dialog that takes a notice of public holidays, pasted or from a sheet, and shows what it read of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from branchdesk.domain.holiday_notice import Read
from branchdesk.errors import Refusal
from branchdesk.services.duties import working_days
from branchdesk.ui import outside, theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.screens.committee.dialog import FormDialog, Verb
from branchdesk.ui.theme import Tone
from branchdesk.words import holidays as say

KINDS = "表格 (*.xlsx *.xls *.ods *.csv *.txt);;所有文件 (*)"
EXAMPLE = (
    "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n"
    "二、春节：2月5日至11日放假调休，共7天。1月31日（周日）、2月13日（周六）上班。"
)
HINT = "粘贴国务院办公厅通知的正文；正文没有写年份的，按{}年计。也可从表格读入（列：日期、类型、名称）。"


class NoticeDialog(FormDialog):
    """Reads days from a text while it is typed; 录入 keeps them."""

    def __init__(self, parent: QWidget, desk: Desk, year: int) -> None:
        super().__init__(parent, desk, "录入放假通知", "录入")
        self._year = year
        self._read = Read()
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(EXAMPLE)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.em(13))
        self.setMinimumWidth(theme.em(42))
        self.file_button = theme.mark(QPushButton("从表格读入…"), role="quiet")
        self.found = QLabel("")
        self.found.setWordWrap(True)
        self.unread = theme.mark(QLabel(""), role="small")
        self.unread.setWordWrap(True)
        theme.mark(self.unread, tone="warn")
        self.add("text", "通知正文", self.text, HINT.format(year))
        self.column.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.found)
        self.column.addWidget(self.unread)
        self.verb = self._verb
        self.text.textChanged.connect(self._look)
        self.file_button.clicked.connect(self._choose)
        self.finished.connect(self.deleteLater)
        self._look()
        self.text.setFocus()

    def take_file(self, path: Path) -> None:
        """Put the days of a sheet into the text, worded as a notice."""
        year = self._year
        self.desk.read(lambda _: working_days.read_file(path, year), self._put, failed=self._not_read, owner=self)

    # -- inside

    @Slot()
    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "从表格读入放假安排", str(outside.documents()), KINDS)
        if chosen:
            self.take_file(Path(chosen))

    def _put(self, found: Read) -> None:
        self.banner.say("")
        self.text.setPlainText(working_days.as_notice(found.days))
        if found.unread:
            self._show_unread(found.unread)

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.banner.say(error.sentence, Tone.BAD)

    @Slot()
    def _look(self) -> None:
        """Say what would be kept of the text as it stands."""
        text = self.text.toPlainText()
        sentence = ""
        try:
            self._read = working_days.read_text(text, self._year)
        except Refusal as refusal:
            self._read = Read()
            sentence = refusal.sentence if text.strip() else ""
        off = sum(one.off for one in self._read.days)
        if self._read.days:
            sentence = say.found(off, len(self._read.days) - off, working_days.spoken(self._read.days))
        self.found.setText(sentence)
        self.found.setVisible(bool(sentence))
        self._show_unread(self._read.unread)
        self.save_button.setEnabled(bool(self._read.days))

    def _show_unread(self, parts: tuple[str, ...]) -> None:
        self.unread.setText(say.not_read(parts) if parts else "")
        self.unread.setVisible(bool(parts))
        self._grow()

    def _grow(self) -> None:
        """Make room for what is said: a dialog that is open does not grow by itself."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _verb(self) -> Verb | None:
        days = self._read.days
        return (lambda store: working_days.take(store, days)) if days else None
