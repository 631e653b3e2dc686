"""Some rows of a ledger as a table for the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from branchdesk.domain.identity import mask
from branchdesk.errors import Refusal
from branchdesk.files import copied
from branchdesk.ledgers.spec import Field, Ledger
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.people import disclosures
from branchdesk.services.people.disclosures import Way
from branchdesk.store.engine import Store
from branchdesk.words import sheets as say

MOST = 5_000  # rows that a chat, a paper or the clipboard itself can bear


@dataclass(frozen=True, slots=True)
class Copied:
    """A table as text and as a page, how many rows it has below its headings, and which columns are hidden in part."""

    text: str
    html: str
    rows: int
    hidden: tuple[str, ...]


def as_table(
    store: Store,
    ledger: Ledger,
    query: Query | None = None,
    columns: tuple[str, ...] | None = None,
    *,
    unmasked: bool = False,
) -> Copied:
    """Give the rows of a query as they are shown, by the screen's columns or those asked for; private numbers hidden.

    Refusal where there are more rows than `MOST`, or for an unknown field.
    """
    keys = columns or ledger.screen
    found = lists.page(store, ledger, replace(query or Query(), limit=MOST), keys)
    if found.total > MOST:
        raise Refusal(say.too_many_to_copy(found.total, ledger.one, MOST), code="too_many_to_copy")
    fields = [ledger.field(key) for key in keys]
    headings = [field.label for field in fields]
    rows = [
        [_shown(field, value, unmasked=unmasked) for field, value in zip(fields, values, strict=True)]
        for _, values in found.rows
    ]
    if unmasked:
        told = sum(lists.has_private(fields, values) for _, values in found.rows)
        disclosures.note(store, Way.COPIED, ledger.label, told)
    hidden = tuple(field.label for field in fields if field.private and not unmasked)
    return Copied(copied.as_text(headings, rows), copied.as_page(headings, rows), len(rows), hidden)


def plain(headings: Sequence[str], rows: Sequence[Sequence[str]], below: Sequence[str] = ()) -> Copied:
    """Give rows of text as a table, and lines to stand below it."""
    text = copied.as_text(headings, rows) + "".join(f"{line}\n" for line in below)
    page = copied.as_page(headings, rows, below)
    return Copied(text, page, len(rows), ())


def _shown(field: Field, value: object, *, unmasked: bool) -> str:
    text = field.shown(value)
    return mask(text) if field.private and not unmasked else text
