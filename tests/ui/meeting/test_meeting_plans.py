"""Plans at the window: one meeting on its own page, a series in its dialog."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from branchdesk.domain.meetings import (
    Meeting,
    MeetingKind,
    Move,
    Phase,
)
from branchdesk.services import Store
from branchdesk.services.duties import working_days
from branchdesk.services.meetings import meetings, schedule
from branchdesk.ui.screens.meeting.editor import MeetingScreen
from branchdesk.ui.screens.meeting.scheduling import PlanStrip
from branchdesk.ui.screens.meetings.screen import MeetingsScreen
from branchdesk.ui.screens.meetings.series import SeriesDialog, usual_span
from ui.typist import Typist

KEY = Qt.Key
COMMITTEE = MeetingKind.COMMITTEE_MEETING


def planned(store: Store, moment: str = "2026-12-04T15:00") -> str:
    return schedule.plan(store, Meeting(COMMITTEE, datetime.fromisoformat(moment), place="小会议室")).id


def open_meeting(typist: Typist, meeting_id: str) -> MeetingScreen:
    typist.window.navigate("meeting", target=meeting_id)
    typist.settle()
    return typist.editor


def load(store: Store, meeting_id: str) -> Meeting:
    return meetings.load(store, meeting_id).meeting


def press_button(typist: Typist, button: QPushButton) -> None:
    """Press a button by keyboard, once the window has the keyboard again, and wait until its dialog has it."""
    typist.window.activateWindow()
    typist.wait_for(typist.window.isActiveWindow)
    button.setFocus()
    typist.press(KEY.Key_Space)

    def is_there() -> bool:
        dialog = QApplication.activeModalWidget()
        return not isinstance(dialog, QDialog) or dialog.isActiveWindow()

    typist.wait_for(is_there)


def in_sight(strip: PlanStrip) -> list[str]:
    return [action.word for action in strip.ways()]


def test_a_plan_says_how_it_stands_and_wants_nothing(typist: Typist, peopled: Store) -> None:
    editor = open_meeting(typist, planned(peopled))
    assert typist.state() == "已计划 · 已保存"
    assert editor.title == "支委会"
    assert typist.checks() == ["没有要补的"]
    assert editor.plan.told.text() == "会议还没有召开，还没有登记通知。登记到会后转为会议记录。"
    assert in_sight(editor.plan) == ["登记已通知…", "改期…", "取消会议…"]
    assert editor.close_button.isHidden()


def test_it_is_notified_put_off_cancelled_and_taken_up_by_keys(typist: Typist, peopled: Store) -> None:
    one = planned(peopled)
    strip = open_meeting(typist, one).plan
    press_button(typist, strip.notify_button)
    typist.press(KEY.Key_Return)
    typist.settle()
    assert (load(peopled, one).phase, typist.state()) == (Phase.NOTIFIED, "已通知 · 已保存")

    press_button(typist, strip.move_button)
    typist.press(KEY.Key_Home)
    typist.press(KEY.Key_End, with_=Qt.KeyboardModifier.ShiftModifier)
    typist.type("2026-12-07")
    typist.press(KEY.Key_Tab, KEY.Key_Tab)
    typist.type("与检委会冲突")
    typist.press(KEY.Key_Return)
    typist.settle()
    moved = load(peopled, one)
    assert moved.moves == (Move(datetime.fromisoformat("2026-12-04T15:00"), "与检委会冲突"),)
    assert (moved.starts, moved.phase) == (datetime.fromisoformat("2026-12-07T15:00"), Phase.PLANNED)
    assert "原定12月4日 15:00（与检委会冲突）" in strip.told.text()

    press_button(typist, strip.cancel_button)
    typist.press(KEY.Key_Return)
    typist.settle()
    assert strip.dialog is not None
    assert strip.dialog.fields["reason"].sentence.text() == "请写明取消的原因，以后查起来有据可依。"
    typist.type("人员外出办案")
    typist.press(KEY.Key_Return)
    typist.settle()
    assert typist.state() == "已取消"
    assert load(peopled, one).cancelled_for == "人员外出办案"
    assert typist.editor.form.basics.place.isReadOnly()
    assert in_sight(strip) == ["恢复会议"]

    press_button(typist, strip.take_up_button)
    typist.settle()
    assert load(peopled, one).phase is Phase.PLANNED
    assert not typist.editor.form.basics.place.isReadOnly()


def test_the_time_that_people_were_told_is_not_typed_over(typist: Typist, peopled: Store) -> None:
    one = planned(peopled, "2026-11-23T15:00")
    schedule.notify(peopled, one, date(2026, 11, 20))
    editor = open_meeting(typist, one)
    basics = editor.form.basics
    assert basics.day.isReadOnly()
    assert basics.starts.isReadOnly()
    assert basics.fields["starts"].sentence.text() == "已通知，改时间请用上面的“改期…”。"
    editor.go(1)
    typist.press(KEY.Key_Space)  # somebody came: it was held, and the hour may be put right
    typist.settle()
    assert not basics.starts.isReadOnly()
    assert basics.fields["starts"].sentence.isHidden()


def test_marking_people_makes_a_plan_a_record(typist: Typist, peopled: Store) -> None:
    one = planned(peopled, "2026-11-23T09:00")
    editor = open_meeting(typist, one)
    assert editor.close_button.isHidden()
    editor.go(1)
    typist.press(KEY.Key_Space)
    typist.settle()
    assert not editor.close_button.isHidden()
    assert typist.state().startswith("草稿")
    assert editor.title == "支委会 · 第1次"
    assert editor.plan.isHidden()
    typist.save()
    assert load(peopled, one).phase is Phase.HELD


def test_what_is_planned_keeps_its_moves_through_typing(typist: Typist, peopled: Store) -> None:
    one = planned(peopled)
    schedule.put_off(peopled, one, datetime.fromisoformat("2026-12-07T15:00"), "出差")
    editor = open_meeting(typist, one)
    editor.form.basics.place.setFocus()
    typist.type("二楼")
    typist.save()
    after = load(peopled, one)
    assert (after.place, after.phase, len(after.moves)) == ("小会议室二楼", Phase.PLANNED, 1)


def test_a_meeting_begun_for_a_day_to_come_is_a_plan(typist: Typist, peopled: Store) -> None:
    editor = typist.begin()
    typist.type("2026-12-11")
    typist.press(KEY.Key_Return)
    one = typist.save()
    assert typist.state().startswith("已计划")
    assert not editor.plan.isHidden()
    assert load(peopled, one).phase is Phase.PLANNED


def dialog_of(typist: Typist) -> SeriesDialog:
    typist.window.navigate("meetings")
    typist.settle()
    screen = typist.window.visit("meetings")
    assert isinstance(screen, MeetingsScreen)
    screen.plan_series()
    typist.settle()
    assert screen.series is not None
    return screen.series


def test_public_holidays_are_named_and_not_ticked(typist: Typist, peopled: Store) -> None:
    working_days.set_day(peopled, "2027-01-01", "元旦", off=True)
    dialog = dialog_of(typist)
    assert dialog.days.item(0).text() == "2027-01-01　周五（元旦）"
    assert dialog.told.text().startswith("1天是法定节假日，没有勾选。")
    assert dialog.save_button.text() == "安排11次"


def test_a_year_of_first_fridays_is_planned_in_one_step(typist: Typist, peopled: Store) -> None:
    planned(peopled, "2027-02-05T09:00")
    planned(peopled, "2027-03-09T09:00")
    dialog = dialog_of(typist)
    texts = [dialog.days.item(row).text() for row in range(dialog.days.count())]
    assert texts[:3] == [
        "2027-01-01　周五",
        "2027-02-05　周五　当天已有一次支委会（已计划）",
        "2027-03-05　周五　本月9日已有支委会",
    ]
    assert dialog.told.text() == "1天已有同类会议，没有勾选。2027年的放假安排还没有录入，只按周六、周日推算。"
    dialog.days.setFocus()
    typist.press(KEY.Key_Space)  # not on New Year's Day
    assert dialog.save_button.text() == "安排10次"
    dialog.save_button.setFocus()
    typist.press(KEY.Key_Return)
    typist.settle()
    assert typist.window.desk.undo_title == "安排10次支委会"
    screen = typist.window.visit("meetings")
    assert isinstance(screen, MeetingsScreen)
    assert len(screen.table.rows_model.rows) == 12


def test_group_meetings_are_planned_for_the_groups_ticked(typist: Typist, peopled: Store) -> None:
    dialog = dialog_of(typist)
    dialog.kind.setCurrentIndex(dialog.kind.findData(MeetingKind.GROUP_MEETING.value))
    dialog.rule.way.setCurrentIndex(1)
    dialog.rule.date.set_value(31)
    dialog.rule.edited.emit()
    typist.settle()
    assert (dialog.days.count(), dialog.told.text()[:17]) == (14, "2027年2月、2027年4月、2")
    dialog.groups.tick("第二党小组", on=False)
    typist.settle()
    assert dialog.days.count() == 7
    dialog.rule.date.set_value(0)
    dialog.rule.edited.emit()
    typist.settle()
    assert not dialog.save_button.isEnabled()
    assert dialog.fields["rule"].sentence.text() == "请填 1 到 31 之间的日期。"
    assert peopled


def test_hours_that_cannot_be_keep_the_dialog_open(typist: Typist) -> None:
    dialog = dialog_of(typist)
    dialog.ends.setFocus()
    typist.type("1430")
    typist.press(KEY.Key_Return)
    typist.settle()
    assert dialog.isVisible()
    assert dialog.fields["ends"].sentence.text() == "结束时间早于开始时间，请改正。"
    dialog.done(0)


def test_a_plan_is_for_the_rest_of_a_year_or_the_next() -> None:
    assert usual_span(date(2026, 3, 9)) == (date(2026, 3, 10), date(2026, 12, 31))
    assert usual_span(date(2026, 11, 1)) == (date(2027, 1, 1), date(2027, 12, 31))
