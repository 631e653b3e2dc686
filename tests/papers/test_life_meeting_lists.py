"""征求意见汇总表 and 整改清单: as they are filled, as empty forms, and with more than a page holds."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import MeetingKind, MeetingRecord
from branchdesk.domain.organisational_life import Opinion, Rectification
from branchdesk.papers.blocks import Manuscript, Paper
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.life_meeting_lists import collects, rectifies, write_opinions, write_rectification_list
from branchdesk.papers.press.page import print_manuscript
from papers import reading
from papers.golden import check_golden
from papers.meeting_cases import of

OPINIONS = (
    Opinion("班子学习不够经常，建议把集中学习时间固定下来。", "第一党小组", PersonRef("支部委员会")),
    Opinion("联系群众还不够主动，\n下社区的次数偏少。", "谈心谈话", PersonRef("买买提·艾山江·阿卜杜热合曼")),
    Opinion("少发通知。"),
)
LIST = (
    Rectification(
        "集中学习不够经常",
        "每月第二个周五下午集中学习，由宣传委员提前一周发出篇目。",
        PersonRef("李𬭎"),
        date(2026, 12, 31),
        date(2026, 12, 12),
        "已学习两次",
    ),
    Rectification(
        "联系群众不够主动", "每季度走访共建社区一次", PersonRef("买买提·艾山江·阿卜杜热合曼"), date(2027, 6, 30)
    ),
    Rectification("台账更新不及时"),
)


def life_meeting(opinions: tuple[Opinion, ...] = (), rectifications: tuple[Rectification, ...] = ()) -> MeetingRecord:
    kind = MeetingKind.ORGANISATIONAL_LIFE
    return of(kind=kind, for_year=2025, agenda=(), opinions=opinions, rectifications=rectifications)


def printed(manuscript: Manuscript) -> Paper:
    return print_manuscript(manuscript, bundled())


def test_a_rectification_list_as_it_should_look() -> None:
    check_golden("rectification-list", printed(write_rectification_list(life_meeting(rectifications=LIST))))


def test_opinions_as_they_should_look() -> None:
    check_golden("opinions", printed(write_opinions(life_meeting(opinions=OPINIONS))))


def test_where_nothing_is_written_yet_there_is_a_form_to_write_on() -> None:
    for paper in (write_rectification_list(life_meeting()), write_opinions(life_meeting())):
        made = printed(paper)
        text = reading.body(made)
        assert made.pages == 1
        assert "123456" in "".join(char for char in text if char.isdigit())
        assert "共" not in text


def test_what_is_not_closed_has_room_and_what_is_says_when() -> None:
    text = reading.body(printed(write_rectification_list(life_meeting(rectifications=LIST))))
    assert "2026年12月12日完成：已学习两次" in text
    assert text.count("完成：") == 1
    assert "共3项，已完成1项。" in text


def test_long_texts_and_many_lines_go_on_over_pages_and_none_is_lost() -> None:
    many = (Rectification("问" * 3000, "措" * 3000, PersonRef("名" * 40)), *LIST * 100)
    paper = printed(write_rectification_list(life_meeting(rectifications=many)))
    text = reading.body(paper)
    assert paper.pages > 5
    assert (text.count("问"), text.count("名")) == (3000 + text.count("存在问题"), 40)
    assert text.count("台账更新不及时") == 100
    opinions = printed(write_opinions(life_meeting(opinions=(Opinion("意" * 6000), *OPINIONS * 100))))
    assert reading.body(opinions).count("少发通知。") == 100


def test_they_are_offered_where_they_belong() -> None:
    assert rectifies(life_meeting())
    assert collects(life_meeting())
    plain = of(kind=MeetingKind.MEMBERS_MEETING)
    assert not rectifies(plain)
    assert not collects(plain)
    with_list = of(kind=MeetingKind.MEMBERS_MEETING, rectifications=LIST)
    assert rectifies(with_list)
