"""What the screen says of a year: a month's figures, whom to tell this week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from branchdesk.domain.five_ones import ItemState
from branchdesk.services.people.five_ones import PersonYear, Year
from branchdesk.ui.screens.five_ones.months import Month
from branchdesk.words import five_ones as say

MONTHS = 12


def strip_of(year: Year) -> tuple[Month, ...]:
    """Give what the strip says: the whole year first, then its months."""
    return tuple(_month(year.of_month(month) if month else year.people) for month in range(MONTHS + 1))


def _month(people: Sequence[PersonYear]) -> Month:
    late = any(item.state is ItemState.LATE for one in people for item in one.items)
    return Month(len(people), sum(one.done for one in people), sum(one.asked for one in people), late=late)


def month_of(year: int, month: int, by: int) -> tuple[int, int]:
    """Give the year and month so many months on."""
    years, place = divmod(year * MONTHS + month - 1 + by, MONTHS)
    return years, place + 1


def month_at_hand(year: Year, today: date) -> int:
    """Give the month that a ceremony of a whole year is about: the next one with birthdays, else the last; 0 for none.

    Of a year to come it is the first month with birthdays, of a past year the last.
    """
    months = sorted({one.month for one in year.people})
    ahead = [month for month in months if (year.year, month) >= (today.year, today.month)]
    return (ahead[:1] or months[-1:] or [0])[0]


def week_text(people: Sequence[PersonYear]) -> str:
    """Say whose birthday comes within the week and who was not told yet."""
    listed = "、".join(f"{one.name}{say.on_text(one.on)}" for one in people)
    return f"一周内过政治生日，还没有告知本人：{listed}" if people else ""
