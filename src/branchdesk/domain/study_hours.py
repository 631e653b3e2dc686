"""学时: how many hours of study a year gave somebody, and how many it asks of them.

Sources: 党员教育管理工作条例第20条 (32 hours a year, 一般); what counts as an hour is each place's own: by wide use
half a day is four hours, a whole day eight, and an hour one (RULES.md 4 ⚠). Minutes are counted, so that nothing is
rounded before the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from branchdesk.domain.meetings import MeetingKind

HOUR = 60
MONTHS = 12


class Way(StrEnum):
    """How a kind of meeting counts: for its whole length, for fixed minutes where something was studied, or not."""

    WHOLE = "whole"
    FIXED = "fixed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class KindHours:
    """How one kind of meeting counts; `minutes` belong to the fixed way."""

    way: Way = Way.NONE
    minutes: int = HOUR


USUAL: Mapping[str, KindHours] = MappingProxyType(
    {
        MeetingKind.MEMBERS_MEETING.value: KindHours(Way.FIXED),
        MeetingKind.COMMITTEE_MEETING.value: KindHours(Way.FIXED),
        MeetingKind.GROUP_MEETING.value: KindHours(Way.WHOLE),
        MeetingKind.PARTY_LECTURE.value: KindHours(Way.WHOLE),
        MeetingKind.THEME_DAY.value: KindHours(Way.WHOLE),
        MeetingKind.ORGANISATIONAL_LIFE.value: KindHours(Way.FIXED),
        MeetingKind.DEMOCRATIC_APPRAISAL.value: KindHours(Way.FIXED),
        MeetingKind.ACTIVITY.value: KindHours(Way.NONE),
    },
)


@dataclass(frozen=True, slots=True)
class Counting:
    """What a branch counts as study: each kind of meeting, the most of half a day and of a day, one's own study.

    `own` are the minutes for each document that somebody studied alone; without any, only what was studied together
    counts, for the article asks for 集中学习培训.
    """

    kinds: Mapping[str, KindHours] = field(default_factory=lambda: USUAL)
    half_day: int = 4 * HOUR
    day: int = 8 * HOUR
    own: int = 0


class Source(StrEnum):
    """Where hours come from."""

    MEETING = "meeting"
    LECTURER = "lecturer"
    MADE_UP = "made_up"
    OWN = "own"
    TRAINING = "training"


class Credit(NamedTuple):
    """Minutes of study of one person on a day (as stored), from one record. `what` tells it where somebody looks.

    Records of one `sitting` count once, with the most that one of them gives.
    """

    member_id: str
    day: str
    minutes: int
    source: Source
    record: str
    sitting: str = ""
    what: str = ""


def of_meeting(counting: Counting, kind: str, length: int | None, own: int | None, *, studied: bool) -> int:
    """Say how many minutes a meeting gives whoever was there; `own` is what was set for this meeting alone.

    A length that nobody noted gives nothing; no single meeting gives more than half a day, unless that was set.
    """
    if own is not None:
        return own
    rule = counting.kinds.get(kind, KindHours())
    if rule.way is Way.FIXED:
        return rule.minutes if studied else 0
    return min(length or 0, counting.half_day) if rule.way is Way.WHOLE else 0


def of_training(level: str) -> int:
    """Read the hours of a training as noted: 24, 24学时, 7.5; nothing where that is no number."""
    text = level.strip().removesuffix("个学时").removesuffix("学时").removesuffix("小时").strip()
    try:
        return max(round(float(text) * HOUR), 0)
    except (ValueError, OverflowError):
        return 0


def counted(given: Iterable[Credit], counting: Counting) -> Iterator[Credit]:
    """Give what counts of the credits: each sitting once, and of each day no more than a day holds.

    Training tells its own hours, which may be of many days: it is left as it is.
    """
    best: dict[tuple[str, str], Credit] = {}
    rest: list[Credit] = []
    for credit in given:
        if not credit.sitting:
            rest.append(credit)
            continue
        key = (credit.member_id, credit.sitting)
        if key not in best or credit.minutes > best[key].minutes:
            best[key] = credit
    filled: dict[tuple[str, str], int] = defaultdict(int)
    for credit in sorted((*rest, *best.values()), key=lambda one: (one.day, one.record)):
        if credit.source is Source.TRAINING:
            yield credit
            continue
        left = max(counting.day - filled[credit.member_id, credit.day], 0)
        minutes = min(credit.minutes, left)
        filled[credit.member_id, credit.day] += minutes
        yield credit if minutes == credit.minutes else credit._replace(minutes=minutes)


def totals(given: Iterable[Credit], counting: Counting) -> dict[tuple[str, int], int]:
    """Add up what counts, as `counted` gives it, by person and year."""
    best: dict[tuple[str, str], tuple[int, str]] = {}
    days: dict[tuple[str, str], int] = defaultdict(int)
    found: dict[tuple[str, int], int] = defaultdict(int)
    for member_id, day, minutes, source, _, sitting, _ in given:
        if sitting:
            key = (member_id, sitting)
            if key not in best or minutes > best[key][0]:
                best[key] = (minutes, day)
        elif source is Source.TRAINING:
            found[member_id, int(day[:4])] += minutes
        else:
            days[member_id, day] += minutes
    for (member_id, _), (minutes, day) in best.items():
        days[member_id, day] += minutes
    for (member_id, day), minutes in days.items():
        found[member_id, int(day[:4])] += min(minutes, counting.day)
    return dict(found)


@dataclass(frozen=True, slots=True)
class Months:
    """How many months of a year somebody was asked for study: as a member, and of these as a leader of the branch."""

    member: int
    leader: int = 0

    def target(self, hours: int, leader_hours: int) -> int:
        """Give the minutes asked for: each month its share of the year, in whole hours rounded up."""
        share = hours * (self.member - self.leader) + leader_hours * self.leader
        return -(-share // MONTHS) * HOUR


@dataclass(frozen=True, slots=True)
class PersonHours:
    """One person's year: minutes, the minutes asked for (0: none), what they are made of, and a word on both."""

    id: str
    label: str
    group: str
    minutes: int
    target: int
    leader: bool = False
    exempt: bool = False
    note: str = ""
    parts: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class YearOfHours:
    """Everybody's study hours of a year in roster order, and what was counted how."""

    year: int
    people: tuple[PersonHours, ...]
    counting: Counting


def to_plain(counting: Counting) -> dict[str, Any]:
    """Write what a branch counts as JSON can hold it."""
    kinds = {kind: asdict(rule) for kind, rule in counting.kinds.items()}
    return {"kinds": kinds, "half_day": counting.half_day, "day": counting.day, "own": counting.own}


def from_plain(kept: object) -> Counting:
    """Read what a branch counts; what is missing or unknown is as usual."""
    if not isinstance(kept, dict):
        return Counting()
    kinds = dict(USUAL)
    for kind, rule in (kept.get("kinds") or {}).items():
        if kind in kinds and rule.get("way") in set(Way):
            kinds[kind] = KindHours(Way(rule["way"]), int(rule.get("minutes") or 0))
    numbers = {key: int(kept[key]) for key in ("half_day", "day", "own") if isinstance(kept.get(key), int)}
    return Counting(kinds, **numbers)
