"""What the rules ask of the branch in a span of days, and how far each is."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from branchdesk.domain.duties import engine
from branchdesk.domain.duties.duty import PRESSING, Duty
from branchdesk.errors import Refusal
from branchdesk.services import rulebook
from branchdesk.store import facts
from branchdesk.store.engine import Branch, Store
from branchdesk.words import listing as say

YEARS_BEFORE = 3  # before the branch's 启用日期: a term that was over by then is still to be ended


def due(store: Store, since: date, until: date, today: date) -> tuple[Duty, ...]:
    """Give every duty whose last day lies from one day to another, both counted in, as seen from `today`."""
    with store.reading() as connection:
        return look(connection, store.branch, since, until, today)


def look(connection: Connection, branch: Branch, since: date, until: date, today: date) -> tuple[Duty, ...]:
    """Give the same within a reading that is open."""
    book = rulebook.book(connection, branch.id)
    return engine.duties(book, facts.read(connection, branch, today), since, until)


def due_now(store: Store, today: date, since: date | None = None, until: date | None = None) -> tuple[Duty, ...]:
    """Give what is asked for from one day to another, by default in this calendar year, with what is open from before.

    Where `since` is named, nothing from before it is given. Refusal where the span would end before it begins.
    """
    last = until or date(today.year, 12, 31)
    first = since or date(min(today, last).year, 1, 1)
    if last < first:
        raise Refusal(say.ends_before(first, last), code="until_before_since", field="until")
    if since is not None:
        return due(store, first, last, today)
    began = date(int(store.branch.duties_from[:4]) - YEARS_BEFORE, 1, 1)
    found = due(store, min(began, first), last, today)
    return tuple(one for one in found if one.by is None or one.by >= first or one.state in PRESSING)
