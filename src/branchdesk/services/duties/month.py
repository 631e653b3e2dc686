"""A month of the branch, day by day: meetings held and planned, 政治生日, days by which something is to be done."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain import five_ones
from branchdesk.domain.duties import engine
from branchdesk.domain.duties.duty import OPEN, Duty, DutyState
from branchdesk.domain.duties.facts import Facts
from branchdesk.domain.duties.political_birthdays import RULE as BIRTHDAY
from branchdesk.domain.working_days import WorkingDays
from branchdesk.services.duties import rulebook, working_days
from branchdesk.store import facts as records
from branchdesk.store.engine import Store
from branchdesk.words import month as say


class Sort(StrEnum):
    """What stands on a day."""

    HELD = "held"
    PLANNED = "planned"
    BIRTHDAY = "birthday"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class DayItem:
    """One thing on a day: a meeting or a member by identifier, or duties that end on it; `more` says more of it."""

    sort: Sort
    text: str
    id: str = ""
    duties: tuple[Duty, ...] = ()
    late: bool = False
    more: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day: whether it is free, by which name where it has one, and what stands on it."""

    day: date
    off: bool
    name: str = ""
    items: tuple[DayItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month as whole weeks from Monday on; `undated` are birthdays of which only the month is known."""

    first: date
    days: tuple[Day, ...]
    undated: tuple[DayItem, ...] = ()


def look(store: Store, year: int, month: int, today: date) -> Month:
    """Give a month, with the days of other months that its weeks begin and end with."""
    days = list(calendar.Calendar().itermonthdates(year, month))
    branch = store.branch
    with store.reading() as connection:
        book = rulebook.book(connection, branch.id)
        facts = records.read(connection, branch, today)
        working = working_days.calendar(connection, branch.id)
    duties = engine.duties(book, facts, days[0], days[-1])
    labels = {rule.id: rule.label for rule in book.rules}
    found: dict[date, list[DayItem]] = defaultdict(list)
    undated = []
    for day, item in _meetings(facts, days[0], days[-1]):
        found[day].append(item)
    for one, person in five_ones.birthdays(facts.people, days[0], days[-1], facts.leap_day):
        item = DayItem(Sort.BIRTHDAY, say.birthday(person.name), person.id, more=say.joined(one.years))
        if one.day_known:
            found[one.on.first_day()].append(item)
        elif (one.on.year, one.on.month) == (year, month):
            undated.append(item)
    for day, item in _deadlines(duties, labels):
        found[day].append(item)
    return Month(
        date(year, month, 1),
        tuple(Day(day, not working.is_working(day), _called(working, day), tuple(found[day])) for day in days),
        tuple(undated),
    )


def _called(working: WorkingDays, day: date) -> str:
    """Name a day that is set: the holiday, or that a weekend day is worked instead of one."""
    known = working.days.get(day)
    if known is None:
        return ""
    return known.name if known.off else say.worked_instead()


def _meetings(facts: Facts, first: date, last: date) -> Iterator[tuple[date, DayItem]]:
    for sort, those in ((Sort.HELD, facts.meetings), (Sort.PLANNED, facts.planned)):
        for one in those:
            if first.isoformat() <= one.day <= last.isoformat():
                yield date.fromisoformat(one.day), DayItem(sort, say.meeting(one.kind, one.group), one.id)


def _deadlines(duties: Iterable[Duty], labels: dict[str, str]) -> Iterator[tuple[date, DayItem]]:
    """Give the open duties by their last day, those of one rule as one: what is planned by then does not end there."""
    found: dict[tuple[date, str], list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.by is not None and duty.state in OPEN and duty.plan is None and duty.rule != BIRTHDAY:
            found[duty.by, duty.rule].append(duty)
    for (day, rule), those in found.items():
        names = [duty.group or duty.name or "" for duty in those]
        late = any(duty.state is DutyState.LATE for duty in those)
        yield day, DayItem(Sort.DEADLINE, say.deadline(labels[rule], names), those[0].rule, tuple(those), late)
