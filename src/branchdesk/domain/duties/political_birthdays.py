"""政治生日: a week's notice of the day of 入党 (custom: RULES.md 4), or of the month where only that is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from branchdesk.domain.duties.duty import Duty, DutyState, Proof
from branchdesk.domain.duties.facts import Facts
from branchdesk.domain.five_ones import birthdays
from branchdesk.domain.rulebook import RuleBook
from branchdesk.words import person_duties as say

RULE = "political_birthday"


def political_birthdays(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the birthdays of a span that are still to come: of one gone by nobody needs to be told any more."""
    told = {(one.subject, one.period): one for one in facts.marks if one.rule == RULE and one.state == "done"}
    for birthday, person in birthdays(facts.people, max(since, facts.today), until, facts.leap_day):
        by, period = birthday.on.last_day(), str(birthday.on.year)
        applied, mark = book.in_force(RULE, by), told.get((person.id, period))
        if applied is None or by > until:
            continue
        notice = birthday.on.first_day() - timedelta(days=applied.number("ahead"))
        state = DutyState.DUE if facts.today >= notice else DutyState.COMING
        yield Duty(
            rule=RULE,
            kind=RULE,
            state=DutyState.DONE if mark is not None else state,
            period=period,
            since=notice,
            by=by,
            what=say.birthday(person.name, say.day_in(str(birthday.on), facts.today.year), birthday.years),
            article=applied.edition.basis,
            strength=applied.edition.strength,
            person=person.id,
            name=person.name,
            count=int(mark is not None),
            proofs=(Proof("duty_mark", mark.id, mark.day or ""),) if mark is not None else (),
        )
