"""Several papers as one: what a bound file is made of, and the cover that it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from branchdesk.papers.blocks import (
    BLANK_CELL,
    Align,
    Block,
    Gap,
    Manuscript,
    NewPage,
    Paragraph,
    Role,
    Span,
    Title,
)

COVER = "封面"
LARGE, SMALL = 36.0, 18.0  # 小初, 小二


@dataclass(frozen=True, slots=True)
class Chapter:
    """A paper in a book: what the contents call it, and who writes it when its turn comes."""

    title: str
    write: Callable[[], Manuscript]


@dataclass(frozen=True, slots=True)
class Book:
    """Papers to be bound in one file.

    With a `cover` it has one, of these blocks; with `contents` a list of the chapters; with `odd` each chapter begins
    on a right-hand page, where it is printed on both sides.
    """

    title: str
    author: str
    chapters: Sequence[Chapter]
    cover: tuple[Block, ...] = ()
    contents: bool = True
    odd: bool = False
    duplex: bool = True


def write_cover(unit: str, branch: str, title: str, period: str, told: str) -> tuple[Block, ...]:
    """Write a cover: whose papers these are, what they are, of which time, and at its foot what is told of them."""
    return (
        Gap(3, stays=True),
        Title((unit,), COVER),
        *((Title((branch,), COVER),) if branch else ()),
        Gap(3),
        Title((BLANK_CELL.join(title),), COVER, size=LARGE),
        Gap(1),
        _line(f"（{period}）", Role.KAI, SMALL),
        Gap(6),
        _line(told, Role.FANG, None),
    )


def _line(text: str, role: Role, size: float | None) -> Paragraph:
    return Paragraph((Span(text, role),), COVER, first=0, align=Align.CENTRE, size=size)


def joined(book: Book) -> Manuscript:
    """Give the book's papers as one manuscript, for a typist to go on with: each on a new page, without contents."""
    blocks: list[Block] = [*book.cover]
    for chapter in book.chapters:
        manuscript = chapter.write()
        blocks += [NewPage(manuscript.layout.landscape), *manuscript.blocks]
    return Manuscript(book.title, book.author, tuple(blocks))
