"""Every kind of ballot stands on the minutes with its figures, and what is not known yet is a blank."""

from __future__ import annotations

from dataclasses import replace

from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    Grade,
    Grades,
    NotCounted,
    PersonRef,
    Subject,
)
from branchdesk.papers.blocks import Paragraph
from branchdesk.papers.house import USUAL
from branchdesk.papers.minutes import write_minutes
from papers import reading
from papers.samples import make_minutes, record
from papers.votes import judged

ELECTED, NOT_ELECTED = Declared.ELECTED, Declared.NOT_ELECTED


def printed(*ballots: Ballot) -> str:
    return reading.body(make_minutes(judged(*ballots)))


def candidate(name: str, yes: int, declared: Declared | None = None) -> Subject:
    return Subject(name, yes, 39 - yes, 0, declared=declared)


def election(*subjects: Subject) -> Ballot:
    return Ballot("选举支部委员会委员", BallotRule.ELECTION, subjects, seats=2, invalid=1)


def test_an_election_says_once_who_was_there_and_of_each_the_votes() -> None:
    text = printed(election(candidate("翟堃", 35, ELECTED), candidate("陈䶮", 12, NOT_ELECTED)))
    assert text.count("应到会有选举权43名，实到40名，达到五分之四。") == 1
    assert "应选2名，无效票1票。经无记名投票，计票结果如下：" in text
    assert (
        "1.翟堃：赞成35票，不赞成4票，弃权0票；超过实到会有选举权人数的半数（21票），得票在应选2名以内，达到当选票数。"
        "主持人宣布：当选。"
    ) in text
    assert "2.陈䶮：赞成12票，不赞成27票，弃权0票；未超过" in text
    assert "主持人宣布：未当选。" in text


def test_what_was_declared_fills_its_line_and_a_blank_stays_with_its_words() -> None:
    for declared in (ELECTED, None):
        text = write_minutes(judged(election(candidate("翟堃", 35, declared))), USUAL)
        spans = [span for block in text.blocks if isinstance(block, Paragraph) for span in block.spans]
        assert [span.whole for span in spans if span.text.startswith("主持人宣布：")] == [declared is None]


def test_a_tie_has_no_blank_for_what_is_not_declared() -> None:
    text = printed(election(candidate("翟堃", 28), candidate("陈䶮", 25), candidate("李𬭎", 25)))
    assert text.count("请就票数相等的人再次投票。") == 2
    assert text.count("主持人宣布：") == 1


def test_who_was_written_in_has_only_the_votes_that_were_counted() -> None:
    text = printed(election(candidate("翟堃", 35, ELECTED), Subject("于敏", 2, declared=NOT_ELECTED, write_in=True)))
    assert "2.于敏（另选）：赞成2票；未超过" in text


def test_an_election_to_be_counted_is_printed_with_blanks() -> None:
    ballot = Ballot("选举", BallotRule.ELECTION, (Subject("翟堃"),))
    text = printed(ballot)
    assert "应选____名，无效票____票。" in text
    assert "翟堃：赞成____票，不赞成____票，弃权____票。主持人宣布：__________。" in text
    assert "达到五分之四" not in text


def test_who_is_not_counted_stands_there_with_reason_and_approval() -> None:
    away = tuple(NotCounted(PersonRef(name), "长期卧病", "机关党委批复") for name in ("吕伟晨", "周轩子"))
    text = printed(replace(election(candidate("翟堃", 35, ELECTED)), not_counted=away))
    assert "经批准不计入应到2名：吕伟晨（长期卧病；机关党委批复）、周轩子（长期卧病；机关党委批复）。" in text
    assert "应到会有选举权41名，实到40名，达到五分之四。" in text


def test_left_out_without_a_reason_has_a_blank_for_it() -> None:
    ballot = replace(election(candidate("翟堃", 35, ELECTED)), not_counted=(NotCounted(PersonRef("于敏")),))
    assert "于敏（__________；__________）" in printed(ballot)


def test_a_committees_vote_says_that_the_number_is_custom() -> None:
    ballot = Ballot("工作安排", BallotRule.COMMITTEE, (Subject("工作安排", 3, 0, 0, declared=Declared.PASSED),))
    text = printed(ballot)
    assert "应到委员" in text
    assert "按惯例核对" in text
    assert "主持人宣布：通过。" in text


def test_written_opinions_are_printed_with_who_sent_them() -> None:
    subject = Subject("何霞", 38, 1, 1, 1, Declared.PASSED, written_from=(PersonRef("吕伟晨"),))
    assert "会前书面意见赞成1票（吕伟晨）。" in printed(Ballot("何霞同志按期转正", BallotRule.ADMISSION, (subject,)))


def test_an_appraisal_lists_figures_and_grades_and_judges_nothing() -> None:
    people = {person.name: person.member_id for person in record().attendees}
    graded = Subject("翟堃", abstain=1, person=people["翟堃"], grades=Grades(20, 18, 2, 0), grade=Grade.EXCELLENT)
    on_probation = Subject("何霞", person=people["何霞"], grades=Grades(10, 30, 0, 0))
    open_still = Subject("陈䶮", person=people["陈䶮"])
    text = printed(Ballot("民主评议党员", BallotRule.APPRAISAL, (graded, on_probation, open_still)))
    assert "对3名党员进行无记名民主测评" in text
    assert "1.翟堃：优秀20票，合格18票，基本合格2票，不合格0票，弃权1票。评定等次：优秀。" in text
    assert "2.何霞：优秀10票，合格30票，基本合格0票，不合格0票。参加评议，不评定等次。" in text
    assert "3.陈䶮：优秀____票，合格____票，基本合格____票，不合格____票。评定等次：__________。" in text
    assert "以上评定优秀1名，合格0名，基本合格0名，不合格0名。" in text
    assert "主持人宣布" not in text


def test_an_appraisal_without_anybody_yet_has_a_blank() -> None:
    assert "对____名党员进行无记名民主测评" in printed(Ballot("民主评议党员", BallotRule.APPRAISAL))
