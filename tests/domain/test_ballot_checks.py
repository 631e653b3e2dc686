"""Each thing that a ballot may still want is said once where it is planted, and never of a sound ballot."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from branchdesk.domain import ballot_checks
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
from branchdesk.domain.ballot_checks import BallotFacts, Standing, check_ballot
from branchdesk.domain.checks import check_meeting
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import (
    Attendee,
    Check,
    HeadCounts,
    Meeting,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Presence,
    Severity,
    count,
)
from branchdesk.domain.roster import Stage
from branchdesk.domain.sections import TOPICS
from branchdesk.domain.voting import Custom, judge_ballot, voters_in

DAY = date(2026, 11, 20)
NAMES = ("张三", "李四", "王五", "赵六", "孙七", "周八", "吴九", "郑十")
PEOPLE = tuple(
    Attendee(
        name, name, "full_member", ("书记",) if name == "张三" else (), "", entitled=True, presence=Presence.PRESENT
    )
    for name in NAMES
)
HE = Attendee("何霞", "何霞", "probationary_member", (), "", entitled=False, presence=Presence.PRESENT)
ALL = (*PEOPLE, HE)
FULL = Standing(Stage.FULL, entitled=True, since=PartialDate(2016, 7))
ON_PROBATION = Standing(Stage.PROBATIONARY, entitled=False, since=PartialDate(2025, 11, 20))
STANDINGS = dict.fromkeys(NAMES, FULL) | {
    "何霞": ON_PROBATION,
    "赵爽": Standing(Stage.DEVELOPMENT_TARGET, entitled=False),
    "停某": Standing(Stage.FULL, entitled=False, since=PartialDate(2010)),
}
ERROR, DOUBT, NOTE = Severity.ERROR, Severity.DOUBT, Severity.NOTE
PASSED, ELECTED, NOT_ELECTED = Declared.PASSED, Declared.ELECTED, Declared.NOT_ELECTED


def voted(name: str, yes: int | None = 8, no: int | None = 0, **facts: Any) -> Subject:  # noqa: ANN401 - any fact of it
    usual = {"abstain": 0, "person": name, "declared": PASSED if yes is not None else None}
    return Subject(name, yes=yes, no=no, **{**usual, **facts})


def admission(*subjects: Subject, title: str = "何霞同志按期转正", **facts: Any) -> Ballot:  # noqa: ANN401
    return Ballot(title, BallotRule.ADMISSION, subjects or (voted("何霞"),), **facts)


def election(*votes: int) -> Ballot:
    """Give an election for two seats, of which the first two candidates were declared elected."""
    return ran(*((NAMES[at], yes, 8 - yes, ELECTED if at < 2 else NOT_ELECTED) for at, yes in enumerate(votes)))


def ran(*rows: tuple[str, int | None, int | None, Declared | None], **facts: Any) -> Ballot:  # noqa: ANN401
    """Give an election of candidates with ayes, noes and what was declared."""
    subjects = tuple(voted(name, yes, no, declared=declared) for name, yes, no, declared in rows)
    usual = {"title": "选举支部委员会委员", "seats": 2, "invalid": 0}
    return Ballot(rule=BallotRule.ELECTION, subjects=subjects, **{**usual, **facts})


def appraisal(*grades: Grade | None) -> Ballot:
    subjects = tuple(
        Subject(name, person=name, grades=Grades(3, 4, 0, 0), abstain=1, grade=grade)
        for name, grade in zip((*NAMES, "何霞"), grades, strict=False)
    )
    return Ballot("民主评议党员", BallotRule.APPRAISAL, subjects)


def found(
    *ballots: Ballot,
    people: tuple[Attendee, ...] = ALL,
    custom: Custom | None = None,
    kind: MeetingKind = MeetingKind.MEMBERS_MEETING,
    standings: dict[str, Standing] | None = None,
    **facts: Any,  # noqa: ANN401 - any fact of a meeting
) -> list[Check]:
    starts = datetime(2026, 11, 20, 14, 30)  # noqa: DTZ001 - the office's own clock
    meeting = Meeting(kind, starts, agenda=ballots, **facts)
    judged = custom or Custom()
    verdicts = {
        (position, number): verdict
        for position, ballot in enumerate(ballots)
        for number, verdict in enumerate(
            judge_ballot(ballot, None if meeting.counted else voters_in(ballot, people), DAY, judged)
        )
    }
    record = MeetingRecord("第四党支部", "某院", meeting, MeetingState.DRAFT, people, count(people), verdicts)
    told = BallotFacts(judged, {**STANDINGS, **(standings or {})})
    checks = [check for at, ballot in enumerate(ballots) for check in check_ballot(record, at, ballot, told)]
    whole = check_meeting(record, told)
    assert [check for check in whole if check.at is not None] == checks
    return checks


def away(name: str) -> tuple[Attendee, ...]:
    gone = {"presence": Presence.ON_LEAVE, "reason": "病"}
    return tuple(replace(one, **gone) if one.name == name else one for one in ALL)  # type: ignore[arg-type] # both are its own


def sent(votes: int, *who: str) -> Ballot:
    writers = tuple(PersonRef(name, name) for name in who)
    return admission(voted("何霞", 7, written_yes=votes, written_from=writers))


def left_out(name: str, reason: str = "长期卧病", approved: str = "机关党委同意") -> tuple[NotCounted, ...]:
    return (NotCounted(PersonRef(name, name), reason, approved),)


YES, NO = ELECTED, NOT_ELECTED
SPOILT = ran(("张三", 6, 1, YES), ("李四", 5, 2, YES), ("王五", 3, 4, NO), invalid=1)
OF_SEVEN = ran(("张三", 6, 1, YES), ("李四", 5, 2, YES), ("王五", 3, 4, NO))
TIED = ran(("张三", 6, 2, YES), ("李四", 5, 3, None), ("王五", 5, 3, None))
AGAIN = ran(("李四", 5, 3, YES), ("王五", 3, 5, NO), title="选举支部委员会委员（再次投票）", seats=1)
WROTE_IN = replace(
    SPOILT,
    subjects=(
        *SPOILT.subjects[:2],
        voted("王五", 2, 5, declared=NO),
        voted("赵六", 1, None, write_in=True, declared=NO),
    ),
)
TOO_FEW = replace(
    ran(seats=3), subjects=(*election(7, 6).subjects, voted("王五", 5, None, write_in=True, declared=YES))
)
SECRETARY = ran(("张三", 8, 0, YES), title="选举书记", seats=1)
WORK = Ballot("工作计划", BallotRule.RESOLUTION, (voted("工作计划"),))
THREE = (Grade.EXCELLENT,) * 3
GRADED = appraisal(*THREE, *[Grade.QUALIFIED] * 5, None)
COMMITTEE_MEETING = MeetingKind.COMMITTEE_MEETING

SOUND: dict[str, Callable[[], list[Check]]] = {
    "admission": lambda: found(admission()),
    "opinions": lambda: found(sent(1, "郑十"), people=away("郑十")),
    "somebody new": lambda: found(admission(voted("赵爽"), title="接收赵爽同志为预备党员")),
    "whom it admitted": lambda: found(
        admission(voted("赵爽"), title="接收赵爽同志为预备党员"),
        standings={"赵爽": replace(ON_PROBATION, since=PartialDate.of(DAY))},
    ),
    "whom it made full": lambda: found(admission(), standings={"何霞": replace(FULL, since=PartialDate(2026, 11, 3))}),
    "resolution": lambda: found(WORK),
    "election": lambda: found(election(7, 6, 3)),
    "invalid": lambda: found(SPOILT),
    "write-in": lambda: found(WROTE_IN),
    "committee": lambda: found(SECRETARY, kind=COMMITTEE_MEETING),
    "left out": lambda: found(replace(OF_SEVEN, not_counted=left_out("郑十")), people=away("郑十")),
    "second ballot": lambda: found(TIED, AGAIN),
    "margin": lambda: found(election(7, 6, 3), custom=Custom(margin=50)),
    "appraisal": lambda: found(GRADED),
}
PLANTED: list[tuple[str, Severity, Callable[[], list[Check]]]] = [
    ("ballot_without_subject", DOUBT, lambda: found(replace(WORK, subjects=()))),
    ("votes_impossible", ERROR, lambda: found(admission(voted("何霞", 8, 1)))),
    ("votes_impossible", ERROR, lambda: found(sent(1))),
    (
        "votes_impossible",
        ERROR,
        lambda: found(
            replace(
                SPOILT,
                invalid=2,
                subjects=(
                    *election(7).subjects,
                    voted("李四", 5, 1, declared=YES),
                    voted("王五", 0, 6, declared=NO),
                ),
            )
        ),
    ),
    ("more_ayes_than_seats", DOUBT, lambda: found(election(8, 7, 6))),
    ("votes_missing", DOUBT, lambda: found(admission(voted("何霞", None)))),
    ("votes_do_not_add_up", DOUBT, lambda: found(admission(voted("何霞", 7)))),
    ("written_not_counted", DOUBT, lambda: found(replace(WORK, subjects=(voted("工作计划", written_yes=1),)))),
    ("written_from_present", ERROR, lambda: found(sent(1, "张三"), people=away("郑十"))),
    ("written_without_vote", DOUBT, lambda: found(sent(1, "何霞"), people=(*away("郑十")[:-1], away("何霞")[-1]))),
    (
        "more_written_than_named",
        DOUBT,
        lambda: found(
            admission(voted("何霞", 6, written_yes=2, written_from=(PersonRef("郑十", "郑十"),))),
            people=(*away("吴九")[:7], *away("郑十")[7:]),
        ),
    ),
    ("not_declared", DOUBT, lambda: found(admission(voted("何霞", declared=None)))),
    ("declared_otherwise", DOUBT, lambda: found(admission(voted("何霞", 4, 4)))),
    ("declared_otherwise", DOUBT, lambda: found(ran(("张三", 7, 1, YES), ("李四", 6, 2, YES), ("王五", 3, 5, YES)))),
    ("ballot_not_valid", DOUBT, lambda: found(admission(), counted=HeadCounts(9, 9, 0, 0), people=())),
    ("admitted_together", DOUBT, lambda: found(admission(voted("何霞"), voted("何霞")))),
    ("not_on_probation", DOUBT, lambda: found(admission(voted("张三"), title="张三同志按期转正"))),
    ("not_on_probation", DOUBT, lambda: found(admission(voted("某人"), title="延长某人同志预备期"))),
    ("member_already", DOUBT, lambda: found(admission(title="接收何霞同志为预备党员"))),
    ("seats_missing", DOUBT, lambda: found(replace(TIED, seats=None))),
    ("too_few_candidates", DOUBT, lambda: found(TOO_FEW)),
    ("no_choice", DOUBT, lambda: found(ran(("张三", 7, 1, YES), ("李四", 6, 2, YES)))),
    ("no_choice", DOUBT, lambda: found(election(7, 6, 3), custom=Custom(margin=51))),
    ("seats_open", DOUBT, lambda: found(ran(("张三", 7, 1, YES), ("李四", 4, 4, NO), ("王五", 3, 5, NO)))),
    ("election_tied", DOUBT, lambda: found(TIED)),
    ("cannot_be_elected", ERROR, lambda: found(ran(("张三", 7, 1, YES), ("李四", 6, 2, YES), ("何霞", 0, 8, NO)))),
    ("cannot_be_elected", ERROR, lambda: found(ran(("张三", 7, 1, YES), ("李四", 6, 2, YES), ("停某", 0, 8, NO)))),
    ("candidate_unknown", DOUBT, lambda: found(ran(("张三", 7, 1, YES), ("李四", 6, 2, YES), ("某人", 0, 8, NO)))),
    (
        "young_secretary",
        DOUBT,
        lambda: found(
            SECRETARY, kind=COMMITTEE_MEETING, standings={"张三": replace(FULL, since=PartialDate(2025, 12))}
        ),
    ),
    ("not_counted_present", ERROR, lambda: found(replace(OF_SEVEN, not_counted=left_out("郑十")))),
    (
        "not_counted_unexplained",
        DOUBT,
        lambda: found(replace(OF_SEVEN, not_counted=left_out("郑十", approved=" ")), people=away("郑十")),
    ),
    (
        "not_counted_unexplained",
        DOUBT,
        lambda: found(replace(OF_SEVEN, not_counted=left_out("郑十", reason="")), people=away("郑十")),
    ),
    (
        "too_many_grades",
        DOUBT,
        lambda: found(replace(GRADED, subjects=(replace(GRADED.subjects[0], abstain=3), *GRADED.subjects[1:]))),
    ),
    ("probationer_graded", DOUBT, lambda: found(appraisal(*[None] * 8, Grade.QUALIFIED))),
    ("many_excellent", NOTE, lambda: found(appraisal(*THREE, Grade.EXCELLENT))),
]


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_ballot_wants_nothing(name: str) -> None:
    assert SOUND[name]() == []


@pytest.mark.parametrize(("code", "severity", "plant"), PLANTED, ids=[plant[0] for plant in PLANTED])
def test_what_is_planted_in_a_ballot_is_said_once(
    code: str, severity: Severity, plant: Callable[[], list[Check]]
) -> None:
    [told] = plant()
    assert (told.code, told.severity, told.place) == (code, severity, TOPICS)
    assert told.message.endswith("。")


def test_every_code_of_a_ballot_is_planted() -> None:
    code = Path(ballot_checks.__file__).read_text("utf-8")
    assert set(re.findall(r'look\.check\(\s*"(\w+)"', code)) == {plant[0] for plant in PLANTED}


def test_a_finding_knows_which_ballot_and_whom_it_is_about() -> None:
    [told] = found(WORK, ran(("张三", 7, 1, YES), ("李四", 6, 2, YES), ("何霞", 0, 8, NO)))
    assert told.at == (1, 2)


def test_the_share_of_excellent_is_rounded_down() -> None:
    people = ALL[:8]
    assert [check.code for check in found(appraisal(*THREE), people=people)] == ["many_excellent"]
    assert found(appraisal(*THREE[:2]), people=people) == []


def test_what_was_not_looked_up_is_not_doubted() -> None:
    ballot = ran(("张三", 7, 1, YES), ("李四", 6, 2, YES), ("某人", 0, 8, NO))
    starts = datetime(2026, 11, 20, 14, 30)  # noqa: DTZ001 - the office's own clock
    verdicts = {(0, at): one for at, one in enumerate(judge_ballot(ballot, voters_in(ballot, ALL), DAY))}
    meeting = Meeting(MeetingKind.MEMBERS_MEETING, starts, agenda=(ballot,))
    record = MeetingRecord("第四党支部", "某院", meeting, MeetingState.DRAFT, ALL, count(ALL), verdicts)
    assert list(check_ballot(record, 0, ballot)) == []


def test_a_ballot_without_a_title_is_named_for_that() -> None:
    [told] = found(replace(WORK, title="", subjects=()))
    assert "“未写题目”" in told.message
