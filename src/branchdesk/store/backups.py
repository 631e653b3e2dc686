"""Backups: whole copies of the data file, each verified before it has its name.

A backup is a data file that the program could open directly, its keys beside it, under the same key. Its name tells
when and why it was made, and the how-manyth it is: a clock that was set back cannot make a newer one look older.
PostgreSQL: pg_basebackup or pg_dump, verified by a restore.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from branchdesk import clock
from branchdesk.errors import Cancelled, Refusal, Spoken, Trouble
from branchdesk.store import driver, swapping, vault
from branchdesk.words import backups as say
from branchdesk.words.store import copy_before

if TYPE_CHECKING:
    from branchdesk.store.engine import Store

Report = Callable[[int, int], None]

ENDING = ".branchdesk"
STEP = 1024  # pages between two moments at which a backup can be given up: four megabytes
_BLOCK = 1 << 20
STALE = 3600  # seconds after which what a cut left half done is surely nobody's work any more
_NAME = re.compile(r"(?P<at>\d{8}-\d{6})-(?P<number>\d{5,})-(?P<reason>[^-.]+)\.branchdesk")
_TIME, _PART = "%Y%m%d-%H%M%S", ".part"
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_NO_RIGHTS = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: where, when (local time, 2026-11-20T14:30:05), why, how many bytes, and whether under a password.

    `number` counts the backups of a file and gives their order; 0 for a copy that an older program left.
    """

    path: Path
    at: str
    reason: str
    size: int
    protected: bool
    number: int = 0

    @property
    def order(self) -> tuple[int, str]:
        """Give what tells the newer of two backups of one folder."""
        return self.number, self.at


def folder_of(path: Path) -> Path:
    """Name the folder where the backups of a data file lie; it may not be there yet."""
    stem = path.stem if path.suffix == ENDING else path.name
    return path.with_name(say.folder_name(stem))


def listed(path: Path, *more_folders: Path) -> tuple[Backup, ...]:
    """Give the backups of a file, newest first, by their names and headers alone; a folder that is gone has none."""
    found = [one for folder in (folder_of(path), *more_folders) for one in _in_folder(folder)]
    return tuple(sorted([*found, *_beside(path)], key=lambda one: one.order, reverse=True))


def in_folder(folder: Path) -> tuple[Backup, ...]:
    """Give the backups in one folder, newest first; none where the folder is gone."""
    return tuple(sorted(_in_folder(folder), key=lambda one: one.order, reverse=True))


def take(store: Store, reason: str, folder: Path | None = None, report: Report | None = None) -> Backup:
    """Copy an open file into its folder of backups, or another, and verify the copy; writing goes on meanwhile.

    `report` is told (done, total) pages and may end the work by raising. Trouble where the disk or the folder is in
    the way or what was written does not read back; nothing of it is then left.
    """
    with store.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")  # from here on it sees one moment of the file
        raw = connection.connection.driver_connection
        try:
            return take_from(raw, store.path, store.key, reason, folder, report, sealed=store.protected)
        except Trouble as trouble:
            if store.stop is not None and store.stop():
                raise Cancelled from trouble  # what was being counted was given up
            raise


def take_from(
    source: Any,  # noqa: ANN401 - the driver ships no types
    path: Path,
    key: driver.Key | None,
    reason: str,
    folder: Path | None = None,
    report: Report | None = None,
    *,
    sealed: bool = False,
) -> Backup:
    """Copy what an open connection sees, in a read transaction, as `take` does; `sealed`: under a password."""
    home = folder or folder_of(path)
    with _told(home):
        if folder is None:
            home.mkdir(exist_ok=True)
        with _making(home) as (number, part):
            target = home / f"{clock.now().strftime(_TIME)}-{number:05}-{reason}{ENDING}"
            try:
                counts, newest = driver.table_counts(source), _newest_of(source)
                _write(source, part, key, report)
                whole = _is_whole(part, key, counts, newest)
            except driver.DriverError as error:
                _probe(part)
                raise _whose_fault(path, key, home) from error
            if not whole:
                raise _whose_fault(path, key, home)
            _put_down(part, target, vault.keys_file(path), sealed=sealed)
        return _read(target) or _gone(target)


