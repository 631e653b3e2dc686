"""Who led, wrote, read, reported or spoke though marked as away is named; who was there, or wrote in, is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from branchdesk.domain import role_checks, sections
from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    BallotRule,
    Document,
    FirstTopic,
    Lecture,
    PersonRef,
    Speech,
    Topic,
)
from branchdesk.domain.meetings import (
    Attendee,
    Meeting,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Presence,
    Severity,
    count,
)
from branchdesk.domain.role_checks import check_roles

ZHANG, LI, WANG = PersonRef("张三", "1"), PersonRef("李四", "2"), PersonRef("王五", "3")
GUEST = PersonRef("市院某某")
STARTS = datetime(2026, 11, 20, 14, 30)  # noqa: DTZ001 - the office's own clock
VOTE = Ballot("何霞同志按期转正", BallotRule.ADMISSION)


def record(
    *agenda: AgendaItem,
    chair: PersonRef | None = ZHANG,
    recorder: PersonRef | None = ZHANG,
    away: Presence = Presence.ON_LEAVE,
    secretary: bool = True,
) -> MeetingRecord:
    """Give a record of three people, of whom 李四 is away and 张三 is the secretary."""
    people = tuple(
        Attendee(
            str(person.id),
            person.name,
            "full_member",
            ("书记",) if secretary and person is ZHANG else (),
            "",
            entitled=True,
            presence=away if person is LI else Presence.PRESENT,
        )
        for person in (ZHANG, LI, WANG)
    )
    meeting = Meeting(MeetingKind.MEMBERS_MEETING, STARTS, chair=chair, recorder=recorder, agenda=agenda)
    return MeetingRecord("第四党支部", "某某", meeting, MeetingState.DRAFT, people, count(people), {})


Plant = tuple[str, str, Callable[[], MeetingRecord]]
PLANTED: list[Plant] = [
    ("chair_away", sections.BASICS, lambda: record(chair=LI)),
    ("recorder_away", sections.BASICS, lambda: record(recorder=LI, away=Presence.ABSENT)),
    ("leader_away", sections.FIRST_TOPIC, lambda: record(FirstTopic((Document("讲话"),), LI))),
    ("leader_away", sections.TOPICS, lambda: record(Topic("工作报告", reporter=LI))),
    ("leader_away", sections.TOPICS, lambda: record(Lecture("党课", LI))),
    ("speaker_away", sections.FIRST_TOPIC, lambda: record(FirstTopic(speeches=(Speech(LI, "谈体会。"),)))),
    (
        "speaker_away",
        sections.TOPICS,
        lambda: record(Topic("通报", speeches=(Speech(LI, "同意。"), Speech(LI, "补充。")))),
    ),
]


@pytest.mark.parametrize(("code", "place", "plant"), PLANTED, ids=[plant[0] for plant in PLANTED])
def test_who_was_away_is_named_once(code: str, place: str, plant: Callable[[], MeetingRecord]) -> None:
    [found] = check_roles(plant())
    assert (found.code, found.severity, found.place, found.about) == (code, Severity.DOUBT, place, "2")
    assert "李四" in found.message
    assert found.message.endswith("。")


def test_every_code_is_planted() -> None:
    code = Path(role_checks.__file__).read_text("utf-8")
    told = set(re.findall(r'"(\w+_(?:away|signs))"', code))
    assert told == {plant[0] for plant in PLANTED} | {"nobody_signs"}


@pytest.mark.parametrize(
    "sound",
    [
        lambda: record(VOTE, FirstTopic((Document("讲话"),), WANG, (Speech(ZHANG, "谈体会。"),))),
        lambda: record(Topic("通报", speeches=(Speech(LI, "书面发言：同意转正。"),))),
        lambda: record(Topic("通报", speeches=(Speech(LI, "（书面）同意转正。"),))),
        lambda: record(chair=GUEST, recorder=None),
        lambda: record(Topic("通报", reporter=GUEST, speeches=(Speech(GUEST, "提要求。"),))),
        lambda: record(chair=LI, recorder=LI, away=Presence.UNKNOWN),
        lambda: record(chair=LI, recorder=LI, away=Presence.PRESENT),
    ],
    ids=[
        "all there",
        "sent in",
        "sent in, in brackets",
        "a guest leads",
        "a guest speaks",
        "not marked yet",
        "present",
    ],
)
def test_who_was_there_or_is_not_of_the_branch_is_not(sound: Callable[[], MeetingRecord]) -> None:
    assert check_roles(sound()) == ()


def test_an_admission_wants_somebody_to_sign_it() -> None:
    [found] = check_roles(record(VOTE, secretary=False))
    assert (found.code, found.severity) == ("nobody_signs", Severity.NOTE)


def test_other_ballots_want_nobody_to_sign_them() -> None:
    assert check_roles(record(replace(VOTE, rule=BallotRule.RESOLUTION), secretary=False)) == ()
