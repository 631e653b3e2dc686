"""What a branch has set for its clues; kept beside the file's other preferences, and named beside every figure."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select

from branchdesk.domain.clue_numbers import NumberPattern, read_pattern
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.clue_states import OPEN, ClueState
from branchdesk.errors import Refusal
from branchdesk.services import preferences
from branchdesk.store.engine import Store
from branchdesk.store.tables import preference
from branchdesk.words import clue_settings as say

KEY = "clues"
MOST_DAYS, MOST_DIGITS = 365, 4


def settings(store: Store) -> ClueSettings:
    """Give what the branch has set; what is not kept, or cannot be, is as usual."""
    with store.reading() as connection:
        return kept(connection, store.branch.id)


def kept(connection: Connection, branch_id: str) -> ClueSettings:
    """Give what a branch has set, on a connection that is open."""
    mine = (preference.c.branch_id == branch_id, preference.c.key == KEY)
    found = connection.scalar(select(preference.c.value).where(*mine))
    return read(found) if isinstance(found, dict) else ClueSettings()


def pattern(connection: Connection, branch_id: str) -> NumberPattern:
    """Give the pattern by which a branch numbers its clues."""
    return read_pattern(kept(connection, branch_id).pattern) or NumberPattern("", 1, "")


def read(found: dict[str, Any]) -> ClueSettings:
    """Read settings as they were kept (`written`), falling back to the usual ones as a whole."""
    try:
        handled = tuple(ClueState(one) for one in found["handled"])
        chosen = ClueSettings(**{**found, "handled": handled})
        judge(chosen)
    except (KeyError, TypeError, ValueError, Refusal):
        return ClueSettings()
    return chosen


def written(chosen: ClueSettings) -> dict[str, Any]:
    """Give settings as JSON can hold them."""
    return asdict(chosen)


def judge(chosen: ClueSettings) -> None:
    """See whether settings can be so; Refusal, which names the field, if not."""
    if read_pattern(chosen.pattern) is None:
        raise Refusal(say.PATTERN_WRONG, code="pattern_wrong", field="pattern")
    if not chosen.handled:
        raise Refusal(say.NOTHING_HANDLED, code="nothing_handled", field="handled")
    if set(chosen.handled) & set(OPEN):
        raise Refusal(say.OPEN_HANDLED, code="open_handled", field="handled")
    if chosen.days is not None and not 1 <= chosen.days <= MOST_DAYS:
        raise Refusal(say.DAYS_WRONG, code="days_wrong", field="days")
    if not 0 <= chosen.digits <= MOST_DIGITS:
        raise Refusal(say.DIGITS_WRONG, code="digits_wrong", field="digits")
    if not 0 <= chosen.alike_days <= MOST_DAYS:
        raise Refusal(say.ALIKE_WRONG, code="alike_wrong", field="alike_days")


def set_settings(store: Store, chosen: ClueSettings) -> None:
    """Keep settings; Refusal, with nothing changed, where they cannot be so."""
    judge(chosen)
    preferences.put(store, KEY, written(chosen))
