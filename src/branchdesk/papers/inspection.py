"""迎检材料: the list of what a self-inspection found, and the tables that stand in front of a period's minutes.

A table says what is on record and no more; what is not known stays empty. People stand in roster order, without a rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from branchdesk.domain.attendance import Turnout
from branchdesk.domain.inspection import Finding
from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    FIVE,
    Align,
    Block,
    Cell,
    Column,
    Manuscript,
    Paragraph,
    Role,
    Span,
    Table,
    TableRow,
    cell,
    plain,
)
from branchdesk.papers.house import House
from branchdesk.papers.listing import HEAD_ROOM, ROOM, TELLING, foot, head, lines, with_foot
from branchdesk.words import inspection as words
from branchdesk.words import listing as say

GROUP = "党小组"
MONTHS = tuple(f"{month}月" for month in range(1, 13))
PERSON = ("序号", "姓名", GROUP, "应到", "实到", "请假", "缺席", "已补学", "到会率")
DOCUMENTS = ("序号", "题目", "出处", "印发日期", "学习时间（会议）")
FINDINGS = ("序号", "程度", "事项", "问题", "依据", "处理情况")


@dataclass(frozen=True, slots=True)
class Heading:
    """What every table of the file is headed with: whose it is, of which period, printed when."""

    unit: str
    branch: str
    since: date
    until: date
    printed: date

    @property
    def period(self) -> str:
        """Give the period, its days written out."""
        return say.both_days(wording.day(self.since), wording.day(self.until))


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and what was done about it (nothing: room to write)."""

    finding: Finding
    done: str = ""


@dataclass(frozen=True, slots=True)
class LifeRow:
    """A kind of meeting over the months of a year: how often it was held in each, and in all."""

    label: str
    months: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Came:
    """One person and how often they came."""

    name: str
    group: str
    turnout: Turnout


@dataclass(frozen=True, slots=True)
class Studied:
    """A document as it was studied: by its title, and at which meetings."""

    title: str
    source: str
    issued: str
    meetings: tuple[str, ...]


def write_findings(heading: Heading, found: Sequence[Found], house: House) -> Manuscript:
    """Write the list of findings, by area, with what was done about each."""
    name = words.LIST
    blocks: tuple[Block, ...] = (Paragraph((Span(words.nothing_found()),), name),)
    if found:
        columns = (Column(2), Column(2.6), Column(7), Column(grow=1, align=Align.LEFT), Column(7.4), Column(9))
        rows = tuple(_findings(found))
        blocks = (
            Table(columns, with_foot(rows), name, (_labels(FINDINGS),), size=FIVE),
            foot((words.counted(len(found), sum(bool(one.done) for one in found)),), heading.printed),
        )
    return _paper(heading, house, (name,), blocks, landscape=True)


def _findings(found: Sequence[Found]) -> Iterator[TableRow]:
    number = 0
    for area, members in groupby(found, key=lambda one: one.finding.area):
        yield TableRow(
            (cell(words.AREAS[area], Role.HEI, across=len(FINDINGS), align=Align.LEFT),),
            lines(FIVE, ROOM),
            whole=True,
            keep_next=True,
        )
        for one in members:
            number += 1
            finding = one.finding
            texts = (finding.about, finding.what, finding.article, one.done)
            yield TableRow(
                (cell(str(number)), cell(words.GAPS[finding.gap]), *(_text(text) for text in texts)),
                lines(FIVE, ROOM),
                whole=max(map(len, texts)) < TELLING,
            )


def write_life(heading: Heading, years: Sequence[tuple[int, Sequence[LifeRow]]], house: House) -> Manuscript:
    """Write how often each kind of meeting was held in the months of each year."""
    blocks: list[Block] = []
    for year, kinds in years:
        columns = (Column(grow=1), *(Column(1.85) for _ in MONTHS), Column(2.4))
        rows = tuple(
            TableRow(
                (cell(one.label), *map(cell, one.months), cell(one.total)),
                lines(FIVE, ROOM),
                whole=True,
                keep_next=True,
            )
            for one in kinds
        )
        label = words.year(year)
        blocks += [
            Paragraph((Span(label, Role.HEI),), words.LIFE, first=0, keep_next=True, bookmark=label, level=1),
            Table(
                columns,
                (*rows[:-1], replace(rows[-1], keep_next=year == years[-1][0])),
                words.LIFE,
                (_labels((words.KIND, *MONTHS, words.TOTAL)),),
                size=FIVE,
                pad=2,
            ),
        ]
    return _paper(heading, house, (words.LIFE,), (*blocks, foot((words.what_cells_say(),), heading.printed)))


def write_turnout(heading: Heading, people: Sequence[Came], definition: str, house: House) -> Manuscript:
    """Write how often everybody came, in roster order."""
    figures = (Column(2.6),) * 5
    columns = (Column(2), Column(grow=1), Column(3.4), *figures, Column(3))
    rows = []
    for number, one in enumerate(people, start=1):
        counts = one.turnout
        shown = (counts.expected, counts.present, counts.on_leave, counts.absent, counts.made_up)
        name = Span(wording.spread(wording.bare(one.name)), spread=True)
        cells = (
            cell(str(number)),
            cell(name),
            _text(one.group.removesuffix(GROUP) or one.group, Align.CENTRE),
            *map(cell, map(str, shown)),
        )
        rows.append(TableRow((*cells, cell(counts.rate)), lines(FIVE, ROOM), whole=True))
    table = Table(columns, with_foot(rows), words.TURNOUT, (_labels(PERSON),), size=FIVE)
    return _paper(heading, house, (words.TURNOUT,), (table, foot((definition,), heading.printed)))


def write_documents(heading: Heading, documents: Sequence[Studied], house: House) -> Manuscript:
    """Write which documents were studied, and at which meetings."""
    columns = (
        Column(2),
        Column(grow=5, align=Align.LEFT),
        Column(grow=3),
        Column(5.2),
        Column(grow=4, align=Align.LEFT),
    )
    rows = [
        TableRow(
            (
                cell(str(number)),
                _text(one.title),
                _text(one.source, Align.CENTRE),
                cell(one.issued),
                _text("；".join(one.meetings)),
            ),
            lines(FIVE, ROOM),
        )
        for number, one in enumerate(documents, start=1)
    ]
    table = Table(columns, with_foot(rows), words.DOCUMENTS, (_labels(DOCUMENTS),), size=FIVE)
    counted = foot((words.documents_counted(len(documents)),), heading.printed)
    return _paper(heading, house, (words.DOCUMENTS,), (table, counted))


def _paper(
    heading: Heading, house: House, name: tuple[str, ...], blocks: Iterable[Block], *, landscape: bool = False
) -> Manuscript:
    unit = house.unit or heading.unit
    title = (heading.branch or unit, *name)
    return Manuscript(
        title=f"{''.join(title)}（{heading.period}）",
        author=unit,
        blocks=(*head(house, title, say.unit(unit), heading.period, FIVE), *blocks),
        layout=house.layout(landscape=landscape),
    )


def _labels(texts: Sequence[str]) -> TableRow:
    return TableRow(tuple(cell(text, Role.HEI) for text in texts), lines(FIVE, HEAD_ROOM), whole=True, keep_next=True)


def _text(text: str, align: Align = Align.LEFT) -> Cell:
    return cell(plain(text), align=align)
