"""参加会议: the meetings that somebody was expected at, how often they came, and what was made up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton

from branchdesk.domain.attendance import turnout
from branchdesk.domain.periods import Span
from branchdesk.services.people.member_card import Attended
from branchdesk.ui import theme
from branchdesk.ui.fields.period_field import PeriodField
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.member.rows_section import FEW, RowsTable
from branchdesk.ui.table import KEY, Cell, Column, Row
from branchdesk.ui.theme import Tone
from branchdesk.words.attendance import make_up
from branchdesk.words.meetings import KINDS, PRESENCES

TONES = {"present": Tone.GOOD, "on_leave": Tone.WARN, "absent": Tone.BAD, "unknown": Tone.QUIET}
AWAY = {"absent", "on_leave"}
MADE_UP = 4
EVERY, AWAY_PART, MISSED = "", "away", "missed"
PARTS = ((EVERY, "全部情况"), (AWAY_PART, "请假和缺席"), (MISSED, "还没有补学"))
COLUMNS = (
    Column("starts", "时间", 4, sortable=False),
    Column("kind", "会议", 4, sortable=False),
    Column("presence", "到会", 3, sortable=False),
    Column("reason", "原因", 4, stretch=True, sortable=False, most=16),
    Column("made_up", "补学", 4, sortable=False),
)
DEFINITION = "到会率＝实到÷应到"
HINT = "回车打开会议，B 登记补学"


class MeetingsTable(RowsTable):
    """The list; `made_up_asked` carries a meeting whose make-up shall be noted."""

    made_up_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(COLUMNS, headed=True)
        self.setAccessibleName("参加会议")
        self.setToolTip(HINT)
        self.clicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note a make-up with B."""
        if event.key() == Qt.Key.Key_B and self.key():
            self.made_up_asked.emit(self.key())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == MADE_UP:
            self.made_up_asked.emit(str(index.data(KEY)))


class MeetingsCard(Card):
    """The list with its figures; `opened` carries a meeting, `made_up_asked` one whose make-up shall be noted."""

    opened = Signal(str)
    made_up_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("参加会议")
        self._meetings: tuple[Attended, ...] = ()
        self._all = False
        self.period = PeriodField()
        self.kind_box, self.part_box = DropDown(), DropDown()
        self.kind_box.setAccessibleName("会议种类")
        self.part_box.setAccessibleName("到会情况")
        for value, label in (("", "全部会议"), *KINDS.items()):
            self.kind_box.addItem(label, value)
        for value, label in PARTS:
            self.part_box.addItem(label, value)
        self.all_button = QPushButton("")
        self.all_button.setToolTip("所列会议中还没有补学的，一次登记")
        self.filters = FlowRow((self.period, self.kind_box, self.part_box, self.all_button), gap=0.5)
        self.table = MeetingsTable()
        self.summary = theme.mark(QLabel(""), role="small")
        self.summary.setWordWrap(True)
        self.nothing = theme.mark(QLabel("还没有会议记录。"), tone="quiet")
        self.more_button = theme.mark(QPushButton(""), role="link")
        self.body.addWidget(self.filters)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.table)
        self.body.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.nothing)
        self.table.opened.connect(self.opened)
        self.table.made_up_asked.connect(self._make_up)
        self.more_button.clicked.connect(self._show_all)
        self.period.edited.connect(self._show)
        for box in (self.kind_box, self.part_box):
            box.activated.connect(self._show)

    def show_meetings(self, meetings: tuple[Attended, ...]) -> None:
        """Show the meetings of somebody, newest first."""
        self._meetings = meetings
        self._show()

    def fold(self) -> None:
        """Show the newest only, of every time and kind, as for somebody else."""
        self._all = False
        self.period.set_span(Span.ALL)
        self.kind_box.setCurrentIndex(0)
        self.part_box.setCurrentIndex(0)

    def meeting(self, meeting_id: str) -> Attended | None:
        """Give one of the meetings."""
        return next((one for one in self._meetings if one.meeting_id == meeting_id), None)

    def open_ones(self) -> tuple[Attended, ...]:
        """Give what is shown of the meetings that want to be made up still."""
        return tuple(one for one in self.wanted() if missed(one))

    def wanted(self) -> tuple[Attended, ...]:
        """Give the meetings that the period and the kind leave."""
        since, until = self.period.value()
        kind = self.kind_box.currentData()
        return tuple(
            one
            for one in self._meetings
            if (not kind or one.kind == kind)
            and (since is None or one.starts[:10] >= since.isoformat())
            and (until is None or one.starts[:10] <= until.isoformat())
        )

    @Slot()
    def _show(self) -> None:
        wanted = self.wanted()
        part = self.part_box.currentData()
        shown = [
            one for one in wanted if part == EVERY or (one.presence in AWAY and (part == AWAY_PART or missed(one)))
        ]
        rows = [row_of(one) for one in shown]
        folded = not self._all and len(rows) > FEW + 1
        self.summary.setText(summary_of(wanted))
        self.summary.setVisible(bool(wanted))
        self.filters.setVisible(bool(self._meetings))
        waiting = len(self.open_ones())
        self.all_button.setText(f"登记补学…（{waiting}次）")
        self.all_button.setVisible(waiting > 0)
        self.nothing.setText("没有符合条件的会议。" if self._meetings else "还没有会议记录。")
        self.nothing.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.table.set_rows(rows[:FEW] if folded else rows)
        self.more_button.setText(f"显示全部 {len(rows)} 次")
        self.more_button.setVisible(folded)

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _make_up(self, meeting_id: str) -> None:
        found = self.meeting(meeting_id)
        if found is not None and found.presence in AWAY:
            self.made_up_asked.emit(meeting_id)


def missed(one: Attended) -> bool:
    """Say whether a meeting wants to be made up still."""
    return one.presence in AWAY and not one.made_up_on and not one.spared


def row_of(one: Attended) -> Row:
    """Show one meeting."""
    how = "（迟到）" if one.late else "（线上）" if one.online else ""
    presence = Cell(PRESENCES.get(one.presence, one.presence) + how, TONES.get(one.presence, Tone.INK))
    reason = Cell(one.reason)
    made_up: Cell | str = ""
    if one.made_up_on:
        made_up = Cell(make_up(one.made_up_on, one.made_up_how), Tone.GOOD)
    elif one.presence in AWAY and one.spared:
        made_up = Cell("不作要求", Tone.QUIET)
    elif one.presence in AWAY:
        made_up = Cell("登记补学", Tone.WARN if one.presence == "absent" else Tone.QUIET)
    starts = one.starts[:16].replace("T", " ")
    return Row(one.meeting_id, (starts, KINDS.get(one.kind, one.kind), presence, reason, made_up))


def summary_of(meetings: Sequence[Attended]) -> str:
    """Say how often somebody came, and what the rate leaves out."""
    found = turnout(meetings)
    parts = [f"应到 {found.expected} 次", f"实到 {found.present} 次"]
    if found.on_leave:
        parts.append(f"请假 {found.on_leave} 次")
    if found.absent:
        parts.append(f"缺席 {found.absent} 次")
    if found.made_up:
        parts.append(f"已补学 {found.made_up} 次")
    said = "，".join(parts)
    if found.expected:
        said += f"；到会率 {found.rate}（{DEFINITION}）"
    if found.spared:
        said += f"。不作硬性要求期间的 {found.spared} 次不计入"
    if found.heads_only:
        said += f"。只有人数的 {found.heads_only} 次不计入"
    return said
