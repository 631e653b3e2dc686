"""The invented branch has kept its members' 政治生日, so that nothing of it is called late."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ready_files
from branchdesk.demo.branch import invent
from branchdesk.domain.five_ones import ItemState
from branchdesk.domain.meetings import MeetingKind
from branchdesk.services import branch, demo
from branchdesk.services.people import five_ones

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("seed", "today"), [(7, TODAY), (8, date(2027, 1, 15)), (7, date(2024, 3, 1)), (8, date(2027, 7, 31))]
)
def test_nothing_is_late_and_what_is_near_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: date, seed: int
) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", today.isoformat())
    path = tmp_path / "支部.branchdesk"
    ready_files.invented(path, demo.Size(seed=seed), today)
    store = branch.open_file(path)
    try:
        years = {year: five_ones.year(store, year, today) for year in (today.year - 1, today.year)}
        states = {year: [item.state for one in found.people for item in one.items] for year, found in years.items()}
        assert ItemState.LATE not in [*states[today.year - 1], *states[today.year]]
        assert states[today.year - 1].count(ItemState.DONE) >= 50
        near = five_ones.near(store, today, 14)
        assert near
        assert {item.state for one in near for item in one.items} == {ItemState.OPEN}
        links = [item.link for one in years[today.year - 1].people for item in one.items if item.link]
        assert {link.table for link in links} == {"meeting", "member_entry"}
        assert branch.check(store).ok
    finally:
        store.close()


def test_what_shows_it_is_a_theme_day_at_which_they_were_or_their_own_talk() -> None:
    made = invent(today=TODAY)
    away = 0
    for mark in made.five_ones.marks:
        if mark.meeting is not None:
            held = made.meetings[mark.meeting].meeting
            assert held.kind is MeetingKind.THEME_DAY
            gone = {one.person.id for one in held.attendance.marks if one.presence in {"on_leave", "absent"}}
            assert mark.person not in gone
        elif mark.talk is not None:
            assert made.five_ones.talks[mark.talk].person == mark.person
        else:
            assert mark.values["day"] < TODAY.isoformat()
            away += mark.values["note"] == "未参加当月主题党日，会后补办"
    assert away
    assert all(talk.values["day"] < TODAY.isoformat() for talk in made.five_ones.talks)


def test_a_talk_with_somebody_of_the_branch_stands_on_their_card_too() -> None:
    made = invent(today=TODAY)
    keys = {person.name: person.key for person in made.people}
    assert {keys.get(talk.values["who"]) for talk in made.five_ones.talks} == {None, made.people[0].key}
    assert all(talk.values["other_id"] == keys.get(talk.values["who"]) for talk in made.five_ones.talks)


def test_small_branches_keep_them_too() -> None:
    made = invent(members=8, years=1, today=TODAY)
    assert {mark.year for mark in made.five_ones.marks} <= {2025, 2026}
    assert invent(members=8, years=1, today=TODAY).five_ones == made.five_ones
