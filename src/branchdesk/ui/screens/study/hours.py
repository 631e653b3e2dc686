"""学时: each member's hours of a year against what is asked, and beside them what somebody's are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from branchdesk import clock
from branchdesk.domain.study_hours import Counting, PersonHours, Source
from branchdesk.services import Store
from branchdesk.services.meetings import study_hours
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screens.study.counting import CountingDialog
from branchdesk.ui.screens.study.pages import View
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import study as say

COLUMNS = (
    Column("name", "姓名", 5, sortable=False),
    Column("group", "党小组", 6, sortable=False),
    Column("hours", "学时", 4, right=True, sortable=False),
    Column("target", "应达", 4, right=True, sortable=False),
    Column("left", "还差", 4, right=True, sortable=False),
    Column("note", "说明", 8, stretch=True, sortable=False, most=30),
)
TENTH = 6  # minutes of a tenth of an hour
PARTS = (
    Column("day", "日期", 6, sortable=False),
    Column("source", "来源", 4, sortable=False),
    Column("what", "内容", 8, stretch=True, sortable=False, most=24),
    Column("hours", "学时", 3, right=True, sortable=False),
)


class HoursView(View):
    """People and hours; the table beside shows what the chosen one's are made of, and Enter opens a meeting of it."""

    parts = frozenset(
        {
            *("meeting", "attendance", "agenda_item", "document_study", "member", "member_entry", "member_period"),
            *("member_condition", "member_office", "member_stage", "rule_change"),
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, COLUMNS, "学时", "名册中还没有党员。")
        year = clock.today().year
        self.people: dict[str, PersonHours] = {}
        self.year = Segments(((str(year), "今年"), (str(year - 1), "去年")))
        self.year.set_value(str(year))
        self.settings_button = QPushButton("计算办法…")
        self.fill_head(self.year, self.settings_button)
        self.made_of = Table(PARTS)
        self.made_of.setAccessibleName("学时明细")
        self.middle.setStretch(0, 6)
        self.middle.addWidget(self.made_of, 5)
        self.dialog: CountingDialog | None = None
        self.year.chosen.connect(self.again)
        self.table.picked.connect(self._pick)
        self.table.opened.connect(self._open)
        self.made_of.opened.connect(self._open_part)
        self.settings_button.clicked.connect(self.ask_settings)

    def query(self) -> Callable[[Store], Any]:
        """Ask for a year."""
        year = int(self.year.value() or clock.today().year)
        return lambda store: study_hours.year(store, year)

    def show_found(self, found: Any) -> None:  # noqa: ANN401 - as the view has it
        """Show everybody in roster order."""
        self.people = {one.id: one for one in found.people}
        self.table.set_rows([_row(one) for one in found.people])
        self.rows_shown(len(found.people))
        self._pick(self.table.key())
        asked = [one for one in found.people if one.target]
        reached = sum(one.minutes >= one.target for one in asked)
        self.summary.setText(
            f"{len(asked)}人中{reached}人已达到；请假不计学时，补学后计入。学时由会议、党课、补学和教育培训登记得出。"
        )

    @Slot()
    def ask_settings(self) -> None:
        """Ask what counts as study."""
        self.desk.read(study_hours.counting, self._show_settings, owner=self)

    def _show_settings(self, standing: Counting) -> None:
        self.dialog = CountingDialog(self, standing)
        self.dialog.chosen.connect(self._keep)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    @Slot(object)
    def _keep(self, wanted: Counting) -> None:
        self.desk.write(lambda store: study_hours.set_counting(store, wanted), self._kept)

    def _kept(self, _nothing: object) -> None:
        self.summary.setText(say.settings_changed())
        self.ask()

    @Slot(str)
    def _pick(self, key: str) -> None:
        one = self.people.get(key)
        rows = [
            Row(
                f"{number} {part.source} {part.record}",
                (
                    part.day,
                    say.SOURCES[part.source],
                    part.what,
                    say.hours(part.minutes) if part.minutes else Cell("—", Tone.WARN, tip="没有填学时"),
                ),
            )
            for number, part in enumerate(reversed(one.parts if one else ()))
        ]
        self.made_of.set_rows(rows)

    @Slot(str)
    def _open(self, member_id: str) -> None:
        self.wants.emit("members", {"target": member_id, "behind": "study"})

    @Slot(str)
    def _open_part(self, key: str) -> None:
        _, source, record = key.split(" ", 2)
        if source in {Source.MEETING, Source.LECTURER, Source.MADE_UP}:
            self.wants.emit("meeting", {"target": record, "behind": "study"})


def _row(one: PersonHours) -> Row:
    left = -(-max(one.target - one.minutes, 0) // TENTH) * TENTH  # never told as less than it is
    return Row(
        one.id,
        (
            Cell(one.label, bold=True),
            one.group,
            say.hours(one.minutes),
            say.hours(one.target) if one.target else "—",
            Cell(say.hours(left), Tone.WARN) if left else Cell("—" if not one.target else "已达到", Tone.QUIET),
            Cell(one.note, Tone.QUIET),
        ),
    )
