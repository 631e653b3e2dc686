"""A manuscript as the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, assert_never

from docx.oxml.ns import qn

from branchdesk.errors import Refusal
from branchdesk.papers.blocks import (
    Bars,
    Block,
    Cards,
    Gap,
    Layout,
    Manuscript,
    Names,
    NewPage,
    Paragraph,
    Picture,
    Signatures,
    Table,
    Title,
)
from branchdesk.papers.house import House
from branchdesk.papers.word import figures, names, styles
from branchdesk.papers.word.faces import of_house
from branchdesk.papers.word.margins import furnish
from branchdesk.papers.word.package import begin, finish
from branchdesk.papers.word.sheet import CELL, LINE, LYING, MEASURE, exact, section
from branchdesk.papers.word.tables import table
from branchdesk.papers.word.text import Setting, anchor, paragraph
from branchdesk.papers.word.xml import Element, make, ordered, switch
from branchdesk.words import birthday_cards as say

HAIR = 20  # twips: the height of a paragraph that only holds something
LINES_ABOVE = 2  # of text that signatures stand below


def word(manuscript: Manuscript, house: House) -> bytes:
    """Write a manuscript as a .docx file; the same manuscript gives the same bytes."""
    faces = of_house(house)
    document = begin(manuscript, faces)
    writer = Writer(Setting(document, faces), manuscript.layout)
    for block in manuscript.blocks:
        writer.write(block)
    document.element.body.extend(writer.done())
    furnish(document, manuscript)
    return finish(document)


@dataclass(frozen=True, slots=True)
class Begun:
    """How a section begins: on the next page or the next odd one (the first one anyhow), and with which number."""

    kind: Literal["nextPage", "oddPage"] | None = None
    number: int | None = None


class Writer:
    """Writes block after block; remembers the empty lines and page ends that wait for what stands below them."""

    def __init__(self, setting: Setting, layout: Layout) -> None:
        """Take what paragraphs ask for, and how the pages lie."""
        self._setting, self._landscape = setting, layout.landscape
        self._begun = Begun(None, layout.number if layout.number != 1 else None)
        self._written: list[Element] = []
        self._gap, self._stays = 0, False
        self._new = False

    def done(self) -> list[Element]:
        """Give all that was written, and the last section's properties."""
        self._hold_end()
        return [*self._written, self._section()]

    def begin_part(self, begun: Begun, *, landscape: bool = False) -> None:
        """End the section, so that what follows begins a page as it says."""
        self._hold_end()
        _add(self._written[-1], self._section())
        self._begun, self._landscape = begun, landscape
        self._gap, self._stays, self._new = 0, False, False

    def add(self, element: Element) -> None:
        """Write a paragraph that is made already."""
        if self._gap or self._new:
            self._hold()
        self._written.append(element)

    def mark(self, name: str, blocks: Iterable[Block]) -> None:
        """Write blocks whose first paragraph is the place that a name leads to."""
        start = len(self._written)
        for block in blocks:
            self.write(block)
        first = next((one for one in self._written[start:] if one.tag == qn("w:p")), None)
        if first is not None:
            anchor(first, name, self._setting)

    def write(self, block: Block) -> None:
        """Write one block."""
        setting = self._setting
        match block:
            case Gap():
                self._gap += block.lines
                self._stays |= block.stays
            case NewPage():
                self._begin_page(block)
            case Title():
                self._written.append(
                    names.title(block, setting, self._columns, before=self._room(), extra=self._page())
                )
            case Paragraph():
                self._written.append(paragraph(block, setting, before=self._room(), extra=self._page()))
            case Names():
                self._written.append(
                    names.names(block, setting, self._columns, before=self._room(), extra=self._page())
                )
            case Signatures():
                self._sign(block)
            case Table() | Bars():
                self._write_table(block)
            case Cards():
                raise Refusal(say.NO_WORD, code="no_word")
            case Picture():
                self._hold()
                self._written += figures.picture(block, setting, self._measure)
            case _:
                assert_never(block)

    def _write_table(self, block: Table | Bars) -> None:
        """Write a table or a chart; one without rows is nothing, for Word takes a table of none for damage."""
        match block:
            case Table() if block.head or block.rows:
                self._hold()
                self._written.append(table(block, self._setting, self._measure))
            case Bars() if block.bars:
                self._hold()
                self._written.append(figures.bars(block, self._setting, self._measure))

    @property
    def _measure(self) -> int:
        return LYING if self._landscape else MEASURE

    @property
    def _columns(self) -> int:
        return round(self._measure / CELL)

    def _room(self) -> int:
        """Give the height of the empty lines that wait, in twips; a page begins with them only where they stay."""
        lines, self._gap = self._gap, 0
        stays, self._stays = self._stays, False
        at_head = self._new or not self._written
        return 0 if at_head and not stays else lines * LINE

    def _page(self) -> list[Element]:
        """Give the property that begins a page, where one is wanted."""
        new, self._new = self._new, False
        return [switch("pageBreakBefore")] if new else []

    def _hold(self) -> None:
        """Write the empty lines and the page's beginning that wait, before what can bear neither."""
        room, page = self._room(), self._page()
        after_table = self._written and self._written[-1].tag == qn("w:tbl")
        if room or page or after_table:  # two tables that touch would become one
            self._written.append(_hair(room or HAIR, page))

    def _begin_page(self, block: NewPage) -> None:
        if not self._written:
            self._landscape = block.landscape
        elif block.landscape is self._landscape:
            self._new = True
        else:
            self.begin_part(Begun("nextPage"), landscape=block.landscape)

    def _hold_end(self) -> None:
        """See to it that what is written ends in a paragraph, which alone can bear the end of a section."""
        if self._written and self._written[-1].tag == qn("w:tbl"):
            self._written.append(_hair())

    def _section(self) -> Element:
        return section(landscape=self._landscape, number=self._begun.number, kind=self._begun.kind)

    def _sign(self, block: Signatures) -> None:
        """Keep lines to sign together, and the text above them with them."""
        above = (one for one in reversed(self._written) if one.tag == qn("w:p"))
        for one in islice(above, LINES_ABOVE):
            _add(one, switch("keepNext"))
        for number, line in enumerate(block.lines):
            last = number == len(block.lines) - 1
            extra = [switch("keepLines"), *([] if last else [switch("keepNext")]), *self._page()]
            room = self._room() + (block.seal * LINE if last else 0)
            self._written.append(paragraph(line, self._setting, style=styles.SIGNATURE, before=room, extra=extra))


def _hair(line: int = HAIR, extra: Sequence[Element] = ()) -> Element:
    """Give an empty paragraph of a height of its own."""
    own = [make("pStyle", val=styles.NORMAL), exact(line), *extra]
    return make("p", ordered("pPr", own))


def _add(element: Element, added: Element) -> None:
    """Give a paragraph a property more."""
    known = element.find(qn("w:pPr"))
    if known.find(added.tag) is None:
        element.replace(known, ordered("pPr", [*known, added]))
