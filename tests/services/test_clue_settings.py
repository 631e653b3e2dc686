from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.clue_states import ClueState
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import preferences
from branchdesk.services.clues import clue_deadlines, clue_figures, clue_settings, clues
from branchdesk.services.duties import working_days
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.store.engine import Store
from branchdesk.store.tables import clue

USUAL = ClueSettings()
HANDLED = (ClueState.CLOSED, ClueState.DUPLICATE)
OTHER = ClueSettings("线{年}-{序号3}", HANDLED, aside=True, days=10, digits=2, alike_days=0)


def deadlines(store: Store) -> list[str | None]:
    with store.reading() as connection:
        return list(connection.scalars(select(clue.c.deadline).order_by(clue.c.number)))


def report(store: Store, **values: str) -> str:
    return clues.save(store, None, {"text": "栏杆松动", **values})[0]


def test_settings_are_kept_whole(store: Store) -> None:
    assert clue_settings.settings(store) == USUAL
    clue_settings.set_settings(store, OTHER)
    assert clue_settings.settings(store) == OTHER
    assert clue_settings.read(clue_settings.written(OTHER)) == OTHER


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"pattern": "XS{年}"}, "pattern"),
        ({"handled": ()}, "handled"),
        ({"handled": (ClueState.VERIFIED,)}, "handled"),
        ({"days": 0}, "days"),
        ({"days": 366}, "days"),
        ({"digits": -1}, "digits"),
        ({"digits": 5}, "digits"),
        ({"alike_days": -1}, "alike_days"),
    ],
)
def test_settings_that_cannot_be_are_refused_at_their_field(store: Store, change: dict[str, Any], field: str) -> None:
    clue_settings.set_settings(store, OTHER)
    with pytest.raises(Refusal) as refused:
        clue_settings.set_settings(store, replace(OTHER, **change))
    assert refused.value.field == field
    assert clue_settings.settings(store) == OTHER


@pytest.mark.parametrize("kept", [{}, {"handled": ["nobody"]}, {"pattern": 1, "handled": ["closed"]}, ["closed"], 7])
def test_what_cannot_be_read_is_as_usual(store: Store, kept: object) -> None:
    preferences.put(store, clue_settings.KEY, kept)
    assert clue_settings.settings(store) == USUAL


def test_the_sentence_says_what_is_set() -> None:
    assert "状态为已处置、已办结、已反馈的线索" in clue_figures.sentence(USUAL)
    assert "保留一位小数" in clue_figures.sentence(USUAL)
    said = clue_figures.sentence(OTHER)
    assert "状态为已办结、重复提报的线索" in said
    assert "（提报数－状态为不属管辖、已移送办案的线索数）" in said
    assert "保留两位小数" in said


def test_a_new_clue_is_numbered_by_the_pattern(store: Store) -> None:
    clue_settings.set_settings(store, OTHER)
    report(store, reported_on="2026-11-20")
    report(store, reported_on="2026-11-21")
    report(store, reported_on="2025-11-21")
    found = lists.page(store, CLUES, Query(), ("number",)).rows
    assert [row[1][0] for row in found] == ["线2025-001", "线2026-001", "线2026-002"]


def test_deadlines_follow_the_days_that_are_set(store: Store) -> None:
    report(store, number="1", reported_on="2026-11-20")
    report(store, number="2", reported_on="2026-11-20", due_by="2026-12-31")
    report(store, number="3", reported_on="2026-11")
    report(store, number="4")
    assert not clue_deadlines.freshen(store)
    clue_settings.set_settings(store, replace(USUAL, days=3))
    assert clue_deadlines.freshen(store)
    assert deadlines(store) == ["2026-11-25", "2026-12-31", None, None]
    assert not clue_deadlines.freshen(store)
    clue_settings.set_settings(store, USUAL)
    assert clue_deadlines.freshen(store)
    assert deadlines(store) == [None, "2026-12-31", None, None]
    assert not clue_deadlines.freshen(store)


def test_deadlines_follow_the_holidays_also_when_these_are_taken_back(store: Store) -> None:
    clue_settings.set_settings(store, replace(USUAL, days=3))
    report(store, reported_on="2026-11-20")
    clue_deadlines.freshen(store)
    working_days.set_day(store, "2026-11-24", "校庆", off=True)
    assert clue_deadlines.freshen(store)
    assert deadlines(store) == ["2026-11-26"]
    past.undo(store)
    assert clue_deadlines.freshen(store)
    assert deadlines(store) == ["2026-11-25"]


def test_a_clue_that_an_undo_brings_back_has_the_deadline_of_today(store: Store) -> None:
    clue_settings.set_settings(store, replace(USUAL, days=3))
    clue_id = report(store, reported_on="2026-11-20")
    clue_deadlines.freshen(store)
    clues.remove(store, clue_id)
    clue_settings.set_settings(store, replace(USUAL, days=1))
    clue_deadlines.freshen(store)
    past.undo(store)
    assert deadlines(store) == ["2026-11-25"]
    assert clue_deadlines.freshen(store)
    assert deadlines(store) == ["2026-11-23"]


def test_a_deadline_stopped_half_way_is_worked_out_the_next_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clue_deadlines, "AT_ONCE", 1)
    for day in range(16, 21):
        report(store, reported_on=date(2026, 11, day).isoformat())
    clue_settings.set_settings(store, replace(USUAL, days=1))

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        clue_deadlines.freshen(store, stop)
    assert clue_deadlines.freshen(store)
    assert deadlines(store) == ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-23"]
