"""Halves and four fifths: every count of voters is judged against a slow oracle that reckons in fractions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Grades,
    NotCounted,
    PersonRef,
)
from branchdesk.domain.agenda import Subject as Voted
from branchdesk.domain.meetings import Attendee, Outcome, Presence
from branchdesk.domain.voting import (
    ELECTIONS_2020,
    REVISED_2026,
    Custom,
    Voters,
    article,
    impossible,
    judge,
    judge_ballot,
    needed_present,
    needed_yes,
    voters_in,
)

DAY, BEFORE_2020 = date(2026, 11, 20), date(2020, 7, 12)
HALF, FOUR_FIFTHS = Fraction(1, 2), Fraction(4, 5)
RESOLUTION, ADMISSION, COMMITTEE = BallotRule.RESOLUTION, BallotRule.ADMISSION, BallotRule.COMMITTEE
ELECTION, APPRAISAL = BallotRule.ELECTION, BallotRule.APPRAISAL
VOTED = (RESOLUTION, ADMISSION, COMMITTEE, ELECTION)
OF_PRESENT = Custom(of_present=True)


def valid(rule: BallotRule, voters: Voters, day: date) -> bool:
    """Say it as the articles do: 半数以上, 超过半数, and 五分之四 or, before 2020, 超过五分之四."""
    share = Fraction(voters.present, voters.entitled)
    if rule is ELECTION:
        return share > FOUR_FIFTHS if day < ELECTIONS_2020 else share >= FOUR_FIFTHS
    return share > HALF if rule is ADMISSION else share >= HALF


def oracle(
    rule: BallotRule, voters: Voters, yes: int, written: int, day: date = DAY, *, of_present: bool = False
) -> bool | None:
    """Say it as the articles do: 超过半数 in favour, of those entitled or, in an election, of those who came."""
    if voters.entitled == 0 or not valid(rule, voters, day):
        return None
    votes = yes + (written if rule is ADMISSION else 0)
    of = voters.present if rule is ELECTION or (of_present and rule is COMMITTEE) else voters.entitled
    return Fraction(votes, of) > HALF


@pytest.mark.parametrize("rule", VOTED)
@pytest.mark.parametrize("day", [DAY, BEFORE_2020])
def test_every_count_up_to_sixty_is_judged_as_the_articles_say(rule: BallotRule, day: date) -> None:
    for entitled in range(61):
        for present in range(entitled + 1):
            voters = Voters(entitled, present)
            for yes in {0, present} | {share + near for share in _shares(voters) for near in (-1, 0, 1)}:
                if 0 <= yes <= present:
                    told = judge(rule, voters, Voted("何霞", yes=yes), day).meets_threshold
                    assert told is oracle(rule, voters, yes, 0, day), (voters, yes)


def _shares(voters: Voters) -> set[int]:
    """Give the halves, thirds and four fifths of both numbers: where a rule may turn."""
    return {
        number * up // down
        for number in (voters.entitled, voters.present)
        for up, down in ((1, 2), (1, 3), (2, 3), (4, 5))
    }


@pytest.mark.parametrize("custom", [Custom(), OF_PRESENT])
def test_a_committee_counts_as_the_branch_has_set_it(custom: Custom) -> None:
    for entitled, present in ((one, two) for one in range(1, 12) for two in range(one + 1)):
        voters = Voters(entitled, present)
        for yes in range(present + 1):
            told = judge(COMMITTEE, voters, Voted("工作安排", yes=yes), DAY, custom)
            assert told.meets_threshold is oracle(COMMITTEE, voters, yes, 0, of_present=custom.of_present)
            if told.meets_threshold is not None:
                assert "惯例" in told.sentence
                assert ("实到委员的半数" in told.sentence) == custom.of_present


@pytest.mark.parametrize("rule", VOTED)
def test_written_opinions_of_a_small_branch_are_counted_as_the_articles_say(rule: BallotRule) -> None:
    for entitled, present in ((one, two) for one in range(13) for two in range(one + 1)):
        voters = Voters(entitled, present)
        for yes, written in ((one, two) for one in range(present + 1) for two in range(entitled - present + 1)):
            verdict = judge(rule, voters, Voted("何霞", yes=yes, written_yes=written), DAY)
            assert verdict.meets_threshold is oracle(rule, voters, yes, written), (voters, yes, written)


@st.composite
def ballots(draw: st.DrawFn) -> tuple[Voters, int, int]:
    entitled = draw(st.integers(1, 60))
    present = draw(st.integers(0, entitled))
    return Voters(entitled, present), draw(st.integers(0, present)), draw(st.integers(0, entitled - present))


@given(ballots(), st.sampled_from(VOTED), st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_any_ballot_is_judged_as_the_articles_say(ballot: tuple[Voters, int, int], rule: BallotRule, day: date) -> None:
    voters, yes, written = ballot
    verdict = judge(rule, voters, Voted("何霞", yes=yes, written_yes=written), day)
    assert verdict.meets_threshold is oracle(rule, voters, yes, written, day)


@pytest.mark.parametrize(
    ("entitled", "resolution", "admission", "election", "before", "yes"),
    [
        (1, 1, 1, 1, 1, 1),
        (2, 1, 2, 2, 2, 2),
        (5, 3, 3, 4, 5, 3),
        (9, 5, 5, 8, 8, 5),
        (10, 5, 6, 8, 9, 6),
        (11, 6, 6, 9, 9, 6),
        (21, 11, 11, 17, 17, 11),
        (43, 22, 22, 35, 35, 22),
        (60, 30, 31, 48, 49, 31),
    ],
)
def test_the_numbers_people_know(
    entitled: int, resolution: int, admission: int, election: int, before: int, yes: int
) -> None:
    assert needed_present(RESOLUTION, entitled, DAY) == needed_present(COMMITTEE, entitled, DAY) == resolution
    assert needed_present(ADMISSION, entitled, DAY) == admission
    assert needed_present(ELECTION, entitled, DAY) == election
    assert needed_present(ELECTION, entitled, BEFORE_2020) == before
    assert needed_present(APPRAISAL, entitled, DAY) == 0
    assert needed_yes(RESOLUTION, Voters(entitled, 0)) == needed_yes(ELECTION, Voters(0, entitled)) == yes


@pytest.mark.parametrize("rule", VOTED)
def test_too_few_present_make_no_ballot_whatever_was_counted(rule: BallotRule) -> None:
    verdict = judge(rule, Voters(10, 4), Voted("何霞", yes=4, written_yes=6), DAY)
    assert (verdict.meets_threshold, verdict.outcome) == (None, Outcome.TOO_FEW)
    assert f"不足规定的{needed_present(rule, 10, DAY)}名" in verdict.sentence


@pytest.mark.parametrize("rule", VOTED)
def test_what_is_not_counted_yet_is_not_judged(rule: BallotRule) -> None:
    verdict = judge(rule, Voters(10, 10), Voted("何霞", no=0), DAY)
    assert (verdict.meets_threshold, verdict.outcome) == (None, Outcome.UNCOUNTED)
    assert "尚未填写票数" in verdict.sentence


@pytest.mark.parametrize("rule", VOTED)
def test_nobody_with_a_vote_can_vote(rule: BallotRule) -> None:
    verdict = judge(rule, Voters(0, 0), Voted("何霞", yes=0), DAY)
    assert (verdict.meets_threshold, verdict.outcome) == (None, Outcome.UNKNOWN)
    assert verdict.sentence.endswith("。")


@pytest.mark.parametrize("rule", VOTED)
def test_a_record_that_only_counts_heads_is_not_judged(rule: BallotRule) -> None:
    [verdict] = judge_ballot(Ballot("", rule, (Voted("何霞", yes=40),), seats=1), None, DAY)
    assert (verdict.meets_threshold, verdict.outcome) == (None, Outcome.UNKNOWN)
    assert "没有按姓名登记" in verdict.sentence


@given(ballots(), st.sampled_from(VOTED), st.integers(1, 5))
def test_more_votes_than_voters_are_not_judged(ballot: tuple[Voters, int, int], rule: BallotRule, more: int) -> None:
    voters, yes, written = ballot
    rest = voters.present - yes
    assert not impossible(rule, voters, Voted("何霞", yes=yes, no=rest, abstain=0, written_yes=written))
    for subject in (
        Voted("何霞", yes=yes, no=rest + more),
        Voted("何霞", yes=yes, no=rest, abstain=more),
        Voted("何霞", yes=voters.present + more),
    ):
        assert impossible(rule, voters, subject)
        assert judge(rule, voters, subject, DAY).meets_threshold is None
    away = Voted("何霞", yes=yes, written_yes=voters.entitled - voters.present + more)
    assert bool(impossible(rule, voters, away)) == (rule is ADMISSION)


def test_the_sentence_says_the_figures() -> None:
    verdict = judge(ADMISSION, Voters(43, 40), Voted("何霞", yes=38, no=1, abstain=1, written_yes=2), DAY)
    assert verdict.sentence == (
        "应到会有表决权43名，实到40名，超过半数；"
        "赞成40票（含会前书面意见2票），超过应到会人数的半数（22票），达到规定票数。"
    )
    verdict = judge(RESOLUTION, Voters(21, 15), Voted("议题", yes=10), DAY)
    assert verdict.sentence == (
        "应到会有表决权21名，实到15名，达到半数以上；赞成10票，未超过应到会人数的半数（需11票），未达到规定票数。"
    )
    verdict = judge(COMMITTEE, Voters(5, 4), Voted("安排", yes=3), DAY)
    assert verdict.sentence == (
        "应到委员5名，实到4名，达到半数以上；"
        "赞成3票，超过应到委员的半数（3票），达到惯例票数（赞成票数条例没有规定，按惯例核对）。"
    )


def test_an_appraisal_tells_its_figures_and_judges_nothing() -> None:
    subject = Voted("何霞", abstain=1, grades=Grades(excellent=12, qualified=8))
    [verdict] = judge_ballot(Ballot("民主评议", APPRAISAL, (subject,)), Voters(43, 40), DAY)
    assert (verdict.meets_threshold, verdict.outcome) == (None, Outcome.TOLD)
    assert "优秀12票，合格8票，基本合格0票，不合格0票，弃权1票，共21票" in verdict.sentence
    assert "第18条" in verdict.article
    [verdict] = judge_ballot(Ballot("民主评议", APPRAISAL, (Voted("何霞"),)), None, DAY)
    assert verdict.outcome is Outcome.UNCOUNTED


@pytest.mark.parametrize(
    ("rule", "day", "parts"),
    [
        (RESOLUTION, date(2020, 1, 1), ("支部工作条例", "第11条")),
        (RESOLUTION, DAY, ("支部工作条例", "第11条")),
        (ADMISSION, date(2026, 5, 10), ("发展党员工作细则", "2014", "20、21、33")),
        (ADMISSION, REVISED_2026, ("发展党员工作细则", "2026", "19、20、31、32")),
        (ADMISSION, DAY, ("发展党员工作细则", "2026", "19、20、31、32")),
        (COMMITTEE, DAY, ("支部工作条例", "第12条", "惯例")),
        (ELECTION, DAY, ("基层组织选举工作条例", "2020")),
        (ELECTION, ELECTIONS_2020, ("基层组织选举工作条例", "2020")),
        (ELECTION, BEFORE_2020, ("选举工作暂行条例", "1990")),
        (APPRAISAL, DAY, ("支部工作条例", "第18条")),
    ],
)
def test_a_ballot_is_judged_by_the_text_in_force(rule: BallotRule, day: date, parts: tuple[str, ...]) -> None:
    named = article(rule, day)
    assert all(part in named for part in parts)
    assert judge(rule, Voters(3, 3), Voted("何霞", yes=3), day).article == named


PEOPLE = tuple(
    Attendee(name, name, "full_member", offices, "", entitled=entitled, presence=presence)
    for name, offices, entitled, presence in (
        ("张三", ("书记",), True, Presence.PRESENT),
        ("李四", ("组织委员",), True, Presence.ON_LEAVE),
        ("王五", (), True, Presence.PRESENT),
        ("赵六", ("第一党小组组长",), True, Presence.ABSENT),
        ("何霞", (), False, Presence.PRESENT),
    )
)


def test_a_committees_ballot_counts_the_committee_alone() -> None:
    assert voters_in(Ballot("", RESOLUTION), PEOPLE) == Voters(4, 2)
    assert voters_in(Ballot("", COMMITTEE), PEOPLE) == Voters(2, 1)


def test_who_is_not_counted_is_out_of_both_numbers() -> None:
    out = (NotCounted(PersonRef("赵六", "赵六")), NotCounted(PersonRef("李四")), NotCounted(PersonRef("何霞", "何霞")))
    assert voters_in(Ballot("", ELECTION, not_counted=out), PEOPLE) == Voters(2, 2)
