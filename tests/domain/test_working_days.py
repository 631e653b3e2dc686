"""Working days across holidays and days worked instead, and what is said where a year is not known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.holiday_notice import read_notice, read_row
from branchdesk.domain.working_days import SetDay, WorkingDays
from branchdesk.services.duties.working_days import shipped

NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
各省、自治区、直辖市人民政府：经国务院批准，现将2027年元旦等节日放假调休日期的具体安排通知如下。
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月13日（周六）上班。
三、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。"""


@pytest.mark.parametrize(
    ("day", "number", "last"),
    [
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-20", 1, "2026-11-23"),  # over a weekend
        ("2026-09-30", 1, "2026-10-08"),  # over the National Day
        ("2026-09-30", 3, "2026-10-10"),  # whose Saturday is worked
        ("2026-09-18", 1, "2026-09-20"),  # a Sunday that is worked
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 5, "2026-02-28"),
        ("2020-01-23", 1, "2020-02-03"),  # the holiday that was made longer
    ],
)
def test_working_days_know_holidays_and_days_worked_instead(day: str, number: int, last: str) -> None:
    counted = shipped().add(date.fromisoformat(day), number)
    assert (str(counted.last), counted.unknown) == (last, ())


def test_a_year_that_nobody_knows_is_counted_by_weekends_and_said() -> None:
    counted = shipped().add(date(2099, 12, 30), 5)
    assert (str(counted.last), counted.unknown) == ("2100-01-06", (2099, 2100))
    assert shipped().add(date(2026, 12, 30), 1).unknown == ()
    assert WorkingDays().between(date(2026, 10, 1), date(2026, 10, 7)).number == 5


def test_between_counts_both_ends_and_nothing_backwards() -> None:
    assert shipped().between(date(2026, 10, 1), date(2026, 10, 8)).number == 1
    assert shipped().between(date(2026, 10, 8), date(2026, 10, 8)).number == 1
    assert shipped().between(date(2026, 10, 9), date(2026, 10, 8)).number == 0
    with pytest.raises(ValueError, match="0"):
        shipped().add(date(2026, 10, 8), 0)


def test_what_a_branch_sets_has_the_last_word() -> None:
    own = shipped().over([SetDay(date(2026, 11, 24), off=True, name="停电")])
    assert str(own.add(date(2026, 11, 23), 1).last) == "2026-11-25"
    assert own.name(date(2026, 11, 24)) == "停电"


@given(st.dates(date(2005, 1, 1), date(2025, 12, 1)), st.integers(1, 40))
def test_adding_and_counting_agree(day: date, number: int) -> None:
    last = shipped().add(day, number).last
    assert shipped().is_working(last)
    assert shipped().between(day + timedelta(days=1), last).number == number


def test_a_notice_is_read_as_it_is_worded() -> None:
    found = read_notice(NOTICE)
    assert found.unread == ()
    assert sum(one.off for one in found.days) == 17
    assert [str(one.day) for one in found.days if not one.off] == [
        *("2027-01-31", "2027-02-13", "2027-09-26", "2027-10-09")
    ]
    assert found.days[0] == SetDay(date(2027, 1, 1), off=True, name="元旦")
    assert WorkingDays().over(found.days).knows(2027)


def test_days_of_a_notice_that_no_calendar_has_are_given_back() -> None:
    assert read_notice("元旦：2月30日放假。", 2027).unread == ("2月30日放假",)
    assert read_notice("请大家注意安全。", 2027).days == ()


@pytest.mark.parametrize(
    ("days", "kind", "found"),
    [
        ("2027-01-01至2027-01-03", "放假", ["01-01", "01-02", "01-03"]),
        ("2027.2.5-2027.2.7", "休息", ["02-05", "02-06", "02-07"]),
        ("1月1日-3日", "节假日", ["01-01", "01-02", "01-03"]),
        ("1月31日、2月13日", "调休上班", ["01-31", "02-13"]),
        ("2027-02-13", "补班", ["02-13"]),
        ("2027-02-29", "放假", []),
        ("2027-02-13", "", []),
        ("2027年1月3日至1月1日", "放假", []),
    ],
)
def test_rows_of_a_sheet_are_read_as_people_write_them(days: str, kind: str, found: list[str]) -> None:
    read = read_row(days, kind, "元旦", 2027)
    assert [f"{one.day:%m-%d}" for one in read.days] == found
    assert bool(read.unread) != bool(found)
