"""Clues on record that the row being typed may repeat, with keys to say so, to pass them by or to look."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.ledgers.clues import STATE
from branchdesk.services.clues.clue_duplicates import Duplicate
from branchdesk.ui import theme
from branchdesk.ui.theme import Tone

SHOWN = 3
TEXT_AT_MOST = 60


class DuplicatesPanel(QWidget):
    """The likeliest few; one of them is chosen. `changed` is sent when the row is said to repeat another, or not."""

    changed = Signal()
    open_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Duplicate, ...] = ()
        self._passed_by: set[str] = set()
        self._at = 0
        self.repeats: Duplicate | None = None
        self.heading = theme.mark(QLabel(""), tone="warn")
        self.repeat_button, self.pass_button, self.open_button = (
            QPushButton(),
            QPushButton("不是重复"),
            QPushButton("打开"),
        )
        for button, keys in ((self.repeat_button, "F7"), (self.pass_button, "F8"), (self.open_button, "F9")):
            button.setToolTip(keys)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.lines = [QLabel() for _ in range(SHOWN)]
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        for button in (self.repeat_button, self.pass_button, self.open_button):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.3))
        column.addLayout(head)
        for line in self.lines:
            line.setWordWrap(True)
            line.setTextFormat(Qt.TextFormat.RichText)
            column.addWidget(line)
        self.repeat_button.clicked.connect(self.repeat)
        self.pass_button.clicked.connect(self.pass_by)
        self.open_button.clicked.connect(self.open)
        self.hide()

    def show_found(self, found: Sequence[Duplicate]) -> None:
        """Offer what was found, but for what was passed by."""
        chosen = self._found[self._at].id if self._found else ""
        self._found = tuple(one for one in found if one.id not in self._passed_by)[:SHOWN]
        self._at = next((at for at, one in enumerate(self._found) if one.id == chosen), 0)
        if self.repeats is not None and self.repeats.id not in {one.id for one in self._found}:
            self._found = (self.repeats, *self._found[: SHOWN - 1])
        self._draw()

    def clear(self) -> None:
        """Forget all of it: another row begins."""
        self._found, self._at, self.repeats = (), 0, None
        self._passed_by.clear()
        self._draw()

    @Slot()
    def repeat(self) -> None:
        """Say that the row repeats the chosen one, or that it does not after all."""
        if self._found:
            chosen = self._found[self._at]
            self.repeats = None if self.repeats == chosen else chosen
            self._draw()
            self.changed.emit()

    @Slot()
    def pass_by(self) -> None:
        """Say that the row does not repeat the chosen one; the next is chosen."""
        if self._found:
            gone = self._found[self._at]
            self._passed_by.add(gone.id)
            if self.repeats == gone:
                self.repeats = None
                self.changed.emit()
            self._found = tuple(one for one in self._found if one != gone)
            self._at = min(self._at, max(len(self._found) - 1, 0))
            self._draw()

    @Slot()
    def open(self) -> None:
        """Ask for the chosen one's own page."""
        if self._found:
            self.open_asked.emit(self._found[self._at].id)

    @Slot()
    def up(self) -> None:
        """Choose the one before."""
        self._choose(self._at - 1)

    @Slot()
    def down(self) -> None:
        """Choose the next one."""
        self._choose(self._at + 1)

    def _choose(self, at: int) -> None:
        self._at = min(max(at, 0), max(len(self._found) - 1, 0))
        self._draw()

    def _draw(self) -> None:
        self.setVisible(bool(self._found))
        if not self._found:
            return
        noted = self.repeats is not None
        said = f"将记为 {self.repeats.number} 的重复" if self.repeats else f"可能与{len(self._found)}条线索重复"
        several = "，Alt+↑↓ 选择" if len(self._found) > 1 else ""
        self.heading.setText(f"{said}{several}")
        theme.mark(self.heading, tone=Tone.GOOD if noted else Tone.WARN)
        self.repeat_button.setText("不记为重复 F7" if noted else "记为重复 F7")
        self.pass_button.setText("不是重复 F8")
        self.open_button.setText("打开 F9")
        for at, line in enumerate(self.lines):
            line.setVisible(at < len(self._found))
            if at < len(self._found):
                line.setText(_told(self._found[at], chosen=at == self._at and len(self._found) > 1))


def _told(one: Duplicate, *, chosen: bool) -> str:
    """Write one line, with the words that agree in bold."""
    text = one.text if len(one.text) <= TEXT_AT_MOST else _around(one)
    same = escape(one.same.removesuffix("…"))
    text = escape(" ".join(text.split()))
    if same:
        text = text.replace(same, f"<b>{same}</b>", 1)
    where = " · ".join(filter(None, (one.grid, one.place)))
    facts = (one.number, one.reported_on, one.reporter, where, STATE.shown(one.state))
    told = escape(" · ".join(filter(None, facts)))
    return f"{'▸ ' if chosen else ''}{told}<br>{text}"


def _around(one: Duplicate) -> str:
    """Give of a long text the part around the words that agree."""
    at = max(one.text.find(one.same.removesuffix("…")) - TEXT_AT_MOST // 4, 0)
    return f"{'…' if at else ''}{one.text[at : at + TEXT_AT_MOST]}…"
