"""Who is who on a day: the order of the roster, who is expected (应到) at a meeting, who has a vote.

Sources: 《中国共产党支部工作条例（试行）》第11至14条; RULES.md 1.3 and 10; for suspensions `domain.conditions`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.conditions import Effect, effect
from branchdesk.domain.dates import PartialDate, add_years
from branchdesk.domain.meetings import Body, Override


class Stage(StrEnum):
    """How far somebody has come on the way into the Party."""

    APPLICANT = "applicant"
    ACTIVIST = "activist"
    DEVELOPMENT_TARGET = "development_target"
    PROBATIONARY = "probationary_member"
    FULL = "full_member"


MEMBER_STAGES = frozenset({Stage.PROBATIONARY, Stage.FULL})


class PeopleOrder(StrEnum):
    """In which order people stand everywhere, below the committee: as in the sheet, by strokes or by pinyin."""

    ROSTER = "roster"
    STROKES = "strokes"
    PINYIN = "pinyin"


# Offices of the committee in the order in which a roster lists them; 委员 of any kind follow the deputies.
SECRETARY, DEPUTY, COMMITTEE = "书记", "副书记", "委员"  # 组织委员 and 宣传委员 are of the committee too
_LEADING = {SECRETARY: 0, DEPUTY: 1}
_COMMITTEE_RANK = 2
_NO_OFFICE_RANK = 9


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """One person as the roster had them on a day.

    `undated` is true where a partial or missing date decided. `conditions` are those that hold on that day. Who is
    `leaving` has a letter to another branch whose receipt is not back: they are counted here until then.
    """

    id: str
    name: str
    stage: Stage | None
    offices: tuple[str, ...]
    group: str
    roster_order: int
    initials: str = ""
    pinyin: str = ""
    strokes: str = ""
    department: str = ""
    post: str = ""
    birth_date: str = ""
    undated: bool = False
    conditions: tuple[str, ...] = ()
    leaving: bool = False

    @property
    def effect(self) -> Effect:
        """Say what their conditions do."""
        return effect(self.conditions)

    @property
    def entitled(self) -> bool:
        """Say whether they have a vote.

        Full members do, probationary members do not (党章; 支部工作条例第11条), nor does anybody whose rights or
        membership are suspended or who is under 留党察看.
        """
        return self.stage is Stage.FULL and self.effect.votes


@dataclass(frozen=True, slots=True)
class Held:
    """Something true of a person from `since` (None: since before the first record) until just before `until`."""

    value: str
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class StageDates:
    """The days on which somebody went one step further, as far as they are known."""

    applied_on: PartialDate | None = None
    activist_since: PartialDate | None = None
    target_since: PartialDate | None = None
    joined_on: PartialDate | None = None
    full_since: PartialDate | None = None


def stages_from_dates(stage: Stage, dates: StageDates) -> tuple[Held, ...]:
    """Lay out the stages of somebody whose dates a sheet gives, each until the next begins.

    A full member was probationary from 入党 to 转正. Where 转正 is not known, full membership counts from 入党. What
    has no date to begin holds since before the first record. A date that is not before those after it tells nothing.
    """
    way = {
        Stage.APPLICANT: dates.applied_on,
        Stage.ACTIVIST: dates.activist_since,
        Stage.DEVELOPMENT_TARGET: dates.target_since,
        Stage.PROBATIONARY: dates.joined_on,
        Stage.FULL: dates.full_since or dates.joined_on,
    }
    steps = list(way)[: list(way).index(stage) + 1]
    begun: list[tuple[Stage, PartialDate | None]] = [(stage, way[stage])]
    for earlier in reversed(steps[:-1]):
        began, following = way[earlier], begun[0][1]
        if following is None:
            break
        was_on_probation = earlier is Stage.PROBATIONARY and dates.full_since is not None
        if (began is not None and began < following) or (began is None and was_on_probation):
            begun.insert(0, (earlier, began))
    ends = [began for _, began in begun[1:]]
    return tuple(Held(step, began, end) for (step, began), end in zip(begun, [*ends, None], strict=True))


def likely_stage(joined_on: PartialDate | None, full_since: PartialDate | None, day: date) -> Stage:
    """Guess the stage that a sheet does not state; whoever asks flags it as a doubt."""
    if full_since is None and joined_on is not None and add_years(joined_on.last_day(), 1) > day:
        return Stage.PROBATIONARY
    return Stage.FULL


def in_committee(office: str) -> bool:
    """Say whether an office is one of the branch committee's."""
    return office in _LEADING or office.endswith(COMMITTEE)


