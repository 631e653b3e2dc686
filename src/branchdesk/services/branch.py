"""Beginning a branch's file, opening it, and looking whether it is sound."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from branchdesk.errors import Refusal, Trouble
from branchdesk.services.keeping import placing, vault, world
from branchdesk.store import history
from branchdesk.store.backups import folder_of
from branchdesk.store.engine import Store, accept_lost, clear, create_store, hold, is_held, open_store
from branchdesk.store.mark import mark_file
from branchdesk.store.soundness import Soundness, look
from branchdesk.store.swapping import is_there
from branchdesk.store.tables import member, member_period
from branchdesk.store.vault import keys_file
from branchdesk.words import branch as say
from branchdesk.words import store as say_store

__all__ = [
    "Soundness",
    "accept_lost",
    "check",
    "create",
    "hold",
    "hold_existing",
    "is_there",
    "open_file",
    "open_to_read",
    "people",
    "reopening",
]


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new branch is called and from which month its duties count (2026-11)."""

    name: str
    unit: str
    duties_from: str


def create(path: Path, founding: Founding) -> Store:
    """Make a new, empty branch; Refusal where the file is there, a name is missing or the month is none."""
    if not founding.name.strip():
        raise Refusal(say.name_missing(), code="name_missing", field="name")
    if not founding.unit.strip():
        raise Refusal(say.unit_missing(), code="unit_missing", field="unit")
    if not re.fullmatch(r"(19|20)\d{2}-(0[1-9]|1[0-2])", founding.duties_from):
        raise Refusal(say.not_a_month(founding.duties_from), code="not_a_month", field="duties_from")
    world.refuse_network(path, making=True)
    placing.refuse_too_long(path)
    store = create_store(
        path,
        name=founding.name.strip(),
        unit=founding.unit.strip(),
        duties_from=founding.duties_from,
    )
    try:
        with history.beginning(store, say_store.start_title(store.branch.name)):
            return store
    except BaseException:
        store.close()
        clear(path)
        raise


@contextmanager
def hold_existing(path: Path) -> Iterator[None]:
    """Hold a file for writing while a verb runs; Refusal where there is none or a window holds it."""
    if not is_there(path):
        raise Refusal(say_store.no_such_file(path), code="no_such_file")
    with hold(path):
        yield


def was_there(path: Path) -> bool:
    """Say whether something beside a path tells that a data file stood there: its keys, its mark, its backups."""
    return any(one.exists() for one in (keys_file(path), mark_file(path), folder_of(path)))


def open_file(path: Path, password: str | None = None) -> Store:
    """Open a branch's file, by a password where it has one; Refusal or Trouble as `store.engine.open_store` says."""
    world.refuse_network(path)
    try:
        return _opened(path, password, beside=False)
    except Trouble:
        placing.refuse_too_long(path)  # the system says of it that the file may not be written
        raise


def open_to_read(path: Path, password: str | None = None) -> Store:
    """Open a branch's file for a verb that only reads, also while a window holds it."""
    return _opened(path, password, beside=path.is_file() and is_held(path), holds=False)


def _opened(path: Path, password: str | None, *, beside: bool, holds: bool = True) -> Store:
    if password is None or not vault.is_locked(path):
        return open_store(path, beside=beside, holds=holds)
    return vault.unlock(path, password, beside=beside, holds=holds)


@contextmanager
def reopening(store: Store) -> Iterator[Callable[[], Store]]:
    """Remember how a file is opened while something is done to it closed; gives what opens it again as it was."""
    key = None if store.key is None else bytearray(store.key)

    def again() -> Store:
        store.close()
        return open_store(store.path, key=key, operator=store.operator)

    try:
        yield again
    finally:
        if key is not None:
            key[:] = bytes(len(key))


def check(store: Store, report: Callable[[int, int], None] | None = None) -> Soundness:
    """Look whether the file, its records and its history hold; `report` is told (done, total) now and then."""
    with store.reading() as connection:
        return look(connection, report)


def people(store: Store) -> int:
    """Count who is on the roster now."""
    with store.reading() as connection:
        mine = member.c.branch_id == store.branch.id
        query = select(func.count(member.c.id.distinct())).join(member_period).where(mine)
        return connection.scalar(query.where(member_period.c.until.is_(None))) or 0
