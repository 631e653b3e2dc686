"""One raw connection to the file, the same for every use: engine, copies, checks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

APPLICATION_ID = 0x6272646B  # "brdk"
# What a file without a password lies under: no secret, but every page then carries a code that tells a changed bit.
OPEN_KEY = b"branchdesk-file-without-password"
BUSY_MS = 5000
PAGE_BYTES = 4096  # what SQLCipher makes a page of, unless told otherwise
PLAIN_HEADER = b"SQLite format 3\0"
STEPS = 20_000  # of SQLite's machine between two looks at whether anybody still wants the answer; about a millisecond
_APPLICATION_ID_AT = slice(68, 72)

DriverError = sqlcipher.DatabaseError
Key = bytes | bytearray


def connect(path: Path, key: Key | None, *, beside: bool = False, still: bool = False, there: bool = False) -> Any:  # noqa: ANN401 - the driver ships no types
    """Open a file with 32 raw key bytes, or without; the driver's DatabaseError comes with the first read.

    `beside` another process that writes, the file is opened for reading alone. On Unix whatever opens and closes the
    file in that process (a file dialog that looks for an icon will do) takes its locks away; a reader that could
    write would then believe itself alone, fold the journal in when it closes, and delete it under the writer.

    A file that is not `there` is made; one that should be, and was taken away meanwhile, must not be made anew.
    `still` is a file that nobody writes, a backup: nothing is locked, and no journal laid beside it.
    """
    mode = (
        "mode=ro&immutable=1" if still else "mode=ro&readonly_shm=1" if beside else "mode=rw" if there else "mode=rwc"
    )
    uri = f"{path.absolute().as_uri()}?{mode}"
    connection = sqlcipher.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log = off")  # else the library writes to standard error
        if key is not None:
            connection.execute(f'PRAGMA key = "{_raw(key)}"')
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute("PRAGMA synchronous = FULL")  # a power cut must not take an acknowledged save
        connection.execute("PRAGMA temp_store = MEMORY")
    except DriverError:
        connection.close()  # a journal left open would stay beside a file that is not opened
        raise
    return connection


def memory() -> Any:  # noqa: ANN401 - the driver ships no types
    """Open an empty database that is nowhere but in memory."""
    return sqlcipher.connect(":memory:", isolation_level=None)


def versions() -> tuple[str, str]:
    """Name the versions of SQLite and of SQLCipher."""
    connection = memory()
    try:
        return sqlcipher.sqlite_version, connection.execute("PRAGMA cipher_version").fetchone()[0]
    finally:
        connection.close()


@contextmanager
def stopping(connection: Any, stop: Callable[[], bool]) -> Iterator[None]:  # noqa: ANN401 - the driver ships no types
    """Let whatever a connection is asked meanwhile be given up, with the driver's error, once `stop` says so."""
    connection.set_progress_handler(stop, STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, STEPS)


def is_foreign(path: Path) -> bool:
    """Say whether a file is plainly another program's, judged by its header alone; it is not touched."""
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(PLAIN_HEADER):
        return len(header) < len(PLAIN_HEADER)  # too short for a database; else it may be a locked one
    return int.from_bytes(header[_APPLICATION_ID_AT], "big") != APPLICATION_ID


def is_plain(path: Path) -> bool:
    """Say whether a file is a database without a key."""
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) == PLAIN_HEADER


def copy(source: Any, target: Path, key: Key | None) -> None:  # noqa: ANN401 - the driver ships no types
    """Copy an open database page by page into a new file under the same key, and verify what was written.

    Raises DriverError or OSError where it cannot be written or does not read back whole.
    """
    written = connect(target, key)
    try:
        source.backup(written)
        problems = page_problems(written)
    finally:
        written.close()
    if problems:
        raise DriverError(problems[0])


def rewrite(source: Path, key: Key | None, target: Path, new_key: Key | None) -> None:
    """Write what is in a file into a new one under another key, row by row, and verify that every table came whole.

    Raises DriverError or OSError where it cannot be written or does not read back whole; `target` may then be left.
    """
    opened = connect(source, key)
    try:
        opened.execute("ATTACH ? AS fresh KEY ?", (str(target), "" if new_key is None else _raw(new_key)))
        for pragma in ("application_id", "user_version"):
            value = opened.execute(f"PRAGMA main.{pragma}").fetchone()[0]
            opened.execute(f"PRAGMA fresh.{pragma} = {value}")
        opened.execute("BEGIN")  # what is written meanwhile stays out of the copy and of the counts alike
        opened.execute("SELECT sqlcipher_export('fresh')").fetchone()
        counts = table_counts(opened)
        opened.execute("COMMIT")
        opened.execute("DETACH fresh")
    finally:
        opened.close()
    written = connect(target, new_key)
    try:
        written.execute("PRAGMA journal_mode = WAL")
        problems = page_problems(written)
        if not problems and table_counts(written) != counts:
            problems = ["counts"]
    finally:
        written.close()
    if problems:
        raise DriverError(problems[0])


def page_problems(connection: Any) -> list[str]:  # noqa: ANN401 - the driver ships no types
    """Look at every page of an open database: the code that each carries under a key, and the trees they make."""
    found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    if found:
        return found  # the library gives nothing more of a file once a page of it failed
    try:
        return [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    except DriverError as error:
        if "malformed" in str(error):
            return [str(error)]
        raise


def table_counts(connection: Any) -> dict[str, int]:  # noqa: ANN401 - the driver ships no types
    """Count the rows of every table."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - the schema's own names
        for (name,) in tables
    }


def _raw(key: Key) -> str:
    return f"x'{key.hex()}'"
