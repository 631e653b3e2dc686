"""The spans of time that one asks for by name: this year, this quarter, the year before, the last three."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from branchdesk.domain.dates import quarter, quarter_bounds


class Span(StrEnum):
    """A span by name; CHOSEN is one whose days somebody writes."""

    ALL = "all"
    THIS_YEAR = "this_year"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    LAST_YEAR = "last_year"
    THREE_YEARS = "three_years"
    CHOSEN = "chosen"


def bounds(span: Span, day: date) -> tuple[date | None, date | None]:
    """Give the first and last day of a span as seen from a day; None where it is open."""
    if span is Span.THIS_YEAR:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if span is Span.LAST_YEAR:
        return date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)
    if span is Span.THREE_YEARS:
        return date(day.year - 2, 1, 1), date(day.year, 12, 31)
    if span is Span.THIS_QUARTER:
        return quarter_bounds(*quarter(day))
    if span is Span.LAST_QUARTER:
        year, number = quarter(day)
        return quarter_bounds(year, number - 1) if number > 1 else quarter_bounds(year - 1, 4)
    return None, None
