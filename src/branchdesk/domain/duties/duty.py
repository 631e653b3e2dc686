"""One thing that a rule asks for, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.rulebook import Applied, Strength
from branchdesk.domain.terms import plus_months


class DutyState(StrEnum):
    """How far a duty is. DUE is one whose time runs out soon, COMING one that still has time."""

    DONE = "done"
    COMING = "coming"
    DUE = "due"
    LATE = "late"
    EXEMPT = "exempt"
    BEFORE_START = "before_start"


OPEN = frozenset({DutyState.COMING, DutyState.DUE, DutyState.LATE})
PRESSING = frozenset({DutyState.DUE, DutyState.LATE})


@dataclass(frozen=True, slots=True)
class Proof:
    """A record that shows a duty done (`table` is meeting, member_entry, duty_mark …), and its day as stored."""

    table: str
    id: str
    day: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting that is planned for a duty: which, and on what day."""

    id: str
    day: date


# What a meeting resolved: each line is brought to its own end where it stands, and cannot be noted by hand.
ENDED_WHERE_THEY_STAND = frozenset({"measure", "rectification"})


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that a rule asks for.

    `kind` is the kind of meeting that would do it, or the rule's id. `period` names its time: 2026, 2026H2, 2026Q4,
    2026-11, or a day. It may be done from `since` on and is to be done `by` that day; both None where no day is set.
    `what` names it in a sentence without an end. `group` and `person` say whose it is (person by identifier, `name`
    as shown). Of `wanted` times `count` are done. `note` says why it is exempt, or what more is known. `source` is the
    record that it comes from, where it comes from one: the meeting that somebody missed, or that resolved a measure.
    `mark` is the identifier of what was noted of it by hand, `part` that of the one measure it is about.
    """

    rule: str
    kind: str
    state: DutyState
    period: str
    since: date | None
    by: date | None
    what: str
    article: str
    strength: Strength
    group: str | None = None
    person: str | None = None
    name: str | None = None
    count: int = 0
    wanted: int = 1
    proofs: tuple[Proof, ...] = ()
    plan: Plan | None = None
    note: str = ""
    source: Proof | None = None
    mark: str | None = None
    part: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Give what tells this duty from every other: rule, whose or which it is, period."""
        return self.rule, self.person or self.group or self.part, self.period


def state_of(applied: Applied, since: date, by: date, today: date, *, done: bool) -> DutyState:
    """Say how far a duty with a deadline is; it presses for as many days as its rule says (`ahead`).

    A rule with `grace` months lets it press on after its last day, before it is late: an 组织生活会 of one year is by
    custom often held early in the next (RULES.md 1.3).
    """
    if done:
        return DutyState.DONE
    if today > plus_months(by, int(applied.settings.get("grace", 0))):
        return DutyState.LATE
    pressing = today >= since and (by - today).days <= int(applied.settings.get("ahead", 0))
    return DutyState.DUE if pressing else DutyState.COMING
