"""What stands in the margins of every page: its number below, and the mark of a draft above."""

from __future__ import annotations

from docx.document import Document
from docx.section import _Footer, _Header

from branchdesk.papers.blocks import FOUR, Align, Manuscript
from branchdesk.papers.word import styles
from branchdesk.papers.word.text import written
from branchdesk.papers.word.xml import Element, make, ordered

IN_FROM_THE_EDGE = 1  # character


def furnish(document: Document, manuscript: Manuscript, *, since: int = 0) -> None:
    """Give a section (the first, unless it is told) the texts of its margins, which those after it take over.

    The number stands at the outer edge, one character in from it: at the right, on even pages of a paper printed on
    both sides at the left (GB/T 9704).
    """
    first = document.sections[since]
    duplex = manuscript.layout.duplex
    numbered = manuscript.layout.numbered
    if numbered:
        _fill(first.footer, _number(Align.RIGHT))
    if numbered and duplex:
        _fill(first.even_page_footer, _number(Align.LEFT))
    if manuscript.draft:
        _fill(first.header, _mark(manuscript.draft, Align.RIGHT))
        if duplex:
            _fill(first.even_page_header, _mark(manuscript.draft, Align.LEFT))


def _fill(place: _Header | _Footer, content: Element) -> None:
    place.is_linked_to_previous = False
    element = place._element  # noqa: SLF001 - the part as XML
    for child in list(element):
        element.remove(child)
    element.append(content)


def _number(align: Align) -> Element:
    inward = styles.indents(hang=IN_FROM_THE_EDGE, first=IN_FROM_THE_EDGE, points=FOUR)
    if align is Align.RIGHT:
        inward = styles.indents(right=IN_FROM_THE_EDGE, points=FOUR)
    own = [make("pStyle", val=styles.FOOTER), inward, make("jc", val=align)]
    return make("p", ordered("pPr", own), _run(written("— ")), *field("PAGE", "1"), _run(written(" —")))


def field(code: str, shown: str) -> list[Element]:
    """Write runs that a reader program works out anew, and what they show until then."""
    instruction = make("instrText")
    instruction.text = code
    parts = (
        make("fldChar", fldCharType="begin"),
        instruction,
        make("fldChar", fldCharType="separate"),
        written(shown),
        make("fldChar", fldCharType="end"),
    )
    return [_run(part) for part in parts]


def _run(content: Element) -> Element:
    return make("r", make("rPr", make("rFonts", hint="eastAsia")), content)


def _mark(text: str, align: Align) -> Element:
    own = [make("pStyle", val=styles.HEADER), make("jc", val=align)]
    return make("p", ordered("pPr", own), _run(written(text)))
