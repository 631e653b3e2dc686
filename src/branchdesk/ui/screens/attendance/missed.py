"""谁缺了什么: what people missed and have not made up, and one key to note when they did."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain.dates import PartialDate, Precision
from branchdesk.domain.meetings import Presence
from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.services import Store
from branchdesk.services.ledgers.intake import Values
from branchdesk.services.meetings import attendance
from branchdesk.services.meetings.attendance import Missed, Overview
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DAY_NEEDED
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import attendance as say_attendance
from branchdesk.words import meetings as say

COLUMNS = (
    Column("name", "姓名", 5, sortable=False),
    Column("group", "党小组", 5, sortable=False),
    Column("meeting", "会议", 8, sortable=False),
    Column("day", "日期", 6, sortable=False),
    Column("presence", "情况", 3, sortable=False),
    Column("reason", "原因", 6, stretch=True, sortable=False, most=20),
    Column("made_up", "补学", 5, sortable=False, most=14),
)
MAKE_UP = (
    Field("day", "补学日期", FieldKind.DATE, required=True, width=6),
    Field("how", "补学方式", width=10),
)
HINT = "B 登记补学，可按 Shift 或 Ctrl 选多行；回车打开会议"


class MissedTable(Table):
    """The rows; `made_up_asked` is sent by B."""

    made_up_asked = Signal()

    def __init__(self) -> None:
        super().__init__(COLUMNS)
        self.setAccessibleName("未补学的缺席和请假")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note a make-up with B."""
        if event.key() == Qt.Key.Key_B and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.made_up_asked.emit()
        else:
            super().keyPressEvent(event)


class MissedPage(QWidget):
    """The list with its switch; `meeting_asked` carries a meeting, `written` the Changes, `changed` other rows."""

    meeting_asked = Signal(str)
    written = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: tuple[Missed, ...] = ()
        self._closed: tuple[Missed, ...] = ()
        self._missed: dict[str, Missed] = {}
        self.closed = QCheckBox(say_attendance.CLOSED)
        self.closed.toggled.connect(self._fill)
        self.leaves = QCheckBox("包括请假")
        self.leaves.setChecked(True)
        self.leaves.toggled.connect(self._fill)
        self.make_up_button = QPushButton("登记补学…")
        self.make_up_button.clicked.connect(self.make_up)
        self.table = MissedTable()
        self.table.opened.connect(self._open)
        self.table.made_up_asked.connect(self.make_up)
        self.nothing = theme.mark(QLabel("这段时间没有未补学的缺席或请假。"), tone="quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.dialog: FieldsDialog | None = None
        head = QHBoxLayout()
        head.setContentsMargins(theme.em(0.6), 0, theme.em(0.6), theme.em(0.3))
        head.setSpacing(theme.em(0.8))
        head.addWidget(self.leaves)
        head.addWidget(self.closed)
        head.addWidget(theme.mark(QLabel(HINT), role="small"), 1)
        head.addWidget(self.make_up_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing)
        column.addSpacing(theme.em(0.5))
        self.setFocusProxy(self.table)

    def show_missed(self, found: Overview) -> None:
        """Show what was missed."""
        self._found, self._closed = found.missed, attendance.with_closed(found)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        found = self._closed if self.closed.isChecked() else self._found
        found = found if self.leaves.isChecked() else attendance.without_leaves(found)
        self._missed = {f"{one.meeting_id} {one.member_id}": one for one in found}
        at = self.table.currentIndex().row()
        self.table.set_rows([_row(key, one) for key, one in self._missed.items()])
        if found and not self.table.key():
            place = min(max(at, 0), len(found) - 1)
            self.table.setCurrentIndex(self.table.rows_model.index(place, 0))
        self.nothing.setVisible(not found)
        self.make_up_button.setEnabled(bool(found))
        self.changed.emit()

    def all(self) -> list[Missed]:
        """Give everything that is shown, from the top."""
        return list(self._missed.values())

    def chosen(self) -> list[Missed]:
        """Give what is chosen, from the top."""
        chosen = self.table.keys()
        return [self._missed[key] for key in chosen]

    @Slot()
    def make_up(self) -> None:
        """Ask for the day on which what is chosen was made up, and how."""
        if not (chosen := self.chosen()):
            return

        def verb(store: Store, values: Values) -> object:
            if PartialDate.parse(values["day"]).precision is not Precision.DAY:
                raise Refusal(DAY_NEEDED, code="day_needed", field="day")
            absences = [(one.meeting_id, one.member_id) for one in chosen]
            return attendance.make_up(store, absences, date.fromisoformat(values["day"]), values["how"] or "")

        self.dialog = FieldsDialog(self, self._desk, "登记补学", MAKE_UP, verb)
        self.dialog.fields["how"].input.offer(say_attendance.WAYS)
        first = f"{chosen[0].label}，{say.day_text(chosen[0].starts)}{say.KINDS[chosen[0].kind]}"
        self.dialog.explain(first if len(chosen) == 1 else f"{first}，等{len(chosen)}人次")
        self.dialog.saved.connect(self.written)
        self.dialog.finished.connect(self.dialog.deleteLater)
        standing = chosen[0].entry if len(chosen) == 1 else None
        day = standing.made_up_on if standing else None
        how = standing.made_up_how if standing else ""
        self.dialog.begin({"day": day or clock.today().isoformat(), "how": how or None})

    @Slot(str)
    def _open(self, key: str) -> None:
        self.meeting_asked.emit(self._missed[key].meeting_id)


def _row(key: str, one: Missed) -> Row:
    absent = one.entry.presence is Presence.ABSENT
    return Row(
        key,
        (
            Cell(one.label, bold=True),
            one.group,
            say.name(one.kind, one.number),
            one.starts[:10],
            Cell(say.PRESENCES[one.entry.presence.value], Tone.BAD if absent else Tone.WARN),
            one.entry.reason,
            Cell(say_attendance.make_up(one.entry.made_up_on, one.entry.made_up_how), Tone.GOOD),
        ),
    )
