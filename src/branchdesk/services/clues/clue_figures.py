"""Figures of clues that prove themselves: exact, defined in a sentence, and each with its records behind it.

All of the program's figures of clues come from here: 今日, the list, 统计, the reports, the command line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection

from branchdesk import clock
from branchdesk.domain.clue_figures import (
    WITHOUT_RECORDS,
    Counted,
    Measure,
    Rate,
    age_bounds,
    aside_states,
    open_states,
    period_before,
    year_before,
)
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.dates import FIRST_YEAR, LAST_YEAR, PartialDate
from branchdesk.domain.working_days import WorkingDays
from branchdesk.ledgers.clues import CLUES
from branchdesk.services.clues import clue_groups, clue_settings
from branchdesk.services.clues.clue_groups import Group, Grouping
from branchdesk.services.duties import working_days
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Condition, Query, Sort, Test
from branchdesk.store import clue_counts
from branchdesk.store import lists as rows
from branchdesk.store.clue_counts import Chosen, States
from branchdesk.store.engine import Store
from branchdesk.words import clue_figures as say
from branchdesk.words.clues import UNKNOWN

OLDEST = 10
BY = tuple(say.GROUPS)
JUDGED = ("in_time", "late", "overdue")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the days of 提报, both included and either open, and conditions on the ledger's fields."""

    since: date | None = None
    until: date | None = None
    conditions: tuple[Condition, ...] = ()

    @property
    def all_conditions(self) -> tuple[Condition, ...]:
        """Give the conditions with the period among them."""
        if self.since is None and self.until is None:
            return self.conditions
        bounds = tuple(day.isoformat() if day else "" for day in (self.since, self.until))
        return (Condition("reported_on", Test.BETWEEN, bounds), *self.conditions)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A clue that has waited: since when, as stored, and for how many days and working days from its first day on."""

    id: str
    number: str
    reported_on: str
    days: int
    working_days: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that was asked, as of a day, by the settings that made it.

    `brief` is the definition where nothing but the handling is shown. `groups` are by `BY`, as asked. `ages` are the
    open clues by how long they have waited, the last class those whose day is not filled in, and `oldest` the few that
    have waited longest: both only where they were wanted, as are `before` and `year_before`, the period before and the
    same a year earlier of one whose days were both named. `partial` counts by what is known the clues whose day is
    known only to the month or year; `undated` those without any, which no period holds. `first` is the earliest day, as
    stored.
    """

    asked: Asked
    day: date
    settings: ClueSettings
    whole: Counted
    definition: str
    brief: str
    groups: Mapping[str, Grouping]
    ages: tuple[Group, ...]
    oldest: tuple[Waiting, ...]
    before: tuple[Asked, Counted] | None
    year_before: tuple[Asked, Counted] | None
    partial: Mapping[str, int]
    undated: int
    first: str | None

    @property
    def rate(self) -> Rate:
        """Give the rate of handling of the whole."""
        return self.rate_of(self.whole)

    def rate_of(self, counted: Counted) -> Rate:
        """Give the rate of handling of a group, by the branch's settings."""
        return counted.handling(aside=self.settings.aside)

    def text(self, rate: Rate) -> str:
        """Give a rate in the digits that the branch chose."""
        return rate.text(self.settings.digits)

    @property
    def notes(self) -> tuple[str, ...]:
        """Give what has to be said of the figures beside their definition."""
        said = [say.counted_from_first_day(sum(self.partial.values()))] if self.partial else []
        if self.undated and (self.asked.since or self.asked.until):
            said.append(say.without_day(self.undated))
        if self.whole.strokes:
            said.append(say.strokes_open_days(self.whole.strokes))
        return tuple(said)


def figures(store: Store, asked: Asked, by: Sequence[str] = (), *, ages: bool = True, compare: bool = False) -> Figures:
    """Count what was asked, as a whole and by some of `BY`; with `ages` of open clues, and `compare` earlier periods.

    The ages need the calendar of holidays, which costs its loading.
    """
    with store.reading() as connection:
        return count(connection, store.branch.id, asked, by, ages=ages, compare=compare)


