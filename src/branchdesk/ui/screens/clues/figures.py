"""统计: the figures as they stand, and those that were kept as they were quoted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.errors import Spoken
from branchdesk.services import Changes, Store
from branchdesk.services.clues import clue_figure_sheets, clue_snapshots
from branchdesk.services.clues.clue_figures import Figures
from branchdesk.services.clues.clue_snapshots import Snapshot
from branchdesk.services.ledgers import copying
from branchdesk.services.papers.papers import Order
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.jobs import Job, Report
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.ledger.progress_line import ProgressLine
from branchdesk.ui.ledger.side_file import KINDS as FILE_KINDS
from branchdesk.ui.ledger.side_file import SideFile
from branchdesk.ui.ledger.viewed_screen import ViewPage
from branchdesk.ui.papers import preview
from branchdesk.ui.screens.clues.figures_body import HEADINGS, FiguresBody
from branchdesk.ui.screens.clues.figures_page import FiguresPage
from branchdesk.ui.screens.clues.figures_words import offered_name
from branchdesk.ui.screens.clues.snapshot_compare import SnapshotCompare
from branchdesk.ui.screens.clues.snapshot_dialog import SnapshotDialog
from branchdesk.ui.screens.clues.snapshot_list import SnapshotList, period
from branchdesk.ui.screens.clues.snapshot_page import SnapshotPage
from branchdesk.ui.shortcuts import bind
from branchdesk.ui.theme import Tone

P = TypeVar("P", SnapshotPage, SnapshotCompare)
TITLE, KEPT = "志愿者线索", "统计存照"
REPORT = "clue-report"
SNAPSHOTS = "clue_snapshot"


class FiguresView(ViewPage):
    """The view of figures; `records_asked` carries conditions of the list, `clue_asked` a record.

    `strokes_asked` says that strokes are meant, which have no records.
    """

    records_asked = Signal(object)
    clue_asked = Signal(str)
    strokes_asked = Signal()
    parts = frozenset({"clue", "clue_stroke", "clue_category", "volunteer", "joint_reporter", SNAPSHOTS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.now = FiguresPage(desk)
        self.kept = SnapshotList(desk)
        self.notice = Notice(desk)
        self.progress = ProgressLine()
        self.side_file = SideFile(self, desk)
        self.dialog: SnapshotDialog | None = None
        self._job: Job | None = None
        self._make_buttons()
        self.stack = QStackedWidget()
        for page in (self.now, self.kept):
            self.stack.addWidget(page)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.notice.above_pages())
        strip = QWidget()
        column = QVBoxLayout(strip)
        column.setContentsMargins(theme.em(1.5), 0, theme.em(1.5), 0)
        column.addWidget(self.progress)
        self.body.addWidget(strip)
        self.body.addWidget(self.stack, 1)
        self.name(TITLE)
        self.setFocusProxy(self.now)
        self._listen()

    def ask(self) -> None:
        """Read what is shown."""
        if not self.desk.is_open:
            return
        self.now.ask()
        self.kept.ask()

    @cached_property
    def one(self) -> SnapshotPage:
        """Give the page of one snapshot, made when it is first wanted."""
        return self._added(SnapshotPage(self.desk))

    @cached_property
    def compare(self) -> SnapshotCompare:
        """Give the page of then and now, made when it is first wanted."""
        return self._added(SnapshotCompare(self.desk))

    def buttons(self) -> Sequence[QWidget]:
        """Lend what can be done with what is shown."""
        ways_out = (self.copy_button, self.export_button, self.print_button)
        match self._page():
            case SnapshotList():
                return (self.back_button, self.remove_button, self.rename_button)
            case SnapshotPage():
                return (self.back_button, self.remove_button, self.rename_button, *ways_out, self.compare_button)
            case SnapshotCompare():
                return (self.back_button,)
        return (self.list_button, *ways_out, self.keep_button)

    @Slot()
    def step_back(self) -> bool:
        """Step from a comparison to its snapshot, to the list of them, to the figures; lift what narrows these."""
        match self._page():
            case SnapshotCompare():
                self._turn_to(self.one)
            case SnapshotPage():
                self._turn_to(self.kept)
            case SnapshotList():
                self._turn_to(self.now)
            case _:
                return self.now.reset()
        return True

    # -- inside

    def _make_buttons(self) -> None:
        self.list_button = theme.mark(QPushButton(KEPT), role="quiet")
        self.back_button = theme.mark(QPushButton("返回"), role="quiet")
        self.copy_button = QPushButton("复制表格")
        self.export_button = QPushButton("导出…")
        self.print_button = QPushButton("打印…")
        self.keep_button = theme.mark(QPushButton("存照…"), role="primary")
        self.remove_button = QPushButton("删除")
        self.rename_button = QPushButton("改名…")
        self.compare_button = theme.mark(QPushButton("对照现在"), role="primary")
        for button, tip in (
            (self.list_button, "已固定下来的统计数字"),
            (self.copy_button, "Ctrl+Shift+C"),
            (self.print_button, "Ctrl+P"),
            (self.keep_button, "把现在的数字连同口径、线索清单固定下来"),
            (self.remove_button, "Delete"),
            (self.rename_button, "F2"),
            (self.back_button, "Esc"),
        ):
            button.setToolTip(tip)

    def _listen(self) -> None:
        self.now.records_asked.connect(self.records_asked)
        self.now.strokes_asked.connect(self.strokes_asked)
        self.now.clue_asked.connect(self.clue_asked)
        self.kept.opened.connect(self._open)
        self.kept.renaming.connect(self._rename)
        self.kept.removal.connect(self._remove)
        self.list_button.clicked.connect(partial(self._turn_to, self.kept))
        self.back_button.clicked.connect(self.step_back)
        self.copy_button.clicked.connect(self._copy)
        self.export_button.clicked.connect(self._export)
        self.print_button.clicked.connect(self._print)
        self.keep_button.clicked.connect(self._keep)
        self.remove_button.clicked.connect(partial(self._remove, ""))
        self.rename_button.clicked.connect(partial(self._rename, ""))
        self.compare_button.clicked.connect(self._compare)
        self.progress.cancelled.connect(self._give_up)
        bind(self, ("Ctrl+Shift+C", self._copy), ("Ctrl+P", self._print))

    def _added(self, page: P) -> P:
        page.clue_asked.connect(self.clue_asked)
        self.stack.addWidget(page)
        return page

    def _page(self) -> QWidget:
        return self.stack.currentWidget()

    def _turn_to(self, page: QWidget, *_: object) -> None:
        self.stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        self.title = TITLE if page is self.now else KEPT
        self.heading_changed.emit()
        if self.isVisible():
            page.setFocus()

    def _figures(self) -> FiguresBody:
        page = self._page()
        return page.figures if isinstance(page, SnapshotPage) else self.now.figures

    def _meant(self, snapshot_id: str) -> Snapshot | None:
        """Give the snapshot that a key or a button means."""
        if snapshot_id:
            return self.kept.of(snapshot_id)
        page = self._page()
        return page.snapshot if isinstance(page, SnapshotPage) else self.kept.chosen()

    @Slot(str)
    def _open(self, snapshot_id: str) -> None:
        if found := self.kept.of(snapshot_id):
            self.one.show_snapshot(found)
            self._turn_to(self.one)

    @Slot()
    def _compare(self) -> None:
        if self.one.snapshot is not None:
            self.compare.ask(self.one.snapshot.line.id)
            self._turn_to(self.compare)

    # -- keeping, renaming, taking out

    @Slot()
    def _keep(self) -> None:
        if (found := self.now.found) is None:
            return
        asked = found.asked
        whole = f"提报 {found.whole.all_reported}，已处置 {found.whole.all_handled}，处置率 {found.text(found.rate)}"
        since, until = (day.isoformat() if day else None for day in (asked.since, asked.until))
        what = f"{period(since, until)}：{whole}"
        self.dialog = SnapshotDialog(
            self, self.desk, "统计存照", what, "存照", name=offered_name(asked.since, asked.until)
        )

        def keep(name: str, note: str) -> None:
            def verb(store: Store, report: Report) -> tuple[str, Changes]:
                return clue_snapshots.take(store, name, asked, note, report=report)

            self.progress.begin("正在存照…")
            self._job = self.desk.write(
                verb, self._told, failed=self._failed, progress=self.progress.move_to, owner=self
            )

        self.dialog.wanted.connect(keep)
        self.dialog.open()

    @Slot(str)
    def _rename(self, snapshot_id: str, *_: object) -> None:
        if (found := self._meant(snapshot_id)) is None:
            return
        line = found.line
        self.dialog = SnapshotDialog(
            self, self.desk, "存照改名", period(line.since, line.until), "保存", name=line.name, note=line.note or ""
        )

        def rename(name: str, note: str) -> None:
            self.desk.write(
                lambda store: clue_snapshots.rename(store, line.id, name, note), self._told, failed=self._failed
            )

        self.dialog.wanted.connect(rename)
        self.dialog.open()

    @Slot(str)
    def _remove(self, snapshot_id: str, *_: object) -> None:
        if (found := self._meant(snapshot_id)) is not None:
            key = found.line.id
            self.desk.write(lambda store: clue_snapshots.remove(store, key), self._told, failed=self._failed)
            if isinstance(self._page(), SnapshotPage):
                self._turn_to(self.kept)

    def _told(self, done: Changes | tuple[str, Changes]) -> None:
        """Tell what was done, with the way to take it back."""
        self.progress.end()
        changes = done[1] if isinstance(done, tuple) else done
        self.kept.ask()
        if changes:
            self.notice.tell_done(f"已完成：{changes.title}。", changes.title)

    def _failed(self, error: Exception) -> None:
        self.progress.end()
        if isinstance(error, Spoken):
            self.notice.tell(error.sentence, Tone.WARN)

    @Slot()
    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.progress.end()

    # -- ways out

    @Slot()
    def _copy(self) -> None:
        """Put the table that is shown on the clipboard, its definition below it."""
        body = self._figures()
        if body.found is None or body.by() not in body.found.groups:
            return
        table = clue_figure_sheets.table(body.found, body.by())
        made = copying.plain(table.headings, table.rows, table.notes)
        both = QMimeData()
        both.setText(made.text)
        both.setHtml(made.html)
        QGuiApplication.clipboard().setMimeData(both)
        self.notice.tell(f"已复制“{table.title}”{made.rows} 行（含合计和口径），可粘贴到 Word、WPS 或聊天窗口。")

    @Slot()
    def _export(self) -> None:
        body = self._figures()
        if body.found is None or body.by() not in body.found.groups:
            return
        found, by = body.found, body.by()
        name = f"线索统计-按{HEADINGS[by]}-{clock.today():%Y%m%d}.xlsx"

        def write(path: Path) -> int:
            return clue_figure_sheets.export(path, found, by)

        self.side_file.ask("导出线索统计", name, tuple(FILE_KINDS), write, self.notice.tell)

    @Slot()
    def _print(self) -> None:
        """Show the report as it will be printed: of what is shown, or of the snapshot."""
        body, page = self._figures(), self._page()
        if body.found is None:
            return
        snapshot = page.snapshot if isinstance(page, SnapshotPage) else None
        kept = snapshot.line.id if snapshot is not None else ""
        preview.show(self.desk, self, report_order(body.found, kept), f"线索统计-{clock.today():%Y%m%d}")


def report_order(found: Figures, snapshot_id: str) -> Order:
    """Order the report of some figures, or of a snapshot."""
    if snapshot_id:
        return Order(REPORT, "", {"snapshot": snapshot_id})
    asked = found.asked
    days = {key: day.isoformat() for key, day in (("since", asked.since), ("until", asked.until)) if day}
    return Order(REPORT, "", {**days, "asked": asked})
