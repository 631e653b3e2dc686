"""Paragraphs and their runs: faces by role, indents in characters, blanks to fill in, forms that are spread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from docx.document import Document
from docx.oxml.ns import qn

from branchdesk.papers.blocks import BLANK_CELL, BODY, RED, Align, Paragraph, Role, Span
from branchdesk.papers.press.grid import lines_high
from branchdesk.papers.word import styles
from branchdesk.papers.word.faces import Face
from branchdesk.papers.word.sheet import CLOSER, LINE, exact
from branchdesk.papers.word.xml import Element, legal, make, ordered, switch, twips

JUSTIFY = {Align.LEFT: "both", Align.CENTRE: "center", Align.RIGHT: "right", Align.FIGURES: "center"}
# Strokes side by side are a blank to fill in by hand. Those of 楷体 are half a cell wide and join to a line everywhere.
BLANK, STROKES = re.compile("__+"), Role.KAI
CUT_SPREAD = re.compile(f"__+|(?P<letter>[^{BLANK_CELL}])(?P<room>{BLANK_CELL}+)(?=[^{BLANK_CELL}])")
OUTLINED = 32  # letters of a bookmark's name at most: Word takes 40


@dataclass(slots=True)
class Setting:
    """What all of a file asks for: its document, the faces by role; and how many bookmarks there are by now."""

    document: Document
    faces: dict[Role, Face]
    bookmarks: int = field(default=0)


def runs(
    spans: Iterable[Span], style: str, size: float, setting: Setting, *, red: bool = False, closer: int = 0
) -> Iterator[Element]:
    """Write spans as runs, which say of their letters only what their paragraph's style does not.

    Letters that stand `closer` do so by so many twips.
    """
    for span in spans:
        for text, spread in _parts(span):
            role = STROKES if BLANK.fullmatch(text) else span.role
            own: list[Element] = []
            if role is not styles.ROLES[style]:
                own.append(styles.fonts(setting.faces[role]))
            else:
                own.append(make("rFonts", hint="eastAsia"))
            if red:
                own.append(make("color", val="".join(f"{part:02X}" for part in RED)))
            if spread:
                close = CLOSER if style in styles.CLOSE else 0
                own.append(make("spacing", val=round(spread * (twips(size) + close)) + close))
            elif closer:
                own.append(make("spacing", val=CLOSER - closer))
            if size != styles.SIZES[style]:
                own += styles.size(size)
            yield make("r", ordered("rPr", own), written(text))


def _parts(span: Span) -> Iterator[tuple[str, int]]:
    """Cut a span at blanks to fill in, and where it is spread at its wide ones: texts, and cells of room after each.

    So 李　𬭎 looks spread, and who searches the file finds 李𬭎.
    """
    at = 0
    for cut in (CUT_SPREAD if span.spread else BLANK).finditer(span.text):
        if at < cut.start():
            yield span.text[at : cut.start()], 0
        stretched = cut.groupdict().get("letter")
        yield (stretched, len(cut["room"])) if stretched else (cut[0], 0)
        at = cut.end()
    if at < len(span.text):
        yield span.text[at:], 0


def written(text: str) -> Element:
    """Write text with its blanks."""
    element = make("t")
    element.text = legal(text)
    element.set(qn("xml:space"), "preserve")
    return element


def paragraph(
    block: Paragraph,
    setting: Setting,
    *,
    style: str | None = None,
    size: float | None = None,
    extra: Sequence[Element] = (),
    before: int = 0,
    align: Align | None = None,
) -> Element:
    """Write a paragraph; a heading by its level's style, text with two characters' indent as body text.

    `extra` are properties besides its own, `before` is room above it in twips.
    """
    style = style or _style(block)
    size = block.size or BODY if size is None else size
    align = block.align if align is None else align
    own: list[Element] = [make("pStyle", val=style), *extra]
    named = {child.tag for child in own}
    if block.keep_next and qn("w:keepNext") not in named:
        own.append(switch("keepNext"))
    high = lines_high(size)
    if (before or high > 1) and qn("w:spacing") not in named:
        own.append(exact(LINE * high, before))
    if (block.first, block.hang, block.right) != (styles.INDENT if style in INDENTED else 0, 0, 0):
        own.append(styles.indents(block.first, block.hang, block.right, size))
    usual = Align.CENTRE if style in CENTRED else Align.LEFT
    if align is not usual:
        own.append(make("jc", val=JUSTIFY[align]))
    if block.bookmark and not block.level:
        own.append(make("outlineLvl", val=0))
    content = list(runs(block.spans, style, size, setting))
    if block.bookmark:
        content = bookmarked(block.bookmark, content, setting)
    return make("p", ordered("pPr", own), *content)


INDENTED = {styles.TEXT, *map(styles.heading, styles.LEVELS)}
CENTRED = {styles.IN_TABLE, styles.CAPTION, styles.HEADLINE}


def _style(block: Paragraph) -> str:
    if block.level:
        return styles.heading(block.level)
    plain_text = (block.first, block.hang, block.right, block.align) == (styles.INDENT, 0, 0, Align.LEFT)
    return styles.TEXT if plain_text else styles.NORMAL


def bookmarked(name: str, content: Sequence[Element], setting: Setting) -> list[Element]:
    """Put a bookmark around runs; its name is the text's letters, and a number that makes it one of its own."""
    number = setting.bookmarks = setting.bookmarks + 1
    word = re.sub(r"\W", "", name)[:OUTLINED]
    return [make("bookmarkStart", id=number, name=f"书签{number}_{word}"), *content, make("bookmarkEnd", id=number)]


def anchor(element: Element, name: str, setting: Setting) -> None:
    """Make a written paragraph the place that a name leads to."""
    number = setting.bookmarks = setting.bookmarks + 1
    at = 1 if element.find(qn("w:pPr")) is not None else 0
    element.insert(at, make("bookmarkStart", id=number, name=name))
    element.append(make("bookmarkEnd", id=number))
