"""The invented ways of clues agree with their columns, leave the figures alone, and hold what a desk has to show."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from branchdesk.demo.branch import Invented, invent
from branchdesk.demo.clue_ways import MOST_TOLD, Handled, over_time, with_ways
from branchdesk.demo.clues import Clues
from branchdesk.demo.material import handling, sightings
from branchdesk.domain.clue_settings import USUALLY_HANDLED
from branchdesk.domain.clue_states import ASIDE, OPEN, ClueState, StepKind, reporters
from branchdesk.domain.clue_way import CONTENT, columns
from branchdesk.services import branch, demo
from branchdesk.services.clues import clue_figures
from branchdesk.services.clues.clue_figures import Asked

TODAY = date(2026, 11, 23)
HANDLERS = ("陈䶮", "李𬭎")


def told(count: int, seed: int = 7) -> tuple[Invented, list[Handled]]:
    invented = invent(today=TODAY, clues=count, seed=seed, members=8, years=2)
    return invented, list(with_ways(invented.clues, invented.handlers))


@pytest.mark.parametrize("seed", [7, 8])
def test_the_figures_of_the_ledger_stay_as_they_are(seed: int) -> None:
    invented, handled = told(193, seed)
    states = Counter(one.values["state"] for one in handled)
    assert sum(states[state] for state in USUALLY_HANDLED) == 189
    assert sum(states[state] for state in OPEN) == 4
    assert [one.values["number"] for one in handled] == [clue.number for clue in invented.clues]
    assert [one.values["category"] for one in handled] == [clue.category for clue in invented.clues]


@pytest.mark.parametrize("count", [193, 1000])
def test_every_way_agrees_with_its_clue_and_goes_on_in_time(count: int) -> None:
    _, handled = told(count)
    for one in handled:
        anonymous = not reporters(one.values["reporter"])
        said = columns(one.steps, anonymous=anonymous)
        assert {key: one.values[key] for key in said} == said
        days = [step.day or "" for step in one.steps]
        assert days == sorted(days)
        assert all(day <= TODAY.isoformat() for day in days)
        assert one.steps[0].kind is StepKind.REPORTED
        assert one.values["subcategory"] in handling.SUBCATEGORIES[one.values["category"]]


def test_a_small_ledger_has_joint_nameless_and_fruitful_clues_and_photos_that_open() -> None:
    _, handled = told(193)
    assert sum(len(reporters(one.values["reporter"])) > 1 for one in handled) == 3
    assert sum(not reporters(one.values["reporter"]) for one in handled) == 2
    assert Counter(one.values.get("outcome") for one in handled)["proposal"] == 2
    assert Counter(one.values.get("outcome") for one in handled)["case"] == 1
    photos = [image for one in handled for _, image in one.photos]
    assert len(set(photos)) == len(photos) >= 6
    for image in photos:
        assert Image.open(BytesIO(image)).convert("RGB").size == (320, 240)


def test_a_larger_ledger_has_clues_that_were_put_aside_and_nothing_of_a_case() -> None:
    invented, handled = told(1000)
    states = Counter(one.values["state"] for one in handled)
    assert [states[state] for state in ASIDE] == [1, 2, 1]
    assert sum(states[state] for state in (*OPEN, *ASIDE)) == sum(clue.closed_on is None for clue in invented.clues)
    numbers = {one.values["number"] for one in handled}
    assert all((one.first in numbers) == (one.values["state"] == ClueState.DUPLICATE) for one in handled)
    [case] = [one for one in handled if one.values["state"] == ClueState.PASSED_ON]
    assert all(case.values[key] is None for key in CONTENT)


def test_some_volunteers_joined_later_or_left_and_none_reports_out_of_their_time() -> None:
    invented, _ = told(193)
    days: dict[str, list[date]] = {}
    for clue in invented.clues:
        days.setdefault(clue.reporter, []).append(clue.reported_on)
    assert len({rider.joined_on for rider in invented.volunteers}) > 1
    assert sum(rider.left_on is not None for rider in invented.volunteers) == 2
    for rider in invented.volunteers:
        mine = days.get(rider.name, [])
        assert all(rider.joined_on.first_day() <= day for day in mine)
        assert all(rider.left_on is None or day < rider.left_on.first_day() for day in mine)


def test_of_a_city_s_ledger_no_way_is_told() -> None:
    clues = Clues("clues 7", MOST_TOLD + 1, date(2026, 1, 6), TODAY, ("孙骑", "钱骑"))
    first = next(with_ways(clues, HANDLERS))
    assert first.steps == ()
    assert "place" not in first.values
    assert over_time((), clues) == ()


def test_each_sighting_has_a_sub_category_and_a_way_to_handle_it() -> None:
    assert set(handling.OF_SIGHTING) == set(handling.HANDLED) == set(sightings.SEEN)
    for category, seen in sightings.SEEN.items():
        assert len(handling.OF_SIGHTING[category]) == len(seen)
        assert set(handling.OF_SIGHTING[category]) == set(handling.SUBCATEGORIES[category])


def test_the_file_has_the_ways_the_deadlines_and_the_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", TODAY.isoformat())
    path = tmp_path / "支部.branchdesk"
    demo.create(path, demo.Size(8, 1, 700), TODAY)
    store = branch.open_file(path)
    try:
        whole = clue_figures.figures(store, Asked()).whole
    finally:
        store.close()
    assert whole.reported == 700
    assert whole.judged > 600
    assert 0 < whole.overdue <= whole.open
    assert whole.aside == 4