def rank(offices: Iterable[str]) -> int:
    """Give the place of a person's highest office: secretary, deputy, committee members, everybody else."""
    ranks = (_LEADING.get(office, _COMMITTEE_RANK if in_committee(office) else _NO_OFFICE_RANK) for office in offices)
    return min(ranks, default=_NO_OFFICE_RANK)


def in_order(people: Iterable[RosterPerson], order: PeopleOrder = PeopleOrder.ROSTER) -> list[RosterPerson]:
    """Sort as every list does: 书记, 副书记, 委员, everybody else, and within each as the order says.

    Names that sort alike stand in the sheet's order; a name whose key is not known yet stands last.
    """

    def place(person: RosterPerson) -> tuple[int, bool, str, int, str]:
        key = {PeopleOrder.STROKES: person.strokes, PeopleOrder.PINYIN: person.pinyin}.get(order)
        return rank(person.offices), key == "", key or "", person.roster_order, person.id

    return sorted(people, key=place)


def expected(
    body: Body,
    people: Iterable[RosterPerson],
    group: str | None = None,
    overrides: Iterable[Override] = (),
) -> list[RosterPerson]:
    """Give who is expected (应到) where a body sits, in the order in which they are given.

    `people` are those on the roster on that day. The committee expects its officers, a group its members, the branch
    all full and probationary members; whoever is suspended is not counted at all. `overrides` add people of the roster
    and leave people out, each for a reason of its own.
    """
    everybody = list(people)
    otherwise = {one.person.id: one.expected for one in overrides}
    usual = {person.id for person in _concerned(body, everybody, group) if person.effect.expected}
    return [person for person in everybody if otherwise.get(person.id, person.id in usual)]


def left_out(body: Body, people: Iterable[RosterPerson], group: str | None = None) -> list[RosterPerson]:
    """Give who is not counted where a body sits because their rights or membership are suspended on that day."""
    return [person for person in _concerned(body, people, group) if not person.effect.expected]


def _concerned(body: Body, people: Iterable[RosterPerson], group: str | None) -> list[RosterPerson]:
    members = [person for person in people if person.stage in MEMBER_STAGES]
    if body is Body.COMMITTEE:
        members = [person for person in members if any(in_committee(office) for office in person.offices)]
    elif body is Body.GROUP:
        members = [person for person in members if person.group == group]
    return members


def labels(people: Iterable[RosterPerson]) -> dict[str, str]:
    """Name people so that nobody is taken for another: by name, followed by what `apart` says of namesakes."""
    everyone = list(people)
    told = apart(everyone)
    return {
        person.id: f"{person.name}（{told[person.id]}）" if person.id in told else person.name for person in everyone
    }


def apart(people: Iterable[RosterPerson]) -> dict[str, str]:
    """Say what tells those who share a name apart, by identifier; nobody else is in it.

    It is the first of these that all of them have, each another: group, department, post, month of birth; who alone has
    none is told by their number in the roster. Else all are told by their numbers.
    """
    bearers: dict[str, list[RosterPerson]] = {}
    for person in people:
        bearers.setdefault(person.name, []).append(person)
    return {
        person.id: word
        for same in bearers.values()
        if len(same) > 1
        for person, word in zip(same, _words_for(same), strict=True)
    }


def _words_for(same: Sequence[RosterPerson]) -> list[str]:
    numbers = [_NUMBER.format(person.roster_order) for person in same]
    for fact in _FACTS:
        words = [fact(person) or number for person, number in zip(same, numbers, strict=True)]
        if sum(map(bool, map(fact, same))) >= len(same) - 1 and len(set(words)) == len(words):
            return words
    seen = Counter(numbers)
    return [number if seen[number] == 1 else f"{number}-{position}" for position, number in enumerate(numbers, start=1)]


def _born(person: RosterPerson) -> str:
    year, _, rest = person.birth_date.partition("-")
    return _BORN.format(year, int(rest[:2])) if rest else ""


_FACTS: tuple[Callable[[RosterPerson], str], ...] = (
    lambda person: person.group,
    lambda person: person.department,
    lambda person: person.post,
    _born,
)
_BORN, _NUMBER = "{}年{}月生", "序号{}"
