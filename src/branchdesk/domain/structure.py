"""How a branch is made up, held against the rules: its size, its committee, its term, its groups.

Sources: 《中国共产党支部工作条例（试行）》第4、5、13、20、21、23条; 《中国共产党基层组织选举工作条例》第5条;
RULES.md 1.1 and 1.2. What the rules say with 一般 reminds, what they say with 应 warns; what is only custom is a note.
The numbers are those of the rule book, and of a rule that is off there nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from branchdesk.domain.dates import PartialDate, add_years
from branchdesk.domain.duties import reelection, size, vacancy
from branchdesk.domain.reading import COMMITTEE, GROUP_LEADER
from branchdesk.domain.roster import DEPUTY, MEMBER_STAGES, SECRETARY, RosterPerson, Stage, in_committee
from branchdesk.domain.rulebook import RuleBook
from branchdesk.domain.terms import Term, minus_months, plus_months
from branchdesk.words import structure as say

FEWEST, USUAL_MOST, MOST = 3, 5, 7
GROUPS_WANTED_FROM = 15  # 人数较多: no number is given anywhere, so this only notes
SMALLEST_GROUP = 3
PORTFOLIOS = COMMITTEE[:3]  # those that 第20条 names
LEADER = GROUP_LEADER


class Weight(StrEnum):
    """How a hint is to be taken: 应当 warns, 一般 reminds, custom is noted."""

    WARNING = "warning"
    REMINDER = "reminder"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Hint:
    """Something about the branch's make-up; `person` and `group` say whom or which it is about."""

    code: str
    weight: Weight
    message: str
    article: str
    person: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rule book asks of a branch's make-up on a day; None where it asks nothing, and nothing is said of it.

    `notice` is the months before a term's end from which the election is reminded of, `delay` those by which the
    organisation above agreed to put it off (None: no election is asked for).
    """

    fewest_full: int | None = None
    most_members: int | None = None
    committee_from: int | None = None
    notice: int | None = None
    delay: int | None = None
    seats_filled: bool = False


def asked_on(book: RuleBook, day: date) -> Asked:
    """Read from the rule book what it asks of a branch's make-up on a day."""

    def number(rule: str, key: str) -> int | None:
        applied = book.in_force(rule, day)
        return applied.number(key) if applied is not None else None

    return Asked(
        number(size.TOO_FEW, size.PEOPLE),
        number(size.TOO_MANY, size.PEOPLE),
        number(size.COMMITTEE, size.PEOPLE),
        number(reelection.NOTICE, reelection.MONTHS),
        number(reelection.ELECTION, reelection.DELAY),
        seats_filled=book.in_force(vacancy.RULE, day) is not None,
    )


@dataclass(frozen=True, slots=True)
class Branch:
    """What the hints look at, as of one day. `full_since` are the days of 转正 by member; `groups` all there are."""

    day: date
    people: Sequence[RosterPerson]
    asked: Asked
    term: Term | None = None
    groups: Sequence[str] = ()
    full_since: Mapping[str, PartialDate] = field(default_factory=dict)
    corrections: Mapping[str, int] = field(default_factory=dict)  # months added to a member's Party age

    @property
    def members(self) -> list[RosterPerson]:
        """Give the full and probationary members who are counted."""
        return [one for one in self.people if one.stage in MEMBER_STAGES and one.effect.expected]

    @property
    def full(self) -> list[RosterPerson]:
        """Give the full members; 预备党员 do not count where a rule counts 正式党员."""
        return [one for one in self.members if one.stage is Stage.FULL]

    @property
    def committee(self) -> list[RosterPerson]:
        """Give whoever holds an office of the committee."""
        return [one for one in self.people if any(map(in_committee, one.offices))]


def hints(branch: Branch) -> tuple[Hint, ...]:
    """Give everything worth saying, the gravest first."""
    found = [*_size(branch), *_committee(branch), *_people(branch), *_term(branch), *_groups(branch)]
    order = list(Weight)
    return tuple(sorted(found, key=lambda hint: order.index(hint.weight)))


def _size(branch: Branch) -> Iterator[Hint]:
    full, members = len(branch.full), len(branch.members)
    least, most = branch.asked.fewest_full, branch.asked.most_members
    if not members:
        return  # nobody is entered yet
    if least is not None and full < least:
        yield Hint("too_few_members", Weight.WARNING, say.too_few_members(full, least), say.JOINT)
    if most is not None and members > most:
        yield Hint("too_many_members", Weight.REMINDER, say.too_many_members(members, most), say.SETTING_UP)


