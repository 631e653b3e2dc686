"""OpenDocument sheets: what their reader does not tell, and how a plain one is written."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import BinaryIO, NamedTuple
from xml.sax.saxutils import escape, quoteattr, unescape

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"

_WORTH_A_SURVEY = re.compile(rb'number-rows-spanned="(?:[2-9]|\d\d)|number-(?:columns|rows)-repeated="\d{4}')
_REPEATED = re.compile(rb'table:number-columns-repeated="(\d{1,9})')
_TAGS = re.compile(rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*?)(/?)>")


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


def survey(xml: bytes, most: int = 0) -> list[Tab]:
    """Walk a content.xml and say what each of its tables spans.

    Nothing where nothing is merged or repeated far, unless there may be more than `most` cells all the same.
    """
    tabs: list[Tab] = []
    if not _WORTH_A_SURVEY.search(xml) and not (most and _may_span(xml) > most):
        return tabs
    row = column = repeat = 0
    filled = False
    for closing, tag, attributes, whole in _TAGS.findall(xml):
        if tag == b"table":
            if not closing:
                tabs.append(Tab(_text(attributes, b"table:name")))
                row = 0
        elif tag == b"table-row":
            if not closing:
                repeat, column, filled = _number(attributes, b"rows-repeated"), 0, False
            if closing or whole:
                row += repeat
                tabs[-1].rows = row if filled else tabs[-1].rows
        elif not closing:
            column = _take_cell(tabs[-1], row, column, attributes)
            filled = filled or b"value-type=" in attributes
    return tabs


def _may_span(xml: bytes) -> int:
    """Give how many cells there are at most, counted fast: rows together by the widest of them."""
    rows = columns = 0
    for row in xml.split(b"<table:table-row")[1:]:
        head = row.partition(b">")[0]
        rows += _number(head, b"rows-repeated")
        wide = row.count(b"-cell")
        if b"columns-repeated" in row:
            wide += sum(map(int, _REPEATED.findall(row)))
        columns = max(columns, wide)
    return rows * columns


def _take_cell(tab: Tab, row: int, column: int, attributes: bytes) -> int:
    """Note what one cell spans, and give the column after it."""
    down, right = _number(attributes, b"rows-spanned"), _number(attributes, b"columns-spanned")
    if down > 1 or right > 1:
        tab.merged.append(Merge(row, column, row + down - 1, column + right - 1))
    column += _number(attributes, b"columns-repeated")
    if b"value-type=" in attributes:
        tab.columns = max(tab.columns, column)
    return column


def _number(attributes: bytes, what: bytes) -> int:
    found = re.search(b"table:number-" + what + b'="(\\d{1,9})"', attributes)
    return int(found.group(1)) if found else 1


def _text(attributes: bytes, what: bytes) -> str:
    found = re.search(what + b'="([^"]*)"', attributes)
    return unescape(found.group(1).decode(), {"&quot;": '"', "&apos;": "'"}) if found else ""


_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
        ("manifest", "manifest"),
    )
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_MANIFEST = (
    f'{_DECLARATION}<manifest:manifest {_SPACES} manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE.decode()}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
# The first row stays in sight: with all of these, for LibreOffice takes no notice of fewer.
_VIEW = "".join(
    f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
    for name, kind, value in (
        ("CursorPositionX", "int", 0),
        ("CursorPositionY", "int", 1),
        ("HorizontalSplitMode", "short", 0),
        ("VerticalSplitMode", "short", 2),
        ("HorizontalSplitPosition", "int", 0),
        ("VerticalSplitPosition", "int", 1),
        ("ActiveSplitRange", "short", 2),
        ("PositionLeft", "int", 0),
        ("PositionRight", "int", 0),
        ("PositionTop", "int", 0),
        ("PositionBottom", "int", 1),
    )
)
_SETTINGS = (
    f'{_DECLARATION}<office:document-settings {_SPACES} xmlns:ooo="http://openoffice.org/2004/office" '
    'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" office:version="1.2"><office:settings>'
    '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
    '<config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1'
    '</config:config-item><config:config-item-map-named config:name="Tables">'
    f"<config:config-item-map-entry config:name={{tab}}>{_VIEW}"
    "</config:config-item-map-entry></config:config-item-map-named></config:config-item-map-entry>"
    "</config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>"
)
_CELL = '<style:style style:name="{}" style:family="table-cell"{}>{}</style:style>'
_MIDDLE = '<style:table-cell-properties style:vertical-align="middle"/>'
_WRAPS = '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="middle"/>'
_LEFT = f'{_MIDDLE}<style:paragraph-properties fo:text-align="start"/>'
_HEAD = (
    '<style:table-cell-properties fo:border="0.5pt solid #000000" fo:wrap-option="wrap" '
    'style:vertical-align="middle"/><style:paragraph-properties fo:text-align="center"/>'
    '<style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/>'
)
_STYLES = (
    '<number:date-style style:name="day"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    '</number:date-style><number:text-style style:name="plain"><number:text-content/></number:text-style>'
    + _CELL.format("head", "", _HEAD)
    + _CELL.format("date", ' style:data-style-name="day"', _LEFT)
    + _CELL.format("text", ' style:data-style-name="plain"', _MIDDLE)
    + _CELL.format("long", ' style:data-style-name="plain"', _WRAPS)
)
_CM_PER_CHARACTER = 0.42
_CHUNK = 200  # rows; the writer waits for nobody longer than these take
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PlainCell = str | int | float | date | None


class PlainColumn(NamedTuple):
    """One column: its heading, its width in full-width characters, and how it is filled in."""

    heading: str
    width: int
    is_text: bool
    wraps: bool


def write(file: BinaryIO, tab: str, columns: Sequence[PlainColumn], rows: Iterable[Sequence[PlainCell]]) -> None:
    """Write a file with one table: a heading that stays in sight, then the rows as they come.

    Text stays text, whatever it looks like.
    """
    name = quoteattr(_NOT_XML.sub("", tab))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("settings.xml", _SETTINGS.format(tab=name))
        with archive.open("content.xml", "w") as part:
            part.write(_beginning(name, columns).encode())
            styles = [_style(column) for column in columns]
            walk = iter(rows)
            while chunk := list(islice(walk, _CHUNK)):
                part.write("".join(_row(row, styles) for row in chunk).encode())
            part.write(b"</table:table></office:spreadsheet></office:body></office:document-content>")


def _beginning(name: str, columns: Sequence[PlainColumn]) -> str:
    widths = "".join(
        f'<style:style style:name="c{index}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{column.width * _CM_PER_CHARACTER:.2f}cm"/></style:style>'
        for index, column in enumerate(columns)
    )
    placed = "".join(
        f'<table:table-column table:style-name="c{index}"{_usual(columns[index])}/>' for index in range(len(columns))
    )
    head = _row([column.heading for column in columns], ["head"] * len(columns))
    return (
        f'{_DECLARATION}<office:document-content {_SPACES} office:version="1.2"><office:automatic-styles>'
        f"{_STYLES}{widths}</office:automatic-styles><office:body><office:spreadsheet>"
        f"<table:table table:name={name}>{placed}<table:table-header-rows>{head}</table:table-header-rows>"
    )


def _style(column: PlainColumn) -> str:
    return "long" if column.wraps else "text"


def _usual(column: PlainColumn) -> str:
    """Say that what is typed into an empty cell later stays text too."""
    return f' table:default-cell-style-name="{_style(column)}"' if column.is_text else ""


def _row(row: Sequence[PlainCell], styles: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(map(_cell, row, styles))}</table:table-row>"


def _cell(value: PlainCell, style: str) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        day = value.isoformat()[:10]
        facts, shown = f'table:style-name="date" office:value-type="date" office:date-value="{day}"', day
    elif isinstance(value, int | float):
        facts, shown = f'office:value-type="float" office:value="{value}"', str(value)
    else:
        facts, shown = f'table:style-name="{style}" office:value-type="string"', value
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in shown.split("\n"))
    return f"<table:table-cell {facts}>{lines}</table:table-cell>"


def _spaced(line: str) -> str:
    """Write blanks that XML would drop as what they are; a tab as a blank, for our own reader knows of none."""
    text = escape(_NOT_XML.sub("", line.replace("\t", " ")))
    return re.sub(r"^ | (?= )| $", "<text:s/>", text) if " " in text else text
