"""Who is elected: over half of those present, then by most votes, with ties at the cut wherever they may fall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.agenda import Ballot, BallotRule, Subject
from branchdesk.domain.elections import candidates_wanted, places
from branchdesk.domain.meetings import Outcome
from branchdesk.domain.voting import Voters, impossible_together, judge_ballot, odd_together, second_ballot

DAY = date(2026, 11, 20)
IN, SHORT, OUT, TIE = Outcome.REACHED, Outcome.NOT_REACHED, Outcome.OUTRANKED, Outcome.TIED
WAIT, OPEN, WRONG = Outcome.WAITING, Outcome.UNCOUNTED, Outcome.IMPOSSIBLE


def oracle(votes: list[int], seats: int, present: int) -> list[Outcome]:
    """Say it slowly: of those over half, every way to fill the seats in which nobody left out has more votes."""
    over = [number for number, yes in enumerate(votes) if Fraction(yes, present) > Fraction(1, 2)]
    fair = [
        set(chosen)
        for chosen in combinations(over, min(seats, len(over)))
        if all(votes[out] <= votes[one] for out in over if out not in chosen for one in chosen)
    ]

    def place(number: int) -> Outcome:
        if number not in over:
            return SHORT
        ways = {number in chosen for chosen in fair}
        return TIE if len(ways) > 1 else IN if ways == {True} else OUT

    return [place(number) for number in range(len(votes))]


def ballot(*votes: int | None, seats: int | None = 3, invalid: int | None = None) -> Ballot:
    subjects = tuple(Subject(f"候选人{number}", yes=yes) for number, yes in enumerate(votes, start=1))
    return Ballot("选举支部委员会委员", BallotRule.ELECTION, subjects, seats=seats, invalid=invalid)


def outcomes(given: Ballot, present: int = 40, entitled: int = 43) -> list[Outcome]:
    verdicts = judge_ballot(given, Voters(entitled, present), DAY)
    wanted = {IN: True, SHORT: False, OUT: False}
    assert [verdict.meets_threshold for verdict in verdicts] == [wanted.get(verdict.outcome) for verdict in verdicts]
    return [verdict.outcome for verdict in verdicts]


@pytest.mark.parametrize("present", range(1, 8))
def test_small_elections_are_judged_in_every_way_they_can_fall(present: int) -> None:
    for seats, number in product((1, 2, 3), (1, 2, 3, 4)):
        for votes in product(range(present + 1), repeat=number):
            assert list(places(votes, seats, present // 2 + 1)) == oracle(list(votes), seats, present)


@given(st.integers(3, 60), st.data())
def test_elections_of_any_branch_are_judged_as_the_oracle_says(present: int, data: st.DataObject) -> None:
    near = st.integers(max(0, present // 2 - 1), present // 2 + 3).map(lambda yes: min(yes, present))
    votes = data.draw(st.lists(near | st.integers(0, present), min_size=1, max_size=9))
    seats = data.draw(st.integers(1, 9))
    assert list(places(votes, seats, present // 2 + 1)) == oracle(votes, seats, present)
    verdicts = judge_ballot(ballot(*votes, seats=seats), Voters(present, present), DAY)
    assert [verdict.outcome for verdict in verdicts] == oracle(votes, seats, present)


@given(st.lists(st.integers(0, 20) | st.none(), min_size=1, max_size=6), st.integers(1, 4), st.data())
def test_what_is_said_before_all_is_counted_stays_true(
    votes: list[int | None], seats: int, data: st.DataObject
) -> None:
    before = places(votes, seats, 11)
    counted = [data.draw(st.integers(0, 20)) if yes is None else yes for yes in votes]
    after = places(counted, seats, 11)
    for early, late in zip(before, after, strict=True):
        assert early == late or early in {WAIT, OPEN}


@pytest.mark.parametrize(
    ("votes", "seats", "expected"),
    [
        ((30, 29, 28, 27), 3, [IN, IN, IN, OUT]),
        ((27, 30, 20, 29), 3, [IN, IN, SHORT, IN]),
        ((30, 28, 28, 28), 3, [IN, TIE, TIE, TIE]),
        ((28, 28, 28, 27), 3, [IN, IN, IN, OUT]),
        ((28, 28, 28, 28), 3, [TIE, TIE, TIE, TIE]),
        ((30, 29, 27, 27), 3, [IN, IN, TIE, TIE]),
        ((30, 29, 20, 20), 3, [IN, IN, SHORT, SHORT]),
        ((30, 30), 3, [IN, IN]),
        ((30, 29, 28, None), 3, [IN, IN, WAIT, OPEN]),
        ((30, 29, None), 3, [IN, IN, OPEN]),
        ((20, None), 1, [SHORT, OPEN]),
        ((30, 29), None, [WAIT, WAIT]),
        ((30, 20), 0, [WAIT, SHORT]),
    ],
)
def test_ties_at_the_cut(votes: tuple[int | None, ...], seats: int | None, expected: list[Outcome]) -> None:
    assert outcomes(ballot(*votes, seats=seats)) == expected


def test_write_ins_count_like_candidates() -> None:
    given = ballot(25, 26, 27, seats=2)
    written_in = replace(given, subjects=tuple(replace(one, write_in=True) for one in given.subjects))
    assert outcomes(given) == outcomes(written_in) == [OUT, IN, IN]


def test_too_few_present_elect_nobody() -> None:
    [verdict] = judge_ballot(ballot(34, seats=1), Voters(43, 34), DAY)
    assert (verdict.meets_threshold, verdict.outcome) == (None, Outcome.TOO_FEW)
    assert "不足规定的35名，选举无效" in verdict.sentence
    assert outcomes(ballot(35, seats=1), present=35) == [IN]


def test_over_half_is_of_those_who_came() -> None:
    assert outcomes(ballot(18, seats=1), present=35) == [IN]
    assert outcomes(ballot(18, seats=1), present=36) == [SHORT]


def test_invalid_ballots_are_part_of_those_cast() -> None:
    assert outcomes(ballot(38, 37, seats=3, invalid=2)) == [IN, IN]
    assert outcomes(ballot(39, 37, seats=3, invalid=2)) == [WRONG, IN]
    assert impossible_together(ballot(1, invalid=41), Voters(43, 40))
    assert odd_together(ballot(20, 21, seats=1), Voters(43, 40))
    assert not odd_together(ballot(20, 20, seats=1), Voters(43, 40))
    assert not impossible_together(ballot(20, 21, seats=1), Voters(43, 40))


def test_a_candidate_whose_count_cannot_be_keeps_the_others_waiting() -> None:
    wrong = replace(ballot(25, 24, seats=2), subjects=(Subject("丙", yes=10, no=31), *ballot(25, 24).subjects))
    assert outcomes(wrong) == [WRONG, IN, WAIT]


def test_each_sentence_gives_its_reason() -> None:
    given = ballot(25, 24, 22, 22, 20, None, seats=3)
    sentences = [verdict.sentence for verdict in judge_ballot(given, Voters(43, 40), DAY)]
    assert "其他人的票数没有填全" in sentences[2]
    told = [verdict.sentence for verdict in judge_ballot(ballot(25, 24, 22, 22, 20, seats=3), Voters(43, 40), DAY)]
    assert told[0] == (
        "应到会有选举权43名，实到40名，达到五分之四；"
        "赞成25票，超过实到会有选举权人数的半数（21票），得票在应选3名以内，达到当选票数。"
    )
    assert "请就票数相等的人再次投票" in told[2]
    assert told[4].endswith("赞成20票，未超过实到会有选举权人数的半数（需21票），未达到当选票数。")
    outranked = judge_ballot(ballot(27, 26, 25, seats=2), Voters(43, 40), DAY)[2].sentence
    assert outranked.endswith("赞成25票，超过实到会有选举权人数的半数（21票），但得票在应选2名以外，没有达到当选名次。")


def test_a_tie_asks_for_a_ballot_on_those_who_are_level() -> None:
    given = ballot(27, 25, 25, 1, seats=2, invalid=1)
    again = second_ballot(given, judge_ballot(given, Voters(43, 40), DAY))
    assert again is not None
    assert [subject.name for subject in again.subjects] == ["候选人2", "候选人3"]
    assert (again.seats, again.invalid, again.title) == (1, None, "选举支部委员会委员（再次投票）")
    assert second_ballot(again, judge_ballot(again, Voters(43, 40), DAY)) is None
    level = replace(again, subjects=ballot(22, 22, 22).subjects, seats=2)
    third = second_ballot(level, judge_ballot(level, Voters(43, 40), DAY))
    assert third is not None
    assert (third.title, third.seats, len(third.subjects)) == (again.title, 2, 3)


@pytest.mark.parametrize(
    ("seats", "margin", "wanted"),
    [(1, 0, 2), (3, 0, 4), (3, 20, 4), (5, 20, 6), (6, 20, 8), (10, 10, 11), (11, 10, 13), (3, 100, 6)],
)
def test_how_many_candidates_are_wanted(seats: int, margin: int, wanted: int) -> None:
    assert candidates_wanted(seats, margin) == wanted
