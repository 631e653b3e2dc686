"""会议记录 as a record form: the ruled fields that offices bind, with all that the running style tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from branchdesk.domain import kinds
from branchdesk.domain.agenda import Ballot
from branchdesk.domain.meetings import MeetingRecord, Phase
from branchdesk.papers.blocks import FOUR, Align, Block, Cell, Column, Paragraph, Role, Span, Table, TableRow
from branchdesk.papers.heads import called, full_branch
from branchdesk.papers.house import House
from branchdesk.papers.minutes_course import (
    CONTENT,
    LOOKED_BACK,
    agenda,
    only_titles,
    resolved,
    reviewed,
    topics,
    typed,
    votes,
)
from branchdesk.papers.minutes_life import placed
from branchdesk.papers.minutes_people import PLACE, PRESENT, TAKING_PART, TIME, Fact, attendance, basics
from branchdesk.papers.signing import cells
from branchdesk.papers.wording import BLANK, People

FORM = "会议记录表"
SIZE = FOUR
LABEL, SECOND = 4.4, 6.6  # cells of a label, and of the second field on a shared row
FIRST = 28 - 2 * LABEL - SECOND
COLUMNS = (Column(LABEL), Column(FIRST, align=Align.LEFT), Column(LABEL), Column(SECOND, align=Align.LEFT))
SHARED, NAMED = 13, 6  # cells of text, and of a name, that the second field has room for; more has a row of its own
# Lines to write on where that is not typed yet, and the least that a field of text has.
TO_WRITE, TO_NAME, TO_LIST, TEXT = 12.0, 4.0, 3.0, 3.0
NAMES = {"请假": "请假情况", "缺席": "缺席情况", "人数": "到会人数", "不计入应到": "不计应到"}


def form(record: MeetingRecord, house: House, people: People) -> Iterator[Block]:
    """Write the form: a row for every fact, then the agenda, the course, the votes and what was resolved."""
    yield Table(
        COLUMNS,
        tuple(_rows(record, house, people)),
        FORM,
        size=SIZE,
    )


def _rows(record: MeetingRecord, house: House, people: People) -> Iterator[TableRow]:
    meeting = record.meeting
    yield wide("会议名称", (said(full_branch(record, house) + called(record)),))
    *facts, chair, recorder = basics(record, people)
    when, where = (next(one for one in facts if one.name == name) for name in (TIME, PLACE))
    before, after = facts[: facts.index(when)], facts[facts.index(when) + 1 :]
    yield from (fact_row(one, people) for one in before)
    yield from pair(when, where)
    yield from pair(chair, recorder)
    yield from (fact_row(one, people) for one in after if one is not where)
    yield from (fact_row(one, people) for one in attendance(record, people))
    yield wide("议题", tuple(topics(record)), least=1 if meeting.agenda else TO_LIST)
    to_come = meeting.phase in {Phase.PLANNED, Phase.NOTIFIED}
    yield wide(CONTENT, _course(record, people), least=TO_WRITE if to_come else TEXT)
    if any(isinstance(item, Ballot) for item in meeting.agenda):
        yield wide("表决情况", votes(record, people))
    if meeting.resolutions is not None or kinds.of(meeting.kind).resolves:
        to_write = meeting.resolutions is None
        yield wide("会议决议", () if to_write else resolved(meeting.resolutions), least=TEXT)


def _course(record: MeetingRecord, people: People) -> Iterator[Block]:
    meeting = record.meeting
    if not only_titles(record):
        yield from agenda(record, people, votes=False)
    yield from typed(meeting.text or "", CONTENT)
    for name, written in placed(meeting, people, titles_alone=only_titles(record))[1]:
        yield Paragraph((Span(name, Role.HEI),), name, keep_next=True)
        yield from written
    if meeting.reviews:
        yield Paragraph((Span(LOOKED_BACK, Role.HEI),), LOOKED_BACK, keep_next=True)
        yield from reviewed(meeting.reviews, people)


def fact_row(fact: Fact, people: People) -> TableRow:
    """Write a fact on a row of its own, people one after the other; who came is left room to be listed."""
    name = NAMES.get(fact.name, fact.name)
    if fact.names:
        return wide(name, (Paragraph(tuple(_one_by_one(fact, people)), fact.where, first=0),))
    to_list = fact.name in {PRESENT, TAKING_PART} and not _content(fact).spans
    return wide(name, (_content(fact),), least=TO_NAME if to_list else 1)


def _one_by_one(fact: Fact, people: People) -> Iterator[Span]:
    for number, person in enumerate(fact.names):
        if number:
            yield Span("、")
        yield Span(people.write(person), whole=True)


def _content(fact: Fact) -> Paragraph:
    spans = () if fact.content == (Span(BLANK),) else fact.content
    return Paragraph(spans, fact.where, first=0)


def pair(first: Fact, second: Fact) -> Iterator[TableRow]:
    """Write two facts on one row, or on two where the second wants more room than a row lends it."""
    if sum(cells(span.text) for span in second.content) > SHARED or any(
        span.whole and cells(span.text) > NAMED for span in second.content
    ):
        yield wide(first.name, (_content(first),))
        yield wide(second.name, (_content(second),))
    else:
        fields = (label(first.name), _cell((_content(first),)), label(second.name), _cell((_content(second),)))
        yield TableRow(fields, whole=True)


def said(text: str, where: str = FORM) -> Paragraph:
    """Write a text that begins at the edge of its field."""
    return Paragraph((Span(text),), where, first=0)


def label(text: str) -> Cell:
    """Write the name of a field."""
    return Cell((Paragraph((Span(text, Role.HEI),), text, first=0, size=SIZE),), align=Align.CENTRE)


def wide(name: str, content: Iterable[Block], *, least: float = 1) -> TableRow:
    """Write a field over the form's whole width; a long one goes on over the page."""
    return TableRow((label(name), replace(_cell(content), across=3, top=least > 1)), least=least)


def _cell(content: Iterable[Block]) -> Cell:
    return Cell(tuple(_fitted(content)), align=Align.LEFT)


def _fitted(content: Iterable[Block]) -> Iterator[Paragraph]:
    """Give running text in the letters of the form; marks for the reader's contents stay outside of it."""
    for block in content:
        if isinstance(block, Paragraph) and block.spans:
            yield replace(block, size=SIZE, bookmark=None)
