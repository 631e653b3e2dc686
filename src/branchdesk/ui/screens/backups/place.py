"""资料位置: where the data file lies, and the way to another folder."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from branchdesk import places
from branchdesk.ui import moving, outside, theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.screen import Card
from branchdesk.ui.theme import Tone
from branchdesk.words import places as say


class PlaceCard(Card):
    """The path, to be read and copied; the folder, to be opened; and 移到别处."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say.PLACE)
        self._desk = desk
        self.path = QLabel("")
        self.path.setWordWrap(True)
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        how = theme.mark(QLabel(say.CARRIED if places.portable() else say.HOW), tone=Tone.QUIET)
        how.setWordWrap(True)
        self.folder = QPushButton(say.OPEN_FOLDER)
        self.copy = QPushButton(say.COPY_PATH)
        self.move_button = QPushButton(say.MOVE)
        self.folder.clicked.connect(self._open_folder)
        self.copy.clicked.connect(self._copy)
        self.move_button.clicked.connect(self._move)
        self.body.addWidget(self.path)
        self.body.addWidget(how)
        self.body.addWidget(FlowRow((self.folder, self.copy, self.move_button)))

    def show_place(self) -> None:
        """Show where the open file lies; a path has no blanks to break at, so it is given invisible ones."""
        self.path.setText(str(self._desk.store.path).replace("/", "/\u200b").replace("\\", "\\\u200b"))

    @Slot()
    def _open_folder(self) -> None:
        outside.show(self._desk.store.path.parent)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._desk.store.path))
        self.copy.setText(say.COPIED)

    @Slot()
    def _move(self) -> None:
        moving.ask_where(self, self._desk)
