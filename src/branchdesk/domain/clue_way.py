"""What the steps of a clue's way say of the clue: its state, and the days and names that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from branchdesk.domain.clue_states import WAY, ClueState, ClueStep, StepKind
from branchdesk.domain.dates import PartialDate
from branchdesk.words import clue_steps as say

Values = Mapping[str, Any]
Columns = dict[str, Any]

# Of which state each column tells; it is no longer true once a clue is back before that state.
SINCE = {
    "unit": ClueState.ASSIGNED,
    "sent_on": ClueState.ASSIGNED,
    "handled_on": ClueState.HANDLED,
    "closed_on": ClueState.CLOSED,
    "fed_back": ClueState.FED_BACK,
    "fed_back_on": ClueState.FED_BACK,
}
PUT_ASIDE = ("reason", "duplicate_of", "case_sent_on", "case_receiver", "case_receipt")
DAYS = {
    StepKind.REPORTED: "reported_on",
    StepKind.ASSIGNED: "sent_on",
    StepKind.HANDLED: "handled_on",
    StepKind.CLOSED: "closed_on",
    StepKind.FED_BACK: "fed_back_on",
    StepKind.PASSED_ON: "case_sent_on",
}
# What else a step and a column of its clue both tell: (kind, what of the step, column).
TIES = (
    *((kind, "day", column) for kind, column in DAYS.items()),
    (StepKind.REPORTED, "at", "reported_at"),
    (StepKind.REPORTED, "who", "reporter"),
    (StepKind.ASSIGNED, "who", "unit"),
    (StepKind.OUT_OF_SCOPE, "what", "reason"),
    (StepKind.PASSED_ON, "who", "case_receiver"),
    (StepKind.PASSED_ON, "document", "case_receipt"),
)
CONTENT = ("text", "place", "reason", "remark")  # what is not kept here of a 办案线索


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step to be noted.

    `who` is the unit of 分办 and the receiver of 移送办案, else who did it. `what` of 退回 and 不属受理范围 is the
    reason. `document` of 重复 is the number of the clue that this one repeats. `state` says whereto a clue is taken
    back, `due_by` by when the unit shall have handled it; None leaves what stands.
    """

    kind: StepKind
    day: str | None = None
    at: str | None = None
    who: str | None = None
    what: str | None = None
    document: str | None = None
    state: ClueState | None = None
    due_by: str | None = None

    @property
    def leads_to(self) -> ClueState:
        """Give what a clue is from then on."""
        if self.kind is not StepKind.RETURNED:
            return ClueState(self.kind.value)
        return self.state or ClueState.REPORTED


def columns(steps: Sequence[ClueStep], *, anonymous: bool = False) -> Columns:
    """Give what steps say of their clue, by column; of columns that are not named they say nothing.

    Who reported a clue that is out of scope was told so with that step, but for an `anonymous` one.
    """
    said: Columns = {}
    for step in steps:
        if step.kind is StepKind.RETURNED:
            said |= _taken_back(step.state)
        said |= {column: getattr(step, part) for kind, part, column in TIES if kind is step.kind}
        if step.kind is StepKind.FED_BACK or (step.kind is StepKind.OUT_OF_SCOPE and not anonymous):
            said |= {"fed_back": True, "fed_back_on": step.day}
        said["state"] = step.state.value
    return said


def _taken_back(state: ClueState) -> Columns:
    later = WAY[WAY.index(state) + 1 :] if state in WAY else ()
    return dict.fromkeys((*(column for column, since in SINCE.items() if since in later), *PUT_ASIDE))


def turned(before: Columns, after: Columns) -> Columns:
    """Give the columns that became others when steps did; one that nothing is said of any more is emptied.

    Not so the unit: it may be known before a clue is given to it.
    """
    gone = {column: None for column in before if column not in after and column != "unit"}
    return gone | {column: value for column, value in after.items() if (column, value) not in before.items()}


def imported(values: Values) -> tuple[ClueStep, ...]:
    """Read the way of a clue that has no steps from its columns; it ends in the state that these say."""
    state = ClueState(values["state"])
    last = WAY.index(state) if state in WAY else len(WAY)
    steps = [_read(StepKind.REPORTED, values)]
    for one in WAY[1:last]:
        kind = StepKind(one.value)
        if any(values.get(column) for on, _, column in TIES if on is kind):
            steps.append(_read(kind, values))
    if state is not ClueState.REPORTED:
        steps.append(_read(StepKind(state.value), values))
    return tuple(steps)


def _read(kind: StepKind, values: Values) -> ClueStep:
    told = {part: values.get(column) for on, part, column in TIES if on is kind}
    if kind is StepKind.HANDLED and not told["day"] and values["state"] == ClueState.HANDLED:
        told["day"] = values.get("closed_on")  # sheets with one column of days have it there
    return ClueStep(kind, ClueState(kind.value), **told)


def doubts(before: ClueStep | None, step: NewStep, today: date) -> Iterator[str]:
    """Say what is odd about a step's day: it lies ahead, or before the day of the step before it."""
    if step.day is None:
        return
    day = PartialDate.parse(step.day)
    if day.first_day() > today:
        yield say.ahead(step.day)
    if before is None or before.day is None:
        return
    earlier = PartialDate.parse(before.day)
    if day.last_day() < earlier.first_day() or (step.day == before.day and (step.at or "24") < (before.at or "")):
        yield say.before_the_last(before.kind.value, before.day)
