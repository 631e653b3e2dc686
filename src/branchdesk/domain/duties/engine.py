"""Which function answers for which rule, and all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

from branchdesk.domain.duties import size
from branchdesk.domain.duties.absences import absent_long, make_up
from branchdesk.domain.duties.cadence import CADENCES, cadence
from branchdesk.domain.duties.dues import SIX, THREE, dues
from branchdesk.domain.duties.duty import Duty
from branchdesk.domain.duties.facts import Facts
from branchdesk.domain.duties.hours import LEADERS, MEMBERS, hours
from branchdesk.domain.duties.keeping_touch import abroad, reviews
from branchdesk.domain.duties.marking import marked
from branchdesk.domain.duties.measures import measures
from branchdesk.domain.duties.new_secretary import new_secretary_training
from branchdesk.domain.duties.newcomers import new_member_training
from branchdesk.domain.duties.oath import oath
from branchdesk.domain.duties.out_of_reach import LONG, too_long
from branchdesk.domain.duties.political_birthdays import political_birthdays
from branchdesk.domain.duties.probation import probation
from branchdesk.domain.duties.reelection import reelection, reelection_notice
from branchdesk.domain.duties.reports import REPORTS, report
from branchdesk.domain.duties.talks import AMONG_MEMBERS, IN_COMMITTEE, WITH_MEMBERS, talks
from branchdesk.domain.duties.vacancy import by_elections
from branchdesk.domain.roster import Stage
from branchdesk.domain.rulebook import RuleBook

Answer = Callable[[RuleBook, Facts, date, date], Iterable[Duty]]

# By the rule's id. A rule of the book that stands here under another's name is answered for together with it.
_BY_RULE: dict[str, Answer] = {
    **{kind.value: partial(cadence, kind) for kind in CADENCES},
    **{rule: partial(report, rule) for rule in REPORTS},
    "reelection": reelection,
    "reelection_notice": reelection_notice,
    "by_election": by_elections,
    "committee_needed": size.committee_needed,
    "new_secretary_training": new_secretary_training,
    "too_few_members": size.too_few,
    "too_many_members": size.too_many,
    "activist_review": partial(reviews, "activist_review", Stage.ACTIVIST),
    "probation": probation,
    "oath": oath,
    "probationary_review": partial(reviews, "probationary_review", Stage.PROBATIONARY),
    "new_member_training": new_member_training,
    "abroad_contact": abroad,
    **{rule: partial(too_long, rule) for rule in LONG},
    "absent_long": absent_long,
    "make_up": make_up,
    **{rule: partial(dues, rule) for rule in (THREE, SIX)},
    "political_birthday": political_birthdays,
    **{rule: partial(talks, rule) for rule in (IN_COMMITTEE, WITH_MEMBERS, AMONG_MEMBERS)},
    **{rule: partial(measures, rule) for rule in ("measure", "rectification")},
    **{rule: partial(hours, rule) for rule in (MEMBERS, LEADERS)},
}
ANSWERS: Mapping[str, Answer] = MappingProxyType(_BY_RULE)


def duties(
    book: RuleBook, facts: Facts, since: date, until: date, rules: Iterable[str] = ANSWERS.keys()
) -> tuple[Duty, ...]:
    """Give every duty (of these rules) whose last day lies from one day to another, both counted in, by their days.

    Those without a last day (a branch of too few members) are given where `today` lies in the span. Of a span that
    has begun before the branch's 启用日期 nothing is late. What was noted of a duty by hand counts for every rule.
    """
    found = marked((duty for rule in rules for duty in ANSWERS[rule](book, facts, since, until)), facts)
    places = {rule.id: place for place, rule in enumerate(book.rules)}
    groups = {name: place for place, name in enumerate(facts.groups)}
    people = {person.id: place for place, person in enumerate(facts.people)}

    def place(duty: Duty) -> tuple[date, int, int, int]:
        return (
            duty.by or facts.today,
            places[duty.rule],
            groups.get(duty.group or "", -1),
            people.get(duty.person or "", -1),
        )

    return tuple(sorted(found, key=place))
