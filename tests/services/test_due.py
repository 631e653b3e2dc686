"""Duties as they follow from records that were entered: an election, a seat left, a matter, a plan, groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

import builders
from branchdesk.domain.agenda import Topic
from branchdesk.domain.duties.duty import Duty
from branchdesk.domain.meetings import Meeting, MeetingKind
from branchdesk.domain.rulebook import LocalChange
from branchdesk.services.duties import duties, rulebook
from branchdesk.services.keeping import past
from branchdesk.services.meetings import meetings, schedule
from branchdesk.services.people import committees, groups, transfers
from branchdesk.services.people.committees import Election, Seat
from branchdesk.services.people.transfers import Leaving
from branchdesk.store.engine import Store

SPAN = date(2024, 1, 1), date(2030, 12, 31)


def due(store: Store, rule: str, day: str) -> dict[str, Duty]:
    """Give the duties of a rule by their periods, as seen from a day."""
    found = duties.due(store, *SPAN, date.fromisoformat(day))
    return {one.period: one for one in found if one.rule == rule}


def state(store: Store, rule: str, period: str, day: str) -> str:
    return due(store, rule, day)[period].state.value


@pytest.fixture
def people(store: Store) -> list[str]:
    """Fill the roster, with the committee of March 2024: 张三 as secretary, 李四 for organisation."""
    ids = builders.fill(store)
    committees.enter(store, Election("2024-03-15", number=1, seats=(Seat(ids[0], "书记"), Seat(ids[1], "组织委员"))))
    return ids


def test_a_term_is_due_on_its_last_day_and_done_by_the_next_election(
    store: Store, people: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    days = ("2027-03-14", "2027-03-15", "2027-03-16")
    assert [state(store, "reelection", "2027-03-15", day) for day in days] == ["due", "due", "late"]
    monkeypatch.setenv("BRANCHDESK_TODAY", "2027-03-20")
    committees.elect(store, Election("2027-03-20", number=2, seats=(Seat(people[1], "书记"),)))
    done = due(store, "reelection", "2027-03-20")
    assert {period: one.state.value for period, one in done.items()} == {"2027-03-15": "done", "2030-03-20": "coming"}
    assert [proof.table for proof in done["2027-03-15"].proofs] == ["committee"]
    assert state(store, "new_secretary_training", "2027-03-20", "2027-03-20") == "coming"
    past.undo(store)
    assert state(store, "reelection", "2027-03-15", "2027-03-20") == "late"


def test_a_seat_is_vacant_when_its_holder_leaves_until_somebody_takes_it(store: Store, people: list[str]) -> None:
    transfers.leave(store, (people[0],), Leaving("other", day="2026-10-12"))
    assert state(store, "by_election", "2026-10-12", "2026-11-23") == "due"
    assert due(store, "by_election", "2026-10-11") == {}
    committees.begin_office(store, Seat(people[1], "书记"), "2026-11-01", "elected")
    found = due(store, "by_election", "2026-11-23")
    assert {period: one.state.value for period, one in found.items()} == {"2026-10-12": "done"}
    assert state(store, "new_secretary_training", "2026-11-01", "2026-11-23") == "coming"


def test_a_matter_of_a_members_meeting_shows_a_report(store: Store, people: list[str]) -> None:
    assert people
    assert state(store, "secretary_report", "2026", "2026-11-23") == "due"
    meeting = builders.meeting("2026-11-20", agenda=(Topic("支部书记述职"), Topic("公布2026年党费收缴情况")))
    saved = meetings.save(store, meeting).id
    for rule in ("secretary_report", "dues_published"):
        found = due(store, rule, "2026-11-23")["2026"]
        assert (found.state.value, [proof.id for proof in found.proofs]) == ("done", [saved])


def test_a_plan_is_named_and_does_nothing_yet(store: Store, people: list[str]) -> None:
    assert people
    planned = Meeting(MeetingKind.MEMBERS_MEETING, datetime(2026, 12, 4, 15, 0))  # noqa: DTZ001 - the office's own time
    schedule.plan(store, planned)
    found = due(store, "members_meeting", "2026-11-23")["2026Q4"]
    assert found.state.value == "due"
    assert found.plan is not None
    assert found.plan.day == date(2026, 12, 4)


def test_a_renamed_group_keeps_its_meetings(store: Store, people: list[str]) -> None:
    assert people
    held = replace(builders.meeting("2026-11-05"), kind=MeetingKind.GROUP_MEETING, group="第一党小组")
    meetings.save(store, held)
    group = next(one for one in groups.look(store) if one.name == "第一党小组")
    groups.rename(store, group.id, "机关党小组")
    found = duties.due(store, date(2026, 11, 1), date(2026, 11, 30), builders.TODAY)
    states = {one.group: one.state.value for one in found if one.rule == "group_meeting"}
    assert states == {"机关党小组": "done", "第二党小组": "due"}


def test_reminders_follow_a_rule_and_the_past_stays(store: Store, people: list[str]) -> None:
    assert people
    before = due(store, "theme_day", "2026-11-23")
    rulebook.change(store, LocalChange("theme_day", date(2026, 11, 1), on=False))
    after = due(store, "theme_day", "2026-11-23")
    assert before["2026-11"].state.value == "due"
    assert after == {period: one for period, one in before.items() if period < "2026-11"}


def test_what_is_open_from_before_the_branch_began_is_told_too(store: Store) -> None:
    ids = builders.fill(store)
    committees.enter(store, Election("2022-03-15", number=1, seats=(Seat(ids[0], "书记"),)))
    found = [one for one in duties.due_now(store, builders.TODAY) if one.rule == "reelection"]
    assert [(one.period, one.state.value) for one in found] == [("2025-03-15", "late")]
