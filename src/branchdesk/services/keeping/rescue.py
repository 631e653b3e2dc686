"""Everything of a damaged file that can still be read, in a new and sound file beside it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from branchdesk import clock
from branchdesk.errors import Refusal, Trouble
from branchdesk.services.keeping.vault import is_locked
from branchdesk.store import driver, history, raw_pages, rescue, rescue_writing, swapping, vault
from branchdesk.store.engine import bring_up, lay_out, open_store
from branchdesk.words import rescue as say

_MOMENT = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Line:
    """One table: how it is called, how many of its rows were read, how many are known to be lost."""

    table: str
    label: str
    read: int
    lost: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was rescued: the new file, pages damaged and in all, the lines by table, and what else is to be said."""

    path: Path
    bad_pages: int
    pages: int
    lines: tuple[Line, ...]
    notes: tuple[str, ...]

    @property
    def read(self) -> int:
        """Count the rows that were read."""
        return sum(line.read for line in self.lines)

    @property
    def lost(self) -> int:
        """Count the rows that are known to be lost."""
        return sum(line.lost for line in self.lines)


def beside(path: Path) -> Path:
    """Name the file that what can be read of a damaged one is put into."""
    return _free(path, say.rescued_name(path.stem, clock.now().strftime(_MOMENT)))


def rescue_locked(path: Path, target: Path, password: str | None) -> Report:
    """Rescue what can be read of a file that nobody has open, by a password where it has one; as `rescue_file` says."""
    if not is_locked(path):
        return rescue_file(path, target)
    found = vault.unlock(path, password or "")
    try:
        return rescue_file(path, target, found.key)
    finally:
        vault.wipe(found.key)


def rescue_file(path: Path, target: Path, key: driver.Key | None = None, operator: str = "") -> Report:
    """Write everything that can be read of a file into a new one under the same key; the damaged one is not touched.

    Without a `key` it is a file without a password. Refusal nothing_readable where no page is sound under the key;
    Trouble where the result cannot be written, and then nothing of it is left.
    """
    own = driver.OPEN_KEY if key is None else key
    making = swapping.being_made(target)
    try:
        pages = _pages(path, key, making)
        revision = rescue.revision_of(pages)
        if revision is None:
            raise Refusal(say.unknown_schema(path), code="nothing_readable")
        lay_out(making, own, revision)
        with closing(driver.connect(making, own)) as pattern:
            gathered = rescue.gather(pages, revision, pattern)
        written = rescue_writing.write(gathered, making, own)
        bring_up(making, own)
        report = _report(target, pages, gathered, written)
        store = open_store(making, key=own, operator=operator)
        history.event(store, "rescued", say.event(report.read, report.lost))
        store.close()
        swapping.remove_journals(making)
        if vault.keys_file(path).exists() and key is not None:
            vault.keys_file(target).write_bytes(vault.keys_file(path).read_bytes())
        making.replace(target)
    except (driver.DriverError, OSError) as error:
        raise Trouble(say.not_rescued(target), code="not_rescued") from error
    finally:
        swapping.remove_journals(making)
        making.unlink(missing_ok=True)
    return report


def _pages(path: Path, key: driver.Key | None, making: Path) -> raw_pages.Pages:
    """Read the pages of a file, under a key or as a plain one of before keys."""
    try:
        if key is not None or not driver.is_plain(path):
            return raw_pages.read(path, driver.OPEN_KEY if key is None else key, making)
    except raw_pages.NoPages as error:
        if key is not None:
            raise Refusal(say.nothing_readable(path), code="nothing_readable") from error
    try:
        pages = raw_pages.read(path, None, making)
    except raw_pages.NoPages as error:
        raise Refusal(say.nothing_readable(path), code="nothing_readable") from error
    if rescue.revision_of(pages) is None:
        raise Refusal(say.nothing_readable(path), code="nothing_readable")
    return pages


def _report(target: Path, pages: raw_pages.Pages, gathered: rescue.Gathered, written: rescue_writing.Written) -> Report:
    lines = tuple(
        Line(table, label, written.read[table] + written.from_history[table], written.lost[table])
        for table, label in say.TABLES.items()
        if written.read[table] or written.lost[table] or written.from_history[table]
    )
    aside = sum(written.set_aside.values()) + gathered.unplaced
    freed = sum(written.freed.values())
    stood_in, of_history = sum(written.stood_in.values()), sum(written.from_history.values())
    told = [
        (not pages.coded, say.UNCODED),
        (of_history, say.from_history(of_history)),
        (stood_in, say.stood_in(stood_in)),
        (freed, say.freed(freed)),
        (aside, say.set_aside(aside)),
        (not all(rows.sure for rows in gathered.tables.values()), say.UNSURE),
        (pages.lost_frames, say.JOURNAL),
        (written.lost["operation"] or written.lost["change"], say.LINKS),
    ]
    return Report(target, len(pages.bad), pages.count, lines, tuple(note for so, note in told if so))


def _free(path: Path, stem: str) -> Path:
    """Give a file name that is not taken, with the ending of the data file."""
    free, number = path.with_name(f"{stem}{path.suffix}"), 1
    while free.exists():
        number += 1
        free = path.with_name(f"{stem}-{number}{path.suffix}")
    return free