def count(
    connection: Connection, branch_id: str, asked: Asked, by: Sequence[str], *, ages: bool, compare: bool
) -> Figures:
    """Count the same on a connection that is open."""
    day = clock.today()
    settings = clue_settings.kept(connection, branch_id)
    states = states_of(settings)
    chosen = Chosen(branch_id, day, asked.all_conditions)
    whole = _whole(connection, chosen, states)
    by_day = clue_counts.by_day(connection, chosen)
    undated = by_day.get(None, 0)
    if dated := bool(asked.since or asked.until):
        without = replace(chosen, conditions=(*asked.conditions, Condition("reported_on", Test.EMPTY)))
        undated = _whole(connection, without, states).reported
    waiting = replace(chosen, conditions=(*chosen.conditions, _one_of("state", states.open)))
    earlier = _earlier(asked, day) if compare else (None, None)
    before, year_earlier = (
        (one, _whole(connection, replace(chosen, conditions=one.all_conditions), states)) if one else None
        for one in earlier
    )
    left_out = not clue_counts.strokes_told(asked.conditions) and _has_strokes(connection, chosen, asked)
    meaning = _meaning(asked, settings, whole, undated if dated else 0, left_out=left_out)
    return Figures(
        asked,
        day,
        settings,
        whole,
        say.definition(meaning),
        say.brief(meaning),
        {one: clue_groups.grouped(connection, chosen, states, one) for one in by},
        _ages(connection, waiting, states) if ages else (),
        _oldest(connection, waiting, working_days.calendar(connection, branch_id)) if ages else (),
        before,
        year_earlier,
        {one: number for one, number in by_day.items() if one and len(one) < len("2026-11-23")},
        undated,
        min((one for one in by_day if one), default=None),
    )


def states_of(settings: ClueSettings) -> States:
    """Give which states count as what."""
    return States(settings.handled, open_states(settings), aside_states(settings))


def sentence(settings: ClueSettings) -> str:
    """Give the definition of the figures of all clues, by settings that need not be kept yet."""
    return say.definition(_meaning(Asked(), settings, Counted(), 0, left_out=False))


def behind(found: Figures, measure: Measure, group: Group | None = None) -> Query | None:
    """Give the query of the clue ledger whose rows are what a measure counted, of the whole or of one group.

    None for strokes, of which there are no records: the board's days tell them.
    """
    return behind_asked(found.asked, found.settings, measure, group)


def behind_asked(asked: Asked, settings: ClueSettings, measure: Measure, group: Group | None = None) -> Query | None:
    """Give the same for what was asked elsewhere: of an earlier period, of a snapshot."""
    if measure in WITHOUT_RECORDS:
        return None
    of_group = group.conditions if group else ()
    return Query((*asked.all_conditions, *of_group, *_of_measure(settings, measure)))


def _of_measure(settings: ClueSettings, measure: Measure) -> tuple[Condition, ...]:
    states = states_of(settings)
    wanted = {
        Measure.REPORTED: (),
        Measure.HANDLED: (_one_of("state", states.handled),),
        Measure.ASIDE: (_one_of("state", states.aside),),
        Measure.OPEN: (_one_of("state", states.open),),
        Measure.JUDGED: (_one_of("timeliness", JUDGED),),
        Measure.IN_TIME: (_one_of("timeliness", ("in_time",)),),
        Measure.OVERDUE: (_one_of("timeliness", ("overdue",)),),
        Measure.FED_BACK: (Condition("fed_back", Test.IS, (True,)),),
        Measure.CASES: (_one_of("outcome", ("case",)),),
        Measure.PROPOSALS: (_one_of("outcome", ("proposal",)),),
    }
    return wanted[measure]


