"""What was resolved comes back at the next meeting of those who resolved it, until it is done."""

from __future__ import annotations

from datetime import date

import pytest

import builders
from branchdesk.domain.agenda import Measure, PersonRef, Topic
from branchdesk.domain.meetings import (
    Body,
    Meeting,
    MeetingKind,
    Phase,
    Review,
)
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import meetings, reviewing

K = MeetingKind


def resolved(store: Store, day: str, text: str, due: str | None = None, **facts: object) -> str:
    """Record a meeting that resolved one thing, and give the measure's identifier."""
    owner = PersonRef("李四")
    measure = Measure(text, owner, date.fromisoformat(due) if due else None)
    draft = builders.meeting(day, **{"agenda": (Topic("议事", measures=(measure,)),), **facts})
    meeting = meetings.load(store, meetings.save(store, draft).id).meeting
    item = meeting.agenda[0]
    assert isinstance(item, Topic)
    return item.measures[0].id or ""


def seen(store: Store, draft: Meeting) -> list[str]:
    return [one.text for one in reviewing.to_look_at(store, draft)]


def test_an_open_measure_comes_with_its_owner_and_date(store: Store) -> None:
    ids = builders.fill(store)
    measure = resolved(store, "2026-08-20", "走访帮扶", "2026-10-01")
    found = reviewing.to_look_at(store, builders.meeting("2026-11-20"))
    assert found == (Review(measure, "", "走访帮扶", PersonRef("李四", ids[1]), date(2026, 10, 1)),)


def test_the_oldest_date_comes_first_and_what_has_none_last(store: Store) -> None:
    builders.fill(store)
    resolved(store, "2026-08-01", "无时限")
    resolved(store, "2026-08-02", "后到期", "2026-12-01")
    resolved(store, "2026-08-03", "先到期", "2026-09-01")
    assert seen(store, builders.meeting("2026-11-20")) == ["先到期", "后到期", "无时限"]


def test_theme_days_and_members_meetings_are_one_row_the_committee_another_each_group_its_own(store: Store) -> None:
    builders.fill(store)
    resolved(store, "2026-08-01", "大会定的")
    resolved(store, "2026-08-02", "党日定的", kind=K.THEME_DAY)
    resolved(store, "2026-08-03", "支委会定的", kind=K.COMMITTEE_MEETING)
    resolved(store, "2026-08-04", "一组定的", kind=K.GROUP_MEETING, group="第一党小组")
    resolved(store, "2026-08-05", "二组定的", kind=K.GROUP_MEETING, group="第二党小组")
    resolved(store, "2026-08-06", "生活会定的", kind=K.ORGANISATIONAL_LIFE, form=Body.COMMITTEE)
    resolved(store, "2026-08-07", "大会生活会定的", kind=K.ORGANISATIONAL_LIFE, form=Body.MEMBERS)
    of_members = ["大会定的", "党日定的", "大会生活会定的"]
    assert seen(store, builders.meeting("2026-11-20")) == of_members
    assert seen(store, builders.meeting("2026-11-20", kind=K.THEME_DAY)) == of_members
    assert seen(store, builders.meeting("2026-11-20", kind=K.COMMITTEE_MEETING)) == ["支委会定的", "生活会定的"]
    second = builders.meeting("2026-11-20", kind=K.GROUP_MEETING, group="第二党小组")
    assert seen(store, second) == ["二组定的"]
    life = builders.meeting("2026-11-20", kind=K.ORGANISATIONAL_LIFE, form=Body.GROUP, group="第一党小组")
    assert seen(store, life) == ["一组定的"]


@pytest.mark.parametrize("kind", [K.PARTY_LECTURE, K.ACTIVITY])
def test_a_lecture_and_an_activity_look_back_on_nothing(store: Store, kind: MeetingKind) -> None:
    builders.fill(store)
    resolved(store, "2026-08-01", "大会定的")
    assert seen(store, builders.meeting("2026-11-20", kind=kind)) == []


def test_only_what_was_resolved_before_comes_and_never_a_meetings_own(store: Store) -> None:
    builders.fill(store)
    resolved(store, "2026-11-21", "以后定的")
    resolved(store, "2026-08-01", "没开成", phase=Phase.CANCELLED)
    own = meetings.save(store, builders.meeting("2026-11-20", agenda=(Topic("议", measures=(Measure("本次"),)),)))
    assert seen(store, meetings.load(store, own.id).meeting) == []


def test_what_is_done_is_told_once_at_the_next_meeting(store: Store) -> None:
    builders.fill(store)
    measure = resolved(store, "2026-08-01", "走访")
    meetings.close_measure(store, measure, date(2026, 9, 10))
    after = builders.meeting("2026-09-20")
    assert reviewing.to_look_at(store, after)[0].done_on == date(2026, 9, 10)
    meetings.save(store, after)
    assert seen(store, builders.meeting("2026-11-20")) == []


def test_a_note_is_kept_with_the_meeting_and_stays_when_the_measure_is_done(store: Store) -> None:
    builders.fill(store)
    measure = resolved(store, "2026-08-01", "走访")
    draft = builders.meeting("2026-11-20", reviews=(Review(measure, "已走访三户"),))
    saved = meetings.save(store, draft)
    meetings.close_measure(store, measure, date(2026, 11, 19))
    kept = meetings.load(store, saved.id).meeting
    assert [(one.note, one.text, one.done_on) for one in kept.reviews] == [("已走访三户", "走访", date(2026, 11, 19))]
    assert [one.note for one in reviewing.to_look_at(store, kept)] == ["已走访三户"]


def test_a_note_may_be_taken_back(store: Store) -> None:
    builders.fill(store)
    measure = resolved(store, "2026-08-01", "走访")
    before = builders.records(store)
    meetings.save(store, builders.meeting("2026-11-20", reviews=(Review(measure, "在办"),)))
    past.undo(store)
    assert builders.records(store) == before


def test_what_was_noted_stays_though_its_measure_is_of_another_row_or_gone(store: Store) -> None:
    builders.fill(store)
    measure = resolved(store, "2026-08-03", "支委会定的", kind=K.COMMITTEE_MEETING)
    resolved(store, "2026-08-04", "大会定的")
    notes = (Review(measure, "已办"), Review("0" * 32, "措施已删去"))
    saved = meetings.save(store, builders.meeting("2026-11-20", reviews=notes))
    kept = meetings.load(store, saved.id).meeting
    assert [(one.text, one.note) for one in reviewing.to_look_at(store, kept)] == [
        ("大会定的", ""),
        ("支委会定的", "已办"),
        ("", "措施已删去"),
    ]
