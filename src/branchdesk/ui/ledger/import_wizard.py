"""Taking a table into a ledger: choose a file or paste, look at what would happen, do it in one step.

The page has one question open at a time: every change (another tab, another field for a column, another outcome for a
row) asks for the whole plan anew, and only the newest answer is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.errors import Cancelled, Spoken
from branchdesk.services import Store
from branchdesk.services.ledgers import importing, opening, templates
from branchdesk.services.ledgers.importing import Imported, Opened, Outcome, Plan
from branchdesk.services.ledgers.opening import Layout, Pasted, Source, Wish
from branchdesk.ui import outside, theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.jobs import Job, Report
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.mapping_view import MappingView
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.ledger.plan_rows import PlanRows
from branchdesk.ui.ledger.plan_view import Choices, PlanView
from branchdesk.ui.ledger.side_file import SideFile, Tell
from branchdesk.ui.ledger.source_card import SourceCard, summary, told
from branchdesk.ui.screen import Card
from branchdesk.ui.theme import Tone

SHEETS = "表格 (*.xlsx *.xls *.ods *.csv *.et *.txt)"
EVERY = "所有文件 (*)"
HINT = (
    "可以把文件拖到这里，也可以输入路径后按 Enter，或在 WPS、Excel 中复制后按 Ctrl+V。"
    "能读 .xlsx、.xls、.ods 和 .csv，表头不必与本软件一致，导入前先看结果。"
)
KNOWN = (
    "其他叫法（如“身份证号”“手机”“入党日期”）也认得；标题行、合并的表头、每页重复的表头、合计行和说明会自动跳过；"
    "认不出的列可以在预览中选定对应的栏目，下次自动照此读取。"
)
BELOW = "也可以在下面选择表头所在行，再逐列选定。"
CANCELLED = "已取消，原有内容未动。"


@dataclass(frozen=True, slots=True)
class Done:
    """What an import did, as the list tells it; `save_refused` writes the rows that stayed out, where there are any."""

    sentence: str
    step: str
    batch: str | None
    save_refused: Callable[[Tell], None] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question: a table with its rows, or why there is none; nothing at all where it was given up."""

    turn: int
    afresh: bool
    opened: Opened | None = None
    rows: PlanRows | None = None
    problem: Spoken | None = None


