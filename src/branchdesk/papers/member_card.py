"""A member's card on paper: who somebody is, what they were and when, and how often they were at meetings.

It is a form with the facts in ruled boxes; a fact that every card has and nobody knows yet is an empty box. What the
card on the screen keeps to itself (talks, help in hardship, discipline) is printed only where somebody asks for it, and
an ID number is masked unless it is wanted in full. Numbers of meetings are told, nobody is compared with anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from branchdesk.domain.attendance import Turnout
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.identity import mask
from branchdesk.domain.roster import MEMBER_STAGES
from branchdesk.ledgers import member_life
from branchdesk.ledgers.member_life import LifeTable
from branchdesk.ledgers.members import MEMBERS, STAGE
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.papers import captions, heads, wording
from branchdesk.papers.blocks import (
    BLANK_CELL,
    FIVE,
    SMALL_FOUR,
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
from branchdesk.papers.house import USUAL, House
from branchdesk.words import meetings as words

NAME, OTHERS_NAME = "党员信息卡", "人员信息卡"
TITLE_SIZE = 18.0
LABEL, PHOTO = 5.2, 5.6  # cells
LINE, ROW = 1.05, 0.8  # lines
# Two facts to a row; the photo stands beside the first rows.
PAIRS = (
    ("name", "sex"),
    ("birth_date", "ethnicity"),
    ("native_place", "phone"),
    ("id_number", ""),
    ("stage", "office"),
    ("group", "party_age"),
    ("joined_on", "full_since"),
    ("education", "degree"),
    ("department", "post"),
)
BESIDE_PHOTO = 4
# Facts that have a row of their own where they are known.
MORE = (
    *("former_name", "school", "work_since", "job_rank", "address", "here_since", "applied_on", "activist_since"),
    *("target_since", "joining_kind", "joining_branch", "sponsors", "approved_on", "oath_on", "probation_until"),
    *("full_branch", "dues_to", "seniority_correction", "remark"),
)
HELD = (member_life.STAGES_HELD, member_life.OFFICES, member_life.GROUPS, member_life.CONDITIONS_HELD)
SECTIONS = (
    *(member_life.CAREER, member_life.TRAINING, member_life.HONOURS, member_life.REVIEWS, member_life.CONTACTS),
    member_life.FAMILY,
)
PRIVATE = (member_life.TALKS, member_life.HARDSHIP, member_life.DISCIPLINE)
HISTORY, STAYS, PHOTO_WORD = "党内经历", "进出本支部", "照片"
MEETINGS, COUNTS, TOGETHER = "参加组织生活情况", ("应到", "实到", "请假", "缺席", "补学"), "合计"
LONG_FROM = 10  # ems of a field whose texts begin at the left
LONG_TEXT = 60  # characters of a text that may be parted where a page ends


@dataclass(frozen=True, slots=True)
class Coming:
    """A coming to the branch or a leaving: when (as stored), which, and where from or to, by which letter."""

    day: str | None
    what: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a card tells of a person as of a day; values and rows by field key, as stored.

    `rows` are the dated rows by the key of their `LifeTable`. `turnouts` are the last year's meetings by kind, since
    `since`.
    """

    unit: str
    branch: str
    day: date
    label: str
    values: Mapping[str, Any]
    rows: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    comings: tuple[Coming, ...] = ()
    photo: bytes | None = None
    since: date | None = None
    turnouts: tuple[tuple[str, Turnout], ...] = ()


def write_member_card(
    facts: CardFacts, house: House = USUAL, *, full: bool = False, private: bool = False
) -> Manuscript:
    """Write a card; `full` prints the ID number whole, `private` what the card on the screen keeps to itself."""
    name = NAME if facts.values.get("stage") in MEMBER_STAGES else OTHERS_NAME
    unit = plain(house.unit) or plain(facts.unit)
    whose = unit + plain(facts.branch).removeprefix(plain(facts.unit)).removeprefix(unit)
    blocks = [
        *heads.headed(house, (name,), size=TITLE_SIZE),
        captions.below(f"{whose}{BLANK_CELL}截至{wording.day(facts.day)}", "标题"),
        _basics(facts, full=full),
    ]
    blocks += _history(facts)
    for life in (*SECTIONS, *(PRIVATE if private else ())):
        if rows := facts.rows.get(life.key, ()):
            blocks += _section(life, rows)
    blocks += _meetings(facts)
    return Manuscript(f"{name}（{plain(facts.label)}）", whose, tuple(blocks), layout=house.layout())


def _basics(facts: CardFacts, *, full: bool) -> Table:
    """Write the facts in boxes, two to a row, then those that want a row each."""
    rows = []
    for number, (left, right) in enumerate(PAIRS):
        cells = [_label(left), _value(facts, left, full=full, across=1 if right else 3)]
        if right:
            cells += [_label(right), _value(facts, right, full=full)]
        if not number:
            cells.append(_photo(facts.photo))
        elif number >= BESIDE_PHOTO:
            cells[-1] = Cell(cells[-1].paragraphs, cells[-1].across + 1)
        rows.append(TableRow(tuple(cells), LINE, whole=True))
    rows += [
        TableRow((_label(key), _value(facts, key, full=full, across=4)), LINE, whole=True)
        for key in MORE
        if facts.values.get(key) is not None
    ]
    columns = (Column(LABEL), Column(grow=1), Column(LABEL), Column(grow=1), Column(PHOTO))
    return Table(columns, tuple(rows), NAME)


