"""各队: how many are of each now and ever, the way to them, and another name for all of a team at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.ledgers.spec import Field
from branchdesk.services import Changes, Store
from branchdesk.services.clues import volunteers
from branchdesk.services.clues.volunteers import Team
from branchdesk.services.ledgers.intake import Values
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.table import Column, Row, Table
from branchdesk.ui.theme import Tone

WIDTH, LINES = 34, 9  # ems, and rows in sight
NO_TEAM = "未填"
COLUMNS = (
    Column("team", "队伍", 8, stretch=True, sortable=False, most=22),
    Column("here", "现有", 3, right=True, sortable=False),
    Column("all", "历来", 3, right=True, sortable=False),
)
HINT = "回车看这一队的现有志愿者，F2 改名"


class TeamsDialog(QDialog):
    """The teams; `team_asked` carries one whose people shall be shown, `renamed` the Changes of a new name."""

    team_asked = Signal(str)
    renamed = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("队伍")
        self.setModal(True)
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("队伍")
        self.table.setMinimumHeight(theme.row_height() * LINES)
        self.hint = theme.mark(QLabel(HINT), role="small")
        self.show_button, self.rename_button = QPushButton("查看"), QPushButton("改名…")
        self.close_button = QPushButton("关闭")
        self.setFixedWidth(theme.em(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.2), theme.em(1.1), theme.em(1.2), theme.em(1.1))
        column.setSpacing(theme.em(0.7))
        column.addWidget(self.table, 1)
        column.addWidget(self.hint)
        foot = QHBoxLayout()
        foot.setSpacing(theme.em(0.6))
        for button in (self.show_button, self.rename_button):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column.addLayout(foot)
        for button in (self.show_button, self.rename_button, self.close_button):
            button.setAutoDefault(False)
        self.table.opened.connect(self._open)
        self.show_button.clicked.connect(lambda: self._open(self.table.key()))
        self.rename_button.clicked.connect(self._rename)
        self.close_button.clicked.connect(self.reject)

    def ask(self) -> None:
        """Read the teams, and open once they are there."""
        self._desk.read(volunteers.teams, self._show, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename with F2."""
        if event.key() == Qt.Key.Key_F2:
            self._rename()
        else:
            super().keyPressEvent(event)

    def _show(self, teams: tuple[Team, ...]) -> None:
        self.table.set_rows([Row(one.name, (one.name or NO_TEAM, str(one.here), str(one.ever))) for one in teams])
        if teams and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.rows_model.index(0, 0))
        self.table.setFocus()
        if not self.isVisible():
            self.open()

    @Slot(str)
    def _open(self, team: str) -> None:
        if self.table.currentIndex().isValid():
            self.accept()
            self.team_asked.emit(team)

    @Slot()
    def _rename(self) -> None:
        old = self.table.key()
        if not old:
            theme.mark(self.hint, tone=Tone.WARN)
            self.hint.setText("没有填队伍的，请在列表中选中后“一起修改”。")
            return

        def verb(store: Store, values: Values) -> Changes:
            return volunteers.rename_team(store, old, str(values.get("team") or ""))

        dialog = FieldsDialog(self, self._desk, f"“{old}”改名", (Field("team", "队伍名称", width=14),), verb)
        dialog.explain("这一队的全部志愿者（包括已退出的）一起改；新名称已有的，两队合为一队。")
        dialog.saved.connect(self._saved)
        dialog.finished.connect(dialog.deleteLater)
        dialog.begin({"team": old})

    @Slot(object)
    def _saved(self, changes: Changes) -> None:
        self.renamed.emit(changes)
        self.ask()
