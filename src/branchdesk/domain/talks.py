"""谈心谈话: which relation two people talk by.

《中国共产党支部工作条例（试行）》第19条: 支委之间、支委和党员之间、党员之间, 每年一般不少于1次. That is each relation
once a year, never every pair.
"""

from __future__ import annotations

from collections.abc import Iterable

from branchdesk.domain.roster import MEMBER_STAGES, SECRETARY, RosterPerson, Stage, in_committee
from branchdesk.words import talks as say


def relation(talker: RosterPerson | None, listener: RosterPerson) -> str:
    """Suggest the relation of two people as the roster has them on the day; None is somebody from elsewhere."""
    if talker is None:
        return say.ABOVE if SECRETARY in listener.offices else say.OTHER
    if Stage.DEVELOPMENT_TARGET in {talker.stage, listener.stage}:
        return say.DEVELOPMENT
    if talker.stage not in MEMBER_STAGES or listener.stage not in MEMBER_STAGES:
        return say.OTHER
    of_committee = of(talker), of(listener)
    if all(of_committee):
        return say.COMMITTEE
    return say.COMMITTEE_AND_MEMBER if any(of_committee) else say.MEMBERS


def of(person: RosterPerson) -> bool:
    """Say whether somebody is of the committee."""
    return any(map(in_committee, person.offices))


def counts_as(kind: str) -> str:
    """Say as which of the relations that are asked for a talk counts; a secretary is of the committee."""
    return say.COMMITTEE_AND_MEMBER if kind == say.SECRETARY_AND_MEMBER else kind


def wanted(person: RosterPerson, everybody: Iterable[RosterPerson]) -> tuple[str, ...]:
    """Say by which relations somebody could have had a talk in a year: what the branch has people for."""
    others = [one for one in everybody if one.id != person.id and one.stage in MEMBER_STAGES]
    committee, members = any(map(of, others)), any(not of(one) for one in others)
    if of(person):
        return tuple(name for name, there in ((say.COMMITTEE, committee), (say.COMMITTEE_AND_MEMBER, members)) if there)
    return tuple(name for name, there in ((say.COMMITTEE_AND_MEMBER, committee), (say.MEMBERS, members)) if there)
