"""措施回看: what meetings resolved to do and is open still, by whom, by when; closed here with one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton

from branchdesk import clock
from branchdesk.domain.dates import PartialDate, Precision
from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.services import Store
from branchdesk.services.duties import organisational_life
from branchdesk.services.ledgers.intake import Values
from branchdesk.services.meetings import meetings, study
from branchdesk.services.meetings.study import OpenMeasure
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DAY_NEEDED
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.screens.study.pages import View
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words.meetings import KINDS, day_text

COLUMNS = (
    Column("text", "措施", 16, stretch=True, most=48),
    Column("owner", "责任人", 4),
    Column("due", "时限", 6),
    Column("state", "情况", 6),
    Column("meeting", "来自", 10),
)
DONE = (Field("day", "办结日期", FieldKind.DATE, required=True, width=6),)


class MeasureTable(Table):
    """The rows; `done_asked` is sent by B."""

    done_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close a measure with B."""
        if event.key() == Qt.Key.Key_B and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.done_asked.emit()
        else:
            super().keyPressEvent(event)


class MeasuresView(View):
    """Open measures, the most pressing first; Enter opens the meeting that resolved one, B closes it."""

    written = Signal(object)
    parts = frozenset({"measure", "rectification", "agenda_item", "meeting"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, COLUMNS, "未办结的措施", "没有未办结的措施。")
        self.found: dict[str, OpenMeasure] = {}
        plain, self.table = self.table, MeasureTable(COLUMNS)
        self.table.setAccessibleName(plain.accessibleName())
        self.middle.replaceWidget(plain, self.table)
        plain.deleteLater()
        self.setFocusProxy(self.table)
        self.done_button = QPushButton("办结…")
        self.fill_head(theme.mark(QLabel("B 登记办结，回车打开会议"), role="small"), self.done_button)
        self.dialog: FieldsDialog | None = None
        self.done_button.clicked.connect(self.close_measure)
        self.table.done_asked.connect(self.close_measure)
        self.table.opened.connect(self._open)

    def query(self) -> Callable[[Store], Any]:
        """Ask for what is open."""
        return study.open_measures

    def show_found(self, found: Any) -> None:  # noqa: ANN401 - as the view has it
        """Show what is open."""
        self.found = {one.id: one for one in found}
        today = clock.today().isoformat()
        self.table.set_rows([_row(one, today) for one in found])
        self.rows_shown(len(found))
        self.done_button.setEnabled(bool(found))
        late = sum(bool(one.due) and one.due < today for one in found)
        self.summary.setText(f"{len(found)}项未办结{f'，{late}项逾期' if late else ''}。" if found else "")

    @Slot()
    def close_measure(self) -> None:
        """Ask for the day on which the chosen measure was done."""
        one = self.found.get(self.table.key())
        if one is None:
            return

        def verb(store: Store, values: Values) -> object:
            if PartialDate.parse(values["day"]).precision is not Precision.DAY:
                raise Refusal(DAY_NEEDED, code="day_needed", field="day")
            day = date.fromisoformat(values["day"])
            if one.is_line:
                return organisational_life.close_line(store, one.id, day)
            return meetings.close_measure(store, one.id, day)

        self.dialog = FieldsDialog(self, self.desk, "登记办结", DONE, verb)
        self.dialog.explain(one.text)
        self.dialog.saved.connect(self.written)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.begin({"day": clock.today().isoformat()})

    @Slot(str)
    def _open(self, key: str) -> None:
        self.wants.emit("meeting", {"target": self.found[key].meeting_id, "behind": "study"})


def _row(one: OpenMeasure, today: str) -> Row:
    late = bool(one.due) and one.due < today
    state = Cell("逾期", Tone.BAD) if late else Cell("在办", Tone.INK) if one.due else Cell("未定时限", Tone.WARN)
    return Row(one.id, (one.text, one.owner, one.due, state, f"{day_text(one.day)}{KINDS[one.kind]}"))
