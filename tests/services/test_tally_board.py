"""The tally board: strokes put there one by one, boards of other days, strokes that become clues."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
from branchdesk.domain.clue_strokes import ZHENG, By, Counts, Part, least_handled, signs
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.clues import clue_board, clue_categories, clue_figures, clue_strokes, clue_turning, volunteers
from branchdesk.services.clues.clue_figures import Asked
from branchdesk.services.clues.clue_strokes import Place
from branchdesk.services.clues.clue_turning import Turn
from branchdesk.services.keeping import past
from branchdesk.store import history
from branchdesk.words import clue_strokes as say

DAY = builders.TODAY
FIRE, STALL = "消防", "占道"
WHERE = Place(By.GRID, "东街", FIRE)


def counts(store: Store, place: Place = WHERE, day: date = DAY) -> Counts:
    return clue_board.board(store, day, place.by).counts.get(place, Counts())


def steps(store: Store) -> list[str]:
    with store.reading() as connection:
        return [one.title for one in history.steps(connection) if one.step == one.id and one.kind == "do"]


def refused(work: object, *given_: object) -> str:
    with pytest.raises(Refusal) as error:
        work(*given_)  # type: ignore[operator] # any verb
    return error.value.code


def test_twelve_strokes_are_two_signs_and_two_strokes() -> None:
    assert signs(12) == (5, 5, 2)
    assert signs(0) == ()
    assert len(ZHENG) == 5


def test_a_sign_is_written_across_down_across_down_across() -> None:
    across = [round(bottom - top, 2) == 0 for _, top, _, bottom in ZHENG]
    assert across == [True, False, True, False, True]


def test_strokes_are_kept_one_by_one_and_taken_off_again(store: Store) -> None:
    for _ in range(7):
        clue_strokes.strike(store, DAY, WHERE, Part.REPORTED)
    clue_strokes.strike(store, DAY, WHERE, Part.HANDLED, 2)
    clue_strokes.strike(store, DAY, WHERE, Part.REPORTED, -1)
    assert counts(store) == Counts(6, 2)
    clue_strokes.set_number(store, DAY, WHERE, Part.HANDLED, 6)
    clue_strokes.set_number(store, DAY, WHERE, Part.HANDLED, 0)
    clue_strokes.set_number(store, DAY, WHERE, Part.REPORTED, 0)
    assert not builders.records(store)["clue_stroke"]  # a place without strokes leaves no row behind


def test_handled_is_never_more_than_reported(store: Store) -> None:
    assert refused(clue_strokes.strike, store, DAY, WHERE, Part.HANDLED) == "handled_above_reported"
    clue_strokes.set_number(store, DAY, WHERE, Part.REPORTED, 3)
    clue_strokes.set_number(store, DAY, WHERE, Part.HANDLED, 3)
    assert refused(clue_strokes.strike, store, DAY, WHERE, Part.REPORTED, -1) == "handled_above_reported"
    assert refused(clue_strokes.strike, store, DAY, WHERE, Part.HANDLED, -4) == "no_stroke_left"
    assert refused(clue_strokes.set_number, store, DAY, WHERE, Part.REPORTED, 10_000) == "too_many_strokes"
    assert counts(store) == Counts(3, 3)


def test_a_minute_of_strokes_on_one_board_is_one_step(store: Store) -> None:
    before = len(steps(store))
    for _ in range(20):
        clue_strokes.strike(store, DAY, WHERE, Part.REPORTED)
    clue_strokes.strike(store, DAY, Place(By.GRID, "西街"), Part.REPORTED)
    assert steps(store)[: len(steps(store)) - before] == [say.board_title(DAY, "grid")]
    clue_strokes.strike(store, DAY - timedelta(days=1), WHERE, Part.REPORTED)  # another board
    clue_strokes.strike(store, DAY, WHERE, Part.REPORTED)  # and the first again: what lies between parts them
    assert len(steps(store)) == before + 3
    past.undo(store)
    past.undo(store)
    assert counts(store) == Counts(20)
    past.undo(store)
    assert not builders.records(store)["clue_stroke"]
    past.redo(store)
    assert counts(store) == Counts(20)


def test_strokes_of_a_minute_ago_are_another_step(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    clue_strokes.strike(store, DAY, WHERE, Part.REPORTED)
    monkeypatch.setattr(clue_strokes, "TOGETHER", 0)
    clue_strokes.strike(store, DAY, WHERE, Part.REPORTED)
    past.undo(store)
    assert counts(store) == Counts(1)


def test_a_board_has_the_team_of_its_day_and_the_categories_of_the_branch(store: Store) -> None:
    ids = [volunteers.save(store, None, {"name": name, "team": "一队"})[0] for name in ("乙", "甲", "甲")]
    volunteers.leave(store, [ids[0]], "2026-11-20")
    for category in (STALL, FIRE):
        clue_categories.add(store, category)
    shown = clue_board.board(store, DAY, By.VOLUNTEER)
    assert [line.label for line in shown.lines] == ["甲（第1位）", "甲（第2位）"]
    assert shown.columns == (STALL, FIRE)
    assert [line.initials for line in clue_board.board(store, date(2026, 11, 19), By.VOLUNTEER).lines] == [
        "y",
        "j",
        "j",
    ]
    place = Place(By.VOLUNTEER, "乙", None, ids[0])
    clue_strokes.strike(store, DAY, place, Part.REPORTED)  # though of the team no more
    shown = clue_board.board(store, DAY, By.VOLUNTEER)
    assert [line.label for line in shown.lines] == ["甲（第1位）", "甲（第2位）", "乙"]
    assert shown.columns == (STALL, FIRE, None)
    assert shown.counts == {place: Counts(1)}


def test_a_board_goes_on_with_the_rows_and_categories_of_an_earlier_day(store: Store) -> None:
    yesterday = DAY - timedelta(days=1)
    clue_board.extend(store, yesterday, By.UNIT, rows=("城管局",))
    clue_strokes.strike(store, yesterday, Place(By.UNIT, "交警队", "车辆"), Part.REPORTED)
    shown = clue_board.board(store, DAY, By.UNIT)
    assert [line.name for line in shown.lines] == ["交警队"]
    assert shown.earlier is not None
    assert (shown.earlier.day, shown.earlier.rows, shown.earlier.columns) == (yesterday, ("城管局",), ("车辆",))
    clue_board.extend(store, DAY, By.UNIT, shown.earlier.rows, shown.earlier.columns)
    shown = clue_board.board(store, DAY, By.UNIT)
    assert ([line.name for line in shown.lines], shown.columns) == (["交警队", "城管局"], ("车辆",))
    assert shown.earlier is None
    assert refused(clue_board.extend, store, DAY, By.UNIT, (" ",)) == "name_needed"


def test_a_board_is_copied_as_numbers_with_its_totals(store: Store) -> None:
    clue_strokes.strike(store, DAY, WHERE, Part.REPORTED, 7)
    clue_strokes.strike(store, DAY, WHERE, Part.HANDLED, 5)
    clue_strokes.strike(store, DAY, Place(By.GRID, "西街", None), Part.REPORTED, 2)
    made = clue_board.as_table(clue_board.board(store, DAY, By.GRID))
    assert made.text.splitlines() == [
        "网格\t消防\t未填类别\t提报合计\t处置合计",
        "东街\t7（处置5）\t\t7\t5",
        "西街\t\t2\t2\t0",
        "合计\t7（处置5）\t2\t9\t5",
    ]


def figures(store: Store) -> dict[str, dict[str, tuple[int, int]]]:
    """Give what is reported and handled, strokes with the clues, by every grouping."""
    found = clue_figures.figures(store, Asked(), KNOWN)
    by = {
        key: {
            str(group.key): (group.counted.all_reported, group.counted.all_handled)
            for group in grouping.groups
            if group.counted.all_reported
        }
        for key, grouping in found.groups.items()
    }
    return by | {"whole": {"": (found.whole.all_reported, found.whole.all_handled)}}


KNOWN = ("category", "grid", "unit", "month", "team", "volunteer", "platform")  # by which strokes can be told
NAMES = {By.VOLUNTEER: ("张三", "生面孔"), By.GRID: ("东街", "西街"), By.UNIT: ("城管局", "交警队")}


@st.composite
def tallies(draw: st.DrawFn) -> list[tuple[By, str, str | None, Counts, int, int]]:
    """Draw places with their counts, how many of each become clues, and how many of these are handled."""
    places = st.tuples(st.sampled_from(By), st.integers(0, 1), st.sampled_from((FIRE, STALL, None)))
    found = []
    for by, which, category in draw(st.lists(places, min_size=1, max_size=5, unique=True)):
        reported = draw(st.integers(1, 9))
        whole = Counts(reported, draw(st.integers(0, reported)))
        number = draw(st.integers(0, reported))
        handled = draw(st.integers(least_handled(whole, number), min(number, whole.handled)))
        found.append((by, NAMES[by][which], category, whole, number, handled))
    return found


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(tallies())
def test_turning_strokes_into_clues_changes_no_total_and_is_undone_whole(
    tally: list[tuple[By, str, str | None, Counts, int, int]],
) -> None:
    with TemporaryDirectory() as folder:
        store = builders.new_branch(Path(folder) / "支部.branchdesk")
        rider, _ = volunteers.save(store, None, {"name": "张三", "team": "一队"})
        turns = []
        for by, name, category, whole, number, handled in tally:
            place = Place(by, name, category, rider if name == "张三" else None)
            clue_strokes.set_number(store, DAY, place, Part.REPORTED, whole.reported)
            clue_strokes.set_number(store, DAY, place, Part.HANDLED, whole.handled)
            turns.append(Turn(place, number, handled))
        before, rows = figures(store), builders.records(store)
        wanted = sum(one.number for one in turns)
        if wanted == 0:
            assert refused(clue_turning.turn, store, DAY, turns) == "nothing_to_turn"
        else:
            turned = clue_turning.turn(store, DAY, turns)
            assert len(set(turned.clues)) == len(builders.records(store)["clue"]) == wanted
            assert figures(store) == before
            past.undo(store)
            assert builders.records(store) == rows
        store.close()


def test_a_clue_made_of_strokes_has_what_was_known_of_them(store: Store) -> None:
    one, _ = volunteers.save(store, None, {"name": "王伟", "team": "一队"})
    other, _ = volunteers.save(store, None, {"name": "王伟", "team": "二队"})
    place = Place(By.VOLUNTEER, "王伟", FIRE, other)
    clue_strokes.set_number(store, DAY, place, Part.REPORTED, 2)
    turned = clue_turning.turn(store, DAY, [Turn(place, 1)])
    (row,) = builders.records(store)["clue"]
    assert row["id"] == turned.clues[0]
    facts = ("reported_on", "reporter", "volunteer_id", "category", "state", "text", "grid", "number")
    assert [row[key] for key in facts] == ["2026-11-23", "王伟", other, FIRE, "reported", None, None, "XS20260001"]
    assert one != other
    assert counts(store, place) == Counts(1)


def test_no_more_become_clues_than_were_counted(store: Store) -> None:
    clue_strokes.set_number(store, DAY, WHERE, Part.REPORTED, 3)
    clue_strokes.set_number(store, DAY, WHERE, Part.HANDLED, 3)
    for turn, code in ((Turn(WHERE, 4, 3), "more_than_counted"), (Turn(WHERE, 1, 0), "handled_of_turned")):
        assert refused(clue_turning.turn, store, DAY, [turn]) == code
    assert counts(store) == Counts(3, 3)
    assert not builders.records(store)["clue"]
