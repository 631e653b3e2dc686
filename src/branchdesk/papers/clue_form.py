"""志愿者线索登记表: a clue with all its facts, who judged it and how, its way step by step, and its photos.

What is not known yet is left to be written by hand. Of a clue that a department handles as a case the form has the
number, the day, the receiver and the receipt alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from branchdesk.domain.clue_states import ClueStep, StepKind
from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    BLANK_CELL,
    FIVE,
    SMALL_FOUR,
    Align,
    Block,
    Cell,
    Column,
    Manuscript,
    NewPage,
    Paragraph,
    Picture,
    Role,
    Span,
    Table,
    TableRow,
    Title,
    cell,
    plain,
)
from branchdesk.papers.captions import below
from branchdesk.papers.clue_told import ClueTold, day, done, moment
from branchdesk.papers.heads import headed
from branchdesk.papers.house import USUAL, House

NAME = "志愿者线索登记表"
CONFIDED = "本件已移送办案部门，只登记移送日期、接收部门和回执。"
SIGN, NO_DAY = f"签字：{'_' * 8}", f"年{BLANK_CELL * 2}月{BLANK_CELL * 2}日"
TITLE_SIZE = 20.0
LABEL = 5.2  # cells
ROOM = 1.2  # lines of a row of one line
CONTENT, OPINION = 3.2, 2.2  # lines to write on where nothing is typed
PHOTO = 8.6  # lines
LONG, LONG_STEP = 400, 240  # characters from which a row may be parted
OPINIONS = (
    ("核实意见", StepKind.VERIFIED),
    ("分办意见", StepKind.ASSIGNED),
    ("处置结果", StepKind.HANDLED),
)
WAY = ("日期", "事项", "经办人、单位", "内容", "文号")
COURSE = "办理经过"
WAY_COLUMNS = Column(7.5), Column(3.2), Column(5.0), Column(grow=1, align=Align.LEFT), Column(4.6)


def write_clue_forms(
    clues: Sequence[ClueTold], branch: str, unit: str, house: House = USUAL, *, photos: bool = True
) -> Manuscript:
    """Write a form for each clue, each on a page of its own, with its way and, unless not wanted, its photos."""
    whose = plain(house.unit or unit), plain(branch)
    blocks: list[Block] = []
    for clue in clues:
        if blocks:
            blocks.append(NewPage())
        blocks += _form(clue, whose, house)
        if photos and not clue.confided and clue.photos:
            blocks += photo_pages(clue)
    names = {wording.bare(name) for clue in clues if not clue.confided for name in clue.reporters}
    title = f"{NAME}（{clues[0].number}）" if len(clues) == 1 else f"{NAME}（{len(clues)}份）"
    own = whose[1].removeprefix(whose[0])
    return Manuscript(title, whose[0] + own, tuple(blocks), layout=house.layout(names=names))


def _form(clue: ClueTold, whose: tuple[str, str], house: House) -> Iterator[Block]:
    unit, branch = whose
    yield from headed(house, (branch.removeprefix(unit) or branch, NAME), size=TITLE_SIZE)
    yield below(f"{unit}{BLANK_CELL}线索编号：{plain(clue.number)}", NAME)
    if clue.confided:
        yield _table(_confided(clue))
        yield Paragraph((Span(CONFIDED),), NAME, first=0, size=FIVE)
        return
    yield _table(_facts(clue))
    if steps := [step for step in clue.steps if step.day or step.who or step.what]:
        yield Paragraph((Span(COURSE, Role.HEI),), COURSE, first=0, keep_next=True, size=SMALL_FOUR)
        yield _way(steps)


def _table(rows: Iterator[TableRow]) -> Table:
    columns = (Column(LABEL), Column(grow=1), Column(LABEL), Column(grow=1))
    return Table(columns, tuple(rows), NAME, size=SMALL_FOUR)


def _confided(clue: ClueTold) -> Iterator[TableRow]:
    yield _pair(("移送日期", day(clue.case_sent_on)), ("接收部门", plain(clue.case_receiver)))
    yield TableRow((_label("回执"), _value(plain(clue.case_receipt), "回执", across=3)), ROOM, whole=True)


def _facts(clue: ClueTold) -> Iterator[TableRow]:
    yield _pair(("提报时间", moment(clue.reported_on, clue.reported_at)), ("提报人", clue.people))
    yield _pair(("线索类别", clue.kind), ("所属网格", plain(clue.grid)))
    yield _wide("具体地点", (plain(clue.place),))
    yield _wide("线索内容", wording.prose(clue.text), CONTENT)
    yield _pair(("承办单位", plain(clue.unit)), ("办理状态", plain(clue.state_shown)))
    yield _pair(("分办日期", day(clue.sent_on)), ("办理期限", day(clue.due)))
    for label, kind in OPINIONS:
        yield _opinion(label, clue.last(kind))
    yield _pair(("办结日期", day(clue.closed_on)), ("反馈日期", day(clue.fed_back_on)))
    if reason := wording.phrase(clue.reason):
        yield _wide("不受理原因", (reason,))
    if first := plain(clue.first_number):
        yield _wide("重复于", (first,))
    if clue.outcome or clue.outcome_number:
        yield _pair(("转化成果", plain(clue.outcome)), ("成果文号", plain(clue.outcome_number)))
    yield _wide("备注", wording.prose(clue.remark))


def _opinion(label: str, step: ClueStep | None) -> TableRow:
    """Give the row of an opinion: what was noted of it, and below it who signs and the day, or room for both."""
    said = wording.prose(step.what or "") if step else []
    who = wording.bare(step.who or "") if step and step.kind is not StepKind.ASSIGNED else ""
    on = day(step.day) if step and step.day else NO_DAY
    signed = BLANK_CELL.join([*([f"经办：{who}"] if who else []), SIGN, on])
    foot = Paragraph((Span(signed),), label, first=0, align=Align.RIGHT)
    written = tuple(Paragraph((Span(text),), label) for text in said or (BLANK_CELL,))
    opinion = Cell((*written, foot), across=3, align=Align.LEFT)
    return TableRow((_label(label), opinion), OPINION, whole=sum(map(len, said)) < LONG)


def _way(steps: Sequence[ClueStep]) -> Table:
    heads = TableRow(tuple(cell(Span(text, Role.HEI), where=NAME) for text in WAY), ROOM, whole=True)
    rows = []
    for step in steps:
        texts = (
            moment(step.day, step.at),
            done(step),
            wording.bare(step.who or ""),
            wording.phrase(step.what or ""),
            plain(step.document or ""),
        )
        rows.append(TableRow(tuple(cell(text, where=done(step)) for text in texts), 1, whole=len(texts[3]) < LONG_STEP))
    return Table(WAY_COLUMNS, tuple(rows), COURSE, head=(heads,), size=FIVE)


def photo_pages(clue: ClueTold) -> Iterator[Block]:
    """Write the pages of a clue's photos, two on each."""
    yield NewPage()
    yield Paragraph((Span("附件", Role.HEI),), NAME, first=0)
    yield Title((f"线索{plain(clue.number)}", "照片"), "线索照片", size=TITLE_SIZE)
    for name, data in clue.photos:
        caption = plain(PurePath(name).stem)
        yield Picture(data, f"照片“{caption}”", caption, PHOTO)


def _pair(one: tuple[str, str], other: tuple[str, str]) -> TableRow:
    cells = [part for label, text in (one, other) for part in (_label(label), _value(text, label))]
    return TableRow(tuple(cells), ROOM, whole=True)


def _wide(label: str, texts: Sequence[str], least: float = ROOM) -> TableRow:
    typed = tuple(Paragraph((Span(text),), label, first=2 if least > ROOM else 0) for text in texts if text)
    long = sum(map(len, texts)) > LONG
    return TableRow((_label(label), Cell(typed, across=3, align=Align.LEFT, top=least > ROOM)), least, whole=not long)


def _label(text: str) -> Cell:
    return cell(Span(text, Role.HEI), where=NAME)


def _value(text: str, where: str, across: int = 1) -> Cell:
    return cell(text, where=where, across=across)
