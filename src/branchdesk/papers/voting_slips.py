"""票决单: the slip that a voter marks on one person or one question.

It bears no name and no number, for the vote is secret; only the pile says how many there are. Whoever is voted on has a
slip of their own (《中国共产党发展党员工作细则》 of 2026, 第19条: several are discussed and voted on one by one).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from branchdesk.domain.agenda import Ballot, BallotRule, PersonRef, Subject
from branchdesk.domain.meetings import MeetingRecord
from branchdesk.domain.voting import voters_in
from branchdesk.papers import captions, heads, wording
from branchdesk.papers.blocks import (
    BODY,
    FIVE,
    FOUR,
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
    Title,
    cell,
    plain,
)
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.slips import COLUMNS, Slip, apart, lines_of, sheets, title_lines
from branchdesk.papers.wording import People
from branchdesk.words import meetings as words

NAME = "票决单"
RULES = frozenset({BallotRule.RESOLUTION, BallotRule.ADMISSION, BallotRule.COMMITTEE})
CHOICES = ("赞成", "不赞成", "弃权")
BOX = 4  # cells of the column to mark in
HEAD, ROW = 1.15, 1.6  # lines
HOW = "说明：在“赞成”“不赞成”“弃权”中选一项，在空格内画“○”。无记名，不写姓名。"


@dataclass(frozen=True, slots=True)
class Run:
    """How many of each slip are wanted (0: one a voter), how many on a sheet (0: as fit), and of which ballot.

    `item` is the number that a ballot has on the agenda, from 1; 0 takes every ballot.
    """

    copies: int = 0
    on_sheet: int = 0
    item: int = 0


ALL = Run()


def write_slips(record: MeetingRecord, house: House = USUAL, run: Run = ALL) -> Manuscript:
    """Write the slips for every matter of a meeting that is voted on, each on sheets of its own."""
    stacks = (
        sheets(_slip(record, ballot, subject, house), copies(record, ballot, run), run.on_sheet)
        for ballot in ballots(record, RULES, run.item)
        for subject in ballot.subjects or (Subject(""),)
    )
    return bundle(record, house, NAME, apart(stacks))


def ballots(record: MeetingRecord, rules: Collection[BallotRule], item: int = 0) -> tuple[Ballot, ...]:
    """Give the ballots of a meeting by these rules, or only the one at that place of the agenda."""
    return tuple(
        one
        for place, one in enumerate(record.meeting.agenda, start=1)
        if isinstance(one, Ballot) and one.rule in rules and item in {0, place}
    )


def copies(record: MeetingRecord, ballot: Ballot, run: Run) -> int:
    """Give how many are wanted of each: one for everybody with a vote who is expected, unless a number is set."""
    return max(1, run.copies or voters_in(ballot, record.attendees).entitled)


def bundle(record: MeetingRecord, house: House, name: str, blocks: Iterator[Block]) -> Manuscript:
    """Give slips as one paper."""
    title = f"{name}（{wording.day(record.meeting.starts.date())}）"
    return Manuscript(title, heads.full_branch(record, house), tuple(blocks), layout=captions.unmarked(house))


def note(texts: tuple[str, ...], across: int, where: str, *last: Paragraph) -> TableRow:
    """Write below what is to be marked how it is done."""
    told = (Paragraph((Span(text),), where, first=0, align=Align.LEFT, size=FIVE) for text in texts)
    return TableRow((Cell((*told, *last), across, align=Align.LEFT),), whole=True)


def row(*cells: Cell, least: float) -> TableRow:
    """Give a row that stays whole, and with the one below it."""
    return TableRow(cells, least, whole=True, keep_next=True)


def _slip(record: MeetingRecord, ballot: Ballot, subject: Subject, house: House) -> Slip:
    matter = plain(ballot.title) or words.RULES[ballot.rule]
    where = f"{NAME}“{wording.brief(matter)}”"
    of_person = ballot.rule is BallotRule.ADMISSION or subject.person is not None
    asked = Span(plain(subject.name) or matter)
    name = People(record.apart).span(PersonRef(subject.name, subject.person)) if of_person else asked
    table = Table(
        (Column(grow=1), *(Column(BOX),) * len(CHOICES)),
        (
            row(*(cell(word, Role.HEI) for word in ("姓名" if of_person else "表决事项", *CHOICES)), least=HEAD),
            row(cell(name, size=FOUR, where=where), Cell(), Cell(), Cell(), least=ROW),
            note((HOW,), 1 + len(CHOICES), where),
        ),
        where,
    )
    height = title_lines(matter + NAME, BODY) + 1 + HEAD
    height += max(ROW, 0.3 + lines_of(name.text, COLUMNS - 3 * BOX - 1, FOUR))
    height += 0.3 + 0.7 * lines_of(HOW, COLUMNS - 1, FIVE)
    return Slip((Title((matter, NAME), where, BODY), captions.held(record, house, where), table), height)
