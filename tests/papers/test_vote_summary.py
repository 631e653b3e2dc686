"""票数汇总: every ballot's figures as they were counted, and before that the sheet to count on."""

from __future__ import annotations

from dataclasses import replace

from branchdesk.domain.agenda import Ballot, BallotRule, Subject
from branchdesk.domain.meetings import MeetingRecord, MeetingState
from branchdesk.papers.vote_summary import write_vote_summary
from papers import reading
from papers.golden import check_golden
from papers.samples import unmarked
from papers.votes import HARD, VOTE, elected, graded, judged, press, to_elect


def printed(record: MeetingRecord, *, tally: bool = False, item: int = 0) -> str:
    return reading.body(press(write_vote_summary(record, tally=tally, item=item)))


def test_an_admission_has_its_votes_with_the_written_ones_and_the_verdict() -> None:
    text = printed(judged(VOTE))
    assert text.startswith("第四党支部党员大会表决票数汇总表2026年11月20日何霞同志按期转正")
    assert "应到会有表决权的实到会有表决权的发出票收回票有效票无效票4340姓名" in text
    assert "何霞3811240通过" in text
    assert "达到规定票数。" in text


def test_an_election_says_once_who_was_there_then_of_each_what_came_of_it() -> None:
    text = printed(judged(elected()))
    assert text.count("达到五分之四") == 1
    assert "翟堃3900当选" in text
    assert "于敏（另选）2未当选" in text
    assert "司马彧：赞成2票，未超过" in text
    assert "主持人宣布当选（以得票多少为序）：翟堃、李𬭎、陈䶮。" in text


def test_numbers_of_ballots_that_nobody_recorded_stay_empty() -> None:
    text = printed(judged(elected()))
    assert "发出票收回票有效票无效票43401姓名" in text  # entitled, present, invalid; nothing between


def test_before_it_is_counted_a_ballot_is_a_sheet_to_count_on() -> None:
    text = printed(judged(to_elect("翟堃", "陈䶮")))
    assert text.startswith("第四党支部党员大会计票表")
    assert text.count("画“正”字票数") == 3
    assert "翟堃陈䶮监票人" in text


def test_a_counted_ballot_is_a_sheet_to_count_on_where_that_is_wanted() -> None:
    text = printed(judged(VOTE), tally=True)
    assert "画“正”字" in text
    assert "达到规定票数" not in text


def test_before_anybody_came_the_number_of_those_present_is_empty() -> None:
    before = judged(to_elect("翟堃"))
    text = printed(replace(before, attendees=unmarked(before.attendees)))
    assert "发出票收回票有效票无效票43姓名" in text


def test_several_ballots_are_numbered_and_one_can_be_printed_alone() -> None:
    record = judged(VOTE, elected())
    assert "一、何霞同志按期转正" in printed(record)
    assert "二、选举支部委员会委员" in printed(record)
    assert "何霞" not in printed(record, item=2)


def test_those_who_watch_and_count_and_the_chair_sign() -> None:
    assert printed(judged(VOTE)).endswith(
        "监票人（签字）：__________计票人（签字）：__________主持人（签字）：__________年月日"
    )


def test_an_appraisal_stands_apart() -> None:
    record = judged(VOTE, Ballot("民主评议", BallotRule.APPRAISAL, graded()))
    assert "民主评议" not in printed(record)


def test_a_draft_says_so_but_a_sheet_to_count_on_does_not() -> None:
    draft = replace(judged(VOTE), state=MeetingState.DRAFT)
    assert write_vote_summary(draft).draft == "草稿"
    assert write_vote_summary(draft, tally=True).draft is None


def test_hard_names_and_thirty_candidates_are_printed_whole() -> None:
    names = (*HARD, *(f"候选{number}" for number in range(30)))
    subjects = tuple(Subject(name, 30, 5, 5) for name in names)
    record = judged(replace(to_elect(seats=7), subjects=subjects))
    for paper in (press(write_vote_summary(record)), press(write_vote_summary(record, tally=True))):
        text = reading.body(paper)
        assert all(name in text for name in names)
        assert reading.without_ink(paper) == []


def test_the_papers_are_the_golden_ones() -> None:
    check_golden("vote-summary", press(write_vote_summary(judged(VOTE, elected()))))
    check_golden("vote-tally", press(write_vote_summary(judged(VOTE, elected()), tally=True)))
