from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain import reading

TIDY = [
    reading.plain,
    reading.name,
    reading.ethnicity,
    reading.education,
    reading.degree,
    reading.office,
    reading.group,
    reading.phone,
]
WORDS = st.text(alphabet="支部党小组第一二三十1234书记副委员组织宣传、,() 　·.•王伟aB-/\n", max_size=14)


@pytest.mark.parametrize("tidy", TIDY)
@given(text=st.one_of(st.text(max_size=20), WORDS))
def test_what_was_read_is_read_as_itself(tidy: Callable[[str], str], text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("王　伟", "王伟"),
        ("王 伟 ", "王伟"),
        ("王\u200b伟", "王伟"),
        ("欧阳 翀\n", "欧阳翀"),
        ("李𬭎 ", "李𬭎"),
        ("买买提•艾山", "买买提·艾山"),
        ("买买提．艾山", "买买提·艾山"),
        ("阿依古丽 ・ 买买提", "阿依古丽·买买提"),
        ("John  Smith ", "John  Smith"),
        ("安娜 Petrova", "安娜 Petrova"),
        ("J.R.", "J.R."),
    ],
)
def test_names(written: str, read: str) -> None:
    assert reading.name(written) == read


@given(st.text(alphabet="ABCabc .-'", min_size=1, max_size=20))
def test_a_latin_name_keeps_its_blanks(name: str) -> None:
    assert reading.name(name) == name.strip()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("汉", "汉族"),
        ("汉族", "汉族"),
        ("01", "汉族"),
        ("1", "汉族"),
        ("05", "维吾尔族"),
        ("56", "基诺族"),
        ("壮 ", "壮族"),
        (" 05 ", "维吾尔族"),
        ("维族", "维吾尔族"),
        ("蒙古", "蒙古族"),
        ("满洲族", "满族"),
        ("97", "其他"),
        ("98", "外国血统中国籍"),
        ("57", "57"),
        ("穿青人", "穿青人"),
    ],
)
def test_ethnicities(written: str, read: str) -> None:
    assert reading.ethnicity(written) == read


def test_there_are_fifty_six_ethnicities() -> None:
    assert len(set(reading.ETHNICITIES)) == 56
    assert reading.ETHNICITIES[39] == "普米族"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("大学", "大学本科"),
        ("本科", "大学本科"),
        ("大专", "大学专科"),
        ("20", "大学本科"),
        ("研究生", "研究生"),
        ("博士", "博士研究生"),
        ("本科毕业", "大学本科"),
        ("大专毕业", "大学专科"),
        ("10", "研究生"),
        ("11", "博士研究生"),
        ("13", "博士研究生肄业"),
        ("14", "硕士研究生"),
        ("17", "研究生班"),
        ("21", "大学本科"),
        ("22", "大学本科结业"),
        ("28", "大学普通班"),
        ("30", "大学专科"),
        ("31", "大学专科"),
        ("40", "中等职业教育"),
        ("41", "中专"),
        ("44", "职高"),
        ("47", "技校"),
        ("60", "高中"),
        ("61", "高中"),
        ("70", "初中"),
        ("72", "初中肄业"),
        ("73", "初中肄业"),
        ("80", "小学"),
        ("81", "小学"),
        ("83", "小学肄业"),
        ("90", "其他"),
        ("99", "99"),
    ],
)
def test_educations(written: str, read: str) -> None:
    assert reading.education(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("学士", "学士"),
        ("学士学位", "学士"),
        ("硕士研究生", "硕士"),
        ("博士 ", "博士"),
        ("4", "学士"),
        ("2", "博士"),
        ("无学位", ""),
        ("无", ""),
        ("法学硕士学位", "法学硕士"),
        ("学位", "学位"),
    ],
)
def test_degrees(written: str, read: str) -> None:
    assert reading.degree(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("支部书记", ("书记",)),
        ("党支部副书记", ("副书记",)),
        ("中共某某院第四党支部书记", ("书记",)),
        ("支部书记、组织委员", ("书记", "组织委员")),
        ("副书记，纪检委员", ("副书记", "纪检委员")),
        ("支部书记兼宣传委员", ("书记", "宣传委员")),
        ("组织、宣传委员", ("组织委员", "宣传委员")),
        ("组宣委员", ("组织委员", "宣传委员")),
        ("支部委员（青年委员）", ("青年委员",)),
        ("支委", ("委员",)),
        ("支部委员会委员", ("委员",)),
        ("第一党小组组长", ("党小组长",)),
        ("党小组组长", ("党小组长",)),
        ("机关党委书记", ("机关党委书记",)),
        ("原支部书记", ("原支部书记",)),
        ("党员", ()),
        ("无", ()),
        ("", ()),
    ],
)
def test_offices(written: str, read: tuple[str, ...]) -> None:
    assert reading.offices(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("一组", "第一党小组"),
        ("第1党小组", "第一党小组"),
        ("第 一 党小组", "第一党小组"),
        ("党小组二", "第二党小组"),
        ("10组", "第十党小组"),
        ("第二十一党小组", "第二十一党小组"),
        ("民事党小组", "民事党小组"),
        ("—", ""),
    ],
)
def test_groups(written: str, read: str) -> None:
    assert reading.group(written) == read


