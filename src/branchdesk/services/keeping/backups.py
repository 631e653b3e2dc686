"""Backups as the window and the command line ask for them: when one is needed, where they lie, which of them go.

How a file is backed up stands beside it, in `FILE.backups`, and not in it: another machine has other folders, and where
the file is damaged its backups must be found all the same.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from branchdesk import clock
from branchdesk.domain.thinning import Plan, Taken, superfluous
from branchdesk.errors import Trouble
from branchdesk.store import backups
from branchdesk.store.backups import Backup, Report, carry, folder_of, in_folder, listed, remove, take, verify
from branchdesk.store.engine import Store
from branchdesk.store.soundness import COUNTED
from branchdesk.words import backups as say

__all__ = ["Backup", "carry", "folder_of", "in_folder", "listed", "remove", "take", "verify"]

MINUTES, MONTHS = (10, 30, 60, 120), (12, 24, 60)
STAY = timedelta(days=30)  # how long what was taken before something risky stays in any case
WORRY = timedelta(days=7)  # the age from which work that is in no backup yet is worth a word
RISKY = frozenset({say.BEFORE_RESTORE, say.BEFORE_UPGRADE, say.BEFORE_ERASURE})

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a file is backed up: every how many minutes of work, where else (empty: nowhere), and how long it is kept."""

    minutes: int = 30
    second: str = ""
    months: int = 24
    thin_by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest backup, if there is any, and whether the file has changed since."""

    last: Backup | None
    changed: bool

    def is_old(self, now: datetime) -> bool:
        """Say whether a week of work is in no backup."""
        return self.changed and (self.last is None or now - _moment(self.last) > WORRY)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of backing up came to: how it stands, what was taken, and what was in the way."""

    standing: Standing
    taken: Backup | None = None
    trouble: Trouble | None = None


def settings(path: Path) -> Settings:
    """Give how a file is backed up; the usual where nobody chose, or what was chosen cannot be read."""
    try:
        held = json.loads(_settings_file(path).read_text("utf-8"))
        minutes, months = int(held["minutes"]), int(held["months"])
        chosen = Settings(minutes, str(held["second"]), months, bool(held["thin_by_hand"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()
    return chosen if minutes in MINUTES and months in MONTHS else Settings(second=chosen.second)


def choose(path: Path, chosen: Settings) -> None:
    """Keep how a file is backed up; Trouble where that cannot be written."""
    file = _settings_file(path)
    fresh = file.with_name(f"{file.name}.new")
    try:
        with fresh.open("w", encoding="utf-8") as written:
            json.dump(asdict(chosen), written, ensure_ascii=False, indent=1)
            written.flush()
            os.fsync(written.fileno())
        fresh.replace(file)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise Trouble(say.settings_not_written(file), code="not_writable") from error


def second_in(store: Store, folder: Path) -> Path:
    """Name the folder of this branch's backups in one that somebody chose, where another branch's may lie too."""
    return folder / f"{folder_of(store.path).name}-{store.branch.id[-6:]}"


def known(path: Path) -> list[Backup]:
    """Give every backup of a file, newest first, in both folders; also where the file is damaged or gone.

    A second folder on a drive that does not answer may keep this waiting.
    """
    second = settings(path).second
    return list(listed(path, *([Path(second)] if second else [])))


def standing(store: Store) -> Standing:
    """Say which backup is the newest in the file's own folder, and whether something changed since."""
    last = next(iter(in_folder(folder_of(store.path))), None)
    return Standing(last, last is None or not backups.is_current(store, last))


def take_into(store: Store, folder: Path) -> tuple[Backup, dict[str, int]]:
    """Back an open file up into a folder that is there, and count the records of what was verified."""
    taken = take(store, say.ON_COMMAND, folder)
    rows = verify(taken.path, store.key)
    return taken, {name: rows[table.name] for name, table in COUNTED.items()}


def back_up(store: Store, reason: str, report: Report | None = None) -> Round:
    """Take a backup where the file changed since the last one, or whenever somebody asked; then thin the old ones.

    What the world puts in the way is given as the `trouble` of the round, to be told calmly.
    """
    before = standing(store)
    if reason != say.BY_HAND and not before.changed:
        return Round(before)
    try:
        taken = take(store, reason, None, report)
    except Trouble as trouble:
        log.warning("no backup: %s", trouble.code)
        return Round(before, trouble=trouble)
    thin(folder_of(store.path), settings(store.path))
    return Round(Standing(taken, changed=False), taken)


def bring_along(newest: Backup, second: Path, chosen: Settings) -> bool:
    """Copy the newest backup into the second folder, where it is not there yet, and say whether that was done.

    Trouble where the folder is not there or cannot be written. The drive may keep this waiting for long.
    """
    if not second.parent.is_dir():
        raise Trouble(say.second_missing(second.parent), code="folder_missing")
    if (second / newest.path.name).exists():
        return False
    carry(newest, second)
    thin(second, chosen)
    return True


def thin(folder: Path, chosen: Settings) -> None:
    """Delete the backups of a folder that nobody will miss; one that cannot be deleted now goes the next time."""
    held = {one.number: one for one in in_folder(folder)}
    now = clock.now().replace(tzinfo=None)
    plan = Plan(months=chosen.months)
    gone = superfluous([Taken(one.number, _moment(one), _stays(one, chosen, now)) for one in held.values()], plan)
    for number in gone:
        with suppress(Trouble):
            remove(held[number])


def _stays(one: Backup, chosen: Settings, now: datetime) -> bool:
    if one.reason == say.BY_HAND:
        return not chosen.thin_by_hand
    return one.reason in RISKY and now - _moment(one) < STAY


def _moment(one: Backup) -> datetime:
    return datetime.fromisoformat(one.at)


def _settings_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.backups")
