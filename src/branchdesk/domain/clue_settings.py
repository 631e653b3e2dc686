"""What a branch sets for its clues: how they are numbered, which count as handled, how long handling may take."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.domain.clue_states import ClueState
from branchdesk.words.clue_settings import USUAL_PATTERN

USUALLY_HANDLED = (ClueState.HANDLED, ClueState.CLOSED, ClueState.FED_BACK)


@dataclass(frozen=True, slots=True)
class ClueSettings:
    """The branch's own choices.

    `pattern` is of `clue_numbers`. `handled` are the states that count as handled; where `aside` is true, clues out of
    scope and duplicates stay out of the number that rates are taken of. `days` is how many working days after 提报 a
    clue without a day of its own (`due_by`) is to be handled; None where the branch set none. `digits` is how many
    decimals rates have. Clues of the same place within `alike_days` days are compared while one is typed.
    """

    pattern: str = USUAL_PATTERN
    handled: tuple[ClueState, ...] = USUALLY_HANDLED
    aside: bool = False
    days: int | None = None
    digits: int = 1
    alike_days: int = 15
