"""What a branch tells its members or the organisation above once a year: 书记述职, 党费公布, 党内统计年报.

Sources: 支部工作条例 (the article is not certain), 党费收缴、使用和管理的规定 (RULES.md 1.2, 1.4, 3.1). A matter of a
members' meeting that says so in its title shows it done, or else a mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from branchdesk.domain.duties.calendar_duty import asked_of, turns
from branchdesk.domain.duties.duty import Duty, DutyState, Proof
from branchdesk.domain.duties.facts import Facts, Matter
from branchdesk.domain.duties.spans import YEAR, CalendarSpan
from branchdesk.domain.meetings import Body
from branchdesk.domain.roster import SECRETARY
from branchdesk.domain.rulebook import Applied, RuleBook
from branchdesk.words import branch_duties as say
from branchdesk.words import duties as say_duties

SECRETARY_REPORT, DUES, STATISTICS = "secretary_report", "dues_published", "annual_statistics"
REPORTS = (SECRETARY_REPORT, DUES, STATISTICS)


def report(rule: str, book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the reports of a rule whose time ends in a span of days."""
    for applied, span in turns(book, rule, since, until):
        yield _duty(facts, applied, span)


def _duty(facts: Facts, applied: Applied, span: CalendarSpan) -> Duty:
    rule = applied.rule.id
    shown = [one for one in facts.matters if _shows(one, rule, span, applied)]
    wanted = int(applied.settings.get("times", 1))
    done = len(shown) >= wanted
    state, note = asked_of(applied, span, facts, done=done), ""
    if not done and (note := _exempt(facts, rule, span)):
        state = DutyState.EXEMPT
    return Duty(
        rule=rule,
        kind=rule,
        state=state,
        period=span.name,
        since=span.first,
        by=span.last,
        what=say.report(rule, span.name),
        article=applied.edition.basis,
        strength=applied.edition.strength,
        count=len(shown),
        wanted=wanted,
        proofs=tuple(Proof("meeting", one.meeting_id, one.day) for one in shown),
        note=note,
    )


def _shows(matter: Matter, rule: str, span: CalendarSpan, applied: Applied) -> bool:
    """Say whether a matter is the report of a span: of the year that its title names, else of when it was held.

    书记述职 of a year is by custom held in the first months of the next, as far as its rule has `grace` for it.
    """
    if matter.body is not Body.MEMBERS or not say.speaks_of(rule, matter.title):
        return False
    if span.every != YEAR:
        return span.first.isoformat() <= matter.day <= span.last.isoformat()
    year, month = int(matter.day[:4]), int(matter.day[5:7])
    if (named := say.year_named(matter.title)) is not None:
        return named == span.first.year
    if rule == SECRETARY_REPORT and month <= int(applied.settings.get("grace", 0)):
        year -= 1
    return year == span.first.year


def _exempt(facts: Facts, rule: str, span: CalendarSpan) -> str:
    last = min(span.last, facts.today) if span.first <= facts.today else span.last
    if not any(facts.members(day) for day in (span.first, last)):
        return say_duties.nobody_here()
    if rule == SECRETARY_REPORT and not facts.in_office(SECRETARY, last):
        return say.no_secretary()
    return ""
