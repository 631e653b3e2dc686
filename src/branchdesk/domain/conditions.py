"""What may hold of a member for a while, and what it does to 应到, to the vote and to the rate of attendance.

Sources: 《中国共产党党员教育管理工作条例》第16、23、24、32、34条; 《中国共产党基层组织选举工作条例》第5条;
RULES.md 1.3 and 4.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class ConditionKind(StrEnum):
    """The conditions that a branch notes; what each is called stands in `ledgers.member_life`."""

    AWAY = "away"  # 流动党员
    LOST = "lost"  # 失联党员
    ABROAD = "abroad"  # 出国（境）学习、工作
    HARDSHIP = "hardship"  # 困难党员
    EXEMPT = "exempt"  # 年老体弱等，组织生活不作硬性要求
    ELSEWHERE = "elsewhere"  # 双重组织生活、借调、派驻
    RIGHTS_SUSPENDED = "rights_suspended"  # 被留置、逮捕等，党员权利中止
    PARTY_PROBATION = "party_probation"  # 留党察看
    MEMBERSHIP_STOPPED = "membership_stopped"  # 停止党籍


@dataclass(frozen=True, slots=True)
class Effect:
    """What a condition does: whether its bearer is expected, may vote, is spared in the rate, may attend elsewhere."""

    expected: bool = True
    votes: bool = True
    spared: bool = False
    elsewhere: bool = False


PLAIN = Effect()
EFFECTS: dict[ConditionKind, Effect] = {
    ConditionKind.AWAY: Effect(elsewhere=True),  # 教管条例第32条: belongs here, takes part where they are
    ConditionKind.LOST: PLAIN,
    ConditionKind.ABROAD: PLAIN,  # 第34条: kept in touch with; whom an election leaves out is written into its record
    ConditionKind.HARDSHIP: PLAIN,
    ConditionKind.EXEMPT: Effect(spared=True),  # 第23条: still in the vote's denominator
    ConditionKind.ELSEWHERE: Effect(elsewhere=True),  # 第16条
    ConditionKind.RIGHTS_SUSPENDED: Effect(expected=False, votes=False),  # 选举条例第5条
    ConditionKind.PARTY_PROBATION: Effect(votes=False),  # takes part, but neither votes nor elects
    ConditionKind.MEMBERSHIP_STOPPED: Effect(expected=False, votes=False),  # 教管条例第24条
}


def effect(conditions: Iterable[str]) -> Effect:
    """Join the effects of all conditions that hold of one person; a word that is none has no effect."""
    found = [EFFECTS[ConditionKind(kind)] for kind in conditions if kind in EFFECTS]
    return Effect(
        expected=all(one.expected for one in found),
        votes=all(one.votes for one in found),
        spared=any(one.spared for one in found),
        elsewhere=any(one.elsewhere for one in found),
    )


@dataclass(frozen=True, slots=True)
class Spell:
    """A condition that held from `since` (None: since before the first record) until just before `until`, as stored."""

    kind: str
    since: str | None = None
    until: str | None = None


def spared_on(spells: Iterable[Spell], day: str) -> bool:
    """Say whether nobody required somebody with these spells to come on a day: the rate leaves it out (第23条)."""
    held = (one.kind for one in spells if (one.since or "") <= day and (one.until is None or one.until > day))
    return effect(held).spared
