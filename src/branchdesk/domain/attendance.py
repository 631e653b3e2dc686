"""出勤: what one person's mark at one meeting comes to, and how often somebody came.

Sources: RULES.md 10: the rate leaves out whoever 教管条例第23条 makes no hard demand of, and what is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from branchdesk.domain.meetings import Presence
from branchdesk.domain.tallies import rate_text

AWAY = frozenset({Presence.ON_LEAVE, Presence.ABSENT})


class Sign(StrEnum):
    """What stands in one cell of a sheet of attendance."""

    PRESENT = "present"
    LATE = "late"
    ONLINE = "online"
    ON_LEAVE = "on_leave"
    ABSENT = "absent"
    MADE_UP = "made_up"
    SPARED = "spared"
    UNMARKED = "unmarked"


class Noted(Protocol):
    """What must be known of a person at a meeting to count it.

    `spared` says that nobody required them to come on that day, `by_name` that the record marks people and does not
    only count their heads.
    """

    @property
    def presence(self) -> str: ...  # noqa: D102 - as its name says
    @property
    def made_up_on(self) -> str | None: ...  # noqa: D102 - as above
    @property
    def spared(self) -> bool: ...  # noqa: D102 - as above
    @property
    def by_name(self) -> bool: ...  # noqa: D102 - as above


@dataclass(frozen=True, slots=True)
class Entry:
    """One expected person at one meeting that was held; days as stored."""

    presence: Presence
    reason: str = ""
    made_up_on: str | None = None
    late: bool = False
    online: bool = False
    spared: bool = False
    by_name: bool = True
    made_up_how: str = ""

    @property
    def sign(self) -> Sign:
        """Give the sign that stands for it."""
        if self.presence is Presence.UNKNOWN:
            return Sign.UNMARKED
        if self.presence is Presence.PRESENT:
            return Sign.LATE if self.late else Sign.ONLINE if self.online else Sign.PRESENT
        if self.made_up_on:
            return Sign.MADE_UP
        return Sign.SPARED if self.spared else Sign(self.presence.value)

    @property
    def missed(self) -> bool:
        """Say whether it wants to be made up still."""
        return self.presence in AWAY and not self.made_up_on and not self.spared

    @property
    def made_up(self) -> bool:
        """Say whether it was missed and is made up."""
        return self.presence in AWAY and self.made_up_on is not None


@dataclass(frozen=True, slots=True)
class Turnout:
    """How often somebody came. What they were `spared`, what only counts heads and what is not marked is left out."""

    expected: int
    present: int
    on_leave: int
    absent: int
    made_up: int
    spared: int
    heads_only: int = 0

    @property
    def rate(self) -> str:
        """Give 实到÷应到 as a percentage, rounded half up, once."""
        return rate_text(self.present, self.expected, 0)


def turnout(noted: Iterable[Noted]) -> Turnout:
    """Count how often somebody came, of the meetings at which they had to and for which it is known."""
    known = [one for one in noted if one.presence != Presence.UNKNOWN]
    named = [one for one in known if one.by_name]
    counted = [one for one in named if not one.spared]

    def having(presence: Presence) -> int:
        return sum(one.presence == presence for one in counted)

    return Turnout(
        expected=len(counted),
        present=having(Presence.PRESENT),
        on_leave=having(Presence.ON_LEAVE),
        absent=having(Presence.ABSENT),
        made_up=sum(one.made_up_on is not None and one.presence != Presence.PRESENT for one in counted),
        spared=len(named) - len(counted),
        heads_only=len(known) - len(named),
    )
