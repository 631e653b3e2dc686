"""月度提醒单: all of a month on one page where it can be, and nothing lost where it cannot."""

from __future__ import annotations

from datetime import date

from branchdesk.papers.blocks import Paper
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.reminder_slip import Reminders, write_reminder_slip
from papers import reading
from papers.golden import check_golden

BRANCH = "第四党支部", "某某市人民检察院", "2026年12月", date(2026, 11, 23)
FULL = Reminders(
    *BRANCH,
    to_do=(
        ("12月支委会", "12月31日", "支部工作条例第十二条"),
        ("预备期满和转正：何霞、李平恩", "已过11月7日", "发展党员工作细则第三十一条、第三十二条"),
    ),
    meetings=(("党员大会", "12月14日 14:30", "三楼会议室"),),
    birthdays=(("买买提·艾山江·阿卜杜热合曼", "12月6日", "入党26周年"), ("李𬭎", "12月", "入党1周年")),
    missed=(("陈䶮：主题党日", "10月23日", ""),),
    measures=(("向城西法院了解执行进度", "12月2日", "赵㛃"),),
)


def printed(slip: Reminders) -> Paper:
    return print_manuscript(write_reminder_slip(slip), bundled())


def test_a_slip_as_it_should_look() -> None:
    check_golden("reminder-slip", printed(FULL))


def test_a_month_without_anything_says_so() -> None:
    text = reading.body(printed(Reminders(*BRANCH)))
    assert "本月没有需要提醒的事项" in text
    assert "政治生日" not in text


def test_a_part_without_anything_is_left_out() -> None:
    text = reading.body(printed(Reminders(*BRANCH, meetings=FULL.meetings)))
    assert "三楼会议室" in text
    assert not [word for word in ("要办的事", "政治生日", "待补学", "待落实的措施") if word in text]


def test_thirty_lines_still_stand_on_one_page() -> None:
    rows = tuple((f"第{number}件事", "12月31日", "支部工作条例第十二条") for number in range(26))
    assert printed(Reminders(*BRANCH, to_do=rows, meetings=FULL.meetings)).pages == 1


def test_three_hundred_lines_go_on_over_pages_and_none_is_lost() -> None:
    rows = tuple(("陈䶮：主题党日", f"{number}日", "") for number in range(300))
    paper = printed(Reminders(*BRANCH, missed=rows, measures=(("措" * 6000, "", "名" * 40),)))
    text = reading.body(paper)
    assert text.count("陈䶮：主题党日") == 300
    assert (text.count("措"), text.count("名")) == (6001, 40)
