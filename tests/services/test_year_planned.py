"""A year planned in one step, as the branch usually meets, and taken back in one."""

from __future__ import annotations

from datetime import date, datetime

import pytest

import builders
from branchdesk.domain.duties.board import Look
from branchdesk.domain.meetings import Meeting, MeetingKind, Phase
from branchdesk.domain.year_plan import propose
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.duties import year, year_plan
from branchdesk.services.keeping import past
from branchdesk.services.meetings import meetings

TODAY = date(2026, 11, 23)
K = MeetingKind


@pytest.fixture(autouse=True)
def _this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", TODAY.isoformat())


def held(store: Store, kind: MeetingKind, *moments: str, place: str = "三楼会议室") -> None:
    for moment in moments:
        starts = datetime.fromisoformat(moment)
        meetings.save(store, Meeting(kind, starts, ends=starts.replace(hour=starts.hour + 1), place=place))


def test_a_year_is_planned_as_the_branch_usually_meets_and_taken_back(store: Store) -> None:
    builders.fill(store)
    held(store, K.THEME_DAY, "2026-08-25T09:30", "2026-09-25T09:30", "2026-10-26T09:30")
    held(store, K.DEMOCRATIC_APPRAISAL, "2026-01-20T09:00")
    ground = year_plan.ground(store, 2027, TODAY)
    found = propose(ground.duties, ground.wishes, ground.working, TODAY)
    theme = [one for one in found if one.wish.kind is K.THEME_DAY]
    assert len(theme) == 12
    assert [one.day.day for one in theme[:4]] == [25, 25, 25, 26]
    assert [one.day.month for one in found if one.wish.kind is K.DEMOCRATIC_APPRAISAL] == [12]
    made = year_plan.plan_all(store, found)
    assert len(made.ids) == len(found)
    first = meetings.load(store, made.ids[found.index(theme[0])]).meeting
    assert (first.phase, first.starts, first.place) == (
        Phase.PLANNED,
        datetime.fromisoformat("2027-01-25T09:30"),
        "三楼会议室",
    )
    assert first.ends == datetime.fromisoformat("2027-01-25T10:30")
    rows = {row.key: row for row in year.look(store, 2027, TODAY).rows}
    assert {cell.look for cell in rows["theme_day"].cells} == {Look.PLANNED}
    assert {cell.look for cell in rows["group_meeting"].cells} == {Look.PLANNED}
    again = year_plan.ground(store, 2027, TODAY)
    assert propose(again.duties, again.wishes, again.working, TODAY) == ()
    past.undo(store)
    rows = {row.key: row for row in year.look(store, 2027, TODAY).rows}
    assert {cell.look for cell in rows["theme_day"].cells} == {Look.NONE}


def test_the_appraisal_that_is_planned_belongs_to_the_year_that_is_planned(store: Store) -> None:
    builders.fill(store)
    ground = year_plan.ground(store, 2027, TODAY)
    found = propose(ground.duties, ground.wishes, ground.working, TODAY)
    [one] = [one for one in found if one.wish.kind is K.DEMOCRATIC_APPRAISAL]
    [made] = year_plan.plan_all(store, [one]).ids
    assert meetings.load(store, made).meeting.for_year == 2027


def test_nothing_and_what_is_past_is_refused(store: Store) -> None:
    builders.fill(store)
    with pytest.raises(Refusal):
        year_plan.plan_all(store, [])
    ground = year_plan.ground(store, 2026, date(2026, 3, 1))
    found = propose(ground.duties, ground.wishes, ground.working, date(2026, 3, 1))
    with pytest.raises(Refusal):
        year_plan.plan_all(store, found[:1])
