"""What of a list to export, with which columns, and where to: asked on one small page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from branchdesk.ledgers.spec import Ledger
from branchdesk.services.ledgers.lists import Query
from branchdesk.ui import theme
from branchdesk.ui.theme import Tone

ENDINGS = {".xlsx": "Excel、WPS 表格 (*.xlsx)", ".csv": "逗号分隔文本 (*.csv)", ".ods": "开放文档表格 (*.ods)"}
USUAL = ".xlsx"
ABOUT = {
    ".xlsx": "日期和数字按类型保存，号码和以 0 开头的数字存为文本。",
    ".csv": "纯文本。用 Excel、WPS 直接打开会改动长号码和开头的 0，要在表格软件里查看请选 .xlsx。",
    ".ods": "开放文档格式，WPS 和 LibreOffice 都能打开。",
}
ALL, FITTING, CHOSEN, SHOWN = "all", "fitting", "chosen", "shown"
WIDTH = 34
SLASHES = ("/", "\\")


@dataclass(frozen=True, slots=True)
class View:
    """What a list shows: how it is narrowed and sorted, its columns, and how many records fit, are there, are chosen.

    `whole` is the number of all records, `fitting` of those that the query gives.
    """

    query: Query
    columns: tuple[str, ...]
    fitting: int
    whole: int
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: where to, which records, which columns (None: the whole sheet)."""

    path: Path
    query: Query
    columns: tuple[str, ...] | None = None


class ExportDialog(QDialog):
    """Asks for everything about one export; `wanted` carries the `Wish`."""

    wanted = Signal(object)

    def __init__(self, window: QWidget, ledger: Ledger, view: View, suggested: Path) -> None:
        super().__init__(window)
        self._ledger, self._view = ledger, view
        self._private = tuple(field for field in (ledger.field(key) for key in ledger.sheet) if field.private)
        self._agreed: Path | None = None
        self.setWindowTitle(f"导出{ledger.label}")
        self.records = _Choice(_records(ledger, view))
        self.records.choose(CHOSEN if len(view.chosen) > 1 else FITTING if view.fitting < view.whole else ALL)
        self.columns = _Choice(_columns(ledger, view))
        self.columns.chosen.connect(self._columns_moved)
        self.private = QCheckBox(f"含{'、'.join(field.label for field in self._private)}")
        self.private.toggled.connect(self._say_private)
        self.about_private = _small()
        self.path = QLineEdit(str(suggested))
        self.path.setAccessibleName("文件的位置和名称")
        self.path.textChanged.connect(self._path_moved)
        self.place_button = QPushButton("选择位置…")
        self.place_button.setAutoDefault(False)
        self.place_button.clicked.connect(self._choose)
        self.about = _small()
        self.message = QLabel("")
        self.message.setWordWrap(True)
        self.message.hide()
        self.cancel_button = QPushButton("取消")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.write_button = theme.mark(QPushButton("导出"), role="primary")
        self.write_button.setDefault(True)
        self.write_button.clicked.connect(self._go)
        self._lay_out()
        self._columns_moved()
        self._path_moved()
        self.write_button.setFocus()

    def wish(self) -> Wish:
        """Give what is asked for as it stands."""
        query = self._view.query
        if self.records.value() == ALL:
            query = replace(query, conditions=(), search="", ids=None)
        elif self.records.value() == CHOSEN:
            query = replace(query, ids=self._view.chosen)
        return Wish(self._typed(), query, self._keys())

    # -- inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.6), theme.em(1.3), theme.em(1.6), theme.em(1.2))
        column.setSpacing(theme.em(0.35))
        for heading, choice in (("记录", self.records), ("栏目", self.columns)):
            column.addWidget(theme.mark(QLabel(heading), role="heading"))
            column.addWidget(choice)
            column.addSpacing(theme.em(0.7))
        if self._private:
            column.addWidget(self.private)
            column.addWidget(self.about_private)
            column.addSpacing(theme.em(0.7))
        column.addWidget(theme.mark(QLabel("存为"), role="heading"))
        line = QHBoxLayout()
        line.setSpacing(theme.em(0.7))
        line.addWidget(self.path, 1)
        line.addWidget(self.place_button)
        column.addLayout(line)
        column.addWidget(self.about)
        column.addWidget(self.message)
        column.addSpacing(theme.em(0.9))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.em(0.7))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.write_button)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.em(WIDTH))

    def _keys(self) -> tuple[str, ...] | None:
        private = {field.key for field in self._private}
        with_private = self.private.isChecked() or not private
        if self.columns.value() == ALL:
            return None if with_private else tuple(key for key in self._ledger.sheet if key not in private)
        shown = self._view.columns
        if not with_private:
            return tuple(key for key in shown if key not in private)
        return (*shown, *(field.key for field in self._private if field.key not in shown))

    def _typed(self) -> Path:
        return with_ending(Path(self.path.text().strip().strip("\"'“”")), "")

    @Slot()
    def _columns_moved(self) -> None:
        shown = any(field.key in self._view.columns for field in self._private)
        self.private.setChecked(self.columns.value() == ALL or shown)
        self._say_private()

    @Slot()
    def _say_private(self) -> None:
        if self.private.isChecked():
            said = "文件里是完整号码，请妥善保管和传递。"
        elif self.columns.value() == ALL:
            said = "不含号码的表再导入时，按姓名和出生日期认人。"
        else:
            said = "文件里没有号码。"
        self.about_private.setText(said)

    @Slot()
    def _path_moved(self) -> None:
        self._agreed = None
        self.message.hide()
        self.write_button.setText("导出")
        self.about.setText(ABOUT.get(self._typed().suffix.lower(), ""))

    @Slot()
    def _choose(self) -> None:
        title = self.windowTitle()
        chosen, kind = QFileDialog.getSaveFileName(self, title, str(self._typed()), ";;".join(ENDINGS.values()))
        if chosen:
            path = with_ending(Path(chosen), kind)
            self.path.setText(str(path))
            if path == Path(chosen):  # the dialog has asked whether it may be replaced
                self._agreed = path
            self.write_button.setFocus()

    @Slot()
    def _go(self) -> None:
        wish = self.wish()
        if wish.path.suffix.lower() not in ENDINGS or not wish.path.is_absolute() or self.path.text().endswith(SLASHES):
            self._say("请填写文件的完整位置，或按“选择位置…”。", Tone.BAD)
            self.path.setFocus()
        elif self._agreed != wish.path and _exists(wish.path):
            self._agreed = wish.path
            self._say(f"已有名为“{wish.path.name}”的文件。再按“替换”将换掉它，也可以改个文件名。", Tone.WARN)
            self.write_button.setText("替换")
        else:
            self.accept()
            self.wanted.emit(wish)

    def _say(self, sentence: str, tone: Tone) -> None:
        theme.mark(self.message, tone=tone).setText(sentence)
        self.message.show()
        column = self.layout()
        if column is not None:  # lines that wrap do not make a dialog higher by themselves
            column.activate()
            self.resize(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))


