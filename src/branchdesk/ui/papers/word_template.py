"""用本支部的 Word 模板: which file it is, what may stand in it, and the file that comes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.errors import Refusal, Trouble
from branchdesk.services import Store
from branchdesk.services.papers import printing, word_templates
from branchdesk.services.papers.word_templates import Field
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.papers.place import ask_place, folder
from branchdesk.ui.papers.preview import PreviewDialog
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone

KINDS = "Word (*.docx)"
COLUMNS = (
    Column("written", "在模板里写", 13, sortable=False),
    Column("meaning", "填成", 20, stretch=True, sortable=False, most=24),
)
ABOUT = (
    "模板是本支部自己的 .docx 文件：在要填写的地方写上下面的字段，保存后每次会议都可以用它。"
    "还没有模板时，先导出示例模板，在 WPS 或 Word 里改成本支部的格式。"
)
WIDE, HIGH = 46, 40  # ems
NONE = "尚未选择"


def show(desk: Desk, window: QWidget, meeting_id: str, name: str) -> None:
    """Let somebody fill a template with a meeting; `name` is what the file is called unless it is called otherwise."""
    WordTemplateDialog(desk, meeting_id, name, window).exec()


class WordTemplateDialog(QDialog):
    """The template, its fields, and what can be done with both."""

    def __init__(self, desk: Desk, meeting_id: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._meeting_id, self._name = desk, meeting_id, name
        self._template: Path | None = None
        self.setWindowTitle("用本支部的 Word 模板")
        self.banner = Banner()
        self.file = QLabel(NONE)
        self.choose_button, self.sample_button = QPushButton("选择模板…"), QPushButton("导出示例模板…")
        self.fields = Table(COLUMNS)
        theme.mark(self.fields, role="framed")
        self.fields.setAccessibleName("可用字段")
        self.copy_button = QPushButton("复制字段")
        self.close_button = QPushButton("关闭")
        self.fill_button = theme.mark(QPushButton("填写并保存…"), role="primary")
        self._lay_out()
        self._listen()
        self.fill_button.setDefault(True)
        self.fill_button.setEnabled(False)
        room = self.screen().availableSize()
        self.resize(min(theme.em(WIDE), round(room.width() * 0.92)), min(theme.em(HIGH), round(room.height() * 0.92)))
        self._desk.read(lambda store: (word_templates.chosen(store), word_templates.fields()), self._begin, owner=self)

    def _lay_out(self) -> None:
        about = theme.mark(QLabel(ABOUT), tone="quiet")
        about.setWordWrap(True)
        self.file.setWordWrap(True)
        template = QHBoxLayout()
        template.setSpacing(theme.em(0.7))
        template.addWidget(theme.mark(QLabel("模板"), role="key"))
        template.addWidget(self.file, 1)
        template.addWidget(self.sample_button)
        template.addWidget(self.choose_button)
        foot = QHBoxLayout()
        foot.setSpacing(theme.em(0.7))
        foot.addWidget(self.copy_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.fill_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.4), theme.em(1.2), theme.em(1.4), theme.em(1.2))
        column.setSpacing(theme.em(0.9))
        column.addWidget(self.banner)
        column.addWidget(about)
        column.addLayout(template)
        column.addWidget(theme.mark(QLabel("可用字段"), role="key"))
        column.addWidget(self.fields, 1)
        column.addLayout(foot)

    def _listen(self) -> None:
        self.choose_button.clicked.connect(self.choose)
        self.sample_button.clicked.connect(self.save_sample)
        self.copy_button.clicked.connect(self.copy_field)
        self.copy_button.setToolTip("也可以双击字段，或选中后按 Enter")
        self.fields.opened.connect(self.copy_field)
        self.close_button.clicked.connect(self.reject)
        self.fill_button.clicked.connect(self.fill)

    def _begin(self, found: tuple[Path | None, tuple[Field, ...]]) -> None:
        template, fields = found
        self.fields.set_rows(
            [Row(field.written, (field.written, Cell(field.meaning, tip=field.meaning))) for field in fields]
        )
        self.fields.selectRow(0)
        self._show_template(template)
        (self.fill_button if template else self.choose_button).setFocus()

    def _show_template(self, template: Path | None) -> None:
        self._template = template
        self.file.setText(template.name if template else NONE)
        self.file.setToolTip(str(template) if template else "")
        self.fill_button.setEnabled(template is not None)

    # -- what is done

    @Slot()
    def choose(self) -> None:
        """Ask for a template, and remember it where it can be filled."""
        start = self._template.parent if self._template else folder(PreviewDialog.folder)
        chosen, _ = QFileDialog.getOpenFileName(self, "选择模板", str(start), KINDS)
        if chosen:
            path = Path(chosen)
            self._desk.write(
                _told(lambda store: word_templates.choose(store, path)), partial(self._taken, path), owner=self
            )

    def _taken(self, path: Path, error: Refusal | Trouble | None) -> None:
        if not self._say(error):
            self._show_template(path)
            self.fill_button.setFocus()

    @Slot()
    def save_sample(self) -> None:
        """Ask where the sample shall be, and write it."""
        self._save("导出示例模板", "会议记录模板", word_templates.save_sample)

    @Slot()
    def fill(self) -> None:
        """Ask where the file shall be, and fill the template."""
        meeting_id = self._meeting_id

        def write(store: Store, path: Path) -> None:
            printing.save_bytes(word_templates.filled(store, meeting_id), path)

        self._save("填写并保存", self._name, write)

    @Slot()
    def copy_field(self, *_: object) -> None:
        """Put the field that is chosen where it can be pasted from."""
        if written := self.fields.key():
            QGuiApplication.clipboard().setText(written)
            self.banner.say(f"已复制：{written}")

    def _save(self, title: str, name: str, write: Callable[[Store, Path], None]) -> None:
        try:
            path = ask_place(self, title, PreviewDialog.folder, name, (".docx", KINDS))
        except Refusal as refusal:
            self._say(refusal)
            return
        if path is None:
            return

        def saved(error: Refusal | Trouble | None) -> None:
            if not self._say(error):
                PreviewDialog.folder = path.parent
                self.banner.say(f"已保存：{path}", Tone.GOOD, stays=True)

        self._desk.read(_told(lambda store: write(store, path)), saved, owner=self)

    def _say(self, error: Refusal | Trouble | None) -> bool:
        """Say what stood in the way, and whether anything did."""
        self.banner.say(error.sentence if error else "", Tone.WARN)
        return error is not None


def _told(work: Callable[[Store], object]) -> Callable[[Store], Refusal | Trouble | None]:
    """Give work that tells what stood in its way instead of raising it."""

    def told(store: Store) -> Refusal | Trouble | None:
        try:
            work(store)
        except (Refusal, Trouble) as error:
            return error
        return None

    return told
