"""使用说明 on paper: a chapter a page or two, steps numbered, words of the program in 黑体, pictures in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from branchdesk.domain.guide import Block as Told
from branchdesk.domain.guide import Chapter as GuideChapter
from branchdesk.domain.guide import Kind, Pairs, Passage, Shot, runs
from branchdesk.papers.blocks import (
    SMALL_FOUR,
    Align,
    Block,
    Column,
    Layout,
    Manuscript,
    Paragraph,
    Picture,
    Role,
    Span,
    Table,
    TableRow,
    Title,
    cell,
)
from branchdesk.papers.book import Book, Chapter, write_cover
from branchdesk.words import guide as say

PICTURE_LINES, PICTURE_CELLS = 8, 28
POINT = "·"


def write_guide(chapters: Sequence[GuideChapter], version: str, picture: Callable[[str], bytes]) -> Book:
    """Write the guide as a book; `picture` gives the bytes of a picture by the name of its file."""
    return Book(
        title=f"{say.PROGRAM}{say.GUIDE}",
        author=say.PROGRAM,
        chapters=[Chapter(chapter.title, partial(_write, chapter, picture)) for chapter in chapters],
        cover=write_cover(say.PROGRAM, "", say.GUIDE, say.version(version), ""),
        duplex=False,
    )


def _write(chapter: GuideChapter, picture: Callable[[str], bytes]) -> Manuscript:
    blocks: list[Block] = [Title((chapter.title,), chapter.title)]
    blocks += [made for block in chapter.blocks for made in _blocks(block, chapter.title, picture)]
    return Manuscript(chapter.title, say.PROGRAM, tuple(blocks), layout=Layout(duplex=False))


def _blocks(block: Told, where: str, picture: Callable[[str], bytes]) -> Iterator[Block]:
    match block:
        case Passage():
            yield _paragraph(block, where)
        case Shot():
            yield Picture(picture(block.file), where, block.caption, PICTURE_LINES, PICTURE_CELLS)
        case Pairs():
            columns = (Column(11, Align.LEFT), Column(align=Align.LEFT, grow=1))
            rows = tuple(
                TableRow((cell(keys, size=SMALL_FOUR), cell(what, size=SMALL_FOUR)), whole=True)
                for keys, what in block.rows
            )
            yield Table(columns, rows, where)


def _paragraph(passage: Passage, where: str) -> Paragraph:
    plain = {Kind.SECTION: Role.HEI, Kind.WARNING: Role.KAI}.get(passage.kind, Role.FANG)
    spans = tuple(Span(text, Role.HEI if is_word else plain) for text, is_word in runs(passage.text))
    match passage.kind:
        case Kind.SECTION:
            return Paragraph(spans, where, first=0, size=SMALL_FOUR, keep_next=True, bookmark=passage.text, level=2)
        case Kind.STEP:
            return Paragraph((Span(f"{passage.number}. "), *spans), where, first=0, hang=1.5, size=SMALL_FOUR)
        case Kind.POINT:
            return Paragraph((Span(f"{POINT} "), *spans), where, first=0, hang=1.5, size=SMALL_FOUR)
        case _:
            return Paragraph(spans, where, size=SMALL_FOUR)
