"""支部工作交接清单: what a hand-over package holds, what is still open, and where to sign for it.

It names nobody: who hands over, who takes over and who watches write their names by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    FIVE,
    SMALL_FOUR,
    Align,
    Block,
    Cell,
    Column,
    Gap,
    Manuscript,
    Paragraph,
    Role,
    Span,
    Table,
    TableRow,
    cell,
    paragraphs,
    plain,
)
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.listing import HEAD_ROOM, ROOM, TELLING, head, lines
from branchdesk.papers.signing import to_sign
from branchdesk.words import handing_over as words
from branchdesk.words import listing as say

YEARS_ACROSS = 8  # years of meetings that stand side by side


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is handed over: what, how much of it, and what more there is to say."""

    what: str
    amount: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One thing that is not done yet: what, by which rule or in which words, and how long there is for it."""

    what: str
    basis: str
    when: str


@dataclass(frozen=True, slots=True)
class DataFile:
    """The file of a package: its name, its size in words, and its SHA-256 as hex."""

    name: str
    size: str
    digest: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """What a branch's records come to on the day that they are handed over.

    `meetings` gives for each kind how many were held in each of `years`. Without a `file` its lines are left blank.
    """

    unit: str
    branch: str
    day: date
    items: tuple[Item, ...]
    years: tuple[int, ...]
    meetings: tuple[tuple[str, tuple[int, ...]], ...]
    open: tuple[OpenItem, ...]
    format: str
    program: str
    file: DataFile | None = None


def write_hand_over_list(handed: HandOver, house: House = USUAL) -> Manuscript:
    """Write the list, its parts numbered; a branch without meetings has no part for them."""
    unit = plain(house.unit) or handed.unit
    title = (handed.branch, words.TITLE)
    parts: list[tuple[str, Iterable[Block]]] = [(words.CONTENT, [_content(handed.items)])]
    if handed.years:
        parts.append((words.MEETINGS, _meetings(handed)))
    parts += [
        (words.OPEN, [_open(handed.open)]),
        (words.FILE, [_file(handed)]),
        (words.NOTES, _notes()),
    ]
    blocks: list[Block] = []
    for number, (label, within) in zip(words.NUMERALS, parts, strict=False):
        heading = f"{number}、{label}"
        blocks.append(
            Paragraph((Span(heading, Role.HEI),), heading, first=0, keep_next=True, bookmark=heading, level=1)
        )
        blocks += within
    return Manuscript(
        title="".join(title),
        author=unit,
        blocks=(
            *head(house, title, say.unit(unit), say.as_of(wording.day(handed.day)), FIVE),
            *blocks,
            Gap(),
            to_sign(words.SIGNERS, house),
        ),
        layout=house.layout(),
    )


def _content(items: Sequence[Item]) -> Table:
    columns = (Column(2), Column(8), Column(6.4), Column(grow=1, align=Align.LEFT))
    rows = (_row((str(number), one.what, one.amount, one.told), left=(3,)) for number, one in enumerate(items, start=1))
    return Table(columns, tuple(rows), words.CONTENT, (_labels(words.CONTENT_HEADS),), FIVE)


def _meetings(handed: HandOver) -> Iterator[Block]:
    """Write how many meetings of each kind each year had, so many years side by side as there is room for."""
    for first in range(0, len(handed.years), YEARS_ACROSS):
        span = slice(first, first + YEARS_ACROSS)
        years = handed.years[span]
        last = first + YEARS_ACROSS >= len(handed.years)
        heads = (words.KIND, *(f"{year}年" for year in years), *((words.TOTAL,) if last else ()))
        columns = (Column(grow=1), *(Column(2.9) for _ in heads[1:]))
        rows = [
            _row((label, *map(_number, counts[span]), *((_number(sum(counts)),) if last else ())))
            for label, counts in handed.meetings
        ]
        sums = [sum(counts[at] for _, counts in handed.meetings) for at in range(len(handed.years))]
        rows.append(_row((words.TOTAL, *map(_number, sums[span]), *((_number(sum(sums)),) if last else ()))))
        if first:
            yield Gap()
        yield Table(columns, tuple(rows), words.MEETINGS, (_labels(heads),), FIVE, pad=2)


def _number(number: int) -> str:
    return f"{number:,}" if number else ""


def _open(items: Sequence[OpenItem]) -> Block:
    if not items:
        return Paragraph((Span(words.NOTHING_OPEN),), words.OPEN, size=SMALL_FOUR)
    columns = (Column(2), Column(grow=5, align=Align.LEFT), Column(grow=4, align=Align.LEFT), Column(6))
    rows = (
        _row((str(number), one.what, one.basis, one.when), left=(1, 2)) for number, one in enumerate(items, start=1)
    )
    return Table(columns, tuple(rows), words.OPEN, (_labels(words.OPEN_HEADS),), FIVE)


def _file(handed: HandOver) -> Table:
    """Write what the file is known by; its SHA-256 in groups that can be compared by eye."""
    file = handed.file
    digest = ""
    if file is not None:
        digest = " ".join(file.digest[at : at + 8] for at in range(0, len(file.digest), 8))
    facts = (
        (words.FILE_NAME, file.name if file else words.NOT_MADE),
        (words.SIZE, file.size if file else words.NOT_MADE),
        (words.DIGEST, f"{digest}\n{words.BEFORE_OPENING}" if file else words.NOT_MADE),
        (words.FORMAT, handed.format),
        (words.PROGRAM, handed.program),
    )
    columns = (Column(6), Column(grow=1, align=Align.LEFT))
    rows = (
        TableRow(
            (cell(label, Role.HEI), Cell(tuple(Paragraph((Span(line),), label, first=0) for line in paragraphs(text)))),
            lines(FIVE, ROOM),
            whole=True,
        )
        for label, text in facts
    )
    return Table(columns, tuple(rows), words.FILE, size=FIVE)


def _notes() -> Iterator[Block]:
    for number, rule in enumerate(words.RULES, start=1):
        yield Paragraph((Span(f"{number}. {rule}"),), words.NOTES, size=SMALL_FOUR)


def _labels(texts: Sequence[str]) -> TableRow:
    return TableRow(tuple(cell(text, Role.HEI) for text in texts), lines(FIVE, HEAD_ROOM), whole=True, keep_next=True)


def _row(texts: Sequence[str], left: Sequence[int] = ()) -> TableRow:
    cells = tuple(_text(text, Align.LEFT if at in left else Align.CENTRE) for at, text in enumerate(texts))
    return TableRow(cells, lines(FIVE, ROOM), whole=max(map(len, texts)) < TELLING)


def _text(text: str, align: Align = Align.LEFT) -> Cell:
    return cell(plain(text), align=align)
