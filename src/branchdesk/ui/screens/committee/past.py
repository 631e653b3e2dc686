"""The committees before: each folded into one line, and who held what when beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.ledgers.member_life import OFFICES
from branchdesk.services.people.committees import Committee, Officer
from branchdesk.ui import theme
from branchdesk.ui.screen import Card
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import structure as say

COLUMNS = (
    Column("office", "职务", 4, sortable=False),
    Column("name", "姓名", 4, sortable=False),
    Column("since", "任职时间", 5, sortable=False),
    Column("until", "离任时间", 4, sortable=False),
    Column("how", "产生方式", 4, stretch=True, sortable=False),
)
HOW = OFFICES.field("how")


def officer_row(one: Officer, until: str | None = None) -> Row:
    """Show one office; who left before the committee did is faded."""
    left = one.until is not None and one.until != until
    return Row(
        one.row,
        (
            one.office,
            Cell(one.name, bold=not left),
            one.since or Cell("未登记", Tone.QUIET),
            one.until or "",
            HOW.shown(one.how),
        ),
        faded=left,
    )


class PastCard(Card):
    """The committees before, newest first; `change_asked` and `removal_asked` carry a committee's identifier."""

    add_asked = Signal()
    change_asked = Signal(str)
    removal_asked = Signal(str)
    person_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("历届班子", "点一届看任职情况")
        self.nothing = theme.mark(QLabel("还没有登记往届班子。换届后，上一届会自动留在这里。"), tone="quiet")
        self.nothing.setWordWrap(True)
        self.add_button = QPushButton("补录往届…")
        self.add_button.clicked.connect(self.add_asked)
        self.sections: list[PastSection] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.em(0.3))
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        self.body.addLayout(self._column)
        self.body.addWidget(self.nothing)
        self.body.addLayout(row)

    def show_committees(self, found: Sequence[Committee]) -> None:
        """Show other committees; the one that was unfolded stays so."""
        opened = {section.committee.id for section in self.sections if section.button.isChecked()}
        for section in self.sections:
            self._column.removeWidget(section)
            section.hide()
            section.deleteLater()
        self.sections = [PastSection(one) for one in found]
        for section in self.sections:
            section.button.setChecked(section.committee.id in opened)
            section.change_asked.connect(self.change_asked)
            section.removal_asked.connect(self.removal_asked)
            section.table.opened.connect(self._person)
            self._column.addWidget(section)
        self.nothing.setVisible(not found)

    @Slot(str)
    def _person(self, row: str) -> None:
        for section in self.sections:
            for one in section.committee.officers:
                if one.row == row:
                    self.person_asked.emit(one.person)
                    return


class PastSection(QWidget):
    """One committee: a line that unfolds its table."""

    change_asked = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, committee: Committee) -> None:
        super().__init__()
        self.committee = committee
        self.button = theme.mark(QPushButton(_line(committee)), role="link")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._fold)
        self.table = Table(COLUMNS)
        self.table.setAccessibleName(_line(committee))
        until = str(committee.term.until) if committee.term and committee.term.until else None
        self.table.set_rows([officer_row(one, until) for one in committee.officers])
        self.table.show_whole()
        change, remove = QPushButton("修改届次…"), QPushButton("删除这一届")
        for button in (change, remove):
            theme.mark(button, role="quiet")
        change.clicked.connect(self._change)
        remove.clicked.connect(self._remove)
        self._below = QWidget()
        inside = QVBoxLayout(self._below)
        inside.setContentsMargins(theme.em(0.8), 0, 0, theme.em(0.4))
        inside.setSpacing(theme.em(0.3))
        if committee.basis:
            inside.addWidget(theme.mark(QLabel(committee.basis), role="small"))
        inside.addWidget(self.table)
        row = QHBoxLayout()
        row.addWidget(change)
        row.addWidget(remove)
        row.addStretch(1)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.2))
        column.addWidget(self.button)
        column.addWidget(self._below)
        self._below.hide()

    @Slot(bool)
    def _fold(self, opened: bool) -> None:  # noqa: FBT001 - the signal's own form
        self._below.setVisible(opened)

    @Slot()
    def _change(self) -> None:
        self.change_asked.emit(self.committee.id or "")

    @Slot()
    def _remove(self) -> None:
        self.removal_asked.emit(self.committee.id or "")


def _line(one: Committee) -> str:
    term = one.term
    when = f"{term.since} 至 {term.until or '今'}，任期{term.years}年" if term else ""
    secretary = next((officer.name for officer in one.officers if officer.office == "书记"), "")
    who = f"　书记 {secretary}" if secretary else ""
    return f"{say.ordinal(one.number)}　{when}{who}"
