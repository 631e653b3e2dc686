"""Strokes of the tally board: how they count with the clues."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.clue_strokes import Counts
from branchdesk.services import Store, clue_strokes, volunteers
from branchdesk.services.clue_strokes import Group
from branchdesk.store.history import operate
from branchdesk.store.tables import clue_stroke


def put(store: Store, day: str, by: str, name: str, category: str | None, *counts: int) -> None:
    """Put strokes of a place there, tied to the volunteer of that name where there is one."""
    who = next((one.id for one in volunteers.names(store) if one.name == name), None) if by == "volunteer" else None
    values = {"day": day, "by": by, "name": name, "volunteer_id": who, "category": category}
    with operate(store, "tally", "正字计数") as work:
        work.insert(
            clue_stroke, {**values, "branch_id": store.branch.id, "reported": counts[0], "handled": sum(counts[1:])}
        )


def some(store: Store) -> str:
    rider, _ = volunteers.save(store, None, {"name": "张三", "team": "骑手队"})
    put(store, "2026-10-31", "volunteer", "张三", "消防", 7, 5)
    put(store, "2026-11-02", "volunteer", "张三", None, 2)
    put(store, "2026-11-02", "grid", "东街", "消防", 4, 4)
    put(store, "2026-11-30", "unit", "城管局", "占道", 1)
    return rider


def by(store: Store, fact: str | None, **more: object) -> dict[Group, Counts]:
    with store.reading() as connection:
        return clue_strokes.counted(connection, store.branch.id, by=fact, **more)  # type: ignore[arg-type] # as given


def test_strokes_are_counted_whole_and_by_what_is_known_of_them(store: Store) -> None:
    rider = some(store)
    assert by(store, None) == {Group(None): Counts(14, 9)}
    assert by(store, "category") == {
        Group("消防"): Counts(11, 9),
        Group("占道"): Counts(1, 0),
        Group(None): Counts(2, 0),
    }
    assert by(store, "volunteer") == {Group("张三", rider): Counts(9, 5), Group(None): Counts(5, 4)}
    assert by(store, "grid") == {Group("东街"): Counts(4, 4), Group(None): Counts(10, 5)}
    assert by(store, "unit") == {Group("城管局"): Counts(1, 0), Group(None): Counts(13, 9)}
    assert by(store, "month") == {Group("2026-10"): Counts(7, 5), Group("2026-11"): Counts(7, 4)}
    assert by(store, "team") == {Group("骑手队"): Counts(9, 5), Group(None): Counts(5, 4)}


def test_strokes_are_narrowed_by_days_and_by_facts(store: Store) -> None:
    some(store)
    within = by(store, None, since=date(2026, 11, 2), until=date(2026, 11, 29))
    assert within == {Group(None): Counts(6, 4)}
    assert by(store, None, only={"category": ("消防",), "grid": (None,)}) == {Group(None): Counts(7, 5)}
    assert by(store, None, only={"team": ("不在的队",)}) == {}


def test_a_volunteer_of_another_name_now_is_still_one_group(store: Store) -> None:
    rider = some(store)
    volunteers.save(store, rider, {"name": "张山"})
    assert by(store, "volunteer")[Group("张山", rider)] == Counts(9, 5)
