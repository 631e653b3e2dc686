"""使用人与密码: whether the file has a password, who may open it, its recovery key, when it locks, old plain copies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from branchdesk.services import Changes
from branchdesk.services.keeping import safety, vault
from branchdesk.services.keeping.backups import Backup
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.screen import Card, Page, Screen
from branchdesk.ui.screens.safety import key_dialog, operator_dialog
from branchdesk.ui.screens.safety.key_dialog import Way
from branchdesk.ui.screens.safety.operator_dialog import KIND, OperatorDialog
from branchdesk.ui.screens.safety.plain_copies import PlainCopies
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone

COLUMNS = (Column("name", "使用人", 8), Column("since", "密码设于", 12), Column("here", "", 8, stretch=True))
OPEN_TOLD = "这个文件没有设密码：拿到文件或备份的人都能打开。设密码后文件加密保存，每次打开和锁定后都要输入密码。"
KEY_TOLD = "忘记密码时用恢复密钥打开。纸张损坏可以补打；纸丢了或被别人看过，要更换密钥，旧纸即作废。"
LOCK_TOLD = "锁定后屏幕上不显示任何资料，内存中的密钥被清除；正在填写的内容会保留。随时按 Ctrl+L 锁定。"
NO_COPIES = "没有发现未加密的旧副本。"
COPIES = "发现 {} 份设密码以前的副本，没有密码，拿到的人都能打开。"
NEVER = "不自动锁定"


class SafetyScreen(Screen):
    """Cards below each other; of a file without a password only the first."""

    title = "使用人与密码"
    subtitle = "谁能打开这个文件"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._copies: tuple[Backup, ...] = ()
        self.lock_button = QPushButton("立即锁定")
        self.lock_button.setToolTip("Ctrl+L")
        self.lock_button.clicked.connect(desk.lock_wanted)
        self.set_button = theme.mark(QPushButton("设置密码…"), role="primary")
        self.set_button.clicked.connect(self._set)
        self._open_card = Card("没有密码")
        self._open_card.body.addWidget(_words(OPEN_TOLD))
        self._open_card.body.addWidget(self.set_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._cards = (self._operators(), self._key(), self._locking(), self._plain())
        page = Page()
        for card in (self._open_card, *self._cards):
            page.body.addWidget(card)
        page.body.addStretch(1)
        self.body.addWidget(page)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way to lock at once, where locking means something."""
        return (self.lock_button,) if self.desk.is_open and self.desk.store.protected else ()

    def reload(self, changes: Changes | None) -> None:
        """Show who may open the file now."""
        if changes is not None and KIND not in changes.kinds:
            return
        protected = self.desk.store.protected
        self._open_card.setVisible(not protected)
        for card in self._cards:
            card.setVisible(protected)
        self.heading_changed.emit()
        if protected:
            self.desk.read(vault.operators, self._show)
            self.desk.read(safety.idle_minutes, self._show_idle)
            self.desk.read(lambda store: safety.plain_copies(store.path), self._show_copies)

    # -- who

    def _operators(self) -> Card:
        card = Card("使用人", "各用各的密码")
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("使用人")
        self.add_button, self.change_button = QPushButton("增加使用人…"), QPushButton("更换我的密码…")
        self.remove_button = QPushButton("移除所选…")
        self.add_button.clicked.connect(self._add)
        self.change_button.clicked.connect(self._change)
        self.remove_button.clicked.connect(self._remove)
        card.body.addWidget(self.table)
        card.body.addWidget(FlowRow((self.add_button, self.change_button, self.remove_button), gap=0.7))
        return card

    def _show(self, operators: tuple[vault.Operator, ...]) -> None:
        mine = self.desk.store.operator
        self.table.set_rows(
            [
                Row(one.name, (one.name, one.since.replace("T", " ")[:16], Cell(_here(one.name, mine), Tone.QUIET)))
                for one in operators
            ]
        )
        self.table.show_whole()
        self.remove_button.setEnabled(len(operators) > 1)

    @Slot()
    def _add(self) -> None:
        self._ask(operator_dialog.add(self.desk, self))

    @Slot()
    def _change(self) -> None:
        self._ask(operator_dialog.change(self.desk, self))

    @Slot()
    def _remove(self) -> None:
        name = self.table.key()
        if not name:
            self.say("请先在表中选中要移除的使用人。", Tone.WARN)
        elif name == self.desk.store.operator:
            self.say("不能移除自己。请由另一位使用人移除。", Tone.WARN)
        else:
            self._ask(operator_dialog.remove(self.desk, name, self))

    def _ask(self, dialog: OperatorDialog) -> None:
        dialog.open()

    # -- the key

    def _key(self) -> Card:
        card = Card("恢复密钥")
        self.reprint_button, self.renew_button = QPushButton("补打恢复密钥…"), QPushButton("更换密钥…")
        self.reprint_button.clicked.connect(self._reprint)
        self.renew_button.clicked.connect(self._renew)
        card.body.addWidget(_words(KEY_TOLD))
        card.body.addWidget(FlowRow((self.reprint_button, self.renew_button), gap=0.7))
        return card

    @Slot()
    def _set(self) -> None:
        key_dialog.show(self.desk, Way.SET, self)

    @Slot()
    def _reprint(self) -> None:
        key_dialog.show(self.desk, Way.REPRINT, self)

    @Slot()
    def _renew(self) -> None:
        key_dialog.show(self.desk, Way.RENEW, self)

    # -- locking

    def _locking(self) -> Card:
        card = Card("锁定", "多久不动自动锁定")
        self.idle = Segments([(str(m), f"{m} 分钟" if m else NEVER) for m in safety.IDLE_CHOICES])
        self.idle.setAccessibleName("多久不动自动锁定")
        self.idle.chosen.connect(self._choose_idle)
        card.body.addWidget(self.idle)
        card.body.addWidget(_words(LOCK_TOLD))
        return card

    def _show_idle(self, minutes: int) -> None:
        self.idle.set_value(str(minutes))

    @Slot(str)
    def _choose_idle(self, minutes: str) -> None:
        self.desk.write(lambda store: safety.set_idle_minutes(store, int(minutes)), self._idle_chosen)

    def _idle_chosen(self, changes: Changes) -> None:
        """Have the window count anew; it is no step of the history, and nobody else is told."""
        self.desk.changed.emit(changes)

    # -- old copies

    def _plain(self) -> Card:
        card = Card("没有密码的旧副本")
        self._found = _words("")
        self.copies: PlainCopies | None = None
        self.clear_button = QPushButton("清理…")
        self.clear_button.clicked.connect(self._clear)
        card.body.addWidget(self._found)
        card.body.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _show_copies(self, copies: tuple[Backup, ...]) -> None:
        self._copies = copies
        self._found.setText(COPIES.format(len(copies)) if copies else NO_COPIES)
        self.clear_button.setVisible(bool(copies))

    @Slot()
    def _clear(self) -> None:
        key_dialog.clear_copies(self.desk, self._copies, self)


def _here(name: str, mine: str) -> str:
    return "当前" if name == mine else ""


def _words(text: str) -> QLabel:
    label = theme.mark(QLabel(text), tone="quiet")
    label.setWordWrap(True)
    return label
