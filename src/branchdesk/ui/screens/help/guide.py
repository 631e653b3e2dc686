"""使用说明: the chapters at the left with a search above them, the text at the right; on paper by 打印…."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.guide import Chapter
from branchdesk.services import guide
from branchdesk.services.papers.papers import Order
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.papers import preview
from branchdesk.ui.screen import Card, Screen
from branchdesk.ui.screens.help.text import GuideText
from branchdesk.ui.shortcuts import bind
from branchdesk.words import guide as say

WIDTH = 14  # ems of the chapters' column


class GuideScreen(Screen):
    """The guide, a chapter at a time. It asks nothing of a file, but printing does."""

    title = say.GUIDE
    subtitle = "按要办的事查"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: Sequence[Chapter] = guide.chapters()
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找  Ctrl+F")
        self.search.setAccessibleName("在使用说明中查找")
        self.search.setClearButtonEnabled(True)
        self.contents = theme.mark(QListWidget(), role="contents")
        self.contents.setAccessibleName("章节")
        self.contents.setWordWrap(True)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = theme.mark(QLabel("没有找到，换一个词试试。"), tone="quiet")
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        self.text = GuideText(desk.jobs)
        self.text.setAccessibleName(say.GUIDE)
        self.print_button = QPushButton("打印…")
        self.print_button.setToolTip("Ctrl+P")
        self.print_button.clicked.connect(self.print_out)
        self._lay_out()
        self.search.textChanged.connect(self._seek)
        self.search.returnPressed.connect(self._go_to_text)
        self.contents.itemActivated.connect(self._go_to_text)
        self.contents.currentRowChanged.connect(self._show_row)
        bind(self, ("Ctrl+F", self._go_to_search), ("Ctrl+P", self.print_out))
        self.setFocusProxy(self.contents)
        self._list()

    def _lay_out(self) -> None:
        left = QWidget()
        left.setFixedWidth(theme.em(WIDTH))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.6))
        column.addWidget(self.search)
        column.addWidget(self.contents, 1)
        column.addWidget(self.nothing, 1)
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(theme.em(1.6))
        row.addWidget(left)
        row.addWidget(self.text, 1)
        card.body.addLayout(row)
        around = QVBoxLayout()
        around.setContentsMargins(theme.em(1.5), theme.em(1), theme.em(1.5), theme.em(1.35))
        around.addWidget(card)
        self.body.addLayout(around)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way to paper and PDF, where there is a file whose settings the printing asks for."""
        return (self.print_button,) if self.desk.is_open else ()

    def activated(self, *, chapter: object = None, **_target: object) -> None:
        """Show the chapter that is named by its key, else the one that was shown last."""
        keys = [one.key for one in guide.chapters()]
        if isinstance(chapter, str) and chapter in keys:
            self.search.clear()
            self.contents.setCurrentRow(keys.index(chapter))

    def showEvent(self, event: QShowEvent) -> None:
        """Show text in the width that there is now."""
        super().showEvent(event)
        self._show_row(self.contents.currentRow())

    def back(self) -> bool:
        """Lift the search."""
        if self.search.text():
            self.search.clear()
            return True
        return False

    def chapter(self) -> str:
        """Give the key of the chapter that is shown; nothing where none fits what is sought."""
        row = self.contents.currentRow()
        return self._shown[row].key if 0 <= row < len(self._shown) else ""

    @Slot()
    def print_out(self) -> None:
        """Show the guide as it prints, to print it or to save it."""
        if self.desk.is_open:
            preview.show(self.desk, self.window(), Order("guide"), say.FILE)

    # -- inside

    def _list(self) -> None:
        self.contents.blockSignals(True)  # noqa: FBT003 - Qt takes no keyword here
        self.contents.clear()
        self.contents.addItems([chapter.title for chapter in self._shown])
        self.contents.setCurrentRow(0)
        self.contents.blockSignals(False)  # noqa: FBT003 - as above
        self.contents.setVisible(bool(self._shown))
        self.nothing.setVisible(not self._shown)
        self._show_row(self.contents.currentRow())

    @Slot(str)
    def _seek(self, sought: str) -> None:
        here, wanted = self.chapter(), sought.strip().casefold()
        self._shown = [one for one in guide.chapters() if wanted in one.text().casefold()]
        self._list()
        keys = [one.key for one in self._shown]
        if here in keys and not wanted:
            self.contents.setCurrentRow(keys.index(here))

    @Slot(int)
    def _show_row(self, row: int) -> None:
        if self.isVisible():
            self.text.show_chapters(self._shown[row : row + 1] if row >= 0 else (), self.search.text().strip())

    @Slot()
    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def _go_to_text(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
