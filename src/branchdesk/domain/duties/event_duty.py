"""What duties that follow an event have in common: so many months after it, something is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.dates import PartialDate
from branchdesk.domain.rulebook import Applied, RuleBook
from branchdesk.domain.terms import plus_months

MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The rule as it is in force when the time is up, and the last day."""

    applied: Applied
    by: date


def deadline(book: RuleBook, rule: str, event: PartialDate) -> Deadline | None:
    """Say until when something is to be done after an event; None where the rule does not ask for it then.

    An event known to its month counts from that month's last day. How many months are given is what the rule says on
    the day of the event; whether it asks at all, what it says when they are over.
    """
    begun = event.last_day()
    then = book.applied(rule, begun)
    if then is None:
        return None
    by = plus_months(begun, then.number(MONTHS))
    applied = book.in_force(rule, by)
    return Deadline(applied, by) if applied is not None else None
