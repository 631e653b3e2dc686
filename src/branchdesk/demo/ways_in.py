"""The days of the way in of those who joined in the last years, how they were looked at since, and everybody's dues.

Dues are paid, but for one member who is behind: that is planted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from branchdesk.demo.days import on_or_after
from branchdesk.demo.lives import DemoRow
from branchdesk.demo.records import DemoMember, Fault, Planted
from branchdesk.domain.roster import Stage
from branchdesk.domain.terms import minus_months, plus_months

KNOWN_YEARS = 6  # before the first record, of which approval and oath are still known
THEME_DAY = 25  # on which dues are collected
BEHIND = 4  # months since the one who is behind paid last
CONCLUSIONS = ("同意继续教育考察", "表现较好，同意继续教育考察")
POINTS = (
    "能按时参加组织生活，主动汇报思想，承担了支部的会议记录和资料整理；发言的主动性还要加强。",
    "学习和业务都抓得紧，参加了两次志愿服务；建议多联系群众，多听同事意见。",
)


@dataclass(frozen=True, slots=True)
class WaysIn:
    """What is known of people by their key, as stored; the reviews of those on probation; what is planted."""

    facts: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    rows: tuple[DemoRow, ...] = ()
    planted: tuple[Planted, ...] = ()


def invent_ways(rng: Random, people: tuple[DemoMember, ...], first: date, today: date) -> WaysIn:
    """Give approvals, oaths, reviews and dues up to today; `first` is the first day of the records."""
    paid = today if today.day > THEME_DAY else minus_months(today, 1)
    facts: dict[str, dict[str, Any]] = {}
    for person in people:
        facts[person.key] = {"dues_to": f"{paid:%Y-%m}", **_approval(rng, person, first, today)}
    rows = tuple(row for person in people if person.full_since is None for row in _reviews(rng, person, people, today))
    full = [person for person in people if person.stage is Stage.FULL]
    behind = ([one for one in full if not one.offices and not one.remark] or full)[-1]
    last = minus_months(today, BEHIND)
    facts[behind.key]["dues_to"] = f"{last:%Y-%m}"
    what = f"{behind.name}党费交至{last.year}年{last.month}月，欠交已满三个月"
    return WaysIn(facts, rows, (Planted(Fault.DUES_IN_ARREARS, behind.key, what),))


def _approval(rng: Random, person: DemoMember, first: date, today: date) -> dict[str, str]:
    """Give when somebody was approved and swore the oath, within a month of it, as far as that is past."""
    joined = person.joined_on
    approved = on_or_after(joined.first_day() + timedelta(days=rng.randrange(20, 50)))
    sworn = on_or_after(approved + timedelta(days=rng.randrange(4, 22)))
    if not joined.day or joined.year < first.year - KNOWN_YEARS or approved > today:
        return {}
    known = {"approved_on": approved.isoformat()}
    return known if sworn > today else known | {"oath_on": sworn.isoformat()}


def _reviews(rng: Random, person: DemoMember, people: tuple[DemoMember, ...], today: date) -> Iterator[DemoRow]:
    """Give a review every half-year of a probation, by two of the committee."""
    for months in (6, 12):
        day = on_or_after(plus_months(person.joined_on.first_day(), months) - timedelta(days=rng.randrange(5, 15)))
        if day < today:
            values = {
                "day": day.isoformat(),
                "who": f"{people[2].name}、{people[1].name}",
                "title": CONCLUSIONS[months // 6 - 1],
                "detail": POINTS[months // 6 - 1],
            }
            yield DemoRow(person.key, "review", values)
