"""选票: the ballot of an election, with all its candidates and empty lines to write others in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from branchdesk.domain.agenda import Ballot, BallotRule, PersonRef
from branchdesk.domain.meetings import MeetingRecord
from branchdesk.papers import captions, heads, wording
from branchdesk.papers.blocks import (
    FIVE,
    FOUR,
    SMALL_FOUR,
    Align,
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
from branchdesk.papers.voting_slips import ALL, CHOICES, Run, ballots, bundle, copies, note, row
from branchdesk.papers.wording import People
from branchdesk.words import meetings as words

NAME = "选票"
RULES = frozenset({BallotRule.ELECTION})
TITLE_SIZE = 18.0
BLANKS = 2  # lines to write somebody in where the number of seats is not known
NOT_SO = "—"  # in boxes that nobody marks
OTHERS = "另选他人（写明姓名，并在“赞成”栏内画“○”）"
HEADS = 9.0  # points, so that 不赞成 stands on one line in a narrow column
# Lines of the page for names, after everything else that a ballot has; a row takes so many at most and at least.
FOR_NAMES, HIGH, LOW = 14.5, 1.3, 0.7
ONE_COLUMN = 0.82  # lines that a row has at least before the names stand in two columns
MORE = 0.5  # lines that each further line of a name takes

Strokes = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the names stand: in one column or two, in which sizes, how high their rows are and how wide their columns."""

    halves: int
    size: float
    head: float
    least: float
    name: float
    box: float

    @property
    def across(self) -> int:
        """Give how many columns the table has."""
        return self.halves * (1 + len(CHOICES))


def write_ballots(
    record: MeetingRecord, house: House = USUAL, run: Run = ALL, strokes: Strokes | None = None
) -> Manuscript:
    """Write the ballots of every election of a meeting.

    Candidates stand as the agenda has them; with `strokes`, which gives a name's key, by the strokes of the surname.
    """
    stacks = (
        sheets(_ballot(record, ballot, house, strokes), copies(record, ballot, run), run.on_sheet)
        for ballot in ballots(record, RULES, run.item)
    )
    return bundle(record, house, NAME, apart(stacks))


def _ballot(record: MeetingRecord, ballot: Ballot, house: House, strokes: Strokes | None) -> Slip:
    matter = plain(ballot.title) or words.RULES[ballot.rule]
    where = f"{NAME}“{wording.brief(matter)}”"
    named = [one for one in ballot.subjects if not one.write_in]
    if strokes is not None:
        named.sort(key=lambda one: strokes(wording.bare(one.name)))
    others, people = ballot.seats or BLANKS, People(record.apart)
    names = [people.span(PersonRef(one.name, one.person)) for one in named] or [Span("")] * (others + 1)
    shape = _shape(names, others)
    how = _how(ballot)
    rows = (
        row(*(cell(word, Role.HEI, size=shape.head) for word in ("候选人姓名", *CHOICES) * shape.halves), least=1.1),
        *_in_columns(names, shape, where),
        row(cell(OTHERS, Role.KAI, across=shape.across, size=FIVE), least=0.9),
        *_to_write_in(others, shape),
        note(how, shape.across, where, _day(record, where)),
    )
    columns = (Column(shape.name), *(Column(shape.box),) * len(CHOICES)) * shape.halves
    seats = _seats(ballot, len(named), by_strokes=strokes is not None)
    parts = (heads.branch_of(record, house), matter, NAME)
    blocks = (Title(parts, where, TITLE_SIZE), captions.below(seats, where), Table(columns, rows, where))
    return Slip(blocks, _height("".join(parts), names, others, shape, how))


def _shape(names: Sequence[Span], others: int) -> _Shape:
    halves = 1 if (len(names) + others) * ONE_COLUMN <= FOR_NAMES else 2
    box = 4.0 if halves == 1 else 2.3
    name = COLUMNS / halves - len(CHOICES) * box
    size = SMALL_FOUR if halves == 1 else FIVE
    deep = -(-len(names) // halves) + -(-others // halves)
    wrapped = sum(lines_of(one.text, name, size) - 1 for one in names) * MORE
    least = max(LOW, min(HIGH, (FOR_NAMES - wrapped) / deep))
    if halves == 1 and least > 1:
        return _Shape(halves, FOUR, SMALL_FOUR, least, name, box)
    return _Shape(halves, size, SMALL_FOUR if halves == 1 else HEADS, least, name, box)


def _height(title: str, names: Sequence[Span], others: int, shape: _Shape, how: Sequence[str]) -> float:
    """Reckon how many lines a ballot takes at most."""
    deep = -(-len(names) // shape.halves)
    taken = [max(shape.least, 0.3 + shape.size / FOUR * lines_of(one.text, shape.name, shape.size)) for one in names]
    explained = 0.3 + 0.7 * (1 + sum(lines_of(text, COLUMNS - 1, FIVE) for text in how))
    head = title_lines(title, TITLE_SIZE) + 1 + 1.1 + 0.9
    return head + sum(sorted(taken)[-deep:]) + shape.least * -(-others // shape.halves) + explained


def _in_columns(names: Sequence[Span], shape: _Shape, where: str) -> Iterator[TableRow]:
    """Write the candidates one below the other, the first half of them on the left where there are two columns."""
    deep = -(-len(names) // shape.halves)
    for at in range(deep):
        cells: list[Cell] = []
        for name in names[at::deep]:
            cells += [cell(name, size=shape.size, where=where), *(Cell(),) * len(CHOICES)]
        yield _filled_up(cells, shape)


def _to_write_in(others: int, shape: _Shape) -> Iterator[TableRow]:
    """Leave a line for everybody who can be written in: for as many as there are seats."""
    one = (Cell(), Cell(), *(cell(NOT_SO, size=shape.size),) * (len(CHOICES) - 1))
    for first in range(0, others, shape.halves):
        yield _filled_up([*one * min(shape.halves, others - first)], shape)


def _filled_up(cells: Sequence[Cell], shape: _Shape) -> TableRow:
    rest = shape.across - len(cells)
    return row(*cells, *((Cell(across=rest),) if rest else ()), least=shape.least)


def _seats(ballot: Ballot, candidates: int, *, by_strokes: bool) -> str:
    """Say how many are to be elected of how many, and in which order they stand."""
    told = [f"应选{wording.number(ballot.seats, '名')}"]
    if candidates:
        told.append(f"候选人{candidates}名")
    if ballot.seats and candidates > ballot.seats:
        told.append(f"差额{candidates - ballot.seats}名")
    elif candidates and candidates == ballot.seats:
        told.append("等额选举")
    return "，".join(told) + ("；候选人以姓氏笔画为序" if by_strokes and candidates > 1 else "")


def _how(ballot: Ballot) -> tuple[str, ...]:
    seats = f"（{ballot.seats}名）" if ballot.seats else ""
    return (
        "说明：1. 对每名候选人在“赞成”“不赞成”“弃权”中选一项，在空格内画“○”。",
        "2. 不赞成候选人的，可以另选他人：写明另选人的姓名，并在“赞成”栏内画“○”。",
        f"3. 每张选票所选人数等于或少于应选名额{seats}的有效，多于应选名额的无效。",
    )


def _day(record: MeetingRecord, where: str) -> Paragraph:
    day = Span(wording.day(record.meeting.starts.date()))
    return Paragraph((day,), where, first=0, align=Align.RIGHT, size=FIVE)
