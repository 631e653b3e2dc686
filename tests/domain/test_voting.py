"""Halves: every count of voters is judged against a slow oracle that reckons in fractions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.meetings import BallotRule, Subject
from branchdesk.domain.voting import REVISED_2026, Voters, article, impossible, judge, needed_present, needed_yes

DAY = date(2026, 11, 20)
HALF = Fraction(1, 2)


def oracle(rule: BallotRule, voters: Voters, yes: int, written: int) -> bool | None:
    """Say it as the articles do: of those entitled 半数以上 or 超过半数 present, and 超过半数 in favour."""
    if voters.entitled == 0:
        return None
    share = Fraction(voters.present, voters.entitled)
    if share < HALF or (rule is BallotRule.ADMISSION and share == HALF):
        return None
    votes = yes + (written if rule is BallotRule.ADMISSION else 0)
    return Fraction(votes, voters.entitled) > HALF


@pytest.mark.parametrize("rule", [BallotRule.RESOLUTION, BallotRule.ADMISSION])
def test_every_count_up_to_sixty_is_judged_as_the_articles_say(rule: BallotRule) -> None:
    for entitled in range(61):
        for present in range(entitled + 1):
            voters = Voters(entitled, present)
            for yes in range(present + 1):
                expected = oracle(rule, voters, yes, 0)
                assert judge(rule, voters, Subject("何霞", yes=yes), DAY).meets_threshold is expected, (voters, yes)


@pytest.mark.parametrize("rule", [BallotRule.RESOLUTION, BallotRule.ADMISSION])
def test_written_opinions_of_a_small_branch_are_counted_as_the_articles_say(rule: BallotRule) -> None:
    for entitled, present in ((one, two) for one in range(13) for two in range(one + 1)):
        voters = Voters(entitled, present)
        for yes, written in ((one, two) for one in range(present + 1) for two in range(entitled - present + 1)):
            verdict = judge(rule, voters, Subject("何霞", yes=yes, written_yes=written), DAY)
            assert verdict.meets_threshold is oracle(rule, voters, yes, written), (voters, yes, written)


@st.composite
def ballots(draw: st.DrawFn) -> tuple[Voters, int, int]:
    entitled = draw(st.integers(1, 60))
    present = draw(st.integers(0, entitled))
    return Voters(entitled, present), draw(st.integers(0, present)), draw(st.integers(0, entitled - present))


@given(ballots(), st.sampled_from((BallotRule.RESOLUTION, BallotRule.ADMISSION)))
def test_written_opinions_count_as_the_articles_say(ballot: tuple[Voters, int, int], rule: BallotRule) -> None:
    voters, yes, written = ballot
    verdict = judge(rule, voters, Subject("何霞", yes=yes, written_yes=written), DAY)
    assert verdict.meets_threshold is oracle(rule, voters, yes, written)


@pytest.mark.parametrize(
    ("entitled", "resolution", "admission", "yes"),
    [(1, 1, 1, 1), (2, 1, 2, 2), (9, 5, 5, 5), (10, 5, 6, 6), (11, 6, 6, 6), (21, 11, 11, 11), (43, 22, 22, 22)],
)
def test_the_numbers_people_know(entitled: int, resolution: int, admission: int, yes: int) -> None:
    assert needed_present(BallotRule.RESOLUTION, entitled) == resolution
    assert needed_present(BallotRule.ADMISSION, entitled) == admission
    assert needed_yes(entitled) == yes


@pytest.mark.parametrize("rule", [BallotRule.RESOLUTION, BallotRule.ADMISSION])
def test_too_few_present_make_no_ballot_whatever_was_counted(rule: BallotRule) -> None:
    verdict = judge(rule, Voters(10, 4), Subject("何霞", yes=4, written_yes=6), DAY)
    assert verdict.meets_threshold is None
    assert f"不足规定的{needed_present(rule, 10)}名" in verdict.sentence


def test_what_is_not_counted_yet_is_not_judged() -> None:
    verdict = judge(BallotRule.RESOLUTION, Voters(10, 10), Subject("何霞", no=0), DAY)
    assert verdict.meets_threshold is None
    assert "尚未填写票数" in verdict.sentence


def test_nobody_with_a_vote_can_vote() -> None:
    assert judge(BallotRule.RESOLUTION, Voters(0, 0), Subject("何霞", yes=0), DAY).meets_threshold is None


@given(ballots(), st.sampled_from(BallotRule), st.integers(1, 5))
def test_more_votes_than_voters_are_not_judged(ballot: tuple[Voters, int, int], rule: BallotRule, more: int) -> None:
    voters, yes, written = ballot
    rest = voters.present - yes
    assert not impossible(rule, voters, Subject("何霞", yes=yes, no=rest, abstain=0, written_yes=written))
    for subject in (
        Subject("何霞", yes=yes, no=rest + more),
        Subject("何霞", yes=yes, no=rest, abstain=more),
        Subject("何霞", yes=voters.present + more),
    ):
        assert impossible(rule, voters, subject)
        assert judge(rule, voters, subject, DAY).meets_threshold is None
    away = Subject("何霞", yes=yes, written_yes=voters.entitled - voters.present + more)
    assert bool(impossible(rule, voters, away)) == (rule is BallotRule.ADMISSION)


def test_the_sentence_says_the_figures() -> None:
    verdict = judge(BallotRule.ADMISSION, Voters(43, 40), Subject("何霞", yes=38, no=1, abstain=1, written_yes=2), DAY)
    for figure in ("应到会有表决权43名", "实到40名", "赞成40票", "书面意见2票", "22票", "达到规定票数"):
        assert figure in verdict.sentence
    verdict = judge(BallotRule.RESOLUTION, Voters(21, 15), Subject("议题", yes=10), DAY)
    assert "需11票" in verdict.sentence
    assert "未达到规定票数" in verdict.sentence


@pytest.mark.parametrize(
    ("rule", "day", "parts"),
    [
        (BallotRule.RESOLUTION, date(2020, 1, 1), ("支部工作条例", "第11条")),
        (BallotRule.RESOLUTION, DAY, ("支部工作条例", "第11条")),
        (BallotRule.ADMISSION, date(2026, 5, 10), ("发展党员工作细则", "2014", "20、21、33")),
        (BallotRule.ADMISSION, REVISED_2026, ("发展党员工作细则", "2026", "19、20、31、32")),
        (BallotRule.ADMISSION, DAY, ("发展党员工作细则", "2026", "19、20、31、32")),
    ],
)
def test_a_ballot_is_judged_by_the_text_in_force(rule: BallotRule, day: date, parts: tuple[str, ...]) -> None:
    named = article(rule, day)
    assert all(part in named for part in parts)
    assert judge(rule, Voters(3, 3), Subject("何霞", yes=3), day).article == named
