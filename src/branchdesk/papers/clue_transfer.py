"""线索移送单: one letter to a unit about one clue or several, with the reply to be torn off below.

What is not known yet is a blank: the letter's number, the day by which an answer is asked for, the day of the letter.
Who reported a clue is told to the unit only where the branch wants it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    BLANK_CELL,
    FIVE,
    SMALL_FOUR,
    Align,
    Block,
    Cell,
    Column,
    Gap,
    Manuscript,
    NewPage,
    Paragraph,
    Role,
    Span,
    Table,
    TableRow,
    cell,
    plain,
)
from branchdesk.papers.captions import FEW
from branchdesk.papers.clue_form import photo_pages
from branchdesk.papers.clue_told import ClueTold, day, moment
from branchdesk.papers.heads import headed
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.signing import NO_DAY, signed
from branchdesk.papers.slips import CUT
from branchdesk.papers.wording import BLANK, DATE_BLANK

NAME, REPLY = "线索移送单", "线索移送回执"
NUMBER = f"〔____〕{BLANK_CELL}____号"
TITLE_SIZE = 20.0
FORM = Column(5.2), Column(grow=1), Column(5.2), Column(grow=1)
LOW = 0.95  # lines of a row of one line
HEADS = ("序号", "线索编号", "提报日期", "类别", "地点", "线索内容")
SHORT_CELL = 240  # characters beyond which a row may be parted


@dataclass(frozen=True, slots=True)
class Transfer:
    """A letter: to which unit, about which clues, its number, by when an answer is asked for, its day.

    What is empty or None is left to be written by hand.
    """

    unit: str
    clues: tuple[ClueTold, ...]
    number: str = ""
    due: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """How letters are written: who sends them, whether they name who reported a clue.

    With `reply` a slip to be sent back hangs below, with `photos` those of the clues follow.
    """

    branch: str
    unit: str
    named: bool = False
    reply: bool = True
    photos: bool = True


def write_clue_transfers(letters: Sequence[Transfer], manner: Manner, house: House = USUAL) -> Manuscript:
    """Write a letter for each unit, each beginning a page."""
    unit = plain(house.unit or manner.unit)
    branch = plain(manner.branch).removeprefix(unit) or plain(manner.branch)
    blocks: list[Block] = []
    for letter in letters:
        if blocks:
            blocks.append(NewPage())
        blocks += _letter(letter, (unit, branch), manner, house)
        if manner.reply:
            blocks += _reply(letter, branch)
        if manner.photos:
            blocks += (block for clue in letter.clues if clue.photos for block in photo_pages(clue))
    title = f"{NAME}（{plain(letters[0].unit) or BLANK}）" if len(letters) == 1 else f"{NAME}（{len(letters)}件）"
    names = {wording.bare(name) for one in letters for clue in one.clues for name in clue.reporters}
    return Manuscript(title, unit + branch, tuple(blocks), layout=house.layout(names=names if manner.named else ()))


def _letter(letter: Transfer, whose: tuple[str, str], manner: Manner, house: House) -> Iterator[Block]:
    unit, branch = whose
    yield from headed(house, (branch, NAME), size=TITLE_SIZE)
    yield Paragraph((Span(plain(letter.number) or NUMBER),), "文号", first=0, align=Align.CENTRE, keep_next=True)
    yield Paragraph((Span(f"{plain(letter.unit) or BLANK * 2}："),), NAME, first=0)
    how = "填入回执反馈" if manner.reply else "反馈"
    due = day(letter.due) or DATE_BLANK
    count = len(letter.clues)
    yield Paragraph(
        (Span(f"本支部志愿者提报的{count}条线索，现移送你单位。请于{due}前办结，并将办理情况{how}本支部。"),), NAME
    )
    if count == 1:
        yield _one(letter.clues[0], manner)
    else:
        yield _several(letter.clues, named=manner.named)
        yield Table(FORM, tuple(_contact(letter.clues, manner)), NAME, size=SMALL_FOUR)
    yield Gap()
    yield signed(unit, branch, letter.day, house)


def _one(clue: ClueTold, manner: Manner) -> Table:
    typed = tuple(Paragraph((Span(text),), "线索内容") for text in wording.prose(clue.text))
    rows = [
        _pair(("线索编号", plain(clue.number)), ("提报时间", moment(clue.reported_on, clue.reported_at))),
        *([_wide("提报人", cell(clue.people, where="提报人", across=3))] if manner.named else []),
        _pair(("线索类别", clue.kind), ("地点", clue.where)),
        _wide("线索内容", Cell(typed, across=3, align=Align.LEFT), 1.8, whole=len(clue.text) <= SHORT_CELL),
        *_contact((clue,), manner),
    ]
    return Table(FORM, tuple(rows), NAME, size=SMALL_FOUR)


def _contact(clues: Sequence[ClueTold], manner: Manner) -> Iterator[TableRow]:
    """Give what goes with the letter, and who answers for it at the branch."""
    photos = sum(len(clue.photos) for clue in clues) if manner.photos else 0
    if photos:
        yield _wide("附件", cell(f"现场照片{photos}张", where="附件", across=3, align=Align.LEFT))
    yield _pair(("联系人", ""), ("联系电话", ""))


def _several(clues: Sequence[ClueTold], *, named: bool) -> Table:
    heads = (*HEADS[:3], "提报人", *HEADS[3:]) if named else HEADS
    rows = []
    for number, clue in enumerate(clues, start=1):
        texts = [str(number), plain(clue.number), day(clue.reported_on), plain(clue.category), clue.where]
        texts.append(wording.phrase(clue.text))
        if named:
            texts.insert(3, clue.people)
        cells = (cell(text, where=f"第{number}条{head}") for head, text in zip(heads, texts, strict=True))
        rows.append(TableRow(tuple(cells), whole=len(texts[-1]) <= SHORT_CELL))
    columns = (
        *(Column(2.0), Column(), Column(5.9)),
        *((Column(3.6),) if named else ()),
        *(Column(3.0), Column(4.9, Align.LEFT), Column(grow=1, align=Align.LEFT)),
    )
    head = TableRow(tuple(cell(Span(text, Role.HEI), where=NAME) for text in heads), 1.2, whole=True)
    return Table(columns, tuple(rows), NAME, head=(head,), size=FIVE, pad=2.0)


def _reply(letter: Transfer, branch: str) -> Iterator[Block]:
    """Write what is torn off and sent back, all of it on one page."""
    which = "、".join(plain(clue.number) for clue in letter.clues[:FEW])
    more = f"等{len(letter.clues)}条" if len(letter.clues) > FEW else ""
    number = plain(letter.number)
    told = f"{branch}：{number}移送单所列线索（{which}{more}）收悉，办理情况如下。"
    yield Paragraph((Span(CUT, Role.SONG),), REPLY, first=0, align=Align.CENTRE, size=FIVE, keep_next=True)
    yield Paragraph((Span(REPLY, Role.HEI),), REPLY, first=0, align=Align.CENTRE, keep_next=True)
    rows = (
        TableRow((cell(told, where=REPLY, across=4, align=Align.LEFT),), LOW, whole=True, keep_next=True),
        _wide("办理情况", Cell(across=3), 3),
        _pair(("经办人", ""), ("联系电话", "")),
        _pair(("单位盖章", ""), ("日期", NO_DAY)),
    )
    yield Table(FORM, tuple(replace(row, keep_next=at < len(rows) - 1) for at, row in enumerate(rows)), REPLY)


def _pair(one: tuple[str, str], other: tuple[str, str]) -> TableRow:
    cells = [part for label, text in (one, other) for part in (_label(label), cell(text, where=label))]
    return TableRow(tuple(cells), LOW, whole=True)


def _wide(label: str, field: Cell, least: float = LOW, *, whole: bool = True) -> TableRow:
    return TableRow((_label(label), field), least, whole=whole)


def _label(text: str) -> Cell:
    return cell(Span(text, Role.HEI), where=NAME)
