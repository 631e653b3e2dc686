"""One quiet line on 今日 while the file has no password, which can be put off for a month."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from branchdesk import clock
from branchdesk.services.keeping import safety
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.screens.safety import key_dialog
from branchdesk.ui.screens.safety.key_dialog import Way

TOLD = "这个文件没有设密码，拿到文件的人都能打开。"


class PasswordReminder(QFrame):
    """Hidden unless there is somebody on record and no password."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        theme.mark(self, role="banner")
        words = theme.mark(QLabel(TOLD), tone="quiet")
        words.setWordWrap(True)
        self.set_button = theme.mark(QPushButton("设置密码…"), role="link")
        self.later_button = theme.mark(QPushButton("以后再说"), role="quiet")
        self.later_button.setToolTip("一个月内不再提示；“使用人与密码”中随时可以设置")
        self.set_button.clicked.connect(self._set)
        self.later_button.clicked.connect(self._put_off)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.em(0.9), theme.em(0.3), theme.em(0.4), theme.em(0.3))
        row.addWidget(words, 1)
        row.addWidget(self.set_button)
        row.addWidget(self.later_button)
        self.hide()

    def look(self) -> None:
        """See whether there is anything to be reminded of."""
        if self._desk.store.protected:
            self.hide()
        else:
            day = clock.today()
            self._desk.read(lambda store: safety.wants_password(store, day), self._show)

    def _show(self, wanted: bool) -> None:  # noqa: FBT001 - as the lane gives it
        self.setVisible(wanted)

    @Slot()
    def _set(self) -> None:
        key_dialog.show(self._desk, Way.SET, self)

    @Slot()
    def _put_off(self) -> None:
        day = clock.today()
        self._desk.write(lambda store: safety.put_off(store, day), self._hidden)

    def _hidden(self, _nothing: None) -> None:
        self.hide()
