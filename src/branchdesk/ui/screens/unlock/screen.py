"""The file is locked: its password, or its recovery key and then a new password. Nothing of the branch is shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.errors import Refusal, Spoken
from branchdesk.services import Store, branch
from branchdesk.services.keeping import vault
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.jobs import Lane
from branchdesk.ui.screen import Card, Page
from branchdesk.ui.screens.opening.outside import Outside
from branchdesk.ui.screens.safety.new_password import NewPassword, secret_line
from branchdesk.ui.screens.unlock.recovery_pane import RecoveryGroups
from branchdesk.words import opening as say

WIDTH = 40
SECOND = 1000  # milliseconds
FINAL = (
    "密码忘了，恢复密钥也没有，这个文件就再也打不开，谁也没有别的办法。只有设密码以前留下的、没有密码的备份还能打开。"
)
ON_PAPER = "恢复密钥在设密码时打印的那张纸上，共 8 组、每组 8 个字符，不分大小写；从任意一组粘贴整串即可。"
NEW = "恢复密钥正确。请先定一个新密码，原来的密码不再有效。恢复密钥照旧，请放回信封保存。"
WAIT = "密码不对。请 {} 秒后再试。"
# What is said by the field; whatever else is in the way is no matter of a password.
ABOUT_IT = frozenset({"wrong_password", "too_soon", "not_a_recovery_key", "wrong_recovery_key"})


class UnlockScreen(Outside):
    """Asks for the password, which also says who works, or for the recovery key."""

    title = say.UNLOCK
    subtitle = "资料已锁定"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._path = Path()
        self._left = 0
        self._names = [_small(), _small()]
        self._seconds = QTimer(self)
        self._seconds.setInterval(SECOND)
        self._seconds.timeout.connect(self._count)
        self._panes = QVBoxLayout()  # no stack: each card is as high as it needs
        self._ask_pane, self._recovery_pane, self._new_pane = self._password(), self._recovery(), _card("设置新密码")
        for pane in (self._ask_pane, self._recovery_pane, self._new_pane):
            self._panes.addWidget(pane)
        self._turn_to(self._ask_pane)
        page = Page()
        page.body.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(self._panes, 2)
        middle.addStretch(1)
        page.body.addLayout(middle)
        page.body.addStretch(2)
        self.body.addWidget(page)

    def meant(self, file: Path | None, _error: Exception | None) -> None:
        """Look at the keys of the file, and wait for typing."""
        if file is None:
            return  # come to without a file that is locked: there is nothing to ask for
        self._path = file
        for label in self._names:
            label.setText(f"文件：{self._path.name}")
            label.setToolTip(str(self._path))
        self._look()
        self.desk.jobs.run(_warm, lane=Lane.TEND)

    def back(self) -> bool:
        """Go back to the password."""
        if not self._ask_pane.isHidden():
            return False
        self._to_password()
        return True

    def _turn_to(self, wanted: Card) -> None:
        for pane in (self._ask_pane, self._recovery_pane, self._new_pane):
            pane.setVisible(pane is wanted)

    # -- the password

    def _password(self) -> Card:
        card = _card(say.UNLOCK)
        card.body.addWidget(self._names[0])
        self.password = secret_line()
        self.password.returnPressed.connect(self._open)
        self._password_field = Labelled("密码", self.password)
        self.keys_problem = theme.mark(QLabel(""), tone="bad")
        self.keys_problem.setWordWrap(True)
        card.body.addWidget(self.keys_problem)
        card.body.addWidget(self._password_field)
        self.open_button = theme.mark(QPushButton("打开"), role="primary")
        self.open_button.clicked.connect(self._open)
        self.recovery_button = theme.mark(QPushButton("忘记密码，用恢复密钥打开"), role="link")
        self.recovery_button.clicked.connect(self._to_recovery)
        self.again_button = QPushButton("重新检查")
        self.again_button.clicked.connect(self._look)
        other = theme.mark(QPushButton("打开其他文件…"), role="link")
        other.clicked.connect(self._open_other)
        row = QHBoxLayout()
        row.addWidget(self.recovery_button)
        row.addWidget(other)
        row.addStretch(1)
        row.addWidget(self.again_button)
        row.addWidget(self.open_button)
        card.body.addLayout(row)
        return card

    @Slot()
    def _look(self) -> None:
        """See whether there are keys that a password can open; they lie in a small file."""
        problem = ""
        try:
            self._left = vault.waiting(self._path)
        except Spoken as error:
            problem = error.sentence
        self.keys_problem.setText(problem)
        self.keys_problem.setVisible(bool(problem))
        self._password_field.setVisible(not problem)
        self.open_button.setVisible(not problem)
        self.again_button.setVisible(bool(problem))
        if self._left:
            self._begin_wait()
        self.setFocusProxy(self.recovery_button if problem else self.password)
        self.setFocus()

    @Slot()
    def _open(self) -> None:
        if not self.open_button.isEnabled():
            return
        self._password_field.refuse("")
        self._busy(now=True)
        self._run(partial(vault.unlock, self._path, self.password.text()), self._wrong)

    def _run(self, opening: Callable[[], Store], failed: Callable[[Exception], object]) -> None:
        """Open the file on the writing lane, where a file that is being put away comes first; hold it if need be."""
        held = self.desk.put_away == self._path
        work = partial(_open, None if held else self._path, opening)
        self.desk.jobs.run(work, done=self._opened, failed=failed, lane=Lane.WRITE)

    def _opened(self, opened: tuple[Store, ExitStack | None]) -> None:
        self.password.clear()
        if opened[1] is None:
            self.desk.adopt(opened[0])
        else:
            self.has_opened.emit(opened)

    def _wrong(self, error: Exception) -> None:
        self._busy(now=False)
        self.password.selectAll()
        self.password.setFocus()
        if not isinstance(error, Refusal):
            return  # a trouble has its dialog, and the password may be tried again
        if error.code.startswith("keys_"):
            self._look()
        elif error.code not in ABOUT_IT:
            self._hand_on(error)
        else:
            self._password_field.refuse(error.sentence)
            self._look_how_long()

    def _hand_on(self, error: Refusal) -> None:
        """Leave it to another screen to say why the file does not open under the right key."""
        self.desk.let_go()
        self.not_opened.emit(self._path, error)

    def _look_how_long(self) -> None:
        try:
            self._left = vault.waiting(self._path)
        except Spoken:
            self._look()
        if self._left:
            self._begin_wait()

    def _begin_wait(self) -> None:
        self._seconds.start()
        self._tell_wait()

    @Slot()
    def _count(self) -> None:
        self._left -= 1
        self._tell_wait()

    def _tell_wait(self) -> None:
        waits = self._left > 0
        self._password_field.refuse(WAIT.format(self._left) if waits else "")
        self.open_button.setEnabled(not waits)
        if not waits:
            self._seconds.stop()

    def _busy(self, *, now: bool) -> None:
        for widget in (self.open_button, self.password, self.recovery_button):
            widget.setEnabled(not now)
        self.open_button.setText("正在打开…" if now else "打开")

    # -- the recovery key

    def _recovery(self) -> Card:
        card = _card("用恢复密钥打开")
        card.body.addWidget(self._names[1])
        card.body.addWidget(_words(ON_PAPER))
        self.groups = RecoveryGroups()
        self.groups.entered.connect(self._try)
        card.body.addWidget(self.groups)
        card.body.addWidget(_words(FINAL))
        back = QPushButton("返回")
        back.clicked.connect(self._to_password)
        self.try_button = theme.mark(QPushButton("打开"), role="primary")
        self.try_button.clicked.connect(self._try)
        card.body.addLayout(_right(back, self.try_button))
        return card

    @Slot()
    def _to_recovery(self) -> None:
        self._turn_to(self._recovery_pane)
        self.groups.setFocus()

    @Slot()
    def _to_password(self) -> None:
        self.groups.clear()
        self._turn_to(self._ask_pane)
        self._look()

    @Slot()
    def _try(self) -> None:
        if not self.try_button.isEnabled() or not self.groups.check():
            return
        self.try_button.setEnabled(False)
        held = self.desk.put_away == self._path
        work = partial(_try, None if held else self._path, partial(vault.try_recovery, self._path, self.groups.text()))
        self.desk.jobs.run(work, done=self._right_key, failed=self._wrong_key, lane=Lane.WRITE, owner=self)

    def _wrong_key(self, error: Exception) -> None:
        self.try_button.setEnabled(True)
        if isinstance(error, Refusal) and error.code in ABOUT_IT:
            self._turn_to(self._recovery_pane)
            self.groups.refuse(error.sentence)
        elif isinstance(error, Refusal):
            self._hand_on(error)

    # -- after it, a new password before anything else

    def _right_key(self, names: tuple[str, ...]) -> None:
        self.try_button.setEnabled(True)
        self._panes.removeWidget(self._new_pane)
        self._new_pane.hide()
        self._new_pane.deleteLater()
        self._new_pane = _card("设置新密码")
        self._new_pane.body.addWidget(_words(NEW))
        self.new_password = NewPassword(names)
        self.new_password.entered.connect(self._take_over)
        self._new_pane.body.addWidget(self.new_password)
        back = QPushButton("返回")
        back.clicked.connect(self._to_password)
        self.save_button = theme.mark(QPushButton("保存密码并打开"), role="primary")
        self.save_button.clicked.connect(self._take_over)
        self._new_pane.body.addLayout(_right(back, self.save_button))
        self._panes.addWidget(self._new_pane)
        self._turn_to(self._new_pane)
        self.new_password.setFocus()

    @Slot()
    def _take_over(self) -> None:
        if not self.save_button.isEnabled() or not self.new_password.check():
            return
        self.save_button.setEnabled(False)
        text, name, password = self.groups.text(), self.new_password.name(), self.new_password.value()
        self._run(partial(vault.recover, self._path, text, name, password), self._not_taken)

    def _not_taken(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, Refusal):
            if error.field in {"operator", "password"}:
                self.new_password.refuse(error)
            else:
                self._wrong_key(error)

    # -- another file

    @Slot()
    def _open_other(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, say.OPEN_FILE, str(self._path.parent), say.KIND)
        if chosen:
            self.wants_file.emit(Path(chosen))


def _card(heading: str) -> Card:
    card = Card()
    card.body.setContentsMargins(theme.em(2), theme.em(1.6), theme.em(2), theme.em(1.6))
    card.body.setSpacing(theme.em(0.9))
    card.setMinimumWidth(theme.em(WIDTH))
    card.setMaximumWidth(theme.em(WIDTH + 6))
    card.body.addWidget(theme.mark(QLabel(heading), role="title"))
    return card


def _words(text: str) -> QLabel:
    label = theme.mark(QLabel(text), tone="quiet")
    label.setWordWrap(True)
    return label


def _warm() -> None:
    """Load what 今日 needs, while somebody types the password: it shall be there at once."""
    for module in ("services.keeping.vault", "services.today", "services.tending", "ui.screens.today"):
        import_module(f"branchdesk.{module}")
    import nacl.pwhash  # noqa: F401, PLC0415 - as above


def _open(file: Path | None, opening: Callable[[], Store]) -> tuple[Store, ExitStack | None]:
    """Open a file, and hold it where it is named; this runs on the lane."""
    with ExitStack() as holding:
        if file is None:
            return opening(), None
        holding.enter_context(branch.hold(file))
        return opening(), holding.pop_all()


def _try(file: Path | None, trying: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    with branch.hold(file) if file is not None else nullcontext():
        return trying()


def _small() -> QLabel:
    label = theme.mark(QLabel(""), role="small")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _right(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
