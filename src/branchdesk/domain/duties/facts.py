"""What duties are held against: the branch's records as plain values, read once for all rules.

Days are kept as stored (ISO text, perhaps cut to the month or year), so that their alphabet is their order in time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from branchdesk.domain.conditions import Spell
from branchdesk.domain.dates import LeapDay
from branchdesk.domain.meetings import Body
from branchdesk.domain.roster import COMMITTEE, MEMBER_STAGES, Stage, in_committee
from branchdesk.domain.terms import Term


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting that was held; `year` is the one it belongs to."""

    id: str
    kind: str
    day: str
    group: str | None = None
    body: Body = Body.MEMBERS
    year: int | None = None
    first_topic: bool = False


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting that is planned or notified."""

    id: str
    kind: str
    day: str
    group: str | None = None
    body: Body = Body.MEMBERS
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of a meeting that was held, where its title speaks of something that a rule asks for."""

    meeting_id: str
    day: str
    title: str
    body: Body = Body.MEMBERS


@dataclass(frozen=True, slots=True)
class Decision:
    """What a members' meeting decided on somebody by the rule of admissions: the motion, and whether it passed."""

    member_id: str
    day: str
    motion: str
    passed: bool | None
    meeting_id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something dated noted of a member: a talk, a training, a review, a contact (a kind of `ledgers.member_life`)."""

    id: str
    member_id: str
    kind: str
    day: str | None
    until: str | None = None
    title: str = ""
    level: str = ""
    other_id: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person, with all that holds of them from when until when (`Spell.kind` is the value)."""

    id: str
    name: str
    order: int
    periods: tuple[Spell, ...] = ()
    stages: tuple[Spell, ...] = ()
    offices: tuple[Spell, ...] = ()
    groups: tuple[Spell, ...] = ()
    conditions: tuple[Spell, ...] = ()
    joined_on: str | None = None
    approved_on: str | None = None
    oath_on: str | None = None
    full_since: str | None = None
    probation_until: str | None = None
    activist_since: str | None = None
    dues_to: str | None = None

    def here(self, day: date) -> bool:
        """Say whether the roster has them on a day."""
        return bool(holding(self.periods, day))

    def stage(self, day: date) -> Stage | None:
        """Give what they are on a day, or None where that is not known."""
        held = holding(self.stages, day)
        return Stage(held[-1].kind) if held else None

    def member(self, day: date) -> bool:
        """Say whether they are of the branch as a full or probationary member on a day."""
        held = holding(self.stages, day)
        return bool(held) and held[-1].kind in MEMBER_STAGES and self.here(day)

    def offices_on(self, day: date) -> tuple[str, ...]:
        """Give the offices they hold on a day."""
        return tuple(one.kind for one in holding(self.offices, day))

    def of_committee(self, day: date) -> bool:
        """Say whether they hold an office of the committee on a day."""
        return self.here(day) and any(map(in_committee, self.offices_on(day)))

    def group(self, day: date) -> str:
        """Give the group they are in on a day, or nothing."""
        held = holding(self.groups, day)
        return held[-1].kind if held else ""

    def condition(self, day: date, *kinds: str) -> Spell | None:
        """Give the first of these conditions that holds of them on a day, or None."""
        return next((one for one in holding(self.conditions, day) if one.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class DutyMark:
    """A duty noted by hand: done on a day, or not asked for this time; `subject` is a member or group by identifier."""

    id: str
    rule: str
    subject: str
    period: str
    state: str
    day: str | None
    note: str
    meeting_id: str | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """An absence that wants to be made up still."""

    meeting_id: str
    member_id: str
    kind: str
    day: str


@dataclass(frozen=True, slots=True)
class OpenMeasure:
    """A measure or a line of a rectification list; `done_on` as stored."""

    id: str
    meeting_id: str
    kind: str  # measure, rectification
    text: str
    owner: str
    day: str  # of the meeting that resolved it
    due: str | None
    done_on: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that rules look at. `started` is the first day of the branch's 启用日期; `today` what is judged from.

    `last_seen` has, for whoever missed something, the last day on which they took part or were on leave with a reason;
    `terms` stand in order of time; `groups` are all there are, by name, with their identifiers. `study`
    are the minutes of study by member and year, of those years that were asked for.
    """

    today: date
    started: date
    people: tuple[Person, ...] = ()
    meetings: tuple[HeldMeeting, ...] = ()
    planned: tuple[PlannedMeeting, ...] = ()
    matters: tuple[Matter, ...] = ()
    decisions: tuple[Decision, ...] = ()
    entries: tuple[Entry, ...] = ()
    terms: tuple[Term, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[DutyMark, ...] = ()
    missing: tuple[Missing, ...] = ()
    measures: tuple[OpenMeasure, ...] = ()
    last_seen: Mapping[str, str] = field(default_factory=dict)
    study: Mapping[tuple[str, int], int] = field(default_factory=dict)
    leap_day: LeapDay = LeapDay.FEBRUARY
    _held: Mapping[str, list[HeldMeeting]] = field(init=False, repr=False, compare=False)
    _days: Mapping[str, list[str]] = field(init=False, repr=False, compare=False)
    _members: dict[date, list[Person]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _committee: dict[date, bool] = field(init=False, repr=False, compare=False, default_factory=dict)
    _sitting: dict[date, frozenset[str]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Lay the meetings that were held out by kind and day: ten years of them are asked for again and again."""
        held: dict[str, list[HeldMeeting]] = defaultdict(list)
        for one in sorted(self.meetings, key=lambda one: one.day):
            held[one.kind].append(one)
        object.__setattr__(self, "_held", held)
        object.__setattr__(self, "_days", {kind: [one.day for one in those] for kind, those in held.items()})

    def held(self, kind: str) -> Sequence[HeldMeeting]:
        """Give the meetings of a kind that were held, in the order of their days."""
        return self._held.get(kind, ())

    def held_in(self, kind: str, first: date, last: date) -> Sequence[HeldMeeting]:
        """Give those of a kind that were held from one day to another, both counted in."""
        days = self._days.get(kind, [])
        return self.held(kind)[bisect_left(days, first.isoformat()) : bisect_right(days, last.isoformat())]

    def in_office(self, office: str, day: date) -> list[Person]:
        """Give whoever holds an office on a day, in roster order."""
        return [one for one in self.people if one.here(day) and office in one.offices_on(day)]

    def has_committee(self, day: date) -> bool:
        """Say whether the branch has a committee on a day (支部工作条例第20条: a secretary alone is none)."""
        if day not in self._committee:
            self._committee[day] = any(
                any(office.endswith(COMMITTEE) for office in one.offices_on(day)) and one.here(day)
                for one in self.people
                if one.offices
            )
        return self._committee[day]

    def members(self, day: date) -> list[Person]:
        """Give the full and probationary members on a day, in roster order."""
        if day not in self._members:
            self._members[day] = [one for one in self.people if one.member(day)]
        return self._members[day]

    def sitting_groups(self, day: date) -> frozenset[str]:
        """Give the groups that have members on a day, by name."""
        if day not in self._sitting:
            self._sitting[day] = frozenset(one.group(day) for one in self.members(day)) - {""}
        return self._sitting[day]


def holding(spells: Iterable[Spell], day: date) -> list[Spell]:
    """Give the spells that hold on a day, in their order."""
    on = day.isoformat()
    return [one for one in spells if (one.since or "") <= on and (one.until is None or one.until > on)]