def carry(backup: Backup, folder: Path, report: Report | None = None) -> Backup:
    """Copy a verified backup into a second folder, under its own name, and compare what lies there with it.

    That needs no key, so it may go on, on a drive that is slow to answer, after the file was locked. Trouble as `take`
    says.
    """
    with _told(folder):
        folder.mkdir(exist_ok=True)  # but never what it is in: the drive may not be there now
        target = folder / backup.path.name
        with _making(folder) as (_, part):
            sent, done = hashlib.sha256(), 0
            with backup.path.open("rb") as source, part.open("wb") as written:
                while block := source.read(_BLOCK):
                    sent.update(block)
                    written.write(block)
                    done += len(block)
                    if report is not None:
                        report(done, backup.size)
            _settle(part)
            with part.open("rb") as lying:
                if hashlib.file_digest(lying, hashlib.sha256).digest() != sent.digest():
                    raise Trouble(say.not_written(folder), code="backup_not_written")
            _put_down(part, target, vault.keys_file(backup.path), sealed=backup.protected)
        return _read(target) or _gone(target)


def verify(path: Path, key: driver.Key | None) -> dict[str, int]:
    """Look at every page of a backup and count the rows of its tables.

    Refusal backup_missing, backup_wrong_key or backup_damaged; Trouble where it may not be read. Nothing is written
    beside it.
    """
    if not path.is_file():
        raise Refusal(say.backup_missing(path), code="backup_missing")
    own = None if driver.is_plain(path) else key or driver.OPEN_KEY
    try:
        with closing(driver.connect(path, own, still=True)) as opened:
            tables = opened.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            problems = driver.page_problems(opened)
            counts = {} if problems else driver.table_counts(opened)
    except driver.DriverError as error:
        if "not a database" in str(error) and own is not None:
            raise Refusal(say.backup_wrong_key(path), code="backup_wrong_key") from error
        raise Refusal(say.backup_damaged(path), code="backup_damaged") from error
    if problems or not tables:
        raise Refusal(say.backup_damaged(path), code="backup_damaged")
    return counts


def is_current(store: Store, backup: Backup) -> bool:
    """Say whether an open file has not changed since a backup of it: neither its history nor how its desk is set."""
    try:
        key = None if driver.is_plain(backup.path) else store.key
        with closing(driver.connect(backup.path, key, still=True)) as opened:
            held = _mark(opened)
    except (driver.DriverError, OSError):
        return False  # it lies under the key of before, or is no good any more
    with store.reading() as connection:
        return held == _mark(connection.connection.driver_connection)


def _mark(connection: Any) -> str:  # noqa: ANN401 - the driver ships no types
    """Give what differs once anything that people did to the file differs."""
    digest = hashlib.sha256(_newest_of(connection).encode())
    for row in connection.execute("SELECT branch_id, key, value FROM preference ORDER BY branch_id, key"):
        digest.update(repr(row).encode())
    return digest.hexdigest()


def remove(backup: Backup) -> None:
    """Delete a backup and its keys; one that anybody could read is overwritten first. Trouble where it cannot be."""
    with _told(backup.path.parent):
        if backup.protected:
            backup.path.unlink(missing_ok=True)
        elif backup.path.exists():
            swapping.overwrite(backup.path)
        swapping.remove_journals(backup.path)
        vault.keys_file(backup.path).unlink(missing_ok=True)


def tidy(folder: Path) -> None:
    """Take away what a cut left half done: parts of copies, and keys whose copy never came."""
    for part in folder.glob(f"*{_PART}"):
        if part.stem.isdigit() and abs(time.time() - part.stat().st_mtime) > STALE:
            swapping.overwrite(part)
    for keys in folder.glob(f"*{ENDING}.keys"):
        named = keys.with_suffix("")
        if _NAME.fullmatch(named.name) and not named.exists() and abs(time.time() - keys.stat().st_mtime) > STALE:
            keys.unlink(missing_ok=True)


def _write(source: Any, part: Path, key: driver.Key | None, report: Report | None) -> None:  # noqa: ANN401 - as above
    def progress(_status: int, left: int, total: int) -> None:
        if report is not None:
            report(total - left, total)

    written = driver.connect(part, key)
    try:
        # A copy that is cut short is thrown away, so it needs no journal; it is forced to the disk once, at its end.
        written.execute("PRAGMA journal_mode = OFF")
        written.execute("PRAGMA synchronous = OFF")
        source.backup(written, pages=STEP, progress=progress)
    finally:
        written.close()
    _settle(part)


def _is_whole(part: Path, key: driver.Key | None, counts: dict[str, int], newest: str) -> bool:
    try:
        return verify(part, key) == counts and _newest(part, key) == newest
    except Refusal:
        return False


