"""The first minute: what the branch is called, and from which month its duties count."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from branchdesk import clock, places
from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.services import branch
from branchdesk.services.keeping import placing, world
from branchdesk.ui import outside, theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.screen import Card, Page
from branchdesk.ui.screens.opening.outside import Outside
from branchdesk.ui.theme import Tone
from branchdesk.words import world as say_world

SECRECY = "请勿录入涉密内容：本程序不得存储、处理国家秘密。"
PROMISE = "所有资料只存在这台电脑的一个文件里，程序不联网。"
KIND = "支部工作台数据文件 (*.branchdesk)"
MONTH_NEEDED = "请写到月，例如 2026-11。"
WIDTH = 36


class FirstRun(Outside):
    """Asks three things, makes the file, and says what comes next."""

    title = "开始使用"
    subtitle = "填三项就可以开始"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._path = _free(places.default_file())
        self._heading = "新建或打开支部" if desk.is_open else "先建立一个支部"
        self._unit = Labelled("单位", _line("例如：某某市人民检察院"))
        self._name = Labelled("支部名称", _line("例如：第四党支部"))
        self._since_edit = DateEdit()
        self._since_edit.set_value(PartialDate(clock.today().year, clock.today().month))
        self._since = Labelled(
            "启用日期",
            self._since_edit,
            hint="要办的事从这个月算起，以前的月份不催办；以前的记录随时可以补录。",
        )
        self._fields = {"unit": self._unit, "name": self._name, "duties_from": self._since}
        self._where = theme.mark(QLabel(""), role="small")
        self._where.setWordWrap(True)
        self._warning = theme.mark(QLabel(""), role="small", tone=Tone.WARN)
        self._warning.setWordWrap(True)
        self._create = theme.mark(QPushButton("建立支部"), role="primary")
        self._create.clicked.connect(self._make)
        for line in (self._unit.editor, self._name.editor, self._since_edit):
            line.returnPressed.connect(self._make)  # type: ignore[attr-defined]
        page = Page()
        page.body.addStretch(1)
        middle = QHBoxLayout()  # stretches, not an alignment: an aligned card would not grow with a refusal's lines
        middle.addStretch(1)
        middle.addWidget(self._card(), 2)
        middle.addStretch(1)
        page.body.addLayout(middle)
        page.body.addStretch(2)
        self.body.addWidget(page)
        self.setFocusProxy(self._unit)
        self._show_place()

    def meant(self, file: Path | None, error: Exception | None) -> None:
        """Offer the place of a file that was asked for and is not there."""
        del error
        if file is not None and not file.exists() and file.parent.is_dir():
            self._path = file
            self._show_place()

    def _card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(theme.em(2), theme.em(1.6), theme.em(2), theme.em(1.6))
        card.body.setSpacing(theme.em(0.9))
        card.setMinimumWidth(theme.em(WIDTH))
        card.setMaximumWidth(theme.em(WIDTH + 8))
        card.body.addWidget(theme.mark(QLabel(self._heading), role="title"))
        promise = theme.mark(QLabel(PROMISE), tone="quiet")
        promise.setWordWrap(True)
        card.body.addWidget(promise)
        secrecy = theme.mark(QLabel(SECRECY), tone=Tone.BAD)
        secrecy.setWordWrap(True)
        card.body.addWidget(secrecy)
        for field in self._fields.values():
            card.body.addWidget(field)
        card.body.addWidget(self._place_row())
        buttons = QHBoxLayout()
        existing = QPushButton("打开已有文件")
        existing.clicked.connect(self._open_existing)
        package = QPushButton("接收交接包…")
        package.clicked.connect(self._receive)
        buttons.addWidget(existing)
        buttons.addWidget(package)
        buttons.addStretch(1)
        buttons.addWidget(self._create)
        card.body.addLayout(buttons)
        return card

    def _place_row(self) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.2))
        column.addWidget(theme.mark(QLabel("数据文件"), role="key"))
        row = QHBoxLayout()
        row.addWidget(self._where, 1)
        change = theme.mark(QPushButton("选择文件夹…"), role="quiet")
        change.clicked.connect(self._change_place)
        row.addWidget(change)
        column.addLayout(row)
        column.addWidget(self._warning)
        return place

    def _show_place(self) -> None:
        # A path has no blanks to break at; the invisible ones let it wrap after each folder.
        program = world.synchronised_by(self._path)
        self._warning.setText(say_world.synchronised(self._path.parent, program) if program else "")
        self._warning.setVisible(bool(program))
        self._where.setText(str(self._path).replace("/", "/\u200b").replace("\\", "\\\u200b"))

    @Slot()
    def _change_place(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "数据文件存在哪个文件夹", str(self._path.parent))
        if folder:
            self._path = _free(Path(folder) / places.default_file().name)
            self._show_place()

    @Slot()
    def _open_existing(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "打开数据文件", str(self._path.parent), KIND)
        if chosen:
            self.wants_file.emit(Path(chosen))

    @Slot()
    def _receive(self) -> None:
        from branchdesk.ui.screens.handing_over.receiving import ReceiveDialog  # noqa: PLC0415 - few ever take over

        chosen, _ = QFileDialog.getOpenFileName(self, "选择交接包里的数据文件", str(outside.documents()), KIND)
        if chosen:
            dialog = ReceiveDialog(self.desk, Path(chosen), self)
            dialog.received.connect(self.wants_file)
            dialog.exec()

    @Slot()
    def _make(self) -> None:
        for field in self._fields.values():
            field.refuse("")
        since = self._since_edit.value() if self._since_edit.check() else None
        if since is None or not since.month:
            self._since.refuse(self._since_edit.problem() or MONTH_NEEDED)
            return
        founding = branch.Founding(_text(self._name), _text(self._unit), f"{since.year:04}-{since.month:02}")
        path, default = self._path, self._path.parent == places.data_folder()
        self._create.setEnabled(False)

        def make() -> Path:
            if default:
                placing.make_folder(path.parent)
            branch.create(path, founding).close()
            return path

        self.desk.jobs.run(make, done=self._made, failed=self._refused)

    def _made(self, path: Path) -> None:
        self._create.setEnabled(True)
        self.wants_file.emit(path)

    def _refused(self, error: Exception) -> None:
        self._create.setEnabled(True)
        if isinstance(error, Refusal):
            field = self._fields.get(error.field or "")
            if field is None:
                self.say(error.sentence, Tone.WARN)
            else:
                field.refuse(error.sentence)
                field.editor.setFocus()


def _line(example: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(example)
    return line


def _free(path: Path) -> Path:
    """Give a file name that is not taken: 支部, 支部2, 支部3."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}{number}")
    return free


def _text(field: Labelled) -> str:
    editor = field.editor
    return editor.text().strip() if isinstance(editor, QLineEdit) else ""
