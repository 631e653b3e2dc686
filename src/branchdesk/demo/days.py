"""Working days: an office holds no meetings at weekends or on public holidays."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

SATURDAY = 5
NEAR_FESTIVAL = 40
# The first day of the lunar year, around which nobody meets for a good week.
SPRING_FESTIVALS = {
    day.year: day
    for day in (
        *(date(2019, 2, 5), date(2020, 1, 25), date(2021, 2, 12), date(2022, 2, 1), date(2023, 1, 22)),
        *(date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26)),
        *(date(2029, 2, 13), date(2030, 2, 3), date(2031, 1, 23), date(2032, 2, 11), date(2033, 1, 31)),
        *(date(2034, 2, 19), date(2035, 2, 8), date(2036, 1, 28), date(2037, 2, 15), date(2038, 2, 4)),
    )
}
# Dragon Boat and Mid-Autumn move with the moon too; these are the years a demonstration is likely to cover.
MOVING_HOLIDAYS = frozenset(
    (
        *(date(2023, 6, 22), date(2023, 6, 23), date(2023, 9, 29), date(2024, 6, 10), date(2024, 9, 16)),
        *(date(2024, 9, 17), date(2025, 5, 31), date(2025, 6, 2), date(2025, 10, 6), date(2025, 10, 8)),
        *(date(2026, 6, 19), date(2026, 9, 25), date(2027, 6, 9), date(2027, 9, 15)),
        *(date(2028, 5, 29), date(2028, 10, 3), date(2029, 6, 15), date(2029, 9, 21)),
    )
)
FIXED_HOLIDAYS = frozenset(
    {(1, 1), (1, 2), (4, 4), (4, 5), (5, 1), (5, 2), (5, 3), (5, 4), (5, 5)} | {(10, day) for day in range(1, 9)}
)


def is_working_day(day: date) -> bool:
    """Say whether the office is open."""
    if day.weekday() >= SATURDAY or (day.month, day.day) in FIXED_HOLIDAYS or day in MOVING_HOLIDAYS:
        return False
    festival = SPRING_FESTIVALS.get(day.year)
    return festival is None or not -2 <= (day - festival).days <= 7  # eve to the seventh day


def is_before_festival(day: date) -> bool:
    """Say whether the lunar new year is near."""
    festival = SPRING_FESTIVALS.get(day.year)
    return festival is not None and 0 <= (festival - day).days <= NEAR_FESTIVAL


def is_after_festival(day: date) -> bool:
    """Say whether the lunar new year has just passed."""
    festival = SPRING_FESTIVALS.get(day.year)
    return festival is not None and 0 < (day - festival).days <= NEAR_FESTIVAL


def on_or_after(day: date) -> date:
    """Give the first working day from a day on."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def on_or_before(day: date) -> date:
    """Give the last working day up to a day."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def pick_between(rng: Random, first: date, last: date, taken: set[date]) -> date | None:
    """Pick a working day from first to last that is not taken yet; None where there is none."""
    span = range((last - first).days + 1)
    free = [day for day in (first + timedelta(days=n) for n in span) if is_working_day(day) and day not in taken]
    return rng.choice(free) if free else None


def months_from(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Give the first and last day of every month from the one of `first` to the one of `last`."""
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # December
