"""出勤情况表: person by meeting, with each person's figures at the end.

People stand in roster order: it is a register, not a ranking. Meetings that do not fit beside each other go on to
further pages, where the names stand again; the figures follow the last of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from branchdesk.domain.attendance import Entry, Sign, Turnout
from branchdesk.domain.meetings import Presence
from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Manuscript,
    NewPage,
    Paragraph,
    Role,
    Span,
    Table,
    TableRow,
)
from branchdesk.papers.column_widths import Fit, Need, Part, fit, need
from branchdesk.papers.house import House
from branchdesk.papers.listing import HEAD_ROOM, ROOM, foot, head, lines, with_foot
from branchdesk.words import attendance as words
from branchdesk.words import listing as say

# As offices mark a register by hand; what nobody has marked yet stays empty, to be marked so.
SIGNS = {
    Sign.PRESENT: "√",
    Sign.LATE: "迟",
    Sign.ONLINE: "线",
    Sign.ON_LEAVE: "△",
    Sign.ABSENT: "×",
    Sign.MADE_UP: "补",
    Sign.SPARED: "免",
    Sign.UNMARKED: "",
}
NOT_EXPECTED = "—"
LEGEND = (
    *((SIGNS[sign], words.MEANINGS[sign.value]) for sign in Sign if SIGNS[sign]),
    (NOT_EXPECTED, "不应到"),
    ("空格", "未登记"),
)
GONE = "*"
GONE_TOLD = f"姓名后有{GONE}的，已不在册"
PERSON = (say.NUMBER, "姓名", "党小组")
FIGURES = ("应到", "实到", "请假", "缺席", "已补学", "到会率")
WIDEST = (*["000"] * 5, "100%")  # what a column of figures must hold
CAME, EXPECTED = "实到人数", "应到人数"
NARROW = 2.4  # characters of a meeting's column: 党课, 16日
NAMES = 9.0  # characters of a name that have a line of their own


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting: its day and kind as the head of its column has them."""

    day: date
    kind: str


