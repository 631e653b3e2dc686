"""Taking a sheet into a ledger: choose a file, look at what would happen, do it in one step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from branchdesk.errors import Spoken
from branchdesk.services import Store, importing
from branchdesk.services.importing import Imported, Opened, Outcome, Plan
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.ledger.plan_view import PlanView
from branchdesk.ui.screen import Card
from branchdesk.ui.theme import Tone

SHEETS = "表格 (*.xlsx *.xls *.ods *.csv *.et *.txt)"
EVERY = "所有文件 (*)"
HINT = (
    "可以把文件拖到这里，也可以输入路径后按 Enter。"
    "能读 .xlsx、.xls、.ods 和 .csv，表头不必与本软件一致，导入前先看结果。"
)

KNOWN = (
    "其他叫法（如“身份证号”“手机”“入党日期”）也认得；标题行、合并的表头、合计行和说明会自动跳过；"
    "认不出的列不导入，并会告诉您。"
)


class ImportPage(LedgerPage):
    """The page that takes a sheet in."""

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__()
        self.desk, self.verbs = desk, actions
        self.title = f"导入{actions.ledger.label}"
        self.opened: Opened | None = None
        self._turn = 0
        self._busy = False
        self.path = QLineEdit()
        self.path.setPlaceholderText("表格文件的路径")
        self.path.setAccessibleName("表格文件的路径")
        self.path.returnPressed.connect(self.read)
        self.choose_button = QPushButton("选择文件…")
        self.choose_button.setAutoDefault(True)
        self.choose_button.clicked.connect(self._choose)
        self.sheet = DropDown()
        self.sheet.setAccessibleName("工作表")
        self.sheet.activated.connect(self._another_sheet)
        self.message = theme.mark(QLabel(HINT), role="small")
        self.message.setWordWrap(True)
        self.strict = QCheckBox("全部正确才导入")
        self.strict.setToolTip("有一行不能导入，就一行也不导入。")
        self.strict.toggled.connect(self._strict_moved)
        self.cancel_button = QPushButton("返回")
        self.cancel_button.clicked.connect(self.closed)
        self.take_button = theme.mark(QPushButton("导入"), role="primary")
        self.take_button.setAutoDefault(True)
        self.take_button.clicked.connect(self.take)
        self.view = PlanView(actions)
        self.setAcceptDrops(True)
        self._lay_out()
        self.setFocusProxy(self.path)
        self._clear()

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way back, and the import once there is something to import."""
        return (self.cancel_button, self.take_button)

    def begin(self) -> None:
        """Start anew, with the path that was typed last still there."""
        self._clear()
        self._say(HINT)
        self.setFocusProxy(self.path)

    @Slot()
    def read(self) -> None:
        """Read the file whose path stands there."""
        self._read(None)

    @Slot()
    def take(self) -> None:
        """Import what is shown."""
        if self.opened is None or self._busy or not self.take_button.isEnabled():
            return
        self._busy = True
        self._name_button()
        work = partial(
            importing.take,
            ledger=self.verbs.ledger,
            table=self.opened.table,
            all_or_nothing=self.strict.isChecked(),
        )
        self.desk.write(work, self._taken, failed=self._refused)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one file."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was let go."""
        self.path.setText(event.mimeData().urls()[0].toLocalFile())
        event.acceptProposedAction()
        self.read()

    # -- inside

    def _lay_out(self) -> None:
        card = Card()
        line = QHBoxLayout()
        line.setSpacing(theme.em(0.7))
        line.addWidget(self.path, 1)
        line.addWidget(self.sheet)
        line.addWidget(self.choose_button)
        card.body.addLayout(line)
        below = QHBoxLayout()
        below.setSpacing(theme.em(1))
        below.addWidget(self.message, 1)
        below.addWidget(self.strict, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(below)
        self.body.addWidget(card)
        self.body.addWidget(self.view, 1)
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.addWidget(self._known())
        rest.addStretch(1)
        self.body.addWidget(self._rest, 1)

    def _known(self) -> Card:
        """Say which columns are read, so that a sheet can be looked at before."""
        ledger = self.verbs.ledger
        card = Card("能读的栏目")
        names = [f"{field.label}（必填）" if field.required else field.label for field in ledger.fields]
        for text, tone in (("、".join(names), "ink"), (KNOWN, "quiet")):
            label = theme.mark(QLabel(text), tone=tone)
            label.setWordWrap(True)
            card.body.addWidget(label)
        return card

    def _clear(self) -> None:
        self.opened = None
        self._busy = False
        self._turn += 1
        self.sheet.hide()
        self._show_plan(None)

    def _say(self, sentence: str, tone: Tone = Tone.QUIET) -> None:
        self.message.setText(sentence)
        theme.mark(self.message, tone=tone)

    @Slot()
    def _choose(self) -> None:
        folder = str(Path(self.path.text()).parent) if self.path.text() else _documents()
        chosen, _ = QFileDialog.getOpenFileName(self, self.title, folder, f"{SHEETS};;{EVERY}")
        if chosen:
            self.path.setText(chosen)
            self.read()

    @Slot()
    def _another_sheet(self) -> None:
        self._read(self.sheet.currentText())

    def _read(self, sheet: str | None) -> None:
        typed = self.path.text().strip().strip("\"'“”")
        if not typed:
            self._say("请先选择一个表格文件。", Tone.BAD)
            return
        self.path.setText(typed)
        self._clear()
        self._say("正在读取…")
        turn, path, ledger = self._turn, Path(typed).expanduser(), self.verbs.ledger

        def work(store: Store) -> tuple[int, Opened | Spoken]:
            try:
                return turn, importing.look_into(store, path, ledger, sheet)
            except Spoken as error:
                return turn, error

        self.desk.read(work, self._show, failed=self._broke)

    def _show(self, found: tuple[int, Opened | Spoken]) -> None:
        turn, result = found
        if turn != self._turn:
            return
        if isinstance(result, Spoken):
            self._say(result.sentence, Tone.BAD)
            self.path.setFocus()
            self.path.selectAll()
            return
        self.opened = result
        self.sheet.clear()
        self.sheet.addItems(list(result.sheets))
        self.sheet.setCurrentText(result.table.sheet)
        self.sheet.setVisible(len(result.sheets) > 1)
        self._show_plan(result.plan)
        self._say(_summary(result))
        if self.take_button.isEnabled():
            self.setFocusProxy(self.take_button)
            self.take_button.setFocus()

    def _broke(self, _error: Exception) -> None:
        self._clear()
        self._say("没有读成，原有内容未动。", Tone.BAD)

    def _show_plan(self, plan: Plan | None) -> None:
        self.view.setVisible(plan is not None)
        self._rest.setVisible(plan is None)
        self.strict.setVisible(plan is not None and plan.count(Outcome.REFUSED) > 0)
        self.strict.setChecked(False)
        if plan is not None:
            self.view.show_plan(plan)
        self._name_button()

    @Slot()
    def _strict_moved(self) -> None:
        if self.opened is not None:
            refused = self.opened.plan.count(Outcome.REFUSED)
            if self.strict.isChecked() and refused:
                self._say(f"有 {refused} 行不能导入。请改正原表后重新读取，或取消“全部正确才导入”。", Tone.WARN)
            else:
                self._say(_summary(self.opened))
        self._name_button()

    @Slot()
    def _name_button(self) -> None:
        number = _worth(self.opened.plan) if self.opened else 0
        barred = self.strict.isChecked() and self.opened is not None and self.opened.plan.count(Outcome.REFUSED) > 0
        self.take_button.setText("正在导入…" if self._busy else f"导入 {number} 行" if number else "导入")
        self.take_button.setEnabled(number > 0 and not self._busy and not barred)
        self.take_button.setToolTip("有行不能导入，请先改正，或取消“全部正确才导入”。" if barred else "Enter")

    def _taken(self, done: Imported) -> None:
        self._busy = False
        number, ledger = _worth(done.plan), self.verbs.ledger
        self._clear()
        self.path.clear()
        self.told.emit(f"已导入 {number} {ledger.one}，可撤销。", done.changes.title)
        self.closed.emit()

    def _refused(self, error: Exception) -> None:
        self._busy = False
        self._name_button()
        if isinstance(error, Spoken):
            self._say(error.sentence, Tone.BAD)


def _worth(plan: Plan) -> int:
    """Count the rows that would change anything."""
    return plan.count(Outcome.NEW) + plan.count(Outcome.CHANGED)


def _summary(opened: Opened) -> str:
    """Say in one sentence what the file holds."""
    plan, where = opened.plan, f"工作表“{opened.table.sheet}”"
    rows = len(plan.rows)
    if not rows:
        return f"{where}的表头下面没有记录。"
    if not _worth(plan):
        kept = plan.count(Outcome.UNCHANGED)
        return f"{where}，{rows} 行中 {kept} 行与现有记录一致，没有需要导入的。"
    return f"{where}，读到 {rows} 行。空白单元格不会覆盖已有内容，导入后可以一步撤销。"


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