def _whose_fault(path: Path, key: driver.Key | None, folder: Path) -> Trouble:
    """Say whether a copy is not whole because the file it is of is not, or because of the disk it was written to."""
    try:
        with closing(driver.connect(path, key, beside=True)) as opened:
            damaged = bool(driver.page_problems(opened))
    except driver.DriverError:
        damaged = False  # it does not open beside whoever writes it, which is no sign of damage
    if damaged:
        return Trouble(say.source_damaged(path), code="damaged")
    return Trouble(say.not_written(folder), code="backup_not_written")


def _probe(part: Path) -> None:
    """Write on where the driver could not, for the system says why: OSError where there is no room."""
    with part.open("ab") as file:
        file.write(bytes(_BLOCK))
        file.flush()
        os.fsync(file.fileno())


def _settle(part: Path) -> None:
    """Force a file to the disk, and have it read from there when it is verified, where the system lets us ask."""
    with part.open("r+b") as file:
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _put_down(part: Path, target: Path, keys: Path, *, sealed: bool) -> None:
    """Give a verified copy its name: its keys first, so that there is never one without."""
    if sealed and keys.exists():
        beside = vault.keys_file(target)
        shutil.copyfile(keys, beside)
        with beside.open("r+b") as file:
            os.fsync(file.fileno())
    elif sealed:
        vault.save(target, vault.Keys(()))  # they were lost; the recovery key opens the file, and its copy
    part.rename(target)
    swapping.sync_folder(target.parent)


def _newest_of(connection: Any) -> str:  # noqa: ANN401 - as above
    row = connection.execute("SELECT hash FROM operation ORDER BY sequence DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def _newest(path: Path, key: driver.Key | None) -> str:
    with closing(driver.connect(path, key, still=True)) as opened:
        return _newest_of(opened)


@contextmanager
def _making(folder: Path) -> Iterator[tuple[int, Path]]:
    """Lend the number of a new backup and the file it is written to, which goes unless it was given its name."""
    tidy(folder)
    number, part = _reserve(folder)
    try:
        yield number, part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _reserve(folder: Path) -> tuple[int, Path]:
    """Find the next number, and make the file that keeps it from anybody else who backs up here now."""
    number = max((one.number for one in _in_folder(folder)), default=0) + 1
    while True:
        part = folder / f"{number:05}{_PART}"
        try:
            part.touch(exist_ok=False)
        except FileExistsError:
            number += 1
            continue
        if any(one.number == number for one in _in_folder(folder)):  # somebody was done in between
            part.unlink()
            number += 1
            continue
        return number, part


def _in_folder(folder: Path) -> Iterator[Backup]:
    try:
        names = [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return
    for path in names:
        if found := _read(path):
            yield found


def _beside(path: Path) -> Iterator[Backup]:
    """Find the copies that programs of schemas 1 to 5 laid beside a file before bringing it up to date."""
    beginning = copy_before(path.name, "")
    with suppress(OSError):
        for copy in path.parent.iterdir():
            if copy.name.startswith(beginning) and not copy.name.endswith((*swapping.JOURNALS, ".keys")):
                with suppress(OSError):
                    facts = copy.stat()
                    at = datetime.fromtimestamp(facts.st_mtime).astimezone().strftime("%Y-%m-%dT%H:%M:%S")
                    yield Backup(copy, at, say.BEFORE_UPGRADE, facts.st_size, _is_protected(copy))


def _read(path: Path) -> Backup | None:
    """Read what the name and the header of a backup tell; None where it went meanwhile or may not be read."""
    named = _NAME.fullmatch(path.name)
    if named is None:
        return None
    try:
        at = datetime.strptime(named["at"], _TIME).isoformat()  # noqa: DTZ007 - the office's own clock is meant
        return Backup(path, at, named["reason"], path.stat().st_size, _is_protected(path), int(named["number"]))
    except (OSError, ValueError):
        return None


def _is_protected(path: Path) -> bool:
    return vault.keys_file(path).exists() and not driver.is_plain(path)


def _gone(path: Path) -> Backup:
    raise Refusal(say.backup_missing(path), code="backup_missing")


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Say what is in the way of a backup in a sentence of ours."""
    try:
        yield
    except OSError as error:
        raise _trouble(error.errno, folder) from error


def _trouble(number: int | None, folder: Path) -> Spoken:
    if number in _FULL:
        return Trouble(say.disk_full(folder), code="disk_full")
    if number in {errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.ENODEV, errno.ENXIO, errno.EHOSTDOWN}:
        return Trouble(say.folder_missing(folder), code="folder_missing")
    if number in _NO_RIGHTS:
        return Trouble(say.folder_locked(folder), code="folder_locked")
    return Trouble(say.not_written(folder), code="backup_not_written")