class ImportPage(LedgerPage):
    """The page that takes a table in; `imported` carries what was done."""

    imported = Signal(object)

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__()
        self.desk, self.verbs = desk, actions
        self.title = f"导入{actions.ledger.label}"
        self.opened: Opened | None = None
        self.rows: PlanRows | None = None
        self._turn = 0
        self._busy = False
        self._job: Job | None = None
        self.files = SideFile(self, desk)
        self.source = SourceCard()
        self.path, self.sheet, self.message = self.source.path, self.source.sheet, self.source.message
        self.strict, self.progress = self.source.strict, self.source.progress
        self.mapping_button = self.source.mapping_button
        self.template_button = QPushButton("下载空白模板…")
        self.cancel_button = QPushButton("返回")
        self.take_button = theme.mark(QPushButton("导入"), role="primary")
        for button in (self.template_button, self.take_button):
            button.setAutoDefault(True)
        self.view = PlanView(actions)
        self.mapping = MappingView(actions)
        self.setAcceptDrops(True)
        self._lay_out()
        self._wire()
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

    def step_back(self) -> bool:
        """Go from the columns back to the rows."""
        if self.mapping_button.isChecked() and self.opened and self.opened.plan:
            self.mapping_button.setChecked(False)
            return True
        return False

    @Slot()
    def read(self) -> None:
        """Read the file whose path stands there."""
        typed = self.path.text().strip().strip("\"'“”")
        if not typed:
            self._say("请先选择一个表格文件。", Tone.BAD)
            return
        self.path.setText(typed)
        self._open(Path(typed).expanduser(), Wish())

    @Slot()
    def paste(self) -> None:
        """Read the table that was copied."""
        self.take_pasted(QGuiApplication.clipboard().mimeData())

    def take_pasted(self, data: QMimeData) -> None:
        """Read a table out of what the clipboard gives: a file that was copied, else cells."""
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if len(files) == 1:
            self.path.setText(files[0])
            self.read()
            return
        self.path.clear()
        self._open(Pasted(data.text(), data.html()), Wish(order=tuple(self.verbs.ledger.screen)))

    @Slot()
    def take(self) -> None:
        """Import what is shown."""
        opened = self.opened
        if opened is None or opened.plan is None or self._busy or not self.take_button.isEnabled():
            return
        self._busy = True
        self._name_button()
        ledger, strict = self.verbs.ledger, self.strict.isChecked()

        def work(store: Store, report: Report) -> Imported | None:
            try:
                return importing.take(
                    store,
                    ledger,
                    opened.table,
                    all_or_nothing=strict,
                    choices=opened.choices,
                    report=report,
                )
            except Cancelled:
                return None

        self.progress.begin("正在导入…")
        self._job = self.desk.write(work, self._taken, failed=self._refused, progress=self.progress.move_to)

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

    # -- what stands where

    def _lay_out(self) -> None:
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.addWidget(self._known())
        rest.addStretch(1)
        self.body.addWidget(self.source)
        for part in (self.view, self.mapping, self._rest):
            self.body.addWidget(part, 1)

    def _wire(self) -> None:
        source = self.source
        source.path.returnPressed.connect(self.read)
        source.path.table_pasted.connect(self.paste)
        source.sheet.activated.connect(self._another_sheet)
        source.strict.toggled.connect(self._strict_moved)
        source.mapping_button.toggled.connect(self._mapping_moved)
        source.progress.cancelled.connect(self._give_up)
        for button, slot in (
            (source.choose_button, self._choose),
            (source.paste_button, self.paste),
            (source.refused_button, self._ask_refused),
            (source.forget_button, self._forget),
            (self.template_button, self._ask_template),
            (self.cancel_button, self.closed),
            (self.take_button, self.take),
        ):
            button.clicked.connect(slot)
        self.view.chosen.connect(self._rows_chosen)
        self.mapping.changed.connect(self._laid_out)
        self.mapping.heading_chosen.connect(self._heading_chosen)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Paste, self, self.paste, context=context)

    def _known(self) -> Card:
        """Say which columns are read, so that a sheet can be looked at before; and offer one that has them all."""
        card = Card("能读的栏目")
        card.head.addWidget(self.template_button)
        fields = opening.fields_of(self.verbs.ledger)
        names = [f"{field.label}（必填）" if field.required else field.label for field in fields]
        for text, tone in (("、".join(names), "ink"), (KNOWN, "quiet")):
            label = theme.mark(QLabel(text), tone=tone)
            label.setWordWrap(True)
            card.body.addWidget(label)
        return card

    def _clear(self) -> None:
        self.opened = self.rows = None
        self._busy = False
        self._turn += 1
        self.progress.end()
        self.source.show_sheets(None)
        self._show_parts(None)

    def _say(self, sentence: str, tone: Tone = Tone.QUIET) -> None:
        self.source.say(sentence, tone)

    def _show_parts(self, opened: Opened | None, *, mapping: bool = False) -> None:
        """Show the rows, the columns, or what can be read where there is neither."""
        columns = self.source.show_state(opened, self.rows, mapping=mapping)
        if opened is not None and columns:
            self.mapping.show_tabs(opened.reading.tabs)
        self.mapping.setVisible(columns)
        self.view.setVisible(self.rows is not None and not columns)
        self._rest.setVisible(opened is None)
        self._name_button()

    # -- asking

    def _open(self, source: Source, wish: Wish) -> None:
        """Read a source from the beginning."""
        if self._busy:
            return
        self._clear()
        self._say("正在读取…")
        ledger = self.verbs.ledger
        self._ask(lambda store, report: importing.look_into(store, source, ledger, wish, report=report), afresh=True)

    def _ask_again(self, wish: Wish, choices: importing.Choices, *, afresh: bool = False) -> None:
        """Plan what was read anew."""
        opened, ledger = self.opened, self.verbs.ledger
        if opened is not None and not self._busy:
            self._ask(
                lambda store, report: importing.look_again(store, opened, ledger, wish, choices, report=report),
                afresh=afresh,
            )

    def _ask(self, question: Callable[[Store, Report], Opened], *, afresh: bool) -> None:
        if self._job is not None:
            self._job.cancel()  # what it would say is no longer asked
        self._turn += 1
        turn, actions = self._turn, self.verbs

        def work(store: Store, report: Report) -> Answer:
            try:
                opened = question(store, report)
            except Cancelled:
                return Answer(turn, afresh)
            except Spoken as error:
                return Answer(turn, afresh, problem=error)
            rows = PlanRows.of(actions, opened, opened.plan) if opened.plan else None
            return Answer(turn, afresh, opened, rows)

        self.progress.begin("正在读取…")
        self._job = self.desk.read(work, self._show, failed=self._broke, progress=self.progress.move_to)

    @Slot()
    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show(self, answer: Answer) -> None:
        if answer.turn != self._turn:
            return
        self.progress.end()
        result = answer.opened
        if result is None:
            self._show_none(answer.problem)
            return
        afresh, first = answer.afresh, self.opened is None
        mapping = self.mapping_button.isChecked() and not first and not (afresh and answer.rows)
        self.opened, self.rows = result, answer.rows
        self.source.show_sheets(result)
        self.source.name_mapping(result)
        if answer.rows is not None:
            self.view.show_plan(answer.rows, afresh=afresh)
            self._say(summary(answer.rows))
        else:
            self._say(result.problem.sentence + BELOW, Tone.BAD)
        self._show_parts(result, mapping=mapping)
        if afresh and self.take_button.isEnabled():
            self.setFocusProxy(self.take_button)
            self.take_button.setFocus()
        elif afresh and answer.rows is None:
            self.mapping.heading_row.setFocus()

    def _show_none(self, problem: Spoken | None) -> None:
        """Say why there is nothing new to show; what was shown before stays."""
        if problem is None:
            self._say("已取消，没有读取。")
            return
        self._say(problem.sentence, Tone.BAD)
        if self.opened is None:
            self.path.setFocus()
            self.path.selectAll()

    def _broke(self, _error: Exception) -> None:
        self._clear()
        self._say("没有读成，原有内容未动。", Tone.BAD)

    # -- what a person changes

    @Slot()
    def _choose(self) -> None:
        folder = Path(self.path.text()).parent if self.path.text() else outside.documents()
        chosen, _ = QFileDialog.getOpenFileName(self, self.title, str(folder), f"{SHEETS};;{EVERY}")
        if chosen:
            self.path.setText(chosen)
            self.read()

    @Slot()
    def _another_sheet(self) -> None:
        if self.opened is not None and self.sheet.currentData():
            self._ask_again(replace(self.opened.wish, tabs=tuple(self.sheet.currentData())), {}, afresh=True)

    @Slot(bool)
    def _mapping_moved(self, shown: bool) -> None:  # noqa: FBT001 - the signal's own form
        self._show_parts(self.opened, mapping=shown)
        if shown and self.mapping.lines:
            self.mapping.lines[0].field.setFocus()
        elif self.opened and self.opened.plan:
            self.view.table.setFocus()

    @Slot(str, object)
    def _laid_out(self, tab: str, layout: Layout) -> None:
        """Read a tab by another layout, and remember it where it can be read so."""
        opened, ledger = self.opened, self.verbs.ledger
        if opened is None or self._busy:
            return
        sheet = opened.sheet(tab)
        layouts = {**opened.wish.layouts, tab: layout}
        if opening.is_usual(sheet, ledger, layout):
            del layouts[tab]
        wish = replace(opened.wish, layouts=layouts)
        if not {field.key for field in ledger.fields if field.required} <= {key for key in layout.fields if key}:
            self._ask_again(wish, {})
            return

        def work(store: Store) -> Wish:
            opening.remember(store, ledger, sheet, layout)
            return wish

        self.desk.write(work, self._remembered)  # before it is read anew, for reading asks what is remembered

    def _remembered(self, wish: Wish) -> None:
        self._ask_again(wish, {})

    @Slot(str, int)
    def _heading_chosen(self, tab: str, row: int) -> None:
        if self.opened is not None:
            order = self.opened.wish.order
            layout = opening.beginning_at(self.opened.sheet(tab), self.verbs.ledger, row, order)
            self._laid_out(tab, layout)

    @Slot()
    def _forget(self) -> None:
        """Forget the layouts in force, and read by what the headings say."""
        opened, ledger = self.opened, self.verbs.ledger
        if opened is None or self._busy:
            return
        known = [(opened.sheet(tab.sheet), tab.layout) for tab in opened.reading.tabs]

        def work(store: Store) -> None:
            for sheet, layout in known:
                opening.forget(store, ledger, sheet, layout)

        self.desk.write(work, self._forgotten)

    def _forgotten(self, _nothing: None) -> None:
        if self.opened is not None:
            self._ask_again(replace(self.opened.wish, layouts={}), {})

    @Slot(object)
    def _rows_chosen(self, chosen: Choices) -> None:
        if self.opened is not None:
            together = {**self.opened.choices, **chosen}
            self._ask_again(self.opened.wish, {number: one for number, one in together.items() if one is not None})

    @Slot()
    def _ask_template(self) -> None:
        ledger = self.verbs.ledger
        self.files.ask(
            f"下载{ledger.label}空白模板",
            f"{ledger.label}模板.xlsx",
            templates.ENDINGS,
            lambda path: templates.write(ledger, path),
            self._say,
        )

    @Slot()
    def _ask_refused(self) -> None:
        if self.opened is not None and self.opened.plan is not None:
            self._save_refused(self.opened, self.opened.plan, self._say)

    def _save_refused(self, opened: Opened, plan: Plan, tell: Tell) -> None:
        name = opened.source.stem if isinstance(opened.source, Path) else self.verbs.ledger.label
        self.files.ask(
            f"另存未导入的行（{len(plan.reasons())} 行）",
            f"{name}-未导入.xlsx",
            (".xlsx",),
            lambda path: importing.save_refused(path, opened, plan),
            tell,
        )

    @Slot()
    def _strict_moved(self) -> None:
        if self.rows is not None:
            refused = self.rows.count(Outcome.REFUSED)
            if self.strict.isChecked() and refused:
                self._say(f"有 {refused} 行不能导入。请改正原表后重新读取，或取消“全部正确才导入”。", Tone.WARN)
            else:
                self._say(summary(self.rows))
        self._name_button()

    @Slot()
    def _name_button(self) -> None:
        rows = self.rows
        number = rows.worth if rows else 0
        barred = self.strict.isChecked() and rows is not None and rows.count(Outcome.REFUSED) > 0
        self.take_button.setText("正在导入…" if self._busy else f"导入 {number} 行" if number else "导入")
        self.take_button.setEnabled(number > 0 and not self._busy and not barred)
        self.take_button.setToolTip("有行不能导入，请先改正，或取消“全部正确才导入”。" if barred else "Enter")

    def _taken(self, done: Imported | None) -> None:
        self._busy = False
        self.progress.end()
        if done is None:
            self._name_button()
            self._say(CANCELLED)
            return
        opened = self.opened
        self._clear()
        self.path.clear()
        save = None
        if opened is not None and done.plan.reasons():
            save = partial(self._save_refused, opened, done.plan)
        sentence = told(done.plan, self.verbs.ledger.one)
        self.imported.emit(Done(sentence, done.changes.title, done.batch, save))
        self.closed.emit()

    def _refused(self, error: Exception) -> None:
        self._busy = False
        self.progress.end()
        self._name_button()
        if isinstance(error, Spoken):
            self._say(error.sentence, Tone.BAD)
