"""Old copies that anybody can read: which are deleted, now that the file has a password."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from branchdesk.services.keeping.backups import Backup
from branchdesk.ui import theme
from branchdesk.ui.ledger.check_list import CheckList

TOLD = (
    "下面是设密码以前留下的副本，没有密码，拿到的人都能打开。勾选的将被覆盖后删除，不能撤销；"
    "另抄到优盘、其他文件夹的副本不在其中，请自行清理。固态硬盘上可能仍有残留。"
)
KILO = 1024


class PlainCopies(QWidget):
    """The copies, all ticked; the newest first."""

    def __init__(self, copies: Sequence[Backup]) -> None:
        super().__init__()
        self._copies = tuple(copies)
        self.list = CheckList()
        self.list.setAccessibleName("没有密码的旧副本")
        self.list.set_lines([(place, called(one)) for place, one in enumerate(copies)], range(len(copies)))
        words = QLabel(TOLD)
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.8))
        column.addWidget(words)
        column.addWidget(self.list)
        column.addStretch(1)
        self.setFocusProxy(self.list)

    def chosen(self) -> list[Backup]:
        """Give the copies that are ticked."""
        return [self._copies[place] for place in self.list.ticked()]


def called(one: Backup) -> str:
    """Name a copy by its moment, its reason, its size and its folder."""
    moment = one.at.replace("T", " ")[:16]
    return f"{moment}　{one.reason}　{one.size / KILO:,.0f} KB　{one.path.parent.name}/{one.path.name}"
