"""A month day by day: meetings held and planned, birthdays, last days, and which days are worked."""

from __future__ import annotations

from datetime import date, datetime

import pytest

import builders
from branchdesk.domain.meetings import MeetingKind
from branchdesk.services import Store
from branchdesk.services.duties import month
from branchdesk.services.duties.month import Month, Sort
from branchdesk.services.meetings import meetings, schedule
from branchdesk.services.people import members
from builders import meeting

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", TODAY.isoformat())


def on(found: Month, day: date) -> list[tuple[Sort, str]]:
    [one] = [one for one in found.days if one.day == day]
    return [(item.sort, item.text) for item in one.items]


def test_weeks_are_whole_and_holidays_and_days_worked_are_told(store: Store) -> None:
    found = month.look(store, 2026, 10, TODAY)
    assert (found.days[0].day, found.days[-1].day) == (date(2026, 9, 28), date(2026, 11, 1))
    days = {one.day: one for one in found.days}
    national, worked, weekend = days[date(2026, 10, 1)], days[date(2026, 10, 10)], days[date(2026, 10, 17)]
    assert (national.off, national.name) == (True, "国庆节")
    assert (worked.off, worked.name) == (False, "上班")
    assert (weekend.off, weekend.name) == (True, "")


def test_meetings_stand_on_their_day_and_what_is_planned_no_more_on_the_last(store: Store) -> None:
    builders.fill(store)
    meetings.save(store, meeting(kind=MeetingKind.THEME_DAY, starts=datetime.fromisoformat("2026-10-23T09:00")))
    schedule.plan(store, meeting(kind=MeetingKind.THEME_DAY, starts=datetime.fromisoformat("2026-11-25T09:00")))
    found = month.look(store, 2026, 11, TODAY)
    assert on(found, date(2026, 11, 25)) == [(Sort.PLANNED, "主题党日")]
    last = [text for sort, text in on(found, date(2026, 11, 30)) if sort is Sort.DEADLINE]
    assert "党小组会到期（2项）" in last
    assert "主题党日到期" not in last
    assert on(month.look(store, 2026, 10, TODAY), date(2026, 10, 23)) == [(Sort.HELD, "主题党日")]


def test_birthdays_stand_on_their_day_and_those_of_a_month_beside_it(store: Store) -> None:
    members.save(store, None, {"name": "张三", "stage": "full_member", "joined_on": "1996-02-29"})
    members.save(store, None, {"name": "李四", "stage": "full_member", "joined_on": "2001-02"})
    found = month.look(store, 2027, 2, TODAY)
    assert (Sort.BIRTHDAY, "张三政治生日") in on(found, date(2027, 2, 28))
    assert [(item.text, item.more) for item in found.undated] == [("李四政治生日", "入党26周年")]
    assert month.look(store, 2027, 3, TODAY).undated == ()
