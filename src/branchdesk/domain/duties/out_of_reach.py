"""失联 for six months, study abroad for five years: the branch looks into 停止党籍.

Source: 《党员教育管理工作条例》第24条 (RULES.md 4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from branchdesk.domain.conditions import ConditionKind
from branchdesk.domain.dates import known
from branchdesk.domain.duties.duty import PRESSING, Duty
from branchdesk.domain.duties.facts import Facts
from branchdesk.domain.duties.persons import Owed, duty_of, months_after
from branchdesk.domain.rulebook import RuleBook
from branchdesk.words import person_duties as say


@dataclass(frozen=True, slots=True)
class _Long:
    """A condition that lasts too long, and how it is told."""

    condition: ConditionKind
    told: Callable[..., str]


LONG: Mapping[str, _Long] = MappingProxyType(
    {"lost": _Long(ConditionKind.LOST, say.lost), "abroad_long": _Long(ConditionKind.ABROAD, say.abroad_long)}
)


def too_long(rule: str, book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give whom the condition of a rule has held of for so many months, or soon will have, as long as it does.

    One that began at a time unknown counts from the branch's 启用日期.
    """
    long = LONG[rule]
    for person in facts.people:
        spell = person.condition(facts.today, long.condition)
        if spell is None or not person.member(facts.today):
            continue
        if person.condition(facts.today, ConditionKind.MEMBERSHIP_STOPPED) is not None:
            continue
        begun = known(spell.since)
        judged = months_after(book, rule, begun.last_day() if begun is not None else facts.started, facts.today)
        if judged is None:
            continue
        applied, over = judged
        owed = Owed(person, max(over, facts.started), named=over.isoformat(), note=say.look_into_membership())
        begun_text = say.day_in(spell.since or facts.started.isoformat(), facts.today.year)
        what = long.told(person.name, begun_text, applied.number("months"), over=facts.today >= over)
        duty = duty_of(applied, owed, facts, what)
        if since <= owed.by <= until and duty.state in PRESSING:
            yield duty