def _committee(branch: Branch) -> Iterator[Hint]:
    full, people = len(branch.full), branch.committee
    others = [one for one in people if not _leads(one)]
    if not branch.members:
        return
    least = branch.asked.committee_from
    if least is not None and full >= least and not others:
        yield Hint("committee_needed", Weight.WARNING, say.committee_needed(full, least), say.COMMITTEE)
    if least is not None and full < least and others:
        yield Hint("committee_not_needed", Weight.REMINDER, say.committee_not_needed(full, least), say.COMMITTEE)
    secretaries, deputies = _holders(people, SECRETARY), _holders(people, DEPUTY)
    if not secretaries and branch.asked.seats_filled:
        yield Hint("no_secretary", Weight.WARNING, say.no_secretary(), say.TERM)
    for office, holders in ((SECRETARY, secretaries), (DEPUTY, deputies)):
        if len(holders) > 1:
            said = say.several(office, "、".join(one.name for one in holders))
            yield Hint("several_in_office", Weight.REMINDER, said, say.COMMITTEE)
    if least is not None and full >= least and others:
        yield from _committee_size(len(people))
        held = {office for one in people for office in one.offices}
        if missing := [office for office in PORTFOLIOS if office not in held]:
            said = say.portfolio_missing("、".join(missing))
            yield Hint("portfolio_missing", Weight.NOTE, said, say.COMMITTEE)


def _committee_size(number: int) -> Iterator[Hint]:
    if number < FEWEST:
        yield Hint("committee_small", Weight.REMINDER, say.committee_small(number), say.COMMITTEE)
    elif number > USUAL_MOST:
        weight = Weight.REMINDER if number > MOST else Weight.NOTE
        yield Hint("committee_large", weight, say.committee_large(number, beyond=number > MOST), say.COMMITTEE)


def _people(branch: Branch) -> Iterator[Hint]:
    for one in branch.committee:
        office = next(filter(in_committee, one.offices))
        if why := not_electable(one):
            said = say.not_eligible(one.name, office, why)
            yield Hint("not_eligible", Weight.WARNING, said, say.ELIGIBLE, person=one.id)
        elif SECRETARY in one.offices and (since := branch.full_since.get(one.id)):
            counted = minus_months(since.last_day(), branch.corrections.get(one.id, 0))
            if add_years(counted, 1) > branch.day:
                said = say.secretary_young(one.name, str(since))
                yield Hint("secretary_young", Weight.REMINDER, said, say.SECRETARY, person=one.id)


def not_electable(person: RosterPerson) -> str:
    """Say why somebody cannot be elected (选举工作条例第5条: full members whose rights are whole), or nothing."""
    if person.stage is Stage.PROBATIONARY:
        return say.PROBATIONARY
    if person.stage is not Stage.FULL:
        return say.NO_MEMBER
    return "" if person.entitled else say.SUSPENDED


def _term(branch: Branch) -> Iterator[Hint]:
    if branch.term is None:
        if branch.committee:
            yield Hint("term_unknown", Weight.NOTE, say.term_unknown(), say.TERM)
        return
    term, day, asked = branch.term, branch.day, branch.asked
    ends = term.ends()
    if asked.delay is not None and day > ends:
        if day > term.latest():
            yield Hint("term_far_over", Weight.WARNING, say.term_far_over(ends.isoformat()), say.TERM)
        else:
            weight = Weight.WARNING if day > plus_months(ends, asked.delay) else Weight.REMINDER
            said = say.term_over(ends.isoformat(), (day - ends).days, asked.delay)
            yield Hint("term_over", weight, said, say.TERM)
    elif asked.notice is not None and minus_months(ends, asked.notice) <= day <= ends:
        yield Hint("term_due", Weight.REMINDER, say.term_due(ends.isoformat(), term.days_left(day)), say.TERM)


def _groups(branch: Branch) -> Iterator[Hint]:
    members = branch.members
    if not branch.groups:
        if len(members) >= GROUPS_WANTED_FROM:
            yield Hint("groups_wanted", Weight.NOTE, say.groups_wanted(len(members)), say.GROUPS)
        return
    for group in branch.groups:
        mine = [one for one in members if one.group == group]
        if not mine:
            continue
        if not _holders(mine, LEADER):
            yield Hint("no_leader", Weight.NOTE, say.no_leader(group), say.GROUPS, group=group)
        if len(mine) < SMALLEST_GROUP:
            yield Hint("group_small", Weight.NOTE, say.group_small(group, len(mine)), say.CUSTOM, group=group)
        if all(one.stage is not Stage.FULL for one in mine):
            said = say.group_without_full_member(group)
            yield Hint("group_without_full_member", Weight.NOTE, said, say.CUSTOM, group=group)
    if alone := sum(not one.group for one in members):
        yield Hint("ungrouped", Weight.NOTE, say.ungrouped(alone), say.GROUPS)


def _holders(people: Sequence[RosterPerson], office: str) -> list[RosterPerson]:
    return [one for one in people if office in one.offices]


def _leads(person: RosterPerson) -> bool:
    """Say whether somebody is secretary or deputy and holds no other office of the committee."""
    return all(office in {SECRETARY, DEPUTY} for office in person.offices if in_committee(office))
