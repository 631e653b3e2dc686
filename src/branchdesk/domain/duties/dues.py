"""党费 not paid for three and for six months, where the roster says up to which month they are paid.

Sources: 《党员教育管理工作条例》第29条; 中组发〔2008〕3号第13条, 党章第9条 (RULES.md 3.1). Counted in whole
months: who has paid up to March is three months behind once June is over.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from branchdesk.domain.dates import known
from branchdesk.domain.duties.duty import PRESSING, Duty
from branchdesk.domain.duties.facts import Facts
from branchdesk.domain.duties.persons import Owed, duty_of, months_after
from branchdesk.domain.rulebook import RuleBook
from branchdesk.words import person_duties as say

THREE, SIX = "dues_three_months", "dues_six_months"


def dues(rule: str, book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give whose dues are in arrears for the months of a rule, or soon will be; what is not known is not asked for.

    Who is in arrears for six months is told of that alone.
    """
    for person in facts.people:
        paid = known(person.dues_to)
        if paid is None or not person.member(facts.today):
            continue
        last = date(paid.year, paid.month or 12, 1)
        judged = months_after(book, rule, last, facts.today)
        graver = months_after(book, SIX, last, facts.today) if rule == THREE else None
        if judged is None or (graver is not None and facts.today > _end(graver[1])):
            continue
        applied, over = judged[0], _end(judged[1])
        owed = Owed(person, max(over, facts.started), named=over.isoformat())
        paid_to, months = say.day_in(f"{last:%Y-%m}", facts.today.year), applied.number("months")
        duty = duty_of(applied, owed, facts, say.dues(person.name, paid_to, months, over=facts.today > over))
        if since <= owed.by <= until and duty.state in PRESSING:
            yield duty


def _end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])
