"""会议与活动: every meeting, newest first; Enter opens one, 记会议 begins another, 导入… brings in old ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.meetings import MeetingKind
from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.services import lists, meetings, past_meetings
from branchdesk.services.lists import Condition, Page, Query, Test
from branchdesk.services.past_meetings import Closed
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.export import Exporter
from branchdesk.ui.ledger.export_dialog import View
from branchdesk.ui.ledger.import_notice import ImportNotice
from branchdesk.ui.ledger.import_wizard import Done, ImportPage
from branchdesk.ui.screen import Card, Screen
from branchdesk.ui.screens.meeting.closing import Question
from branchdesk.ui.screens.meetings.nothing import Nothing
from branchdesk.ui.screens.meetings.rows import COLUMNS, KEYS, row_of
from branchdesk.ui.table import Table
from branchdesk.ui.theme import Tone
from branchdesk.words import meetings as say

if TYPE_CHECKING:
    from branchdesk.services import Changes, Store

TITLE = "会议与活动"
MEETING_ACTIONS = LedgerActions(
    MEETINGS,
    "会议",
    past_meetings.save,
    meetings.delete,
    frozenset({"meeting", "attendance", "agenda_item", "studied_document"}),
)
WAIT = 200  # milliseconds of quiet before a search
STEP = 200  # meetings shown at once
LATE_IN_MONTH = "-31"


class MeetingsScreen(Screen):
    """The list of meetings."""

    title = TITLE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._turn = self._old = 0
        self._wanted = ""
        self._month = ""
        self._limit = STEP
        self.new_button = theme.mark(QPushButton("记会议"), role="primary")
        self.new_button.setShortcut("Ctrl+N")
        self.new_button.setToolTip("Ctrl+N")
        self.new_button.clicked.connect(self.begin)
        self.trash_button = theme.mark(QPushButton("回收站"), role="quiet")
        self.trash_button.clicked.connect(self._to_trash)
        kinds = [("", "全部"), *((kind.value, say.KINDS[kind.value]) for kind in MeetingKind)]
        self.kinds = Segments(kinds)
        self.kinds.set_value("")
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找主题、地点、人、日期")
        self.search.setAccessibleName("查找会议")
        self.search.setClearButtonEnabled(True)
        self.import_button, self.export_button = QPushButton("导入…"), QPushButton("导出…")
        self.import_button.clicked.connect(self.open_import)
        self.export_button.clicked.connect(self._export)
        self.notice = ImportNotice(desk)
        self.importer = ImportPage(desk, MEETING_ACTIONS)
        self.exporter = Exporter(self, desk, MEETING_ACTIONS, self.notice)
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("会议")
        self.month = theme.mark(QPushButton(""), role="chip")
        self.more = theme.mark(QPushButton(""), role="link")
        self.count = theme.mark(QLabel(""), role="small")
        self.old_drafts = theme.mark(QPushButton(""), role="link")
        self._total = 0
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAIT)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        card = Card()
        column = card.body
        column.setContentsMargins(theme.em(0.4), theme.em(0.3), theme.em(0.4), theme.em(0.4))
        self._list = QWidget()
        around = QVBoxLayout(self._list)
        around.setContentsMargins(theme.em(1.5), theme.em(1.35), theme.em(1.5), theme.em(1.35))
        around.addWidget(card)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._list)
        self.stack.addWidget(self.importer)
        self.body.addWidget(self.notice.above_pages())
        self.body.addWidget(self.stack, 1)
        tools = QHBoxLayout()
        tools.setContentsMargins(theme.em(0.6), theme.em(0.55), theme.em(0.6), theme.em(0.35))
        tools.setSpacing(theme.em(0.8))
        tools.addWidget(self.kinds)
        tools.addWidget(self.month)
        tools.addWidget(self.search, 1)
        self.search.setMinimumWidth(theme.em(12))
        self.search.setMaximumWidth(theme.em(26))
        column.addLayout(tools)
        self.empty = Nothing()
        column.addWidget(self.empty, 1)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.em(0.7), 0, theme.em(0.7), theme.em(0.2))
        foot.addWidget(self.count)
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(self.old_drafts)
        column.addLayout(foot)
        self.old_drafts.hide()
        self.month.hide()
        self.more.hide()
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        self.empty.begun.connect(self.begin)
        self.empty.import_asked.connect(self.open_import)
        self.table.opened.connect(self._open)
        self.kinds.chosen.connect(self._anew)
        self.search.textEdited.connect(self._waiting.start)
        self.search.textChanged.connect(self._waiting.start)
        self.search.returnPressed.connect(self._to_table)
        self._waiting.timeout.connect(self._anew)
        self.month.clicked.connect(self._all_months)
        self.more.clicked.connect(self._show_more)
        self.old_drafts.clicked.connect(self._ask_closing)
        self.importer.closed.connect(self._show_list)
        self.importer.heading_changed.connect(self._heading_moved)
        self.importer.imported.connect(self._imported)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the trash, the ways in and out by sheet, and what people come for; while importing the import's own."""
        if self.stack.currentWidget() is self.importer:
            return self.importer.buttons()
        return (self.trash_button, self.import_button, self.export_button, self.new_button)

    def reload(self, _changes: Changes | None) -> None:
        """Read the list anew."""
        self._read()

    def activated(self, **target: object) -> None:
        """Be shown; a kind or a month narrows the list, `chosen` is the meeting one comes back from."""
        wanted, chosen = target.get("target"), target.get("chosen")
        if wanted == "import":
            self.open_import()
            return
        if target:
            self._show_list()
        if wanted == "new":
            self.navigate("meeting", target="new", **{key: target[key] for key in ("kind",) if target.get(key)})
        elif isinstance(wanted, str):
            self.navigate("meeting", target=wanted)
        elif "kind" in target or "month" in target:
            self.kinds.set_value(str(target.get("kind") or ""))
            self._month = str(target.get("month") or "")
            self._anew()
        elif isinstance(chosen, str):
            self._wanted = chosen
            self._read()

    def back(self) -> bool:
        """Step back from an import, a search, a month, a kind."""
        if self.stack.currentWidget() is self.importer:
            self._show_list()
            return True
        if self.search.text() or self._month or self.kinds.value():
            self.search.clear()
            self.kinds.set_value("")
            self._month = ""
            self._anew()
            self.table.setFocus()
            return True
        return False

    @Slot()
    def begin(self) -> None:
        """Begin another meeting, of the kind the list is narrowed to."""
        kind = self.kinds.value()
        self.navigate("meeting", target="new", **({"kind": kind} if kind else {}))

    @Slot()
    def _to_trash(self) -> None:
        self.navigate("meeting_trash")

    @Slot()
    def open_import(self) -> None:
        """Begin to bring old meetings in."""
        self.notice.tell("")
        self.importer.begin()
        self._show_page(self.importer)

    @Slot(object)
    def _imported(self, done: Done) -> None:
        self.notice.tell_import(done, lambda batch: self.navigate("history", batch=batch))

    @Slot()
    def _show_list(self) -> None:
        self._show_page(self._list)

    def _show_page(self, page: QWidget) -> None:
        if self.stack.currentWidget() is page:
            return
        self.stack.setCurrentWidget(page)
        importing = page is self.importer
        self.setFocusProxy(self.importer if importing else self.table)
        self._heading_moved()
        if self.isVisible():
            (self.importer if importing else self.table).setFocus()

    @Slot()
    def _heading_moved(self) -> None:
        self.title = self.importer.title if self.stack.currentWidget() is self.importer else TITLE
        self.heading_changed.emit()

    @Slot()
    def _export(self) -> None:
        query = replace(self._query(), limit=None)
        self.exporter.ask(View(query, MEETINGS.screen, self._total, self._total))

    @Slot()
    def _ask_closing(self) -> None:
        """Ask once before old records are closed together."""
        told = [
            ("定稿后，这些旧记录的人数和内容不能再改；内容有错误的一次留作草稿。", Tone.INK),
            ("定稿后还没有别的操作时，可以一步撤销。", Tone.QUIET),
        ]
        dialog = Question(self, f"{self._old}次旧会议记录要一并定稿吗？", told)
        dialog.answers("一并定稿", "暂不定稿")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.desk.write(past_meetings.close_all, self._closed)

    def _closed(self, done: Closed) -> None:
        left = f"另有{len(done.left)}次有错误，仍是草稿。" if done.left else ""
        self.notice.tell_done(f"已定稿{done.closed}次旧会议记录。{left}", done.changes.title)

    @Slot(str)
    def _open(self, meeting_id: str) -> None:
        self.navigate("meeting", target=meeting_id)

    @Slot()
    def _to_table(self) -> None:
        self._anew()
        self.table.setFocus()
        if self.table.rows_model.rows and not self.table.key():
            self.table.choose(self.table.rows_model.rows[0].key)

    @Slot()
    def _all_months(self) -> None:
        self._month = ""
        self._anew()

    @Slot()
    def _show_more(self) -> None:
        self._limit += STEP
        self._read()

    @Slot()
    def _anew(self) -> None:
        self._limit = STEP
        self._read()

    def _query(self) -> Query:
        conditions = []
        if kind := self.kinds.value():
            conditions.append(Condition("kind", Test.IS, (kind,)))
        if self._month:
            conditions.append(Condition("starts", Test.BETWEEN, (self._month, f"{self._month}{LATE_IN_MONTH}")))
        return Query(tuple(conditions), self.search.text(), limit=self._limit)

    def _read(self) -> None:
        if not self.desk.is_open:
            return
        self._turn += 1
        turn, query = self._turn, self._query()

        def work(store: Store) -> tuple[Page, int]:
            return lists.page(store, MEETINGS, query, KEYS), len(past_meetings.open_records(store))

        def shown(found: tuple[Page, int]) -> None:
            if turn == self._turn:
                self._show(*found)

        self.desk.read(work, shown, owner=self)

    def _show(self, page: Page, old: int) -> None:
        self._total, self._old = page.total, old
        self.old_drafts.setVisible(old > 0)
        self.old_drafts.setText(f"{old}次旧记录还是草稿，一并定稿…")
        rows = [row_of(meeting_id, values) for meeting_id, values in page.rows]
        self.table.set_rows(rows)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        elif rows and not self.table.key():
            self.table.choose(rows[0].key)
        narrowed = bool(self.search.text().strip() or self._month or self.kinds.value())
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.tell(narrowed=narrowed)
        self.month.setVisible(bool(self._month))
        if self._month:
            year, month = self._month.split("-")
            self.month.setText(f"{year}年{int(month)}月  ✕")
        self.count.setText(f"共{page.total}次" if rows else "")
        left = page.total - len(rows)
        self.more.setVisible(left > 0)
        self.more.setText(f"再显示{min(left, STEP)}次")
