"""组织生活会: the opinions collected before it, the criticism spoken there, the rectification list that follows.

《中国共产党支部工作条例（试行）》第17条: 会前学习、谈心、征求意见; 会上查摆问题, 开展批评和自我批评, 明确整改方向;
会后制定整改措施, 逐一整改落实.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.agenda import PersonRef


@dataclass(frozen=True, slots=True)
class Opinion:
    """What was collected before the meeting: the opinion, from whom, and about whom or what; `about` may be a thing."""

    text: str
    source: str = ""
    about: PersonRef | None = None


@dataclass(frozen=True, slots=True)
class Criticism:
    """What one member said of another, and how that was taken; who names themselves criticised themselves."""

    critic: PersonRef
    criticised: PersonRef
    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Silent:
    """Of those present: who criticised nobody else yet, and whom nobody else criticised yet."""

    critics: tuple[PersonRef, ...] = ()
    criticised: tuple[PersonRef, ...] = ()


def silent(said: Iterable[Criticism], present: Iterable[PersonRef]) -> Silent:
    """Say who of those present has not spoken of another yet, and of whom nobody has; 自我批评 counts as neither."""
    pairs = [(one.critic.id, one.criticised.id) for one in said if one.critic != one.criticised]
    critics, criticised = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    here = tuple(present)
    return Silent(
        tuple(one for one in here if one.id not in critics),
        tuple(one for one in here if one.id not in criticised),
    )


@dataclass(frozen=True, slots=True)
class Rectification:
    """One line of the rectification list: the problem, what is to be done, by whom and when, and what came of it."""

    problem: str
    text: str = ""
    owner: PersonRef | None = None
    due: date | None = None
    done_on: date | None = None
    result: str = ""
    id: str | None = None
