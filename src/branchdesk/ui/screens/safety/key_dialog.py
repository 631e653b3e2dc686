"""A key for the file: set with a password, made anew, or printed again; its paper, and what to do with old copies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from branchdesk.errors import Refusal
from branchdesk.services import Changes, Store
from branchdesk.services.keeping import safety, vault
from branchdesk.services.keeping.backups import Backup
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.screens.safety.new_password import NewPassword, secret_line
from branchdesk.ui.screens.safety.operator_dialog import KIND
from branchdesk.ui.screens.safety.plain_copies import PlainCopies
from branchdesk.ui.screens.safety.recovery_page import RecoveryPage, Whose
from branchdesk.ui.theme import Tone

WIDE, HIGH, LOW = 62, 42, 26  # ems


class Way(Enum):
    """How one comes to the paper of a recovery key: title, what is said before, what the button does."""

    SET = auto()
    RENEW = auto()
    REPRINT = auto()
    CLEAR = auto()


DELETE, LEAVE = "删除勾选的", "暂不删除"
TITLES = {Way.SET: "设置密码", Way.RENEW: "更换密钥", Way.REPRINT: "补打恢复密钥", Way.CLEAR: "清理没有密码的旧副本"}
TOLD = {
    Way.SET: "设密码后，文件用密钥加密，每次打开和锁定后都要输入密码。密码忘了，只能靠随后打印的恢复密钥打开；"
    "两样都没有，文件就再也打不开，谁也没有别的办法。",
    Way.RENEW: "恢复密钥的纸丢了或别人看过，就更换密钥：文件用新密钥重新加密，旧纸作废，并打印一张新的。"
    "其他使用人的密码同时失效，要重新增加；更换以前的备份仍由旧密码和旧纸打开。",
    Way.REPRINT: "纸张损坏、字迹不清时补打一张，密钥不变。旧纸如果丢失或被人看过，请改用“更换密钥”。",
    Way.CLEAR: "",
}
GO = {Way.SET: "加密并设置密码", Way.RENEW: "更换密钥", Way.REPRINT: "显示恢复密钥", Way.CLEAR: DELETE}
BUSY = {Way.SET: "正在加密…", Way.RENEW: "正在用新密钥加密…", Way.REPRINT: "正在核对密码…", Way.CLEAR: ""}
STAY = "请先打印或抄下恢复密钥，再输入两组核对。"
DONE = "完成"
CLEARED = "已删除 {} 份没有密码的旧副本。"


class KeyDialog(QDialog):
    """Pages one after another: who and which password, waiting, the paper, the old copies."""

    def __init__(self, desk: Desk, way: Way, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._way, self._window = desk, way, window
        self._held = False  # while the file is being written anew, or its paper is not seen to be there
        self._after: Callable[[], object] = self.accept
        store = desk.store
        self._whose = Whose(store.branch.unit, store.branch.name, store.path.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(TITLES[way])
        self.banner = Banner()
        self.pages = QStackedWidget()
        self.new = NewPassword()
        self.password = secret_line()
        self.current = Labelled("你的密码", self.password)
        self.new.entered.connect(self.go_on)
        self.password.returnPressed.connect(self.go_on)
        self.cancel_button, self.go_button = QPushButton("取消"), theme.mark(QPushButton(GO[way]), role="primary")
        self.cancel_button.clicked.connect(self.reject)
        self.go_button.clicked.connect(self.go_on)
        self.cancel_button.setAutoDefault(False)
        self.go_button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.6), theme.em(1.4), theme.em(1.6), theme.em(1.2))
        column.setSpacing(theme.em(0.9))
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)
        self._first = self._asking()
        self._waiting = self._patience()
        self.recovery: RecoveryPage | None = None
        self.copies: PlainCopies | None = None
        self.pages.addWidget(self._first)
        self.pages.addWidget(self._waiting)
        self._next: Callable[[], object] = self._begin
        (self.new if way is Way.SET else self.current).setFocus()
        self.setMinimumWidth(theme.em(40))
        # A stack asks for no more height where its words take more lines than one.
        self.resize(theme.em(46), theme.em(29 if way is Way.SET else 18))

    # -- who, and which password

    def _asking(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.9))
        words = QLabel(TOLD[self._way])
        words.setWordWrap(True)
        column.addWidget(words)
        column.addWidget(self.new if self._way is Way.SET else self.current)
        column.addStretch(1)
        return page

    def _patience(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(BUSY[self._way])
        column.addStretch(1)
        column.addWidget(QLabel(BUSY[self._way]))
        column.addWidget(bar)
        column.addStretch(1)
        return page

    @Slot()
    def go_on(self) -> None:
        """Do what this page is for, and go to the next."""
        if self.go_button.isEnabled():
            self._next()

    def _begin(self) -> None:
        if self._way is Way.SET:
            if self.new.check():
                name, password = self.new.name(), self.new.value()
                self._wait()
                work = partial(_set, name, password)
                self._desk.exchange(work, self._protected, failed=self._refused, owner=self)
            return
        password = self.password.text()
        self.current.refuse("")
        self._wait()
        if self._way is Way.RENEW:
            self._desk.exchange(partial(_renew, password), self._protected, failed=self._refused, owner=self)
        else:
            self._desk.write(partial(_recovery, password), self._show_recovery, failed=self._refused, owner=self)

    def _wait(self) -> None:
        self._held = True
        self.banner.say("")
        self.pages.setCurrentWidget(self._waiting)
        for button in (self.cancel_button, self.go_button):
            button.setEnabled(False)

    def _refused(self, error: Exception) -> None:
        self._held = False
        self.pages.setCurrentWidget(self._first)
        for button in (self.cancel_button, self.go_button):
            button.setEnabled(True)
        if isinstance(error, Refusal):
            if self._way is Way.SET and error.field:
                self.new.refuse(error)
            elif error.code in {"wrong_password", "too_soon"}:
                self.current.refuse(error.sentence)
                self.current.setFocus()
            else:
                self.banner.say(error.sentence, Tone.WARN)

    # -- the paper

    def _protected(self, made: vault.Protected) -> None:
        self._desk.read(lambda store: safety.plain_copies(store.path), self._take_copies, owner=self)
        self._show_recovery(made.recovery)

    def _show_recovery(self, groups: Sequence[str]) -> None:
        self.new.clear()
        self.password.clear()
        self.recovery = RecoveryPage(self._desk, self._whose, groups, self._window)
        self.recovery.entered.connect(self.go_on)
        self.pages.addWidget(self.recovery)
        self.pages.setCurrentWidget(self.recovery)
        self.cancel_button.hide()
        self.go_button.setText(DONE)
        self.go_button.setEnabled(True)
        self._next = self._checked
        self._fit(WIDE, HIGH)

    def _fit(self, wide: float, high: float) -> None:
        """Be so large, where the screen has the room, in the middle of the window."""
        room, middle = self.screen().availableGeometry(), self._window.frameGeometry().center()
        self.resize(min(theme.em(wide), round(room.width() * 0.92)), min(theme.em(high), round(room.height() * 0.88)))
        place = self.rect()
        place.moveCenter(middle)
        self.move(max(place.x(), room.x()), max(place.y(), room.y()))

    def _checked(self) -> None:
        if self.recovery is not None and self.recovery.check():
            self._held = False
            self._after()

    # -- the old copies

    def _take_copies(self, copies: tuple[Backup, ...]) -> None:
        if copies:
            self._after = partial(self.show_copies, copies)

    def show_copies(self, copies: Sequence[Backup]) -> None:
        """Show the copies that anybody can read, to be deleted."""
        self.copies = PlainCopies(copies)
        self.pages.addWidget(self.copies)
        self.pages.setCurrentWidget(self.copies)
        self.copies.setFocus()
        self.cancel_button.setText(LEAVE)
        self.cancel_button.setEnabled(True)
        self.cancel_button.show()
        self.go_button.setText(DELETE)
        self._next = self._clear
        self._fit(WIDE, LOW)

    def _clear(self) -> None:
        chosen = self.copies.chosen() if self.copies else []
        if not chosen:
            self.accept()
            return
        self.go_button.setEnabled(False)
        self._desk.write(lambda store: safety.clear(store, chosen), self._cleared, failed=self._not_cleared, owner=self)

    def _cleared(self, done: safety.Cleared) -> None:
        self.go_button.setEnabled(True)
        told = "".join([CLEARED.format(done.deleted), *done.troubles])
        self.banner.say(told, Tone.WARN if done.troubles else Tone.GOOD, stays=True)
        self.cancel_button.hide()
        self.go_button.setText(DONE)
        self._next = self.accept
        self._desk.changed.emit(Changes(kinds=frozenset({KIND})))

    def _not_cleared(self, _error: Exception) -> None:
        self.go_button.setEnabled(True)

    # -- not before its time

    def reject(self) -> None:
        """Close, but not while the file is written, nor before the key is on a paper."""
        if not self._held:
            super().reject()
        elif self.recovery is not None:
            self.banner.say(STAY, Tone.WARN)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close by the window's own button as Esc would."""
        if self._held:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)


def _set(name: str, password: str, store: Store) -> vault.Protected:
    return safety.set_password(store, name, password)


def _renew(password: str, store: Store) -> vault.Protected:
    return safety.renew(store, password)


def _recovery(password: str, store: Store) -> tuple[str, ...]:
    return safety.recovery(store, password)


def show(desk: Desk, way: Way, parent: QWidget) -> None:
    """Open the dialog over the window that a widget is in; it outlives the screen, which goes with the file."""
    KeyDialog(desk, way, parent.window()).open()


def clear_copies(desk: Desk, copies: Sequence[Backup], parent: QWidget) -> None:
    """Open the dialog at its last page alone."""
    dialog = KeyDialog(desk, Way.CLEAR, parent.window())
    dialog.show_copies(copies)
    dialog.open()