@dataclass(frozen=True, slots=True)
class Person:
    """One person: `entries` stand under the meetings in their order, None where they were not expected."""

    name: str
    group: str
    here: bool
    turnout: Turnout
    entries: tuple[Entry | None, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The attendance of a period: whose, of when, at which meetings; `notes` say what it is narrowed by."""

    title: tuple[str, ...]
    unit: str
    printed: date
    since: date
    until: date
    meetings: tuple[Sitting, ...]
    people: tuple[Person, ...]
    notes: tuple[str, ...] = ()
    grouped: bool = True
    landscape: bool | None = None


def write_attendance(register: Register, house: House) -> Manuscript:
    """Write the attendance of a period."""
    person = PERSON if register.grouped else PERSON[:2]
    chosen = fit(tuple(_needs(register, person)), landscape=register.landscape, leading=len(person))
    period = say.both_days(wording.day(register.since), wording.day(register.until))
    unit = house.unit or register.unit
    return Manuscript(
        title=f"{''.join(register.title)}（{period}）",
        author=unit,
        blocks=(
            *head(house, register.title, say.unit(unit), period, chosen.size),
            *_tables(register, person, chosen),
            foot((*register.notes, f"{words.DEFINITION}。"), register.printed, _legend(register)),
        ),
        layout=house.layout(landscape=chosen.landscape),
    )


def _needs(register: Register, person: Sequence[str]) -> Iterator[Need]:
    people = register.people
    yield need([str(len(people))], person[0], 4)
    yield need((one.name for one in people), person[1], NAMES)
    if len(person) > 2:  # noqa: PLR2004 - number and name are always there
        yield need((_short(one.group) for one in people), person[2], 5)
    yield from [Need(NARROW, NARROW)] * len(register.meetings)
    yield from (need([widest], heading, 3) for heading, widest in zip(FIGURES, WIDEST, strict=True))


def _legend(register: Register) -> list[str]:
    told = [f"{sign} {meaning}" for sign, meaning in LEGEND]
    return told if all(one.here for one in register.people) else [*told, GONE_TOLD]


def _tables(register: Register, person: Sequence[str], chosen: Fit) -> Iterator[Block]:
    rows = [_texts(number, one, len(person)) for number, one in enumerate(register.people, start=1)]
    sums = [
        _sums(register, len(person), label, counted=counted) for label, counted in ((CAME, True), (EXPECTED, False))
    ]
    for number, part in enumerate(chosen.parts):
        if number:
            yield NewPage(chosen.landscape)
        yield Table(
            tuple(Column(width) for width in part.widths),
            (
                *(_row(row, part, chosen.size, one.name) for row, one in zip(rows, register.people, strict=True)),
                *with_foot(_sum_row(row, part, len(person), chosen.size) for row in sums),
            ),
            say.ATTENDANCE,
            head=tuple(_heads(register, person, part, chosen.size)),
            size=chosen.size,
            pad=chosen.pad,
        )


def _texts(number: int, one: Person, facts: int) -> tuple[str, ...]:
    name = one.name + ("" if one.here else GONE)
    signs = (SIGNS[entry.sign] if entry else NOT_EXPECTED for entry in one.entries)
    came = one.turnout
    counts = (came.expected, came.present, came.on_leave, came.absent, came.made_up)
    return (*(str(number), name, _short(one.group))[:facts], *signs, *map(str, counts), came.rate)


def _short(group: str) -> str:
    return group.removesuffix("党小组") or group


def _sums(register: Register, facts: int, label: str, *, counted: bool) -> tuple[str, ...]:
    """Count below each meeting who came, or who was expected, of those who stand on the sheet."""
    heads = []
    for at in range(len(register.meetings)):
        there = [entry for one in register.people if (entry := one.entries[at])]
        heads.append(sum(entry.presence is Presence.PRESENT for entry in there) if counted else len(there))
    return (label, *[""] * (facts - 1), *map(str, heads), *[""] * len(FIGURES))


def _row(row: Sequence[str], part: Part, size: float, name: str) -> TableRow:
    cells = (_cell(row[at], name, spread=at == 1) for at in part.places)
    return TableRow(tuple(cells), least=lines(size, ROOM), whole=True)


def _sum_row(row: Sequence[str], part: Part, facts: int, size: float) -> TableRow:
    label = Cell((_line(row[0], say.ATTENDANCE, Role.HEI),), across=facts)
    rest = (_cell(row[at], row[0]) for at in part.places[facts:])
    return TableRow((label, *rest), least=lines(size, ROOM), whole=True)


def _heads(register: Register, person: Sequence[str], part: Part, size: float) -> Iterator[TableRow]:
    """Give the rows of the head: months (and years, where there are several) above days and kinds."""
    facts = len(person)
    sittings = [register.meetings[at - facts] for at in part.places if facts <= at < facts + len(register.meetings)]
    years = len({one.day.year for one in register.meetings}) > 1
    deep = 3 if years else 2
    labels = [*person, *[""] * len(register.meetings), *FIGURES]
    beside = [
        (at, Cell((_line(labels[at], say.ATTENDANCE, Role.HEI),), down=deep if sittings else 1))
        for at in part.places
        if labels[at]
    ]
    before = [cell for at, cell in beside if at < facts]
    after = [cell for at, cell in beside if at >= facts]
    if not sittings:
        yield TableRow((*before, *after), least=lines(size, HEAD_ROOM), whole=True)
        return
    months = [(f"{one.day.month}月", one.day.year) for one in sittings]
    above = [_across(f"{year}年", len(list(same))) for year, same in groupby(year for _, year in months)]
    if years:
        yield TableRow((*before, *above, *after), least=lines(size, ROOM), whole=True)
        before = after = []
    named = [_across(month, len(list(same))) for (month, _), same in groupby(months)]
    yield TableRow((*before, *named, *after), least=lines(size, ROOM), whole=True)
    days = (
        Cell((_line(f"{one.day.day}日", say.ATTENDANCE, Role.HEI), _line(one.kind, say.ATTENDANCE, Role.HEI)))
        for one in sittings
    )
    yield TableRow(tuple(days), least=lines(size, HEAD_ROOM), whole=True)


def _across(text: str, count: int) -> Cell:
    return Cell((_line(text, say.ATTENDANCE, Role.HEI),), across=count)


def _cell(text: str, where: str, *, spread: bool = False) -> Cell:
    if not text:
        return Cell()
    return Cell((_line(wording.spread(wording.bare(text)) if spread else text, where, spread=spread),))


def _line(text: str, where: str, role: Role = Role.FANG, *, spread: bool = False) -> Paragraph:
    return Paragraph((Span(text, role, spread=spread),), where, first=0, align=Align.CENTRE)
