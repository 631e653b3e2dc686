"""The papers of votes are offered where there is something to vote on, and vary as their options say."""

from __future__ import annotations

import pytest

from branchdesk.domain.agenda import Ballot, BallotRule, Subject, Topic
from branchdesk.domain.meetings import Meeting, MeetingKind
from branchdesk.errors import Refusal
from branchdesk.papers.blocks import NewPage, Title
from branchdesk.services import Store
from branchdesk.services.meetings import meetings
from branchdesk.services.papers.papers import Order, make, write
from branchdesk.services.papers.vote_papers import VOTE_PAPERS
from builders import PEOPLE, fill, meeting
from papers import reading

SLIPPED = {"vote-slip", "vote-summary"}
ELECTED = {"ballot", "vote-summary"}
APPRAISED = {"appraisal-form", "appraisal-summary"}


@pytest.fixture
def branch(store: Store) -> Store:
    """Give a branch of a few members."""
    fill(store, PEOPLE)
    return store


def kept(store: Store, of: Meeting) -> str:
    return meetings.save(store, of).id


def vote(rule: BallotRule, *names: str) -> Ballot:
    return Ballot("一项表决", rule, tuple(map(Subject, names)), seats=1 if rule is BallotRule.ELECTION else None)


@pytest.mark.parametrize(
    ("of", "offered"),
    [
        (meeting(agenda=(Topic("通报"),)), set[str]()),
        (meeting(agenda=(vote(BallotRule.ADMISSION, "何霞"),)), SLIPPED),
        (meeting(agenda=(vote(BallotRule.RESOLUTION),)), SLIPPED),
        (meeting(agenda=(vote(BallotRule.ELECTION, "张三"),)), ELECTED),
        (meeting(agenda=(vote(BallotRule.APPRAISAL),)), APPRAISED),
        (meeting(kind=MeetingKind.DEMOCRATIC_APPRAISAL), APPRAISED),
    ],
)
def test_a_paper_is_offered_where_there_is_such_a_vote(branch: Store, of: Meeting, offered: set[str]) -> None:
    record = meetings.load(branch, kept(branch, of))
    assert {paper.key for paper in VOTE_PAPERS if paper.fits(record)} == offered


def test_every_paper_is_made_before_and_after_anybody_is_named(branch: Store) -> None:
    named = meeting(agenda=tuple(vote(rule, "何霞", "李四") for rule in BallotRule))
    for of in (named, meeting(agenda=tuple(vote(rule) for rule in BallotRule))):
        meeting_id = kept(branch, of)
        for paper in VOTE_PAPERS:
            assert make(branch, Order(paper.key, meeting_id)).pages


@pytest.mark.parametrize("key", ["vote-slip", "ballot", "vote-summary"])
def test_a_meeting_without_a_vote_has_no_papers_of_votes(branch: Store, key: str) -> None:
    meeting_id = kept(branch, meeting(agenda=(Topic("通报"),)))
    with pytest.raises(Refusal) as refused:
        write(branch, Order(key, meeting_id))
    assert refused.value.code == "no_such_vote"


def test_an_item_that_is_no_vote_has_no_slips(branch: Store) -> None:
    meeting_id = kept(branch, meeting(agenda=(Topic("通报"), vote(BallotRule.ADMISSION, "何霞"))))
    assert write(branch, Order("vote-slip", meeting_id, {"item": 2})).blocks
    with pytest.raises(Refusal):
        write(branch, Order("vote-slip", meeting_id, {"item": 1}))


def test_there_are_as_many_slips_as_members_with_a_vote_or_as_are_wanted(branch: Store) -> None:
    meeting_id = kept(branch, meeting(agenda=(vote(BallotRule.ADMISSION, "何霞"),)))
    for options, wanted in (({}, 4), ({"copies": 7}, 7), ({"copies": "7"}, 7), ({"copies": None}, 4)):
        blocks = write(branch, Order("vote-slip", meeting_id, options)).blocks
        assert sum(isinstance(block, Title) for block in blocks) == wanted
    blocks = write(branch, Order("vote-slip", meeting_id, {"on_sheet": "1"})).blocks
    assert sum(isinstance(block, NewPage) for block in blocks) == 3


def test_candidates_stand_by_strokes_where_that_is_chosen(branch: Store) -> None:
    meeting_id = kept(branch, meeting(agenda=(vote(BallotRule.ELECTION, "张三", "何霞", "丁一"),)))

    def printed(order: str) -> str:
        return reading.body(make(branch, Order("ballot", meeting_id, {"order": order, "copies": 1})))

    assert "张三何霞丁一" in printed("entered")
    assert "丁一何霞张三" in printed("strokes")


def test_who_asks_for_ballots_where_nobody_is_elected_gets_the_slips(branch: Store) -> None:
    meeting_id = kept(branch, meeting(agenda=(vote(BallotRule.ADMISSION, "何霞"),)))
    assert write(branch, Order("ballot", meeting_id)) == write(branch, Order("vote-slip", meeting_id))


def test_a_sheet_to_count_on_is_a_choice(branch: Store) -> None:
    counted = Ballot("一项表决", BallotRule.RESOLUTION, (Subject("一项表决", 3, 0, 0),))
    meeting_id = kept(branch, meeting(agenda=(counted,)))
    assert "计票表" not in write(branch, Order("vote-summary", meeting_id)).title
    assert "计票表" in write(branch, Order("vote-summary", meeting_id, {"tally": True})).title
