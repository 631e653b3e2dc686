"""Who was there: absences with reasons that fit the work, long ones that last, and the days they were made up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from branchdesk.demo.days import on_or_after, on_or_before
from branchdesk.demo.material import reasons
from branchdesk.demo.people import FEMALE
from branchdesk.demo.records import DemoMember, entitled_on
from branchdesk.domain.dates import add_years
from branchdesk.domain.meetings import Mark, Meeting, Presence
from branchdesk.domain.roster import Stage

FEW, IN_TIME, FROM_AFAR = 4, 0.5, 0.3  # members of whom nobody comes late, and how often everybody is there in time
JOINING = 9  # members who take part in an activity beside those who hold an office
OFFICER_RATE, RATE = 0.02, 0.075
YOUNG_MOTHER = range(27, 40)


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time during which somebody is mostly away, for one reason."""

    key: str
    first: date
    last: date
    reason: str
    share: float


@dataclass(frozen=True, slots=True)
class Roll:
    """The attendance of one sitting: who was expected, who came, and the marks of those who did not."""

    day: date
    expected: tuple[DemoMember, ...]
    present: tuple[DemoMember, ...]
    marks: tuple[Mark, ...]

    @property
    def present_entitled(self) -> int:
        """Count those present who have a vote."""
        return sum(entitled_on(person, self.day) for person in self.present)

    @property
    def could_write(self) -> tuple[DemoMember, ...]:
        """Give those on leave who have a vote and could send a written opinion."""
        keys = {mark.person.id for mark in self.marks if mark.presence is Presence.ON_LEAVE}
        return tuple(person for person in self.expected if person.key in keys and entitled_on(person, self.day))


def plan_spells(rng: Random, people: tuple[DemoMember, ...], first: date, today: date) -> tuple[Spell, ...]:
    """Lay out who is away for weeks or months: maternity, a post in a village, an illness, long trainings."""
    plain = [person for person in people if not person.offices and person.stage is Stage.FULL]
    spells: list[Spell] = []
    mothers = [
        person for person in plain if person.sex == FEMALE and today.year - int(person.id_number[6:10]) in YOUNG_MOTHER
    ]
    months = max((today - first).days // 30, 1)
    for person in mothers[: max(1, months // 14)]:
        begin = first + timedelta(days=rng.randrange(max((today - first).days - 30, 1)))
        spells.append(Spell(person.key, begin, begin + timedelta(days=158), "产假", 1.0))
    away = [person for person in plain if person not in mothers]
    if len(away) > 10:  # a small branch has nobody to spare
        spells.append(Spell(away[0].key, first, add_years(first, 2), "驻村帮扶", 0.5))
    for person in away[1:]:
        if rng.random() < months / 60:
            begin = first + timedelta(days=rng.randrange(max((today - first).days, 1)))
            reason, days = rng.choice(reasons.SPELLS)
            spells.append(Spell(person.key, begin, begin + timedelta(days=days), reason, 0.95))
    return tuple(spells)


def call(rng: Random, expected: tuple[DemoMember, ...], day: date, today: date, spells: tuple[Spell, ...]) -> Roll:
    """Call the roll of a sitting; more than half of those expected are always there."""
    marks: list[Mark] = []
    limit = (len(expected) - 1) // 3
    for person in rng.sample(expected, len(expected)):
        reason = _reason(rng, person, day, spells)
        if reason is None or len(marks) >= limit:
            continue
        presence = Presence.ABSENT if reason in reasons.ABSENT else Presence.ON_LEAVE
        latest = max(on_or_before(today), day + timedelta(days=1))
        made_up = min(on_or_after(day + timedelta(days=rng.randint(2, 20))), latest)
        marks.append(Mark(person.ref, presence, reason, made_up))
    order = {person.key: index for index, person in enumerate(expected)}
    marks.sort(key=lambda mark: order[mark.person.id or ""])
    away = {mark.person.id for mark in marks}
    return Roll(day, expected, tuple(person for person in expected if person.key not in away), tuple(marks))


def some(rng: Random, roll: Roll) -> Roll:
    """Give those of a roll who took part where nobody is due: the officers, and some of the others."""
    plain = [person for person in roll.present if not person.offices]
    chosen = {person.key for person in rng.sample(plain, min(JOINING, len(plain)))}
    there = tuple(person for person in roll.present if person.offices or person.key in chosen)
    return replace(roll, expected=there, present=there, marks=())


def arrivals(rng: Random, roll: Roll, meeting: Meeting) -> tuple[Mark, ...]:
    """Let one or two plain members have come late or taken part from afar; who leads or writes was there in time."""
    busy = {person.id for person in (meeting.chair, meeting.recorder) if person}
    able = [person for person in roll.present if person.key not in busy and not person.offices]
    if len(able) < FEW or rng.random() < IN_TIME:
        return ()
    late, afar = rng.sample(able, 2)
    marks = [Mark(late.ref, Presence.PRESENT, rng.choice(reasons.LATE), late=True)]
    if rng.random() < FROM_AFAR:
        marks.append(Mark(afar.ref, Presence.PRESENT, rng.choice(reasons.ONLINE), online=True))
    return tuple(marks)


def leave_one_open(rng: Random, roll: Roll) -> tuple[Roll, DemoMember]:
    """Let one more plain member be absent without a word, and never make it up."""
    able = [person for person in roll.present if not person.offices and person.stage is Stage.FULL]
    person = rng.choice(able or list(roll.present[1:]))
    marks = (*roll.marks, Mark(person.ref, Presence.ABSENT, rng.choice(reasons.NO_LEAVE)))
    present = tuple(other for other in roll.present if other is not person)
    return replace(roll, present=present, marks=marks), person


def leave_reason_out(rng: Random, roll: Roll) -> tuple[Roll, DemoMember]:
    """Let the reason of one leave be forgotten; somebody takes leave where nobody else does."""
    marks = list(roll.marks)
    gap = next((i for i, mark in enumerate(marks) if mark.presence is Presence.ON_LEAVE), None)
    if gap is None:
        person = rng.choice([one for one in roll.present if not one.offices] or roll.present[1:] or roll.present)
        marks.append(Mark(person.ref, Presence.ON_LEAVE, "", roll.day + timedelta(days=1)))
    else:
        person = next(one for one in roll.expected if one.key == marks[gap].person.id)
        marks[gap] = replace(marks[gap], reason="")
    present = tuple(other for other in roll.present if other is not person)
    return replace(roll, present=present, marks=tuple(marks)), person


def _reason(rng: Random, person: DemoMember, day: date, spells: tuple[Spell, ...]) -> str | None:
    """Give the reason why somebody is not there, None where they are there."""
    for spell in spells:
        if spell.key == person.key and spell.first <= day <= spell.last and rng.random() < spell.share:
            return spell.reason
    if rng.random() >= (OFFICER_RATE if person.offices else RATE):
        return None
    if rng.random() < 0.03:  # hardly anybody stays away without a word
        return rng.choice(reasons.ABSENT)
    return rng.choice(reasons.BY_LINE[person.line] if rng.random() < 0.6 else reasons.PLAIN)
