"""The spans of time that one asks for by name: this year, this quarter, last month, the year before."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from branchdesk.domain.dates import quarter, quarter_bounds

ONE, LONGEST_MONTH = timedelta(days=1), 31


class Span(StrEnum):
    """A span by name; CHOSEN is one whose days somebody writes."""

    ALL = "all"
    THIS_YEAR = "this_year"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    LAST_YEAR = "last_year"
    THREE_YEARS = "three_years"
    CHOSEN = "chosen"


def bounds(span: Span, day: date) -> tuple[date | None, date | None]:
    """Give the first and last day of a span as seen from a day; None where it is open."""
    year, number = quarter(day)
    month = day.replace(day=1)
    named = {
        Span.THIS_YEAR: lambda: (date(day.year, 1, 1), date(day.year, 12, 31)),
        Span.LAST_YEAR: lambda: (date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)),
        Span.THREE_YEARS: lambda: (date(day.year - 2, 1, 1), date(day.year, 12, 31)),
        Span.THIS_QUARTER: lambda: quarter_bounds(year, number),
        Span.LAST_QUARTER: lambda: quarter_bounds(year, number - 1) if number > 1 else quarter_bounds(year - 1, 4),
        Span.THIS_MONTH: lambda: month_bounds(month),
        Span.LAST_MONTH: lambda: month_bounds(month - ONE),
    }
    return named[span]() if span in named else (None, None)


def month_bounds(day: date) -> tuple[date, date]:
    """Give the first and last day of the month that a day lies in."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=LONGEST_MONTH)).replace(day=1) - ONE
