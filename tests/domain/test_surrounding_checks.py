"""What a record wants in view of others is said where it is planted, and never of sound records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import (
    Attendee,
    Check,
    Meeting,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Presence,
    Severity,
    count,
)
from branchdesk.domain.sections import BASICS, TOPICS
from branchdesk.domain.surrounding_checks import check_surroundings
from branchdesk.domain.surroundings import (
    Agenda,
    Matter,
    Meanwhile,
    Minutes,
    Other,
    Surroundings,
    for_members_meeting,
    words_of,
)

TODAY = date(2026, 11, 23)
MEMBERS, COMMITTEE, GROUP = MeetingKind.MEMBERS_MEETING, MeetingKind.COMMITTEE_MEETING, MeetingKind.GROUP_MEETING
NAMES = ("张三", "李四", "王五", "赵六", "何霞")
ADMISSION = Ballot("接收何霞同志为预备党员", BallotRule.ADMISSION, (Subject("何霞"),))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def record(
    kind: MeetingKind = MEMBERS,
    starts: str = "2026-11-20T14:30",
    *,
    final: bool = False,
    there: int = 3,
    **facts: Any,  # noqa: ANN401 - any fact of a meeting
) -> MeetingRecord:
    """Give a record of which the first `there` people were at the meeting and the rest were not."""
    people = tuple(
        Attendee(
            str(number),
            name,
            "full_member",
            (),
            "",
            entitled=True,
            presence=Presence.PRESENT if number <= there else Presence.ABSENT,
        )
        for number, name in enumerate(NAMES, start=1)
    )
    state = MeetingState.FINAL if final else MeetingState.DRAFT
    return MeetingRecord("支部", "院", Meeting(kind, at(starts), **facts), state, people, count(people), {})


def meanwhile(starts: str, ends: str | None, *people: str, sitting: str | None = None) -> Surroundings:
    other = Other(GROUP, at(starts), "第一党小组", sitting)
    return Surroundings(TODAY, meanwhile=(Meanwhile(other, at(ends) if ends else None, frozenset(people)),))


def only(checks: tuple[Check, ...]) -> Check:
    [found] = checks
    assert found.message.endswith("。")
    assert found.severity is Severity.DOUBT
    return found


# -- the same people at the same time


def test_who_was_at_two_meetings_at_once_is_named_with_the_other_meeting() -> None:
    mine = record(ends=at("2026-11-20T16:00"))
    found = only(check_surroundings(mine, meanwhile("2026-11-20T15:30", "2026-11-20T16:30", "1", "3", "5")))
    assert (found.code, found.place) == ("overlap", BASICS)
    assert "张三、王五" in found.message
    assert "何霞" not in found.message
    assert "第一党小组会（11月20日15:30起）" in found.message


def test_who_led_or_wrote_was_there_too() -> None:
    mine = record(ends=at("2026-11-20T16:00"), chair=PersonRef("某书记", "9"), there=0)
    assert "某书记" in only(check_surroundings(mine, meanwhile("2026-11-20T15:30", None, "9"))).message


def test_many_names_are_counted() -> None:
    found = only(check_surroundings(record(there=5), meanwhile("2026-11-20T14:30", None, *"12345")))
    assert "张三、李四、王五等5人" in found.message


def test_every_other_meeting_has_a_line_of_its_own() -> None:
    one = meanwhile("2026-11-20T14:00", "2026-11-20T15:00", "1").meanwhile
    two = meanwhile("2026-11-20T15:00", "2026-11-20T16:00", "1").meanwhile
    found = check_surroundings(record(), Surroundings(TODAY, meanwhile=one + two))
    assert [check.code for check in found] == ["overlap", "overlap"]


@pytest.mark.parametrize(
    ("starts", "ends", "overlaps"),
    [
        ("2026-11-20T13:00", "2026-11-20T14:30", False),  # ends as this one begins
        ("2026-11-20T13:00", "2026-11-20T14:31", True),
        ("2026-11-20T16:00", "2026-11-20T17:00", False),  # begins as this one ends
        ("2026-11-20T15:59", "2026-11-20T17:00", True),
        ("2026-11-20T13:30", None, False),  # an unknown end is an hour on
        ("2026-11-20T13:31", None, True),
        ("2026-11-20T13:31", "2026-11-20T09:00", True),  # so is one that cannot be
        ("2026-11-20T14:30", "2026-11-20T14:30", True),  # and one that says nothing
        ("2026-11-20T00:00", None, False),  # nobody knows when
        ("2026-11-19T22:00", "2026-11-20T15:00", True),  # over midnight
    ],
)
def test_only_hours_that_are_known_and_touch_overlap(starts: str, ends: str | None, *, overlaps: bool) -> None:
    mine = record(ends=at("2026-11-20T16:00"))
    assert bool(check_surroundings(mine, meanwhile(starts, ends, "1"))) is overlaps


def test_a_draft_without_its_hour_overlaps_nothing() -> None:
    assert check_surroundings(record(starts="2026-11-20T00:00"), meanwhile("2026-11-20T00:30", None, "1")) == ()


def test_records_of_one_sitting_are_of_one_time() -> None:
    assert check_surroundings(record(sitting="s"), meanwhile("2026-11-20T14:30", None, "1", sitting="s")) == ()
    assert check_surroundings(record(sitting="s"), meanwhile("2026-11-20T14:30", None, "1", sitting="t"))
    assert check_surroundings(record(), meanwhile("2026-11-20T14:30", None, "1"))


def test_who_was_absent_here_was_free_to_be_elsewhere() -> None:
    assert check_surroundings(record(), meanwhile("2026-11-20T14:30", None, "4", "5")) == ()


# -- the words of an earlier record

TEXT = (
    "本组十月以来新到四名同志，座位、电脑和食堂卡都已办好，由老同志各带一名，先熟悉窗口的流程，再上手接待。"
    "有群众反映取号机位置不好找，当天就在门口添了两块指示牌；另有一位老人听力不便，值班同志写成大字逐条给他看。"
    "下一步把常见的问题归成一张纸，放在等候区，十二月中旬前由两名同志走访社区，听一听还有哪些不方便。"
)
SPOKEN = (Topic("小组工作", TEXT[:60], (Speech(PersonRef("张三", "1"), TEXT[60:]),)),)


def earlier(
    text: str,
    kind: MeetingKind = GROUP,
    day: str = "2026-10-20",
    **facts: Any,  # noqa: ANN401 - any fact of the other meeting
) -> Surroundings:
    other = Other(kind, at(f"{day}T09:00"), **facts)
    return Surroundings(
        TODAY, earlier=(Minutes(Other(MEMBERS, at("2026-03-01T09:00")), "别的。"), Minutes(other, text))
    )


def test_words_of_an_earlier_record_are_shown_with_its_name_day_and_share() -> None:
    found = only(check_surroundings(record(GROUP, agenda=SPOKEN), earlier(TEXT, group="第二党小组")))
    assert (found.code, found.place) == ("text_copied", TOPICS)
    assert "2026年10月20日第二党小组会记录" in found.message
    assert "%相同" in found.message
    assert "本组十月以来新到四名同志" in found.message or "有群众反映" in found.message


def test_words_of_its_own_are_not() -> None:
    assert check_surroundings(record(GROUP, agenda=SPOKEN), earlier(TEXT[::-1])) == ()


def test_groups_of_one_day_may_share_a_text() -> None:
    mine = record(GROUP, agenda=SPOKEN, group="第一党小组")
    assert check_surroundings(mine, earlier(TEXT, day="2026-11-20", group="第二党小组")) == ()
    assert check_surroundings(mine, earlier(TEXT, day="2026-11-19", group="第二党小组"))
    assert check_surroundings(mine, earlier(TEXT, day="2026-11-20", group="第一党小组"))
    assert check_surroundings(mine, earlier(TEXT, MEMBERS, day="2026-11-20"))


def test_records_of_one_sitting_share_a_text() -> None:
    assert check_surroundings(record(agenda=SPOKEN, sitting="s"), earlier(TEXT, sitting="s")) == ()


def test_what_was_voted_on_does_not_count_as_words() -> None:
    voted = Ballot("接收", BallotRule.ADMISSION, text=TEXT)
    assert TEXT not in words_of(Meeting(MEMBERS, at("2026-11-20T09:00"), agenda=(voted, *SPOKEN)))


# -- what a committee wants to come before the members' meeting

WANTED = Topic("研究支部年度培训计划", to_members_meeting=True)


def assembly(day: str, *matters: Matter, held: bool = True) -> Agenda:
    return Agenda(Other(MEMBERS, at(f"{day}T14:30")), matters, held=held)


def committee(
    *agenda: Topic | Ballot,
    day: str = "2026-09-04",
    **facts: Any,  # noqa: ANN401 - any fact of the record
) -> MeetingRecord:
    return record(COMMITTEE, f"{day}T09:00", agenda=agenda, **facts)


@pytest.mark.parametrize("final", [False, True])
def test_a_matter_that_the_next_members_meeting_left_out_is_told_on_the_committees_record(*, final: bool) -> None:
    around = Surroundings(TODAY, assemblies=(assembly("2026-09-28", Matter("工作报告")),))
    found = only(check_surroundings(committee(WANTED, final=final), around))
    assert (found.code, found.place) == ("matter_not_brought_up", TOPICS)
    assert "研究支部年度培训计划" in found.message
    assert "2026年9月28日党员大会没有列入" in found.message
    assert "第12条" in found.message


def test_a_matter_may_wait_ninety_days_for_a_members_meeting() -> None:
    day = TODAY - timedelta(days=90)
    assert check_surroundings(committee(WANTED, day=day.isoformat()), Surroundings(TODAY)) == ()
    found = only(check_surroundings(committee(WANTED, day=(day - timedelta(days=1)).isoformat()), Surroundings(TODAY)))
    assert "已过91天" in found.message


@pytest.mark.parametrize(
    "brought",
    [
        assembly("2026-09-28", Matter("支部2026年度培训计划")),
        assembly("2026-12-28", Matter("支部年度培训计划"), held=False),
    ],
    ids=["held", "planned"],
)
def test_a_matter_that_came_or_will_come_is_not_told(brought: Agenda) -> None:
    around = Surroundings(TODAY, assemblies=(assembly("2026-09-20", Matter("工作报告")), brought))
    assert check_surroundings(committee(WANTED), around) == ()


def test_a_members_meeting_before_the_committee_met_brought_nothing_up() -> None:
    around = Surroundings(
        TODAY, assemblies=(assembly("2026-08-28", Matter("支部年度培训计划")), assembly("2026-09-28"))
    )
    assert only(check_surroundings(committee(WANTED), around)).code == "matter_not_brought_up"


def test_a_planned_members_meeting_has_left_nothing_out_yet() -> None:
    around = Surroundings(TODAY, assemblies=(assembly("2026-12-10", held=False),))
    assert check_surroundings(committee(WANTED, day="2026-11-10"), around) == ()


@pytest.mark.parametrize(
    "item",
    [
        Topic("讨论接收何霞同志为中共预备党员"),
        Topic("审查何霞同志入党材料", to_members_meeting=True),
        Ballot("接收何霞同志为预备党员", BallotRule.COMMITTEE, (Subject("何霞"),)),
    ],
    ids=["a motion", "as it says", "voted on"],
)
def test_a_matter_about_somebody_came_up_where_they_were_voted_on(item: Topic | Ballot) -> None:
    other = Matter("接收李四同志为预备党员", ("李四",), admission=True)
    left_out = Surroundings(TODAY, assemblies=(assembly("2026-09-28", replace(other, title="吸收新党员")),))
    assert only(check_surroundings(committee(item), left_out)).code == "matter_not_brought_up"
    came = Matter("吸收新党员", ("何霞",), admission=True)
    assert check_surroundings(committee(item), Surroundings(TODAY, assemblies=(assembly("2026-09-28", came),))) == ()


@pytest.mark.parametrize(
    "item",
    [
        Topic("通报上月党费收缴情况"),
        Topic("研究入党积极分子赵爽半年考察意见"),
        Ballot("接收何霞同志为预备党员", BallotRule.COMMITTEE, (Subject("何霞", declared=Declared.NOT_PASSED),)),
    ],
    ids=["its own affair", "not for the members' meeting", "voted down"],
)
def test_what_the_committee_settles_alone_goes_nowhere(item: Topic | Ballot) -> None:
    assert for_members_meeting(Meeting(COMMITTEE, at("2026-09-04T09:00"), agenda=(item,))) == ()
    assert check_surroundings(committee(item), Surroundings(TODAY, assemblies=(assembly("2026-09-28"),))) == ()


def waiting(*matters: Matter, day: str = "2026-11-04", assemblies: tuple[Agenda, ...] = ()) -> Surroundings:
    wanted = Agenda(Other(COMMITTEE, at(f"{day}T09:00")), matters)
    return Surroundings(TODAY, committees=(wanted,), assemblies=assemblies)


def test_a_members_meeting_is_told_what_waits_for_it_and_how_to_add_it() -> None:
    found = only(check_surroundings(record(), waiting(Matter("研究支部年度培训计划"))))
    assert (found.code, found.place, found.about) == ("matter_waiting", TOPICS, "研究支部年度培训计划")
    assert "2026年11月4日支委会" in found.message


def test_once_added_it_is_not_told_again() -> None:
    around = waiting(Matter("研究支部年度培训计划"))
    added = only(check_surroundings(record(), around)).about
    assert check_surroundings(record(agenda=(Topic(added),)), around) == ()


def test_what_another_members_meeting_took_up_does_not_wait() -> None:
    matter = Matter("研究支部年度培训计划")
    after, before = assembly("2026-11-10", matter), assembly("2026-10-10", matter)
    assert check_surroundings(record(), waiting(matter, assemblies=(after,))) == ()
    assert check_surroundings(record(), waiting(matter, assemblies=(before,)))


def test_a_matter_that_two_committees_wanted_is_told_once() -> None:
    one, two = waiting(Matter("研究支部年度培训计划")), waiting(Matter("讨论支部年度培训计划"), day="2026-11-11")
    around = replace(one, committees=one.committees + two.committees)
    only(check_surroundings(record(), around))


def test_a_vote_on_somebody_takes_up_what_the_committee_said_of_them() -> None:
    around = waiting(Matter("审查何霞同志入党材料"))
    assert check_surroundings(record(agenda=(ADMISSION,)), around) == ()
    assert check_surroundings(
        record(agenda=(replace(ADMISSION, subjects=(Subject("李四"),), title="接收李四"),)), around
    )


@pytest.mark.parametrize("kind", [GROUP, COMMITTEE, MeetingKind.THEME_DAY])
def test_other_meetings_are_told_nothing_of_it(kind: MeetingKind) -> None:
    assert check_surroundings(record(kind), waiting(Matter("研究支部年度培训计划"))) == ()


def test_a_closed_record_is_past_comparing() -> None:
    around = replace(
        waiting(Matter("研究支部年度培训计划")),
        meanwhile=meanwhile("2026-11-20T14:30", None, "1").meanwhile,
        earlier=earlier(TEXT).earlier,
    )
    assert check_surroundings(record(final=True, agenda=SPOKEN), around) == ()
    assert len(check_surroundings(record(agenda=SPOKEN), around)) == 3
