"""A calendar to take along, read back with the library: what it holds, and that it says the same each time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

import builders
from branchdesk.domain.meetings import Meeting, MeetingKind
from branchdesk.errors import Refusal
from branchdesk.files.calendar import Event, write_calendar
from branchdesk.services import Store
from branchdesk.services.duties import calendars
from branchdesk.services.duties.calendars import Parts
from branchdesk.services.meetings import schedule
from branchdesk.services.people import members

TODAY = date(2026, 11, 23)
LAST = date(2027, 12, 31)
ONLY_MEETINGS = Parts(deadlines=False, birthdays=False)
ONLY_BIRTHDAYS = Parts(meetings=False, deadlines=False)
ONLY_DEADLINES = Parts(meetings=False, birthdays=False)


@pytest.fixture(autouse=True)
def _this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", TODAY.isoformat())


def read(store: Store, parts: Parts, since: date = TODAY, until: date = LAST) -> list[Any]:
    made = calendars.calendar(store, since, until, parts, TODAY)
    found = list(Calendar.from_ical(made.content).walk("VEVENT"))
    assert len(found) == made.entries
    return found


def plan(store: Store, moment: str, **facts: Any) -> str:  # noqa: ANN401 - any fact
    made = Meeting(MeetingKind.THEME_DAY, datetime.fromisoformat(moment), **facts)
    return schedule.plan(store, made).id


def test_a_planned_meeting_is_an_hour_of_the_offices_own_time(store: Store) -> None:
    builders.fill(store)
    ends = datetime.fromisoformat("2026-12-04T16:30")
    made = plan(store, "2026-12-04T15:00", ends=ends, place="三楼，会议室；东", title="学习\\研讨")
    [event] = read(store, ONLY_MEETINGS)
    assert event.decoded("dtstart") == datetime(2026, 12, 4, 15, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=90)
    assert (event["summary"], event["location"]) == ("主题党日：学习\\研讨", "三楼，会议室；东")
    assert event["status"] == "TENTATIVE"
    uid = event["uid"]
    schedule.notify(store, made, TODAY)
    schedule.put_off(store, made, datetime.fromisoformat("2026-12-05T09:00"))
    [moved] = read(store, ONLY_MEETINGS)
    assert moved["uid"] == uid
    assert moved.decoded("dtstart").day == 5
    schedule.cancel(store, made, "停开")
    with pytest.raises(Refusal):
        read(store, ONLY_MEETINGS)


def test_the_calendar_tells_its_zone(store: Store) -> None:
    builders.fill(store)
    plan(store, "2026-12-04T15:00")
    content = calendars.calendar(store, TODAY, LAST, ONLY_MEETINGS, TODAY).content
    [zone] = Calendar.from_ical(content).walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Shanghai"
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_a_deadline_is_a_whole_day_and_says_its_article(store: Store) -> None:
    builders.fill(store)
    found = {event["summary"]: event for event in read(store, ONLY_DEADLINES, until=date(2026, 11, 30))}
    event = found["党小组会到期"]
    assert event.decoded("dtstart") == date(2026, 11, 30)
    assert event["description"].split("\n") == [
        "2026年11月第一党小组会",
        "2026年11月第二党小组会",
        "《中国共产党支部工作条例（试行）》第十三条",
    ]
    plan(store, "2026-11-25T15:00")
    after = {one["summary"]: one for one in read(store, ONLY_DEADLINES, until=date(2026, 11, 30))}
    assert "主题党日到期" in found
    assert "主题党日到期" not in after
    assert after["党小组会到期"]["uid"] == event["uid"]


def test_birthdays_fall_on_their_day_in_every_year_of_the_span(store: Store) -> None:
    members.save(store, None, {"name": "张三", "stage": "full_member", "joined_on": "1996-02-29"})
    members.save(store, None, {"name": "李四", "stage": "full_member", "joined_on": "2001-12"})
    found = read(store, ONLY_BIRTHDAYS, until=date(2028, 3, 1))
    assert [(event.decoded("dtstart"), event["summary"]) for event in found] == [
        (date(2026, 12, 1), "李四政治生日（入党25周年，日不详）"),
        (date(2027, 2, 28), "张三政治生日（入党31周年）"),
        (date(2027, 12, 1), "李四政治生日（入党26周年，日不详）"),
        (date(2028, 2, 29), "张三政治生日（入党32周年）"),
    ]
    assert len({event["uid"] for event in found}) == 4
    [alarm] = found[0].walk("VALARM")
    assert alarm.decoded("trigger") == -timedelta(days=7)
    again = read(store, ONLY_BIRTHDAYS, until=date(2027, 3, 1))
    assert [event["uid"] for event in again] == [event["uid"] for event in found[:2]]


def test_no_number_of_anybody_is_in_it(store: Store) -> None:
    values = {"name": "张三", "stage": "full_member", "joined_on": "1996-12-05", "id_number": "11010519491231002X"}
    members.save(store, None, values)
    content = calendars.calendar(store, TODAY, LAST, Parts(), TODAY).content
    assert b"11010519491231002X" not in content.replace(b"\r\n ", b"")


def test_what_would_be_empty_is_refused(store: Store) -> None:
    with pytest.raises(Refusal, match="没有可导出的日程"):
        read(store, ONLY_MEETINGS)
    with pytest.raises(Refusal, match="早于"):
        read(store, Parts(), since=LAST, until=TODAY)


@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1),
    st.text(alphabet='一，；:\\\n"', max_size=200),
)
def test_any_text_comes_back_as_it_was(title: str, text: str) -> None:
    stamp = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
    content = write_calendar("支部", [Event("1@branchdesk", TODAY, title, text=text)], stamp)
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert event["summary"] == title
    assert event.get("description", "") == text
