"""Meetings before they are held: planned, notified, put off, cancelled, taken up; each step can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

import builders
from branchdesk.domain.agenda import Measure, Topic
from branchdesk.domain.meetings import (
    Attendance,
    HeadCounts,
    Meeting,
    MeetingKind,
    Move,
    Phase,
    Presence,
)
from branchdesk.errors import Refusal
from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.services import Changes, Store, search, today
from branchdesk.services.keeping import past, trash
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.meetings import closing, meetings, past_meetings, schedule
from branchdesk.services.meetings.schedule import Slot
from branchdesk.services.people import member_card
from branchdesk.services.today import Line
from builders import mark, meeting, present

COMMITTEE, GROUP = MeetingKind.COMMITTEE_MEETING, MeetingKind.GROUP_MEETING
NEXT_WEEK = datetime.fromisoformat("2026-12-04T15:00")


@pytest.fixture
def people(store: Store) -> list[str]:
    return builders.fill(store)


def planned(store: Store, moment: str = "2026-12-04T15:00", kind: MeetingKind = COMMITTEE, **facts: object) -> str:
    starts = datetime.fromisoformat(moment)
    draft = Meeting(kind, starts, ends=starts + timedelta(minutes=90), **facts)  # type: ignore[arg-type] # any fact
    return schedule.plan(store, draft).id


def load(store: Store, meeting_id: str) -> Meeting:
    return meetings.load(store, meeting_id).meeting


def steps(store: Store) -> list[str]:
    return [step.title for step in past.steps(store, 3)]


def refusal(call: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value


def test_a_planned_meeting_has_no_number_and_wants_nothing(store: Store, people: list[str]) -> None:
    assert people
    saved = schedule.plan(store, meeting("2026-12-04"))
    assert (saved.number, saved.checks, steps(store)[0]) == (None, (), "安排2026年12月4日党员大会")
    assert load(store, saved.id).phase is Phase.PLANNED


def test_a_meeting_of_a_day_gone_by_is_not_planned(store: Store) -> None:
    assert refusal(lambda: planned(store, "2026-11-22T09:00")).code == "day_is_past"
    assert load(store, planned(store, "2026-11-23T09:00")).phase is Phase.PLANNED


def test_each_step_is_kept_and_taken_back_by_one_undo(store: Store) -> None:
    one = planned(store)
    done: tuple[Callable[[], Changes], ...] = (
        lambda: schedule.notify(store, one, date(2026, 11, 20)),
        lambda: schedule.put_off(store, one, datetime.fromisoformat("2026-12-07T09:30"), "与检委会冲突"),
        lambda: schedule.notify(store, one, date(2026, 11, 23)),
        lambda: schedule.cancel(store, one, " 人员外出办案 "),
        lambda: schedule.take_up(store, one),
    )
    stands = [builders.records(store)]
    for step in done:
        assert step()
        stands.append(builders.records(store))
    now = load(store, one)
    assert (now.phase, now.cancelled_for) == (Phase.PLANNED, None)
    assert now.moves == (Move(NEXT_WEEK, "与检委会冲突"),)
    assert (str(now.starts), str(now.ends)) == ("2026-12-07 09:30:00", "2026-12-07 11:00:00")
    while len(stands) > 1:
        assert builders.records(store) == stands.pop()
        past.undo(store)
    assert builders.records(store) == stands[0]


def test_steps_say_what_they_are(store: Store) -> None:
    one = planned(store)
    schedule.notify(store, one, date(2026, 11, 20))
    schedule.put_off(store, one, datetime.fromisoformat("2026-12-04T16:00"))
    schedule.put_off(store, one, datetime.fromisoformat("2026-12-08T16:00"))
    assert steps(store) == [
        "2026年12月4日支委会改期到2026年12月8日",
        "2026年12月4日支委会改到16:00",
        "2026年12月4日支委会已于2026年11月20日通知",
    ]
    schedule.cancel(store, one, "停开")
    schedule.take_up(store, one)
    assert steps(store)[:2] == ["恢复2026年12月8日支委会", "取消2026年12月8日支委会"]


def test_who_was_told_of_another_time_must_be_told_anew(store: Store) -> None:
    one = planned(store)
    schedule.notify(store, one, date(2026, 11, 23))
    assert load(store, one).phase is Phase.NOTIFIED
    schedule.put_off(store, one, datetime.fromisoformat("2026-12-05T15:00"))
    assert load(store, one).phase is Phase.PLANNED


def test_what_makes_no_sense_is_refused_and_changes_nothing(store: Store, people: list[str]) -> None:
    assert people
    one, other = planned(store), planned(store, "2026-12-11T15:00")
    held = meetings.save(store, meeting("2026-11-20", attendance=present())).id
    schedule.cancel(store, other, "停开")
    before = builders.records(store)
    later = NEXT_WEEK + timedelta(days=1)
    cases = (
        (lambda: schedule.notify(store, one, date(2026, 11, 24)), "told_later"),
        (lambda: schedule.put_off(store, one, NEXT_WEEK), "same_time"),
        (lambda: schedule.put_off(store, one, datetime.fromisoformat("2026-11-22T15:00")), "day_is_past"),
        (lambda: schedule.cancel(store, one, "  "), "reason_needed"),
        (lambda: schedule.take_up(store, one), "another_phase"),
        (lambda: schedule.notify(store, other, date(2026, 11, 20)), "another_phase"),
        (lambda: schedule.put_off(store, other, later), "another_phase"),
        (lambda: schedule.cancel(store, other, "又停"), "another_phase"),
        (lambda: schedule.cancel(store, held, "没有开"), "was_held"),
        (lambda: schedule.put_off(store, held, later), "was_held"),
        (lambda: schedule.notify(store, held, date(2026, 11, 20)), "was_held"),
        (lambda: schedule.take_up(store, held), "was_held"),
        (lambda: schedule.cancel(store, "nobody", "没有"), "no_such_record"),
        (lambda: closing.finalise(store, one), "not_held_yet"),
    )
    for call, code in cases:
        assert refusal(call).code == code
    assert builders.records(store) == before


def test_people_are_told_before_the_day(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one = planned(store)
    monkeypatch.setenv("BRANCHDESK_TODAY", "2026-12-06")
    assert refusal(lambda: schedule.notify(store, one, date(2026, 12, 5))).code == "told_after"
    schedule.notify(store, one, date(2026, 12, 4))


def test_marking_people_makes_it_held_and_gives_it_the_next_number(
    store: Store, people: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = planned(store), planned(store, "2026-12-11T15:00")
    schedule.cancel(store, first, "停开")
    monkeypatch.setenv("BRANCHDESK_TODAY", "2026-12-11")
    draft = load(store, second)
    came = (mark("张三", Presence.PRESENT, person=people[0]), mark("李四", Presence.PRESENT, person=people[1]))
    saved = meetings.save(store, replace(draft, attendance=Attendance(marks=came)))
    assert (load(store, second).phase, saved.number) == (Phase.HELD, 1)
    schedule.take_up(store, first)
    assert load(store, first).number is None
    unmarked = replace(load(store, second), attendance=Attendance(), phase=Phase.PLANNED)
    assert meetings.save(store, unmarked).number is None


def test_leave_asked_for_beforehand_does_not_make_it_held(store: Store, people: list[str]) -> None:
    one = planned(store)
    away = Attendance(marks=(mark("李四", Presence.ON_LEAVE, "出差", people[1]),))
    meetings.save(store, replace(load(store, one), attendance=away))
    assert load(store, one).phase is Phase.PLANNED
    assert member_card.card(store, people[1]).meetings == ()


def test_a_plan_is_closed_only_once_people_are_recorded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one, activity = planned(store), planned(store, kind=MeetingKind.ACTIVITY)
    monkeypatch.setenv("BRANCHDESK_TODAY", "2026-12-04")
    assert refusal(lambda: closing.finalise(store, one)).code == "nobody_recorded"
    meetings.save(store, replace(load(store, one), counted=HeadCounts(3, 3)))
    closing.finalise(store, one)
    closing.finalise(store, activity)  # at which nobody is due
    found = [load(store, one), load(store, activity)]
    assert [(each.phase, each.number) for each in found] == [(Phase.HELD, 1)] * 2


def test_a_cancelled_meeting_that_was_held_after_all_is_held(store: Store, people: list[str]) -> None:
    assert people
    one = planned(store, "2026-11-23T09:00")
    schedule.cancel(store, one, "停开")
    meetings.save(store, replace(load(store, one), counted=HeadCounts(2, 2)))
    assert (load(store, one).phase, load(store, one).cancelled_for) == (Phase.HELD, None)


def series(store: Store, kind: MeetingKind, days: list[str], groups: tuple[str, ...] = ()) -> tuple[Slot, ...]:
    return schedule.slots(store, kind, [date.fromisoformat(day) for day in days], groups)


def test_a_series_is_one_step(store: Store) -> None:
    days = [f"2027-{month:02}-05" for month in range(1, 13)]
    pattern = Meeting(
        COMMITTEE, datetime.fromisoformat("2026-01-01T15:00"), ends=datetime.fromisoformat("2026-01-01T16:30")
    )
    before = builders.records(store)
    made = schedule.plan_series(store, replace(pattern, place="小会议室"), series(store, COMMITTEE, days))
    assert steps(store)[0] == "安排12次支委会"
    found = [load(store, one) for one in made.ids]
    assert [(str(one.starts), str(one.ends), one.place, one.number, one.phase) for one in found] == [
        (f"{day} 15:00:00", f"{day} 16:30:00", "小会议室", None, Phase.PLANNED) for day in days
    ]
    past.undo(store)
    assert builders.records(store) == before


def test_a_series_of_group_meetings_is_of_each_group(store: Store, people: list[str]) -> None:
    assert people
    groups = ("第一党小组", "第二党小组")
    pattern = Meeting(GROUP, datetime.fromisoformat("2027-01-08T15:00"))
    made = schedule.plan_series(store, pattern, series(store, GROUP, ["2027-01-08", "2027-02-05"], groups))
    assert [(load(store, one).group, load(store, one).starts.month) for one in made.ids] == [
        ("第一党小组", 1),
        ("第二党小组", 1),
        ("第一党小组", 2),
        ("第二党小组", 2),
    ]
    bare = series(store, GROUP, ["2027-03-05"])
    assert refusal(lambda: schedule.plan_series(store, pattern, bare)).code == "no_groups"
    assert refusal(lambda: schedule.plan_series(store, pattern, ())).code == "no_days"
    gone = (Slot(date(2026, 11, 22), groups[0]),)
    assert refusal(lambda: schedule.plan_series(store, pattern, gone)).code == "day_is_past"


def test_what_is_there_already_is_said_of_each_day(store: Store, people: list[str]) -> None:
    assert people
    planned(store, "2026-12-04T15:00")
    cancelled = planned(store, "2027-01-04T15:00")
    schedule.cancel(store, cancelled, "停开")
    planned(store, "2026-12-05T15:00", GROUP, group="第一党小组")
    meetings.save(store, meeting("2026-11-20"))
    found = series(store, COMMITTEE, ["2026-11-20", "2026-12-04", "2026-12-25", "2027-01-04"])
    assert [(slot.there, slot.clash) for slot in found] == [
        ("", False),
        ("当天已有一次支委会（已计划）", True),
        ("本月4日已有支委会", False),
        ("", False),
    ]
    groups = series(store, GROUP, ["2026-12-05"], ("第一党小组", "第二党小组"))
    assert [slot.clash for slot in groups] == [True, False]
    assert series(store, COMMITTEE, []) == ()


def lines(store: Store, day: str, kind: str) -> list[Line]:
    return [line for line in today.look(store, date.fromisoformat(day)).lines if line.kind == kind]


def test_today_names_what_is_near_and_what_went_by_unrecorded(store: Store, people: list[str]) -> None:
    assert people
    one = planned(store, place="小会议室")
    planned(store, "2026-12-05T00:00", GROUP, group="第一党小组")
    schedule.notify(store, one, date(2026, 11, 23))

    def told(day: str) -> list[tuple[str, str, str, str]]:
        return [(line.what, line.basis, line.state, line.days_text) for line in lines(store, day, "plans")]

    committee, group = "12月4日 15:00 支委会", "12月5日 第一党小组会"
    assert told("2026-11-19") == []
    assert told("2026-11-20") == [(committee, "小会议室 · 已通知", "coming", "14 天后")]
    assert told("2026-12-03") == [
        (committee, "小会议室 · 已通知", "coming", "明天"),
        (group, "还没有通知", "coming", "2 天后"),
    ]
    assert told("2026-12-04")[0] == (committee, "小会议室 · 已通知", "due", "今天")
    late = ("支委会原定12月4日，还没有记录", "点开登记到会，或改期、取消", "due", "过了 2 天")
    assert told("2026-12-06")[0] == late
    assert lines(store, "2026-12-06", "plans")[0].target == ("meeting", one)
    schedule.cancel(store, one, "停开")
    assert [what for what, *_ in told("2026-12-06")] == ["第一党小组会原定12月5日，还没有记录"]


def test_groups_that_meet_at_one_time_are_one_line(store: Store, people: list[str]) -> None:
    assert people
    ids = [planned(store, kind=GROUP, group=group) for group in ("第一党小组", "第二党小组")]
    planned(store, "2026-12-04T16:00", GROUP, group="第一党小组")
    schedule.notify(store, ids[0], date(2026, 11, 23))

    def told() -> list[tuple[str, str]]:
        return [(line.what, line.basis) for line in lines(store, "2026-12-01", "plans")]

    assert told() == [
        ("12月4日 15:00 第一、第二党小组会", "还没有通知"),
        ("12月4日 16:00 第一党小组会", "还没有通知"),
    ]
    schedule.notify(store, ids[1], date(2026, 11, 23))
    assert told()[0] == ("12月4日 15:00 第一、第二党小组会", "已通知")
    schedule.cancel(store, ids[0], "停开")
    assert told()[0] == ("12月4日 15:00 第二党小组会", "已通知")


def test_a_planned_members_meeting_quiets_the_quarter(store: Store, people: list[str]) -> None:
    assert people
    planned(store, "2026-12-28T15:00", MeetingKind.MEMBERS_MEETING)

    def due(day: str) -> list[tuple[str, str, str]]:
        found = lines(store, day, "members_meeting")
        return [(line.basis, line.state, line.days_text) for line in found if line.what == "第四季度党员大会"]

    assert due("2026-12-01") == [("已排在12月28日", "coming", "27 天后")]
    assert due("2026-12-20") == due("2026-12-29") == []  # its own line says it


def test_nothing_counts_what_was_not_held(store: Store, people: list[str]) -> None:
    assert people
    absent = Attendance(marks=(mark("李四", Presence.ABSENT, "", people[1]),))
    agenda = (Topic("议事", measures=(Measure("梳理台账"),)),)
    draft = Meeting(COMMITTEE, datetime.fromisoformat("2026-11-23T09:00"), attendance=absent, agenda=agenda)
    plan = schedule.plan(store, draft).id
    gone = schedule.plan(store, draft).id
    schedule.cancel(store, gone, "停开")
    seen = today.look(store, date(2026, 11, 23))
    assert not {"absences", "measures", "drafts"} & {line.kind for line in seen.lines}
    assert {cell.look for row in seen.year for cell in row.cells} <= {"", "late", "due", "planned"}
    assert member_card.card(store, people[1]).meetings == ()
    assert past_meetings.open_records(store) == ()
    page = lists.page(store, MEETINGS, Query(), ("state", "number"))
    assert sorted(values for _, values in page.rows) == [("cancelled", None), ("planned", None)]
    assert {hit.title for hit in search.find(store, "支委会")} == {"支委会"}
    meetings.delete(store, plan)
    meetings.delete(store, gone)
    trash.restore(store, MEETINGS, plan, gone)
    assert load(store, gone).cancelled_for == "停开"


def test_a_row_of_a_day_to_come_is_taken_as_planned(store: Store) -> None:
    values = {"kind": "committee_meeting", "starts": "2026-12-04T15:00"}
    one, _ = past_meetings.save(store, None, values)
    assert (load(store, one).phase, load(store, one).number) == (Phase.PLANNED, None)
    past_meetings.save(store, one, {**values, "expected": 3, "present": 3})
    assert (load(store, one).phase, load(store, one).number) == (Phase.HELD, 1)


def test_a_sheet_brings_plans_and_cancellations_as_what_they_are(store: Store) -> None:
    planned(store)
    gone = planned(store, "2026-12-11T15:00")
    schedule.cancel(store, gone, "停开")
    page = lists.page(store, MEETINGS, Query(), ("starts", "kind", "state"))
    rows = [dict(zip(("starts", "kind", "state"), values, strict=True)) for _, values in page.rows]
    other = builders.new_branch(store.path.with_name("另一.branchdesk"))
    for row in rows:
        past_meetings.save(other, None, row)
    again = lists.page(other, MEETINGS, Query(), ("starts", "kind", "state"))
    assert [values for _, values in again.rows] == [values for _, values in page.rows]
    other.close()


def test_a_row_about_a_cancelled_meeting_that_counts_heads_makes_it_held(store: Store) -> None:
    gone = planned(store, "2026-11-23T15:00")
    schedule.cancel(store, gone, "停开")
    past_meetings.save(store, gone, {"expected": 3, "present": 3})
    assert (load(store, gone).phase, load(store, gone).cancelled_for) == (Phase.HELD, None)