class _Choice(QWidget):
    """One of a few, each on its own line."""

    chosen = Signal()

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.buttons = {value: QRadioButton(label) for value, label in options}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.2))
        for button in self.buttons.values():
            self._group.addButton(button)
            column.addWidget(button)
        next(iter(self.buttons.values())).setChecked(True)
        self._group.buttonClicked.connect(self.chosen)

    def value(self) -> str:
        """Give what is chosen."""
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def choose(self, value: str) -> None:
        """Choose, without a word to anybody."""
        self.buttons[value].setChecked(True)


def _records(ledger: Ledger, view: View) -> list[tuple[str, str]]:
    one = ledger.one
    options = [(ALL, f"全部 {view.whole:,} {one}")]
    if view.fitting < view.whole:
        options.append((FITTING, f"符合条件的 {view.fitting:,} {one}"))
    if view.chosen:
        options.append((CHOSEN, f"已选的 {len(view.chosen):,} {one}"))
    return options


def _columns(ledger: Ledger, view: View) -> list[tuple[str, str]]:
    options = [(ALL, f"全部 {len(ledger.sheet)} 栏，改过以后可以再导入")]
    if view.columns != ledger.sheet:
        options.append((SHOWN, f"列表当前的 {len(view.columns)} 栏"))
    return options


def _small() -> QLabel:
    label = theme.mark(QLabel(""), role="small")
    label.setWordWrap(True)
    return label


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name no file can bear; writing will say so
        return False


def with_ending(path: Path, kind: str) -> Path:
    """Give a path an ending: its own where we know it, else that of the kind chosen in the dialog."""
    if path.suffix.lower() in ENDINGS:
        return path
    ending = next((ending for ending, shown in ENDINGS.items() if shown == kind), USUAL)
    return path.parent / (path.name + ending)


def another_name(path: Path) -> Path:
    """Give a name beside this one that no file bears."""
    for number in range(1, 1000):
        other = path.with_name(f"{path.stem}({number}){path.suffix}")
        if not _exists(other):
            return other
    return path
