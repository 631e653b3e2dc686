"""What stands above a meeting that was not held yet: when it is to be, and notifying, putting off, cancelling it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from branchdesk import clock
from branchdesk.domain import kinds
from branchdesk.domain.meetings import (
    Meeting,
    MeetingRecord,
    MeetingState,
    Phase,
)
from branchdesk.errors import Refusal
from branchdesk.services.meetings import schedule
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.offered import Offered
from branchdesk.ui.fields.time_field import MomentField
from branchdesk.ui.screens.committee.dialog import FormDialog, Verb
from branchdesk.ui.screens.meeting.basics import BasicsSection
from branchdesk.ui.screens.meeting.more import Action
from branchdesk.ui.screens.meeting.section import lock
from branchdesk.words import meetings as say_meetings
from branchdesk.words import schedule as say

if TYPE_CHECKING:
    from branchdesk.ui.screens.meeting.editor import MeetingScreen

REASONS = ("与其他会议冲突", "主要人员外出办案", "等待上级通知", "并入下次会议")
Save = Callable[[Callable[[], object]], object]


def actions(screen: MeetingScreen) -> Sequence[Action]:
    """Offer in 更多 what can be done with a plan."""
    return screen.plan.ways()


def told_of(meeting: Meeting) -> str:
    """Say how a meeting stands that was not held."""
    moves = say.moved_from((move.starts.isoformat(), move.reason) for move in meeting.moves)
    if meeting.phase is Phase.CANCELLED:
        return say.cancelled_for(meeting.cancelled_for or "") + moves
    past = meeting.starts.date() < clock.today()
    return (say.went_by() if past else say.to_come(notified=meeting.phase is Phase.NOTIFIED)) + moves


class PlanStrip(QFrame):
    """Says how a plan stands, and changes it; what is typed is saved before. `refused` carries a sentence."""

    refused = Signal(str)

    def __init__(self, desk: Desk, save: Save) -> None:
        super().__init__()
        self._desk, self._save = desk, save
        self._meeting: Meeting | None = None
        self._meeting_id: Callable[[], str | None] = lambda: None
        self.dialog: FormDialog | None = None
        theme.mark(self, role="banner")
        self.told = theme.mark(QLabel(""), tone="quiet")
        self.told.setWordWrap(True)
        self.notify_button = QPushButton("登记已通知…")
        self.move_button = QPushButton("改期…")
        self.cancel_button = QPushButton("取消会议…")
        self.take_up_button = QPushButton("恢复会议")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.em(0.9), theme.em(0.4), theme.em(0.5), theme.em(0.4))
        row.setSpacing(theme.em(0.6))
        row.addWidget(self.told, 1)
        for button, slot in self._buttons():
            button.clicked.connect(slot)
            row.addWidget(button)
        self.hide()

    def _buttons(self) -> tuple[tuple[QPushButton, Callable[[], object]], ...]:
        return (
            (self.notify_button, self.notify),
            (self.move_button, self.put_off),
            (self.cancel_button, self.cancel),
            (self.take_up_button, self.take_up),
        )

    def follow(self, meeting_id: Callable[[], str | None]) -> None:
        """Learn how to ask under which identifier the meeting is saved."""
        self._meeting_id = meeting_id

    def show_record(self, record: MeetingRecord | None) -> None:
        """Show how a plan stands; of a meeting that was held there is nothing to say."""
        plan = record is not None and record.state is MeetingState.DRAFT and record.meeting.phase is not Phase.HELD
        self._meeting = record.meeting if record is not None and plan else None
        self.setVisible(self._meeting is not None)
        if self._meeting is None:
            return
        phase = self._meeting.phase
        self.told.setText(told_of(self._meeting))
        self.notify_button.setVisible(phase is Phase.PLANNED)
        self.move_button.setVisible(phase is not Phase.CANCELLED)
        self.cancel_button.setVisible(phase is not Phase.CANCELLED)
        self.take_up_button.setVisible(phase is Phase.CANCELLED)

    def ways(self) -> list[Action]:
        """Give what can be done with the plan as it stands, nothing where there is none."""
        if self._meeting is None:
            return []
        return [Action(button.text(), slot) for button, slot in self._buttons() if not button.isHidden()]

    @Slot()
    def notify(self) -> None:
        """Ask on which day people were told."""
        self._save(self._ask_notified)

    def _ask_notified(self) -> None:
        day = DateEdit(day_needed=True)
        day.set_value(clock.today())

        def verb(meeting_id: str) -> Verb | None:
            told_on = day.day() if day.check() else None
            return None if told_on is None else lambda store: schedule.notify(store, meeting_id, told_on)

        self._ask("登记已通知", verb, ("told_on", "通知日期", day, ""))

    @Slot()
    def put_off(self) -> None:
        """Ask for another time, and why."""
        self._save(self._ask_moved)

    def _ask_moved(self) -> None:
        if self._meeting is None:
            return
        moment, reason = MomentField(), _reason()
        moment.set_value(self._meeting.starts)

        def verb(meeting_id: str) -> Verb | None:
            starts = moment.value() if moment.check() else None
            if starts is None:
                return None
            return lambda store: schedule.put_off(store, meeting_id, starts, reason.text())

        before = say.day_and_hour(self._meeting.starts.isoformat())
        hint = f"原定{before}，会保留在记录里。已经通知过的，要重新通知。"
        self._ask("会议改期", verb, ("starts", "改到", moment, hint), ("reason", "改期原因", reason, "可以不填"))

    @Slot()
    def cancel(self) -> None:
        """Ask why it is cancelled."""
        self._save(self._ask_cancelled)

    def _ask_cancelled(self) -> None:
        reason = _reason()

        def verb(meeting_id: str) -> Verb:
            return lambda store: schedule.cancel(store, meeting_id, reason.text())

        hint = "取消的会议仍留在列表里，不计次数、不计到会；以后可以恢复。"
        self._ask("取消会议", verb, ("reason", "取消原因", reason, hint), save="取消会议", leave="不取消")

    @Slot()
    def take_up(self) -> None:
        """Take the cancellation back."""
        meeting_id = self._meeting_id()
        if meeting_id is not None:
            self._desk.write(lambda store: schedule.take_up(store, meeting_id), failed=self._failed, owner=self)

    def _ask(
        self,
        title: str,
        verb: Callable[[str], Verb | None],
        *fields: tuple[str, str, QWidget, str],
        save: str = "保存",
        leave: str = "取消",
    ) -> None:
        meeting_id = self._meeting_id()
        if meeting_id is None:
            return
        dialog = FormDialog(self, self._desk, title, save)
        dialog.cancel_button.setText(leave)
        for key, name, editor, hint in fields:
            dialog.add(key, name, editor, hint)
        dialog.verb = lambda: verb(meeting_id)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()
        fields[0][2].setFocus()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.refused.emit(error.sentence)


def _reason() -> Offered:
    field = Offered()
    field.offer(REASONS)
    return field


def hold_time(basics: BasicsSection, record: MeetingRecord) -> None:
    """Keep the time of a meeting that people were told of from being typed over: 改期 keeps the earlier one."""
    told = record.meeting.phase is Phase.NOTIFIED
    if record.state is MeetingState.DRAFT and record.meeting.phase is not Phase.CANCELLED:
        for field in (basics.day, basics.starts):
            lock(field, is_open=not told)
    basics.fields["starts"].set_hint("已通知，改时间请用上面的“改期…”。" if told else "")


def pill(phase: Phase, sentence: str) -> str:
    """Say in the top bar how far a meeting is and whether it is saved."""
    word = say_meetings.STATES[MeetingState.DRAFT if phase is Phase.HELD else phase.value]
    return word if phase is Phase.CANCELLED else f"{word} · {sentence}"


def may_close(meeting: Meeting) -> bool:
    """Say whether a draft's record may be closed by now; where nobody is due, nobody need be marked."""
    due = kinds.of(meeting.kind).due or meeting.starts.date() > clock.today()
    return meeting.phase is Phase.HELD or (meeting.phase in schedule.OPEN and not due)
