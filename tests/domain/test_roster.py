"""Who is expected, who has a vote, and in which order people stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import Body, Meeting, MeetingKind
from branchdesk.domain.roster import (
    Held,
    PeopleOrder,
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
    assert (
        expected(Meeting(kind, datetime.fromisoformat("2026-11-20")).body, in_order(EVERYBODY), "第一党小组") == people
    )


def test_a_group_meeting_expects_one_group_and_without_a_group_nobody() -> None:
    assert expected(Body.GROUP, in_order(EVERYBODY), "第二党小组") == [DEPUTY, SECOND]
    assert expected(Body.GROUP, EVERYBODY, "第九党小组") == []
    assert expected(Body.GROUP, EVERYBODY) == []


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


def namesakes(**facts: tuple[str, ...]) -> list[RosterPerson]:
    """Give three people of one name, and the facts of each."""
    given: list[dict[str, Any]] = [{key: of[place] for key, of in facts.items()} for place in range(3)]
    return [replace(person("王伟", order=order), **of) for order, of in enumerate(given, start=1)]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"group": ("第一党小组", "第二党小组", "第三党小组")}, ["第一党小组", "第二党小组", "第三党小组"]),
        ({"group": ("第一党小组", "", "第二党小组")}, ["第一党小组", "序号2", "第二党小组"]),
        ({"group": ("第一党小组", "", "")}, ["序号1", "序号2", "序号3"]),
        (
            {"group": ("第一党小组",) * 3, "department": ("办公室", "政治部", "案管办")},
            ["办公室", "政治部", "案管办"],
        ),
        ({"post": ("检察官", "书记员", "法警")}, ["检察官", "书记员", "法警"]),
        (
            {"post": ("检察官", "检察官", "法警"), "birth_date": ("1990-05-23", "1988-12", "1990-06-01")},
            ["1990年5月生", "1988年12月生", "1990年6月生"],
        ),
        ({"birth_date": ("1990-05-23", "1990-05", "1990-06-01")}, ["序号1", "序号2", "序号3"]),
        ({"birth_date": ("1990", "1991", "1992")}, ["序号1", "序号2", "序号3"]),
    ],
)
def test_namesakes_are_told_apart_by_the_first_fact_that_does(
    facts: dict[str, tuple[str, ...]], told: list[str]
) -> None:
    assert list(labels(namesakes(**facts)).values()) == [f"王伟（{word}）" for word in told]


@given(
    st.lists(
        st.builds(
            RosterPerson,
            id=st.uuids().map(str),
            name=st.sampled_from(("王伟", "李四")),
            stage=st.just(Stage.FULL),
            offices=st.just(()),
            group=st.sampled_from(("", "第一党小组", "第二党小组")),
            roster_order=st.integers(1, 3),
            post=st.sampled_from(("", "检察官")),
            birth_date=st.sampled_from(("", "1990", "1990-05", "1990-05-23", "1991-01")),
        ),
        max_size=6,
        unique_by=lambda someone: someone.id,
    )
)
def test_no_two_people_are_ever_called_the_same(people: list[RosterPerson]) -> None:
    assert len(set(labels(people).values())) == len(people)


def test_who_shares_no_name_is_called_by_it() -> None:
    assert labels([person("王伟", order=1), person("李四", order=2)]) == {"id-王伟-1": "王伟", "id-李四-2": "李四"}


def test_people_stand_as_the_order_says_below_the_committee() -> None:
    chief = replace(person("赵一", Stage.FULL, 4, "", "书记"), strokes="9", pinyin="zhao yi")
    others = [
        replace(person("王二", order=1), strokes="2", pinyin="wang er"),
        replace(person("陈三", order=2), strokes="3", pinyin="chen san"),
        replace(person("丁四", order=3), strokes="", pinyin=""),
    ]
    everybody = [*others, chief]
    assert [one.name for one in in_order(everybody)] == ["赵一", "王二", "陈三", "丁四"]
    assert [one.name for one in in_order(everybody, PeopleOrder.STROKES)] == ["赵一", "王二", "陈三", "丁四"]
    assert [one.name for one in in_order(everybody, PeopleOrder.PINYIN)] == ["赵一", "陈三", "王二", "丁四"]


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
    assert left_out(Body.MEMBERS, everybody) == [suspended, stopped]
    assert left_out(Body.COMMITTEE, everybody) == [suspended]
    assert left_out(Body.GROUP, everybody, "第二党小组") == []
    assert expected(Body.MEMBERS, everybody) == [watched, SECRETARY]