def _photo(data: bytes | None) -> Cell:
    return Cell(down=BESIDE_PHOTO, picture=data) if data else cell(PHOTO_WORD, down=BESIDE_PHOTO)


def _label(key: str) -> Cell:
    return cell(Span(MEMBERS.field(key).label, Role.HEI))


def _value(facts: CardFacts, key: str, *, full: bool, across: int = 1) -> Cell:
    known = MEMBERS.field(key)
    text = shown(known, facts.values.get(key))
    if known.private and not full:
        text = mask(text)
    if key == "party_age" and text:
        text = f"{text}年"
    if key == "name":
        return cell(Span(wording.spread(wording.bare(text)), whole=True, spread=True), across=across, where="姓名")
    told = across > 1 and known.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT}
    return cell(text, across=across, align=Align.LEFT if told else None, where=known.label)


def shown(known: Field, value: object) -> str:
    """Say a stored value as a paper writes it: a date as far as it is known, anything else as the list has it."""
    if value is None:
        return ""
    if known.kind is FieldKind.DATE:
        return wording.day(PartialDate.parse(str(value)))
    return plain(known.shown(value))


def _history(facts: CardFacts) -> Iterator[Block]:
    """Write what somebody was and when, from the earliest: stages, offices, groups, conditions, comings and goings."""
    told: list[tuple[str, str | None, str, str, str]] = []
    for life in HELD:
        what, *others = [one for one in life.fields if one.key not in {"since", "until"}]
        for row in facts.rows.get(life.key, ()):
            more = "，".join(text for one in others if (text := shown(one, row.get(one.key))))
            name = _life_text(life, what, row.get(what.key))
            told.append((row.get("since") or "", row.get("until"), life.label, name, more))
    told += [(one.day or "", None, STAYS, one.what, one.more) for one in facts.comings]
    if not told:
        return
    lines = []
    for since, until, *texts in sorted(told, key=lambda line: line[0]):
        days = (_day(since), _day(until))
        lines.append([cell(plain(text), size=FIVE, where=HISTORY) for text in (*days, *texts)])
    columns = (
        Column(6.2),
        Column(6.2),
        Column(5.4),
        Column(grow=1, align=Align.LEFT),
        Column(grow=1, align=Align.LEFT),
    )
    yield from _headed(HISTORY, columns, ("起", "止", "项目", "内容", "说明"), lines)


def _day(stored: str | None) -> str:
    return wording.day(PartialDate.parse(stored)) if stored else ""


def _section(life: LifeTable, rows: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    """Write dated rows under their heads; a column that no row has anything for is left out."""
    fields = [one for one in life.fields if one.required or any(row.get(one.key) for row in rows)]
    columns = tuple(
        Column(grow=one.width, align=Align.LEFT if one.width >= LONG_FROM else Align.CENTRE) for one in fields
    )
    lines = []
    for row in rows:
        texts = (_life_text(life, one, row.get(one.key)) for one in fields)
        lines.append([cell(text, size=FIVE, where=life.label) for text in texts])
    yield from _headed(life.label, columns, [one.label for one in fields], lines)


def _life_text(life: LifeTable, one: Field, value: object) -> str:
    if life is member_life.STAGES_HELD and one.key == "stage":
        return STAGE.shown(value)
    return shown(one, value)


def _headed(
    heading: str, columns: tuple[Column, ...], heads: Sequence[str], lines: Sequence[Sequence[Cell]]
) -> Iterator[Block]:
    yield Paragraph((Span(heading, Role.HEI),), heading, first=0, keep_next=True, size=SMALL_FOUR)
    head = TableRow(tuple(cell(text, Role.HEI, size=FIVE) for text in heads), ROW, whole=True, keep_next=True)
    long = any(sum(map(len, _texts(one))) > LONG_TEXT for line in lines for one in line)
    rows = tuple(TableRow(tuple(line), ROW) for line in lines) if long else captions.together(lines, ROW)
    yield Table(columns, rows, heading, (head,), FIVE)


def _texts(one: Cell) -> Iterator[str]:
    return (span.text for paragraph in one.paragraphs for span in paragraph.spans)


def _meetings(facts: CardFacts) -> Iterator[Block]:
    """Write how often they were at meetings of each kind, and together."""
    if not facts.turnouts:
        return
    counts = [
        (found.expected, found.present, found.on_leave, found.absent, found.made_up) for _, found in facts.turnouts
    ]
    named = [words.KINDS.get(kind, kind) for kind, _ in facts.turnouts]
    if len(counts) > 1:
        counts.append(tuple(map(sum, zip(*counts, strict=True))))  # type: ignore[arg-type] # of five counts each
        named.append(TOGETHER)
    lines = [
        [cell(text, size=FIVE) for text in (name, *map(str, of_kind))]
        for name, of_kind in zip(named, counts, strict=True)
    ]
    columns = (Column(grow=10), *(Column(grow=4, align=Align.FIGURES),) * len(COUNTS))
    span = f"（{wording.day(facts.since)}至{wording.day(facts.day)}）" if facts.since else ""
    yield from _headed(MEETINGS + span, columns, ("会议", *(f"{one}（次）" for one in COUNTS)), lines)
