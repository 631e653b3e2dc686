"""Beginning a branch's file, opening it, and looking whether it is sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from branchdesk.errors import Refusal
from branchdesk.store import history
from branchdesk.store.engine import Store, create_store, hold, is_held, open_store
from branchdesk.store.soundness import Soundness, look
from branchdesk.store.tables import member, member_period
from branchdesk.words import branch as say
from branchdesk.words import store as say_store

__all__ = ["Soundness", "check", "create", "hold", "hold_existing", "open_file", "open_to_read", "people"]


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
    store = create_store(
        path,
        name=founding.name.strip(),
        unit=founding.unit.strip(),
        duties_from=founding.duties_from,
    )
    with history.beginning(store, say_store.start_title(store.branch.name)):
        return store


@contextmanager
def hold_existing(path: Path) -> Iterator[None]:
    """Hold a file for writing while a verb runs; Refusal where there is none or a window holds it."""
    if not path.is_file():
        raise Refusal(say_store.no_such_file(path), code="no_such_file")
    with hold(path):
        yield


def open_file(path: Path) -> Store:
    """Open a branch's file; Refusal or Trouble as `store.engine.open_store` says."""
    return open_store(path)


def open_to_read(path: Path) -> Store:
    """Open a branch's file for a verb that only reads, also while a window holds it."""
    return open_store(path, beside=path.is_file() and is_held(path))


def check(store: Store) -> Soundness:
    """Look whether the file, its records and its history hold."""
    with store.reading() as connection:
        return look(connection)


def people(store: Store) -> int:
    """Count who is on the roster now."""
    with store.reading() as connection:
        mine = member.c.branch_id == store.branch.id
        query = select(func.count(member.c.id.distinct())).join(member_period).where(mine)
        return connection.scalar(query.where(member_period.c.until.is_(None))) or 0
