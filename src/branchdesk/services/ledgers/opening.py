"""Opening a table to import: a file or the clipboard, which of its tabs, and how each is laid out.

How a person laid a sheet out is remembered by the sheet's shape, as a setting of the desk and no step of history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from branchdesk.errors import Refusal
from branchdesk.files.headings import find_heading, matching, pick_sheet, require_heading
from branchdesk.files.layouts import (
    NONE,
    ColumnView,
    Known,
    Layout,
    TabView,
    beginning_at,
    layout_of,
    readable,
    recall,
    shape,
    view_of,
)
from branchdesk.files.pasted import read_clipboard
from branchdesk.files.progress import Report, untold
from branchdesk.files.sheets import Sheet, read_book
from branchdesk.files.tables import Table, read_tables
from branchdesk.ledgers.spec import Field, Ledger
from branchdesk.services import preferences
from branchdesk.store.engine import Store

__all__ = ["NONE", "ColumnView", "Layout", "Pasted", "Source", "TabView", "Wish", "beginning_at", "fields_of"]

NO_LAYOUT = {"sheet_no_heading", "layout_lacks_required"}


@dataclass(frozen=True, slots=True)
class Pasted:
    """What stood in the clipboard: its text, and its page form where there was one."""

    text: str
    html: str = ""


Source = Path | Pasted


@dataclass(frozen=True, slots=True)
class Wish:
    """How a person wants a table read: from which tabs (none: the best fitting one), each laid out how.

    `order` are the fields of the columns, one after another, where a table without a heading may be meant.
    """

    tabs: tuple[str, ...] = ()
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    order: tuple[str, ...] = ()

    @property
    def teaches(self) -> bool:
        """Say whether a person laid out a tab that can be known again."""
        return any(layout.first != NONE for layout in self.layouts.values())


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as it was read: which tabs can be, the views of those that were, and their records.

    Where no heading was found `table` is None and `problem` says why; everything else can still be laid out.
    """

    readable: tuple[str, ...] = ()
    tabs: tuple[TabView, ...] = ()
    table: Table | None = None
    problem: Refusal | None = None


def book_of(source: Source, report: Report = untold) -> tuple[Sheet, ...]:
    """Read every tab of a file, or what was pasted; Refusal or Trouble, with a sentence, where it cannot be read."""
    return read_book(source, report) if isinstance(source, Path) else (read_clipboard(source.text, source.html),)


def fields_of(ledger: Ledger) -> tuple[Field, ...]:
    """Give the fields that a column can be for."""
    return readable(ledger)


def read(book: tuple[Sheet, ...], ledger: Ledger, wish: Wish, known: Known, report: Report = untold) -> Reading:
    """Read the records of a book as wished; Refusal where a tab is wanted that the book has not."""
    recalled = {sheet.name: layout for sheet in book if (layout := recall(sheet, ledger, known))}
    layouts = {**recalled, **wish.layouts}
    named = [sheet.name for sheet, _ in matching(book, ledger)]
    can_be_read = tuple(sheet.name for sheet in book if sheet.name in named or sheet.name in layouts)
    sheets = _chosen(book, ledger, wish, layouts)
    if wish.order and not can_be_read:
        layouts |= {sheet.name: beginning_at(sheet, ledger, NONE, wish.order) for sheet in sheets}
    views = tuple(
        view_of(
            sheet,
            ledger,
            layouts.get(sheet.name),
            recalled=sheet.name in recalled and sheet.name not in wish.layouts,
        )
        for sheet in sheets
    )
    try:
        table = read_tables(sheets, ledger, layouts, report)
    except Refusal as refusal:
        if refusal.code not in NO_LAYOUT:
            raise
        return Reading(can_be_read, views, None, refusal)
    return Reading(can_be_read, views, table)


def _chosen(book: tuple[Sheet, ...], ledger: Ledger, wish: Wish, layouts: Mapping[str, Layout]) -> tuple[Sheet, ...]:
    if wish.tabs:
        return tuple(pick_sheet(book, ledger, tab) for tab in wish.tabs)
    best = max(
        ((_worth(layout), sheet) for sheet in book if (layout := layouts.get(sheet.name))),
        key=lambda match: match[0],
        default=None,
    )
    try:
        fitting = pick_sheet(book, ledger)
    except Refusal:
        return (best[1] if best else next((sheet for sheet in book if sheet.rows), book[0]),)
    if best and best[0] >= len(require_heading(fitting, ledger).known):
        return (best[1],)
    return (fitting,)


def _worth(layout: Layout) -> int:
    return sum(1 for key in layout.fields if key)


# -- what is remembered


def remembered(store: Store, ledger: Ledger) -> Known:
    """Give the layouts remembered for a ledger, by the shapes of sheets."""
    return preferences.under(store, _key(ledger, ""))


def is_usual(sheet: Sheet, ledger: Ledger, layout: Layout) -> bool:
    """Say whether a sheet would be read by a layout anyway."""
    heading = find_heading(sheet, ledger)
    return heading is not None and layout_of(heading) == layout


def remember(store: Store, ledger: Ledger, sheet: Sheet, layout: Layout) -> None:
    """Remember how sheets of this shape are laid out; what is read so anyway, or has no heading, needs no memory."""
    if layout.first != NONE and (found := shape(sheet, layout.first, layout.last)):
        usual = is_usual(sheet, ledger, layout)
        preferences.put(store, _key(ledger, found), None if usual else list(layout.fields))


def forget(store: Store, ledger: Ledger, sheet: Sheet, layout: Layout) -> None:
    """Forget how sheets of this shape are laid out."""
    if layout.first != NONE and (found := shape(sheet, layout.first, layout.last)):
        preferences.put(store, _key(ledger, found), None)


def _key(ledger: Ledger, found: str) -> str:
    return f"mapping:{ledger.key}:{found}"
