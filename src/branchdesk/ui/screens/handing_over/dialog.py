"""制作交接包: who takes over, the password, the folder; then what is left to do with what was made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.keeping import handing_over
from branchdesk.services.keeping.handing_over import Package, Wish
from branchdesk.services.papers import recovery_papers
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.papers.papers import Order
from branchdesk.services.papers.printing import Paper
from branchdesk.ui import outside, theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.progress_line import ProgressLine
from branchdesk.ui.papers import preview
from branchdesk.ui.papers.printing import PrintRun
from branchdesk.ui.screens.safety.new_password import NewPassword
from branchdesk.words import handing_over as say

if TYPE_CHECKING:
    from branchdesk.ui.jobs import Job

WIDTH = 36
WHAT = "把本支部的全部记录写成一个新的数据文件，用新的密钥加密，连同待签字的交接清单交给接收人。本机的文件不变。"
WHOSE = "接收人在场的，请他本人输入密码；不在场的，先设一个交接密码，另行告知，接收后请他更换。"
PLACE = "在这个文件夹里新建“交接包-支部-日期”"
PRINT_KEY, PRINT_LIST, SHOW_FOLDER = "打印恢复密钥…", "打印交接清单…", "打开文件夹"
STEPS = (
    ("恢复密钥", "忘记密码时唯一的办法，只在这里打印一次。装入信封密封，与数据文件分开移交。", PRINT_KEY),
    ("交接清单", "双方和监交人核对后签字，各执一份。文件夹里已有一份 PDF。", PRINT_LIST),
    ("交接包", "把整个文件夹拷给接收人，两个文件缺一不可；核对完毕后删除优盘上的这一份。", SHOW_FOLDER),
)
AFTERWARDS = (
    "本机的文件没有改动，仍用原来的密码打开。接收人核对签字后以他的文件为准，这里不要再录入；"
    "本机文件和各处备份的保存或销毁，按单位规定办理。"
)
UNPRINTED = "恢复密钥还没有打印。关闭以后就再也看不到它；没有它，忘记密码就打不开交接包。"


class HandOverDialog(QDialog):
    """Asks what a package needs, has it made, and says what is left to do."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._printed = False
        self._warned = False
        self.package: Package | None = None
        self.setWindowTitle("制作交接包")
        self.password = NewPassword()
        self.password.operator.name.setText("接收人姓名")
        self.folder = outside.documents()
        self.where = _text("")
        self.place_button = theme.mark(QPushButton("换个位置"), role="quiet")
        self.place_button.setAutoDefault(False)
        self.message = theme.mark(_text(""), tone="bad")
        self.message.hide()
        self.progress = ProgressLine()
        self.make_button = theme.mark(QPushButton("制作"), role="primary")
        self.make_button.setDefault(True)
        self.cancel_button = QPushButton("取消")
        self.cancel_button.setAutoDefault(False)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._form())
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.6), theme.em(1.3), theme.em(1.6), theme.em(1.2))
        column.addWidget(self.stack)
        self.setMinimumWidth(theme.em(WIDTH))
        self.make_button.clicked.connect(self.make)
        self.cancel_button.clicked.connect(self.reject)
        self.password.entered.connect(self.make)
        self.place_button.clicked.connect(self._choose)
        self.progress.cancelled.connect(self._give_up)
        self.put_in(self.folder)
        self.password.setFocus()

    def reject(self) -> None:
        """Close; a recovery key that was not printed is spoken of once."""
        if self._job is not None:
            self._give_up()
            return
        if self.package is not None and not self._printed and not self._warned:
            self._warned = True
            self.warning.show()
            self._fit()
            return
        super().reject()

    def put_in(self, folder: Path) -> None:
        """Put the package into another folder."""
        self.folder = folder
        self.where.setText(_breaking(folder))
        self._refuse("")

    @Slot()
    def make(self) -> None:
        """Have the package made."""
        self._refuse("")
        if self._job is not None or not self.password.check():
            return
        typed = self.password.value()
        wish = Wish(self.folder, self.password.name(), typed, typed)
        self._busy(busy=True)

        def work(store: Store, report: Callable[[int, int], None]) -> Package:
            return handing_over.write(store, wish, report)

        self._job = self._desk.write(work, self._made, failed=self._failed, progress=self.progress.move_to, owner=self)

    # -- inside

    def _form(self) -> QWidget:
        page = QWidget()
        column = _column(page)
        column.addWidget(_text(WHAT))
        column.addWidget(_text(WHOSE, role="small"))
        column.addWidget(self.password)
        column.addWidget(theme.mark(QLabel(PLACE), role="key"))
        line = QHBoxLayout()
        line.addWidget(self.where, 1)
        line.addWidget(self.place_button)
        column.addLayout(line)
        column.addWidget(self.message)
        column.addWidget(self.progress)
        column.addSpacing(theme.em(0.5))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.em(0.7))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.make_button)
        column.addLayout(buttons)
        return page

    def _result(self, package: Package) -> QWidget:
        page = QWidget()
        column = _column(page)
        column.addWidget(theme.mark(QLabel("交接包已做好，并已打开核对"), role="heading"))
        column.addWidget(_text(f"在“{_breaking(package.folder)}”。"))
        verbs = (self._print_key, self._print_list, partial(outside.show, package.folder))
        for number, ((name, about, word), verb) in enumerate(zip(STEPS, verbs, strict=True), start=1):
            line = QHBoxLayout()
            line.setSpacing(theme.em(1))
            told = QVBoxLayout()
            told.setSpacing(theme.em(0.15))
            told.addWidget(theme.mark(QLabel(f"{number}. {name}"), role="key"))
            told.addWidget(_text(about, role="small"))
            line.addLayout(told, 1)
            button = QPushButton(word)
            button.setAutoDefault(False)
            button.clicked.connect(verb)
            if number == 1:
                theme.mark(button, role="primary")
                self.key_button = button
            line.addWidget(button)
            column.addLayout(line)
        column.addWidget(_text(AFTERWARDS, role="small"))
        self.warning = theme.mark(_text(UNPRINTED), tone="bad")
        self.warning.hide()
        column.addWidget(self.warning)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        buttons.addWidget(close)
        column.addLayout(buttons)
        return page

    def _made(self, package: Package) -> None:
        self._busy(busy=False)
        self.password.clear()
        self.package = package
        self.stack.addWidget(self._result(package))
        self.stack.setCurrentIndex(1)
        self.key_button.setFocus()
        self._fit()

    def _failed(self, error: Exception) -> None:
        self._busy(busy=False)
        if isinstance(error, Refusal):
            if error.field in {"operator", "password", "again"}:
                self.password.refuse(error)
            else:
                self._refuse(error.sentence)
                self.place_button.setFocus()

    def _refuse(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        self._fit()

    def _busy(self, *, busy: bool) -> None:
        self._job = None
        if busy:
            self.progress.begin("正在制作并核对…")
        else:
            self.progress.end()
        for part in (self.make_button, self.password, self.place_button):
            part.setEnabled(not busy)

    @Slot()
    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._busy(busy=False)

    @Slot()
    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "交接包放在哪里", str(self.folder))
        if chosen:
            self.put_in(Path(chosen))

    @Slot()
    def _print_key(self) -> None:
        if self.package is None:
            return
        name, groups = self.package.data.name, self.package.recovery

        def work(store: Store) -> Paper:
            own = house(store)
            return recovery_papers.make(store.branch.unit, store.branch.name, name, groups, own)

        def made(paper: Paper) -> None:
            run = PrintRun(self._desk, paper, recovery_papers.TITLE, self, duplex=False)
            run.ended.connect(self._key_printed)
            run.start(self)

        self._desk.read(work, made, owner=self)

    @Slot(str)
    def _key_printed(self, trouble: str) -> None:
        self.warning.setText(trouble or UNPRINTED)
        self.warning.setVisible(bool(trouble))
        self._printed = self._printed or not trouble
        self._fit()

    @Slot()
    def _print_list(self) -> None:
        if self.package is not None:
            order = Order("hand-over-list", options={"package": str(self.package.data)})
            preview.show(self._desk, self, order, say.NAME)

    def _fit(self) -> None:
        column = self.layout()
        if column is not None:  # lines that wrap do not make a dialog higher by themselves
            column.activate()
            self.resize(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.em(0.8))
    return column


def _text(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return theme.mark(label, role=role) if role else label


def _breaking(path: Path) -> str:
    """Let a path wrap after each folder: it has no blanks to break at."""
    return str(path).replace("/", "/\u200b").replace("\\", "\\\u200b")
