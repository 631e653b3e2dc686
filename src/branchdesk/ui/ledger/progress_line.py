"""A thin bar that shows how far some work is, with a button to give it up; short work never shows it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from branchdesk.ui import theme

PATIENCE = 500  # milliseconds that work may take before it is shown


class ProgressLine(QWidget):
    """Hidden until work has lasted half a second; `cancelled` says that somebody wants it given up."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.label = theme.mark(QLabel(""), role="small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.button = theme.mark(QPushButton("取消"), role="quiet")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._give_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(0.8))
        row.addWidget(self.label)
        row.addWidget(self.bar, 1)
        row.addWidget(self.button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.show)
        self.hide()

    def begin(self, what: str) -> None:
        """Wait for work that has just begun."""
        self.label.setText(what)
        self.bar.setAccessibleName(what)
        self.bar.setRange(0, 0)
        self.button.setEnabled(True)
        self._timer.start()

    def end(self) -> None:
        """Be out of the way: the work is done."""
        self._timer.stop()
        self.hide()

    @Slot(int, int)
    def move_to(self, made: int, total: int) -> None:
        """Show how far the work is; at its end one only waits until all of it is kept."""
        if made < total:
            self.bar.setRange(0, total)
            self.bar.setValue(made)
        else:
            self.bar.setRange(0, 0)

    @Slot()
    def _give_up(self) -> None:
        self.button.setEnabled(False)
        self.label.setText("正在取消…")
        self.cancelled.emit()
