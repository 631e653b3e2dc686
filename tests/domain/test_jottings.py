"""What offices write into a cell about a meeting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain import jottings, reading
from branchdesk.domain.jottings import Away
from branchdesk.domain.meetings import MeetingKind, Presence

HERE = st.text(alphabet="听取报告讨论转正2甲·", min_size=1, max_size=8).filter(lambda text: text.strip("·2"))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1.听取报告；2.讨论转正；3.其他", ("听取报告", "讨论转正", "其他")),
        ("一、学习精神\n二、研究工作\n细节\n三、其他", ("学习精神", "研究工作\n细节", "其他")),
        ("（一）学习\n（二）讨论", ("学习", "讨论")),
        ("①学习 ②讨论", ("学习", "讨论")),
        ("传达学习", ("传达学习",)),
        ("传达学习\r\n\n讨论", ("传达学习", "讨论")),
        ("3.5%的增长\n讨论", ("3.5%的增长", "讨论")),
        ("1. 学习", ("学习",)),
        ("2.乙\n3.丙", ("2.乙", "3.丙")),
        ("研究1项措施；2人补学", ("研究1项措施；2人补学",)),
        (" ", ()),
    ],
)
def test_topics_are_parted_by_numbers_or_lines(text: str, parts: tuple[str, ...]) -> None:
    assert jottings.items(text) == parts


@given(st.lists(HERE, min_size=1, max_size=12))
def test_a_topic_a_line_comes_back(parts: list[str]) -> None:
    assert jottings.items("\n".join(parts)) == tuple(part.strip() for part in parts)
    assert jottings.items("\n".join(f"{at}. {part}" for at, part in enumerate(parts, 1))) == tuple(parts)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("张三（出差）、李四：住院；王五因病", ["张三（出差）", "李四（住院）", "王五（因病）"]),
        ("张三、李四（均出差）", ["张三（出差）", "李四（出差）"]),
        ("张 三（出差(外地)），欧阳翀", ["张三（出差(外地)）", "欧阳翀"]),
        ("阿依古丽·买买提（探亲、休假）", ["阿依古丽·买买提（探亲、休假）"]),
        ("张三 出差\n李四", ["张三（出差）", "李四"]),
        ("无", []),
        ("2人", []),
    ],
)
def test_people_who_were_away_are_read_with_their_reasons(text: str, people: list[str]) -> None:
    found = jottings.away(text, Presence.ABSENT)
    assert [str(one) for one in found] == people
    assert {one.presence for one in found} <= {Presence.ABSENT}


def test_a_word_before_a_colon_speaks_for_those_after_it() -> None:
    found = jottings.away("请假2人：张三、李四（住院）；缺席：王五；病假：赵六", Presence.ABSENT)
    assert found == (
        Away("张三", Presence.ON_LEAVE),
        Away("李四", Presence.ON_LEAVE, "住院"),
        Away("王五", Presence.ABSENT),
        Away("赵六", Presence.ON_LEAVE, "病假"),
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("支部党员大会", MeetingKind.MEMBERS_MEETING),
        ("2025年第一季度党员大会", MeetingKind.MEMBERS_MEETING),
        ("支部委员会", MeetingKind.COMMITTEE_MEETING),
        ("第一党小组会", MeetingKind.GROUP_MEETING),
        ("书记讲党课", MeetingKind.PARTY_LECTURE),
        ("主题党日活动", MeetingKind.THEME_DAY),
        ("党员大会、党课", None),
        ("读书会", None),
        ("", None),
    ],
)
def test_a_kind_is_what_a_text_names_alone(text: str, kind: MeetingKind | None) -> None:
    assert jottings.kind_in(text) == kind


def test_a_group_is_found_in_a_name() -> None:
    assert jottings.group_in("第2党小组2025年3月会议") == "第二党小组"
    assert jottings.group_in("党小组会") == ""


def test_numbers_are_read_with_what_they_count() -> None:
    assert [reading.counted(text) for text in ("第3次", "第十二次", "46人", "应到46人", "7")] == [
        "3",
        "12",
        "46",
        "46",
        "7",
    ]
    assert reading.counted("若干") == "若干"
    lengths = ("90", "90分钟", "1.5小时", "1小时30分")
    assert [reading.minutes(text) for text in lengths] == ["90"] * len(lengths)
    assert reading.minutes("半天") == "半天"
