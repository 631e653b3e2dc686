"""Who may open the file: one more, one fewer, another password; whoever asks shows by a password who asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.errors import Refusal
from branchdesk.services import Changes, Store
from branchdesk.services.keeping import vault
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.screens.safety.new_password import NewPassword, secret_line

KIND = "operator"
ADD, CHANGE, REMOVE = "增加使用人", "更换我的密码", "移除使用人"
ADD_TOLD = "每位使用人用自己的密码打开同一个文件，操作记录里记各自的姓名。新密码请由本人输入。"
CHANGE_TOLD = "换密码不必重新打印恢复密钥。换以前的备份仍由当时的密码打开。"
REMOVE_TOLD = "“{}”将不能再用密码打开这个文件。移除以前的备份仍由当时的密码打开；怀疑密钥外泄时请更换密钥。"

Verb = Callable[[Store], object]


class OperatorDialog(QDialog):
    """One's own password, perhaps a new one, and a button; what is refused is told by its field.

    `verb` gives what is to be done with the password and the new one, as they were typed.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        told: str,
        verb: Callable[[str, NewPassword | None], Verb],
        parent: QWidget,
        *,
        new: NewPassword | None = None,
    ) -> None:
        super().__init__(parent.window())
        self._desk, self._verb, self.new = desk, verb, new
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.em(36))
        words = QLabel(told)
        words.setWordWrap(True)
        self.password = secret_line()
        self.current = Labelled("你现在的密码", self.password)
        cancel, self.go_button = QPushButton("取消"), theme.mark(QPushButton(title), role="primary")
        cancel.clicked.connect(self.reject)
        self.go_button.clicked.connect(self.go_on)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (cancel, self.go_button):
            button.setAutoDefault(False)  # Enter goes on from the last field alone
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.6), theme.em(1.4), theme.em(1.6), theme.em(1.2))
        column.setSpacing(theme.em(0.9))
        column.addWidget(words)
        column.addWidget(self.current)
        if new is None:
            self.password.returnPressed.connect(self.go_on)
        else:
            column.addWidget(new)
            new.entered.connect(self.go_on)
        column.addStretch(1)
        column.addLayout(foot)
        # Words that wrap ask for less height than they take.
        high = 17 if new is None else 25 + 7 * (not new.operator.isHidden())
        self.resize(theme.em(40), min(theme.em(high), round(self.screen().availableSize().height() * 0.95)))
        self.password.setFocus()

    @Slot()
    def go_on(self) -> None:
        """Do it, off the main thread: each password costs half a second."""
        if not self.go_button.isEnabled() or (self.new is not None and not self.new.check()):
            return
        self.current.refuse("")
        self.go_button.setEnabled(False)
        verb = self._verb(self.password.text(), self.new)
        self._desk.write(verb, self._done, failed=self._refused, owner=self)

    def _done(self, _result: object) -> None:
        self._desk.changed.emit(Changes(kinds=frozenset({KIND})))
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.go_button.setEnabled(True)
        if not isinstance(error, Refusal):
            return
        if self.new is not None and error.code not in {"wrong_password", "too_soon"}:
            self.new.refuse(error)
        else:
            self.current.refuse(error.sentence)
            self.password.selectAll()
            self.password.setFocus()


def add(desk: Desk, parent: QWidget) -> OperatorDialog:
    """Let one more open the file."""

    def verb(current: str, new: NewPassword | None) -> Verb:
        name, password = (new.name(), new.value()) if new else ("", "")
        return partial(_add, current, name, password)

    return OperatorDialog(desk, ADD, ADD_TOLD, verb, parent, new=NewPassword())


def change(desk: Desk, parent: QWidget) -> OperatorDialog:
    """Give whoever works another password."""

    def verb(current: str, new: NewPassword | None) -> Verb:
        return partial(_change, current, new.value() if new else "")

    return OperatorDialog(desk, CHANGE, CHANGE_TOLD, verb, parent, new=NewPassword(named=False))


def remove(desk: Desk, name: str, parent: QWidget) -> OperatorDialog:
    """Let somebody open the file no longer."""

    def verb(current: str, _new: NewPassword | None) -> Verb:
        return partial(_remove, current, name)

    return OperatorDialog(desk, REMOVE, REMOVE_TOLD.format(name), verb, parent)


def _add(current: str, name: str, password: str, store: Store) -> None:
    vault.confirm(store, store.operator, current)
    vault.add_operator(store, name, password)


def _change(current: str, new: str, store: Store) -> None:
    vault.change_password(store, store.operator, current, new)


def _remove(current: str, name: str, store: Store) -> None:
    vault.confirm(store, store.operator, current)
    vault.remove_operator(store, name)
