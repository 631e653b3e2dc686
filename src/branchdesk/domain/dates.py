"""Dates as people know them: to the day, the month or the year, and as they write them in sheets."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 1900, 2100
# Excel's day 1 is 1900-01-01, and it believes in a 29 February 1900: from March 1900 on this epoch is right.
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_SERIALS = range(10_000, 80_000)  # 1927 to 2119: five digits, never a year, a month or a full date


class Precision(StrEnum):
    """How exactly a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, order=True, slots=True)
class PartialDate:
    """A date known to its day, or only to its month or year (the unknown parts are 0).

    Sorted as known: 2016 before 2016-01 before 2016-01-05. Raises ValueError for what no calendar has.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if self.day and not self.month:
            raise ValueError("a day without a month")
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"year {self.year} is out of range")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Make one that is known to the day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read the stored form: `2016`, `2016-01` or `2016-01-05`; ValueError for anything else."""
        known = cls(*map(int, text.split("-"))) if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text) else None
        if known is None or str(known) != text:
            raise ValueError(f"not a stored date: {text!r}")
        return known

    def __str__(self) -> str:
        """Give the stored form, whose alphabetical order is the order of dates."""
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    @property
    def precision(self) -> Precision:
        """Say how exactly it is known."""
        if self.day:
            return Precision.DAY
        return Precision.MONTH if self.month else Precision.YEAR

    def first_day(self) -> date:
        """Give the earliest day it can mean; a partial date counts from there."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """Give the latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def known(text: str | None) -> PartialDate | None:
    """Read a date as stored, or None; ValueError for anything else."""
    return PartialDate.parse(text) if text else None


class Unreadable(ValueError):
    """A cell that cannot be read as a date."""


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as read from a cell, and whether the reading could be wrong."""

    value: PartialDate
    doubtful: bool = False


_DIGITS = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_SEPARATED = re.compile(
    r"(\d{4})(?:[年.\-/、]|\s)+(\d{1,2})(?:(?:[月.\-/、]|\s)+(\d{1,2})?)?\s*"
    r"(?:[日号]\s*(?:\d{1,2}[:时].*)?|(?:[T\s]+\d{1,2}[:时].*)?)",
)
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_YEAR_ONLY = re.compile(r"(\d{4})年?")


def read_date(cell: object) -> ReadDate:
    """Read a cell of a sheet as a date.

    Takes a date or datetime, an Excel serial (43358), and what people type: 1998.7, 1998年7月1日, 19980701, 199807,
    1998-7-1, 2019/2/3  14:30, full-width digits, 一九九八年七月. A number like 2020.1 is doubtful, for it may have been
    2020.10. Raises Unreadable for anything else, and for days that no calendar has.
    """
    try:
        return _read(cell)
    except (ValueError, OverflowError) as error:
        raise Unreadable(str(cell)) from error


def _read(cell: object) -> ReadDate:
    if isinstance(cell, datetime):
        return ReadDate(PartialDate.of(cell.date()))
    if isinstance(cell, date):
        return ReadDate(PartialDate.of(cell))
    if isinstance(cell, bool):
        raise ValueError(cell)  # noqa: TRY004 - a cell that holds no date, like any other
    if isinstance(cell, int | float):
        return _read_number(cell)
    text = _plain(str(cell))
    if _SERIAL.fullmatch(text):  # of a cell without a format, as text tables and the clipboard have it
        return _read_number(float(text))
    return ReadDate(_read_text(text))


def _plain(text: str) -> str:
    text = text.translate(_DIGITS).strip().strip("'‘’\"“”")
    if re.search(r"[〇零○一二三四五六七八九十]", text) and "年" in text:
        text = _han_to_digits(text)
    return text


def _han_to_digits(text: str) -> str:
    def ten(match: re.Match[str]) -> str:
        tens, units = match.group(1), match.group(2)
        return str(int(tens.translate(_HAN_DIGITS) or 1) * 10 + int(units.translate(_HAN_DIGITS) or 0))

    text = re.sub(r"([一二三]?)十([一二三四五六七八九]?)", ten, text)
    return text.translate(_HAN_DIGITS)


def _read_number(number: float) -> ReadDate:
    whole = int(number)
    if number != whole and FIRST_YEAR < number < LAST_YEAR + 1:
        return _read_year_dot_month(number)
    if whole in EXCEL_SERIALS:  # perhaps with a time of day
        return ReadDate(PartialDate.of(EXCEL_EPOCH + timedelta(days=whole)))
    if number != whole:
        raise ValueError(number)
    return ReadDate(_read_text(str(whole)))


def _read_year_dot_month(number: float) -> ReadDate:
    """Read 1998.7 that a spreadsheet holds as a number; .1 may have been .10."""
    written = f"{number:.2f}"
    if float(written) != number:
        raise ValueError(number)
    year, fraction = written.split(".")
    short = fraction.endswith("0")
    month = int(fraction[0]) if short else int(fraction)
    return ReadDate(_known(int(year), month), doubtful=short and month == 1)


def _read_text(text: str) -> PartialDate:
    if match := _SEPARATED.fullmatch(text):
        year, month, day = match.groups()
        return _known(int(year), int(month), None if day is None else int(day))
    compact = re.sub(r"\s", "", text)
    if re.fullmatch(r"\d{8}", compact):
        return _known(int(compact[:4]), int(compact[4:6]), int(compact[6:]))
    if re.fullmatch(r"\d{6}", compact):
        return _known(int(compact[:4]), int(compact[4:]))
    if match := _YEAR_ONLY.fullmatch(compact):
        return PartialDate(int(match.group(1)))
    raise ValueError(text)


def _known(year: int, month: int, day: int | None = None) -> PartialDate:
    """Make a date whose month was written; 20260500 and month 0 are what nobody means."""
    if month == 0 or day == 0:
        raise ValueError("a month or a day 0")
    return PartialDate(year, month, day or 0)


def add_years(day: date, years: int) -> date:
    """Give the same day so many years on; 29 February becomes 28 February where it must."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class LeapDay(StrEnum):
    """On which day of a common year somebody is remembered whose day is 29 February; each branch settles it."""

    FEBRUARY = "02-28"
    MARCH = "03-01"


def anniversary(known: PartialDate, year: int, leap: LeapDay = LeapDay.FEBRUARY) -> PartialDate:
    """Give the same day in another year, as exactly as it is known; of a date known to the year alone, the year."""
    if known.day and (known.month, known.day) == (2, 29) and not calendar.isleap(year):
        return PartialDate(year, *map(int, leap.split("-")))
    return PartialDate(year, known.month, known.day)


def quarter(day: date) -> tuple[int, int]:
    """Give (year, quarter 1 to 4)."""
    return day.year, (day.month + 2) // 3


def quarter_bounds(year: int, number: int) -> tuple[date, date]:
    """Give the first and the last day of a quarter (1 to 4)."""
    last_month = number * 3
    return date(year, last_month - 2, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])
