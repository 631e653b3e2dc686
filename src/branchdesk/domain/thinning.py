"""Which backups go when there are many: few of the old ones stay, and all that somebody may miss."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup: the how-manyth, when by the clock of that moment, and whether it stays whatever else there is."""

    number: int
    at: datetime
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Of how many hours, days, weeks and months with a backup the newest one of each stays."""

    hours: int = 24
    days: int = 14
    weeks: int = 8
    months: int = 24


def superfluous(taken: Iterable[Taken], plan: Plan) -> frozenset[int]:
    """Give the numbers of the backups that may go; never the newest, nor one that stays.

    Spans of time are counted where there is a backup, so years without work, or a clock that was wrong for a day, take
    nothing away. Where the clock was set back, the same hour before and after is two hours.
    """
    newest_first = sorted(taken, key=lambda one: one.number, reverse=True)
    ordinary = [one for one in newest_first if not one.stays]
    kept = {one.number for one in newest_first[:1]} | {one.number for one in newest_first if one.stays}
    turns = _turns(ordinary)
    for most, span in ((plan.hours, _hour), (plan.days, _day), (plan.weeks, _week), (plan.months, _month)):
        seen: set[tuple[int, str]] = set()
        for one, turn in zip(ordinary, turns, strict=True):
            place = (turn, span(one.at))
            if place not in seen and len(seen) < most:
                seen.add(place)
                kept.add(one.number)
    return frozenset(one.number for one in ordinary) - kept


def _turns(newest_first: list[Taken]) -> list[int]:
    """Count, for each backup, how often the clock was set back since."""
    turns, turn = [], 0
    for place, one in enumerate(newest_first):
        if place and one.at > newest_first[place - 1].at:
            turn += 1
        turns.append(turn)
    return turns


_hour: Callable[[datetime], str] = "{:%Y-%m-%d %H}".format
_day: Callable[[datetime], str] = "{:%Y-%m-%d}".format
_week: Callable[[datetime], str] = "{:%G-%V}".format
_month: Callable[[datetime], str] = "{:%Y-%m}".format
