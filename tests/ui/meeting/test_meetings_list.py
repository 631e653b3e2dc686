"""The list of meetings."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt

from branchdesk.domain.meetings import Meeting, MeetingKind
from branchdesk.services import Store
from branchdesk.services.meetings import meetings
from branchdesk.ui.screens.meetings.screen import MeetingsScreen
from ui.typist import Typist

KEY = Qt.Key


def screen(typist: Typist) -> MeetingsScreen:
    typist.window.navigate("meetings")
    typist.settle()
    found = typist.window.visit("meetings")
    assert isinstance(found, MeetingsScreen)
    return found


def enter(store: Store) -> None:
    for kind, day, place in (
        (MeetingKind.MEMBERS_MEETING, datetime.fromisoformat("2026-09-20T14:00"), "三楼会议室"),
        (MeetingKind.COMMITTEE_MEETING, datetime.fromisoformat("2026-10-09T09:00"), "小会议室"),
        (MeetingKind.MEMBERS_MEETING, datetime.fromisoformat("2026-11-20T14:00"), "五楼报告厅"),
    ):
        meetings.save(store, Meeting(kind, day, place=place))


def names(found: MeetingsScreen) -> list[str]:
    return [row.cell(1).text for row in found.table.rows_model.rows]


def test_an_empty_list_says_what_to_do(typist: Typist) -> None:
    found = screen(typist)
    assert found.empty.isVisible()
    assert found.empty.title.text() == "还没有会议记录"
    found.empty.begin_button.click()
    assert typist.window.here == "meeting"
    assert typist.window.sidebar.buttons["meetings"].isChecked()


def test_the_newest_comes_first(typist: Typist, peopled: Store) -> None:
    enter(peopled)
    found = screen(typist)
    assert names(found) == ["党员大会 · 第2次", "支委会 · 第1次", "党员大会 · 第1次"]
    assert found.count.text() == "共3次"


def test_kind_month_and_search_narrow_it_and_esc_widens_it(typist: Typist, peopled: Store) -> None:
    enter(peopled)
    found = screen(typist)
    found.kinds.buttons["committee_meeting"].click()
    typist.settle()
    assert names(found) == ["支委会 · 第1次"]
    found.search.setFocus()
    typist.type("报告厅")
    typist.settle()
    assert found.empty.title.text() == "没有符合条件的会议"
    typist.press(KEY.Key_Escape)
    typist.settle()
    assert len(names(found)) == 3
    typist.window.navigate("meetings", target=None, kind="members_meeting", month="2026-09")
    typist.settle()
    assert names(found) == ["党员大会 · 第1次"]
    assert found.filters.period.value() == (date(2026, 9, 1), date(2026, 9, 30))
    typist.press(KEY.Key_Escape)
    typist.settle()
    assert len(names(found)) == 3


def test_a_meeting_begins_with_the_kind_in_sight(typist: Typist) -> None:
    found = screen(typist)
    found.kinds.buttons["theme_day"].click()
    typist.press(KEY.Key_N, with_=Qt.KeyboardModifier.ControlModifier)
    typist.settle()
    assert typist.window.here == "meeting"
    assert typist.window.top_bar.title.text() == "主题党日 · 第1次"


def test_ways_in_from_other_screens_lead_back_past_the_list(typist: Typist, peopled: Store) -> None:
    enter(peopled)
    typist.window.navigate("today")
    typist.window.navigate("meetings", target="new")
    typist.settle()
    assert typist.window.here == "meeting"
    typist.press(KEY.Key_Escape)
    typist.settle()
    assert typist.window.here == "meetings"
    typist.press(KEY.Key_Escape)
    assert typist.window.here == "today"
