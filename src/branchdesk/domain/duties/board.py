"""The year at a glance: rules down, months across, each cell with the duties that it stands for.

Two sheets are made of the same duties. `by_month` counts what was held in each month, for the start page; `by_span`
has one cell for each time that a rule asks, as wide as that time is long.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from branchdesk.domain.duties.duty import Duty, DutyState
from branchdesk.domain.duties.facts import Facts, HeldMeeting
from branchdesk.domain.meetings import MeetingKind
from branchdesk.words import meetings as say_meetings
from branchdesk.words import year as say

FIRST, LAST = 1, 12
OFTEN = 2
SPAN = re.compile(r"\d{4}(H[12]|Q[1-4]|-\d\d)?")
SHOWN = (
    MeetingKind.COMMITTEE_MEETING,
    MeetingKind.MEMBERS_MEETING,
    MeetingKind.GROUP_MEETING,
    MeetingKind.PARTY_LECTURE,
    MeetingKind.THEME_DAY,
    MeetingKind.ORGANISATIONAL_LIFE,
    MeetingKind.DEMOCRATIC_APPRAISAL,
)
YEARLY = frozenset({MeetingKind.ORGANISATIONAL_LIFE, MeetingKind.DEMOCRATIC_APPRAISAL})


class Look(StrEnum):
    """How a cell looks: what its duties come to. PART is one that is late though something of it was done."""

    NONE = ""
    DONE = "done"
    OFTEN = "often"
    PART = "part"
    LATE = "late"
    DUE = "due"
    PLANNED = "planned"
    EXEMPT = "exempt"
    BEFORE_START = "before_start"


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the sheet: its months (1 to 12, both counted in), how it looks, what it says, its duties."""

    first: int
    last: int
    look: Look = Look.NONE
    text: str = ""
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One rule or kind over the year: what it is called, and its cells in order, from January to December."""

    key: str
    label: str
    cells: tuple[Cell, ...]


def by_month(duties: Sequence[Duty], facts: Facts, year: int) -> tuple[BoardRow, ...]:
    """Give the kinds of meeting by month, and how many first topics each month had."""
    owed: dict[str, list[Duty]] = defaultdict(list)
    for duty in _of_year(duties, year):
        owed[duty.kind].append(duty)
    held: dict[str, list[HeldMeeting]] = defaultdict(list)
    for one in facts.meetings:
        if _year_of(one) == year:
            held[one.kind].append(one)
    rows = (_kind_row(kind, owed[kind], held[kind], year) for kind in SHOWN)
    return (*rows, first_topics(facts, year))


def _year_of(one: HeldMeeting) -> int:
    return one.year if one.kind in YEARLY and one.year is not None else int(one.day[:4])


def _kind_row(kind: MeetingKind, owed: Sequence[Duty], held: Sequence[HeldMeeting], year: int) -> BoardRow:
    months: dict[int, list[HeldMeeting]] = defaultdict(list)
    for one in held:
        months[int(one.day[5:7]) if one.day[:4] == str(year) else LAST].append(one)
    cells = []
    for month in range(FIRST, LAST + 1):
        here = tuple(duty for duty in owed if _spans(duty, month, year))
        if kind is MeetingKind.GROUP_MEETING:
            cells.append(_groups_cell(month, here, months[month]))
        else:
            cells.append(_count_cell(month, here, months[month], year))
    return BoardRow(kind.value, say_meetings.KINDS[kind], tuple(cells))


def _groups_cell(month: int, duties: tuple[Duty, ...], held: Sequence[HeldMeeting]) -> Cell:
    """Say how many of the groups met, of those that were asked to."""
    if not any(duty.by is not None and duty.by.month == month for duty in duties):  # by quarter: the others count alone
        number = len({one.group for one in held})
        return Cell(month, month, Look.DONE if number else Look.NONE, str(number or ""), duties)
    made = _together(month, month, duties)
    if made.text or not held:
        return made
    return Cell(month, month, Look.DONE, str(len(held)), duties)  # held though nothing was asked for


def _count_cell(month: int, duties: tuple[Duty, ...], held: Sequence[HeldMeeting], year: int) -> Cell:
    """Count what was held in a month; where nothing was, say what is owed at the end of its time or planned in it."""
    number = len(held)
    if number:
        ahead = [one for one in held if one.day[:4] != str(year)]
        text = say.next_year(int(ahead[0].day[5:7])) if len(ahead) == number else str(number)
        return Cell(month, month, Look.OFTEN if number >= OFTEN else Look.DONE, text, duties)
    for duty in duties:
        if duty.plan is not None and (duty.plan.day.year, duty.plan.day.month) == (year, month):
            return Cell(month, month, Look.PLANNED, say.on_day(duty.plan.day.isoformat(), with_month=False), duties)
    owed = [duty for duty in duties if duty.by is not None and duty.by.month == month and duty.plan is None]
    look = _look(owed) if owed else Look.NONE
    if look is Look.NONE and duties and not owed:
        look = _look([one for one in duties if one.state in {DutyState.EXEMPT, DutyState.BEFORE_START}])
    texts = {Look.DUE: say.WAITING, Look.LATE: say.MISSING, Look.PART: say.MISSING, Look.EXEMPT: say.NOT_ASKED}
    return Cell(month, month, Look.NONE if look in {Look.DONE, Look.OFTEN} else look, texts.get(look, ""), duties)


def first_topics(facts: Facts, year: int) -> BoardRow:
    """Count the first topics of each month; no rule asks for a number of them."""
    months = [0] * (LAST + 1)
    for one in facts.meetings:
        if one.first_topic and one.day[:4] == str(year):
            months[int(one.day[5:7])] += 1
    looks = (Look.NONE, Look.DONE, Look.OFTEN)
    return BoardRow(
        "first_topic",
        say.FIRST_TOPIC,
        tuple(
            Cell(month, month, looks[min(months[month], OFTEN)], str(months[month] or ""))
            for month in range(FIRST, LAST + 1)
        ),
    )


def by_span(duties: Iterable[Duty], labels: Mapping[str, str], year: int) -> tuple[BoardRow, ...]:
    """Give every rule that asks by the calendar, in the order of `labels`: one cell for each time that it asks.

    Duties of one time (of the groups, of people) stand in one cell, which says how many of them are done.
    """
    found: dict[str, dict[str, list[Duty]]] = defaultdict(lambda: defaultdict(list))
    for duty in _of_year(duties, year):
        if SPAN.fullmatch(duty.period):
            found[duty.rule][duty.period].append(duty)
    return tuple(
        BoardRow(rule, labels[rule], tuple(_filled(list(_span_cells(found[rule], year)))))
        for rule in labels
        if rule in found
    )


def _span_cells(periods: Mapping[str, Sequence[Duty]], year: int) -> Iterator[Cell]:
    for name in sorted(periods, key=_first_month):
        first, last = _first_month(name), _last_month(name)
        yield _together(first, last, tuple(periods[name]), year)


def _first_month(period: str) -> int:
    rest = period[4:]
    if rest.startswith("-"):
        return int(rest[1:])
    return {"H": 6, "Q": 3}.get(rest[:1], 0) * (int(rest[1:] or 1) - 1) + FIRST


def _last_month(period: str) -> int:
    rest = period[4:]
    if rest.startswith("-"):
        return int(rest[1:])
    return {"H": 6, "Q": 3}.get(rest[:1], LAST) * int(rest[1:] or 1)


def _filled(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Fill the months that no cell covers, where a rule began or ended within the year, with empty ones."""
    month = FIRST
    for cell in cells:
        while month < cell.first:
            yield Cell(month, month)
            month += 1
        yield cell
        month = max(month, cell.last + 1)
    while month <= LAST:
        yield Cell(month, month)
        month += 1


