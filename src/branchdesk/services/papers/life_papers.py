"""Papers of the branch's life as its rules see it: a year's table, and a month's slip of what there is to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection

from branchdesk import clock
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.duties import board, engine
from branchdesk.domain.duties.duty import OPEN, Duty, DutyState
from branchdesk.domain.duties.facts import Facts
from branchdesk.domain.duties.lines import KINDS
from branchdesk.domain.duties.spans import CalendarSpan, span_of
from branchdesk.errors import Refusal
from branchdesk.papers import wording
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.reminder_slip import Reminders, Row, write_reminder_slip
from branchdesk.papers.year_table import YearTable, write_year_table
from branchdesk.services.duties import rulebook
from branchdesk.services.meetings.coming import Plan, plans
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind, branch_of
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.people import five_ones
from branchdesk.store import facts as records
from branchdesk.store.engine import Store
from branchdesk.words import meetings as say_meetings
from branchdesk.words import reminder_slip as say
from branchdesk.words import year_table as say_table
from branchdesk.words.duties import period
from branchdesk.words.person_duties import day_in
from branchdesk.words.schedule import day_and_hour, named
from branchdesk.words.year import short_period

YEAR, MONTH = "year", "month"
# After a month's end, within which what has a longer time is spoken of already; before it, for which what is late is.
AHEAD, BEFORE = timedelta(days=62), timedelta(days=366)
# What has a part of the slip of its own, and what is nobody's business who reads it on the wall.
ELSEWHERE = frozenset({"make_up", "measure", "rectification", "political_birthday"})
PRIVATE = frozenset({"lost", "abroad_contact", "abroad_long", "absent_long", "dues_three_months", "dues_six_months"})
NAMED = frozenset({"probation", "probationary_review", "oath", "new_member_training", "new_secretary_training"})


def year_of(options: Options) -> int:
    """Read the year of an order: this one where it names none."""
    return int(str(options[YEAR]) or 0) or clock.today().year


# -- a year


def _year_table(store: Store, _about: str, options: Options) -> Manuscript:
    year, today = year_of(options), clock.today()
    with store.reading() as connection:
        book = rulebook.book(connection, store.branch.id)
        facts = records.read(connection, store.branch, today)
    duties = engine.duties(book, facts, date(year, 1, 1), date(year, 12, 31))
    labels = {rule.id: rule.label for rule in book.rules}
    first_topics = board.by_month(duties, facts, year)[-1]
    of_branch = (duty for duty in duties if duty.person is None)
    rows = (*board.by_span(of_branch, labels, year), first_topics)
    return write_year_table(YearTable(branch_of(store), store.branch.unit, year, rows, today), house(store))


# -- a month


def _reminder_slip(store: Store, _about: str, options: Options) -> Manuscript:
    today = clock.today()
    wanted = _month(str(options[MONTH]), year_of(options), today)
    with store.reading() as connection:
        slip = _gather(connection, store, wanted, today)
    return write_reminder_slip(slip, house(store))


def _month(text: str, year: int, today: date) -> CalendarSpan:
    """Give the month that is meant. Refusal (no_such_month) where it is none."""
    if text in {"", "this"}:
        return span_of("month", today)
    if text == "next":
        return span_of("month", date(today.year + today.month // 12, today.month % 12 + 1, 1))
    if not text.isdecimal() or not 1 <= int(text) <= 12:  # noqa: PLR2004 - the months of a year
        raise Refusal(say.no_such_month(text), code="no_such_month")
    return span_of("month", date(year, int(text), 1))


def _gather(connection: Connection, store: Store, wanted: CalendarSpan, today: date) -> Reminders:
    book = rulebook.book(connection, store.branch.id)
    facts = records.read(connection, store.branch, today)
    duties = engine.duties(book, facts, wanted.first - BEFORE, wanted.last + AHEAD)
    labels = {rule.id: rule.label for rule in book.rules}
    set_up = plans(connection, store.branch.id, max(wanted.first, today), wanted.last)
    people = five_ones.year_within(connection, store.branch.id, wanted.first.year, today).of_month(wanted.first.month)
    return Reminders(
        branch_of(store),
        store.branch.unit,
        period(wanted.name),
        today,
        tuple(_to_do(duties, labels, wanted)),
        tuple(map(_meeting, set_up)),
        tuple((wording.bare(one.name), day_in(one.on, wanted.first.year), say.years(one.years)) for one in people),
        tuple(_missed(facts, wanted)),
        tuple(_measures(facts, wanted)),
    )


def _to_do(duties: Iterable[Duty], labels: dict[str, str], wanted: CalendarSpan) -> Iterator[Row]:
    """Give what is to be done in a month or is late, alike things in one line, in the order of their last days."""
    alike: dict[tuple[str, str, date | None], list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.state in OPEN and duty.rule not in ELSEWHERE | PRIVATE and _concerns(duty, wanted):
            alike[duty.rule, duty.period if duty.kind in KINDS else "", duty.by].append(duty)
    for those in alike.values():
        first = those[0]
        day = _until(first, wanted)
        yield _named(those, labels[first.rule], wanted), day, say.basis(first.article)


def _concerns(duty: Duty, wanted: CalendarSpan) -> bool:
    """Say whether a duty belongs on a month's slip; one that is planned within the month stands among the meetings."""
    if duty.plan is not None and wanted.first <= duty.plan.day <= wanted.last:
        return False
    if duty.by is None or duty.state is DutyState.LATE:
        return duty.by is None or duty.by <= wanted.last
    return duty.by >= wanted.first and (duty.since is None or duty.since <= wanted.last)


