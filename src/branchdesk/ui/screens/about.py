"""诊断与关于: which versions run, where the records lie, whether Chinese can be typed and drawn."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from pathlib import Path

import PySide6
from PySide6.QtCore import Slot, qVersion
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from branchdesk import __version__, places
from branchdesk.domain.roster import PeopleOrder
from branchdesk.services import Branch, Changes, branch
from branchdesk.services.papers import faces, paper_settings
from branchdesk.services.papers.faces import RoleFaces
from branchdesk.services.people import people
from branchdesk.ui import fonts, outside, theme
from branchdesk.ui.columns import TwoColumns
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screen import Card, Page, Screen
from branchdesk.ui.table import Column, Row, Table
from branchdesk.ui.theme import Tone

RARE = "䶮𬭎㛃𬱖𠮷"
SCREEN_ROLES = {"screen": "屏幕", "screen-bold": "屏幕粗体", "wide": "生僻字后备"}
FACES = (Column("role", "用途", 9), Column("family", "字体", 9), Column("origin", "来自", 20, stretch=True))
LICENCE = (
    "支部工作台离线运行，不联网，不收集任何信息。"
    "界面使用 Qt（LGPL 3），Word 模板使用 docxtpl（LGPL 2.1），"
    "字体和笔画资料各按其许可证随程序分发，许可证全文在程序目录 resources 下 fonts 和 names 的 licences 中。"
)
ORDERS = (
    (PeopleOrder.ROSTER.value, "花名册顺序"),
    (PeopleOrder.STROKES.value, "姓氏笔画"),
    (PeopleOrder.PINYIN.value, "姓氏拼音"),
)
ORDER_RULE = (
    "名册、会议人员和打印材料都按此排列；书记、副书记、委员始终在前。已定稿的会议记录不变。"
    "姓氏笔画：笔画少的在前，笔画相同按横、竖、撇、点、折；同姓的先单名后双名。"
)
SECRECY = "本程序不得存储、处理国家秘密等涉密内容。"


class AboutScreen(Screen):
    """What a maintainer would ask for, to read and to copy."""

    title = "诊断与关于"
    subtitle = "出现问题时，把诊断信息复制给维护人员"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._copy = QPushButton("复制诊断信息")
        self._copy.clicked.connect(self._copy_all)
        self._data = _Facts()
        self._programme = _Facts()
        columns = TwoColumns()
        columns.add_row(self._data_card(), self._program_card())
        columns.add_row(self._font_card(), self._order_card())
        columns.add_row(self._words(), self._input_card())
        page = Page()
        page.body.addWidget(columns)
        page.body.addStretch(1)
        self.body.addWidget(page)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way to copy everything."""
        return (self._copy,)

    def reload(self, _changes: object) -> None:
        """Show the file that is open."""
        store = self.desk.store
        self._data.show_facts(_data_facts(store.path, store.branch, protected=store.protected))
        self.desk.read(people.order, self._show_order)
        self.desk.read(lambda store: faces.by_role(paper_settings.house(store)), self._show_faces)

    def _program_card(self) -> Card:
        card = Card("程序")
        self._programme.show_facts(_program_facts())
        card.body.addWidget(self._programme)
        return card

    def _data_card(self) -> Card:
        card = Card("数据")
        self._check = QPushButton("检查数据")
        self._check.clicked.connect(self._start_check)
        folder = QPushButton("打开数据文件夹")
        folder.clicked.connect(self._open_folder)
        logs = QPushButton("打开日志文件夹")
        logs.clicked.connect(self._open_logs)
        self._found = QLabel("")
        self._found.setWordWrap(True)
        self._found.hide()
        card.body.addWidget(self._data)
        card.body.addLayout(_row(self._check, folder, logs))
        card.body.addWidget(self._found)
        return card

    def _input_card(self) -> Card:
        card = Card("输入法")
        explanation = QLabel(_input_method())
        explanation.setWordWrap(True)
        trial = QLineEdit()
        trial.setPlaceholderText("在这里试打几个汉字")
        trial.setMaximumWidth(theme.em(30))
        card.body.addWidget(explanation)
        card.body.addWidget(trial)
        return card

    def _order_card(self) -> Card:
        card = Card("人员排列")
        self.order = Segments(ORDERS)
        self.order.setAccessibleName("人员排列")
        self.order.chosen.connect(self._choose_order)
        explanation = theme.mark(QLabel(ORDER_RULE), tone="quiet")
        explanation.setWordWrap(True)
        card.body.addWidget(self.order)
        card.body.addWidget(explanation)
        return card

    def _show_order(self, order: PeopleOrder) -> None:
        self.order.set_value(order.value)

    @Slot(str)
    def _choose_order(self, value: str) -> None:
        self.desk.write(lambda store: people.set_order(store, PeopleOrder(value)), self._order_chosen)

    def _order_chosen(self, _nothing: None) -> None:
        """Have every screen that lists people show them anew."""
        self.desk.changed.emit(Changes(kinds=frozenset({"member"})))

    def _font_card(self) -> Card:
        card = Card("字体", "打印和显示所用")
        self._faces = Table(FACES)
        self._faces.setAccessibleName("字体")
        self._show_faces(())
        sample = theme.mark(QLabel(f"第四党支部　{RARE}"), role="heading")
        missing = [letter for letter in RARE if not QFontMetrics(theme.font()).inFontUcs4(ord(letter))]
        word = QLabel("生僻字由屏幕字体直接显示。" if not missing else f"由后备字体显示：{'、'.join(missing)}")
        theme.mark(word, tone="quiet")
        card.body.addWidget(self._faces)
        card.body.addLayout(_row(sample, word))
        return card

    def _show_faces(self, printing: Sequence[RoleFaces]) -> None:
        self._printing = [(f"{one.label}（{one.use}）", one.used.family, _origin(one)) for one in printing]
        rows = [Row(row[0], row) for row in self._printing]
        self._faces.set_rows([*rows, *_screen_faces()])
        self._faces.show_whole()

    def _words(self) -> Card:
        card = Card("说明")
        for sentence, tone in ((SECRECY, Tone.BAD), (LICENCE, Tone.QUIET)):
            label = theme.mark(QLabel(sentence), tone=tone)
            label.setWordWrap(True)
            card.body.addWidget(label)
        return card

    @Slot()
    def _copy_all(self) -> None:
        lines = [f"{name}：{value}" for name, value in (*self._programme.facts, *self._data.facts)]
        lines += [f"{role}：{family}，{origin}" for role, family, origin in self._printing]
        QGuiApplication.clipboard().setText("\n".join([*lines, f"输入法：{_input_method()}"]))
        self.say("诊断信息已复制，可以粘贴给维护人员。")

    @Slot()
    def _start_check(self) -> None:
        self._check.setEnabled(False)
        self.desk.read(branch.check, self._checked, failed=self._not_checked)

    def _checked(self, found: branch.Soundness) -> None:
        self._check.setEnabled(True)
        self._found.show()
        if found.ok:
            theme.mark(self._found, tone=Tone.GOOD).setText("数据文件完好：页面、关联和操作记录都对得上。")
        else:
            theme.mark(self._found, tone=Tone.BAD).setText("数据文件有问题，请停止录入，从最近的备份恢复。")

    def _not_checked(self, _error: Exception) -> None:
        self._check.setEnabled(True)

    @Slot()
    def _open_folder(self) -> None:
        outside.show(self.desk.store.path.parent)

    @Slot()
    def _open_logs(self) -> None:
        outside.show(places.log_folder())


