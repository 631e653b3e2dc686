"""The big figures in one calm line, with their definition below, always in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from branchdesk.services.clues.clue_figures import Asked
from branchdesk.ui import theme
from branchdesk.ui.figures import Figure
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.screens.clues.figures_words import Big


class FiguresHead(QWidget):
    """Figures, definition, notes; `chosen` carries the place of the figure whose records are wanted."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[Figure] = []
        self._row = FlowRow(gap=1.1)
        self.definition = theme.mark(QLabel(""), role="small")
        self.notes = theme.mark(QLabel(""), role="small")
        for label in (self.definition, self.notes):
            label.setWordWrap(True)
            label.setContentsMargins(theme.em(0.5), 0, theme.em(0.5), 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.4))
        for widget in (self._row, self.definition, self.notes):
            column.addWidget(widget)

    def show_figures(self, figures: Sequence[Big], definition: str, notes: Sequence[str] = ()) -> None:
        """Show other figures; the buttons stay, so that the keyboard does."""
        for _ in range(len(self.buttons), len(figures)):
            button = Figure()
            button.clicked.connect(self._choose)
            self._row.flow.addWidget(button)
            self.buttons.append(button)
        for button, one in zip(self.buttons, figures, strict=False):
            button.show_figure(one.number, one.name, one.tone, one.tip)
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(figures))
        self.definition.setText(definition)
        self.notes.setText("　".join(notes))
        self.notes.setVisible(bool(notes))
        self._row.updateGeometry()

    @Slot()
    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, Figure):
            self.chosen.emit(self.buttons.index(sender))


class Earlier(FlowRow):
    """An earlier period's figures in one small line; `chosen` carries what was asked then and the measure wanted."""

    chosen = Signal(object, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._name = name
        self.period = theme.mark(QLabel(""), role="small")
        self.buttons: list[QPushButton] = []
        super().__init__((self.period,), parent, gap=0.2)
        self._asked: Asked | None = None
        self._figures: Sequence[Big] = ()

    def show_figures(self, asked: Asked, figures: Sequence[Big]) -> None:
        """Show other figures."""
        self._asked, self._figures = asked, figures
        self.period.setText(f"{self._name}（{asked.since}至{asked.until}）")
        self.period.setContentsMargins(theme.em(0.5), 0, 0, 0)
        for _ in range(len(self.buttons), len(figures)):
            button = theme.mark(QPushButton(""), role="link")
            button.clicked.connect(self._choose)
            self.flow.addWidget(button)
            self.buttons.append(button)
        for button, one in zip(self.buttons, figures, strict=False):
            button.setText(f"{one.name} {one.number}")
            button.setAccessibleName(f"{self.period.text()}{one.name} {one.number}")
        self.updateGeometry()

    @Slot()
    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton) and self._asked is not None:
            self.chosen.emit(self._asked, self._figures[self.buttons.index(sender)].measure)
