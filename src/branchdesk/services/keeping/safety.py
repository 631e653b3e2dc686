"""What a branch does for the safety of its file: when it locks, when a password is wanted, old plain copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from branchdesk.errors import Trouble
from branchdesk.services import Changes, branch, preferences
from branchdesk.services.keeping import backups, vault
from branchdesk.services.keeping.backups import Backup
from branchdesk.store.engine import Store
from branchdesk.words import backups as say_backups

IDLE, LATER = "idle_minutes", "password_later"
USUAL_IDLE = 10
IDLE_CHOICES = (5, 10, 15, 30, 0)  # 0: never
PUT_OFF = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Cleared:
    """How many copies were deleted, and the sentences of those that could not be."""

    deleted: int
    troubles: tuple[str, ...] = ()


def idle_minutes(store: Store) -> int:
    """Give the minutes after which a window that nobody touches is locked; 0 where never."""
    found = preferences.get(store, IDLE)
    return found if found in IDLE_CHOICES else USUAL_IDLE


def set_idle_minutes(store: Store, minutes: int) -> Changes:
    """Set the minutes after which a window that nobody touches is locked; 0 for never."""
    preferences.put(store, IDLE, minutes)
    return Changes(kinds=frozenset({IDLE}))


def wants_password(store: Store, day: date) -> bool:
    """Say whether to remind of a password: there is none, there are people to be kept from eyes, nobody put it off."""
    if store.protected or not branch.people(store):
        return False
    later = preferences.get(store, LATER)
    return not isinstance(later, str) or later <= day.isoformat()


def put_off(store: Store, day: date) -> None:
    """Remind of a password no earlier than a month from a day."""
    preferences.put(store, LATER, (day + PUT_OFF).isoformat())


def plain_copies(path: Path) -> tuple[Backup, ...]:
    """Give the backups of a file, newest first, that anybody can read. A drive that does not answer keeps waiting."""
    return tuple(one for one in backups.known(path) if not one.protected)


def clear(store: Store, copies: Sequence[Backup]) -> Cleared:
    """Overwrite and delete copies that anybody can read, once there is a backup under the password.

    Trouble where that backup cannot be taken; nothing is deleted then.
    """
    if not any(one.protected for one in backups.known(store.path)):
        backups.take(store, say_backups.BY_HAND)
    troubles = []
    for copy in copies:
        try:
            backups.remove(copy)
        except Trouble as trouble:
            troubles.append(trouble.sentence)
    return Cleared(len(copies) - len(troubles), tuple(troubles))


def set_password(store: Store, operator: str, password: str) -> vault.Protected:
    """Write an open file anew under a key; the file is closed for it. Refusal or Trouble as `vault.protect` says."""
    store.close()
    return vault.protect(store.path, operator, password)


def renew(store: Store, password: str) -> vault.Protected:
    """Write an open file anew under another key, for the operator whose password it is; the file is closed for it.

    Refusal where the password is not that of who works; the file is still open then.
    """
    vault.confirm(store, store.operator, password)
    key = bytearray(store.key or b"")
    try:
        store.close()
        return vault.renew(store.path, key, store.operator, password)
    finally:
        key[:] = bytes(len(key))


def recovery(store: Store, password: str) -> tuple[str, ...]:
    """Give the groups of the recovery key, for printing it again, to whoever knows the password of who works."""
    vault.confirm(store, store.operator, password)
    return vault.recovery_of(store)
