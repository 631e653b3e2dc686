"""What stands above a closed record: how it stands, its amendments, and what can still be done with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QPushButton, QVBoxLayout

from branchdesk import clock
from branchdesk.domain.dates import PartialDate, Precision
from branchdesk.domain.meetings import Amendment, MeetingRecord
from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.services.meetings import closing
from branchdesk.services.meetings.closing import Standing
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DAY_NEEDED
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.screens.meeting.closing import Question
from branchdesk.ui.screens.meeting.section import line
from branchdesk.ui.theme import Tone
from branchdesk.words import closing as say
from branchdesk.words.meetings import day_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from branchdesk.services import Changes, Store
    from branchdesk.services.ledgers.intake import Values

    Verb = Callable[[Store, str, date, Values], Changes]


SHOWN = 3  # of the amendments, the newest


class ClosedStrip(QFrame):
    """Says how a closed record stands and lets it be opened again, signed and amended; `refused` carries a sentence."""

    refused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._record: MeetingRecord | None = None
        self.dialog: FieldsDialog | None = None
        theme.mark(self, role="banner")
        self.told = theme.mark(QLabel(""), tone="quiet")
        self.told.setWordWrap(True)
        self.amendments = QLabel("")
        self.amendments.setWordWrap(True)
        self.amendments.setTextFormat(Qt.TextFormat.PlainText)
        self.amendments.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reopen_button = QPushButton("撤销定稿")
        self.amend_button = QPushButton("补充更正…")
        self.sign_button = QPushButton("登记已签字…")
        self.reopen_button.clicked.connect(self.reopen)
        self.amend_button.clicked.connect(self.amend)
        self.sign_button.clicked.connect(self.sign)
        head = line(self.told, self.reopen_button, self.sign_button, self.amend_button)
        head.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(0.9), theme.em(0.4), theme.em(0.5), theme.em(0.4))
        column.setSpacing(theme.em(0.4))
        column.addLayout(head)
        column.addWidget(self.amendments)

    def show_record(self, record: MeetingRecord, standing: Standing) -> None:
        """Show how a closed record stands."""
        self._record = record
        if standing.can_reopen:
            told = "已定稿，内容不能再改。还没有别的记录以它为据，可以撤销定稿。"
        else:
            told = f"已定稿。{say.cannot_reopen(standing.reasons)}"
        self.told.setText(told)
        lines = [_told(one) for one in record.amendments[-SHOWN:]]
        if (earlier := len(record.amendments) - SHOWN) > 0:
            lines.insert(0, f"前面还有{earlier}条补充更正，全部印在会议记录上。")
        self.amendments.setText("\n".join(lines))
        self.amendments.setVisible(bool(record.amendments))
        self.reopen_button.setVisible(standing.can_reopen)
        self.sign_button.setVisible(record.signed_on is None)

    @Slot()
    def reopen(self) -> None:
        """Open the record again; ask first where the roster would have other people now."""
        if (meeting_id := self._meeting_id()) is not None:
            self._desk.read(
                lambda store: closing.look(store, meeting_id), self._reopen, failed=self._failed, owner=self
            )

    def _reopen(self, found: tuple[MeetingRecord, Standing | None]) -> None:
        meeting_id, standing = self._meeting_id(), found[1]
        if meeting_id is None or standing is None:
            return
        if differ := say.people_differ(standing.gone, standing.new):
            lost = "撤销定稿后，应到人员按现在的名册重新计算；不再应到的，其到会情况不会保留。"
            question = Question(self, "要撤销这次会议的定稿吗？", [(differ, Tone.WARN), (lost, Tone.INK)])
            question.answers("撤销定稿", "保持定稿", yes_first=False)
            if question.exec() != QDialog.DialogCode.Accepted:
                return
        self._desk.write(lambda store: closing.reopen(store, meeting_id), failed=self._failed, owner=self)

    @Slot()
    def amend(self) -> None:
        """Ask for an amendment."""
        fields = [
            Field("text", "更正内容", FieldKind.LONG_TEXT, required=True),
            Field("day", "更正日期", FieldKind.DATE, required=True),
        ]

        def verb(store: Store, meeting_id: str, day: date, values: Values) -> Changes:
            return closing.amend(store, meeting_id, day, str(values["text"]))

        told = "更正与原记录一并保留，也印在会议记录上；写错了再补一条，不能删改。"
        self._ask("补充更正", fields, verb, told, hints={"text": "写明原记录哪一处，应当怎样。"})

    @Slot()
    def sign(self) -> None:
        """Ask on which day the paper was signed."""
        fields = [Field("day", "签字日期", FieldKind.DATE, required=True)]

        def verb(store: Store, meeting_id: str, day: date, _values: Values) -> Changes:
            return closing.mark_signed(store, meeting_id, day)

        told = "登记后不能再撤销定稿；需要更正的，用“补充更正”。签字页的扫描件可在“附件照片”中添加。"
        self._ask("登记已签字", fields, verb, told)

    def _ask(
        self,
        title: str,
        fields: list[Field],
        verb: Verb,
        told: str,
        *,
        hints: dict[str, str] | None = None,
    ) -> None:
        meeting_id = self._meeting_id()
        if meeting_id is None:
            return

        def write(store: Store, values: Values) -> object:
            day = PartialDate.parse(values["day"])
            if day.precision is not Precision.DAY:
                raise Refusal(DAY_NEEDED, code="day_needed", field="day")
            return verb(store, meeting_id, day.first_day(), values)

        self.dialog = FieldsDialog(self, self._desk, title, fields, write, hints=hints)
        self.dialog.explain(told)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.begin({"day": clock.today().isoformat()})

    def _meeting_id(self) -> str | None:
        return self._record.meeting.id if self._record is not None else None

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.refused.emit(error.sentence)


def _told(one: Amendment) -> str:
    return f"补充更正（{day_text(one.day.isoformat())}）：{one.text}"
