"""五个一 on paper: a year's, or a month's, members by the five."""

from __future__ import annotations

from collections.abc import Sequence

from branchdesk import clock
from branchdesk.domain import five_ones as rules
from branchdesk.errors import Refusal
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.five_ones_table import Celebration, FiveOnes, write_five_ones
from branchdesk.services.papers.life_papers import MONTH, YEAR, year_of
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind, branch_of
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.people import five_ones
from branchdesk.services.people.five_ones import ItemView, PersonYear
from branchdesk.store.engine import Store
from branchdesk.words import five_ones_table as say
from branchdesk.words import listing as say_lists
from branchdesk.words.duties import period
from branchdesk.words.person_duties import day_in

WHOLE = 10  # letters of a day that is known


def _five_ones(store: Store, _about: str, options: Options) -> Manuscript:
    year, today = year_of(options), clock.today()
    month = int(str(options[MONTH]) or 0)
    found = five_ones.year(store, year, today)
    people = found.of_month(month) if month else found.people
    if not people:
        raise Refusal(say.nobody(year), code="nobody")
    counted = rules.coverage(((one.birthday, [item.state for item in one.items]) for one in people), today)
    notes = [say.covered(counted.done, counted.asked, counted.people_done, counted.people_asked)]
    if found.unknown:
        notes.append(say.unknown(say_lists.joined(found.unknown)))
    table = FiveOnes(
        branch_of(store),
        store.branch.unit,
        period(f"{year}-{month:02}" if month else str(year)),
        today,
        tuple(item.name for item in found.items),
        tuple(_celebration(one) for one in people),
        tuple(notes),
    )
    return write_five_ones(table, house(store))


def _celebration(one: PersonYear) -> Celebration:
    return Celebration(one.name, one.group, day_in(one.on, one.year), str(one.years), _items(one.items, one.year))


def _items(items: Sequence[ItemView], year: int) -> tuple[str, ...]:
    return tuple(_item(one, year) for one in items)


def _item(one: ItemView, year: int) -> str:
    """Give the sign of an item, or its day where it is done or set for one."""
    sign = say.SIGNS[one.state.value]
    dated = one.state in {rules.ItemState.DONE, rules.ItemState.PLANNED} and one.day and len(one.day) >= WHOLE
    return say.dated(sign, day_in(one.day, year)) if dated and one.day else sign


FIVE_ONES_PAPERS = (
    PaperKind(
        "five-ones",
        say.NAME,
        About.BRANCH,
        _five_ones,
        (Option(YEAR, say.YEAR, 0), Option(MONTH, say.MONTH, "", say.MONTHS)),
        holds=say.HOLDS,
    ),
)
