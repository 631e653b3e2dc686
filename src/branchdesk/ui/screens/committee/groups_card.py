"""The party groups: who leads them, how many they are; adding, renaming, taking out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from branchdesk.services.people import groups
from branchdesk.services.people.groups import Group
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.committee.dialog import FormDialog, Verb
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone

COLUMNS = (
    Column("name", "党小组", 8, stretch=True, sortable=False),
    Column("leaders", "组长", 6, sortable=False),
    Column("members", "党员", 3, right=True, sortable=False),
)
NOBODY = "未定"


class GroupsCard(Card):
    """The groups as a small table; `add_asked`, `rename_asked` and `removal_asked` carry the group's identifier."""

    add_asked = Signal()
    rename_asked = Signal(str)
    removal_asked = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__("党小组", "更名后仍是同一个小组，以前的记录随之更名")
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("党小组")
        self.table.opened.connect(self._open)
        self.nothing = theme.mark(
            QLabel("还没有党小组。导入花名册时会按表中的小组建立，也可以在这里新增。"), tone="quiet"
        )
        self.nothing.setWordWrap(True)
        self.add_button, self.rename_button = QPushButton("新增小组…"), QPushButton("更名…")
        self.remove_button = QPushButton("删除")
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.6))
        for button in (self.add_button, self.rename_button, self.remove_button):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self.table)
        self.body.addWidget(self.nothing)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.add_button.clicked.connect(self.add_asked)
        self.rename_button.clicked.connect(self._rename)
        self.remove_button.clicked.connect(self._remove)
        for keys, slot in (("F2", self._rename), ("Del", self._remove)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.activated.connect(slot)
        self._groups: dict[str, Group] = {}

    def show_groups(self, found: Sequence[Group]) -> None:
        """Show other groups."""
        self._groups = {one.id: one for one in found}
        self.table.set_rows(
            [
                Row(
                    one.id,
                    (
                        one.name,
                        "、".join(one.leaders) if one.leaders else Cell(NOBODY, Tone.QUIET),
                        str(one.members),
                    ),
                )
                for one in found
            ]
        )
        self.table.show_whole()
        self.table.setVisible(bool(found))
        self.nothing.setVisible(not found)
        if found and not self.table.key():
            self.table.choose(found[0].id)
        self.rename_button.setEnabled(bool(found))
        self.remove_button.setEnabled(bool(found))

    def group(self, group_id: str) -> Group | None:
        """Give a shown group."""
        return self._groups.get(group_id)

    @Slot(str)
    def _open(self, group_id: str) -> None:
        if group_id in self._groups:
            self.opened.emit(self._groups[group_id].name)

    @Slot()
    def _rename(self) -> None:
        if key := self.table.key():
            self.rename_asked.emit(key)

    @Slot()
    def _remove(self) -> None:
        if key := self.table.key():
            self.removal_asked.emit(key)


class GroupDialog(FormDialog):
    """Asks what a group, new or standing, is called."""

    def __init__(self, parent: QWidget, desk: Desk, group: Group | None) -> None:
        super().__init__(parent, desk, "党小组更名" if group else "新增党小组")
        self.name = QLineEdit(group.name if group else "")
        self.name.setPlaceholderText("如 第三党小组")
        self.add("name", "名称", self.name)
        self._group = group.id if group else None
        self.verb = self._verb
        self.name.setFocus()
        self.name.selectAll()

    def _verb(self) -> Verb | None:
        name, group = self.name.text(), self._group
        if group is None:
            return lambda store: groups.add(store, name)
        return lambda store: groups.rename(store, group, name)