@given(st.integers(1, 99))
def test_a_group_is_one_whether_counted_in_digits_or_words(number: int) -> None:
    named = reading.group(f"第{number}党小组")
    assert named == reading.group(f"{number}组") == reading.group(named.removeprefix("第"))
    assert named.isascii() is False
    assert not any(sign.isdecimal() for sign in named)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("15040048126.0", "15040048126"),
        ("1.5040048126e10", "15040048126"),
        ("+86 138-0013-8000", "13800138000"),
        ("（0512）57551234", "0512-57551234"),
        ("13800138000/13900139000", "13800138000、13900139000"),
        ("１３８００１３８０００", "13800138000"),
        ("6123", "6123"),
        (';"6123"', "6123"),
    ],
)
def test_telephone_numbers(written: str, read: str) -> None:
    assert reading.phone(written) == read
    assert reading.is_phone(read)


@pytest.mark.parametrize("written", ["1.504E+10", "138001380", "abc", "138001380001"])
def test_what_is_no_telephone_number(written: str) -> None:
    assert not reading.is_phone(reading.phone(written))


@pytest.mark.parametrize(
    ("written", "core"),
    [
        ("姓　名", "姓名"),
        ("身份证号\n（18位）", "身份证号"),
        ("*姓名", "姓名"),
        ("（姓名）", "姓名"),
        ("入党时间：", "入党时间"),
        ("出生[必填]", "出生"),
    ],
)
def test_the_core_of_a_heading(written: str, core: str) -> None:
    assert reading.heading(written) == core


@pytest.mark.parametrize("text", ["合计", "合 计：", "总计46人", "共46人", "小计", "合计：共46人"])
def test_totals(text: str) -> None:
    assert reading.is_total(text)


@pytest.mark.parametrize(
    "text", ["制表人:", "审核人：张三", "填报日期：2026年", "注：本表一式两份", "单位负责人签字："]
)
def test_feet(text: str) -> None:
    assert reading.is_footer(text)


@pytest.mark.parametrize("text", ["共青", "何计", "注册会计师", "张三", "总务科", "1", "说明书编写组"])
def test_ordinary_words_are_neither(text: str) -> None:
    assert not reading.is_total(text)
    assert not reading.is_footer(text)


@pytest.mark.parametrize(
    ("text", "meant"), [("是", True), ("√", True), ("否", False), ("未反馈", False), ("也许", None)]
)
def test_yes_and_no(text: str, meant: bool | None) -> None:  # noqa: FBT001 - the expectation of a table
    assert reading.yes_or_no(text) is meant
