"""Looking into a backup, beside what is there now, and putting it in the present file's place.

A backup is never opened where it lies: a copy of it is brought up to date and looked at. The present file is backed up
first; where it is damaged it is kept aside as it is. A file under a password stays under one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from branchdesk import clock
from branchdesk.errors import Refusal, Spoken, Trouble
from branchdesk.services import branch
from branchdesk.services.keeping import backups as backup_files
from branchdesk.services.keeping import vault
from branchdesk.services.keeping.backups import Backup
from branchdesk.store import backups, chain, driver, history, revisions, soundness, swapping, troubles
from branchdesk.store import vault as keys
from branchdesk.store.engine import Store, open_store
from branchdesk.store.history import Step
from branchdesk.words import restoring as say
from branchdesk.words import store as say_store
from branchdesk.words.backups import BEFORE_RESTORE

_MOMENT = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a file: counts by kind, its newest step, its schema before it was brought up to date, its branch."""

    counts: dict[str, int]
    newest: Step | None
    revision: str
    protected: bool
    branch_id: str
    branch_name: str
    broken_links: int

    @property
    def at(self) -> str:
        """Give when the newest step was done."""
        return self.newest.at if self.newest else ""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is in a backup, what is in the present file (None: it does not open), and what was done since, newest first.

    `since` is None where that cannot be told.
    """

    then: Found
    now: Found | None
    since: tuple[Step, ...] | None
    head: str = revisions.HEAD


@dataclass(frozen=True, slots=True)
class Restored:
    """The restored file, open; what was in the backup; and where the file of before is kept, if there was one."""

    store: Store
    found: Found
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Good:
    """A backup that is whole, what is in it, and how many operations the file has seen since, where that is known."""

    backup: Backup
    found: Found
    since: int | None


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens a backup: a password, a recovery key as printed, or the key of the present file."""

    password: str | None = None
    recovery: str | None = None
    key: driver.Key | None = None


def look(backup: Path, at: Path, secret: Secret | None = None) -> Found:
    """Verify a backup and tell what is in it; `at` is the data file, beside which a copy is opened for a moment.

    Refusal where it is missing, damaged, not ours, newer, locked or the password is wrong; it is left as it is.
    """
    with _copy_of(backup, at, secret or Secret()) as (_, found):
        return found


def compare(store: Store, backup: Path, secret: Secret | None = None) -> Compared:
    """Look into a backup beside an open file; Refusal as `look` says, and where it is another branch's."""
    given = secret or Secret()
    mine = Secret(given.password, given.recovery, given.key or store.key)
    with _copy_of(backup, store.path, mine) as (copy, then):
        _same_branch(backup, then, store)
        with copy.reading() as connection:
            known = {step.id for step in history.steps(connection)}
    now = _found(store, "")
    with store.reading() as connection:
        steps = history.steps(connection)
    shared = [step.sequence for step in steps if step.id in known]
    since = tuple(step for step in steps if step.sequence > max(shared)) if shared else None
    return Compared(then, now, since)


def restore(store: Store, backup: Path, secret: Secret | None = None) -> Restored:
    """Put a backup in an open file's place, which is backed up first and closed.

    Refusal as `look` says, and where it is another branch's; Trouble where the disk is in the way. The present file
    then stays as it is, open or closed.
    """
    given = secret or Secret()
    mine = Secret(given.password, given.recovery, given.key or store.key)
    path, operator = store.path, store.operator
    with _copy_of(backup, path, mine) as (copy, found):
        _same_branch(backup, found, store)
        present = bytearray(store.key) if store.key is not None and store.protected else None
        kept = _kept(store)
        return Restored(_put(copy, path, present, operator), found, kept)


