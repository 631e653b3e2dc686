"""签到表: everybody who is to come in the order of the screen, with room to sign; blank lines for guests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from branchdesk.domain import kinds
from branchdesk.domain.meetings import MeetingRecord, Presence
from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    FOUR,
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
    cell,
    plain,
)
from branchdesk.papers.heads import branch_of, called, full_branch, headed
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.wording import BLANK, People
from branchdesk.words import meetings as words

WHERE = "签到表"
GUESTS = 5  # blank lines for guests, as usual
SIGNED = 1.0  # lines high, 10 mm: room to write a name
LABEL = 4  # cells: three characters and the colon
OBSERVER, VOLUNTEER = "列席", "志愿者"


@dataclass(frozen=True, slots=True)
class Line:
    """One line to sign: nobody's yet where it has no name."""

    name: Span | None = None
    stands: str = ""
    group: str = ""
    note: str = ""


def write_sign_in_sheet(
    record: MeetingRecord, house: House = USUAL, *, guests: int = GUESTS, side_by_side: bool = False
) -> Manuscript:
    """Write the sheet, with so many blank lines for guests; with `side_by_side` two people stand on a line."""
    meeting = record.meeting
    parts = branch_of(record, house), called(record), WHERE
    lines = [*_people(record), *_guests(record), *[Line()] * max(0, guests)]
    return Manuscript(
        title=f"{''.join(parts)}（{wording.day(meeting.starts.date())}）",
        author=full_branch(record, house),
        blocks=(
            *headed(house, parts),
            Gap(),
            _field("时间", wording.period(meeting.starts, meeting.ends)),
            _field("地点", plain(meeting.place or "") or BLANK),
            *((_field("主题", theme),) if (theme := wording.phrase(meeting.title or "")) else ()),
            _pairs(lines) if side_by_side else _list(lines),
            _foot(record),
        ),
        layout=house.layout(),
    )


def _field(name: str, content: str) -> Paragraph:
    return Paragraph((wording.label(name), Span(content)), WHERE, first=0, hang=LABEL)


def _people(record: MeetingRecord) -> Iterator[Line]:
    people = People(record.apart)
    for one in record.attendees:
        stands = words.STAGES.get(one.stage, "").removesuffix("党员")
        note = words.PRESENCES[Presence.ON_LEAVE] if one.presence is Presence.ON_LEAVE else ""
        yield Line(people.span(one), stands, plain(one.group), note)


def _guests(record: MeetingRecord) -> Iterator[Line]:
    """List the guests that are known by name; a number of volunteers is nobody's name."""
    for name in record.meeting.observers or ():
        yield Line(Span(plain(name)), OBSERVER)
    for name in record.meeting.volunteers or ():
        if not any(char.isdigit() for char in name):
            yield Line(Span(plain(name)), VOLUNTEER)


def _list(lines: Sequence[Line]) -> Table:
    """Write a line for everybody; the group has a column where there is more than one."""
    grouped = len({line.group for line in lines if line.group}) > 1
    heads = ("序号", "姓名", "身份", *(("党小组",) if grouped else ()), "签名", "备注")
    columns = (
        Column(2.5),
        Column(7.8),
        Column(3),
        *((Column(5.3),) if grouped else ()),
        Column(grow=1),
        Column(2.7),
    )
    rows = [
        (str(number), line.name or "", line.stands, *((line.group,) if grouped else ()), "", line.note)
        for number, line in enumerate(lines, start=1)
    ]
    return _table(columns, heads, rows)


def _pairs(lines: Sequence[Line]) -> Table:
    """Write two people on a line, one beside the other in the order of the list."""
    half = ("序号", "姓名", "签名")
    told: list[tuple[str | Span, ...]] = [
        (str(number), line.name or "", line.note) for number, line in enumerate(lines, start=1)
    ]
    told += [("", "", "")] * (len(told) % 2)
    rows = [(*left, *right) for left, right in zip(told[::2], told[1::2], strict=True)]
    columns = (Column(2.5), Column(6), Column(grow=1))
    return _table((*columns, *columns), (*half, *half), rows)


def _table(columns: Sequence[Column], heads: Sequence[str], rows: Sequence[Sequence[str | Span]]) -> Table:
    return Table(
        tuple(columns),
        tuple(TableRow(tuple(_cell(text) for text in row), least=SIGNED, whole=True) for row in rows),
        WHERE,
        head=(TableRow(tuple(_cell(head, Role.HEI) for head in heads), least=SIGNED, whole=True),),
        size=FOUR,
    )


def _cell(text: str | Span, role: Role = Role.FANG) -> Cell:
    return cell(text, role, size=FOUR, where=WHERE)


def _foot(record: MeetingRecord) -> Block:
    """Say how many were to come, and leave to be written how many came, unless that is known of everybody."""
    heads, known = record.heads, bool(record.attendees) or not record.by_name
    everybody = known and not (record.by_name and record.counts.unknown)
    told = f"实到{wording.number(heads.present if everybody else None, '人')}"
    if kinds.of(record.meeting.kind).due:
        told = f"应到{wording.number(heads.expected if known else None, '人')}，{told}"
    return Paragraph((Span(f"{told}，列席{wording.number(None, '人')}。"),), WHERE, first=0)
