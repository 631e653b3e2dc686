"""The calendar's spans, by the names that duties carry: 2026, 2026H2, 2026Q4, 2026-11, or a day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

YEAR = "year"
MONTHS = {"month": 1, "quarter": 3, "half": 6, YEAR: 12}
_NAMED = re.compile(r"(?P<year>[12]\d{3})(?:(?P<half>H[12])|(?P<quarter>Q[1-4])|-(?P<month>0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """A month, quarter, half-year or year: its name, its first and its last day, its length; a day has no length."""

    name: str
    first: date
    last: date
    every: str = ""


def span_of(every: str, day: date) -> CalendarSpan:
    """Give the span of a length (month, quarter, half, year) that a day lies in; KeyError for another length."""
    months = MONTHS[every]
    number = (day.month - 1) // months
    last = (number + 1) * months
    first_day = date(day.year, last - months + 1, 1)
    last_day = date(day.year, last, monthrange(day.year, last)[1])
    return CalendarSpan(_name(every, day.year, number + 1), first_day, last_day, every)


def span_named(name: str) -> CalendarSpan:
    """Give the span of a name; ValueError for what no duty is called by."""
    if match := _NAMED.fullmatch(name):
        every = next((key for key in ("half", "quarter", "month") if match[key]), YEAR)
        number = int((match[every] if every != YEAR else "1").lstrip("HQ"))
        return span_of(every, date(int(match["year"]), number * MONTHS[every], 1))
    day = date.fromisoformat(name)
    if day.isoformat() != name:
        raise ValueError(name)
    return CalendarSpan(name, day, day)


@lru_cache(maxsize=64)
def spans(every: str, since: date, until: date) -> tuple[CalendarSpan, ...]:
    """Give the spans whose last day lies from one day to another, both counted in, in order."""
    return tuple(_spans(every, since, until))


def _spans(every: str, since: date, until: date) -> Iterator[CalendarSpan]:
    span = span_of(every, since)
    while span.last <= until:
        yield span  # it ends on `since` or later, for `since` lies in the first
        if span.last.year == date.max.year:
            return
        span = span_of(every, date.fromordinal(span.last.toordinal() + 1))


def _name(every: str, year: int, number: int) -> str:
    return {"month": f"{year}-{number:02}", "quarter": f"{year}Q{number}", "half": f"{year}H{number}"}.get(
        every, str(year)
    )
