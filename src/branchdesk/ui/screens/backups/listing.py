"""The backups there are: when, why, how large, where, and whether under a password."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMessageBox, QPushButton, QWidget

from branchdesk.errors import Trouble
from branchdesk.services.keeping.backups import Backup
from branchdesk.ui import theme
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.screen import Card
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import backups as say

COLUMNS = (
    Column("at", "时间", 11, sortable=False),
    Column("reason", "缘由", 5, sortable=False),
    Column("size", "大小", 5, right=True, sortable=False),
    Column("place", "位置", 6, stretch=True, sortable=False),
    Column("protected", "密码", 5, sortable=False),
)
ROWS = 9  # in sight at once; the settings below shall be seen without scrolling far


class ListCard(Card):
    """The newest backup in words, then all of them; `restore_asked` carries a path, `remove_asked` a list."""

    restore_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(say.NONE_YET, say.HOW)
        self._shown: dict[str, Backup] = {}
        self.trouble = theme.mark(QLabel(""), tone=Tone.WARN)
        self.away = theme.mark(QLabel(""), tone=Tone.WARN)
        for label in (self.trouble, self.away):
            label.setWordWrap(True)
            label.hide()
        self.empty = theme.mark(QLabel(say.EMPTY), tone=Tone.QUIET)
        self.empty.setWordWrap(True)
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("备份")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.restore = QPushButton("恢复…")
        self.remove = QPushButton("删除所选…")
        self.folder = QPushButton("打开备份文件夹")
        self.other = QPushButton("用其他备份文件恢复…")
        for widget in (self.trouble, self.away, self.empty, self.table):
            self.body.addWidget(widget)
        self.body.addWidget(FlowRow((self.restore, self.remove, self.folder, self.other)))
        self.table.opened.connect(self._restore)
        self.table.selectionModel().selectionChanged.connect(self._choose)
        self.restore.clicked.connect(self._restore)
        self.remove.clicked.connect(self._remove)
        delete = QShortcut(QKeySequence("Delete"), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self.table.hide()
        self._choose()

    def chosen(self) -> list[Backup]:
        """Give the chosen backups."""
        keys = self.table.keys()
        return [self._shown[key] for key in keys]

    def show_backups(self, found: Sequence[Backup], home: Path, now: datetime) -> None:
        """List backups, newest first; `home` is the folder beside the file."""
        newest_first = sorted(found, key=lambda one: one.order, reverse=True)
        newest = next(iter(newest_first), None)
        self.heading.setText(say.newest(say.when(moment(newest), now)) if newest else say.NONE_YET)
        shown = {str(one.path): one for one in newest_first}
        if shown == self._shown:
            return  # else what somebody has just chosen would be let go of
        self._shown = shown
        self.table.set_rows([_row(one, home) for one in newest_first])
        if newest is not None and not self.table.key():
            self.table.choose(str(newest.path))
        self.table.setFixedHeight(min(self.table.whole_height(), theme.row_height() * (ROWS + 1)))
        self.table.setVisible(newest is not None)
        self.empty.setVisible(newest is None)
        self._choose()

    def tell(self, trouble: Trouble | None, away: Trouble | None) -> None:
        """Say what is in the way, as long as it is."""
        for label, found in ((self.trouble, trouble), (self.away, away)):
            label.setText(found.sentence if found else "")
            label.setVisible(found is not None)
        self.empty.setVisible(not self._shown and trouble is None)

    @Slot()
    def _choose(self) -> None:
        number = len(self.table.keys())
        self.restore.setEnabled(number == 1)
        self.remove.setEnabled(number > 0)

    @Slot()
    def _restore(self) -> None:
        if len(chosen := self.chosen()) == 1:
            self.restore_asked.emit(chosen[0].path)

    @Slot()
    def _remove(self) -> None:
        if chosen := self.chosen():
            self.remove_asked.emit(chosen)


def moment(backup: Backup) -> datetime:
    """Give when a backup was taken."""
    return datetime.fromisoformat(backup.at)


def agreed(parent: QWidget, chosen: Sequence[Backup], *, last: bool) -> bool:
    """Ask whether backups shall be deleted for good; Esc keeps them."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, say.REMOVE_TITLE, say.remove(len(chosen), last=last), parent=parent)
    yes = box.addButton("删除", QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton("不删除", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.exec()
    return box.clickedButton() is yes


def _row(one: Backup, home: Path) -> Row:
    place = {home: say.HERE, home.parent: say.BESIDE}.get(one.path.parent, say.SECOND)
    return Row(
        str(one.path),
        (
            Cell(f"{moment(one):%Y-%m-%d %H:%M}", tip=str(one.path)),
            one.reason,
            say.size(one.size),
            Cell(place, tip=str(one.path.parent)),
            Cell(say.LOCKED if one.protected else say.NO_PASSWORD, Tone.INK if one.protected else Tone.QUIET),
        ),
    )
