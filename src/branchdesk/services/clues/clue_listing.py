"""What 志愿者线索台账 has on paper beyond any list: its period, its figures, and nothing that would tell of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from branchdesk.domain.clue_figures import Measure, Rate
from branchdesk.domain.clue_states import ClueState
from branchdesk.domain.dates import PartialDate
from branchdesk.ledgers.clues import CLUES
from branchdesk.papers.clue_told import is_confided
from branchdesk.services.clues import clue_figures, clue_settings
from branchdesk.services.clues.clue_figures import Asked
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Condition, Query, Test
from branchdesk.store.engine import Store
from branchdesk.words import clue_listing as say
from branchdesk.words.clue_report import period

# What tells that a clue went to a department that handles cases, and what a list may say of it.
HANDED = ("state", "case_sent_on", "case_receiver", "case_receipt")
TOLD = frozenset({"number", *HANDED})


def narrowed(query: Query, since: date | None, until: date | None) -> Query:
    """Narrow a list to what was reported between two days, both included, either of them open."""
    if since is None and until is None:
        return query
    bounds = tuple(day.isoformat() if day else "" for day in (since, until))
    return replace(query, conditions=(*query.conditions, Condition("reported_on", Test.BETWEEN, bounds)))


def period_of(query: Query) -> tuple[str, ...]:
    """Name the period that a list is narrowed to, as its title has it; nothing where it is of all days."""
    for one in query.conditions:
        if one.field == "reported_on" and one.test is Test.BETWEEN:
            first, last = (PartialDate.parse(str(value)) if value else None for value in one.values)
            return (period(first.first_day() if first else None, last.last_day() if last else None),)
    return ()


def without_cases(keys: Sequence[str], values: Sequence[object], handed: Sequence[object]) -> tuple[object, ...]:
    """Leave out of a row whatever would tell of a case; `handed` are the row's values of `HANDED`."""
    state, *noted = (str(one or "") for one in handed)
    if not is_confided(state, *noted):
        return tuple(values)
    return tuple(value if key in TOLD else None for key, value in zip(keys, values, strict=True))


def figures(store: Store, query: Query, on: date) -> tuple[str, ...]:
    """Say what a list comes to, and what that means."""
    chosen = clue_settings.settings(store)

    def found(*more: Condition) -> int:
        wanted = replace(query, conditions=(*query.conditions, *more), offset=0, limit=1)
        return lists.page(store, CLUES, wanted, (), on=on).total

    def count(measure: Measure) -> int:
        asked = clue_figures.behind_asked(Asked(), chosen, measure) or Query()
        return found(*asked.conditions)

    reported, handled = count(Measure.REPORTED), count(Measure.HANDLED)
    aside = count(Measure.ASIDE) if chosen.aside else 0
    rate = Rate(handled, reported - aside)
    state = CLUES.field("state")
    return (
        say.came_to(reported, handled, rate.text(chosen.digits), rate.fraction, count(Measure.OPEN)),
        say.meaning([state.shown(one) for one in chosen.handled], aside=chosen.aside),
        *((say.CONFIDED,) if found(Condition("state", Test.IS, (str(ClueState.PASSED_ON),))) else ()),
    )
