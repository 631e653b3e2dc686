"""The sidebar: which branch this is, where one can go, and what the file is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from branchdesk.ui import theme
from branchdesk.ui.screen import Place, rule

if TYPE_CHECKING:  # Qt's classes are made in Python when they are first imported; the first paint waits for each
    from PySide6.QtGui import QPaintEvent

WIDE, NARROW = 15, 5.4  # ems
MOST = 999  # that is drawn beside a place
DIGITS = 9  # places that have a key of their own


class NavButton(QAbstractButton):
    """One place to go, with a figure at its right where a figure means something."""

    def __init__(self, place: Place, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._keys = keys
        self.narrow = False
        self.figure = 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setText(place.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_figure(self, figure: int) -> None:
        """Show how many things wait there; 0 shows nothing."""
        if figure != self.figure:
            self.figure = figure
            self.setAccessibleDescription(f"{figure}项" if figure else "")
            self.update()

    def shown_figure(self) -> str:
        """Give the figure as it is drawn: a city's open clues would cover the name."""
        return str(self.figure) if self.figure <= MOST else f"{MOST}+"

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the short name, or the whole."""
        self.narrow = narrow
        self.setText(self.place.short if narrow else self.place.title)
        self.setToolTip(f"{self.place.title}  {self._keys}".strip())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the room of the text and its figure."""
        room = QFontMetrics(theme.font(1.06, bold=True)).horizontalAdvance(self.text())
        figure = 0 if self.narrow else theme.em(2.2)
        return QSize(room + figure + theme.em(0.8 if self.narrow else 1.5), theme.em(2.2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the entry: soft red under the place one is at, a ring where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(1, 1, -1, -1)
        here = self.isChecked()
        if here or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ACCENT_SOFT if here else theme.SUNKEN))
            painter.drawRoundedRect(area, theme.em(0.4), theme.em(0.4))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, theme.em(0.4), theme.em(0.4))
        painter.setFont(theme.font(1.06, bold=here))
        painter.setPen(QColor(theme.ACCENT if here else theme.INK))
        if self.narrow:
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())
            if self.figure:
                painter.setFont(theme.font(0.78))
                painter.setPen(QColor(theme.ACCENT))
                corner = area.adjusted(0, theme.em(0.1), -theme.em(0.3), 0)
                painter.drawText(corner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, self.shown_figure())
            return
        inner = area.adjusted(theme.em(0.75), 0, -theme.em(0.75), 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.figure:
            painter.setFont(theme.font(0.95))
            painter.setPen(QColor(theme.ACCENT))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.shown_figure())


class StepButton(QAbstractButton):
    """A quiet button whose long name runs over as many lines as it needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ink = theme.QUIET
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Not Fixed: a layout would take the height of one line for the most there may be.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that the name runs over lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the name at a width."""
        room = QRect(0, 0, width - theme.em(0.9), 10_000)
        flags = Qt.TextFlag.TextWordWrap
        return QFontMetrics(theme.font(0.92)).boundingRect(room, flags, self.text()).height() + theme.em(0.5)

    def sizeHint(self) -> QSize:
        """Ask for the sidebar's width."""
        width = theme.em(WIDE - 2)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the name, with a ring where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.SUNKEN))
            painter.drawRoundedRect(area, theme.em(0.3), theme.em(0.3))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, theme.em(0.3), theme.em(0.3))
        painter.setFont(theme.font(0.92))
        painter.setPen(QColor(theme.ACCENT if self.underMouse() else self.ink))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        inner = self.rect().adjusted(theme.em(0.45), 0, -theme.em(0.45), 0)
        painter.drawText(inner, flags | Qt.TextFlag.TextWordWrap, self.text())