def _together(first: int, last: int, duties: tuple[Duty, ...], year: int | None = None) -> Cell:
    """Say what the duties of one time come to: of one its day, of several how many are done."""
    asked = [duty for duty in duties if duty.state not in {DutyState.EXEMPT, DutyState.BEFORE_START}]
    look = _look(duties)
    one = duties[0] if len(duties) == 1 else None
    if one is None or one.group or one.person:
        done = sum(duty.state is DutyState.DONE for duty in asked)
        begun = done or look not in {Look.NONE, Look.EXEMPT, Look.BEFORE_START}
        text = f"{done}/{len(asked)}" if asked and begun else say.NOT_ASKED if look is Look.EXEMPT else ""
        return Cell(first, last, look, text, duties)
    return Cell(first, last, look, _one_text(one, look, wide=last > first, year=year), duties)


def _one_text(duty: Duty, look: Look, *, wide: bool, year: int | None) -> str:
    if duty.plan is not None and look in {Look.PLANNED, Look.DUE}:
        return say.on_day(duty.plan.day.isoformat(), with_month=wide)
    if look in {Look.DONE, Look.OFTEN}:
        if duty.count > 1:
            return say.times(duty.count)
        day = duty.proofs[0].day if duty.proofs else ""
        if len(day) < len("2026-01-01"):
            return say.times(1)
        return say.next_year(int(day[5:7])) if year and day[:4] > str(year) else say.on_day(day, with_month=wide)
    if duty.count and duty.wanted > 1:
        return f"{duty.count}/{duty.wanted}"
    return {Look.DUE: say.WAITING, Look.LATE: say.MISSING, Look.PART: say.MISSING, Look.EXEMPT: say.NOT_ASKED}.get(
        look, ""
    )


def _look(duties: Iterable[Duty]) -> Look:
    """Say how several duties look together: the most pressing of them, unless none is asked for."""
    all_of_them = list(duties)
    states = {duty.state for duty in all_of_them}
    some_done = any(duty.state is DutyState.DONE or duty.count for duty in all_of_them)
    if DutyState.LATE in states:
        return Look.PART if some_done else Look.LATE
    still = [duty for duty in all_of_them if duty.state in {DutyState.DUE, DutyState.COMING}]
    if still and all(duty.plan is not None for duty in still):
        return Look.PLANNED
    if DutyState.DUE in states:
        return Look.DUE
    if still:
        return Look.NONE
    if DutyState.DONE in states:
        return Look.OFTEN if all(duty.count > duty.wanted for duty in all_of_them) else Look.DONE
    return Look.EXEMPT if DutyState.EXEMPT in states else Look.BEFORE_START if states else Look.NONE


def _of_year(duties: Iterable[Duty], year: int) -> Iterator[Duty]:
    return (duty for duty in duties if duty.period[:4] == str(year))


def _spans(duty: Duty, month: int, year: int) -> bool:
    if duty.since is None or duty.by is None:
        return False
    return (duty.since.year, duty.since.month) <= (year, month) <= (duty.by.year, duty.by.month)
