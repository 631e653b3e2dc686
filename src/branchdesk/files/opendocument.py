"""OpenDocument sheets: what their reader does not tell, and how a plain one is written."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.saxutils import unescape

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"

_WORTH_A_SURVEY = re.compile(rb'number-rows-spanned="(?:[2-9]|\d\d)|number-(?:columns|rows)-repeated="\d{4}')
_TAGS = re.compile(rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)\b([^>]*?)/?>")


class Merge(NamedTuple):
    """Cells shown as one, from 0: the first holds what is shown."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Tab:
    """What one table spans: its merged cells, and how far its filled cells reach."""

    name: str
    merged: list[Merge] = field(default_factory=list)
    rows: int = 0
    columns: int = 0


def merges(data: bytes) -> dict[str, tuple[Merge, ...]]:
    """Give the merged cells of each table of an OpenDocument file by name; nothing for other files."""
    if MIMETYPE not in data[:200]:
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {tab.name: tuple(tab.merged) for tab in survey(archive.read("content.xml"))}


def survey(xml: bytes) -> list[Tab]:
    """Walk a content.xml and say what each of its tables spans; nothing where nothing is merged or repeated far."""
    tabs: list[Tab] = []
    if not _WORTH_A_SURVEY.search(xml):
        return tabs
    row = column = repeat = 0
    filled = False
    for closing, tag, attributes in _TAGS.findall(xml):
        if tag == b"table":
            if not closing:
                tabs.append(Tab(_text(attributes, b"table:name")))
                row = 0
        elif tag == b"table-row":
            if closing:
                row += repeat
                tabs[-1].rows = row if filled else tabs[-1].rows
            else:
                repeat, column, filled = _number(attributes, b"rows-repeated"), 0, False
        elif not closing:
            down, right = _number(attributes, b"rows-spanned"), _number(attributes, b"columns-spanned")
            if down > 1 or right > 1:
                tabs[-1].merged.append(Merge(row, column, row + down - 1, column + right - 1))
            column += _number(attributes, b"columns-repeated")
            if b"value-type=" in attributes:
                filled, tabs[-1].columns = True, max(tabs[-1].columns, column)
    return tabs


def _number(attributes: bytes, what: bytes) -> int:
    found = re.search(b"table:number-" + what + b'="(\\d{1,9})"', attributes)
    return int(found.group(1)) if found else 1


def _text(attributes: bytes, what: bytes) -> str:
    found = re.search(what + b'="([^"]*)"', attributes)
    return unescape(found.group(1).decode(), {"&quot;": '"', "&apos;": "'"}) if found else ""
