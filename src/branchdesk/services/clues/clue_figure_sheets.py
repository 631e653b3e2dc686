"""A table of figures as rows: to copy, to print, to keep as a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from branchdesk.domain.clue_figures import Counted, Measure
from branchdesk.files.export import Column, Value, write_sheet
from branchdesk.services.clues.clue_figures import Figures
from branchdesk.words import clue_figures as say

WIDE, NARROW = 14, 7  # full-width characters
BEFORE_RATES = (Measure.REPORTED, Measure.HANDLED)
AFTER_RATES = (Measure.OPEN, Measure.OVERDUE, Measure.FED_BACK, Measure.CASES, Measure.PROPOSALS)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its headings, its rows with the whole as the last of them, and what has to be said below it."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def table(found: Figures, by: str) -> Table:
    """Give one grouping of some figures as text: a line a group, and the whole, in which each clue counts once."""
    cells = _rows(found, by)
    rows = tuple(tuple(str(cell) for cell in row) for row in cells)
    return Table(say.table(by), _headings(found, by), rows, _notes(found, by))


def export(path: Path, found: Figures, by: str) -> int:
    """Write one grouping as a sheet by the path's ending (.xlsx .csv .ods), its definition below it.

    Gives the number of rows. Refusal for another ending; Trouble where the file cannot be written.
    """
    headings = _headings(found, by)
    rows = _rows(found, by)
    columns = [
        Column(heading, WIDE if isinstance(cell, str) else NARROW, is_text=isinstance(cell, str))
        for heading, cell in zip(headings, rows[-1], strict=True)
    ]
    rest = (None,) * (len(headings) - 1)
    below: list[Sequence[Value]] = [(note, *rest) for note in ("", *_notes(found, by))]
    return write_sheet(path, say.table(by), columns, [*rows, *below])


def _headings(found: Figures, by: str) -> tuple[str, ...]:
    strokes = (say.MEASURES[Measure.STROKES],) if found.whole.strokes else ()
    counts = (say.MEASURES[measure] for measure in BEFORE_RATES)
    others = (say.MEASURES[measure] for measure in AFTER_RATES)
    return (say.GROUPS[by], *counts, *strokes, say.RATE, say.RATE_IN_TIME, say.RATE_FED_BACK, *others)


def _rows(found: Figures, by: str) -> list[tuple[Value, ...]]:
    grouping = found.groups[by]
    total = say.TOTAL_ONCE if grouping.note else say.TOTAL
    lines = [(group.name, group.counted) for group in grouping.groups]
    return [_row(found, name, counted) for name, counted in [*lines, (total, found.whole)]]


def _row(found: Figures, name: str, counted: Counted) -> tuple[Value, ...]:
    strokes = (counted.strokes,) if found.whole.strokes else ()
    return (
        name,
        counted.all_reported,
        counted.all_handled,
        *strokes,
        *(
            say.rate(found.text(rate), rate.fraction) if rate.whole else found.text(rate)
            for rate in (found.rate_of(counted), counted.timely, counted.feedback)
        ),
        *(counted.of(measure) for measure in AFTER_RATES),
    )


def _notes(found: Figures, by: str) -> tuple[str, ...]:
    own = found.groups[by].note
    return (*((own,) if own else ()), f"{say.DEFINITION}：{found.definition}", *found.notes)