class _Facts(QWidget):
    """Names and values, one pair a line; values wrap and can be selected."""

    def __init__(self) -> None:
        super().__init__()
        self.facts: list[tuple[str, str]] = []
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(theme.em(1.2))
        self._form.setVerticalSpacing(theme.em(0.45))

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show other facts."""
        self.facts = list(facts)
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, value in facts:
            shown = QLabel(value)
            shown.setWordWrap(True)
            shown.setTextInteractionFlags(shown.textInteractionFlags().TextSelectableByMouse)
            key = theme.mark(QLabel(name), role="key")
            key.setMinimumWidth(theme.em(5.2))
            self._form.addRow(key, shown)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.em(0.7))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _screen_faces() -> list[Row]:
    """List what the screen shows text with."""
    return [
        Row(role, (name, face.family, face.based_on))
        for role, name in SCREEN_ROLES.items()
        for face in fonts.faces()
        if role in face.roles
    ]


def _origin(printing: RoleFaces) -> str:
    """Say where a face that prints is from, and what was chosen but is not here."""
    origin = f"{printing.used.origin}，{printing.used.file}"
    return f"{origin}；本机没有所选的“{printing.chosen}”" if printing.absent else origin


def _program_facts() -> list[tuple[str, str]]:
    screen = QGuiApplication.primaryScreen()
    size = screen.size() * screen.devicePixelRatio()
    return [
        ("支部工作台", __version__),
        ("运行环境", f"Python {platform.python_version()} · Qt {qVersion()} · PySide6 {PySide6.__version__}"),
        ("操作系统", platform.platform()),
        ("屏幕", f"{size.width()}×{size.height()}，缩放 {screen.devicePixelRatio():.0%}"),
    ]


def _data_facts(path: Path, held: Branch, *, protected: bool) -> list[tuple[str, str]]:
    size = path.stat().st_size / 1024 if path.exists() else 0
    return [
        ("支部", f"{held.unit} {held.name}"),
        ("启用", f"{held.duties_from} 起"),
        ("数据文件", str(path)),
        ("大小", f"{size:,.0f} KB"),
        ("密码", "已设密码" if protected else "未设密码"),
        ("日志", str(places.log_folder())),
    ]


def _input_method() -> str:
    return str(QApplication.instance().property("input_method") or "未检测。")  # type: ignore[union-attr]
