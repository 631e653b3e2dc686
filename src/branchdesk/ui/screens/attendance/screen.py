"""出勤情况: who came to the meetings of a period, how often, and what was missed and not made up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain.periods import Span
from branchdesk.services.meetings import attendance
from branchdesk.services.meetings.attendance import Overview, Wanted
from branchdesk.services.papers.papers import Order
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.kind_chips import KindChips
from branchdesk.ui.fields.period_field import PeriodField
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.ledger.side_file import KINDS as FILE_KINDS
from branchdesk.ui.ledger.side_file import SideFile
from branchdesk.ui.papers import preview
from branchdesk.ui.screen import Screen
from branchdesk.ui.screens.attendance.missed import MissedPage
from branchdesk.ui.screens.attendance.sheet import AttendanceSheet
from branchdesk.ui.shortcuts import bind
from branchdesk.ui.theme import Tone
from branchdesk.words import attendance as say

if TYPE_CHECKING:
    from branchdesk.services import Changes, Store

SHEET, MISSED = "sheet", "missed"
VIEWS = ((SHEET, "到会表"), (MISSED, "谁缺了什么"))
EVERY_GROUP = "全部党小组"
SPANS = (Span.THIS_YEAR, Span.THIS_QUARTER, Span.LAST_QUARTER, Span.LAST_YEAR, Span.CHOSEN, Span.ALL)
LEGEND = "　".join(f"{sign} {say.MEANINGS[key]}" for key, sign in say.SIGNS.items() if key not in {"present", "absent"})
PARTS = frozenset({"meeting", "attendance", "member", "expected_override", "party_group"})


class AttendanceScreen(Screen):
    """The sheet and the list of what was missed, for one period, some kinds, one group."""

    title = say.TITLE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._turn = 0
        self._stale = True
        self.view = Segments(VIEWS)
        self.view.set_value(SHEET)
        self.period = PeriodField(SPANS)
        self.group_box = DropDown()
        self.group_box.setAccessibleName("党小组")
        self.group_box.addItem(EVERY_GROUP, "")
        self.kinds = KindChips()
        self.sheet = AttendanceSheet()
        self.missed = MissedPage(desk)
        self.found = Overview()
        self.notice = Notice(desk)
        self.side_file = SideFile(self, desk)
        self.told = theme.mark(QLabel(""), role="small")
        self.told.setWordWrap(True)
        self.nothing = theme.mark(
            QLabel("这段时间没有按姓名登记到会情况的会议。可以换一段时间或会议种类。"), tone="quiet"
        )
        self.copy_button = QPushButton("复制为表格")
        self.copy_button.setToolTip("Ctrl+Shift+C")
        self.export_button = QPushButton("导出…")
        self.copy_button.clicked.connect(self._copy)
        self.export_button.clicked.connect(self._export)
        self.print_button = QPushButton("打印…")
        self.print_button.setShortcut("Ctrl+P")
        self.print_button.setToolTip("Ctrl+P")
        self.print_button.clicked.connect(self._print)
        self._lay_out()
        self._listen()

    def buttons(self) -> Sequence[QWidget]:
        """Lend the ways out."""
        return (self.copy_button, self.export_button, self.print_button)

    def reload(self, changes: Changes | None) -> None:
        """Read anew where something of it changed; unseen, once the screen is looked at again."""
        if changes is None or any(kind in PARTS or kind.startswith("member_") for kind in changes.kinds):
            self._stale = True
            if self.isVisible():
                self._read()

    def activated(self, **target: object) -> None:
        """Be shown; `missed` shows what was missed."""
        if self._stale:
            self._read()
        if target.get("target") == MISSED:
            self.view.set_value(MISSED)
            self._turn_view()

    def back(self) -> bool:
        """Step back from what was missed to the sheet, and from some kinds or a group to everything."""
        if self.view.value() == MISSED:
            self.view.set_value(SHEET)
            self._turn_view()
            return True
        if self.kinds.values() or self.group_box.currentData():
            self.kinds.set_values(())
            self.group_box.setCurrentIndex(0)
            self._read()
            return True
        return False

    def wanted(self) -> Wanted:
        """Give what the fields ask for."""
        since, until = self.period.value()
        return Wanted(since, until, self.kinds.values(), str(self.group_box.currentData() or ""))

    def _lay_out(self) -> None:
        self.body.addWidget(self.notice.above_pages())
        column = self.card()
        head = QVBoxLayout()
        head.setContentsMargins(theme.em(0.6), theme.em(0.55), theme.em(0.6), theme.em(0.35))
        head.setSpacing(theme.em(0.55))
        head.addWidget(FlowRow((self.view, self.period, self.group_box), gap=0.7))
        head.addWidget(self.kinds)
        column.addLayout(head)
        self.stack = QStackedWidget()
        self.empty = QWidget()
        middle = QHBoxLayout(self.empty)
        middle.addStretch(1)
        middle.addWidget(self.nothing)
        middle.addStretch(1)
        for page in (self.sheet, self.missed, self.empty):
            self.stack.addWidget(page)
        column.addWidget(self.stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.em(0.7), 0, theme.em(0.7), theme.em(0.2))
        foot.addWidget(self.told, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.sheet)

    def _listen(self) -> None:
        self.view.chosen.connect(self._turn_view)
        self.period.edited.connect(self._read)
        self.group_box.activated.connect(self._read)
        self.kinds.chosen.connect(self._read)
        self.sheet.person_asked.connect(self._to_card)
        self.sheet.meeting_asked.connect(self._to_meeting)
        self.missed.meeting_asked.connect(self._to_meeting)
        self.missed.written.connect(self._written)
        self.missed.changed.connect(self._tell)
        bind(self, ("Ctrl+Shift+C", self._copy))

    @Slot()
    def _read(self) -> None:
        if not self.desk.is_open:
            return
        self._turn += 1
        self._stale = False
        turn, wanted = self._turn, self.wanted()

        def work(store: Store) -> Overview | None:
            return attendance.overview(store, wanted) if turn == self._turn else None  # else another wish stands behind

        def shown(found: Overview | None) -> None:
            if found is not None and turn == self._turn:
                self._show(found)

        self.desk.read(work, shown, owner=self)

    def _show(self, found: Overview) -> None:
        self.found = found
        group = self.group_box.currentData()
        self.group_box.clear()
        self.group_box.addItem(EVERY_GROUP, "")
        for name in found.groups:
            self.group_box.addItem(name, name)
        self.group_box.setCurrentIndex(max(self.group_box.findData(group), 0))
        self.group_box.setVisible(len(found.groups) > 1)
        self.sheet.show_overview(found)
        self.missed.show_missed(found)
        self._turn_view()

    @Slot()
    def _turn_view(self) -> None:
        listing = self.view.value() == MISSED
        page = self.missed if listing else self.sheet if self.found.people else self.empty
        held = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.stack.setCurrentWidget(page)
        self.setFocusProxy(self.missed if listing else self.sheet)
        if held and not self.focusWidget().isVisible():
            self.setFocus()
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """Say below what is shown, what is left out, and what the signs mean."""
        out = f"；{say.heads_only(self.found.heads_only)}" if self.found.heads_only else ""
        if self.view.value() == MISSED:
            shown = self.missed.all()
            number = sum(one.entry.missed for one in shown)
            closed = f"，{say.made_up(len(shown) - number)}" if len(shown) > number else ""
            self.print_button.setEnabled(bool(shown))
            self.told.setText(f"{number}人次未补学{closed}" if shown else "")
            return
        self.print_button.setEnabled(bool(self.found.people))
        count = f"{len(self.found.people)}人，{len(self.found.meetings)}次会议{out}。"
        self.told.setText(f"{count}{say.DEFINITION}。　{LEGEND}" if self.found.people else count)

    @Slot(str)
    def _to_card(self, member_id: str) -> None:
        here = any(one.id == member_id and one.here for one in self.found.people)
        self.navigate("members" if here else "former_members", target=member_id, behind="attendance")

    @Slot(str)
    def _to_meeting(self, meeting_id: str) -> None:
        self.navigate("meeting", target=meeting_id, behind="attendance")

    @Slot(object)
    def _written(self, changes: Changes) -> None:
        if changes:
            self.notice.tell_done(f"已{changes.title}。", changes.title)

    @Slot()
    def _export(self) -> None:
        store, wanted = self.desk.store, self.wanted()
        listing = self.view.value() == MISSED
        title = say.MISSED_TITLE if listing else say.TITLE
        if listing:
            write = partial(attendance.export_missed, store, wanted, leaves=self.missed.leaves.isChecked())
            write = partial(write, closed=self.missed.closed.isChecked())
        else:
            write = partial(attendance.export, store, wanted)
        name = f"{title}-{clock.today():%Y%m%d}.xlsx"
        self.side_file.ask(f"导出{title}", name, tuple(FILE_KINDS), write, self.notice.tell)

    @Slot()
    def _print(self) -> None:
        """Show the sheet as it will be printed, or the list of what was missed."""
        title = say.MISSED_TITLE if self.view.value() == MISSED else say.TITLE
        preview.show(self.desk, self, self.order(), f"{title}-{clock.today():%Y%m%d}")

    def order(self) -> Order:
        """Order what is shown: its period, kinds and group, its people in their order."""
        wanted = self.wanted()
        days = [one.starts[:10] for one in self.found.meetings] or [clock.today().isoformat()]
        options = {
            "since": str(wanted.since or days[0]),
            "until": str(wanted.until or days[-1]),
            "group": wanted.group,
            **({"kinds": wanted.kinds} if wanted.kinds else {}),
        }
        if self.view.value() == MISSED:
            shown = {"leaves": self.missed.leaves.isChecked(), "closed": self.missed.closed.isChecked()}
            return Order("missed", "", {**options, **shown})
        return Order("attendance", "", {**options, "order": "group" if self.sheet.by_group else "roster"})

    @Slot()
    def _copy(self) -> None:
        """Put what is shown on the clipboard, as text and as a table."""
        if self.view.value() == MISSED:
            made = attendance.as_table(say.MISSED_COLUMNS, attendance.missed_rows(self.missed.all()))
        else:
            made = attendance.as_table(*attendance.as_rows(self.found))
        both = QMimeData()
        both.setText(made.text)
        both.setHtml(made.html)
        QGuiApplication.clipboard().setMimeData(both)
        self.notice.tell(f"已复制 {made.rows} 行（含表头），可粘贴到 Word、WPS 或聊天窗口。", Tone.GOOD)
