"""A year of the branch: what the rules of its time asked for, as a sheet and as a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.duties import board, engine
from branchdesk.domain.duties.board import BoardRow
from branchdesk.domain.duties.duty import Duty
from branchdesk.services.duties import rulebook
from branchdesk.store import facts as records
from branchdesk.store.engine import Store

LAST_MONTH, LAST_DAY = 12, 31


@dataclass(frozen=True, slots=True)
class Year:
    """A year as seen from a day: its sheet, all its duties, what rules are called, the years that may be looked at."""

    year: int
    rows: tuple[BoardRow, ...]
    duties: tuple[Duty, ...]
    labels: Mapping[str, str]
    first: int
    last: int


def look(store: Store, year: int, today: date) -> Year:
    """Give a year; past ones are judged by the rules that were in force then, and from the 启用日期 on."""
    branch = store.branch
    with store.reading() as connection:
        book = rulebook.book(connection, branch.id)
        facts = records.read(connection, branch, today)
    duties = engine.duties(book, facts, date(year, 1, 1), date(year, LAST_MONTH, LAST_DAY))
    labels = {rule.id: rule.label for rule in book.rules}
    days = [one.day for one in facts.meetings]
    first = min(facts.started.year, int(min(days)[:4]) if days else today.year)
    rows = (*board.by_span(duties, labels, year), board.first_topics(facts, year))
    return Year(year, rows, duties, labels, first, max(today.year + 1, year))
