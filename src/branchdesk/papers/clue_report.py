"""线索月报、年报: the figures of a period with their fractions and their definition, in tables and charts.

Every rate stands beside the fraction it was rounded from. Counts of which there is no record are told apart. People are
not compared: teams stand in the order of the roster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.clue_figures import Counted, Rate
from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    FIVE,
    SMALL_FOUR,
    Align,
    Bars,
    Block,
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
from branchdesk.papers.captions import below, together
from branchdesk.papers.clue_told import day
from branchdesk.papers.heads import headed
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.signing import signed

NAME = "志愿者线索报告"
LEGEND = "深色为已处置，全长为提报；数字为已处置数/提报数。"
MOST_BARS, MOST_MONTHS = 16, 12  # of one chart; what is more stands in the table alone
RECENT = f"图中为最近{MOST_MONTHS}个月。"
ROW, HEAD = 0.9, 1.1  # lines of a table's row
NONE = "—"


@dataclass(frozen=True, slots=True)
class Told:
    """One group with what was counted of it."""

    name: str
    counted: Counted


@dataclass(frozen=True, slots=True)
class Part:
    """The groups of one kind: what they are called, in their order, and what has to be said of them."""

    label: str
    groups: tuple[Told, ...]
    note: str = ""
    charted: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A clue that waits to be handled: its number, its day as stored, how many days and working days it has waited."""

    number: str
    reported_on: str
    days: int
    working_days: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A clue that makes figures differ: its number, what happened to it in a word, and what became another."""

    number: str
    happened: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A snapshot beside today: what was counted of both by their names, the clues that differ, what else to say."""

    then: Told
    now: Told
    clues: tuple[Changed, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manner:
    """How rates are taken and shown: what was put aside left out or not, to how many digits."""

    aside: bool = False
    digits: int = 1


@dataclass(frozen=True, slots=True)
class ClueReport:
    """What a report tells.

    `period` and `name` make its title (2026年11月, 志愿者线索月报); `as_of` says as of which day, or from which
    snapshot, its figures are; `filters` what they were narrowed by. `earlier` are the periods that it is compared with,
    by their names. `months` are charted over time. `compared` lays a snapshot and today side by side.
    """

    branch: str
    unit: str
    period: str
    name: str
    as_of: str
    printed: date
    whole: Counted
    definition: str
    manner: Manner = Manner()
    filters: str = ""
    earlier: tuple[Told, ...] = ()
    months: Part | None = None
    parts: tuple[Part, ...] = ()
    ages: tuple[Told, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    notes: tuple[str, ...] = ()
    compared: Compared | None = None


def write_clue_report(report: ClueReport, house: House = USUAL) -> Manuscript:
    """Write a report: the whole, its parts, what waits, and the definition of the figures."""
    unit = plain(house.unit or report.unit)
    branch = plain(report.branch).removeprefix(unit) or plain(report.branch)
    parts = branch, report.period, report.name
    sections = [(heading, tuple(blocks)) for heading, blocks in _sections(report)]
    blocks: list[Block] = [*headed(house, parts), below(report.as_of, NAME)]
    for number, (heading, section) in enumerate(sections, start=1):
        blocks += (_heading(f"{wording.numeral(number)}、{heading}"), *section)
    return Manuscript(
        "".join(parts),
        unit + branch,
        (*blocks, Gap(), signed(unit, branch, report.printed, house)),
        layout=house.layout(),
    )


def _sections(report: ClueReport) -> Iterator[tuple[str, Iterator[Block]]]:
    yield "总体情况", _overall(report)
    if report.months is not None and len(report.months.groups) > 1:
        yield "各月情况", _part(report.months, report.manner, upright=True)
    for part in report.parts:
        if part.groups:
            yield f"按{part.label}", _part(part, report.manner)
    if report.whole.open:
        yield "待处置线索", _open(report)
    if report.compared is not None:
        yield "存照与现在对照", _then_and_now(report.compared, report.manner)
    yield "统计口径", _definition(report)


# -- the whole


def _overall(report: ClueReport) -> Iterator[Block]:
    if report.filters:
        yield _said(f"筛选条件：{report.filters}。")
    yield _said(_lead(report))
    yield _compared(report)


def _lead(report: ClueReport) -> str:
    """Say the whole in a few sentences."""
    whole, manner = report.whole, report.manner
    if not whole.all_reported:
        return f"{report.period}，没有提报的线索。"
    rate = whole.handling(aside=manner.aside)
    reported, handled = f"提报线索{whole.all_reported:,}条", f"已处置{whole.all_handled:,}条"
    told = [f"{report.period}，志愿者{reported}，{handled}，处置率{_rate(rate, manner)}。"]
    if whole.strokes:
        told.append(f"其中{whole.strokes:,}条为正字计数，只有数量没有明细。")
    if whole.judged:
        told.append(
            f"有办理期限且可以判定的{whole.judged:,}条中，按期处置{whole.in_time:,}条，"
            f"按期率{_rate(whole.timely, manner)}。"
        )
    if whole.reported:
        told.append(f"已反馈{whole.fed_back:,}条，反馈率{_rate(whole.feedback, manner)}。")
    late = f"，其中已超期{whole.overdue:,}条" if whole.overdue else ""
    told.append(f"待处置{whole.open:,}条{late}。" if whole.open else "没有待处置的线索。")
    if whole.cases or whole.proposals:
        turned = [(whole.cases, "成案"), (whole.proposals, "检察建议")]
        told.append(f"线索转化{'、'.join(f'{word}{number:,}件' for number, word in turned if number)}。")
    return "".join(told)


def _compared(report: ClueReport) -> Table:
    """Lay the period and those it is compared with side by side."""
    return _beside([Told("本期", report.whole), *report.earlier], report.manner)


def _beside(told: Sequence[Told], manner: Manner) -> Table:
    columns = [(one.name, one.counted) for one in told]
    rows = [
        ("提报数", [f"{one.all_reported:,}" for _, one in columns]),
        *(
            [("其中正字计数", [f"{one.strokes:,}" for _, one in columns])]
            if any(one.strokes for _, one in columns)
            else []
        ),
        ("已处置数", [f"{one.all_handled:,}" for _, one in columns]),
        ("处置率", [_rate(one.handling(aside=manner.aside), manner) for _, one in columns]),
        ("按期率", [_rate(one.timely, manner) for _, one in columns]),
        ("反馈率", [_rate(one.feedback, manner) for _, one in columns]),
        ("待处置", [f"{one.open:,}" for _, one in columns]),
        ("已超期", [f"{one.overdue:,}" for _, one in columns]),
    ]
    rare = (
        ("不计办理", [one.aside for _, one in columns]),
        ("成案", [one.cases for _, one in columns]),
        ("检察建议", [one.proposals for _, one in columns]),
    )
    rows += [(label, [f"{number:,}" for number in numbers]) for label, numbers in rare if any(numbers)]
    return _table(
        (Column(6.5), *(Column(grow=1) for _ in columns)),
        ("指标", *(name for name, _ in columns)),
        [(label, *values) for label, values in rows],
    )


# -- its parts


def _part(part: Part, manner: Manner, *, upright: bool = False) -> Iterator[Block]:
    most = MOST_MONTHS if upright else MOST_BARS
    charted = part.groups[-most:] if upright else part.groups
    if (upright or part.charted) and 1 < len(charted) <= most:
        labels = _labels(charted) if upright else [plain(one.name) for one in charted]
        counts = (float(one.counted.all_reported) for one in charted)
        bars = tuple(zip(labels, counts, strict=True))
        filled = tuple(float(one.counted.all_handled) for one in charted)
        yield _small(LEGEND + (RECENT if len(charted) < len(part.groups) else ""), keep=True)
        yield Bars(bars, f"{part.label}图", upright=upright, filled=filled)
        yield Gap()
    marked = any(one.counted.strokes for one in part.groups)
    heads = (part.label, "提报", *(("其中计数",) if marked else ()), "已处置", "处置率", "待处置", "已反馈")
    rows = [_group(one, manner, marked=marked) for one in part.groups]
    columns = (
        Column(align=Align.LEFT, grow=1),
        *(Column(align=Align.FIGURES),) * (3 if marked else 2),
        Column(),
        *(Column(align=Align.FIGURES),) * 2,
    )
    yield _table(columns, heads, rows)
    if part.note:
        yield _small(part.note)


def _labels(months: Sequence[Told]) -> list[str]:
    """Name months as short as they may be: without the year where they are all of one."""
    names = [plain(one.name) for one in months]
    years = {name.partition("年")[0] for name in names}
    return [name.partition("年")[2] or name for name in names] if len(years) == 1 else names


def _group(one: Told, manner: Manner, *, marked: bool) -> tuple[str, ...]:
    counted = one.counted
    strokes = (f"{counted.strokes:,}",) if marked else ()
    return (
        plain(one.name),
        f"{counted.all_reported:,}",
        *strokes,
        f"{counted.all_handled:,}",
        _rate(counted.handling(aside=manner.aside), manner),
        f"{counted.open:,}",
        f"{counted.fed_back:,}",
    )


def _open(report: ClueReport) -> Iterator[Block]:
    aged = "，".join(f"{one.name}{one.counted.open:,}条" for one in report.ages if one.counted.open)
    yield _said(f"待处置{report.whole.open:,}条，自提报之日起：{aged}。")
    if not report.waiting:
        return
    if len(report.waiting) < report.whole.open:
        yield _said(f"时间最长的{len(report.waiting)}条如下：", keep=True)
    rows = [
        (str(at), plain(one.number), day(one.reported_on), f"{one.days:,}", f"{one.working_days:,}")
        for at, one in enumerate(report.waiting, start=1)
    ]
    columns = (Column(3), Column(grow=1), Column(8), Column(5, Align.FIGURES), Column(5, Align.FIGURES))
    yield _table(columns, ("序号", "线索编号", "提报日期", "已历天数", "其中工作日"), rows)


def _then_and_now(compared: Compared, manner: Manner) -> Iterator[Block]:
    if compared.then.counted == compared.now.counted and not compared.clues:
        yield _said("存照以后没有变动，现在的数字与存照一致。")
        return
    yield _said("本报告的数字以存照为准。存照以后有变动，现在的数字列出如下，供对照。", keep=True)
    yield _beside([compared.then, compared.now], manner)
    if compared.clues:
        rows = [(plain(one.number), one.happened, plain(one.what)) for one in compared.clues]
        columns = (Column(7), Column(6), Column(grow=1, align=Align.LEFT))
        yield _said("有变动的线索：", keep=True)
        yield _table(columns, ("线索编号", "变动", "由存照到现在"), rows)
    for note in compared.notes:
        yield _said(note)


def _definition(report: ClueReport) -> Iterator[Block]:
    for text in (report.definition, *report.notes):
        yield Paragraph((Span(text),), NAME, size=SMALL_FOUR)


# -- how they are written


def _rate(rate: Rate, manner: Manner) -> str:
    return f"{rate.text(manner.digits)}（{rate.part:,}/{rate.whole:,}）" if rate.whole else NONE


def _table(columns: Sequence[Column], heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    head = TableRow(tuple(cell(Span(text, Role.HEI), where=heads[0]) for text in heads), HEAD, whole=True)
    body = together([tuple(cell(text, where=row[0]) for text in row) for row in rows], ROW)
    return Table(tuple(columns), body, heads[0], head=(head,), size=FIVE)


def _heading(text: str) -> Paragraph:
    return Paragraph((Span(text, Role.HEI),), NAME, keep_next=True, bookmark=text, level=1)


def _said(text: str, *, keep: bool = False) -> Paragraph:
    return Paragraph((Span(text),), NAME, keep_next=keep)


def _small(text: str, *, keep: bool = False) -> Paragraph:
    return Paragraph((Span(text, Role.KAI),), NAME, first=0, size=FIVE, keep_next=keep)
