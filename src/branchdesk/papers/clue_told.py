"""A clue as the papers tell it, and how its days and people are written.

What was handed to a department that handles cases is a working secret: of it a paper has the number, the day, the
receiver and the receipt, and nothing else (`ClueTold.confided`).
"""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.domain.clue_states import ClueState, ClueStep, StepKind
from branchdesk.domain.dates import PartialDate
from branchdesk.papers import wording
from branchdesk.papers.blocks import plain
from branchdesk.words.clues import ANONYMOUS, NAMES_JOINED, STEPS


@dataclass(frozen=True, slots=True)
class ClueTold:
    """Everything that papers tell of a clue; an empty text is not known yet. Days are as stored and may be cut.

    `due` is by when it is to be handled, `first_number` that of the clue it duplicates, `outcome` as it is shown.
    Of its steps `who` is the unit where it was handed to one, else who took the step.
    """

    number: str
    state: ClueState
    state_shown: str = ""
    reported_on: str = ""
    reported_at: str = ""
    reporters: tuple[str, ...] = ()
    anonymous: bool = False
    category: str = ""
    subcategory: str = ""
    grid: str = ""
    place: str = ""
    text: str = ""
    unit: str = ""
    sent_on: str = ""
    due: str = ""
    handled_on: str = ""
    closed_on: str = ""
    fed_back_on: str = ""
    reason: str = ""
    first_number: str = ""
    outcome: str = ""
    outcome_number: str = ""
    case_sent_on: str = ""
    case_receiver: str = ""
    case_receipt: str = ""
    remark: str = ""
    steps: tuple[ClueStep, ...] = ()
    photos: tuple[tuple[str, bytes], ...] = ()

    @property
    def confided(self) -> bool:
        """Say whether it went to a department that handles cases."""
        return is_confided(self.state, self.case_sent_on, self.case_receiver, self.case_receipt)

    @property
    def kind(self) -> str:
        """Name its category and sub-category."""
        return "—".join(part for part in (plain(self.category), plain(self.subcategory)) if part)

    @property
    def where(self) -> str:
        """Name its grid and place."""
        return "".join(part for part in (plain(self.grid), plain(self.place)) if part)

    @property
    def people(self) -> str:
        """Name who reported it."""
        return NAMES_JOINED.join(map(wording.bare, self.reporters)) or (ANONYMOUS if self.anonymous else "")

    def last(self, kind: StepKind) -> ClueStep | None:
        """Give the newest step of a kind."""
        return next((step for step in reversed(self.steps) if step.kind is kind), None)


def is_confided(state: str, *handed: str | None) -> bool:
    """Say of a state and what is noted of handing over whether a clue is one of the departments that handle cases."""
    return state == ClueState.PASSED_ON or any(handed)


def day(stored: str | None) -> str:
    """Write a stored day as known, or nothing."""
    return wording.day(PartialDate.parse(stored)) if stored else ""


def moment(stored: str | None, at: str | None = "") -> str:
    """Write a stored day with its hour, where that is known."""
    return f"{day(stored)}{at or ''}" if stored else ""


def done(step: ClueStep) -> str:
    """Name what was done in a step."""
    return STEPS[step.kind.value]