def restore_file(path: Path, backup: Path, secret: Secret | None = None) -> Restored:
    """Put a backup where a file is that nobody has open, is damaged, or is not there; the caller holds it.

    A present file that opens is backed up, any other kept aside as it is. Refusal and Trouble as `restore` says.
    """
    given = secret or Secret()
    if path.exists() and backup.exists() and path.samefile(backup):
        raise Refusal(say.same_file(path), code="same_file")
    if not path.exists():
        with _copy_of(backup, path, given) as (copy, found):
            return Restored(_put(copy, path, None, ""), found, None)
    try:
        store = branch.open_file(path, given.password)
    except Refusal as refusal:
        if driver.is_foreign(path):
            raise Refusal(say_store.not_ours(path), code="not_ours") from refusal
        return _instead_of_damaged(path, backup, given)
    try:
        return restore(store, backup, given)
    except Spoken:
        store.close()
        raise


def keep_aside(path: Path) -> Path:
    """Copy a damaged file, its journal and keys as they are, under a name with the date, and give that name.

    Trouble where the disk has no room for it.
    """
    stem = say.kept_name(path.stem, clock.now().strftime(_MOMENT))
    kept, number = path.with_name(f"{stem}{path.suffix}"), 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{stem}-{number}{path.suffix}")
    try:
        for ending in ("-wal", ".keys", ""):
            part = path.with_name(path.name + ending)
            if part.exists():
                shutil.copyfile(part, kept.with_name(kept.name + ending))
    except OSError as error:
        raise _trouble(kept, error) from error
    return kept


def newest_good(path: Path, secret: Secret | None = None) -> Good | None:
    """Find the newest backup of a damaged file that is whole now, and what was done since where that can be read.

    Refusal locked, wrong_password or too_soon where the newest one wants another secret.
    """
    given = secret or Secret()
    for one in backup_files.known(path):
        try:
            found = look(one.path, path, given)
        except Refusal as refusal:
            if refusal.code in {"locked", "wrong_password", "too_soon", "not_a_recovery_key"}:
                raise
            continue
        return Good(one, found, _since(path, given, found))
    return None


def _since(path: Path, secret: Secret, found: Found) -> int | None:
    """Count the operations of a damaged file since a backup, where it opens far enough for that."""
    try:
        with closing(branch.open_to_read(path, secret.password)) as store, store.reading() as connection:
            newest = next(iter(history.steps(connection, 1)), None)
    except (Spoken, DatabaseError):
        return None
    return newest.sequence - found.newest.sequence if newest and found.newest else None


def _kept(store: Store) -> Path:
    """Back the present file up and close it; one that turns out to be damaged is kept aside as it is."""
    try:
        kept = backups.take(store, BEFORE_RESTORE).path
    except Trouble as trouble:
        if trouble.code != "damaged":
            raise
        store.close()
        return keep_aside(store.path)
    store.close()
    return kept


def _instead_of_damaged(path: Path, backup: Path, secret: Secret) -> Restored:
    with _copy_of(backup, path, secret) as (copy, found):
        present = None
        if vault.is_locked(path) and not copy.protected:
            if secret.key is None:
                raise Refusal(say.present_locked(path), code="present_locked")
            present = bytearray(secret.key)
        kept = keep_aside(path)
        return Restored(_put(copy, path, present, ""), found, kept)


def _same_branch(backup: Path, found: Found, store: Store) -> None:
    if found.branch_id != store.branch.id:
        raise Refusal(say.other_branch(backup, found.branch_name), code="other_branch")


def _put(copy: Store, path: Path, present: bytearray | None, operator: str) -> Store:
    """Write a verified copy beside the file's place, under the key it will have, and give it that place.

    A backup that has a password keeps its own; any other goes under the present file's, where that has one.
    """
    making = swapping.being_made(path)
    own = copy.key if copy.protected or present is None else present
    key = bytearray(own or driver.OPEN_KEY)
    try:
        swapping.remove_journals(making)
        making.unlink(missing_ok=True)
        with copy.reading() as connection:
            newest = next(iter(history.steps(connection, 1)), None)
        driver.rewrite(copy.path, copy.key, making, key)
        made = open_store(making, key=key, operator=operator)
        history.event(made, "restored", say.event(newest.at, newest.title) if newest else say.event("", ""))
        made.close()
        swapping.see_whole(making)
        if copy.protected and key != present and keys.keys_file(copy.path).exists():
            shutil.copyfile(keys.keys_file(copy.path), keys.keys_file(making))
        copy.close()
        swapping.put_in_place(path)
        return open_store(path, key=key, operator=operator)
    except (driver.DriverError, OSError, Spoken) as error:
        swapping.drop(path)
        raise error if isinstance(error, Spoken) else _trouble(path, error) from error
    finally:
        keys.wipe(key)
        keys.wipe(present)


