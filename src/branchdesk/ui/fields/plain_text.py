"""A place for long text: no fonts or colours come in with it, and it grows with what is written."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from branchdesk.ui import theme


class PlainText(QPlainTextEdit):
    """Plain text of at least `lines` lines, and at most `most` before it scrolls; Tab goes on to the next field."""

    def __init__(self, parent: QWidget | None = None, *, lines: int = 2, most: int = 24) -> None:
        super().__init__(parent)
        self._lines, self._most = lines, most
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.em(0.15))  # so that the text begins where that of a line does
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take only the text of what is pasted, with the line ends and blanks of this world."""
        text = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").replace("\u2028", "\n")
        self.insertPlainText(text)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take nothing but text."""
        return source.hasText()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow when lines break elsewhere."""
        super().resizeEvent(event)
        self._grow()

    @Slot()
    def _grow(self) -> None:
        # A plain document counts its height in lines, not in pixels.
        written = round(self.document().size().height())
        lines = min(max(written, self._lines), self._most)
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAsNeeded if written > self._most else policies.ScrollBarAlwaysOff,
        )
        margin = self.document().documentMargin() * 2
        height = lines * QFontMetrics(self.font()).lineSpacing() + margin + theme.em(0.9)
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if written > self._most else bars.ScrollBarAlwaysOff)
        if round(height) != self.minimumHeight() or round(height) != self.maximumHeight():
            self.setFixedHeight(round(height))
