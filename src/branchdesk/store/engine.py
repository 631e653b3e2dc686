"""Opening the data file: SQLAlchemy over SQLCipher's SQLite, one writer at a time, readers beside it.

PostgreSQL: the pragmas go, BEGIN IMMEDIATE becomes an advisory lock per branch, the application id becomes a row.
"""

from __future__ import annotations

import getpass
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, insert, select
from sqlalchemy.exc import DatabaseError, DBAPIError, NoResultFound, OperationalError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from branchdesk.errors import Cancelled, Refusal, Spoken, Trouble
from branchdesk.store import driver, mark, raw_pages, revisions, swapping, troubles, vault
from branchdesk.store.mark import Mark
from branchdesk.store.tables import branch, metadata, new_id, revision
from branchdesk.words import store as say
from branchdesk.words import troubles as say_troubles

log = logging.getLogger(__name__)
_WRITING = {"branchdesk_begin": "BEGIN IMMEDIATE"}


@dataclass(frozen=True, slots=True)
class Branch:
    """The branch a file holds. `duties_from` is a month: 2026-11."""

    id: str
    name: str
    unit: str
    duties_from: str


@dataclass(frozen=True, slots=True)
class Store:
    """An open data file, the branch in it, and who works on it."""

    path: Path
    engine: Engine
    branch: Branch
    operator: str
    key: bytearray | None = field(default=None, repr=False)  # None: a file of before keys, in plain text
    stop: Callable[[], bool] | None = None
    before: Path | None = field(
        default=None, compare=False
    )  # the backup that was taken before it was brought up to date
    mark: Mark | None = field(default=None, repr=False, compare=False)  # None: it is only read, beside a window

    @property
    def protected(self) -> bool:
        """Say whether nobody reads the file without a password."""
        return self.key is not None and self.key != driver.OPEN_KEY

    def until(self, stop: Callable[[], bool]) -> Store:
        """Lend the same file to work that may be given up: once `stop` says so, what it reads ends with Cancelled."""
        return replace(self, stop=stop)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection that sees one moment of the file; what it would write is dropped.

        Trouble where the disk fails or a page is damaged.
        """
        with _telling(self.path), self.engine.connect() as connection, _renewed_if_damaged(connection):
            if self.stop is None:
                yield connection
                return
            try:
                with driver.stopping(connection.connection.driver_connection, self.stop):
                    yield connection
            except OperationalError as error:
                if self.stop():
                    raise Cancelled from error
                raise

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Lend the writing connection: all of it is kept, or nothing is. Trouble where the disk will not."""
        if self.mark is not None and not self.mark.is_there():
            raise troubles.gone(self.path)  # else it would be written where nobody finds it
        count = None
        with writing(self.engine, self.path) as connection:
            raw: Any = connection.connection.driver_connection
            before = raw.total_changes
            yield connection
            if self.mark is not None and raw.total_changes != before:
                count = mark.count_up(raw)
        if self.mark is not None and count is not None:
            self.mark.note(count)

    def close(self) -> None:
        """Let go of the file, and of its key."""
        self.engine.dispose()
        if self.mark is not None:
            self.mark.close()
        if self.key is not None:
            self.key[:] = bytes(len(self.key))


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """Lend a connection inside one write transaction; Trouble where the disk or another program is in the way."""
    with (
        _telling(path),
        engine.connect().execution_options(**_WRITING) as connection,
        _renewed_if_damaged(connection),
        connection.begin(),
    ):
        yield connection


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Say in a sentence what the disk or another program did; a bug of ours stays one."""
    try:
        yield
    except (DBAPIError, driver.DriverError) as error:
        trouble = troubles.of_database(path, error)
        if trouble is None:
            raise
        raise trouble from error


@contextmanager
def _renewed_if_damaged(connection: Connection) -> Iterator[None]:
    """Drop a connection that met a damaged page: the library gives nothing more on it, also of pages that are whole."""
    try:
        yield
    except (DBAPIError, driver.DriverError) as error:
        if troubles.is_damage(error):
            connection.invalidate()
        raise


def create_store(
    path: Path, *, name: str, unit: str, duties_from: str, key: driver.Key | None = driver.OPEN_KEY
) -> Store:
    """Make a new file with an empty branch; `duties_from` is a month (2026-11), `key` 32 bytes, None for plain text.

    Refusal where a file or no folder is there; Trouble where writing fails, and then no file is left.
    """
    try:
        if path.exists():
            raise Refusal(say.file_exists(path), code="file_exists")
        if not path.parent.is_dir():
            raise Refusal(say.folder_missing(path.parent), code="folder_missing")
    except OSError as error:
        raise Trouble(say.not_writable(path), code="not_writable") from error
    record = Branch(new_id(), name, unit, duties_from)
    own = None if key is None else bytearray(key)
    engine = _engine(path, own)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")  # the journal's mode is set outside a transaction
            # In the file itself before there is a journal: whoever opens it next judges it by its first page.
            connection.exec_driver_sql(f"PRAGMA application_id = {driver.APPLICATION_ID}")
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            connection.exec_driver_sql("BEGIN")
        with writing(engine, path) as connection:
            metadata.create_all(connection)
            connection.execute(insert(revision).values(version_num=revisions.HEAD))
            connection.execute(
                insert(branch).values(id=record.id, name=name, unit=unit, duties_from=duties_from),
            )
    except (DatabaseError, Spoken) as error:
        engine.dispose()
        clear(path)
        raise error if isinstance(error, Spoken) else troubles.of_either(path, error) from error
    return Store(path, engine, record, getpass.getuser(), own, mark=Mark(path))


def lay_out(path: Path, key: driver.Key, revision_wanted: str) -> None:
    """Make a file with the empty tables of a released schema, for rows that come from elsewhere."""
    engine = _engine(path, key)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")  # the journal's mode is set outside a transaction
            connection.exec_driver_sql(f"PRAGMA application_id = {driver.APPLICATION_ID}")
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            connection.exec_driver_sql("BEGIN")
        if revision_wanted == revisions.HEAD:
            with writing(engine, path) as connection:
                metadata.create_all(connection)
                connection.execute(insert(revision).values(version_num=revisions.HEAD))
        else:
            revisions.run_steps(engine, revision_wanted)
    finally:
        engine.dispose()


def bring_up(path: Path, key: driver.Key) -> None:
    """Bring a file that nobody else has up to date, without a backup of it."""
    engine = _engine(path, key)
    try:
        revisions.run_steps(engine, revisions.HEAD)
    finally:
        engine.dispose()


def clear(path: Path) -> None:
    """Take away a new file that could not be begun."""
    with suppress(OSError):
        swapping.remove_journals(path)
        path.unlink(missing_ok=True)


def open_store(
    path: Path, *, key: driver.Key | None = None, operator: str = "", beside: bool = False, holds: bool = True
) -> Store:
    """Open a file, bringing an older one up to date after a verified copy; `beside` a window it is only read.

    Without a `key` it is a file that has no password. `operator` is who will have done what is written, the machine's
    user where nobody is named. Without `holds` nobody holds the file yet: it is held while it is brought up to date.
    Refusal where there is none, where it is not ours, locked, damaged, or made by a newer program; it is then left
    untouched. Trouble where it or its folder may not be read or written.
    """
    own = _key_for(path, key)
    noted = None if beside else mark.read(path)
    engine = _engine(path, own, beside=beside, there=True)
    before = None
    try:
        with engine.connect() as connection:
            found = connection.scalars(select(revision.c.version_num)).one()
            lost = 0 if noted is None else noted.count - mark.count_of(connection.connection.driver_connection)
        if noted is not None and lost > 0 and not noted.accepted:
            raise Refusal(say_troubles.lost_writes(path, lost), code="lost_writes")
        if found != revisions.HEAD:
            before = _bring_up_to_date(engine, path, own, beside=beside, holds=holds)
            if own is None and not driver.is_plain(path):
                return replace(open_store(path, operator=operator, holds=holds), before=before)
        with engine.connect() as connection:
            row = connection.execute(select(branch)).one()
    except (DatabaseError, NoResultFound) as error:
        engine.dispose()
        raise _why_not(path, key, error) from error
    except Spoken as error:
        engine.dispose()
        if noted is not None and error.code == "lost_writes":
            mark.renew(path, noted)  # closing it has folded the rest of the journal into the file
        raise
    here = Branch(row.id, row.name, row.unit, row.duties_from)
    user = operator or getpass.getuser()
    store = Store(path, engine, here, user, own, before=before, mark=None if beside else Mark(path))
    if noted is not None and lost > 0:
        from branchdesk.store import history  # noqa: PLC0415 - it stands on this module

        history.event(store, "lost_writes", say_troubles.lost_accepted(lost))
    return store


def _key_for(path: Path, key: driver.Key | None) -> bytearray | None:
    """Give a key of its own to what opens a file, None where the file is plain; Refusal where it is not ours."""
    try:
        if not path.is_file():
            raise Refusal(say.no_such_file(path), code="no_such_file")
        if driver.is_foreign(path):
            raise Refusal(say.not_ours(path), code="not_ours")
        return None if driver.is_plain(path) else bytearray(key or driver.OPEN_KEY)
    except OSError as error:
        raise Trouble(say.not_readable(path), code="not_readable") from error


def _bring_up_to_date(engine: Engine, path: Path, key: driver.Key | None, *, beside: bool, holds: bool) -> Path | None:
    if beside:
        raise Refusal(say.older_in_use(path), code="in_use")
    with nullcontext() if holds else hold(path):
        before = revisions.upgrade(engine, path, key)
        if key is None:
            engine.dispose()
            _lay_under_codes(path)
    return before


def _lay_under_codes(path: Path) -> None:
    """Write a plain file anew, so that a changed bit is found from now on; where there is no room it stays plain."""
    try:
        driver.rewrite(path, None, swapping.being_made(path), driver.OPEN_KEY)
        swapping.put_in_place(path)
    except (OSError, driver.DriverError, Trouble):
        log.info("a file of before keys stays as it is for now")
        swapping.finish(path)


def accept_lost(path: Path) -> None:
    """Let a file whose newest writes are lost be opened as it is from now on; its history will say so."""
    noted = mark.read(path)
    if noted is not None:
        mark.renew(path, noted, accepted=True)


def _why_not(path: Path, key: driver.Key | None, error: Exception) -> Spoken:
    """Say why a file that may be ours does not open."""
    trouble = troubles.of_database(path, error)
    if trouble is not None and trouble.code != "damaged":
        return trouble
    if not troubles.is_foreign(error) or driver.is_plain(path):  # the first page was ours
        return Refusal(say.damaged(path), code="damaged")
    if key is not None:
        return Refusal(say.wrong_key(path), code="wrong_key")
    if vault.keys_file(path).exists():
        return Refusal(say.locked(path), code="locked")
    if raw_pages.has_sound(path, driver.OPEN_KEY):
        return Refusal(say.damaged(path), code="damaged")
    return Refusal(say.not_ours(path), code="not_ours")


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold a file for writing, as a window or a writing verb does, by whatever path; Refusal while another does."""
    path = path.resolve()
    # The window takes the lock on the thread that opens the file and gives it back on its own.
    lock = FileLock(path.with_name(f"{path.name}.lock"), thread_local=False)
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise Refusal(say.in_use(path), code="in_use") from error
    except OSError as error:
        raise troubles.of_disk(path, error) from error
    try:
        swapping.finish(path)
        yield
    finally:
        lock.release()


def is_held(path: Path) -> bool:
    """Say whether a window or a writing verb holds a file now."""
    try:
        with hold(path):
            return False
    except Refusal:
        return True


def _engine(path: Path, key: driver.Key | None, *, beside: bool = False, there: bool = False) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: driver.connect(path, key, beside=beside, there=there),
        poolclass=QueuePool,
        hide_parameters=True,  # an error's text must never carry anybody's data into a log
    )

    @event.listens_for(engine, "handle_error")
    def refuse(context: ExceptionContext) -> None:
        if isinstance(context.original_exception, UnicodeEncodeError | OverflowError):
            raise Refusal(say.unstorable(), code="unstorable") from context.original_exception

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("branchdesk_begin", "BEGIN"))

    return engine
