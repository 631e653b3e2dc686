"""Duties that press, as the few lines of a start page: alike ones folded, what still has time left out or quiet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from branchdesk.domain.duties.duty import PRESSING, Duty, DutyState
from branchdesk.domain.meetings import MeetingKind
from branchdesk.words import schedule as say_schedule
from branchdesk.words import today as say_today
from branchdesk.words import todo as say
from branchdesk.words.year import short_article, short_period

SOON = 14  # days before its end from which a duty stands out, and within which a plan has a line of its own
RECENT = 90  # days for which a plan of which nothing was recorded is spoken of; older ones belong to the list
KINDS = frozenset(kind.value for kind in MeetingKind)
LATE, DUE, COMING = "late", "due", "coming"
RANK = {LATE: 0, DUE: 1, COMING: 2}

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One line: what is owed, by which article, how much it presses (late, due, coming), how long, and the duties."""

    what: str
    basis: str
    state: str
    days_text: str
    duties: tuple[Duty, ...]

    @property
    def first(self) -> Duty:
        """Give the duty whose time ends first."""
        return self.duties[0]


def lines(duties: Iterable[Duty], labels: Mapping[str, str], today: date) -> tuple[DutyLine, ...]:
    """Give a line for what presses, the latest first; `labels` has what each rule is called."""
    alike: dict[tuple[str, str, bool], list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.state in PRESSING and not _has_its_own_line(duty, today):
            alike[duty.rule, _state(duty, today), duty.plan is not None].append(duty)
    found = [
        line
        for (rule, state, _), those in alike.items()
        for line in (_meetings if those[0].kind in KINDS else _others)(those, state, labels[rule], today)
    ]
    return tuple(sorted(_joined(found, labels), key=lambda line: (RANK[line.state], _far(line, today))))


def _far(line: DutyLine, today: date) -> int:
    """Give how far from today the day of a line is: what is late for long has been seen, and stands below."""
    return abs(((line.first.by or date.max) - today).days)


def _joined(found: Iterable[DutyLine], labels: Mapping[str, str]) -> Iterator[DutyLine]:
    """Say in one line what still has time until one day."""
    for those in _by(found, lambda line: _ahead(line) or line).values():
        first = those[0]
        by = first.first.by
        if len(those) == 1 or by is None:
            yield from those
            continue
        duties = tuple(duty for line in those for duty in line.duties)
        rules = dict.fromkeys(duty.rule for duty in duties)
        what = say.many_ahead(by.isoformat(), [labels[rule] for rule in rules])
        yield DutyLine(what, say.and_more(first.basis), first.state, first.days_text, duties)


def _ahead(line: DutyLine) -> date | None:
    """Give until when there is time for what a line says, where it is not planned and does not press yet."""
    return line.first.by if line.state == COMING and line.first.plan is None else None


def _has_its_own_line(duty: Duty, today: date) -> bool:
    """Say whether the meeting planned for it is so near, or past, that it is spoken of itself."""
    return duty.plan is not None and -RECENT <= (duty.plan.day - today).days <= SOON


def _state(duty: Duty, today: date) -> str:
    if duty.state is DutyState.LATE:
        return LATE
    return DUE if duty.by is None or (duty.by - today).days <= SOON else COMING


def _meetings(duties: Sequence[Duty], state: str, _label: str, today: date) -> Iterator[DutyLine]:
    """Say in one line which meetings of a kind are owed; those planned keep a line each, for each has its day."""
    first = duties[0]
    if first.plan is not None:
        for day, those in _by(duties, _planned_for).items():
            what = say.meeting_ahead(first.kind, short_period(those[0].period, today.year), _groups(those))
            basis = say_schedule.planned_for(day.isoformat())
            yield DutyLine(what, basis, COMING, say_schedule.in_days((day - today).days), tuple(those))
        return
    periods = list(dict.fromkeys(short_period(duty.period, today.year) for duty in duties))
    if state == COMING:
        what = say.meeting_ahead(first.kind, periods[0], _groups(duties))
    else:
        what = say.meeting_owed(first.kind, periods, _groups(duties), late=state == LATE)
    yield _line(what, state, duties, today)


def _planned_for(duty: Duty) -> date:
    return duty.plan.day if duty.plan is not None else date.max


def _groups(duties: Sequence[Duty]) -> list[str]:
    return list(dict.fromkeys(duty.group for duty in duties if duty.group))


def _others(duties: Sequence[Duty], state: str, label: str, today: date) -> Iterator[DutyLine]:
    """Say of whom something is owed: those of whom the same is said, else what the rule is called and of whom."""
    told = _by(duties, _rest)
    if len(told) > 1:
        people = list(dict.fromkeys(duty.name for duty in duties if duty.name))
        what = say.people_of_a_rule(label, people) if people else say.several(label, len(duties))
        yield _line(what, state, duties, today)
        return
    for rest, those in told.items():
        people = list(dict.fromkeys(duty.name for duty in those if duty.name))
        what = say.people_owed(people, rest) if len(people) > 1 else those[0].what
        yield _line(what, state, those, today)


def _rest(duty: Duty) -> str:
    """Give what is said of somebody without the name that it begins with."""
    return duty.what.removeprefix(duty.name or "")


def _line(what: str, state: str, duties: Sequence[Duty], today: date) -> DutyLine:
    first = min(duties, key=lambda duty: duty.by or date.max)
    those = (first, *(duty for duty in duties if duty is not first))
    left = None if first.by is None else (first.by - today).days
    days = "" if left is None else _late(-left, state) if left < 0 else say_today.days_left(left)
    return DutyLine(what, short_article(first.article), state, days, those)


def _late(days: int, state: str) -> str:
    """Say how long ago a day was; what may still be done after it without being late is only past it."""
    return say_today.late_by(days) if state == LATE else say_schedule.days_past(days)


def _by(those: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    found: dict[K, list[T]] = defaultdict(list)
    for one in those:
        found[key(one)].append(one)
    return found
