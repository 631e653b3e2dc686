"""What is printed of clues: forms, letters to units, slips for who reported them, and the reports of figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from branchdesk.domain.clue_figures import Counted
from branchdesk.domain.clue_states import ClueState
from branchdesk.papers.blocks import Bars, Manuscript, Paper
from branchdesk.papers.clue_feedback import Feedback, write_clue_feedback
from branchdesk.papers.clue_form import write_clue_forms
from branchdesk.papers.clue_report import Changed, ClueReport, Compared, Part, Told, Waiting, write_clue_report
from branchdesk.papers.clue_told import ClueTold
from branchdesk.papers.clue_transfer import Manner, Transfer, write_clue_transfers
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.house import House
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.volunteer_letters import Certified, Thanked, write_certificates, write_thanks
from papers import everything, reading
from papers.clue_cases import CONFIDED, CONTENT, UNKNOWN, WHOLE
from papers.golden import check_golden

BRANCH = "某某市人民检察院", "第四党支部"
DAY = date(2026, 11, 23)
TEAM = "有光骑手协同治理先锋队"
LONG = "名" * 40


def printed(manuscript: Manuscript) -> Paper:
    return print_manuscript(manuscript, bundled())


def forms(*clues: ClueTold) -> Manuscript:
    return write_clue_forms(clues, BRANCH[1], BRANCH[0])


def letters(*transfers: Transfer, **how: bool) -> Manuscript:
    return write_clue_transfers(transfers, Manner(BRANCH[1], BRANCH[0], **how))


def slips(*feedback: Feedback, house: House | None = None) -> Manuscript:
    return write_clue_feedback(feedback, BRANCH, house or House())


# -- the form


def test_a_clue_s_form_as_it_should_look() -> None:
    photo = ("飞线.jpg", everything.photo())
    check_golden("clue-form", printed(forms(replace(WHOLE, photos=(photo,)), UNKNOWN, CONFIDED)))


def test_what_is_not_known_is_left_to_be_written_and_nothing_says_none() -> None:
    text = everything.words(forms(UNKNOWN))
    assert "无" not in text
    assert text.count("签字：") == 3


def test_opinions_stand_on_the_form_with_who_gave_them_and_when() -> None:
    text = everything.words(forms(WHOLE))
    assert "经现场核实，情况属实。经办：翟堃签字：________2026年11月5日" in text
    assert "已拆除飞线3处。经办：张𠮷签字：________2026年11月10日" in text


@pytest.mark.parametrize("paper", ["form", "feedback"])
def test_of_a_case_no_paper_has_more_than_its_handing_over(paper: str) -> None:
    made = forms(CONFIDED) if paper == "form" else slips(Feedback("赵㛃", CONFIDED))
    text = everything.words(made)
    assert CONTENT not in text
    assert "10月30日" not in text
    if paper == "form":
        assert all(one in text for one in ("2026年11月2日", "第六检察部", "收字第3号"))


def test_a_text_of_6000_characters_and_a_name_of_40_lose_nothing() -> None:
    ugly = replace(WHOLE, text="长" * 6000, reporters=(LONG, "赵㛃"), unit="单" * 40)
    for made in (forms(ugly), letters(Transfer("单" * 40, (ugly,)), named=True)):
        text = reading.body(printed(made))
        assert text.count("长") == 6000
        assert text.count("名") >= 40
        assert text.count("单") >= 40


# -- the letter to a unit


def test_a_letter_about_one_clue_and_about_several_as_they_should_look() -> None:
    shown = replace(WHOLE, photos=(("飞线.jpg", everything.photo()),))
    one = Transfer("消防救援大队", (shown,), "〔2026〕12号", "2026-11-26", date(2026, 11, 6))
    several = Transfer("城管局", (replace(WHOLE, number="XS20260020"), replace(WHOLE, number="XS20260021")))
    check_golden("clue-transfer", printed(letters(one, several)))


def test_a_letter_about_one_clue_has_its_reply_on_the_same_page() -> None:
    assert printed(letters(Transfer("消防救援大队", (WHOLE,)))).pages == 1
    assert printed(letters(Transfer("", (UNKNOWN,)))).pages == 1


def test_a_unit_is_told_who_reported_only_where_that_is_wanted() -> None:
    letter = Transfer("消防救援大队", (WHOLE, UNKNOWN))
    assert "李𬭎" not in everything.words(letters(letter))
    assert "李𬭎" in everything.words(letters(letter, named=True))


def test_300_clues_stand_in_one_letter() -> None:
    many = tuple(replace(WHOLE, number=f"XS2026{number:04}") for number in range(1, 301))
    text = reading.body(printed(letters(Transfer("城管局", many))))
    assert all(clue.number in text for clue in many)


# -- slips


def test_slips_as_they_should_look() -> None:
    others = (replace(WHOLE, state=state, reason="属于民事纠纷。", first_number="XS20260001") for state in ClueState)
    made = slips(*(Feedback(name, clue, DAY) for clue in others for name in ("李𬭎",)), Feedback("", UNKNOWN))
    check_golden("clue-feedback", printed(made))


def test_two_short_slips_share_a_sheet() -> None:
    assert printed(slips(Feedback("李𬭎", WHOLE), Feedback("买买提·艾山", WHOLE))).pages == 1


# -- letters and certificates


def test_thanks_and_certificates_as_they_should_look() -> None:
    since = "2026年1月以来"
    thanks = [Thanked("李𬭎", TEAM, since, 12, 11), Thanked(TEAM, "", since, 193, 189, to_team=True), Thanked("赵㛃")]
    check_golden("thanks", printed(write_thanks(thanks, BRANCH, DAY, "天冷路滑,请慢行。")))
    people = [
        Certified("李𬭎", TEAM, "2026年1月至2026年11月", "ZY2026001"),
        Certified(LONG),
        Certified("𠮷", "队" * 90),
    ]
    check_golden("certificate", printed(write_certificates(people, BRANCH, DAY)))


def test_a_certificate_lies_on_a_page_of_its_own() -> None:
    paper = printed(write_certificates([Certified("李𬭎"), Certified("赵㛃")], BRANCH, None))
    assert paper.pages == 2
    assert paper.sheet == (210, 297)


# -- the report


def told(name: str, reported: int, handled: int, **more: int) -> Told:
    return Told(name, Counted(reported, handled, open=reported - handled, **more))


REPORT = ClueReport(
    "第四党支部",
    "某某市人民检察院",
    "2026年",
    "志愿者线索年报",
    "截至2026年11月23日",
    DAY,
    Counted(193, 189, 0, 4, 150, 140, 2, 181, 1, 2, 12, 10),
    "提报数＝2026-01-01至2026-12-31提报的线索；处置率＝已处置数÷提报数。",
    earlier=(told("上期（2025年）", 120, 110),),
    months=Part("提报月份", tuple(told(f"2026年{month}月", 20 - month, 19 - month) for month in range(1, 12))),
    parts=(
        Part(
            "线索类别", (told("消防安全", 100, 97, strokes=12, strokes_handled=10), told("其他", 93, 92)), charted=True
        ),
        Part("所属队伍", (told(TEAM, 193, 189),), "几人共同提报的线索对每人各计一次。"),
    ),
    ages=(told("7天内", 1, 0), told("90天以上", 3, 0)),
    waiting=(Waiting("XS20260036", "2026-02-14", 282, 190), Waiting("XS20260077", "2026-05", 206, 140)),
    notes=("正字计数12条只有数量没有明细。",),
    compared=Compared(
        told("存照", 193, 189), told("现在", 195, 192), (Changed("XS20260036", "有变动", "办理状态：已核实→已办结"),)
    ),
)


def test_a_year_s_report_as_it_should_look() -> None:
    check_golden("clue-report", printed(write_clue_report(REPORT)))


def test_every_rate_stands_beside_its_fraction_and_counts_without_record_are_told() -> None:
    text = everything.words(write_clue_report(REPORT))
    assert "提报线索205条，已处置199条，处置率97.1%（199/205）" in text
    assert "12条为正字计数，只有数量没有明细" in text
    assert "按期率93.3%（140/150）" in text


def test_a_chart_frames_what_was_reported_and_fills_what_was_handled() -> None:
    charts = [block for block in write_clue_report(REPORT).blocks if isinstance(block, Bars)]
    assert [chart.upright for chart in charts] == [True, False]
    assert charts[1].bars == (("消防安全", 112.0), ("其他", 93.0))
    assert charts[1].filled == (107.0, 92.0)


def test_a_report_of_nothing_has_no_rate_and_no_chart() -> None:
    made = write_clue_report(replace(REPORT, whole=Counted(), months=None, parts=(), earlier=(), compared=None))
    assert not [block for block in made.blocks if isinstance(block, Bars)]
    text = everything.words(made)
    assert "没有提报的线索" in text
    assert "%" not in text


def test_a_city_s_report_loses_none_of_300_units() -> None:
    units = Part("承办单位", tuple(told(f"第{number}号单位", 3400, 3333) for number in range(300)))
    whole = Counted(1_000_000, 979_274, open=20_726)
    text = reading.body(printed(write_clue_report(replace(REPORT, whole=whole, parts=(units,)))))
    assert all(one.name in text for one in units.groups)
    assert "97.9%（979,274/1,000,000）" in text
