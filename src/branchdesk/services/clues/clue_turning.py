"""Strokes turned into clues: so many become clues whose text is still to be written, and as many strokes go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from branchdesk import clock
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.clue_states import ClueState
from branchdesk.domain.clue_strokes import By, Counts, least_handled
from branchdesk.errors import Refusal
from branchdesk.services.clues import clue_settings
from branchdesk.services.clues.clue_strokes import Place, counts_of, set_counts, standing_row
from branchdesk.services.clues.clues import ClueIntake
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.tables import clue
from branchdesk.words import clue_strokes as say


@dataclass(frozen=True, slots=True)
class Turn:
    """How many strokes of a place become clues, and how many of these are handled."""

    place: Place
    number: int
    handled: int = 0


@dataclass(frozen=True, slots=True)
class Turned:
    """The clues that strokes became."""

    clues: tuple[str, ...]
    changes: Changes


def turn(store: Store, day: date, turns: Sequence[Turn]) -> Turned:
    """Make clues of some strokes of a day, in one step: what is reported and handled stays the same in every figure.

    A clue has the day, the category, and the volunteer, grid or unit; handled ones are in the first state that the
    branch counts as handled. Refusal where nothing was chosen, where there are fewer strokes, or where more handled
    than reported would be left.
    """
    wanted = [one for one in turns if one.number]
    if not wanted:
        raise Refusal(say.nothing_to_turn(), code="nothing_to_turn")
    with operate(store, "turn_strokes", say.turned_title(day, sum(one.number for one in wanted))) as work:
        chosen = clue_settings.kept(work.connection, store.branch.id)
        rows: list[tuple[Place, dict[str, Any]]] = []
        for one in wanted:
            standing = standing_row(work.connection, store.branch.id, day, one.place)
            set_counts(work, day, one.place, _left(counts_of(standing), one), standing)
            rows += [(one.place, _clue(day, one.place, chosen, handled=at < one.handled)) for at in range(one.number)]
        added = ClueIntake(work.connection, store.branch.id, clock.today()).add(work, [values for _, values in rows])
        for clue_id, (place, _) in zip(added, rows, strict=True):
            _tie(work, clue_id, place)
    return Turned(tuple(added), work.changes())


def _left(counts: Counts, one: Turn) -> Counts:
    """Give the counts that are left of a place."""
    name, category = one.place.name, one.place.category or say.NO_CATEGORY
    if not 0 < one.number <= counts.reported:
        raise Refusal(say.more_than_counted(name, category, counts.reported), code="more_than_counted")
    least, most = least_handled(counts, one.number), min(one.number, counts.handled)
    if not least <= one.handled <= most:
        raise Refusal(say.handled_of_turned(name, category, least, most), code="handled_of_turned")
    return Counts(counts.reported - one.number, counts.handled - one.handled)


def _clue(day: date, place: Place, chosen: ClueSettings, *, handled: bool) -> dict[str, Any]:
    state = chosen.handled[0] if handled else ClueState.REPORTED
    facts = {"reported_on": day.isoformat(), "category": place.category, "state": state.value}
    field = "reporter" if place.by is By.VOLUNTEER else place.by.value
    return {key: value for key, value in {**facts, field: place.name}.items() if value is not None}


def _tie(work: Operation, clue_id: str, place: Place) -> None:
    """Tie a clue to the volunteer whose strokes it was, whoever else bears the name."""
    if place.by is By.VOLUNTEER:
        work.update(clue, clue_id, {"volunteer_id": place.volunteer_id})
