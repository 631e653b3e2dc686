"""The list of findings, narrowed by area and kind, and below it the one that is chosen, whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.inspection import Area, Finding, Gap
from branchdesk.services.duties.inspection import Said
from branchdesk.ui import theme
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.screen import rule
from branchdesk.ui.table import Cell, Column, Mark, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import inspection as say
from branchdesk.words import meetings as say_meetings

COLUMNS = (
    Column("gap", "程度", 3.4, sortable=False),
    Column("about", "事项", 8, sortable=False, most=15),
    Column("what", "问题", 12, stretch=True, sortable=False, most=36),
    Column("said", "处理", 5, sortable=False, most=14),
)
TONES = {Gap.MISSING: Tone.BAD, Gap.THIN: Tone.QUIET, Gap.DOUBT: Tone.WARN}


class AreaChips(FlowRow):
    """A button for every area that has findings, with their number; `chosen` is sent when the choice became another."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__(gap=0.45)
        self.buttons: dict[str, QPushButton] = {}
        self._value = ""

    def value(self) -> str:
        """Give the area that is chosen, or nothing where all are."""
        return self._value

    def set_value(self, area: str) -> None:
        """Choose an area, or all, without a word to anybody."""
        self._value = area if area in self.buttons else ""
        for key, button in self.buttons.items():
            button.setChecked(key == self._value)

    def show_counts(self, counts: Mapping[Area, int], total: int) -> None:
        """Show how many findings each area has; the one that is chosen stays so while it has any."""
        wanted = {"": f"全部 {total}", **{area.value: f"{say.AREAS[area]} {number}" for area, number in counts.items()}}
        if wanted.keys() != self.buttons.keys():
            self._make(wanted)
        for key, label in wanted.items():
            self.buttons[key].setText(label)
            self.buttons[key].setAccessibleName(label)
        self.set_value(self._value)
        self.updateGeometry()

    def _make(self, keys: Iterable[str]) -> None:
        for button in self.buttons.values():
            self.flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}
        for key in keys:
            button = theme.mark(QPushButton(""), role="chip")
            button.setCheckable(True)
            button.clicked.connect(self._pressed)
            self.buttons[key] = button
            self.flow.addWidget(button)
        self.setFocusProxy(self.buttons[""])

    @Slot()
    def _pressed(self) -> None:
        sender = self.sender()
        self.set_value(next(key for key, button in self.buttons.items() if button is sender))
        self.chosen.emit()


class FindingsTable(Table):
    """The findings; `note_asked` is sent by N, `reopening_asked` by Delete."""

    note_asked = Signal()
    reopening_asked = Signal()

    def __init__(self) -> None:
        super().__init__(COLUMNS)
        self.setAccessibleName("自查发现的问题")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note what was done with N, and take it back with Delete."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_N:
            self.note_asked.emit()
        elif plain and event.key() == Qt.Key.Key_Delete:
            self.reopening_asked.emit()
        else:
            super().keyPressEvent(event)


def finding_row(one: Finding, said: Said | None) -> Row:
    """Show a finding in a line; one that was settled is faded."""
    return Row(
        one.key,
        (
            Cell(say.GAPS[one.gap], TONES[one.gap], mark=Mark.PILL),
            one.about,
            one.what,
            Cell(settled(said), tip=said.note) if said else "",
        ),
        faded=said is not None,
    )


def settled(said: Said) -> str:
    """Say in a word what was done about a finding, and the sentence that goes with it."""
    return f"{say.MENDED if said.mended_on else say.EXPLAINED}：{said.note}"


class Detail(QWidget):
    """The chosen finding, whole: what is the matter, what it rests on, what may be done, and what was done."""

    go_asked = Signal()
    note_asked = Signal()
    reopening_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.what, self.article, self.remedy, self.done = QLabel(), QLabel(), QLabel(), QLabel()
        for label in (self.what, self.article, self.remedy, self.done):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.mark(self.article, role="small")
        self.go_button = QPushButton("去处理")
        self.go_button.setToolTip("回车")
        self.note_button = QPushButton("登记处理情况…")
        self.note_button.setToolTip("N")
        self.reopen_button = QPushButton("重新列出")
        self.reopen_button.setToolTip("Delete")
        self.go_button.clicked.connect(self.go_asked)
        self.note_button.clicked.connect(self.note_asked)
        self.reopen_button.clicked.connect(self.reopening_asked)
        text = QVBoxLayout()
        text.setSpacing(theme.em(0.2))
        for label in (self.what, self.article, self.remedy, self.done):
            text.addWidget(label)
        text.addStretch(1)
        verbs = QVBoxLayout()
        verbs.setSpacing(theme.em(0.4))
        for button in (self.go_button, self.note_button, self.reopen_button):
            verbs.addWidget(button)
        verbs.addStretch(1)
        inside = QHBoxLayout()
        inside.setContentsMargins(theme.em(0.8), theme.em(0.6), theme.em(0.8), theme.em(0.4))
        inside.setSpacing(theme.em(1.2))
        inside.addLayout(text, 1)
        inside.addLayout(verbs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        column.addLayout(inside)

    def show_finding(self, one: Finding, said: Said | None, label: str) -> None:
        """Show a finding; `label` is what the button that leads to its remedy says."""
        self.what.setText(f"{one.about}：{one.what}。" if one.about else f"{one.what}。")
        self.article.setText(f"依据：{one.article}")
        self.remedy.setText(f"怎么办：{one.remedy}")
        self.done.setVisible(said is not None)
        if said is not None:
            when = f"（{say_meetings.day_text(said.mended_on.isoformat())}）" if said.mended_on else ""
            self.done.setText(f"{settled(said)}{when}")
            theme.mark(self.done, tone=Tone.GOOD)
        self.go_button.setText(label)
        self.note_button.setText("修改处理情况…" if said else "登记处理情况…")
        self.reopen_button.setVisible(said is not None)

    def show_many(self, findings: Sequence[Finding], said: Mapping[str, Said]) -> None:
        """Show that several findings are chosen: what is noted is noted of all of them."""
        self.what.setText(f"已选{len(findings)}项，登记处理情况时一并登记。")
        for label in (self.article, self.remedy):
            label.clear()
        self.done.hide()
        self.reopen_button.setVisible(any(one.key in said for one in findings))