def _until(duty: Duty, wanted: CalendarSpan) -> str:
    if duty.by is None:
        return say.no_day()
    day = day_in(duty.by.isoformat(), wanted.first.year)
    return say.late(day) if duty.state is DutyState.LATE else day


def _named(duties: Sequence[Duty], label: str, wanted: CalendarSpan) -> str:
    """Name what is to be done: meetings with their groups, people by name only where that is nobody's secret."""
    first = duties[0]
    if first.kind in KINDS:
        groups = [duty.group for duty in duties if duty.group]
        what = f"{short_period(first.period, wanted.first.year)}{named(first.kind, *groups)}"
    elif first.person is None:
        what = first.what if len(duties) == 1 else label
    elif first.rule in NAMED:
        what = first.what if len(duties) == 1 else say.of_people(label, [duty.name or "" for duty in duties])
    else:
        what = say.of_number(label, len(duties))
    return say.planned(what, day_in(first.plan.day.isoformat(), wanted.first.year)) if first.plan is not None else what


def _meeting(plan: Plan) -> Row:
    return plan.name, day_and_hour(plan.starts.isoformat()), plan.place


def _missed(facts: Facts, wanted: CalendarSpan) -> Iterator[Row]:
    """Give who has study to make up, in the order of the roster; why they were away is left out."""
    people = {person.id: person for person in facts.people if person.here(facts.today)}
    found = [one for one in facts.missing if one.member_id in people]
    for one in sorted(found, key=lambda one: (people[one.member_id].order, one.day)):
        name = wording.bare(people[one.member_id].name)
        yield say.missed(name, say_meetings.KINDS[one.kind]), day_in(one.day, wanted.first.year), ""


def _measures(facts: Facts, wanted: CalendarSpan) -> Iterator[Row]:
    """Give the measures that are open and due by the end of the month."""
    found = [one for one in facts.measures if not one.done_on and one.due and one.due <= wanted.last.isoformat()]
    for one in sorted(found, key=lambda one: one.due or ""):
        due = day_in(one.due or "", wanted.first.year)
        late = PartialDate.parse(one.due or "").last_day() < facts.today
        yield wording.phrase(one.text), say.late(due) if late else due, wording.bare(one.owner)


_OF_YEAR = Option(YEAR, say_table.YEAR, 0)
LIFE_PAPERS = (
    PaperKind("year-table", say_table.NAME, About.BRANCH, _year_table, (_OF_YEAR,), holds=say_table.HOLDS),
    PaperKind(
        "reminder-slip",
        say.LABEL,
        About.BRANCH,
        _reminder_slip,
        (Option(MONTH, say.MONTH, "this", say.MONTHS), _OF_YEAR),
        holds=say.HOLDS,
    ),
)
