"""测评表 and its summary: everybody who is graded, nobody who is not, and figures that are told and not judged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from branchdesk.domain.agenda import Grades, Subject
from branchdesk.papers.appraisal import HOW, appraised, write_appraisal_form, write_appraisal_summary
from papers import reading
from papers.golden import check_golden
from papers.samples import record, unmarked
from papers.votes import HARD, appraisal, graded, press

ON_PROBATION = ("何霞", "李平思", "邓怡芳")


def test_the_form_lists_members_and_says_why_those_on_probation_are_not_among_them() -> None:
    text = reading.body(press(write_appraisal_form(appraisal(*graded()))))
    assert text.startswith("第四党支部2026年度民主评议党员测评表2026年11月20日序号姓名优秀合格基本合格不合格弃权")
    assert f"预备党员{'、'.join(ON_PROBATION)}参加评议，不评定等次。" in text
    assert "43" in text
    assert "44" not in text
    assert all(text.count(name) == 1 for name in ON_PROBATION)


def test_before_anybody_is_listed_the_form_has_those_who_are_expected() -> None:
    assert reading.body(press(write_appraisal_form(appraisal()))) == reading.body(
        press(write_appraisal_form(appraisal(*graded())))
    )


def test_the_form_bears_no_number_and_comes_as_often_as_wanted() -> None:
    once = press(write_appraisal_form(appraisal(*graded()[:9])))
    often = press(write_appraisal_form(appraisal(*graded()[:9]), copies=5))
    assert reading.pages(often) == reading.pages(once) * 5
    assert once.pages == 1


def test_the_column_for_abstention_is_a_choice() -> None:
    assert "弃权" not in reading.body(press(write_appraisal_form(appraisal(*graded()), abstain=False)))


@pytest.mark.parametrize("number", [1, 16, 17, 46])
def test_a_form_of_a_usual_branch_stands_on_one_page(number: int) -> None:
    assert press(write_appraisal_form(appraisal(*graded()[:number]))).pages == 1


def test_the_summary_has_a_row_a_member_and_adds_up() -> None:
    one = Subject("翟堃", abstain=1, grades=Grades(20, 18, 2, 0))
    two = Subject("陈䶮", abstain=0, grades=Grades(10, 30, 1, 0))
    text = reading.body(press(write_appraisal_summary(appraisal(one, two))))
    assert "应到党员实到党员发出测评表收回测评表有效票无效票4643" in text
    assert "1翟堃20182012陈䶮1030100合计3048301" in text
    assert "三分之一" not in text


def test_a_count_that_is_not_known_leaves_its_sum_open() -> None:
    text = reading.body(press(write_appraisal_summary(appraisal(Subject("翟堃"), Subject("陈䶮", grades=Grades(1))))))
    assert "1翟堃2陈䶮1合计监票人" in text


def test_the_grades_concluded_are_counted_and_probationers_have_none() -> None:
    with_figures = Subject("何霞", person="m13", grades=Grades(1, 2, 3, 4))
    others = [one for one in graded() if one.name != "何霞"]
    text = reading.body(press(write_appraisal_summary(appraisal(with_figures, *others))))
    assert "何霞1234不评定等次" in text
    assert "预备党员李平思、邓怡芳参加评议，不评定等次。" in text
    assert "以上评定优秀" in text


def test_before_the_meeting_nobody_is_said_to_be_there() -> None:
    before = appraisal()
    text = reading.body(press(write_appraisal_summary(replace(before, attendees=unmarked(before.attendees)))))
    assert "有效票无效票46序号" in text


def test_120_members_and_hard_names_are_printed_whole() -> None:
    names = [*HARD, *(f"党员{number}" for number in range(113))]
    whole = appraisal(*(Subject(name, grades=Grades(1, 2, 3, 4)) for name in names))
    for paper in (press(write_appraisal_form(whole)), press(write_appraisal_summary(whole))):
        text = reading.body(paper)
        assert all(name in text for name in names)
        assert "120" in text
        assert reading.without_ink(paper) == []
        assert all(reading.faces(paper).values())


def test_other_meetings_have_no_form() -> None:
    assert appraised(appraisal())
    assert not appraised(record())


def test_the_papers_are_the_golden_ones() -> None:
    assert HOW in "".join(reading.body(press(write_appraisal_form(appraisal(*graded())))))
    check_golden("appraisal-form", press(write_appraisal_form(appraisal(*graded()))))
    check_golden("appraisal-summary", press(write_appraisal_summary(appraisal(*graded()))))
