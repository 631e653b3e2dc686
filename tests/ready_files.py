"""Branch files made once a run and copied: an empty branch, one with records in it, and an invented one.

Making a file and saving six people costs a fifth of a second, and thousands of tests begin with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, select

from branchdesk import clock
from branchdesk.services import Store, branch, demo
from branchdesk.store import swapping
from branchdesk.store.chain import END
from branchdesk.store.tables import operation, preference

_empty: dict[branch.Founding, tuple[bytes, str]] = {}
_invented: dict[tuple[demo.Size, date, str], tuple[bytes, dict[str, Any]]] = {}
_filled: dict[tuple[str, str, str], tuple[bytes, list[str]]] = {}


def begin(path: Path, founding: branch.Founding) -> Store:
    """Give an empty branch at a path where there is no file yet."""
    if founding not in _empty:
        with TemporaryDirectory() as folder:
            made = branch.create(Path(folder) / path.name, founding)
            first = _steps(made)[0]
            made.close()
            _empty[founding] = (made.path.read_bytes(), first)
    if path.exists():
        return branch.create(path, founding)
    path.write_bytes(_empty[founding][0])
    return branch.open_file(path)


def fill(store: Store, name: str, put: Callable[[Store], list[str]]) -> list[str]:
    """Put records into a branch by `put`, or, where nothing else is in it yet, by the copy made before of that name."""
    steps = _steps(store)
    if not _is_as_made(store, steps):
        return put(store)
    known = name, steps[0], clock.named()
    if known not in _filled:
        records = put(store)
        store.engine.dispose()
        _filled[known] = (store.path.read_bytes(), records)
        return [*records]
    store.engine.dispose()
    swapping.remove_journals(store.path)
    content, records = _filled[known]
    store.path.write_bytes(content)
    return [*records]


def invented(path: Path, size: demo.Size, today: date) -> dict[str, Any]:
    """Lay an invented branch out at a path, as `demo.create` does: by the copy made before of that size."""
    known = size, today, clock.named()
    if known not in _invented:
        counts = demo.create(path, size, today)
        _invented[known] = (path.read_bytes(), counts)
        return counts
    content, counts = _invented[known]
    path.write_bytes(content)
    return counts


def _is_as_made(store: Store, steps: list[str]) -> bool:
    """Say whether a store is a copy of an empty one, with nothing done to it, at a moment when nobody reads it."""
    with store.reading() as connection:
        kept = connection.scalar(select(func.count()).where(preference.c.key != END))
    busy = store.engine.pool.status().find("Current Checked out connections: 0") < 0 or os.name == "nt"
    return not busy and not kept and len(steps) == 1 and steps[0] in {first for _, first in _empty.values()}


def _steps(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.scalars(select(operation.c.id)))
