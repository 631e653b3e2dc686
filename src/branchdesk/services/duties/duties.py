"""What the rules ask of the branch in a span of days, and how far each is."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection

from branchdesk.domain.dates import FIRST_YEAR, LAST_YEAR
from branchdesk.domain.duties import engine
from branchdesk.domain.duties.duty import PRESSING, Duty, DutyState
from branchdesk.domain.duties.facts import Facts
from branchdesk.domain.rulebook import RuleBook
from branchdesk.errors import Refusal
from branchdesk.services.duties import rulebook
from branchdesk.store import facts
from branchdesk.store.engine import Branch, Store
from branchdesk.words import branch_duties as say_duties
from branchdesk.words import listing as say

# Rules whose duties do not pass with their time, and how many years back one may still be open.
STANDING = frozenset({"reelection", "by_election", "probation"})
LONG_BACK = 20


def due(store: Store, since: date, until: date, today: date) -> tuple[Duty, ...]:
    """Give every duty whose last day lies from one day to another, both counted in, as seen from `today`."""
    with store.reading() as connection:
        return look(connection, store.branch, since, until, today)


def look(connection: Connection, branch: Branch, since: date, until: date, today: date) -> tuple[Duty, ...]:
    """Give the same within a reading that is open."""
    book = rulebook.book(connection, branch.id)
    ended = [year for year in range(since.year, until.year + 1) if since <= date(year, 12, 31) <= until]
    return engine.duties(book, facts.read(connection, branch, today, ended), since, until)


def due_now(store: Store, today: date, since: date | None = None, until: date | None = None) -> tuple[Duty, ...]:
    """Give what is asked for from one day to another, by default in this calendar year, with what is open from before.

    Where `since` is named, nothing from before it is given. Refusal where the span would end before it begins,
    or lies beyond the years that dates of this program may have.
    """
    last = until or date(today.year, 12, 31)
    first = since or date(min(today, last).year, 1, 1)
    if not FIRST_YEAR <= min(first, last).year <= max(first, last).year <= LAST_YEAR:
        raise Refusal(say_duties.years_between(FIRST_YEAR, LAST_YEAR), code="years_between", field="since")
    if last < first:
        raise Refusal(say.ends_before(first, last), code="until_before_since", field="until")
    with store.reading() as connection:
        book = rulebook.book(connection, store.branch.id)
        known = facts.read(connection, store.branch, today)
    if since is not None:
        return engine.duties(book, known, first, last)
    began = min(known.started, first)
    found = engine.duties(book, known, began, last)
    return (
        *left_standing(book, known, began),
        *(one for one in found if one.by is None or one.by >= first or one.state in PRESSING),
    )


def left_standing(book: RuleBook, known: Facts, before: date) -> tuple[Duty, ...]:
    """Give what was to be done before a day and is late for as long as it takes: a term, a seat, a decision."""
    first, last = date(before.year - LONG_BACK, 1, 1), before - timedelta(days=1)
    return tuple(one for one in engine.duties(book, known, first, last, STANDING) if one.state is DutyState.LATE)
