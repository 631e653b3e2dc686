"""Every kind of meeting is itself: who sits and leads, what it begins with, what its record is told it lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from branchdesk.domain import kinds
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Document,
    FirstTopic,
    Lecture,
    Measure,
    PersonRef,
    Speech,
    Topic,
)
from branchdesk.domain.checks import check_meeting
from branchdesk.domain.jottings import KIND_WORDS, kind_in
from branchdesk.domain.kinds import Extra
from branchdesk.domain.meetings import (
    Attendee,
    Body,
    HeadCounts,
    Meeting,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Presence,
    Severity,
    count,
)
from branchdesk.domain.roster import RosterPerson, Stage
from branchdesk.domain.sections import BASICS, TOPICS
from branchdesk.words import meetings as say

K = MeetingKind
SOMEBODY = PersonRef("张三", "1")
FIRST = FirstTopic((Document("在座谈会上的讲话"),), SOMEBODY)
LECTURE = Lecture("带头讲纪律", SOMEBODY, "一、为什么讲。", (Speech(SOMEBODY, "谈体会。"),))
PARTS = (
    Topic("支委会作对照检查", "查摆问题三条。"),
    Topic("开展批评与自我批评", speeches=(Speech(SOMEBODY, "提两点意见。"),)),
    Topic("明确整改措施", "逐项落实。"),
)
APPRAISAL = Ballot("民主测评", BallotRule.APPRAISAL)
TO_FILL_IN = {"document_missing", "lead_reader_missing", "lecture_untitled", "lecturer_missing", "part_empty"}
ROSTER = (
    RosterPerson("1", "张三", Stage.FULL, ("书记",), "第一党小组", 1),
    RosterPerson("2", "李四", Stage.FULL, ("副书记",), "第二党小组", 2),
    RosterPerson("3", "王五", Stage.FULL, ("组织委员",), "第二党小组", 3),
    RosterPerson("4", "赵六", Stage.FULL, ("党小组长",), "第二党小组", 4),
)
SOUND = {
    K.MEMBERS_MEETING: (FIRST,),
    K.COMMITTEE_MEETING: (FIRST,),
    K.GROUP_MEETING: (FIRST,),
    K.PARTY_LECTURE: (LECTURE,),
    K.THEME_DAY: (FIRST,),
    K.ORGANISATIONAL_LIFE: (FIRST, *PARTS),
    K.DEMOCRATIC_APPRAISAL: (FIRST, APPRAISAL),
    K.ACTIVITY: (Topic("联合走访", "走访三户。"),),
}


def held(kind: MeetingKind, month: int = 11, **facts: Any) -> Meeting:  # noqa: ANN401 - any fact of a meeting
    """Give a meeting of a kind with everything in it that the kind asks for."""
    known: dict[str, Any] = {
        "agenda": SOUND[kind],
        "form": Body.MEMBERS if kinds.has(kind, Extra.FORM) else None,
        "for_year": 2026 if kinds.has(kind, Extra.YEAR) else None,
        "resolutions": (),
        **facts,
    }
    return replace(Meeting(kind, datetime.fromisoformat(f"2026-{month:02}-20T14:30")), **known)


def told(meeting: Meeting) -> dict[str, tuple[Severity, str]]:
    """Give the findings about what a kind asks for: code to severity and section."""
    person = Attendee("1", "张三", "full_member", (), "", entitled=True, presence=Presence.PRESENT)
    marked = meeting.counted is None
    people = (person if marked else replace(person, presence=Presence.UNKNOWN),)
    record = MeetingRecord("第四党支部", "检察院", meeting, MeetingState.DRAFT, people, count(people), {})
    usual = {"chair_missing", "recorder_missing", "ballot_without_subject", "resolution_missing"}
    return {one.code: (one.severity, one.place) for one in check_meeting(record) if one.code not in usual}


def test_there_is_one_declaration_for_every_kind() -> None:
    assert set(kinds.KINDS) == set(MeetingKind) == set(say.KINDS)


@pytest.mark.parametrize("kind", MeetingKind)
def test_a_record_with_all_its_kind_asks_for_is_told_nothing(kind: MeetingKind) -> None:
    assert told(held(kind)) == {}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (K.MEMBERS_MEETING, Body.MEMBERS),
        (K.COMMITTEE_MEETING, Body.COMMITTEE),
        (K.GROUP_MEETING, Body.GROUP),
        (K.PARTY_LECTURE, Body.MEMBERS),
        (K.THEME_DAY, Body.MEMBERS),
        (K.ORGANISATIONAL_LIFE, Body.MEMBERS),
        (K.DEMOCRATIC_APPRAISAL, Body.MEMBERS),
        (K.ACTIVITY, Body.MEMBERS),
    ],
)
def test_the_declaration_says_who_sits(kind: MeetingKind, body: Body) -> None:
    assert kinds.of(kind).body is body
    assert held(kind).body is body


@pytest.mark.parametrize("form", Body)
def test_an_organisational_life_meeting_sits_in_its_form(form: Body) -> None:
    meeting = held(K.ORGANISATIONAL_LIFE, form=form, group="第二党小组")
    assert meeting.body is form
    leader = kinds.usual_chair(meeting, ROSTER)
    assert leader == (PersonRef("赵六", "4") if form is Body.GROUP else PersonRef("张三", "1"))


def test_the_secretary_leads_and_without_one_the_deputy() -> None:
    assert kinds.usual_chair(held(K.THEME_DAY), ROSTER) == PersonRef("张三", "1")
    assert kinds.usual_chair(held(K.COMMITTEE_MEETING), ROSTER[1:]) == PersonRef("李四", "2")
    assert kinds.usual_chair(held(K.MEMBERS_MEETING), ROSTER[2:]) is None


def test_a_group_is_led_by_its_own_leader_or_by_nobody() -> None:
    assert kinds.usual_chair(held(K.GROUP_MEETING, group="第二党小组"), ROSTER) == PersonRef("赵六", "4")
    assert kinds.usual_chair(held(K.GROUP_MEETING, group="第一党小组"), ROSTER) is None


def test_a_branch_of_a_secretary_and_a_deputy_has_no_committee() -> None:
    assert kinds.has_committee(ROSTER)
    assert not kinds.has_committee(ROSTER[:2])


def test_only_members_and_committee_meetings_tell_those_with_a_vote_apart() -> None:
    assert {kind for kind in MeetingKind if kinds.of(kind).votes} == {K.MEMBERS_MEETING, K.COMMITTEE_MEETING}


@pytest.mark.parametrize("kind", MeetingKind)
def test_the_first_topic_is_wanted_but_not_of_a_lecture_or_an_activity(kind: MeetingKind) -> None:
    without = tuple(item for item in SOUND[kind] if item is not FIRST)
    assert ("first_topic_missing" in told(held(kind, agenda=without))) == (kind not in {K.PARTY_LECTURE, K.ACTIVITY})


@pytest.mark.parametrize("kind", MeetingKind)
def test_a_lecture_and_an_activity_need_no_resolution(kind: MeetingKind) -> None:
    record = held(kind, resolutions=None)
    person = Attendee("1", "张三", "full_member", (), "", entitled=True, presence=Presence.PRESENT)
    whole = MeetingRecord("第四党支部", "检察院", record, MeetingState.DRAFT, (person,), count((person,)), {})
    asked = any(one.code == "resolution_missing" for one in check_meeting(whole))
    assert asked == (kind not in {K.PARTY_LECTURE, K.ACTIVITY})


@pytest.mark.parametrize(
    ("meeting", "code", "severity", "place"),
    [
        (held(K.PARTY_LECTURE, agenda=()), "lecture_missing", Severity.DOUBT, TOPICS),
        (held(K.PARTY_LECTURE, agenda=(replace(LECTURE, title=""),)), "lecture_untitled", Severity.DOUBT, TOPICS),
        (held(K.PARTY_LECTURE, agenda=(replace(LECTURE, lecturer=None),)), "lecturer_missing", Severity.DOUBT, TOPICS),
        (held(K.ORGANISATIONAL_LIFE, form=None), "form_missing", Severity.NOTE, BASICS),
        (held(K.ORGANISATIONAL_LIFE, for_year=None), "year_missing", Severity.DOUBT, BASICS),
        (held(K.ORGANISATIONAL_LIFE, for_year=2024), "year_odd", Severity.DOUBT, BASICS),
        (held(K.ORGANISATIONAL_LIFE, for_year=2027), "year_odd", Severity.DOUBT, BASICS),
        (held(K.ORGANISATIONAL_LIFE, agenda=(FIRST, *PARTS[1:])), "self_check_missing", Severity.DOUBT, TOPICS),
        (held(K.ORGANISATIONAL_LIFE, agenda=(FIRST, PARTS[0], PARTS[2])), "criticism_missing", Severity.DOUBT, TOPICS),
        (held(K.ORGANISATIONAL_LIFE, agenda=(FIRST, *PARTS[:2])), "rectification_missing", Severity.DOUBT, TOPICS),
        (
            held(K.ORGANISATIONAL_LIFE, agenda=(FIRST, Topic("对照检查"), *PARTS[1:])),
            "part_empty",
            Severity.DOUBT,
            TOPICS,
        ),
        (held(K.DEMOCRATIC_APPRAISAL, agenda=(FIRST,)), "appraisal_missing", Severity.DOUBT, TOPICS),
        (held(K.DEMOCRATIC_APPRAISAL, for_year=None), "year_missing", Severity.DOUBT, BASICS),
    ],
)
def test_what_a_kind_asks_for_is_said_once_where_it_is_missing(
    meeting: Meeting, code: str, severity: Severity, place: str
) -> None:
    assert told(meeting) == {code: (severity, place)}


def test_measures_anywhere_are_the_measures_an_organisational_life_meeting_needs() -> None:
    criticism = replace(PARTS[1], measures=(Measure("每周谈心", SOMEBODY, date(2027, 1, 1)),))
    assert told(held(K.ORGANISATIONAL_LIFE, agenda=(FIRST, PARTS[0], criticism))) == {}


def test_looking_back_on_last_years_measures_is_not_resolving_this_years() -> None:
    back = Topic("通报上次组织生活会整改落实情况", "均已落实。")
    assert set(told(held(K.ORGANISATIONAL_LIFE, agenda=(FIRST, back, *PARTS[:2])))) == {"rectification_missing"}


def test_an_old_record_that_only_counts_heads_is_not_asked_for_its_parts() -> None:
    old = held(K.PARTY_LECTURE, agenda=(), counted=HeadCounts(1, 1))
    assert "lecture_missing" not in told(old)
    assert "year_missing" in told(held(K.ORGANISATIONAL_LIFE, agenda=(), counted=HeadCounts(1, 1), for_year=None))


@pytest.mark.parametrize(("month", "year"), [(1, 2025), (3, 2025), (4, 2026), (11, 2026)])
def test_from_january_to_march_the_year_before_is_suggested(month: int, year: int) -> None:
    assert kinds.usual_year(held(K.ORGANISATIONAL_LIFE, month)) == year
    assert kinds.usual_year(held(K.DEMOCRATIC_APPRAISAL, month)) == year
    assert kinds.usual_year(held(K.MEMBERS_MEETING, month)) is None


def test_a_kind_keeps_only_the_facts_it_has() -> None:
    everything: dict[str, Any] = {
        "form": Body.GROUP,
        "for_year": 2025,
        "group": "第一党小组",
        "partners": ("乙支部",),
        "volunteers": (),
    }
    group_life = kinds.fitting(held(K.ORGANISATIONAL_LIFE, **everything))
    assert (group_life.form, group_life.for_year, group_life.group) == (Body.GROUP, 2025, "第一党小组")
    assert group_life.partners is None
    activity = kinds.fitting(held(K.ACTIVITY, **everything))
    assert (activity.form, activity.for_year, activity.group) == (None, None, None)
    assert (activity.partners, activity.volunteers) == (("乙支部",), ())
    assert kinds.fitting(held(K.GROUP_MEETING, **everything)).group == "第一党小组"


def test_what_a_meeting_begins_with_holds_what_its_kind_asks_for() -> None:
    for kind in MeetingKind:
        begun = told(held(kind, agenda=kinds.of(kind).agenda))
        assert set(begun) <= TO_FILL_IN, kind


@pytest.mark.parametrize("kind", MeetingKind)
def test_sheets_know_every_kind_by_all_its_words(kind: MeetingKind) -> None:
    for word in (*KIND_WORDS[kind], say.KINDS[kind]):
        if kind is not K.ACTIVITY or word != say.KINDS[kind]:
            assert kind_in(word) is kind, word
            assert kind_in(f"2026年第三季度{word}记录") is kind, word
