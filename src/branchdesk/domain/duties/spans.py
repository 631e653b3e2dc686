"""The calendar's spans, by the names that duties carry: 2026, 2026H2, 2026Q4, 2026-11."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """A month, quarter, half-year or year: its name, its first and its last day."""

    name: str
    first: date
    last: date


def span_of(every: str, day: date) -> CalendarSpan:
    """Give the span of a length (month, quarter, half, year) that a day lies in; KeyError for another length."""
    months = MONTHS[every]
    number = (day.month - 1) // months
    last = (number + 1) * months
    first_day = date(day.year, last - months + 1, 1)
    return CalendarSpan(
        _name(every, day.year, number + 1), first_day, date(day.year, last, monthrange(day.year, last)[1])
    )


def spans(every: str, since: date, until: date) -> Iterator[CalendarSpan]:
    """Give the spans whose last day lies from one day to another, both counted in, in order."""
    span = span_of(every, since)
    while span.last <= until:
        if span.last >= since:
            yield span
        if span.last.year == date.max.year:
            return
        span = span_of(every, date.fromordinal(span.last.toordinal() + 1))


def _name(every: str, year: int, number: int) -> str:
    return {"month": f"{year}-{number:02}", "quarter": f"{year}Q{number}", "half": f"{year}H{number}"}.get(
        every, str(year)
    )
