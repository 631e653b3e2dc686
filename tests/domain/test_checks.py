"""Each thing that a record may still want is said once where it is planted, and never of a sound record."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from branchdesk.domain import checks, sections
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    Document,
    FirstTopic,
    Measure,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.checks import check_meeting, errors
from branchdesk.domain.meetings import (
    Attendance,
    Attendee,
    HeadCounts,
    Meeting,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Presence,
    Severity,
    count,
)
from branchdesk.domain.voting import Voters, judge

KNOWN, GUEST = PersonRef("张三", "1"), PersonRef("市院某某")
PEOPLE = tuple(
    Attendee(str(number), name, "full_member", tuple(office), "", entitled=True, presence=Presence.PRESENT)
    for number, (name, *office) in enumerate((("张三", "书记"), ("李四",), ("王五",), ("赵六",)), start=1)
)
FIRST = FirstTopic(
    (Document("在座谈会上的讲话"),),
    KNOWN,
    (Speech(KNOWN, "谈体会。"),),
    (Measure("梳理台账", KNOWN, date(2026, 12, 20)),),
)
TOPIC = Topic("通报工作", "说明。", (Speech(KNOWN, "同意。"),), (Measure("走访", KNOWN, date(2026, 12, 1)),))
VOTE = Subject("何霞", yes=4, no=0, abstain=0, declared=Declared.PASSED)
BALLOT = Ballot("何霞同志按期转正", BallotRule.ADMISSION, (VOTE,))
SOUND = Meeting(
    MeetingKind.MEMBERS_MEETING,
    datetime(2026, 11, 20, 14, 30),  # noqa: DTZ001 - the office's own clock
    ends=datetime(2026, 11, 20, 16, 5),  # noqa: DTZ001
    chair=KNOWN,
    recorder=KNOWN,
    attendance=Attendance(Presence.PRESENT),
    agenda=(FIRST, TOPIC, BALLOT),
    resolutions=("同意转正。",),
)

STUDY = replace(SOUND, agenda=(FIRST,))  # nothing to decide
TOGETHER = replace(SOUND, kind=MeetingKind.THEME_DAY, agenda=(FIRST, TOPIC))  # and nobody to decide it


def record(meeting: Meeting = SOUND, people: tuple[Attendee, ...] = PEOPLE) -> MeetingRecord:
    counts = count(people)
    voters = Voters(counts.entitled, counts.present_entitled)
    verdicts = {
        (position, number): judge(item.rule, voters, subject, meeting.starts.date())
        for position, item in enumerate(meeting.agenda)
        if isinstance(item, Ballot)
        for number, subject in enumerate(item.subjects)
    }
    return MeetingRecord("第四党支部", "某某市人民检察院", meeting, MeetingState.DRAFT, people, counts, verdicts)


def with_first(**facts: Any) -> MeetingRecord:  # noqa: ANN401 - any fact of it
    return record(replace(SOUND, agenda=(replace(FIRST, **facts), TOPIC, BALLOT)))


def with_topic(**facts: Any) -> MeetingRecord:  # noqa: ANN401 - any fact of it
    return record(replace(SOUND, agenda=(FIRST, replace(TOPIC, **facts), BALLOT)))


def with_people(*presences: Presence, reason: str = "出差") -> MeetingRecord:
    people = tuple(
        replace(person, presence=presence, reason=reason) for person, presence in zip(PEOPLE, presences, strict=True)
    )
    votes = sum(presence is Presence.PRESENT for presence in presences)
    return record(replace(SOUND, agenda=(FIRST, replace(BALLOT, subjects=(replace(VOTE, yes=votes),)))), people)


def with_heads(counted: HeadCounts, fourth: Presence = Presence.UNKNOWN) -> MeetingRecord:
    """Give an old record: heads and a text; perhaps the fourth of the people is marked."""
    people = (
        *(replace(person, presence=OPEN) for person in PEOPLE[:3]),
        replace(PEOPLE[3], presence=fourth, reason="病"),
    )
    return record(replace(SOUND, agenda=(), counted=counted, text="会议开始。"), people)


HERE, AWAY, ABSENT, OPEN = Presence.PRESENT, Presence.ON_LEAVE, Presence.ABSENT, Presence.UNKNOWN
ERROR, DOUBT, NOTE = Severity.ERROR, Severity.DOUBT, Severity.NOTE
EARLY = datetime(2026, 11, 20, 14, 29)  # noqa: DTZ001
Plant = tuple[str, Severity, str, Callable[[], MeetingRecord]]
PLANTED: list[Plant] = [
    ("ends_before_start", ERROR, sections.BASICS, lambda: record(replace(SOUND, ends=EARLY))),
    ("chair_missing", DOUBT, sections.BASICS, lambda: record(replace(SOUND, chair=None))),
    ("recorder_missing", DOUBT, sections.BASICS, lambda: record(replace(SOUND, recorder=None))),
    ("not_on_roster", NOTE, sections.BASICS, lambda: record(replace(SOUND, chair=GUEST))),
    ("not_on_roster", NOTE, sections.FIRST_TOPIC, lambda: with_first(lead_reader=GUEST)),
    ("not_on_roster", NOTE, sections.FIRST_TOPIC, lambda: with_first(speeches=(Speech(GUEST, "谈。"),))),
    ("speaker_missing", DOUBT, sections.TOPICS, lambda: with_topic(speeches=(Speech(PersonRef(""), "谈。"),))),
    ("not_on_roster", NOTE, sections.TOPICS, lambda: with_topic(speeches=(Speech(GUEST, "谈。"),))),
    ("not_on_roster", NOTE, sections.TOPICS, lambda: with_topic(measures=(Measure("走访", GUEST, date(2026, 12, 1)),))),
    ("people_unmarked", DOUBT, sections.PEOPLE, lambda: with_people(HERE, HERE, HERE, OPEN)),
    ("reason_missing", DOUBT, sections.PEOPLE, lambda: with_people(HERE, HERE, HERE, AWAY, reason=" ")),
    ("reason_missing", DOUBT, sections.PEOPLE, lambda: with_people(HERE, HERE, HERE, ABSENT, reason="")),
    ("heads_do_not_add_up", DOUBT, sections.PEOPLE, lambda: with_heads(HeadCounts(46, 47))),
    ("heads_do_not_add_up", DOUBT, sections.PEOPLE, lambda: with_heads(HeadCounts(46, 43, 1, 1))),
    ("heads_do_not_add_up", DOUBT, sections.PEOPLE, lambda: with_heads(HeadCounts(46, 43, 0), AWAY)),
    ("heads_missing", DOUBT, sections.PEOPLE, lambda: with_heads(HeadCounts(46))),
    ("heads_missing", DOUBT, sections.PEOPLE, lambda: with_heads(HeadCounts(None, 43))),
    ("heads_differ", DOUBT, sections.PEOPLE, lambda: record(replace(SOUND, counted=HeadCounts(4, 3)))),
    ("first_topic_missing", DOUBT, sections.FIRST_TOPIC, lambda: record(replace(SOUND, agenda=(TOPIC, BALLOT)))),
    ("first_topic_not_first", DOUBT, sections.FIRST_TOPIC, lambda: record(replace(SOUND, agenda=(TOPIC, FIRST)))),
    ("document_missing", DOUBT, sections.FIRST_TOPIC, lambda: with_first(documents=())),
    ("lead_reader_missing", DOUBT, sections.FIRST_TOPIC, lambda: with_first(lead_reader=None)),
    (
        "measure_without_owner",
        DOUBT,
        sections.TOPICS,
        lambda: with_topic(measures=(Measure("走访", due=EARLY.date()),)),
    ),
    ("measure_without_due", NOTE, sections.FIRST_TOPIC, lambda: with_first(measures=(Measure("走访", KNOWN),))),
    ("resolution_missing", DOUBT, sections.RESOLUTIONS, lambda: record(replace(SOUND, resolutions=()))),
    ("resolution_missing", DOUBT, sections.RESOLUTIONS, lambda: record(replace(SOUND, resolutions=None))),
    ("resolution_missing", NOTE, sections.RESOLUTIONS, lambda: record(replace(STUDY, resolutions=None))),
    ("resolution_missing", NOTE, sections.RESOLUTIONS, lambda: record(replace(TOGETHER, resolutions=()))),
]


def test_a_sound_record_wants_nothing() -> None:
    assert check_meeting(record()) == ()


@pytest.mark.parametrize(("code", "severity", "place", "plant"), PLANTED, ids=[plant[0] for plant in PLANTED])
def test_what_is_planted_is_said_once(
    code: str, severity: Severity, place: str, plant: Callable[[], MeetingRecord]
) -> None:
    [found] = check_meeting(plant())
    assert (found.code, found.severity, found.place) == (code, severity, place)
    assert found.message.endswith("。")
    assert errors((found,)) == ((found,) if severity is ERROR else ())


def test_a_sound_old_record_wants_nothing_of_its_people_and_topics() -> None:
    assert check_meeting(with_heads(HeadCounts(46, 43, 2, 1))) == ()
    assert check_meeting(with_heads(HeadCounts(46, 43, 2), AWAY)) == ()


def test_every_code_is_planted() -> None:
    code = Path(checks.__file__).read_text("utf-8")
    told = set(re.findall(r'Check\("(\w+)"', code)) | {"chair_missing", "recorder_missing"}
    assert told == {plant[0] for plant in PLANTED}


def test_all_that_is_wanted_is_said_in_the_order_of_the_form() -> None:
    bare = Meeting(MeetingKind.MEMBERS_MEETING, SOUND.starts)
    unmarked = tuple(replace(person, presence=OPEN) for person in PEOPLE)
    assert [(check.code, check.place) for check in check_meeting(record(bare, unmarked))] == [
        ("chair_missing", sections.BASICS),
        ("recorder_missing", sections.BASICS),
        ("people_unmarked", sections.PEOPLE),
        ("first_topic_missing", sections.FIRST_TOPIC),
        ("resolution_missing", sections.RESOLUTIONS),
    ]
