"""五个一: whose 政治生日 is when, the five things a branch does for it, and how far each of them is.

The 政治生日 is the day of 入党, on which the members' meeting took somebody in as a probationary member; not that of
转正, nor of the approval (RULES.md 4). It is custom, so whatever differs from place to place is a setting.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from branchdesk.domain.dates import LeapDay, PartialDate, anniversary
from branchdesk.domain.duties.facts import Person
from branchdesk.words import five_ones as say

MONTHS = range(1, 13)


class Evidence(StrEnum):
    """What shows that one of the five was done: a talk, a meeting, or the word of who notes it."""

    TALK = "talk"
    MEETING = "meeting"
    CARD = "card"
    VISIT = "visit"
    FREE = "free"


class ItemState(StrEnum):
    """How far one of the five is. PLANNED is set for a day to come, AHEAD has its birthday still before it.

    BEFORE_START belongs to a birthday before the branch's 启用日期: nothing is asked for.
    """

    DONE = "done"
    EXEMPT = "exempt"
    PLANNED = "planned"
    OPEN = "open"
    LATE = "late"
    AHEAD = "ahead"
    BEFORE_START = "before_start"


WAITING = frozenset({ItemState.OPEN, ItemState.LATE})
NOT_ASKED = frozenset({ItemState.EXEMPT, ItemState.BEFORE_START})


@dataclass(frozen=True, slots=True)
class Item:
    """One of the five as the branch has it, from a year (None: ever) up to but not including another (None: still)."""

    id: str
    name: str
    evidence: Evidence
    since_year: int | None = None
    until_year: int | None = None

    def holds_in(self, year: int) -> bool:
        """Say whether it is one of the five of a year."""
        return (self.since_year or year) <= year and (self.until_year is None or self.until_year > year)


TEMPLATES: tuple[tuple[tuple[str, Evidence], ...], ...] = tuple(
    tuple((name, Evidence(kind)) for name, kind in template) for template in say.TEMPLATES
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a branch settles for itself, in days.

    `ahead`: how long before a birthday its items are open. `late_after`: how long after it they may still be open.
    `span`: how far from it a record may lie that shows one done; a branch may hold them by the quarter.
    """

    leap_day: LeapDay = LeapDay.FEBRUARY
    ahead: int = 30
    late_after: int = 30
    span: int = 92


@dataclass(frozen=True, slots=True)
class Birthday:
    """A member's 政治生日 of a year: on which day, or in which month where the day is not known; years since 入党."""

    on: PartialDate
    years: int

    @property
    def day_known(self) -> bool:
        """Say whether the day is known, not only the month."""
        return bool(self.on.day)

    def window(self, span: int) -> tuple[date, date]:
        """Give the days from and up to which a record may show something done for it; they may cross a year's end."""
        return self.on.first_day() - timedelta(days=span), self.on.last_day() + timedelta(days=span)


def birthday(joined: PartialDate | None, year: int, leap: LeapDay) -> Birthday | None:
    """Give the 政治生日 of a year; None where not even the month is known, and up to the year of joining itself."""
    if joined is None or not joined.month or year <= joined.year:
        return None
    return Birthday(anniversary(joined, year, leap), year - joined.year)


def birthday_of(person: Person, year: int, leap: LeapDay) -> Birthday | None:
    """Give a person's 政治生日 of a year, where they are then a member of this branch, probationary or full.

    Where only the month is known, being here on its first or its last day is enough.
    """
    found = birthday(PartialDate.parse(person.joined_on) if person.joined_on else None, year, leap)
    if found is None or not any(person.member(day) for day in (found.on.first_day(), found.on.last_day())):
        return None
    return found


def birthdays(people: Iterable[Person], since: date, until: date, leap: LeapDay) -> list[tuple[Birthday, Person]]:
    """Give whose 政治生日 falls, or may fall, on days from one to another, both counted in, by the calendar."""
    found = [
        (one, person)
        for person in people
        for year in range(since.year, until.year + 1)
        if (one := birthday_of(person, year, leap)) and one.on.last_day() >= since and one.on.first_day() <= until
    ]
    return sorted(found, key=lambda pair: in_calendar(pair[0].on))  # who shares a day stands as `people` has them


def in_calendar(on: PartialDate) -> tuple[int, int, int]:
    """Give the key that sorts birthdays: within a month those whose day is not known come last."""
    return on.year, on.month, on.day or calendar.monthrange(on.year, on.month)[1] + 1


@dataclass(frozen=True, slots=True)
class Shown:
    """The record that a mark is linked to, as far as it matters: its day, whether it took place and they were there.

    `took_place` is None of a meeting that is still planned, False of one cancelled; `attended` None where not noted.
    """

    day: str | None
    took_place: bool | None = True
    attended: bool | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What was noted of one item for one member and year."""

    state: ItemState  # DONE or EXEMPT
    day: str | None = None
    shown: Shown | None = None


def state_of(mark: Mark | None, found: Birthday, today: date, started: date, settings: Settings) -> ItemState:
    """Say how far one of the five is for a birthday.

    A mark linked to a record counts as that record does: planned while the meeting is, and not at all where it was
    cancelled or they were not there. `started` is the first day of the branch's 启用日期.
    """
    if mark is not None and mark.state is ItemState.EXEMPT:
        return ItemState.EXEMPT
    if mark is not None and (reached := _reached(mark, today)) is not None:
        return reached
    if found.on.last_day() < started:
        return ItemState.BEFORE_START
    if today > found.on.last_day() + timedelta(days=settings.late_after):
        return ItemState.LATE
    return ItemState.OPEN if today >= found.on.first_day() - timedelta(days=settings.ahead) else ItemState.AHEAD


def _reached(mark: Mark, today: date) -> ItemState | None:
    """Give DONE or PLANNED as the mark has it, or None where what it rests on did not come about."""
    shown = mark.shown
    if shown is not None and (shown.took_place is False or shown.attended is False):
        return None
    day = (shown.day if shown else None) or mark.day
    ahead = day is not None and PartialDate.parse(day).first_day() > today
    if shown is not None and shown.took_place is None:
        return ItemState.PLANNED if ahead or day == today.isoformat() else None
    return ItemState.PLANNED if ahead else ItemState.DONE


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what was asked for was done: of items, and of people with nothing left open.

    Counted are the birthdays that have come, and what was done ahead of its time; what is exempt is not asked for.
    """

    done: int = 0
    asked: int = 0
    people_done: int = 0
    people_asked: int = 0


def coverage(rows: Iterable[tuple[Birthday, Sequence[ItemState]]], today: date) -> Coverage:
    """Count how much was done for these birthdays as seen from a day."""
    done = asked = people_done = people_asked = 0
    for found, states in rows:
        come = found.on.first_day() <= today
        counted = [state for state in states if state is ItemState.DONE or (come and state not in NOT_ASKED)]
        ready = counted.count(ItemState.DONE)
        done, asked = done + ready, asked + len(counted)
        if come and ItemState.BEFORE_START not in states:
            people_asked += 1
            people_done += ready == len(counted)
    return Coverage(done, asked, people_done, people_asked)
