"""五个一 of a year as rows: what the screen's export writes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from branchdesk.domain.dates import PartialDate
from branchdesk.domain.five_ones import ItemState
from branchdesk.files.export import Column, Report, Value, write_sheet
from branchdesk.services.people import five_ones
from branchdesk.services.people.five_ones import ItemView, PersonYear, Year
from branchdesk.store.engine import Store
from branchdesk.words import five_ones as say

NARROW, BROAD = 7, 14


def as_rows(found: Year, month: int = 0) -> tuple[list[str], list[list[Value]]]:
    """Give a year's people (or one month's) as headings and rows: of each item the day, or how far it is."""
    people = found.of_month(month) if month else found.people
    headings = [*say.SHEET_COLUMNS, *(item.name for item in found.items), say.TOLD_COLUMN, say.DONE_COLUMN]
    return headings, [_row(one) for one in people]


def _row(one: PersonYear) -> list[Value]:
    joined = PartialDate.parse(one.joined_on) if one.joined_on else None
    on, told = PartialDate.parse(one.on), PartialDate.parse(one.told_on) if one.told_on else None
    return [one.name, one.group, joined, on, one.years, *map(_cell, one.items), told, f"{one.done}/{one.asked}"]


def _cell(view: ItemView) -> str:
    """Say how far an item is; of one done, on which day and by whom."""
    if view.state is not ItemState.DONE:
        return say.STATES[view.state.value]
    return " ".join(part for part in (view.day or say.STATES[view.state.value], view.who) if part)


def export(store: Store, year: int, today: date, path: Path, *, month: int = 0, report: Report | None = None) -> int:
    """Write a year (or one month of it) by the path's ending (.xlsx .csv .ods) and give how many rows it has.

    Refusal for another ending; Trouble where the file cannot be written, and then whatever stood there stays.
    """
    headings, rows = as_rows(five_ones.year(store, year, today), month)
    facts = len(say.SHEET_COLUMNS)
    columns = [
        Column(text, NARROW if place < facts else BROAD, is_text=place != facts - 1)
        for place, text in enumerate(headings)
    ]
    return write_sheet(path, say.sheet_title(year, month), columns, rows, total=len(rows), report=report)
