"""Papers of what is recorded."""

from __future__ import annotations

from branchdesk.papers.blocks import Paper
from branchdesk.papers.minutes import make_minutes
from branchdesk.services.meetings import load
from branchdesk.store.engine import Store


def minutes(store: Store, meeting_id: str) -> Paper:
    """Make the minutes of a meeting; a draft carries the word 草稿. Refusal where a character has no face."""
    return make_minutes(load(store, meeting_id))
