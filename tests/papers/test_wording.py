"""Facts are written out as an office writes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.dates import PartialDate
from branchdesk.papers import wording
from branchdesk.papers.blocks import paragraphs, plain
from branchdesk.papers.wording import People
from papers.samples import roster, told_apart


@pytest.mark.parametrize(
    ("name", "bare", "spread"),
    [
        ("于敏", "于敏", "于\u3000敏"),
        ("王\u3000伟", "王伟", "王\u3000伟"),
        ("李𬭎", "李𬭎", "李\u3000𬭎"),
        ("司马彧", "司马彧", "司马彧"),
        ("买买提·艾山", "买买提·艾山", "买买提·艾山"),
        (" 张 三 丰\n", "张三丰", "张三丰"),
        ("John  Li", "John  Li", "John  Li"),
    ],
)
def test_names(name: str, bare: str, spread: str) -> None:
    assert wording.bare(name) == bare
    assert wording.spread(bare) == spread


def test_two_people_of_one_name_are_told_apart_wherever_they_are_known() -> None:
    people = People(told_apart(roster()))
    assert people.write(PersonRef("王伟", "m9")) == "王伟（第三党小组）"
    assert people.span(roster()[9]).text == "王\u3000伟（第一党小组）"
    assert people.write(PersonRef("王伟")) == "王伟"
    assert people.write(PersonRef("翟堃", "m1")) == "翟堃"
    without_group = People(told_apart(tuple(replace(person, group="") for person in roster())))
    assert without_group.write(PersonRef("王伟", "m9")) == "王伟（序号9）"


def test_numerals() -> None:
    assert [wording.numeral(count) for count in (1, 9, 10, 11, 19, 20, 21, 50, 99, 100)] == [
        "一", "九", "十", "十一", "十九", "二十", "二十一", "五十", "九十九", "100",
    ]  # fmt: skip


def test_dates_as_far_as_they_are_known() -> None:
    assert wording.day(PartialDate(2026, 11, 5)) == "2026年11月5日"
    assert wording.day(PartialDate(2026, 10)) == "2026年10月"
    assert wording.day(PartialDate(2026)) == "2026年"
    assert wording.day(date(2026, 1, 2)) == "2026年1月2日"


def test_periods() -> None:
    starts = datetime(2026, 11, 20, 14, 30)  # noqa: DTZ001 - the office's own clock
    assert wording.period(starts, starts.replace(hour=16, minute=5)) == "2026年11月20日14:30—16:05"
    assert wording.period(starts, None) == "2026年11月20日14:30—____"
    assert wording.period(starts.replace(hour=0, minute=0), None) == "2026年11月20日____—____"
    assert wording.period(starts, starts.replace(day=21, hour=9)) == "2026年11月20日14:30—2026年11月21日9:30"


def test_title_marks_are_not_doubled() -> None:
    assert wording.quoted("求是") == wording.quoted("《求是》") == "《求是》"


def test_what_has_no_shape_is_left_out_and_paragraphs_are_kept() -> None:
    assert paragraphs("\ufeff　　一\r\n\r\n二\u2028三\x0b 四\u200b\n") == ["一", "二", "三", "四"]
    assert plain("葛\U000e0100 飾\ufe00\t区\u00a0\u202e人") == "葛 飾 区 人"
    assert plain("") == ""
