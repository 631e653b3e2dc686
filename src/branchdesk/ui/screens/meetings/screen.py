"""会议与活动: every meeting, newest first; Enter opens one, 记会议 begins another, 导入… brings in old ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.roster import RosterPerson
from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.meetings import meeting_finding, meetings, past_meetings
from branchdesk.services.meetings.meeting_finding import Found, Wanted
from branchdesk.services.meetings.past_meetings import Closed
from branchdesk.services.people import committees
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger import print_list
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.export import Exporter
from branchdesk.ui.ledger.export_dialog import View
from branchdesk.ui.ledger.import_notice import ImportNotice
from branchdesk.ui.ledger.import_wizard import Done, ImportPage
from branchdesk.ui.screen import Card, Screen
from branchdesk.ui.screens.committee.election import candidates
from branchdesk.ui.screens.meeting.closing import Question
from branchdesk.ui.screens.meetings.filters import Filters
from branchdesk.ui.screens.meetings.nothing import Nothing
from branchdesk.ui.screens.meetings.renumber import RenumberDialog
from branchdesk.ui.screens.meetings.rows import COLUMNS, FOUND_COLUMNS, row_of
from branchdesk.ui.screens.meetings.series import SeriesDialog
from branchdesk.ui.shortcuts import bind
from branchdesk.ui.table import Table
from branchdesk.ui.theme import Tone

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
STEP = 200  # meetings shown at once
_Seen = tuple[Found, int, int] | None


class MeetingsScreen(Screen):
    """The list of meetings."""

    title = TITLE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._turn = self._old = 0
        self._wanted = ""
        self._found: tuple[str, ...] = ()
        self._limit = STEP
        self.new_button = theme.mark(QPushButton("记会议"), role="primary")
        self.new_button.setShortcut("Ctrl+N")
        self.new_button.setToolTip("Ctrl+N")
        self.new_button.clicked.connect(self.begin)
        self.more_button = QPushButton("更多 ▾")
        self.more_button.setAccessibleName("更多操作")
        self.more_menu = QMenu(self.more_button)
        self.more_menu.addAction("安排一批会议…").triggered.connect(self.plan_series)
        self.renumber_action = self.more_menu.addAction("重排次数…")
        self.renumber_action.triggered.connect(self._renumber)
        self.more_menu.addSeparator()
        self.print_action = self.more_menu.addAction("打印清单…\tCtrl+P")
        self.print_action.triggered.connect(self._print)
        self.print_chosen_action = self.more_menu.addAction("打印所选…")
        self.print_chosen_action.triggered.connect(self._print_chosen)
        self.more_menu.addSeparator()
        self.more_menu.addAction("回收站").triggered.connect(self._to_trash)
        self.more_menu.aboutToShow.connect(self._fill_more)
        self.more_button.setMenu(self.more_menu)
        self.filters = Filters()
        self.kinds, self.search = self.filters.kinds, self.filters.search
        self.import_button, self.export_button = QPushButton("导入…"), QPushButton("导出…")
        self.import_button.clicked.connect(self.open_import)
        self.export_button.clicked.connect(self._export)
        self.quick_button = QPushButton("补录旧会议")
        self.quick_button.clicked.connect(lambda: self.navigate("quick_meetings"))
        self.notice = ImportNotice(desk)
        self.importer = ImportPage(desk, MEETING_ACTIONS)
        self.exporter = Exporter(self, desk, MEETING_ACTIONS, self.notice)
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("会议")
        self.more = theme.mark(QPushButton(""), role="link")
        self.count = theme.mark(QLabel(""), role="small")
        self.old_drafts = theme.mark(QPushButton(""), role="link")
        self.renumbering: RenumberDialog | None = None
        self.series: SeriesDialog | None = None
        self._whole = 0
        self._lay_out()
        self._listen()
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

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
        column.addWidget(self.filters)
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
        self.more.hide()
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        self.empty.begun.connect(self.begin)
        self.empty.import_asked.connect(self.open_import)
        self.table.opened.connect(self._open)
        self.filters.changed.connect(self._anew)
        self.filters.left.connect(self._to_table)
        self.table.selectionModel().selectionChanged.connect(self._tell_number)
        self.more.clicked.connect(self._show_more)
        self.old_drafts.clicked.connect(self._ask_closing)
        bind(self, ("Ctrl+P", self._print))
        self.importer.closed.connect(self._show_list)
        self.importer.heading_changed.connect(self._heading_moved)
        self.importer.imported.connect(self._imported)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the trash, the ways in and out by sheet, and what people come for; while importing the import's own."""
        if self.stack.currentWidget() is self.importer:
            return self.importer.buttons()
        return (self.more_button, self.import_button, self.export_button, self.quick_button, self.new_button)

    def reload(self, changes: Changes | None) -> None:
        """Read the list anew, and whom the person may be."""
        self._read()
        if self.desk.is_open and (changes is None or "member" in changes.kinds):
            self._ask_people()

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
            kind, month = str(target.get("kind") or ""), str(target.get("month") or "")
            self.filters.show_only(kinds=(kind,) if kind else (), month=month)
            self._anew()
        elif isinstance(chosen, str):
            self._wanted = chosen
            self._read()

    def back(self) -> bool:
        """Step back from an import, or from everything that the list is narrowed by."""
        if self.stack.currentWidget() is self.importer:
            self._show_list()
            return True
        if self.filters.wanted():
            self.filters.show_only()
            self._anew()
            self.table.setFocus()
            return True
        return False

    @Slot()
    def begin(self) -> None:
        """Begin another meeting, of the kind the list is narrowed to."""
        kinds = self.kinds.values()
        self.navigate("meeting", target="new", **({"kind": kinds[0]} if len(kinds) == 1 else {}))

    @Slot()
    def _to_trash(self) -> None:
        self.navigate("meeting_trash")

    @Slot()
    def plan_series(self) -> None:
        """Ask for a series of meetings to plan, of the kind the list is narrowed to."""
        kinds = self.kinds.values()
        self.series = SeriesDialog(self, self.desk, kinds[0] if len(kinds) == 1 else "")
        self.series.done_as.connect(lambda title: self.notice.tell_done(f"已{title}。", title))
        self.series.finished.connect(self.series.deleteLater)
        self.series.open()

    @Slot()
    def _renumber(self) -> None:
        """Show how the numbers of a year would be by date."""
        kinds = self.kinds.values()
        dialog = RenumberDialog(self, self.desk, kinds[0] if kinds else "")
        dialog.accepted.connect(self._renumbered)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.renumbering = dialog

    @Slot()
    def _renumbered(self) -> None:
        if self.renumbering is not None:
            self.notice.tell_done(f"已{self.renumbering.done_title}。", self.renumbering.done_title)

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
        self.exporter.ask(self._shown(MEETINGS.screen, self._chosen()))

    @Slot()
    def _print(self) -> None:
        if self._found and self.stack.currentWidget() is self._list:
            print_list.show(self.desk, self, MEETINGS, self._shown(MEETINGS.paper, ()))

    @Slot()
    def _print_chosen(self) -> None:
        print_list.show(self.desk, self, MEETINGS, self._shown(MEETINGS.paper, self._chosen()))

    @Slot()
    def _fill_more(self) -> None:
        self.print_action.setEnabled(bool(self._found))
        chosen = len(self._chosen())
        self.print_chosen_action.setVisible(chosen > 0)
        self.print_chosen_action.setText(f"打印所选 {chosen} 次…")

    def _chosen(self) -> tuple[str, ...]:
        """Give the meetings that are chosen, where they are several: one is where the cursor is."""
        return tuple(keys) if len(keys := self.table.keys()) > 1 else ()

    def _shown(self, columns: tuple[str, ...], chosen: tuple[str, ...]) -> View:
        query = Query(ids=self._found) if self.filters.wanted() else Query()
        return View(query, columns, len(self._found), self._whole, chosen)

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

    @Slot()
    def _tell_number(self) -> None:
        """Say how many meetings there are, and how many of them are chosen where it is several."""
        chosen, total = len(self.table.selectionModel().selectedRows()), len(self._found)
        words = [f"找到{total}次，共{self._whole}次" if total < self._whole else f"共{total}次"]
        if chosen > 1:
            words.append(f"已选{chosen}次")
        self.count.setText("；".join(words) if total else "")

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
    def _show_more(self) -> None:
        self._limit += STEP
        self._read()

    @Slot()
    def _anew(self) -> None:
        self._limit = STEP
        self._read()

    def _read(self) -> None:
        if not self.desk.is_open:
            return
        self._turn += 1
        turn, wanted, limit = self._turn, self.filters.wanted(), self._limit

        def work(store: Store) -> _Seen:
            if turn != self._turn:
                return None  # another wish stands behind this one: nobody waits for what it would find
            found = meeting_finding.find(store, wanted, limit)
            whole = lists.page(store, MEETINGS, Query(limit=1), ()).total
            return found, whole, len(past_meetings.open_records(store))

        def shown(seen: _Seen) -> None:
            if seen is not None and turn == self._turn:
                self._show(wanted, *seen)

        self.desk.read(work, shown, owner=self)

    def _ask_people(self) -> None:
        self.desk.read(committees.everybody, self._take_people)

    def _take_people(self, people: tuple[RosterPerson, ...]) -> None:
        self.filters.set_candidates(candidates(people))

    def _show(self, wanted: Wanted, found: Found, whole: int, old: int) -> None:
        self._found, self._whole, self._old = found.ids, whole, old
        self.old_drafts.setVisible(old > 0)
        self.old_drafts.setText(f"{old}次旧记录还是草稿，一并定稿…")
        sought = bool(wanted.text.strip())
        columns = FOUND_COLUMNS if sought else COLUMNS
        if self.table.rows_model.columns != columns:
            self.table.set_columns(columns)
        rows = [row_of(one, sought=sought) for one in found.meetings]
        self.table.set_rows(rows)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        elif rows and not self.table.key():
            self.table.choose(rows[0].key)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.tell(narrowed=bool(wanted))
        self._tell_number()
        left = len(found.ids) - len(rows)
        self.more.setVisible(left > 0)
        self.more.setText(f"再显示{min(left, STEP)}次")
