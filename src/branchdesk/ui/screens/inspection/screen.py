"""迎检自查: what is missing or thin in a period, worked through line by line, and bound for the inspection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain.inspection import Finding
from branchdesk.domain.periods import Span
from branchdesk.services.duties import inspection
from branchdesk.services.duties.inspection import Inspection
from branchdesk.services.papers.papers import Order
from branchdesk.ui import duties, theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.duties import FIVE_ONES, Way
from branchdesk.ui.fields.period_field import PeriodField
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.ledger.progress_line import ProgressLine
from branchdesk.ui.papers import preview
from branchdesk.ui.screen import Screen
from branchdesk.ui.screens.inspection.findings import AreaChips, Detail, FindingsTable, finding_row
from branchdesk.ui.screens.inspection.noting import NoteDialog
from branchdesk.words import inspection as say

if TYPE_CHECKING:
    from branchdesk.services import Changes
    from branchdesk.services.duties.inspection import Said
    from branchdesk.ui.jobs import Job

SPANS = (Span.THIS_YEAR, Span.LAST_YEAR, Span.THREE_YEARS, Span.CHOSEN)
EVERY = "every"
GAPS = ((EVERY, "全部"), *say.GAPS.items())
HINT = "回车去处理，N 登记处理情况；可按 Shift 或 Ctrl 选多行"


def way_of(one: Finding) -> Way:
    """Give the way to where a finding is settled: that of its duty, where it is one."""
    found = duties.ways([one.duty], clock.today()) if one.duty is not None else ()
    if found:
        label = "按原始记录补录" if one.duty is not None and one.duty.kind in duties.KINDS else found[0].label
        return replace(found[0], label=label)
    where = one.where
    if where.place == FIVE_ONES:
        return Way("五个一", FIVE_ONES, {"member": where.record, "year": one.day.year if one.day else None})
    return Way("去处理", where.place, {"target": where.record, **({"section": where.section} if where.section else {})})


class InspectionScreen(Screen):
    """A period, the counts by subject, the list, and the one that is chosen."""

    title = say.TITLE
    subtitle = "缺什么，补什么；补不了的，写明情况"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found = Inspection(clock.today(), clock.today())
        self._stale = True
        self._job: Job | None = None
        self._shown: dict[str, Finding] = {}
        self.dialog: NoteDialog | None = None
        self.period = PeriodField(SPANS)
        self.gaps = Segments(GAPS)
        self.gaps.set_value(EVERY)
        self.areas = AreaChips()
        self.settled_box = QCheckBox("")
        self.table, self.detail = FindingsTable(), Detail()
        self.notice = Notice(desk)
        self.progress = ProgressLine()
        self.nothing = theme.mark(QLabel(""), tone="quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told = theme.mark(QLabel(HINT), role="small")
        self.bind_button = theme.mark(QPushButton("装订成册…"), role="primary")
        self.bind_button.setShortcut("Ctrl+P")
        self.bind_button.setToolTip("Ctrl+P")
        self._lay_out()
        self._wire()

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way to the bound file."""
        return (self.bind_button,)

    def reload(self, changes: Changes | None) -> None:
        """Look anew after a change, once the screen is looked at; what was said of findings is read at once."""
        if changes is not None and changes.kinds == {"finding_note"}:
            self.desk.read(inspection.said, self._take_said)
            return
        self._stale = True
        if self.isVisible():
            self.look()

    def activated(self, **_target: object) -> None:
        """Look where something has changed since; the place in the list stays."""
        if self._stale:
            self.look()

    def back(self) -> bool:
        """Step back from some findings to all."""
        if self.areas.value() or self.gaps.value() != EVERY:
            self.areas.set_value("")
            self.gaps.set_value(EVERY)
            self._fill()
            return True
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Give up looking when one goes on: others read on the same lane."""
        super().hideEvent(event)
        if self._job is not None:
            self._stop()

    def days(self) -> tuple[date, date] | None:
        """Give the first and last day that are asked for, or None where they are not chosen."""
        since, until = self.period.value()
        return (since, until) if since and until and since <= until else None

    @Slot()
    def look(self) -> None:
        """Look through the records of the period."""
        days = self.days()
        if not self.desk.is_open or days is None:
            return
        if self._job is not None:
            self._job.stop.set()
        self._stale = False
        self.progress.begin("正在逐件核对记录…")
        self._job = self.desk.read(
            lambda store, report: inspection.look(store, *days, report=report),
            self._show,
            progress=self.progress.move_to,
            owner=self,
        )

    # -- inside

    def _lay_out(self) -> None:
        self.body.addWidget(self.notice.above_pages())
        column = self.card()
        head = QVBoxLayout()
        head.setContentsMargins(theme.em(0.6), theme.em(0.55), theme.em(0.6), theme.em(0.35))
        head.setSpacing(theme.em(0.55))
        head.addWidget(FlowRow((self.period, self.gaps, self.settled_box), gap=0.9))
        head.addWidget(self.areas)
        head.addWidget(self.progress)
        column.addLayout(head)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        column.addWidget(self.stack, 1)
        column.addWidget(self.detail)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.em(0.7), 0, theme.em(0.7), theme.em(0.2))
        foot.addWidget(self.told, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.table)

    def _wire(self) -> None:
        self.period.edited.connect(self.look)
        self.gaps.chosen.connect(self._fill)
        self.areas.chosen.connect(self._fill)
        self.settled_box.toggled.connect(self._fill)
        self.progress.cancelled.connect(self._stop)
        self.table.opened.connect(self._go)
        self.table.note_asked.connect(self._note)
        self.table.reopening_asked.connect(self._reopen)
        self.table.selectionModel().selectionChanged.connect(self._chosen_changed)
        self.detail.go_asked.connect(self._go)
        self.detail.note_asked.connect(self._note)
        self.detail.reopening_asked.connect(self._reopen)
        self.bind_button.clicked.connect(self._bind)

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop.set()
        self._job, self._stale = None, True
        self.progress.end()

    def _show(self, found: Inspection) -> None:
        self._job = None
        self.progress.end()
        self.found = found
        self._fill()

    def _take_said(self, said: dict[str, Said]) -> None:
        self.found = Inspection(self.found.since, self.found.until, self.found.findings, said)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        """Show what the filters leave; the row below takes the place of one that has gone."""
        said, everything = self.found.said, self.settled_box.isChecked()
        able = [one for one in self.found.findings if everything or one.key not in said]
        self.areas.show_counts(Counter(one.area for one in able), len(able))
        area, gap = self.areas.value(), self.gaps.value()
        rows = [one for one in able if area in {"", one.area} and gap in {EVERY, one.gap}]
        rows.sort(key=lambda one: one.key in said)
        at = self.table.currentIndex().row()
        self._shown = {one.key: one for one in rows}
        self.table.set_rows([finding_row(one, said.get(one.key)) for one in rows])
        if rows and not self.table.key():
            self.table.setCurrentIndex(self.table.rows_model.index(min(max(at, 0), len(rows) - 1), 0))
        self.stack.setCurrentWidget(self.table if rows else self.nothing)
        self.nothing.setText(self._nothing())
        number = sum(one.key in said for one in self.found.findings)
        self.settled_box.setText(f"显示已处理的{number}项")
        self.settled_box.setVisible(bool(number))
        self.counted.emit("inspection", 0)
        self._chosen_changed()

    def _nothing(self) -> str:
        if self.found.open:
            return "没有这样的问题。按 Esc 看全部。"
        return "发现的问题都已处理。" if self.found.findings else "这段时间没有发现缺漏。"

    def chosen(self) -> list[Finding]:
        """Give the findings that are chosen, from the top."""
        rows = self.table.keys()
        return [self._shown[key] for key in rows if key in self._shown]

    @Slot()
    def _chosen_changed(self) -> None:
        chosen = self.chosen()
        self.detail.setVisible(bool(chosen))
        self.told.setVisible(bool(chosen))
        if len(chosen) == 1:
            self.detail.show_finding(chosen[0], self.found.said.get(chosen[0].key), way_of(chosen[0]).label)
        elif chosen:
            self.detail.show_many(chosen, self.found.said)
        self.detail.go_button.setEnabled(len(chosen) == 1)

    @Slot()
    def _go(self) -> None:
        """Go where the finding is settled; the way back leads to the same line."""
        chosen = self.chosen()
        if len(chosen) == 1:
            way = way_of(chosen[0])
            self.navigate(way.key, **{**way.target, "behind": "inspection"})

    @Slot()
    def _note(self) -> None:
        if chosen := self.chosen():
            self.dialog = NoteDialog(self, self.desk, chosen, self.found.said.get(chosen[0].key))
            self.dialog.saved.connect(self._written)
            self.dialog.ask()

    @Slot()
    def _reopen(self) -> None:
        said = [one for one in self.chosen() if one.key in self.found.said]
        if said:
            self.desk.write(lambda store: inspection.reopen(store, said), self._written)

    @Slot(object)
    def _written(self, changes: Changes) -> None:
        if changes:
            self.notice.tell_done(f"已{changes.title}。", changes.title)

    @Slot()
    def _bind(self) -> None:
        """Show the bound file of the period."""
        if (days := self.days()) is None:
            return
        since, until = days
        order = Order("inspection", "", {"since": since.isoformat(), "until": min(until, clock.today()).isoformat()})
        preview.show(self.desk, self, order, f"{self.desk.store.branch.name}迎检材料-{clock.today():%Y%m%d}")
