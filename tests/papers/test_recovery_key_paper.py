"""The recovery key on its sheet: one page whatever the names, every character in its place, none taken for another."""

from __future__ import annotations

from datetime import date

from branchdesk.domain import recovery_key
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.recovery_key import RecoverySheet, write_recovery_key
from papers import reading
from papers.golden import check_golden

GROUPS = recovery_key.write(bytes(range(100, 132)))
DAY = date(2026, 11, 23)


def test_the_sheet_as_it_should_look() -> None:
    sheet = RecoverySheet("某某市人民检察院", "第四党支部", "支部.branchdesk", GROUPS, DAY)
    check_golden("recovery-key", print_manuscript(write_recovery_key(sheet), bundled()))


def test_what_stands_on_it_opens_the_file_and_fits_a_page_under_the_longest_names() -> None:
    long = "李𬭎陈䶮赵㛃买买提·艾山𬱖𠮷临时党支部第一党小组与第二党小组联合支部委员会"
    sheet = RecoverySheet(
        "某某省某某市某某区人民检察院机关服务中心", long, f"{long}最终版-副本.branchdesk", GROUPS, DAY
    )
    paper = print_manuscript(write_recovery_key(sheet), bundled())
    assert paper.pages == 1
    letters = "".join(reading.body(paper).split())
    after = [letters.split(f"第{number}组")[1][:8] for number in range(1, 9)]
    assert recovery_key.read("".join(after)) == bytes(range(100, 132))
