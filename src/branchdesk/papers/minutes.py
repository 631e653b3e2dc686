"""会议记录: the minutes of a meeting, ready to be read, signed and bound.

The order is the one that inspections look for: when, where, who led and wrote, who was to come, who came, who did not
and why; then the agenda, each vote with its figures and what the chair declared, the resolutions, the signatures. What
is not known yet is a blank to fill in by hand, never "none"; what nobody typed is not invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from math import ceil

from branchdesk.domain.meetings import MeetingRecord
from branchdesk.papers import wording
from branchdesk.papers.blocks import BLANK_CELL, Align, Block, Gap, Manuscript, Names, Paragraph, Role, Span
from branchdesk.papers.heads import branch_of, called, draft_mark, full_branch, headed
from branchdesk.papers.house import USUAL, House, MinutesStyle
from branchdesk.papers.minutes_course import course
from branchdesk.papers.minutes_form import form
from branchdesk.papers.minutes_people import Fact, attendance, basics
from branchdesk.papers.signing import cells, signers_of, to_sign
from branchdesk.papers.wording import BLANK, People

LABEL = 4  # cells: three characters and the colon
SECOND_FIELD = 14  # where the second field of a shared line begins


def write_minutes(record: MeetingRecord, house: House = USUAL, *, today: date | None = None) -> Manuscript:
    """Write a meeting's minutes as blocks, in the style of the house: words and their order, no pages yet.

    A draft bears the word 草稿 on every page, with the day of printing where `today` is given.
    """
    people = People(record.apart)
    title = branch_of(record, house), called(record), "记录"
    return Manuscript(
        title=f"{''.join(title)}（{wording.day(record.meeting.starts.date())}）",
        author=full_branch(record, house),
        blocks=(
            *headed(house, title),
            *_number(record),
            Gap(),
            *(form(record, house, people) if house.style is MinutesStyle.FORM else _running(record, people)),
            Gap(),
            to_sign(signers_of(record, house), house),
            *_amendments(record),
        ),
        draft=draft_mark(record, today),
        layout=house.layout(names=wording.names_of(record)),
    )


def _number(record: MeetingRecord) -> Iterator[Block]:
    if record.meeting.number is not None:
        number = Span(f"（第{record.meeting.number}次）", Role.KAI)
        yield Paragraph((number,), "标题", first=0, align=Align.CENTRE, keep_next=True)


def _running(record: MeetingRecord, people: People) -> Iterator[Block]:
    *facts, chair, recorder = basics(record, people)
    yield from (_written(fact, people) for fact in facts)
    yield from _on_one_line(chair, recorder)
    yield from (_written(fact, people) for fact in attendance(record, people))
    yield from course(record, people)


def _written(fact: Fact, people: People) -> Block:
    if fact.names:
        return Names(wording.label(fact.name), tuple(people.span(person) for person in fact.names), fact.where)
    return _field(fact)


def _field(fact: Fact) -> Paragraph:
    """Write a labelled line, whose further lines stand below its content."""
    spans = (wording.label(fact.name), *fact.content)
    return Paragraph(spans, fact.where, first=0, hang=LABEL, bookmark=fact.bookmark)


def _on_one_line(first: Fact, second: Fact) -> Iterator[Paragraph]:
    """Put both on one line, the second from the middle on; a long name gets a line of its own."""
    pad = SECOND_FIELD - LABEL - _room(first)
    if pad < 1 or SECOND_FIELD + LABEL + _room(second) > 2 * SECOND_FIELD:
        yield _field(first)
        yield _field(second)
    else:
        gap = Span(BLANK_CELL * pad)
        yield _field(replace(first, content=(*first.content, gap, wording.label(second.name), *second.content)))


def _room(fact: Fact) -> int:
    return ceil(sum(cells(span.text) for span in fact.content))


def _amendments(record: MeetingRecord) -> Iterator[Block]:
    """Write below the signatures what was corrected after closing, the day with each."""
    if record.amendments:
        yield Gap()
    for number, one in enumerate(record.amendments, start=1):
        head = f"补充更正{wording.numeral(number) if len(record.amendments) > 1 else ''}（{wording.day(one.day)}）"
        first, *more = wording.prose(one.text) or [BLANK]
        yield Paragraph((Span(f"{head}：", Role.KAI, whole=True), Span(first)), head)
        yield from (Paragraph((Span(part),), head) for part in more)
