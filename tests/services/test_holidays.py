"""Holidays that a branch enters: from a sheet, from a notice, one by one, each as one step."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.working_days import SetDay
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.duties import working_days
from branchdesk.services.keeping import past
from domain.test_working_days import NOTICE

UNKNOWN = 2098  # that no library will know for a while


def state(store: Store, year: int) -> tuple[int, bool, bool]:
    found = working_days.look(store, year)
    return len(found.days), found.known, found.own


def test_the_years_that_ship_are_known(store: Store) -> None:
    for year in (2018, 2026):
        number, known, own = state(store, year)
        assert (number > 20, known, own) == (True, True, False)
    assert state(store, UNKNOWN) == (0, False, False)


def test_a_notice_is_entered_as_one_step_and_undone(store: Store) -> None:
    text = NOTICE.replace("2027", str(UNKNOWN))
    found = working_days.read_text(text, 2026)
    changes = working_days.take(store, found.days)
    assert changes.title == f"录入{UNKNOWN}年放假安排21天"
    assert state(store, UNKNOWN) == (21, True, True)
    assert working_days.count(store, date(UNKNOWN, 9, 30), 1).unknown == ()
    with pytest.raises(Refusal) as refusal:
        working_days.take(store, found.days)
    assert refusal.value.code == "nothing_new"
    past.undo(store)
    assert state(store, UNKNOWN) == (0, False, False)


@pytest.mark.parametrize("heads", ["日期,类型,名称", "起止日期,安排,节日"])
def test_a_sheet_is_read_by_its_headings(store: Store, tmp_path: Path, heads: str) -> None:
    file = tmp_path / "放假 安排.csv"
    lines = ("2098年放假安排,,", heads, "2098-01-01至2098-01-03,放假,元旦", "2098-01-04,上班,元旦", "不知道,放假,？")
    file.write_text("\n".join(lines), "utf-8-sig")
    found = working_days.read_file(file, UNKNOWN)
    assert working_days.spoken(found.days) == ["元旦1月1日至3日", "元旦1月4日上班"]
    assert found.unread == ("不知道　放假　？",)
    working_days.take(store, found.days)
    assert len(working_days.look(store, UNKNOWN).days) == 4


@given(
    st.dictionaries(
        st.dates(date(2027, 1, 1), date(2028, 12, 31)),
        st.tuples(st.booleans(), st.sampled_from(["元旦", "国庆节、中秋节", "", "9月", "庆"])),
        min_size=1,
    )
)
def test_days_worded_as_a_notice_are_read_as_they_were(chosen: dict[date, tuple[bool, str]]) -> None:
    days = [SetDay(day, off, name) for day, (off, name) in chosen.items()]
    found = working_days.read_text(working_days.as_notice(days), UNKNOWN)
    assert {one.day: one.off for one in found.days} == {one.day: one.off for one in days}
    assert found.unread == ()


def test_a_sheet_without_its_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "名册.csv"
    file.write_text("姓名,性别\n张三,男\n", "utf-8")
    with pytest.raises(Refusal) as refusal:
        working_days.read_file(file, UNKNOWN)
    assert refusal.value.code == "no_heading"
    with pytest.raises(Refusal) as refusal:
        working_days.read_text("今天开会。", UNKNOWN)
    assert refusal.value.code == "no_holidays"


def test_a_day_of_the_notice_is_set_otherwise_and_back(store: Store) -> None:
    working_days.set_day(store, "2026-10-10", "", off=True)
    [own] = [one for one in working_days.look(store, 2026).days if one.id]
    assert own.set == SetDay(date(2026, 10, 10), off=True, name="国庆节")
    assert str(working_days.count(store, date(2026, 10, 9), 1).last) == "2026-10-12"
    working_days.remove(store, date(2026, 10, 10))
    assert str(working_days.count(store, date(2026, 10, 9), 1).last) == "2026-10-10"


@pytest.mark.parametrize(
    ("day", "off", "code"),
    [
        (None, True, "no_day"),
        ("2026-11", True, "no_day"),
        ("2026-11-21", True, "already"),
        ("2026-11-20", False, "already"),
    ],
)
def test_what_is_like_that_anyway_is_refused(store: Store, day: str | None, code: str, *, off: bool) -> None:
    with pytest.raises(Refusal) as refusal:
        working_days.set_day(store, day, "", off=off)
    assert (refusal.value.code, refusal.value.field) == (code, "day")
    with pytest.raises(Refusal):
        working_days.remove(store, date(2026, 10, 1))
