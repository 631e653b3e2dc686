"""Writing the file anew once something of it was erased, so that none of its free pages still holds a piece.

A mark in the file says that this is still to be done; a power cut in between is made up for the next time.
SQLite-only; PostgreSQL: VACUUM FULL.
"""

from __future__ import annotations

import logging
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from branchdesk.store import driver, swapping
from branchdesk.store.engine import Store, open_store
from branchdesk.store.tables import new_id, preference

MARK = "to_be_swept"
SMALL = 256 << 20  # bytes; a larger file is only written anew while nobody else works in it

log = logging.getLogger(__name__)


def ask(connection: Connection, branch_id: str) -> None:
    """Note that the file is to be written anew, in the transaction that makes it necessary."""
    if not _is_asked(connection):
        connection.execute(insert(preference).values(id=new_id(), branch_id=branch_id, key=MARK, value=True))


def is_asked(store: Store) -> bool:
    """Say whether the file is still to be written anew."""
    with store.reading() as connection:
        return _is_asked(connection)


def _is_asked(connection: Connection) -> bool:
    return connection.scalar(select(preference.c.id).where(preference.c.key == MARK).limit(1)) is not None


def sweep(store: Store) -> Store:
    """Write the file anew in its own place, overwrite the old one, and give it open again.

    Nobody else has it open. Where the disk will not it stays as it was, and the mark stays with it.
    """
    key = None if store.key is None else bytearray(store.key)
    making = swapping.being_made(store.path)
    store.close()
    try:
        try:
            driver.rewrite(store.path, key, making, key)
            swapping.remove_journals(making)
            swapping.put_in_place(store.path)
        except (driver.DriverError, OSError):
            log.warning("the file could not be written anew")
            swapping.remove_journals(making)
            making.unlink(missing_ok=True)
            return open_store(store.path, key=key, operator=store.operator)
        swept = open_store(store.path, key=key, operator=store.operator)
    finally:
        if key is not None:
            key[:] = bytes(len(key))
    _done(swept)
    return swept


def freshen(store: Store, _report: object) -> bool:
    """Make up for what a cut left to be done, in a file that is small enough to do it beside other work."""
    if store.path.stat().st_size > SMALL or not is_asked(store):
        return False
    raw = store.engine.raw_connection()
    own: Any = raw.driver_connection
    try:
        own.execute("VACUUM")
        busy = own.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except driver.DriverError:
        return False  # somebody writes; the next time is soon enough
    finally:
        raw.close()
    if not busy:
        _done(store)
    return False  # nothing of it is seen


def _done(store: Store) -> None:
    with store.transaction() as connection:
        connection.execute(delete(preference).where(preference.c.key == MARK))
