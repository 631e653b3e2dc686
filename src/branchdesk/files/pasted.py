"""A table from the clipboard: the text that spreadsheets leave there, or the table of a document or a web page."""

import csv
import io
import re
from html.parser import HTMLParser

from branchdesk.errors import Refusal
from branchdesk.files.containers import Fault
from branchdesk.files.opendocument import Merge
from branchdesk.files.sheets import MAX_COLUMNS, MAX_ROWS, Cell, Sheet, is_vast, of_one_width, text_cell
from branchdesk.words import importing as words
from branchdesk.words import sheets as say

_SPANNING = re.compile(r"\b(row|col)span\s*=\s*[\"']?([2-9]|[1-9]\d)", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)


def read_clipboard(text: str, html: str = "") -> Sheet:
    """Read what was copied as a sheet: the text, unless only the page form knows the cells or what was merged.

    Refusal where there is no cell in either, or more rows than are read.
    """
    has_table = bool(_TABLE.search(html))
    if has_table and ("\t" not in text or _SPANNING.search(html)):
        rows, merged = _from_page(html)
    else:
        rows, merged = _from_text(text), ()
    if not rows:
        raise Refusal(words.pasted_nothing(), code="pasted_nothing")
    if len(rows) > MAX_ROWS:
        raise Refusal(say.too_many_rows(words.PASTED, MAX_ROWS), code="sheet_too_many_rows")
    return Sheet(words.PASTED, rows, merged)


def _from_text(text: str) -> tuple[tuple[Cell, ...], ...]:
    """Read cells between tabs; a cell that holds a line end stands in quotes."""
    text = text.replace("\0", "")
    plain = text.count('"') % 2 == 1  # quotes that do not pair are signs like others
    try:
        found = [] if plain else list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error:  # a cell longer than any spreadsheet's
        plain = True
    if plain:
        found = [line.split("\t") for line in text.splitlines()]
    if is_vast(found):
        raise Refusal(say.scattered(words.PASTED), code=Fault.SCATTERED)
    return of_one_width([tuple(text_cell(cell.strip()) for cell in row) for row in found])


def _from_page(html: str) -> tuple[tuple[tuple[Cell, ...], ...], tuple[Merge, ...]]:
    page = _Page()
    page.feed(html)
    page.close()
    return page.laid_out()


class _Page(HTMLParser):
    """Gathers the cells of the first table of a page, each with how many rows and columns it spans."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[list[tuple[str, int, int]]] = []
        self._depth = 0
        self._over = False
        self._cell: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        if tag == "table":
            self._depth += 1
        if self._over or self._depth != 1:
            return
        if tag == "tr":
            self._end_cell()
            self._rows.append([])
        elif tag in {"td", "th"}:
            self._end_cell()
            given = dict(attrs)
            self._cell, self._span = [], (_span(given.get("rowspan")), _span(given.get("colspan")))
        elif tag in {"br", "p", "div"} and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a cell, or the table."""
        if tag == "table":
            if self._depth == 1:
                self._end_cell()
                self._over = True
            self._depth -= 1
        elif tag in {"td", "th", "tr"} and self._depth == 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Take a piece of a cell's text; line ends in the page's source are blanks."""
        if self._cell is not None:
            self._cell.append(re.sub(r"\s+", " ", data))

    def _end_cell(self) -> None:
        if self._cell is None or self._over:
            return
        text = re.sub(r"[ \xa0]*\n\s*", "\n", "".join(self._cell)).strip(" \n\t\xa0")
        if not self._rows:
            self._rows.append([])
        self._rows[-1].append((text, *self._span))
        self._cell = None

    def laid_out(self) -> tuple[tuple[tuple[Cell, ...], ...], tuple[Merge, ...]]:
        """Give the rows with every cell in its place, and the merged cells."""
        places: dict[tuple[int, int], Cell] = {}
        merged = []
        for at, row in enumerate(self._rows):
            column = 0
            for text, down, across in row:
                while (at, column) in places:
                    column += 1
                if column + across > MAX_COLUMNS:
                    break
                bottom = min(at + down, len(self._rows)) - 1
                for below in range(at, bottom + 1):
                    places |= dict.fromkeys((below, column + beside) for beside in range(across))
                places[at, column] = text_cell(text)
                if (down, across) != (1, 1):
                    merged.append(Merge(at, column, bottom, column + across - 1))
                column += across
        width = 1 + max((column for _, column in places), default=-1)
        rows = [tuple(places.get((at, column)) for column in range(width)) for at in range(len(self._rows))]
        return of_one_width(rows), tuple(merged)


def _span(text: str | None) -> int:
    if not text or not text.isdecimal():
        return 1
    return min(max(int(text), 1), MAX_COLUMNS) if len(text) <= len(str(MAX_COLUMNS)) else MAX_COLUMNS
