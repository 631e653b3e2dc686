"""A clue's way: 提报 → 核实 → 分办 → 处置 → 办结 → 反馈, back again where something was wrong, or out of it.

What a branch counts as handled, and how long handling may take, are settings: no regulation gives either.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from branchdesk.words.clues import ANONYMOUS, NAMES_JOINED


class ClueState(StrEnum):
    """How far a clue is; what each is called stands in `ledgers.clues.STATES`."""

    REPORTED = "reported"
    VERIFIED = "verified"
    ASSIGNED = "assigned"
    HANDLED = "handled"
    CLOSED = "closed"
    FED_BACK = "fed_back"
    OUT_OF_SCOPE = "out_of_scope"  # 不属受理范围, and the reporter was told
    DUPLICATE = "duplicate"  # of a clue that was reported before
    PASSED_ON = "passed_on"  # 办案线索, handed to the department that handles cases


class StepKind(StrEnum):
    """What was done with a clue; RETURNED takes it back to an earlier state."""

    REPORTED = "reported"
    VERIFIED = "verified"
    ASSIGNED = "assigned"
    HANDLED = "handled"
    CLOSED = "closed"
    FED_BACK = "fed_back"
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE = "duplicate"
    PASSED_ON = "passed_on"
    RETURNED = "returned"


WAY = (
    ClueState.REPORTED,
    ClueState.VERIFIED,
    ClueState.ASSIGNED,
    ClueState.HANDLED,
    ClueState.CLOSED,
    ClueState.FED_BACK,
)
OPEN = WAY[:3]
ASIDE = (ClueState.OUT_OF_SCOPE, ClueState.DUPLICATE, ClueState.PASSED_ON)


@dataclass(frozen=True, slots=True)
class ClueStep:
    """One step: what was done, what the clue was from then on, and when, by whom, with which letter.

    `day` is as stored and may be cut; `at` is the time of that day (14:30).
    """

    kind: StepKind
    state: ClueState
    day: str | None = None
    at: str | None = None
    who: str | None = None
    what: str | None = None
    document: str | None = None
    id: str | None = None


def steps_from(state: ClueState) -> tuple[StepKind, ...]:
    """Give what can be done next with a clue in a state, the likeliest first; steps of the way may be left out."""
    if state in ASIDE:
        return (StepKind.RETURNED,)
    ahead = tuple(StepKind(one.value) for one in WAY[WAY.index(state) + 1 :])
    aside = tuple(StepKind(one.value) for one in ASIDE) if state in OPEN else ()
    back = (StepKind.RETURNED,) if state is not ClueState.REPORTED else ()
    return (*ahead, *aside, *back)


def states_back(state: ClueState) -> tuple[ClueState, ...]:
    """Give the states that a clue can be taken back to, the nearest first."""
    if state in ASIDE:
        return tuple(reversed(OPEN))
    return tuple(reversed(WAY[: WAY.index(state)]))


def reporters(text: str | None) -> tuple[str, ...]:
    """Give the names in what stands for a clue's reporters; nobody for an anonymous or unknown one."""
    named = tuple(part.strip() for part in (text or "").split(NAMES_JOINED))
    return tuple(name for name in dict.fromkeys(named) if name and name != ANONYMOUS)
