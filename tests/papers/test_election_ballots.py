"""选票: candidates as they stand, room to write others in, the rule of how many, and nothing that tells a voter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from branchdesk.domain.agenda import Ballot, BallotRule, Subject
from branchdesk.papers.election_ballots import write_ballots
from branchdesk.papers.voting_slips import Run
from branchdesk.services.people.people import stroke_table
from papers import reading
from papers.golden import check_golden
from papers.samples import roster
from papers.votes import HARD, elected, judged, press, to_elect

ONE = Run(1)


def printed(ballot: Ballot, *, strokes: bool = False) -> str:
    key = stroke_table().name_key if strokes else None
    return reading.body(press(write_ballots(judged(ballot), run=ONE, strokes=key)))


def test_candidates_stand_as_the_agenda_has_them() -> None:
    text = printed(to_elect("翟堃", "陈䶮", "李𬭎", "丁一"))
    assert text.startswith(
        "第四党支部选举支部委员会委员选票应选3名，候选人4名，差额1名候选人姓名赞成不赞成弃权翟堃陈䶮李𬭎丁一另选他人"
    )


def test_candidates_stand_by_the_strokes_of_the_surname_where_that_is_wanted() -> None:
    text = printed(to_elect("翟堃", "陈䶮", "李𬭎", "丁一"), strokes=True)
    assert "丁一李𬭎陈䶮翟堃另选他人" in text
    assert "候选人以姓氏笔画为序" in text


def test_an_election_without_a_choice_says_so() -> None:
    text = printed(to_elect("翟堃", "陈䶮", "李𬭎"))
    assert "应选3名，候选人3名，等额选举" in text
    assert "差额" not in text


def test_there_are_as_many_lines_to_write_others_in_as_seats() -> None:
    for seats in (1, 3, 7):
        text = printed(to_elect("翟堃", "陈䶮", seats=seats))
        assert text.count("—") == 2 * seats
        assert f"每张选票所选人数等于或少于应选名额（{seats}名）的有效，多于应选名额的无效。" in text
    assert printed(to_elect(*(person.name for person in roster()[:30]), seats=7)).count("—") == 2 * 7


def test_what_is_not_known_is_left_to_be_written() -> None:
    text = printed(Ballot("", BallotRule.ELECTION))
    assert text.startswith("第四党支部选举选票应选____名候选人姓名赞成不赞成弃权另选他人")
    assert "应选名额的有效" in text


def test_who_was_written_in_at_the_count_is_no_candidate() -> None:
    assert "于敏" not in printed(elected())


def test_there_is_a_ballot_for_everybody_with_a_vote_and_all_are_alike() -> None:
    paper = press(write_ballots(judged(to_elect("翟堃", "陈䶮", seats=1))))
    text = reading.body(paper).replace("┄", "")
    first = text[: text.index("2026年11月20日") + len("2026年11月20日")]
    assert text == first * 43


@pytest.mark.parametrize("number", [1, 2, 6, 7, 12, 13, 18, 30])
def test_a_ballot_stands_on_one_page(number: int) -> None:
    names = [person.name for person in roster()[:number]]
    paper = press(write_ballots(judged(to_elect(*names, seats=min(7, number))), run=ONE))
    assert paper.pages == 1
    text = reading.body(paper)
    assert all(name in text for name in names)


def test_candidates_in_two_columns_go_down_the_left_one_first() -> None:
    names = [person.name for person in roster()[:30]]
    boxes: dict[str, tuple[float, float, float, float]] = {}
    paper = press(write_ballots(judged(to_elect(*names, seats=7)), run=ONE))
    for _, char, box in reading.letters(paper):
        boxes.setdefault(char, box)
    left, right = boxes[names[1][0]], boxes[names[16][0]]
    assert right[0] - left[0] > 150
    assert right[1] == pytest.approx(left[1], abs=2)


def test_rare_and_long_names_are_printed_whole() -> None:
    paper = press(write_ballots(judged(to_elect(*HARD)), run=ONE))
    text = reading.body(paper)
    assert all(name in text for name in HARD)
    assert reading.without_ink(paper) == []
    assert all(reading.faces(paper).values())


def test_the_same_ballot_has_the_same_bytes() -> None:
    record = judged(replace(elected(), subjects=(Subject("翟堃"),)))
    assert press(write_ballots(record)).pdf == press(write_ballots(record)).pdf


def test_the_paper_is_the_golden_one() -> None:
    check_golden("ballot", press(write_ballots(judged(to_elect("翟堃", "陈䶮", "李𬭎", "买买提·艾山")), run=Run(2))))
