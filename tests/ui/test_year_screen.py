"""年度安排 by keyboard: the sheet, the calendar, the list; planning, noting, going to a record, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from branchdesk.domain.duties.board import Look
from branchdesk.domain.duties.duty import DutyState
from branchdesk.domain.meetings import Meeting, MeetingKind, Phase
from branchdesk.services import branch, demo
from branchdesk.services.duties import year
from branchdesk.services.meetings import meetings, schedule
from branchdesk.services.papers.papers import Order
from branchdesk.ui.desk import Desk
from branchdesk.ui.papers import preview
from branchdesk.ui.screens.year.calendar_export import CalendarDialog
from branchdesk.ui.screens.year.marking import MarkDialog
from branchdesk.ui.screens.year.plan_year import PlanYearDialog
from branchdesk.ui.screens.year.planning import PlanDialog
from branchdesk.ui.screens.year.screen import LIST, MONTH, YearScreen

DAY = date(2026, 11, 23)
KEY = Qt.Key
Went = list[tuple[str, dict[str, object]]]


@pytest.fixture(scope="module")
def demo_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("year") / "支部.branchdesk"
    demo.create(path, demo.Size(years=1), DAY)
    return path.read_bytes()


@pytest.fixture
def full(demo_bytes: bytes, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "支部.branchdesk"
    path.write_bytes(demo_bytes)
    made = Desk()
    made.adopt(branch.open_file(path))
    yield made
    made.close()


def shown(desk: Desk, qtbot: QtBot) -> tuple[YearScreen, Went]:
    screen = YearScreen(desk)
    qtbot.addWidget(screen)
    desk.changed.connect(screen.reload)
    went: Went = []
    screen.wants.connect(lambda key, target: went.append((key, target)))
    screen.resize(1170, 716)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.reload(None)
    qtbot.waitUntil(desk.jobs.idle)
    return screen, went


def press(key: Qt.Key, *more: Qt.Key) -> None:
    for one in (key, *more):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, one)


def labels(buttons: list[QPushButton]) -> list[str]:
    return [button.text() for button in buttons]


def at(screen: YearScreen, rule: str, month: int) -> None:
    screen.year_page.go_to(rule, month)
    screen.year_page.sheet.setFocus()


def test_the_sheet_begins_at_this_month_and_leads_to_the_record(full: Desk, qtbot: QtBot) -> None:
    screen, went = shown(full, qtbot)
    screen.year_page.sheet.setFocus()
    assert "10至12月 支部党员大会" in screen.year_page.panel.heading.text()
    press(KEY.Key_Down, KEY.Key_Left, KEY.Key_Return)  # one month back in the row of committee meetings
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "打开记录"
    press(KEY.Key_Space)
    [(key, target)] = went
    held = meetings.load(full.store, str(target["target"])).meeting
    assert (key, held.kind, f"{held.starts:%Y-%m}") == ("meeting", MeetingKind.COMMITTEE_MEETING, "2026-10")
    assert target["behind"] == "year"


def test_the_cells_of_a_row_are_gone_through_by_their_width(full: Desk, qtbot: QtBot) -> None:
    screen, _ = shown(full, qtbot)
    sheet = screen.year_page.sheet
    at(screen, "members_meeting", 1)
    places = []
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_Home, KEY.Key_End, KEY.Key_Up):
        press(key)
        places.append(sheet.place())
    assert places == [(0, 1), (0, 2), (0, 3), (0, 3), (0, 0), (0, 3), (0, 3)]
    assert "10月至12月" in sheet.accessibleName()


def test_a_missing_meeting_is_planned_from_its_cell_and_the_plan_is_taken_back(full: Desk, qtbot: QtBot) -> None:
    screen, _ = shown(full, qtbot)
    at(screen, "theme_day", 11)
    panel = screen.year_page.panel
    assert labels(panel.buttons) == ["记会议", "计划会议", "登记为已办…", "本次不要求…"]
    press(KEY.Key_Return)
    panel.buttons[1].click()
    qtbot.waitUntil(full.jobs.idle)
    dialog = screen.dialog
    assert isinstance(dialog, PlanDialog)
    assert dialog.day.day() is not None
    assert DAY < (dialog.day.day() or DAY) <= date(2026, 11, 30)
    assert dialog.place.text()
    QTest.keyClick(dialog.day, KEY.Key_Return)
    qtbot.waitUntil(full.jobs.idle)
    [planned] = dialog.planned
    assert meetings.load(full.store, planned).meeting.phase is Phase.PLANNED
    row = next(row for row in year.look(full.store, 2026, DAY).rows if row.key == "theme_day")
    assert row.cells[10].look is Look.PLANNED
    assert labels(panel.buttons)[:3] == ["打开计划", "会议通知", "签到表"]
    assert screen.notice.button.text() == "撤销"
    screen.notice.button.click()
    qtbot.waitUntil(full.jobs.idle)
    assert labels(panel.buttons)[0] == "记会议"


def test_a_duty_is_noted_as_not_asked_for_and_the_note_is_taken_back(full: Desk, qtbot: QtBot) -> None:
    screen, _ = shown(full, qtbot)
    at(screen, "theme_day", 11)
    panel = screen.year_page.panel
    panel.buttons[-1].click()
    dialog = screen.dialog
    assert isinstance(dialog, MarkDialog)
    dialog.note.setText("全院集中培训")
    QTest.keyClick(dialog.note, KEY.Key_Return)
    qtbot.waitUntil(full.jobs.idle)
    assert labels(panel.buttons) == ["撤回登记"]
    assert "全院集中培训" in panel.told.text()
    panel.buttons[0].click()
    qtbot.waitUntil(full.jobs.idle)
    assert labels(panel.buttons)[0] == "记会议"


def test_what_no_record_shows_is_first_of_all_noted(full: Desk, qtbot: QtBot) -> None:
    screen, _ = shown(full, qtbot)
    at(screen, "dues_published", 12)
    buttons = screen.year_page.panel.buttons
    assert labels(buttons) == ["登记为已办…", "本次不要求…"]
    assert [button.property("role") for button in buttons] == ["primary", "quiet"]


def test_the_groups_of_a_cell_are_listed_each_with_its_state(full: Desk, qtbot: QtBot) -> None:
    screen, went = shown(full, qtbot)
    at(screen, "group_meeting", 12)
    panel = screen.year_page.panel
    assert [row.cell(0).text for row in panel.list.rows_model.rows] == ["第一党小组", "第二党小组", "第三党小组"]
    panel.list.choose("1")
    assert "第二党小组会" in panel.told.text()
    assert labels(panel.buttons)[0] == "计划会议"
    assert went == []


def test_first_topics_lead_to_the_meetings_of_their_month(full: Desk, qtbot: QtBot) -> None:
    screen, went = shown(full, qtbot)
    at(screen, "first_topic", 10)
    assert "没有规定次数" in screen.year_page.panel.told.text()
    press(KEY.Key_Return, KEY.Key_Space)
    assert went == [("meetings", {"target": None, "month": "2026-10"})]


def test_the_calendar_goes_by_days_weeks_and_months(full: Desk, qtbot: QtBot) -> None:
    screen, went = shown(full, qtbot)
    made = schedule.plan(
        full.store, Meeting(MeetingKind.COMMITTEE_MEETING, datetime.fromisoformat("2026-12-04T15:00"))
    ).id
    screen.view.set_value(MONTH)
    screen._turn_view(MONTH)
    qtbot.waitUntil(full.jobs.idle)
    sheet = screen.month_page.sheet
    sheet.setFocus()
    assert sheet.day == DAY
    press(KEY.Key_Down, KEY.Key_Down)  # past the month's end
    qtbot.waitUntil(full.jobs.idle)
    assert (sheet.day, screen.time.text()) == (date(2026, 12, 7), "2026年12月")
    press(KEY.Key_Left, KEY.Key_Left, KEY.Key_Left)
    assert "支委会" in sheet.accessibleName()
    press(KEY.Key_Return)
    texts = [line.entry.lead for line in screen.month_page.entries.lines()]
    QTest.keyClick(screen.month_page.entries.lines()[texts.index("支委会")], KEY.Key_Space)
    assert went == [("meeting", {"target": made, "behind": "year"})]
    QTest.keyClick(sheet, KEY.Key_PageUp)
    qtbot.waitUntil(full.jobs.idle)
    assert screen.time.text() == "2026年11月"


def test_a_day_to_come_is_planned_for_and_a_day_gone_by_recorded(full: Desk, qtbot: QtBot) -> None:
    screen, went = shown(full, qtbot)
    screen.view.set_value(MONTH)
    screen._turn_view(MONTH)
    qtbot.waitUntil(full.jobs.idle)
    page = screen.month_page
    page.sheet.setFocus()
    press(KEY.Key_Right)
    assert (page.plan_button.isVisible(), page.record_button.isVisible()) == (True, False)
    page.plan_button.click()
    qtbot.waitUntil(full.jobs.idle)
    dialog = screen.dialog
    assert isinstance(dialog, PlanDialog)
    assert dialog.day.day() == date(2026, 11, 24)
    assert dialog.fields["starts"].sentence.text() == "星期二"
    dialog.day.setText("2026-11-28")
    dialog.day.check()
    assert dialog.fields["starts"].sentence.text() == "星期六，休息日"
    dialog.done(0)
    for _ in range(2):
        QTest.keyClick(page.sheet, KEY.Key_Left)
    assert (page.plan_button.isVisible(), page.record_button.isVisible()) == (False, True)
    page.record_button.click()
    assert went == [("meeting", {"target": "new", "on": date(2026, 11, 22)})]


def test_the_list_is_narrowed_by_state_and_rule(full: Desk, qtbot: QtBot) -> None:
    screen, _ = shown(full, qtbot)
    screen.view.set_value(LIST)
    screen._turn_view(LIST)
    qtbot.waitUntil(full.jobs.idle)
    page = screen.list_page
    seen = year.look(full.store, 2026, DAY)
    assert len(page.table.rows_model.rows) == len(seen.duties)
    page.states.set_value("due")
    page.states.chosen.emit("due")
    due = [duty for duty in seen.duties if duty.state is DutyState.DUE]
    assert len(page.table.rows_model.rows) == len(due)
    page.rules.setCurrentIndex(page.rules.findData("theme_day"))
    assert [row.cell(1).text for row in page.table.rows_model.rows] == ["2026年11月主题党日"]
    assert page.panel.heading.text() == "主题党日"
    page.table.setFocus()
    press(KEY.Key_Return)
    assert QApplication.focusWidget() is page.panel.buttons[0]


def test_a_past_year_is_looked_at_and_no_year_before_the_first(full: Desk, qtbot: QtBot) -> None:
    screen, _ = shown(full, qtbot)
    first = year.look(full.store, 2026, DAY).first
    for _ in range(4):
        screen.before.click()
        qtbot.waitUntil(full.jobs.idle)
    assert screen.time.text() == f"{first}年"
    assert not screen.before.isEnabled()
    screen.today_button.click()
    qtbot.waitUntil(full.jobs.idle)
    assert screen.time.text() == "2026年"


def test_a_line_of_several_on_the_start_page_is_gone_to_as_a_list(full: Desk, qtbot: QtBot) -> None:
    screen, _ = shown(full, qtbot)
    screen.activated(list="due", rule="theme_day")
    qtbot.waitUntil(full.jobs.idle)
    assert screen.stack.currentWidget() is screen.list_page
    assert [row.cell(1).text for row in screen.list_page.table.rows_model.rows] == ["2026年11月主题党日"]
    screen.activated(list="done", rule="committee_meeting", year=2025)
    qtbot.waitUntil(full.jobs.idle)
    assert screen.time.text() == "2025年"


def test_the_papers_that_are_wanted_follow_the_plan(full: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[Order] = []
    monkeypatch.setattr(preview, "show", lambda _desk, _window, order, _name: looked_at.append(order))
    monkeypatch.setattr(PlanDialog, "wanted", ())
    screen, _ = shown(full, qtbot)
    screen.plan(next(duty for duty in year.look(full.store, 2026, DAY).duties if duty.period == "2026-12"))
    qtbot.waitUntil(full.jobs.idle)
    dialog = screen.dialog
    assert isinstance(dialog, PlanDialog)
    for box in dialog.papers.values():
        box.click()
    QTest.keyClick(dialog.day, KEY.Key_Return)
    qtbot.waitUntil(full.jobs.idle)
    [planned] = dialog.planned
    assert looked_at == [Order("notice", planned), Order("sign-in-sheet", planned)]
    assert PlanDialog.wanted == ("notice", "sign-in-sheet")  # the next plan goes on with the same papers


def test_a_cell_of_the_start_page_is_gone_to(full: Desk, qtbot: QtBot) -> None:
    screen, _ = shown(full, qtbot)
    screen.activated(rule="theme_day", month=11)
    qtbot.waitUntil(full.jobs.idle)
    assert "11月 主题党日" in screen.year_page.panel.heading.text()
    assert screen.back() is False
    screen.view.set_value(LIST)
    screen._turn_view(LIST)
    assert screen.back() is True


def test_a_calendar_is_written_and_what_is_empty_is_said(
    full: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, _ = shown(full, qtbot)
    screen.calendar_button.click()
    dialog = screen.dialog
    assert isinstance(dialog, CalendarDialog)
    assert dialog.since.day() == DAY
    path = tmp_path / "日程.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    for box in (dialog.meetings, dialog.deadlines, dialog.birthdays):
        box.setChecked(False)
    QTest.keyClick(dialog.since, KEY.Key_Return)
    qtbot.waitUntil(full.jobs.idle)
    assert "没有可导出的日程" in dialog.banner.label.text()
    assert not path.exists()
    dialog.birthdays.setChecked(True)
    QTest.keyClick(dialog.since, KEY.Key_Return)
    qtbot.waitUntil(full.jobs.idle)
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert screen.notice.label.text().startswith("已导出 ")


def test_a_whole_year_is_ticked_changed_planned_and_taken_back(full: Desk, qtbot: QtBot) -> None:
    screen, _ = shown(full, qtbot)
    screen.plan_button.click()
    qtbot.waitUntil(full.jobs.idle)
    dialog = screen.dialog
    assert isinstance(dialog, PlanYearDialog)
    assert dialog.chosen_year() == 2027  # late in the year the next one is meant
    whole = dialog.days.count()
    assert dialog.save_button.text() == f"安排{whole}次"
    QTest.keyClick(dialog.days, KEY.Key_Space)  # leaves the first out
    assert dialog.save_button.text() == f"安排{whole - 1}次"
    dialog.days.setCurrentRow(1)
    moved = dialog._proposals[1]
    dialog.day.set_value(moved.day + timedelta(days=1))
    dialog.change_button.click()
    [row] = [row for row in dialog.rows if row.box.text() == "主题党日"]
    row.box.click()
    dialog._work()
    assert dialog.days.count() == whole - 12
    assert len(dialog.days.ticked()) == whole - 13
    dialog.save_button.click()
    qtbot.waitUntil(full.jobs.idle)
    assert screen.notice.button.text() == "撤销"
    planned = [duty.plan for duty in year.look(full.store, 2027, DAY).duties if duty.plan is not None]
    assert len(planned) == whole - 13
    assert moved.day + timedelta(days=1) in {plan.day for plan in planned}
    screen.notice.button.click()
    qtbot.waitUntil(full.jobs.idle)
    assert not any(duty.plan for duty in year.look(full.store, 2027, DAY).duties)
