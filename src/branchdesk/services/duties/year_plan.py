"""The meetings of a year planned in one step, from what the rules ask for and how the branch usually meets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from branchdesk import clock
from branchdesk.domain import kinds
from branchdesk.domain.duties import engine
from branchdesk.domain.duties.duty import Duty
from branchdesk.domain.kinds import Extra
from branchdesk.domain.meetings import Meeting, MeetingKind, Phase
from branchdesk.domain.recurrence import MonthRule
from branchdesk.domain.working_days import WorkingDays
from branchdesk.domain.year_plan import Proposal, Wish, likely_rules
from branchdesk.errors import Refusal
from branchdesk.services.duties import rulebook, working_days
from branchdesk.services.meetings import meeting_templates, meetings, sitting_habits
from branchdesk.services.meetings.schedule import Planned
from branchdesk.services.meetings.sitting_habits import Usual
from branchdesk.store import facts as records
from branchdesk.store.engine import Store
from branchdesk.store.history import operate
from branchdesk.words import schedule as say_schedule
from branchdesk.words import year_plan as say


@dataclass(frozen=True, slots=True)
class Ground:
    """What a year's plan is made from: the duties, how each kind of meeting usually is, the rules it may follow."""

    duties: tuple[Duty, ...]
    wishes: Mapping[MeetingKind, Wish]
    rules: Mapping[MeetingKind, tuple[MonthRule, ...]]
    working: WorkingDays


def working(store: Store) -> WorkingDays:
    """Give the calendar of working days as it holds in the branch."""
    with store.reading() as connection:
        return working_days.calendar(connection, store.branch.id)


def ground(store: Store, year: int, today: date) -> Ground:
    """Give what the plan of a year is made from; kinds that no rule asks for in it are left out."""
    branch = store.branch
    with store.reading() as connection:
        book = rulebook.book(connection, branch.id)
        facts = records.read(connection, branch, today)
        usual = sitting_habits.usual_within(connection, branch.id)
        calendar = working_days.calendar(connection, branch.id)
    duties = engine.duties(book, facts, date(year, 1, 1), date(year, 12, 31))
    asked = {duty.kind for duty in duties}
    wanted = [kind for kind in MeetingKind if kind.value in asked]
    rules = {kind: likely_rules(usual.get(kind, Usual()).days, calendar) for kind in wanted}
    return Ground(
        tuple(duty for duty in duties if duty.kind in rules),
        {kind: _wish(kind, usual.get(kind, Usual()), rules[kind][0]) for kind in wanted},
        rules,
        calendar,
    )


def _wish(kind: MeetingKind, usual: Usual, rule: MonthRule) -> Wish:
    """Wish for what is usual; what is held once a year is held in the season that is meant, not in the one after it.

    支部工作条例第17、18条: 一般在第四季度; what is held from January to March belongs to the year before.
    """
    yearly = kinds.has(kind, Extra.YEAR)
    months = tuple(month for month in usual.months if not yearly or month > kinds.LAST_OF_SEASON)
    return Wish(kind, rule, months, usual.starts, usual.lasts, usual.place)


def plan_all(store: Store, proposals: Sequence[Proposal]) -> Planned:
    """Plan meetings of any kinds in one step; each begins with the agenda that the branch keeps for its kind.

    Refusal where there is none, and where a day is past.
    """
    if not proposals:
        raise Refusal(say_schedule.no_days(), code="no_days", field="days")
    if any(one.day < clock.today() for one in proposals):
        raise Refusal(say_schedule.day_is_past(), code="day_is_past", field="days")
    agendas = meeting_templates.agendas(store)
    years = sorted({one.day.year for one in proposals})
    ids = []
    with operate(store, "plan_meetings", say.planned(years, len(proposals))) as work:
        for one in proposals:
            draft = replace(_draft(one), agenda=agendas[one.wish.kind], phase=Phase.PLANNED)
            record = meetings.enter(work, store, draft, finalise=False)
            ids.append(record.meeting.id or "")
    return Planned(tuple(ids), work.changes())


def _draft(one: Proposal) -> Meeting:
    starts = datetime.combine(one.day, one.wish.starts)
    return Meeting(
        one.wish.kind,
        starts,
        ends=None if one.wish.lasts is None else starts + one.wish.lasts,
        place=one.wish.place or None,
        group=one.duty.group,
        for_year=one.for_year if kinds.has(one.wish.kind, Extra.YEAR) else None,
    )