class Sidebar(QFrame):
    """Brand and branch at the top, places below, the last step and the file at the foot."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="sidebar")
        self.narrow = False
        self.buttons: dict[str, NavButton] = {}
        self._captions: list[QWidget] = []
        self._rules: list[QWidget] = []
        self.brand = theme.mark(QLabel("支部工作台"), role="brand")
        self.branch = theme.mark(QLabel(""), role="small")
        self.branch.setWordWrap(True)
        self.undo = StepButton()
        self.redo = StepButton()
        self.footer = theme.mark(QLabel(""), role="small")
        self.footer.setWordWrap(True)
        self.backup = StepButton()
        self.backup.hide()
        self._backup_text = ""
        self._last = QVBoxLayout()
        self._last.addWidget(self.backup)
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(theme.em(0.75), 0, theme.em(0.75), 0)
        head.setSpacing(theme.em(0.1))
        head.addWidget(self.brand)
        head.addWidget(self.branch)
        self._places = QVBoxLayout()
        self._places.setSpacing(theme.em(0.05))
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(theme.em(0.3), 0, theme.em(0.3), 0)
        foot.setSpacing(theme.em(0.15))
        foot.addWidget(self.undo)
        foot.addWidget(self.redo)
        self.footer.setContentsMargins(theme.em(0.45), 0, theme.em(0.45), 0)
        foot.addWidget(self.footer)
        self._whole = QVBoxLayout(self)
        self._build()
        self.show_steps(None, None)

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._places)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.mark(scroll, role="bare")
        theme.mark(inside, role="bare")
        layout = self._whole
        layout.setContentsMargins(theme.em(0.75), theme.em(1.3), theme.em(0.75), theme.em(1.1))
        layout.setSpacing(theme.em(0.6))
        layout.addWidget(self._head)
        top, bottom = rule(), rule()
        self._rules = [top, bottom]
        layout.addWidget(top)
        layout.addWidget(scroll, 1)
        layout.addWidget(bottom)
        layout.addWidget(self._foot)
        layout.addLayout(self._last)
        self.setFixedWidth(theme.em(WIDE))

    def set_places(self, places: Sequence[Place]) -> None:
        """List where one can go, under the headings of their sections."""
        for widget in (*self._captions, *self.buttons.values()):
            self._places.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.buttons.clear()
        self._captions.clear()
        section = ""
        for place in places:
            if not place.listed:
                continue
            if place.section and place.section != section:
                caption = theme.mark(QLabel(place.section), role="caption")
                caption.setContentsMargins(theme.em(0.75), theme.em(0.4), 0, theme.em(0.05))
                self._captions.append(caption)
                self._places.addWidget(caption)
            section = place.section
            number = len(self.buttons) + 1
            button = NavButton(place, f"Ctrl+{number}" if number <= DIGITS else "")
            button.clicked.connect(self._choose)
            self.buttons[place.key] = button
            self._places.addWidget(button)
        self.set_narrow(narrow=self.narrow)

    def set_here(self, key: str) -> None:
        """Mark the place one is at; one that is not listed takes the mark away."""
        for button in self.buttons.values():
            button.setAutoExclusive(False)
            button.setChecked(button.place.key == key)
            button.setAutoExclusive(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show short names alone, or everything."""
        self.narrow = narrow
        self._head.setVisible(not narrow)
        self._foot.setVisible(not narrow)
        for line in self._rules:
            line.setVisible(not narrow)
        for caption in self._captions:
            caption.setVisible(not narrow)
        for button in self.buttons.values():
            button.set_narrow(narrow=narrow)
        self._last.setContentsMargins(0 if narrow else theme.em(0.3), 0, 0 if narrow else theme.em(0.3), 0)
        self._fit_backup()
        side = theme.em(0.3 if narrow else 0.75)
        self._whole.setContentsMargins(side, theme.em(0.7 if narrow else 1.3), side, theme.em(1.1))
        self.setFixedWidth(theme.em(NARROW if narrow else WIDE))

    def show_steps(self, undo: str | None, redo: str | None) -> None:
        """Name what can be taken back and done again."""
        for button, word, title in ((self.undo, "撤销", undo), (self.redo, "重做", redo)):
            button.setText(f"{word}：{title}" if title else word)
            button.setVisible(title is not None)
            button.updateGeometry()

    def show_backup(self, text: str, tip: str, tone: theme.Tone) -> None:
        """Tell, also where there is little room, when the last backup was; nothing while that is not known."""
        self._backup_text = text
        self._fit_backup()
        self.backup.setToolTip(tip)
        self.backup.setAccessibleDescription(tip)
        self.backup.ink = theme.INKS[tone]
        self.backup.setVisible(bool(text))
        self.backup.update()

    def _fit_backup(self) -> None:
        self.backup.setText(self._backup_text.replace("：", "\n") if self.narrow else self._backup_text)
        self.backup.updateGeometry()

    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, NavButton):
            by_keyboard = sender.hasFocus()
            self.chosen.emit(sender.place.key)
            if by_keyboard and sender.isChecked():
                sender.setFocus(Qt.FocusReason.TabFocusReason)  # the arrows go on from here; F6 goes into the screen
