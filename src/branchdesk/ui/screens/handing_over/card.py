"""交接: what a package is for, and the way to make one."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Card

ABOUT = (
    "换人负责支部工作时，制作交接包：全部记录用新的密钥重新加密，附交接清单供双方签字，原来的密码打不开它。"
    "接收人在“新建或打开支部”中选“接收交接包…”。"
)


class HandOverCard(Card):
    """Leads to the making of a package."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("交接")
        self._desk = desk
        about = theme.mark(QLabel(ABOUT), role="small")
        about.setWordWrap(True)
        self.button = QPushButton("制作交接包…")
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.setSpacing(theme.em(1))
        row.addWidget(about, 1)
        row.addWidget(self.button)
        self.body.addLayout(row)

    @Slot()
    def _ask(self) -> None:
        from branchdesk.ui.screens.handing_over.dialog import HandOverDialog  # noqa: PLC0415 - hardly ever asked for

        HandOverDialog(self._desk, self.window()).exec()
