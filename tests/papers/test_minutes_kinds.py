"""The minutes of every kind of meeting say what is its own: body and year, guests, lecture, what came after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Lecture,
    Measure,
    PersonRef,
    Speech,
    Topic,
)
from branchdesk.domain.meetings import (
    Amendment,
    Body,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Move,
    Override,
    Phase,
    Review,
)
from papers import reading
from papers.samples import make_minutes, meeting, record, roster, unmarked

READER, SECOND = PersonRef("陈䶮", "m2"), PersonRef("李𬭎", "m3")


def shown(found: MeetingRecord) -> str:
    return reading.body(make_minutes(found))


def of(**facts: object) -> MeetingRecord:
    return record(of=replace(meeting(), **facts))  # type: ignore[arg-type] # named by each test


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({"kind": MeetingKind.ORGANISATIONAL_LIFE, "for_year": 2025}, "第四党支部2025年度组织生活会记录"),
        (
            {"kind": MeetingKind.ORGANISATIONAL_LIFE, "form": Body.GROUP, "group": "第一党小组", "for_year": 2025},
            "第四党支部2025年度第一党小组组织生活会记录",
        ),
        ({"kind": MeetingKind.DEMOCRATIC_APPRAISAL, "for_year": 2025}, "第四党支部2025年度民主评议党员会议记录"),
        ({"kind": MeetingKind.ACTIVITY}, "第四党支部活动记录"),
    ],
)
def test_a_kind_of_its_own_has_its_title(facts: dict[str, object], title: str) -> None:
    assert title in shown(of(**facts))


def test_an_organisational_life_meeting_says_as_which_body_it_sat() -> None:
    assert "形式：支委会" in shown(of(kind=MeetingKind.ORGANISATIONAL_LIFE, form=Body.COMMITTEE))


def test_an_activity_names_partners_and_volunteers_and_expects_nobody() -> None:
    text = shown(
        of(kind=MeetingKind.ACTIVITY, agenda=(), partners=("某社区党支部",), volunteers=("12人",), observers=None)
    )
    assert "共建单位：某社区党支部" in text
    assert "志愿者：12人" in text
    assert "人数：党员43人参加。" in text
    assert "应到" not in text.split("一、")[0]


def test_who_came_late_or_took_part_online_is_named() -> None:
    people = roster()
    first, second, *rest = people
    marked = (replace(first, late=True, reason="开庭"), replace(second, online=True), *rest)
    found = record(people=marked)
    text = shown(found)
    assert f"迟到：{first.name}（开庭）" in text
    assert f"线上参加：{second.name}" in text


def test_who_is_expected_otherwise_stands_with_the_reason() -> None:
    overrides = (
        Override(SECOND, expected=False, reason="挂职，经批准"),
        Override(READER, expected=True, reason="借调"),
    )
    text = shown(of(overrides=overrides))
    assert "不计入应到：李𬭎（挂职，经批准）" in text
    assert "另加应到：陈䶮（借调）" in text


def test_a_lecture_has_its_lecturer_outline_and_discussion() -> None:
    lecture = Lecture(
        "守正创新", READER, "一是学。\n二是做。", (Speech(SECOND, "很受启发。"),), (Measure("写一篇体会"),)
    )
    text = shown(of(kind=MeetingKind.PARTY_LECTURE, agenda=(lecture,)))
    order = [
        "党课：《守正创新》",
        "主讲人：陈䶮。",
        "（一）讲课提纲",
        "二是做。",
        "（二）讨论发言",
        "李𬭎：很受启发。",
        "（三）贯彻措施",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


def test_a_report_names_who_gave_it_and_a_matter_for_the_members_says_so() -> None:
    text = shown(of(agenda=(Topic("支委会工作报告", "上半年工作。", reporter=READER, to_members_meeting=True),)))
    assert "报告人：陈䶮。上半年工作。此事项提请党员大会讨论。" in text


def test_measures_looked_back_on_stand_before_the_resolutions() -> None:
    reviews = (
        Review("a", "已印发。", "修订值班表", READER, date(2026, 10, 1), date(2026, 10, 8)),
        Review("b", "", "走访两个社区"),
    )
    text = shown(of(reviews=reviews))
    assert "1.修订值班表（责任人：陈䶮）：已于2026年10月8日完成。已印发。" in text
    assert "2.走访两个社区：在办。" in text
    assert text.index("以前措施的落实情况") < text.index("会议决议")


def test_amendments_stand_below_the_signatures_each_with_its_day() -> None:
    amendments = (Amendment(date(2026, 11, 25), "实到应为44人。"), Amendment(date(2026, 11, 26), "地点为二楼。"))
    text = shown(replace(record(), state=MeetingState.FINAL, amendments=amendments))
    assert text.index("主持人（签字）") < text.index("补充更正一（2026年11月25日）：实到应为44人。")
    assert "补充更正二（2026年11月26日）：地点为二楼。" in text


def test_a_meeting_put_off_and_cancelled_says_when_it_was_to_be_and_why_it_was_not() -> None:
    moves = (Move(datetime.fromisoformat("2026-11-18T14:30"), "出差"), Move(datetime.fromisoformat("2026-11-19")))
    planned = replace(meeting(), phase=Phase.CANCELLED, moves=moves, cancelled_for="与市院会议冲突")
    pages = reading.pages(make_minutes(record(of=planned, state=MeetingState.DRAFT)))
    assert all("已取消" in page and "草稿" not in page for page in pages)
    text = shown(record(of=planned, state=MeetingState.DRAFT))
    assert "改期：原定2026年11月18日14:30，出差改期：原定2026年11月19日取消：与市院会议冲突" in text


def test_an_activity_nobody_is_marked_at_yet_leaves_a_blank() -> None:
    blank = unmarked(roster())
    found = record(of=replace(meeting(), kind=MeetingKind.ACTIVITY), people=blank)
    assert "缺席" not in shown(found).split("一、")[0]


def test_a_ballot_nobody_gave_a_title_is_headed_by_its_kind() -> None:
    assert "一、选举" in shown(of(agenda=(Ballot("", BallotRule.ELECTION),)))


@pytest.mark.parametrize("kind", [MeetingKind.PARTY_LECTURE, MeetingKind.ACTIVITY])
def test_where_nothing_is_resolved_no_line_waits_for_a_resolution(kind: MeetingKind) -> None:
    assert "会议决议" not in shown(of(kind=kind, agenda=(), resolutions=None))
    assert "会议决议" in shown(of(kind=kind, agenda=(), resolutions=("同意。",)))
