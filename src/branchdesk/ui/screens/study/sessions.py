"""The meetings of a period that had a first topic, and those of kinds that want one and had none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel

from branchdesk.domain.periods import Span
from branchdesk.domain.study import Sessions, StudyMeeting
from branchdesk.services import Store
from branchdesk.services.meetings import study
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.period_field import PeriodField
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screens.study.pages import View
from branchdesk.ui.table import Cell, Column, Row
from branchdesk.ui.theme import Tone
from branchdesk.words.meetings import name

COLUMNS = (
    Column("day", "日期", 6),
    Column("meeting", "会议", 8),
    Column("group", "党小组", 5),
    Column("documents", "学习篇目", 14, stretch=True, most=40),
    Column("reader", "领学人", 4),
    Column("case", "案例研讨", 5, most=12),
    Column("heads", "实到/应到", 5, right=True),
)
HELD, WITHOUT = "held", "without"


class SessionsView(View):
    """The sessions; Enter opens the meeting."""

    parts = frozenset({"meeting", "agenda_item", "studied_document", "attendance"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, COLUMNS, "第一议题学习", "这段时间没有这样的会议。")
        self.found = Sessions()
        self.which = Segments(((HELD, "有第一议题"), (WITHOUT, "没有第一议题")))
        self.which.set_value(HELD)
        self.period = PeriodField((Span.THIS_YEAR, Span.THIS_QUARTER, Span.LAST_YEAR, Span.CHOSEN, Span.ALL))
        self.fill_head(self.which, self.period, theme.mark(QLabel("回车打开会议"), role="small"))
        self.which.chosen.connect(self._show)
        self.period.edited.connect(self.again)
        self.table.opened.connect(self._open)

    def query(self) -> Callable[[Store], Any]:
        """Ask for the sessions of the period."""
        since, until = self.period.value()
        return lambda store: study.sessions(store, since or date.min, until or date.max)

    def show_found(self, found: Any) -> None:  # noqa: ANN401 - as the view has it
        """Show the sessions, the newest first."""
        self.found = found
        self._show()

    @Slot()
    def _show(self) -> None:
        if self.which.value() == HELD:
            rows = [
                _row(one.meeting, "；".join(text.title for text in one.documents)) for one in reversed(self.found.held)
            ]
        else:
            rows = [_row(one, "") for one in reversed(self.found.without)]
        self.table.set_rows(rows)
        self.rows_shown(len(rows))
        missing = f"，{len(self.found.without)}次没有" if self.found.without else ""
        self.summary.setText(f"{len(self.found.held)}次会议有第一议题{missing}（按要求第一议题的会议类型计）。")

    @Slot(str)
    def _open(self, meeting_id: str) -> None:
        self.wants.emit("meeting", {"target": meeting_id, "behind": "study"})


def _row(one: StudyMeeting, documents: str) -> Row:
    heads = "—" if one.present is None else f"{one.present}/{one.expected}"
    return Row(
        one.id,
        (
            one.day,
            name(one.kind, one.number),
            one.group,
            documents or Cell("未记篇目", Tone.QUIET),
            one.lead_reader,
            one.case_title,
            heads,
        ),
    )
