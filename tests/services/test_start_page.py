"""今日, line by line: on the day before, on the day, on the day after."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

import builders
from branchdesk.domain.agenda import Measure, PersonRef, Topic
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.clue_states import ClueState
from branchdesk.domain.meetings import HeadCounts, MeetingKind, Presence
from branchdesk.services import Store, today
from branchdesk.services.clues import clue_settings, clues
from branchdesk.services.meetings import closing, meetings
from branchdesk.services.people import committees, members
from branchdesk.services.today import Line
from builders import mark, meeting, present


def lines(store: Store, day: str, kind: str) -> list[Line]:
    return [line for line in today.look(store, date.fromisoformat(day)).lines if line.kind == kind]


def told(store: Store, day: str, kind: str) -> list[tuple[str, str, str]]:
    """Give what, state and days of the lines of one kind."""
    return [(line.what, line.state, line.days_text) for line in lines(store, day, kind)]


def enter(store: Store, name: str, **values: Any) -> str:  # noqa: ANN401 - any field
    return members.save(store, None, {"name": name, **values})[0]


def at(store: Store, moment: str, **facts: Any) -> str:  # noqa: ANN401 - any fact
    return meetings.save(store, meeting(**facts, starts=datetime.fromisoformat(moment))).id


def test_an_empty_branch_has_nothing_to_do(store: Store) -> None:
    found = today.look(store, builders.TODAY)
    assert (found.lines, found.birthdays, found.members) == ((), (), 0)
    assert today.clues(store, builders.TODAY) is None


@pytest.mark.parametrize(
    ("joined", "end"),
    [("2025-10-20", "2026-10-20"), ("2025-10", "2026-10-31")],
)
def test_probation_is_a_year(store: Store, joined: str, end: str) -> None:
    enter(store, "何霞", stage="probationary_member", joined_on=joined)
    last = date.fromisoformat(end)
    spoken = f"{last.month}月{last.day}日" if len(joined) == len(end) else f"{last.month}月"

    def on(days: int) -> list[tuple[str, str, str]]:
        return told(store, (last + timedelta(days=days)).isoformat(), "probation")

    assert on(-31) == []
    assert on(-30) == [(f"何霞预备期{spoken}届满", "coming", "剩 30 天")]
    assert on(-1) == [(f"何霞预备期{spoken}届满", "due", "剩 1 天")]
    assert on(0) == [(f"何霞预备期{spoken}届满", "due", "今天到期")]
    assert on(1) == [(f"何霞预备期{spoken}届满，未讨论转正", "late", "逾期 1 天")]
    assert on(20) == [(f"何霞预备期{spoken}届满，未讨论转正", "late", "逾期 20 天")]


def test_probations_of_one_day_are_one_line_and_end_with_full_membership(store: Store) -> None:
    ids = [enter(store, name, stage="probationary_member", joined_on="2025-11-03") for name in ("何霞", "陈某", "林某")]
    enter(store, "周某", stage="probationary_member")  # nobody knows since when
    assert told(store, "2026-11-23", "probation") == [("何霞等3人预备期11月3日届满，未讨论转正", "late", "逾期 20 天")]
    for member_id in ids:
        members.save(store, member_id, {"stage": "full_member", "full_since": "2026-11-03"})
    assert told(store, "2026-11-23", "probation") == []


def test_a_members_meeting_is_due_once_a_quarter(store: Store) -> None:
    builders.fill(store)
    late = "党员大会3次没有记录（第一季度、第二季度、第三季度）"
    assert told(store, "2026-11-15", "members_meeting") == [(late, "late", "逾期 229 天")]
    due = "第四季度党员大会"
    ahead = "12月31日前还有8件：支部党员大会、组织生活会、民主评议党员等"
    assert told(store, "2026-11-16", "members_meeting")[1:] == [(ahead, "coming", "剩 45 天")]
    assert told(store, "2026-12-17", "members_meeting")[1:] == [(f"{due}还没开", "due", "剩 14 天")]
    assert told(store, "2026-12-31", "members_meeting")[1:] == [(f"{due}还没开", "due", "今天到期")]
    assert told(store, "2027-01-01", "members_meeting") == [
        ("党员大会4次没有记录（2026年第一季度、2026年第二季度、2026年第三季度等）", "late", "逾期 276 天")
    ]


def test_groups_that_did_not_meet_are_named_in_one_line(store: Store) -> None:
    builders.fill(store)
    at(store, "2026-11-03T09:00", kind=MeetingKind.GROUP_MEETING, group="第一党小组")
    assert told(store, "2026-11-20", "group_meeting")[-1] == ("11月第二党小组会还没开", "due", "剩 10 天")


def test_what_has_time_until_one_day_is_one_line(store: Store) -> None:
    builders.fill(store)
    at(store, "2026-10-20T09:00")
    [line] = lines(store, "2026-11-20", "organisational_life_meeting")
    assert line.what.startswith("12月31日前还有7件：组织生活会、民主评议党员、")
    assert (line.state, line.basis) == ("coming", "支部工作条例第十七条等")


@pytest.mark.parametrize("moment", ["2026-10-01T00:00", "2026-11-20T14:30", "2026-12-31T23:59"])
def test_a_members_meeting_of_the_quarter_is_the_quarters(store: Store, moment: str) -> None:
    builders.fill(store)
    at(store, moment, counted=HeadCounts(present=5))
    assert [state for _, state, _ in told(store, "2026-12-20", "members_meeting")] == ["late"]


@pytest.mark.parametrize(
    ("since", "missed"), [("2026-07", True), ("2026-08", False), ("2026-10", False), ("2026-11", False)]
)
def test_a_quarter_before_the_branch_began_is_not_missed(store: Store, since: str, *, missed: bool) -> None:
    path = store.path.with_name("另一.branchdesk")
    other = builders.new_branch(path, since)
    builders.fill(other)
    assert ("late" in [state for _, state, _ in told(other, "2026-11-23", "members_meeting")]) == missed
    other.close()


def test_open_clues_are_counted_with_the_oldest(store: Store) -> None:
    for day, state, category in (
        ("2026-02-15", "assigned", "未成年人保护"),
        ("2026-03-01", "reported", "食药安全"),
        ("2026-03-02", "verified", "未成年人保护"),
        ("2026-01-01", "handled", "其他"),
        ("2026-01-01", "duplicate", "其他"),
    ):
        clues.save(store, None, {"text": "线索", "reported_on": day, "state": state, "category": category})
    [line] = lines(store, "2026-11-23", "clues")
    assert (line.what, line.days_text, line.state) == ("线索 3 条未处置，最早一条2月15日提报", "281 天", "due")
    assert line.basis == "未成年人保护 2 · 食药安全 1"
    found = today.clues(store, builders.TODAY)
    assert found is not None
    assert (found.whole.reported, found.whole.handled) == (5, 1)


def test_what_counts_as_open_is_what_the_branch_says(store: Store) -> None:
    clues.save(store, None, {"text": "线索", "reported_on": "2026-03-01", "state": "handled"})
    assert lines(store, "2026-11-23", "clues") == []
    clue_settings.set_settings(store, ClueSettings(handled=(ClueState.CLOSED, ClueState.FED_BACK)))
    [line] = lines(store, "2026-11-23", "clues")
    assert (line.what, line.number) == ("线索 1 条未处置，最早一条3月1日提报", 1)


@pytest.mark.parametrize(("day", "late"), [("2026-03-10", 0), ("2026-03-11", 1)])
def test_clues_past_their_deadline_stand_apart(store: Store, day: str, late: int) -> None:
    clues.save(store, None, {"text": "线索", "reported_on": "2026-03-01", "state": "assigned", "due_by": "2026-03-10"})
    clues.save(store, None, {"text": "线索二", "reported_on": "2026-03-01", "state": "closed", "due_by": "2026-03-02"})
    found = lines(store, day, "clues_late")
    assert len(found) == late
    for line in found:
        assert (line.what, line.state) == ("线索 1 条超过办理期限未处置", "late")
        assert (line.basis, line.days_text) == ("最早应于3月10日前处置", "逾期 1 天")
        assert line.target == ("clues", "overdue")


def test_open_clues_without_a_day_have_no_age(store: Store) -> None:
    clues.save(store, None, {"text": "线索"})
    [line] = lines(store, "2026-11-23", "clues")
    assert (line.what, line.days_text) == ("线索 1 条未处置", "")


def test_absences_wait_until_they_are_made_up(store: Store) -> None:
    people = builders.fill(store)
    away = present(
        mark("李四", Presence.ABSENT), mark("何霞", Presence.ABSENT), mark("张三", Presence.ON_LEAVE, "出差")
    )
    number = at(store, "2026-11-20T23:30", attendance=away)

    def on(days: int) -> list[tuple[str, str, str]]:
        return told(store, (date(2026, 11, 20) + timedelta(days=days)).isoformat(), "make_up")

    assert on(0) == [("李四等2人缺席11月20日党员大会，未补学", "coming", "剩 30 天")]
    assert on(30) == [("李四等2人缺席11月20日党员大会，未补学", "due", "今天到期")]
    assert on(31) == [("李四等2人缺席11月20日党员大会，未补学", "late", "逾期 1 天")]
    meetings.make_up(store, number, people[1], date(2026, 11, 22))
    assert on(3) == [("何霞缺席11月20日党员大会，未补学", "coming", "剩 27 天")]
    meetings.make_up(store, number, people[4], date(2026, 11, 22))
    assert on(3) == []


def measured(store: Store, *dues: str | None) -> list[str]:
    """Record a meeting with measures due on these days, and give their identifiers."""
    measures = tuple(
        Measure(f"措施{number}", PersonRef("李四"), date.fromisoformat(due) if due else None)
        for number, due in enumerate(dues, start=1)
    )
    number = at(store, "2026-11-10T09:00", agenda=(Topic("议题", measures=measures),))
    [topic] = meetings.load(store, number).meeting.agenda
    assert isinstance(topic, Topic)
    return [str(measure.id) for measure in topic.measures]


def test_a_measure_is_late_from_the_day_after_its_day(store: Store) -> None:
    [number] = measured(store, "2026-12-20")
    assert told(store, "2026-12-12", "measure") == []
    assert told(store, "2026-12-13", "measure") == [("“措施1”（李四）12月20日前办结", "due", "剩 7 天")]
    assert told(store, "2026-12-20", "measure") == [("“措施1”（李四）12月20日前办结", "due", "今天到期")]
    assert told(store, "2026-12-21", "measure") == [("“措施1”（李四）应12月20日前办结", "late", "逾期 1 天")]
    meetings.close_measure(store, number, date(2026, 12, 21))
    assert told(store, "2026-12-21", "measure") == []


def test_many_measures_are_one_line(store: Store) -> None:
    measured(store, "2026-12-20", "2026-12-01", "2026-12-02")
    assert told(store, "2026-12-25", "measure") == [("会议措施办结 3 项", "late", "逾期 24 天")]


def test_a_measure_without_a_day_waits_for_the_next_meeting(store: Store) -> None:
    measured(store, None)
    assert told(store, "2026-12-25", "measure") == [("“措施1”（李四）未办结", "due", "")]


def test_drafts_are_counted(store: Store) -> None:
    builders.fill(store)
    first = at(store, "2026-11-20T14:30", attendance=present())
    assert lines(store, "2026-11-23", "drafts")[0].target == ("meeting", first)
    at(store, "2026-10-20T14:30")
    [line] = lines(store, "2026-11-23", "drafts")
    assert (line.what, line.basis, line.target) == ("会议草稿 2 份未定稿", "10月20日党员大会", ("meetings", "draft"))
    closing.finalise(store, first)
    assert lines(store, "2026-11-23", "drafts")[0].what == "会议草稿 1 份未定稿"


def birthdays(store: Store, day: str) -> list[tuple[str, str, int]]:
    return [(one.name, one.on, one.years) for one in today.look(store, date.fromisoformat(day)).birthdays]


def test_political_birthdays_are_told_thirty_days_ahead(store: Store) -> None:
    enter(store, "张三", stage="full_member", joined_on="1996-12-20")
    assert birthdays(store, "2026-11-19") == []
    assert birthdays(store, "2026-11-20") == [("张三", "2026-12-20", 30)]
    assert birthdays(store, "2026-12-20") == [("张三", "2026-12-20", 30)]
    assert birthdays(store, "2026-12-21") == []


def test_a_birthday_known_to_its_month_is_that_months(store: Store) -> None:
    enter(store, "张三", stage="full_member", joined_on="1996-12")
    assert birthdays(store, "2026-10-31") == []
    assert birthdays(store, "2026-11-01") == birthdays(store, "2026-12-31") == [("张三", "2026-12", 30)]
    assert birthdays(store, "2027-01-01") == []


def test_birthdays_pass_the_turn_of_the_year_and_the_leap_day(store: Store) -> None:
    enter(store, "张三", stage="full_member", joined_on="1996-01-05")
    enter(store, "李四", stage="full_member", joined_on="1996-02-29")
    assert birthdays(store, "2026-12-20") == [("张三", "2027-01-05", 31)]
    assert birthdays(store, "2027-02-20") == [("李四", "2027-02-28", 31)]
    assert birthdays(store, "2028-02-20") == [("李四", "2028-02-29", 32)]


def test_who_joins_today_has_no_birthday_and_who_only_applies_none_either(store: Store) -> None:
    enter(store, "何霞", stage="probationary_member", joined_on="2026-11-23")
    enter(store, "赵爽", stage="activist", joined_on="2020-11-23")
    enter(store, "周某", stage="full_member", joined_on="2020")
    assert birthdays(store, "2026-11-23") == []
    assert birthdays(store, "2027-11-23") == [("何霞", "2027-11-23", 1)]


def test_the_year_counts_meetings_and_groups(store: Store) -> None:
    builders.fill(store)
    for moment in ("2026-03-01T09:00", "2026-05-01T09:00", "2026-05-20T09:00", "2025-03-01T09:00"):
        at(store, moment)
    group = MeetingKind.GROUP_MEETING
    at(store, "2026-04-01T09:00", kind=group, group="第一党小组")
    at(store, "2026-04-02T09:00", kind=group, group="第一党小组")
    rows = {row.label: row for row in today.look(store, builders.TODAY).year}
    assert list(rows) == [
        *("支委会", "党员大会", "党小组会", "党课", "主题党日", "组织生活会", "民主评议党员", "第一议题")
    ]
    assert [cell.text for cell in rows["党员大会"].cells] == ["", "", "1", "", "2", "", "", "", "缺", "", "", "待"]
    looks = [cell.look for cell in rows["党员大会"].cells]
    assert (looks[2], looks[3], looks[4]) == ("done", "", "often")
    assert (looks[8], looks[11]) == ("late", "due")
    assert (rows["党小组会"].cells[3].text, rows["党小组会"].cells[3].look) == ("1/2", "part")
    at(store, "2026-04-03T09:00", kind=group, group="第二党小组")
    cell = today.look(store, builders.TODAY).year[2].cells[3]
    assert (cell.text, cell.look) == ("2/2", "done")


def test_what_is_late_comes_first_and_members_are_counted(store: Store) -> None:
    builders.fill(store)
    clues.save(store, None, {"text": "线索"})
    measured(store, "2026-11-22", None)
    found = today.look(store, builders.TODAY)
    ranks = [("late", "due", "coming", "note").index(line.state) for line in found.lines]
    assert ranks == sorted(ranks)
    assert found.members == 5


def test_a_term_is_spoken_of_when_it_ends(store: Store) -> None:
    person = enter(store, "张三", stage="full_member", full_since="1999-07-01", office="书记")
    seats = (committees.Seat(person, "书记"),)
    committees.enter(store, committees.Election("2024-03-15", number=5, seats=seats))
    notice, election = "准备换届，向上级党组织报告（2027年3月15日届满）", "换届选举（2027年3月15日届满）"
    assert told(store, "2026-09-14", "reelection_notice") == []
    assert [what for what, *_ in told(store, "2026-09-15", "reelection_notice")] == [notice]
    assert told(store, "2026-12-13", "reelection_notice") == []
    assert told(store, "2026-12-12", "reelection") == []
    assert [(what, state) for what, state, _ in told(store, "2027-03-15", "reelection")] == [(election, "due")]
    for day in ("2027-03-16", "2030-01-01"):
        assert [(what, state) for what, state, _ in told(store, day, "reelection")] == [(election, "late")]


def test_a_branch_without_a_secretary_is_told_once_it_knows_offices(store: Store) -> None:
    enter(store, "张三", stage="full_member", full_since="1999-07-01")
    assert told(store, "2026-11-23", "by_election") == []
    enter(store, "李四", stage="full_member", full_since="1999-07-01", office="组织委员")
    assert [state for _, state, _ in told(store, "2026-11-23", "by_election")] == ["due"]
