"""谈心谈话记录: a talk as both have it before them to sign, or an empty form to write on."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.domain.dates import PartialDate
from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    BLANK_CELL,
    Align,
    Cell,
    Column,
    Gap,
    Manuscript,
    Paragraph,
    Role,
    Signatures,
    Span,
    Table,
    TableRow,
    Title,
    cell,
    plain,
)
from branchdesk.papers.house import USUAL, House

TITLE = "谈心谈话记录"
SIZE = 14.0  # 四号
HAND = "_" * 8  # room for a signature
LABEL, FIELD = 5.5, 8.5  # cells: half the page each, so that an empty field has room for a date by hand
CONTENT, ADVICE = 9.0, 3.0  # lines to write on where nothing is typed


@dataclass(frozen=True, slots=True)
class Talk:
    """What is recorded of a talk; an empty text is not known yet and is left to be written by hand."""

    branch: str
    unit: str
    member: str
    talker: str = ""
    day: PartialDate | None = None
    relation: str = ""
    topic: str = ""
    content: str = ""
    place: str = ""


def write_talk(talk: Talk, house: House = USUAL) -> Manuscript:
    """Write the record of a talk: when, where, who with whom, about what, what was said, and both to sign."""
    unit, branch = plain(house.unit or talk.unit), plain(talk.branch)
    day = wording.day(talk.day) if talk.day else ""
    table = Table(
        (Column(LABEL), Column(FIELD), Column(LABEL), Column(grow=1)),
        (
            _pair("谈话人", wording.bare(talk.talker), "谈话对象", wording.bare(talk.member)),
            _pair("时间", day, "地点", plain(talk.place)),
            _pair("关系类型", plain(talk.relation), "主题", plain(talk.topic)),
            _wide("内容要点", talk.content, CONTENT),
            _wide("意见建议", "", ADVICE),
        ),
        TITLE,
        size=SIZE,
    )
    signed = Span(f"谈话人（签字）：{HAND}{BLANK_CELL}谈话对象（签字）：{HAND}")
    date_line = Span(f"年{BLANK_CELL * 2}月{BLANK_CELL * 2}日")
    return Manuscript(
        f"{TITLE}（{wording.bare(talk.member)}{f'，{day}' if day else ''}）",
        unit + branch.removeprefix(unit),
        (
            Title((branch.removeprefix(unit), TITLE), "标题"),
            Gap(),
            table,
            Gap(),
            Signatures(
                (
                    Paragraph((signed,), "签字", first=0),
                    Paragraph((date_line,), "签字", first=0, align=Align.RIGHT),
                )
            ),
        ),
        layout=house.layout(),
    )


def _label(text: str) -> Cell:
    return cell(Span(text, Role.HEI), size=SIZE, where=TITLE)


def _pair(first: str, one: str, second: str, other: str) -> TableRow:
    return TableRow(
        (_label(first), cell(one, size=SIZE, where=first), _label(second), cell(other, size=SIZE, where=second))
    )


def _wide(label: str, text: str, lines: float) -> TableRow:
    typed = tuple(Paragraph((Span(part),), label, size=SIZE) for part in wording.prose(text))
    return TableRow((_label(label), Cell(typed, across=3, align=Align.LEFT, top=True)), least=lines)
