"""征求意见汇总表 and 整改清单: what was collected before an 组织生活会, and what is put right after it, line by line.

《中国共产党支部工作条例（试行）》第17条. Where nothing is written yet they are forms to be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from branchdesk.domain.meetings import MeetingKind, MeetingRecord
from branchdesk.domain.organisational_life import Rectification
from branchdesk.papers import heads, wording
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
)
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.signing import SECRETARY, to_sign
from branchdesk.papers.wording import People
from branchdesk.words import life_meeting_papers as words

TITLE_SIZE = 20.0
EMPTY, HIGH, LOW = 6, 1.3, 1.1  # rows to write on; lines of one of them, and of one that is written
TELLING = 160  # characters of a row from which it may be parted between pages
TOLD = Column(grow=1, align=Align.LEFT)  # what is told in words
KINDS = frozenset({MeetingKind.ORGANISATIONAL_LIFE, MeetingKind.DEMOCRATIC_APPRAISAL})


def rectifies(record: MeetingRecord) -> bool:
    """Say whether a meeting has a rectification list, or is of a kind that asks for one."""
    return bool(record.meeting.rectifications) or record.meeting.kind in KINDS


def collects(record: MeetingRecord) -> bool:
    """Say whether opinions were collected for a meeting, or it is of a kind that asks for them."""
    return bool(record.meeting.opinions) or record.meeting.kind in KINDS


def write_rectification_list(record: MeetingRecord, house: House = USUAL) -> Manuscript:
    """Write the list: each problem, what is done about it, by whom, until when, and what came of it."""
    people, listed = People(record.apart), record.meeting.rectifications
    rows = [
        (
            wording.prose(one.problem),
            wording.prose(one.text),
            [people.write(one.owner)] if one.owner else [],
            [wording.day(one.due)] if one.due else [],
            _result(one),
        )
        for one in listed
    ]
    labels = (words.PROBLEM, words.MEASURE, words.OWNER, words.DUE, words.RESULT)
    columns = TOLD, replace(TOLD, grow=1.4), Column(5), Column(6.3), replace(TOLD, grow=0.9)
    told = words.counted(len(listed), sum(one.done_on is not None for one in listed)) if listed else ""
    return _paper(record, house, words.LIST, _table(words.LIST, labels, columns, rows), told)


def write_opinions(record: MeetingRecord, house: House = USUAL) -> Manuscript:
    """Write the opinions as they were collected: each with whom or what it is about, and where it came from."""
    people, collected = People(record.apart), record.meeting.opinions
    rows = [
        (
            wording.prose(one.text),
            [people.write(one.about)] if one.about else [],
            wording.prose(one.source),
        )
        for one in collected
    ]
    labels = (words.OPINION, words.ABOUT, words.SOURCE)
    columns = TOLD, Column(8.5), Column(8.5)
    told = words.collected(len(collected)) if collected else ""
    return _paper(record, house, words.OPINIONS, _table(words.OPINIONS, labels, columns, rows), told)


def _result(one: Rectification) -> list[str]:
    if one.done_on is None:
        return wording.prose(one.result)
    return wording.prose(words.closed(wording.day(one.done_on), one.result))


def _paper(record: MeetingRecord, house: House, name: str, table: Table, told: str) -> Manuscript:
    parts = heads.branch_of(record, house), heads.called(record), name
    below: tuple[Block, ...] = (Paragraph((Span(told),), name, first=0, size=SMALL_FOUR),) if told else ()
    return Manuscript(
        f"{''.join(parts)}（{wording.day(record.meeting.starts.date())}）",
        heads.full_branch(record, house),
        (
            *heads.headed(house, parts, size=TITLE_SIZE),
            Gap(),
            table,
            *below,
            Gap(),
            to_sign((SECRETARY,), house),
        ),
        draft=heads.draft_mark(record),
        layout=house.layout(landscape=True, names=wording.names_of(record)),
    )


def _table(
    where: str, labels: Sequence[str], columns: Sequence[Column], rows: Sequence[Sequence[Sequence[str]]]
) -> Table:
    """Give the lines, numbered; where there are none, lines to write on."""
    blank = [((),) * len(labels)] * EMPTY
    body = [
        _row(f"{where}第{number}行", [[str(number)], *row], HIGH if not rows else LOW)
        for number, row in enumerate(rows or blank, start=1)
    ]
    above = tuple(_cell([label], label, Role.HEI, Align.CENTRE) for label in ("序号", *labels))
    return Table(
        (Column(2.6), *columns),
        tuple(body),
        where,
        head=(TableRow(above, 1.2, whole=True),),
        size=SMALL_FOUR if len(rows) <= EMPTY else FIVE,
    )


def _row(where: str, row: Iterable[Sequence[str]], least: float) -> TableRow:
    texts = list(row)
    long = sum(len(part) for parts in texts for part in parts) > TELLING
    return TableRow(tuple(_cell(parts, where) for parts in texts), least, whole=not long)


def _cell(parts: Sequence[str], where: str, role: Role = Role.FANG, align: Align | None = None) -> Cell:
    return Cell(tuple(Paragraph((Span(part, role),), where, first=0) for part in parts if part), align=align)
