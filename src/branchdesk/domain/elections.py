"""Who comes within the seats of an election: over half of the votes first, then by most votes among those.

Source: 《中国共产党基层组织选举工作条例》(2020); RULES.md 1.3 and 10.
"""

from __future__ import annotations

from collections.abc import Sequence

from branchdesk.domain.meetings import Outcome


def places(votes: Sequence[int | None], seats: int | None, needed: int) -> tuple[Outcome, ...]:
    """Say of each candidate what their votes come to, `needed` being more than half; None is "not counted yet".

    Who has as many votes as others at the last seats is tied: nobody among them is in, and they are voted on again.
    What votes that are still to come, or seats that are not known, cannot change is said at once.
    """
    return tuple(_place(own, votes, seats, needed) for own in votes)


def _place(own: int | None, votes: Sequence[int | None], seats: int | None, needed: int) -> Outcome:
    if own is None:
        return Outcome.UNCOUNTED
    if own < needed:
        return Outcome.NOT_REACHED
    if seats is None:
        return Outcome.WAITING
    ahead = sum(other is not None and other > own for other in votes)
    level = sum(other == own for other in votes) - 1
    to_come = sum(other is None for other in votes)
    if ahead >= seats:
        return Outcome.OUTRANKED
    if ahead + level + to_come < seats:
        return Outcome.REACHED
    return Outcome.WAITING if to_come else Outcome.TIED


def candidates_wanted(seats: int, margin: int) -> int:
    """Give how many candidates 差额 asks for: more than seats, by so many percent of them, rounded up."""
    return seats + max(1, -(-seats * margin // 100))
