"""Who is expected, who has a vote, and in which order people stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import MeetingKind
from branchdesk.domain.roster import (
    Held,
    RosterPerson,
    Stage,
    StageDates,
    expected,
    in_committee,
    in_order,
    labels,
    left_out,
    likely_stage,
    rank,
    stages_from_dates,
)


def person(name: str, stage: Stage | None = Stage.FULL, order: int = 1, group: str = "", *offices: str) -> RosterPerson:
    return RosterPerson(f"id-{name}-{order}", name, stage, offices, group, order)


SECRETARY = person("张三", Stage.FULL, 9, "第一党小组", "书记")
DEPUTY = person("李四", Stage.FULL, 8, "第二党小组", "副书记")
FIRST = person("王五", Stage.FULL, 2, "第一党小组", "组织委员")
SECOND = person("赵六", Stage.FULL, 5, "第二党小组", "宣传委员", "党小组长")
LEADER = person("孙七", Stage.FULL, 1, "第一党小组", "党小组长")
PROBATIONARY = person("何霞", Stage.PROBATIONARY, 3, "第一党小组")
TARGET = person("周八", Stage.DEVELOPMENT_TARGET, 4, "第一党小组")
ACTIVIST = person("吴九", Stage.ACTIVIST, 6, "第一党小组")
APPLICANT = person("郑十", Stage.APPLICANT, 7, "第一党小组")
UNKNOWN = person("钱一", None, 10, "第一党小组")
EVERYBODY = (APPLICANT, SECOND, UNKNOWN, PROBATIONARY, ACTIVIST, DEPUTY, TARGET, LEADER, SECRETARY, FIRST)
MEMBERS = [SECRETARY, DEPUTY, FIRST, SECOND, LEADER, PROBATIONARY]


@pytest.mark.parametrize(
    ("kind", "people"),
    [
        (MeetingKind.MEMBERS_MEETING, MEMBERS),
        (MeetingKind.PARTY_LECTURE, MEMBERS),
        (MeetingKind.THEME_DAY, MEMBERS),
        (MeetingKind.COMMITTEE_MEETING, [SECRETARY, DEPUTY, FIRST, SECOND]),
        (MeetingKind.GROUP_MEETING, [SECRETARY, FIRST, LEADER, PROBATIONARY]),
    ],
)
def test_each_kind_of_meeting_expects_its_people(kind: MeetingKind, people: list[RosterPerson]) -> None:
    assert expected(kind, EVERYBODY, "第一党小组") == people


def test_a_group_meeting_expects_one_group_and_without_a_group_nobody() -> None:
    assert expected(MeetingKind.GROUP_MEETING, EVERYBODY, "第二党小组") == [DEPUTY, SECOND]
    assert expected(MeetingKind.GROUP_MEETING, EVERYBODY, "第九党小组") == []
    assert expected(MeetingKind.GROUP_MEETING, EVERYBODY) == []


def test_full_members_alone_have_a_vote() -> None:
    voters = [someone for someone in EVERYBODY if someone.entitled]
    assert in_order(voters) == [SECRETARY, DEPUTY, FIRST, SECOND, LEADER]


def test_the_order_does_not_depend_on_where_one_begins() -> None:
    for shuffled in permutations((SECRETARY, DEPUTY, FIRST, SECOND, LEADER)):
        assert in_order(shuffled) == [SECRETARY, DEPUTY, FIRST, SECOND, LEADER]


def test_the_highest_office_counts() -> None:
    assert (
        rank(["党小组长", "纪检委员", "副书记"]) == rank(["副书记"]) < rank(["委员"]) < rank(["党小组长"]) == rank([])
    )
    assert [in_committee(office) for office in ("书记", "副书记", "青年委员", "党小组长", "委员会秘书")] == [
        *(True, True, True),
        *(False, False),
    ]


def test_shared_names_are_told_apart() -> None:
    same = [person("王伟", order=1, group="第一党小组"), person("王伟", order=2), person("李四", order=3)]
    assert list(labels(same).values()) == ["王伟（第一党小组）", "王伟（2）", "李四"]


JOINED, FULL = PartialDate(2025, 3, 16), PartialDate(2026, 3, 16)


@pytest.mark.parametrize(
    ("stage", "joined", "full", "held"),
    [
        (Stage.FULL, JOINED, FULL, (Held(Stage.PROBATIONARY, JOINED, FULL), Held(Stage.FULL, FULL))),
        (Stage.FULL, JOINED, None, (Held(Stage.FULL, JOINED),)),
        (Stage.FULL, None, None, (Held(Stage.FULL),)),
        (Stage.FULL, None, FULL, (Held(Stage.PROBATIONARY, None, FULL), Held(Stage.FULL, FULL))),
        (Stage.FULL, JOINED, JOINED, (Held(Stage.FULL, JOINED),)),
        (Stage.FULL, FULL, JOINED, (Held(Stage.FULL, JOINED),)),
        (Stage.PROBATIONARY, JOINED, None, (Held(Stage.PROBATIONARY, JOINED),)),
        (Stage.PROBATIONARY, None, None, (Held(Stage.PROBATIONARY),)),
        (Stage.ACTIVIST, None, None, (Held(Stage.ACTIVIST),)),
    ],
)
def test_stages_follow_from_a_sheets_dates(
    stage: Stage, joined: PartialDate | None, full: PartialDate | None, held: tuple[Held, ...]
) -> None:
    assert stages_from_dates(stage, StageDates(joined_on=joined, full_since=full)) == held


YEARS = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(1990, 2026)),
    st.builds(PartialDate, st.integers(1990, 2026), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1990, 2026), st.integers(1, 12), st.integers(1, 28)),
)


@given(st.sampled_from(Stage), YEARS, YEARS, st.dates(date(1989, 1, 1), date(2027, 1, 1)))
def test_nobody_has_two_stages_on_one_day(
    stage: Stage, joined: PartialDate | None, full: PartialDate | None, day: date
) -> None:
    on = day.isoformat()  # compared as the store compares
    held = stages_from_dates(stage, StageDates(joined_on=joined, full_since=full))
    now = [one for one in held if str(one.since or "") <= on and (one.until is None or str(one.until) > on)]
    assert len(now) <= 1
    assert held[-1].value == stage
    assert held[-1].until is None


@pytest.mark.parametrize(
    ("joined", "full", "stage"),
    [
        (None, None, Stage.FULL),
        (PartialDate(2020, 1, 1), None, Stage.FULL),
        (PartialDate(2025, 11, 23), None, Stage.FULL),
        (PartialDate(2025, 11, 24), None, Stage.PROBATIONARY),
        (PartialDate(2025, 11), None, Stage.PROBATIONARY),
        (PartialDate(2025), None, Stage.PROBATIONARY),
        (PartialDate(2024), None, Stage.FULL),
        (PartialDate(2025, 12), PartialDate(2026, 11), Stage.FULL),
    ],
)
def test_a_stage_that_the_sheet_does_not_state_is_guessed(
    joined: PartialDate | None, full: PartialDate | None, stage: Stage
) -> None:
    assert likely_stage(joined, full, date(2026, 11, 23)) is stage


def test_who_is_left_out_would_else_be_expected() -> None:
    suspended = replace(FIRST, conditions=("rights_suspended",))
    stopped = replace(LEADER, conditions=("away", "membership_stopped"))
    watched = replace(SECOND, conditions=("party_probation",))
    everybody = [suspended, stopped, watched, SECRETARY, replace(ACTIVIST, conditions=("rights_suspended",))]
    assert left_out(MeetingKind.MEMBERS_MEETING, everybody) == [suspended, stopped]
    assert left_out(MeetingKind.COMMITTEE_MEETING, everybody) == [suspended]
    assert left_out(MeetingKind.GROUP_MEETING, everybody, "第二党小组") == []
    assert expected(MeetingKind.MEMBERS_MEETING, everybody) == [SECRETARY, watched]