@contextmanager
def _copy_of(backup: Path, at: Path, secret: Secret) -> Iterator[tuple[Store, Found]]:
    """Lend a copy of a backup, verified and brought up to date, in a folder beside the data file that then goes."""
    if not backup.is_file():
        raise Refusal(say_store.no_such_file(backup), code="no_such_file")
    folder = swapping.looked_into(at)
    try:
        swapping.clear(folder)
        folder.mkdir()
        copy = folder / "copy.branchdesk"
        try:
            if driver.is_foreign(backup):
                raise Refusal(say.not_ours(backup), code="not_ours")
            for ending in ("", "-wal", ".keys"):
                part = backup.with_name(backup.name + ending)
                if part.exists():
                    shutil.copyfile(part, copy.with_name(copy.name + ending))
            store, revision = _opened(backup, copy, secret)
        except OSError as error:
            raise _trouble(at, error) from error
        with closing(store):
            yield store, _found(store, revision)
    finally:
        with suppress(OSError):
            swapping.clear(folder)


def _opened(backup: Path, copy: Path, secret: Secret) -> tuple[Store, str]:
    """Verify a copy of a backup under whichever secret opens it, and bring it up to date."""
    try:
        key = _key_of(backup, copy, secret)
        with closing(driver.connect(copy, key)) as raw:
            revision = str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])
            problems = driver.page_problems(raw)
        if not problems:
            return open_store(copy, key=key), revision
    except (driver.DriverError, TypeError) as error:
        raise Refusal(say.damaged(backup), code="damaged") from error
    except Refusal as refusal:
        told = {"newer_file": say.newer, "damaged": say.damaged, "not_ours": say.not_ours}.get(refusal.code)
        if told is None:
            raise
        raise Refusal(told(backup), code=refusal.code) from refusal
    raise Refusal(say.damaged(backup), code="damaged")


def _key_of(backup: Path, copy: Path, secret: Secret) -> bytes | bytearray | None:
    """Find the key of a backup: none, the one everybody has, the present file's, or what the secret gives."""
    if driver.is_plain(copy):
        return None
    locked = keys.keys_file(copy).exists()
    for key in (driver.OPEN_KEY, secret.key):
        if key is not None and _opens(copy, key):
            return key
    if secret.recovery:
        read = vault.read_recovery(secret.recovery)
        if _opens(copy, read):
            return read
    if secret.password and locked:
        # Tried at the backup's own keys, so that wrong passwords wait there too.
        found = keys.unlock(backup, secret.password).key
        if _opens(copy, found):
            return found
    elif locked:
        raise Refusal(say.locked(backup), code="locked")
    raise Refusal(say.damaged(backup), code="damaged")


def _opens(copy: Path, key: driver.Key) -> bool:
    """Say whether a key reads the first page of a copy."""
    try:
        with closing(driver.connect(copy, key)) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.DriverError as error:
        if "not a database" in str(error):
            return False
        raise
    return True


def _found(store: Store, revision: str) -> Found:
    with store.reading() as connection:
        counts = soundness.counts(connection)
        newest = next(iter(history.steps(connection, 1)), None)
        broken = len(chain.broken_links(connection)) if revision else 0
    return Found(counts, newest, revision, store.protected, store.branch.id, store.branch.name, broken)


def _trouble(path: Path, error: Exception) -> Trouble:
    """Say that nothing was put back, and by its code what the disk did."""
    return Trouble(say.not_written(path), code=troubles.of_either(path, error).code)