def _one_of(field: str, values: Sequence[str]) -> Condition:
    return Condition(field, Test.ONE_OF, tuple(str(value) for value in values))


def _whole(connection: Connection, chosen: Chosen, states: States) -> Counted:
    clues = clue_counts.by_facet(connection, chosen, states, None)
    strokes = clue_counts.strokes_by_facet(connection, chosen, None)
    return clues.get((), Counted()) + strokes.get((), Counted())


def _has_strokes(connection: Connection, chosen: Chosen, asked: Asked) -> bool:
    period = replace(asked, conditions=()).all_conditions
    found = clue_counts.strokes_by_facet(connection, replace(chosen, conditions=period), None)
    return bool(found.get((), Counted()).strokes)


def _ages(connection: Connection, waiting: Chosen, states: States) -> tuple[Group, ...]:
    """Sort the open clues into the classes of age, by the first day that 提报 can mean."""
    by_day = clue_counts.by_day(connection, waiting)
    known = Counter[date]()
    for day, number in by_day.items():
        if day:
            known[PartialDate.parse(day).first_day()] += number
    is_open = _one_of("state", states.open)
    groups = []
    for name, (first, last) in zip(say.AGES, age_bounds(waiting.day), strict=True):
        number = sum(
            number for day, number in known.items() if (not first or day >= first) and (not last or day <= last)
        )
        bounds = tuple(day.isoformat() if day else "" for day in (first, last))
        conditions = (is_open, Condition("reported_on", Test.BETWEEN, bounds))
        groups.append(Group(name, (name,), Counted(reported=number, open=number), conditions))
    if undated := by_day.get(None, 0):
        conditions = (is_open, Condition("reported_on", Test.EMPTY))
        groups.append(Group(UNKNOWN, (None,), Counted(reported=undated, open=undated), conditions))
    return tuple(groups)


def _oldest(connection: Connection, waiting: Chosen, calendar: WorkingDays) -> tuple[Waiting, ...]:
    """Give the open clues that have waited longest; the day of 提报 itself is not counted."""
    dated = Condition("reported_on", Test.FILLED)
    query = Query((*waiting.conditions, dated), order=(Sort("reported_on"),), limit=OLDEST)
    columns = ("number", "reported_on")
    found = rows.page(connection, CLUES, columns, query, branch_id=waiting.branch_id, day=waiting.day).rows
    return tuple(_waiting(calendar, waiting.day, clue_id, *values) for clue_id, values in found)


def _waiting(calendar: WorkingDays, day: date, clue_id: str, number: str, reported_on: str) -> Waiting:
    first = PartialDate.parse(reported_on).first_day()
    worked = calendar.between(first + timedelta(days=1), day).number
    return Waiting(clue_id, number, reported_on, max((day - first).days, 0), worked)


def _earlier(asked: Asked, day: date) -> tuple[Asked | None, Asked | None]:
    """Give the period before and the same a year earlier, where calendars reach.

    Of a period that is not over, as much of the others as has gone by of it.
    """
    since, until = asked.since, asked.until
    if not since or not until or not FIRST_YEAR <= since.year <= until.year <= LAST_YEAR:
        return None, None
    if not since <= min(until, day):
        return None, None
    found = []
    for first, last in (period_before(since, until), year_before(since, until)):
        gone = last if day >= until else min(last, first + (day - since))
        found.append(Asked(first, gone, asked.conditions))
    return found[0], found[1]


def _meaning(asked: Asked, settings: ClueSettings, whole: Counted, undated: int, *, left_out: bool) -> say.Meaning:
    state = CLUES.field("state")
    return say.Meaning(
        asked.since,
        asked.until,
        [lists.described(CLUES.field(one.field), one) for one in asked.conditions],
        [state.shown(one) for one in settings.handled],
        [state.shown(one) for one in aside_states(settings)] if settings.aside else [],
        settings.days,
        settings.digits,
        whole.strokes,
        whole.strokes_handled,
        left_out,
        undated,
    )
