"""Any ledger as a list: pages for the screen, whole for a sheet."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from branchdesk import clock
from branchdesk.domain.identity import mask
from branchdesk.errors import Refusal
from branchdesk.files.export import Report, Value, cell_of, columns_of, write_sheet
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.spec import Field, Ledger
from branchdesk.services.pace import undisturbed
from branchdesk.services.people import disclosures
from branchdesk.services.people.disclosures import Way
from branchdesk.services.people.people import in_wanted_order
from branchdesk.store import lists as rows
from branchdesk.store.engine import Store
from branchdesk.store.lists import Condition, Page, Query, Sort, Test, Totals
from branchdesk.words import filters
from branchdesk.words import store as say

__all__ = [
    "Condition",
    "Page",
    "Query",
    "Sort",
    "Test",
    "Totals",
    "counts",
    "described",
    "export",
    "has_private",
    "identifiers",
    "ledger_called",
    "page",
    "record",
    "said",
    "sorts_by_strokes",
    "totals",
    "walk",
]

log = logging.getLogger(__name__)
STROKES = "strokes"


def ledger_called(key: str) -> Ledger:
    """Give a ledger by its key; Refusal where there is none."""
    if key not in LEDGERS:
        raise Refusal(say.unknown_ledger(key, "、".join(LEDGERS)), code="unknown_ledger")
    return LEDGERS[key]


def said(field: Field, value: object) -> str:
    """Say one value of a condition: private numbers masked."""
    if value is None or value == "":
        return filters.NOT_FILLED
    text = field.shown(value)
    return mask(text) if field.private else text


def described(field: Field, condition: Condition) -> str:
    """Say a condition in a few words: 入党时间 介于 2020 和 2026-11."""
    open_ended = condition.test is Test.BETWEEN
    values = ["" if open_ended and value in {None, ""} else said(field, value) for value in condition.values]
    return filters.described(field.label, condition.test.value, values)


def page(
    store: Store,
    ledger: Ledger,
    query: Query | None = None,
    columns: tuple[str, ...] | None = None,
    *,
    on: date | None = None,
) -> Page:
    """Give one page of a ledger as of a day, else today: the screen's columns, or those asked for; values as stored."""
    wanted = columns if columns is not None else ledger.screen
    day = on or clock.today()
    with store.reading() as connection:
        ordered = in_wanted_order(connection, store.branch.id, ledger)
        return rows.page(connection, ordered, wanted, query or Query(), branch_id=store.branch.id, day=day)


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


def identifiers(store: Store, ledger: Ledger, query: Query) -> tuple[str, ...]:
    """Give the identifiers of all rows of a query, in its order; of its page nothing is taken."""
    whole = replace(query, offset=0, limit=None)
    return tuple(record for record, _ in page(store, ledger, whole, ()).rows)


def totals(store: Store, ledger: Ledger, query: Query, columns: tuple[str, ...], *, on: date | None = None) -> Totals:
    """Add up what a query finds as of a day, else today: rows, sums of amounts, counts of choices and flags."""
    with store.reading() as connection:
        return rows.totals(connection, ledger, columns, query, branch_id=store.branch.id, day=on or clock.today())


def sorts_by_strokes(ledger: Ledger) -> bool:
    """Say whether a ledger's names can be sorted by strokes too, by `Sort("name", by=STROKES)`."""
    return rows.has_key(ledger, "name", STROKES)


def walk(
    store: Store,
    ledger: Ledger,
    query: Query,
    columns: tuple[str, ...],
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Walk all rows of a query, each (identifier, values), without holding them in memory."""
    with store.reading() as connection:
        ordered = in_wanted_order(connection, store.branch.id, ledger)
        yield from rows.every(connection, ordered, columns, query, branch_id=store.branch.id, day=clock.today())


def has_private(fields: Sequence[Field], values: Sequence[object]) -> bool:
    """Say whether a row tells anything private in full."""
    return any(field.private and value for field, value in zip(fields, values, strict=True))


def export(
    store: Store,
    ledger: Ledger,
    path: Path,
    query: Query | None = None,
    columns: tuple[str, ...] | None = None,
    report: Report | None = None,
) -> int:
    """Write a ledger as a sheet by the path's ending (.xlsx .csv .ods) and give how many rows it has.

    `columns` are keys of fields, in order; without them it is the whole sheet, which can be imported again. `report` is
    told (rows written, rows in all) now and then, and may end the work by raising. Refusal for another ending or an
    unknown field; Trouble where the file cannot be written, and then whatever stood there stays. Full numbers in it
    become an event of the history once all rows are written, before the file takes its place.
    """
    query, keys = query or Query(), columns or ledger.sheet
    total = page(store, ledger, replace(query, limit=1), keys).total
    fields = [ledger.field(key) for key in keys]

    def lines() -> Iterator[list[Value]]:
        told = 0
        for _, values in walk(store, ledger, query, keys):
            yield [cell_of(field, value) for field, value in zip(fields, values, strict=True)]
            told += has_private(fields, values)
        disclosures.note(store, Way.EXPORTED, ledger.label, told)

    with undisturbed():
        written = write_sheet(path, ledger.label, columns_of(ledger, keys), lines(), total=total, report=report)
    log.info("exported %d rows of %s as %s", written, ledger.key, path.suffix)
    return written
