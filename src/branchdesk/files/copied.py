"""A table for the clipboard: as text for chat and spreadsheets, and as a plain bordered table for Word and WPS."""

import csv
import io
from collections.abc import Iterable, Sequence
from html import escape

from branchdesk.files.export import neutral, plain_text

# SimSun and FangSong are how every office program here calls its faces for papers. Spreadsheets keep what stands in a
# cell with the format @ as text: no formula is worked out, no long number rounded; br then stays inside its cell.
_STYLE = (
    "table{border-collapse:collapse}"
    "th,td{border:1px solid #000000;padding:2pt 5pt;font-size:12pt;vertical-align:middle}"
    "th{font-family:SimSun,serif;font-weight:bold;text-align:center}"
    "td{font-family:FangSong,SimSun,serif;mso-number-format:'\\@'}"
    "br{mso-data-placement:same-cell}"
)


def as_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a line a row with tabs between the cells; a cell with a line end, a tab or a quote stands in quotes."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter="\t", lineterminator="\n")
    for row in (headings, *rows):
        writer.writerow([neutral(plain_text(cell)) for cell in row])
    return made.getvalue()


def as_page(headings: Sequence[str], rows: Iterable[Sequence[str]], below: Iterable[str] = ()) -> str:
    """Give the same as a page with one table, its headings in bold, and lines below it."""
    head = "".join(f"<th>{_inside(text)}</th>" for text in headings)
    body = "".join(f"<tr>{''.join(f'<td>{_inside(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return (
        f'<html><head><meta charset="utf-8"><style>{_STYLE}</style></head><body>'
        f'<table border="1" cellspacing="0" cellpadding="4"><thead><tr>{head}</tr></thead>\n'
        f"<tbody>{body}</tbody></table>{''.join(f'<p>{_inside(line)}</p>' for line in below)}</body></html>"
    )


def _inside(text: str) -> str:
    return escape(plain_text(text)).replace("\n", "<br>")
