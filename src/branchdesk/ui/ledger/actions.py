"""What a ledger lends its screen: fields, rows and verbs, whoever keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from branchdesk.ledgers.spec import Field, Ledger
from branchdesk.services import Changes, Store
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.intake import Values
from branchdesk.services.ledgers.lists import Condition, Page, Query, Totals
from branchdesk.services.papers.paper_kinds import About
from branchdesk.ui.desk import Desk
from branchdesk.ui.jobs import Report
from branchdesk.ui.ledger.page import RecordPage
from branchdesk.ui.theme import Tone

Save = Callable[[Store, str | None, Values], tuple[str, Changes]]
Remove = Callable[..., Changes]
OFFERED = 60  # values while a field is typed


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """One figure above a list, and which records it counts."""

    name: str
    text: str
    conditions: tuple[Condition, ...]
    tone: Tone = Tone.INK


@dataclass(frozen=True, slots=True)
class FigureLine:
    """The figures above a list, with the sentence that says what they mean."""

    figures: tuple[FigureFacts, ...]
    definition: str


@dataclass(frozen=True, slots=True)
class LedgerActions:
    """A ledger as its screen needs it.

    `thing` is what one record is called, `taking_out` what removing one is called, `taken_out` how that is told.
    `kinds` are the tables whose change means that the list is another. `tones` colour the values of choices; `views`
    are sets of conditions that other screens may ask for by name; `hints` stand under fields of the form. `card` shows
    one record where the plain form is not enough; where nothing `enters` by hand or sheet, records are only read.
    `offers` gives what a field offers while one types, where that is not what the other records have.
    `papers` says as what its records are printed one by one, where there are such papers.
    """

    ledger: Ledger
    thing: str
    save: Save
    remove: Remove
    kinds: frozenset[str]
    taking_out: str = "删除"
    taken_out: str = "已删除{}。"
    tones: Mapping[str, Mapping[str, Tone]] = field(default_factory=dict)
    views: Mapping[str, tuple[Condition, ...]] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    figures: Callable[[Store], FigureLine] | None = None
    card: Callable[[Desk, LedgerActions], RecordPage] | None = None
    enters: bool = True
    offers: Callable[[Store, str], Sequence[str]] | None = None
    papers: About | None = None

    def field(self, key: str) -> Field:
        """Give a field of the ledger."""
        return self.ledger.field(key)

    def page(self, store: Store, query: Query, columns: tuple[str, ...] | None = None) -> Page:
        """Give some rows, of the screen's columns or those named."""
        return lists.page(store, self.ledger, query, columns)

    def totals(self, store: Store, query: Query, columns: tuple[str, ...]) -> Totals:
        """Add up what a query finds, for these columns."""
        return lists.totals(store, self.ledger, query, columns)

    def counts(self, store: Store, key: str) -> tuple[tuple[Any, int], ...]:
        """Count the records by one field's values."""
        return lists.counts(store, self.ledger, key)

    def offered(self, store: Store, key: str) -> list[str]:
        """Give what to offer while a field is typed."""
        if self.offers is not None:
            return list(self.offers(store, key))[:OFFERED]
        return [str(value) for value, _ in self.counts(store, key)[:OFFERED] if value]

    def record(self, store: Store, record: str) -> dict[str, Any]:
        """Give one record, by field key; Refusal where there is none."""
        return lists.record(store, self.ledger, record)

    def export(
        self,
        store: Store,
        path: Path,
        query: Query,
        columns: tuple[str, ...] | None = None,
        report: Report | None = None,
    ) -> int:
        """Write the rows of a query as a sheet, whole or with some columns, and give their number."""
        return lists.export(store, self.ledger, path, query, columns, report)
