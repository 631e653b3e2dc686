"""The start page: what is due, late or coming, from the records as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.duties import board, engine
from branchdesk.domain.duties.board import BoardRow
from branchdesk.domain.duties.lines import lines
from branchdesk.domain.duties.political_birthdays import RULE as BIRTHDAY
from branchdesk.services import waiting
from branchdesk.services.clues import clue_figures
from branchdesk.services.clues.clue_figures import Asked, Figures
from branchdesk.services.duties import rulebook
from branchdesk.services.duties.duties import left_standing
from branchdesk.services.people import five_ones
from branchdesk.services.people.five_ones import PersonYear
from branchdesk.services.waiting import Line
from branchdesk.store import facts as records
from branchdesk.store.engine import Store

__all__ = ["Line", "Today", "clues", "look"]

NEAR_DAYS = 30  # how far ahead 今日 looks for birthdays
YEARS_BACK = 1  # how many years before this one are looked through for what is late
RANK = {"late": 0, "due": 1, "coming": 2, "note": 3}


@dataclass(frozen=True, slots=True)
class Today:
    """What the start page shows but for the figures of clues; `year` has the kinds of meeting by month."""

    lines: tuple[Line, ...]
    birthdays: tuple[PersonYear, ...]
    year: tuple[BoardRow, ...]
    members: int


def look(store: Store, day: date) -> Today:
    """Give what is due, late or coming as of a day."""
    branch = store.branch
    with store.reading() as connection:
        book = rulebook.book(connection, branch.id)
        first = date(day.year - YEARS_BACK, 1, 1)
        facts = records.read(connection, branch, day, range(first.year, day.year + 1))
        duties = engine.duties(book, facts, first, date(day.year + 1, 3, 31))
        older = left_standing(book, facts, first)
        called = {rule.id: rule.label for rule in book.rules}
        found = (
            *(
                Line(one.first.rule, one.what, one.basis, one.state, one.days_text, duties=one.duties)
                for one in lines((duty for duty in (*older, *duties) if duty.rule != BIRTHDAY), called, day)
            ),
            *waiting.planned(connection, branch.id, day),
            *waiting.open_clues(connection, branch.id, day),
            *waiting.open_drafts(connection, branch.id),
        )
        near = five_ones.near_within(connection, branch.id, day, NEAR_DAYS)
    return Today(
        tuple(sorted(found, key=lambda line: RANK[line.state])),
        near,
        board.by_month(duties, facts, day.year),
        len(facts.members(day)),
    )


def clues(store: Store, day: date) -> Figures | None:
    """Give the figures of a day's year by category; None where nothing was reported."""
    year = Asked(date(day.year, 1, 1), date(day.year, 12, 31))
    found = clue_figures.figures(store, year, ("category",), ages=False)
    return found if found.whole.all_reported else None
