"""What a branch sets for the safety of its file: when the window locks by itself, when it is reminded of a password."""

from __future__ import annotations

from branchdesk.services import preferences
from branchdesk.store.engine import Store

IDLE = "idle_minutes"
USUAL_IDLE = 10
IDLE_CHOICES = (5, 10, 15, 30, 0)  # 0: never


def idle_minutes(store: Store) -> int:
    """Give the minutes after which a window that nobody touches is locked; 0 where never."""
    found = preferences.get(store, IDLE)
    return found if found in IDLE_CHOICES else USUAL_IDLE


def set_idle_minutes(store: Store, minutes: int) -> None:
    """Set the minutes after which a window that nobody touches is locked; 0 for never."""
    preferences.put(store, IDLE, minutes)
