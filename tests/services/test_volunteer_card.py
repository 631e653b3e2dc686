"""A volunteer's card: the clues that are theirs, strokes, earlier teams."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
from branchdesk.domain.clue_strokes import By, Part
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import Store
from branchdesk.services.clues import clue_strokes, clues, volunteer_card, volunteers
from branchdesk.services.clues.clue_strokes import Place
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query

DAY = date(2026, 11, 23)


def add(store: Store, name: str, **values: object) -> str:
    return volunteers.save(store, None, {"name": name, **values})[0]


def report(store: Store, reporter: str, state: str = "reported", text: str = "井盖") -> str:
    return clues.save(store, None, {"reporter": reporter, "state": state, "text": text})[0]


def test_a_card_counts_what_was_reported_first_and_jointly(store: Store) -> None:
    rider, other = add(store, "甲", team="一队"), add(store, "乙")
    report(store, "甲", "handled")
    report(store, "甲、乙", "closed")
    newest = report(store, "乙、路人、甲")
    report(store, "乙")
    found = volunteer_card.card(store, rider)
    assert (found.reported, found.jointly) == (2, 1)
    assert volunteer_card.handled(store, rider) == 2
    listed = volunteer_card.clues(store, rider, 0, 10)
    assert [one.jointly for one in listed] == [True, False, False]
    assert listed[0].id == newest
    assert volunteer_card.card(store, other).jointly == 1


def test_the_records_behind_a_figure_are_those_it_counts(store: Store) -> None:
    rider = add(store, "甲")
    for reporter, state in (("甲", "handled"), ("乙、甲", "closed"), ("甲", "reported"), ("乙", "handled")):
        report(store, reporter, state)
    for handled_only, number in ((False, 3), (True, 2)):
        conditions = volunteer_card.records_behind(store, rider, handled_only=handled_only)
        assert conditions is not None
        assert lists.page(store, CLUES, Query(conditions)).total == number


def test_too_many_records_are_not_named_one_by_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = add(store, "甲")
    monkeypatch.setattr(volunteer_card, "MOST", 1)
    report(store, "甲")
    assert volunteer_card.records_behind(store, rider, handled_only=False) is not None
    report(store, "甲")
    assert volunteer_card.records_behind(store, rider, handled_only=False) is None


def test_clues_entered_before_the_volunteer_become_theirs(store: Store) -> None:
    report(store, "甲")
    report(store, "路人、甲")
    rider = add(store, "甲")
    found = volunteer_card.card(store, rider)
    assert (found.reported, found.jointly) == (1, 1)
    past.undo(store)
    assert [row["volunteer_id"] for row in builders.records(store)["clue"]] == [None, None]


def test_a_second_one_of_the_name_takes_no_clues_over(store: Store) -> None:
    first = add(store, "甲", phone="13800138000")
    report(store, "甲")
    second = add(store, "甲", phone="13900139000")
    report(store, "甲")  # nobody can tell whose this is
    assert volunteer_card.card(store, first).reported == 1
    assert volunteer_card.card(store, second).reported == 0
    assert volunteer_card.card(store, second).label == "甲（尾号9000）"


def test_a_card_knows_the_teams_before_and_the_strokes(store: Store) -> None:
    rider = add(store, "甲", team="一队")
    for team in ("二队", None, "三队"):
        volunteers.save(store, rider, {"team": team})
    place = Place(By.VOLUNTEER, "甲", "消防", rider)
    clue_strokes.strike(store, DAY, place, Part.REPORTED, 7)
    clue_strokes.strike(store, date(2026, 11, 20), place, Part.REPORTED, 2)
    clue_strokes.strike(store, DAY, place, Part.HANDLED, 3)
    found = volunteer_card.card(store, rider)
    assert found.teams == ("一队", "二队")
    assert found.strokes == (9, 3, "2026-11-23")


def test_there_is_no_card_of_nobody(store: Store) -> None:
    with pytest.raises(Refusal) as error:
        volunteer_card.card(store, "01a00000-0000-7000-8000-000000000000")
    assert error.value.code == "no_such_record"


def test_pages_are_the_whole_list_in_its_order(store: Store) -> None:
    rider = add(store, "甲")
    for number in range(11):
        report(store, "甲" if number % 3 else "乙、甲", text=str(number))
    whole = volunteer_card.clues(store, rider, 0, 100)
    assert [one.text for one in whole] == [str(number) for number in reversed(range(11))]

    @settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
    @given(st.integers(0, 12), st.integers(1, 12))
    def pages(offset: int, limit: int) -> None:
        assert volunteer_card.clues(store, rider, offset, limit) == whole[offset : offset + limit]

    pages()


def test_teams_are_counted_now_and_ever_in_the_order_of_the_roster(store: Store) -> None:
    for name, team, left in (("甲", "二队", None), ("乙", None, None), ("丙", "一队", "2026-10"), ("丁", "一队", None)):
        add(store, name, team=team, left_on=left)
    found = [(one.name, one.here, one.ever) for one in volunteers.teams(store)]
    assert found == [("二队", 1, 1), ("一队", 1, 2), ("", 1, 1)]
