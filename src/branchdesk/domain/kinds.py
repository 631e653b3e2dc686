"""What each kind of meeting is: who sits, what it begins with, what its record must hold.

Sources: 《中国共产党支部工作条例（试行）》第11至18条; 《中国共产党党员教育管理工作条例》第16至18条. The items that a
meeting begins with are only a beginning: a branch may wish others, which `services.meeting_templates` keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    BallotRule,
    FirstTopic,
    Lecture,
    PersonRef,
    Topic,
)
from branchdesk.domain.meetings import Body, Meeting, MeetingKind
from branchdesk.domain.roster import COMMITTEE, DEPUTY, SECRETARY, RosterPerson
from branchdesk.domain.structure import LEADER
from branchdesk.words import kinds as say

LAST_OF_SEASON = 3  # months of a year in which what is held mostly belongs to the year before


class Need(StrEnum):
    """What a record of a kind must hold; `domain.kind_checks` looks for each."""

    LECTURE = "lecture"
    SELF_CHECK = "self_check"
    CRITICISM = "criticism"
    RECTIFICATION = "rectification"
    APPRAISAL = "appraisal"


class Extra(StrEnum):
    """A fact that only some kinds have."""

    FORM = "form"
    YEAR = "for_year"
    PARTNERS = "partners"
    VOLUNTEERS = "volunteers"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of meeting.

    `body` sits, unless the kind has a form of its own. `agenda` is what a meeting begins with. `first_topic` and
    `resolves` say whether a record without a first topic, or without a resolution, is told so; `votes` whether those
    with a vote are told apart even where nothing is voted on; `due` whether people are expected at all, so that who
    does not come is away.
    """

    body: Body = Body.MEMBERS
    agenda: tuple[AgendaItem, ...] = (FirstTopic(),)
    needs: frozenset[Need] = frozenset()
    extras: frozenset[Extra] = frozenset()
    first_topic: bool = True
    resolves: bool = True
    votes: bool = False
    due: bool = True


KINDS: Mapping[MeetingKind, Kind] = MappingProxyType(
    {
        MeetingKind.MEMBERS_MEETING: Kind(votes=True),
        MeetingKind.COMMITTEE_MEETING: Kind(Body.COMMITTEE, votes=True),
        MeetingKind.GROUP_MEETING: Kind(Body.GROUP),
        MeetingKind.PARTY_LECTURE: Kind(
            agenda=(Lecture(""),), needs=frozenset({Need.LECTURE}), first_topic=False, resolves=False
        ),
        MeetingKind.THEME_DAY: Kind(agenda=(FirstTopic(), Topic(say.DISCUSSION))),
        MeetingKind.ORGANISATIONAL_LIFE: Kind(
            agenda=(
                FirstTopic(),
                Topic(say.LAST_YEARS_MEASURES),
                Topic(say.SELF_CHECK),
                Topic(say.CRITICISM),
                Topic(say.RECTIFICATION),
            ),
            needs=frozenset({Need.SELF_CHECK, Need.CRITICISM, Need.RECTIFICATION}),
            extras=frozenset({Extra.FORM, Extra.YEAR}),
        ),
        MeetingKind.DEMOCRATIC_APPRAISAL: Kind(
            agenda=(
                FirstTopic(),
                Topic(say.OWN_APPRAISAL),
                Topic(say.MUTUAL_APPRAISAL),
                Ballot(say.APPRAISAL, BallotRule.APPRAISAL),
            ),
            needs=frozenset({Need.APPRAISAL}),
            extras=frozenset({Extra.YEAR}),
        ),
        MeetingKind.ACTIVITY: Kind(
            agenda=(Topic(say.COURSE),),
            extras=frozenset({Extra.PARTNERS, Extra.VOLUNTEERS}),
            first_topic=False,
            resolves=False,
            due=False,
        ),
    }
)


def of(kind: MeetingKind) -> Kind:
    """Give what a kind is."""
    return KINDS[kind]


def has(kind: MeetingKind, extra: Extra) -> bool:
    """Say whether meetings of a kind have a fact that others lack."""
    return extra in KINDS[kind].extras


def examines(kind: MeetingKind) -> bool:
    """Say whether meetings of a kind criticise, and draw up a rectification list (支部工作条例第17条)."""
    return Need.CRITICISM in KINDS[kind].needs


def usual_chair(meeting: Meeting, roster: Iterable[RosterPerson]) -> PersonRef | None:
    """Give who usually leads: a group's leader where the group sits, else the secretary, and the deputy without one.

    支部工作条例第13、14条: 党小组会由组长主持, 其余由书记召集并主持.
    """
    people = list(roster)
    for office in (LEADER,) if meeting.body is Body.GROUP else (SECRETARY, DEPUTY):
        for person in people:
            if office in person.offices and (meeting.body is not Body.GROUP or person.group == meeting.group):
                return PersonRef(person.name, person.id)
    return None


def has_committee(roster: Iterable[RosterPerson]) -> bool:
    """Say whether the branch has a committee: somebody on the roster is 委员 of some kind.

    支部工作条例第20条: 正式党员不足7人的支部不设委员会, 只设书记, 必要时设副书记 — so these two alone are none.
    """
    return any(office.endswith(COMMITTEE) for person in roster for office in person.offices)


def usual_year(meeting: Meeting) -> int | None:
    """Suggest the year that a meeting belongs to, as `year_of` does."""
    return year_of(meeting.kind, meeting.starts)


def year_of(kind: MeetingKind, day: date) -> int | None:
    """Suggest the year that an 组织生活会 or an appraisal on a day belongs to; None for kinds that have none.

    支部工作条例第17、18条: 每年一次, 一般在第四季度; from January to March it mostly is the year before that is meant.
    """
    return day.year - (day.month <= LAST_OF_SEASON) if has(kind, Extra.YEAR) else None


def fitting(meeting: Meeting) -> Meeting:
    """Give a meeting without the facts that its kind does not have."""
    gone = {extra.value: None for extra in Extra if not has(meeting.kind, extra)}
    group = meeting.group if replace(meeting, **gone).body is Body.GROUP else None  # type: ignore[arg-type] # all None
    return replace(meeting, group=group, **gone)  # type: ignore[arg-type] # as above
