"""The roster as it was on a day: before, on and after each date, and as far as a date is known."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

import builders
from branchdesk.domain.roster import RosterPerson, Stage
from branchdesk.services.people import members, people, transfers
from branchdesk.store.engine import Store
from branchdesk.store.history import operate
from branchdesk.store.sources import SOURCES
from branchdesk.store.tables import member_period

FULL, PROBATIONARY = Stage.FULL, Stage.PROBATIONARY


def on(store: Store, day: str, name: str = "张三") -> RosterPerson | None:
    found = [person for person in people.on_roster(store, date.fromisoformat(day)) if person.name == name]
    assert len(found) <= 1
    return found[0] if found else None


def stage(store: Store, day: str) -> Stage | None:
    person = on(store, day)
    assert person is not None
    return person.stage


def enter(store: Store, joined: str | None, full: str | None) -> None:
    members.save(store, None, {"name": "张三", "stage": "full_member", "joined_on": joined, "full_since": full})


@pytest.mark.parametrize(
    ("joined", "full", "days"),
    [
        (
            *("2025-03-16", "2026-03-16"),
            {
                "2025-03-15": None,
                "2025-03-16": PROBATIONARY,
                "2025-03-17": PROBATIONARY,
                "2026-03-15": PROBATIONARY,
                "2026-03-16": FULL,
                "2026-03-17": FULL,
            },
        ),
        (
            *("2025-03", "2026-03"),
            {"2025-02-28": None, "2025-03-01": PROBATIONARY, "2026-02-28": PROBATIONARY, "2026-03-01": FULL},
        ),
        (
            "2024",
            "2025",
            {"2023-12-31": None, "2024-01-01": PROBATIONARY, "2024-12-31": PROBATIONARY, "2025-01-01": FULL},
        ),
        ("2025-03-16", None, {"2025-03-15": None, "2025-03-16": FULL}),
        (None, "2026-03", {"1990-01-01": PROBATIONARY, "2026-02-28": PROBATIONARY, "2026-03-01": FULL}),
        (None, None, {"1990-01-01": FULL, "2026-11-23": FULL}),
    ],
)
def test_a_stage_holds_from_its_day(
    store: Store, joined: str | None, full: str | None, days: dict[str, Stage | None]
) -> None:
    enter(store, joined, full)
    assert {day: stage(store, day) for day in days} == days


@pytest.mark.parametrize(
    ("joined", "full", "day", "undated"),
    [
        ("2025-03-16", "2026-03-16", "2026-11-23", False),
        ("2025-03-16", "2026-03", "2026-11-23", True),
        ("2025-03", "2026-03-16", "2026-11-23", False),
        ("2025-03", "2026-03-16", "2025-11-23", True),
        (None, None, "2026-11-23", True),
    ],
)
def test_what_a_partial_date_decided_is_flagged(
    store: Store, joined: str | None, full: str | None, day: str, *, undated: bool
) -> None:
    enter(store, joined, full)
    person = on(store, day)
    assert person is not None
    assert person.undated == undated


def test_who_came_left_and_came_back_was_there_when_they_were_there(store: Store) -> None:
    member_id, _ = members.save(store, None, {"name": "张三", "stage": "full_member", "full_since": "1999-07"})
    with operate(store, "test", "调出又调回") as work:
        [period] = work.connection.scalars(select(member_period.c.id))
        work.update(member_period, period, {"since": "2020-05-06", "until": "2022-03"})
        work.insert(member_period, {"member_id": member_id, "since": "2024-09-01", "reason": "调回"})
    there = {
        "2020-05-05": False,
        "2020-05-06": True,
        "2022-02-28": True,
        "2022-03-01": False,
        "2024-08-31": False,
        "2024-09-01": True,
        "2026-11-23": True,
    }
    assert {day: on(store, day) is not None for day in there} == there


def test_whoever_is_removed_is_gone_from_that_day_and_was_there_before(store: Store) -> None:
    ids = builders.fill(store)
    transfers.leave(store, (ids[0],), transfers.Leaving("resigned"))
    assert on(store, "2026-11-22") is not None
    assert on(store, "2026-11-23") is None


def test_offices_and_groups_change_on_their_day(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    [first, *_] = builders.fill(store)
    members.save(store, first, {"office": "组织委员", "group": "第二党小组"})
    monkeypatch.setenv("BRANCHDESK_TODAY", "2027-01-05")
    members.save(store, first, {"office": None, "group": "第一党小组"})

    def then(day: str) -> tuple[tuple[str, ...], str]:
        person = on(store, day)
        assert person is not None
        return person.offices, person.group

    assert then("2026-11-22") == (("书记",), "")
    assert then("2026-11-23") == then("2027-01-04") == (("组织委员",), "第二党小组")
    assert then("2027-01-05") == ((), "第一党小组")


def test_people_of_another_branch_are_not_here(store: Store) -> None:
    builders.fill(store)
    with store.reading() as connection:
        assert not connection.execute(select(SOURCES["members"]("another", builders.TODAY))).all()


DATES = st.sampled_from([None, "2024", "2025", "2025-03", "2025-03-16", "2026-03", "2026-03-16", "2026-11-23"])
PERSON = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["张三", "李四", "王伟"]),
        "stage": st.sampled_from([*Stage]),
        "joined_on": DATES,
        "full_since": DATES,
        "office": st.sampled_from([None, "书记", "组织委员、宣传委员", "党小组长"]),
        "group": st.sampled_from([None, "第一党小组", "第二党小组"]),
        "roster_order": st.integers(1, 3),
    }
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("as of")


@settings(max_examples=25)
@given(st.lists(PERSON, min_size=1, max_size=4), st.lists(st.integers(-5, 900), min_size=1, max_size=4))
def test_the_list_shows_what_the_roster_says(
    shared: Path, everybody: list[dict[str, str | int | None]], days: list[int]
) -> None:
    path = shared / "支部.branchdesk"
    path.unlink(missing_ok=True)
    store = builders.new_branch(path)
    try:
        builders.fill(store, everybody)
        for number in days:
            day = date(2024, 6, 1) + timedelta(days=number)
            source = SOURCES["members"](store.branch.id, day)
            with store.reading() as connection:
                rows = connection.execute(
                    select(source).order_by(source.c.rank, source.c.roster_order, source.c.id)
                ).all()
            listed = [(row.id, row.stage, row.office or "", row.group or "") for row in rows]
            assert listed == [
                (person.id, person.stage, "、".join(person.offices), person.group)
                for person in people.on_roster(store, day)
            ]
    finally:
        store.close()
