"""What the rules ask of the branch in a span of days, and how far each is."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from branchdesk.domain.duties import engine
from branchdesk.domain.duties.duty import Duty
from branchdesk.services import rulebook
from branchdesk.store import facts
from branchdesk.store.engine import Branch, Store


def due(store: Store, since: date, until: date, today: date) -> tuple[Duty, ...]:
    """Give every duty whose last day lies from one day to another, both counted in, as seen from `today`."""
    with store.reading() as connection:
        return look(connection, store.branch, since, until, today)


def look(connection: Connection, branch: Branch, since: date, until: date, today: date) -> tuple[Duty, ...]:
    """Give the same within a reading that is open."""
    book = rulebook.book(connection, branch.id)
    return engine.duties(book, facts.read(connection, branch, today), since, until)
