"""Any ledger as a list: pages for the screen, whole for a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from branchdesk import clock
from branchdesk.errors import Refusal
from branchdesk.files.export import Column, write_sheet
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.spec import FieldKind, Ledger
from branchdesk.services.pace import undisturbed
from branchdesk.store import lists as rows
from branchdesk.store.engine import Store
from branchdesk.store.lists import Condition, Page, Query, Sort, Test
from branchdesk.words import store as say

__all__ = ["Condition", "Page", "Query", "Sort", "Test", "counts", "export", "ledger_called", "page", "record", "walk"]

AS_TEXT = {FieldKind.ID_NUMBER, FieldKind.PHONE}


def ledger_called(key: str) -> Ledger:
    """Give a ledger by its key; Refusal where there is none."""
    if key not in LEDGERS:
        raise Refusal(say.unknown_ledger(key, "、".join(LEDGERS)), code="unknown_ledger")
    return LEDGERS[key]


def page(store: Store, ledger: Ledger, query: Query | None = None, columns: tuple[str, ...] | None = None) -> Page:
    """Give one page of a ledger as of today: the screen's columns, or those asked for; values as stored."""
    wanted = columns if columns is not None else ledger.screen
    day = clock.today()
    with store.reading() as connection:
        return rows.page(connection, ledger, wanted, query or Query(), branch_id=store.branch.id, day=day)


def record(store: Store, ledger: Ledger, record_id: str) -> dict[str, Any]:
    """Give one record as of today, by field key, as stored; Refusal where there is none."""
    keys = tuple(field.key for field in ledger.fields)
    found = page(store, ledger, Query(ids=(record_id,)), keys).rows
    if not found:
        raise Refusal(say.no_such_record(say.RECORD, record_id), code="no_such_record")
    return dict(zip(keys, found[0][1], strict=True))


def counts(store: Store, ledger: Ledger, key: str) -> tuple[tuple[Any, int], ...]:
    """Count a ledger's records of today by one field's values, as stored; None and "" are what is not filled in."""
    with store.reading() as connection:
        return rows.counts(connection, ledger, key, branch_id=store.branch.id, day=clock.today())


def walk(
    store: Store,
    ledger: Ledger,
    query: Query,
    columns: tuple[str, ...],
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Walk all rows of a query, each (identifier, values), without holding them in memory."""
    with store.reading() as connection:
        yield from rows.every(connection, ledger, columns, query, branch_id=store.branch.id, day=clock.today())


def export(store: Store, ledger: Ledger, path: Path, query: Query | None = None) -> int:
    """Write a ledger as a sheet by the path's ending (.xlsx .csv .ods) and give how many rows it has.

    The sheet may be imported again. Refusal for another ending; Trouble where the file cannot be written.
    """
    fields = [ledger.field(key) for key in ledger.sheet]
    columns = [Column(field.label, field.width, is_text=field.kind in AS_TEXT) for field in fields]
    with undisturbed():
        lines = [
            [field.shown(value) for field, value in zip(fields, values, strict=True)]
            for _, values in walk(store, ledger, query or Query(), ledger.sheet)
        ]
        return write_sheet(path, ledger.label, columns, lines)
