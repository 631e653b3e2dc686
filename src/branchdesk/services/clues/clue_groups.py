"""Figures of clues by category, place, time or people, in the order in which one reads them.

Categories stand as the branch ordered them, months in time, people and their teams as in the roster and never by their
figures, states along the way, everything else the most first; what is not filled in stands last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from branchdesk import clock
from branchdesk.domain.clue_figures import Counted
from branchdesk.domain.clue_states import reporters
from branchdesk.ledgers.clues import CLUES, STATES
from branchdesk.services.ledgers.lists import Condition, Test
from branchdesk.store import clue_counts
from branchdesk.store import lists as rows
from branchdesk.store.clue_bitmaps import Key
from branchdesk.store.clue_counts import Chosen, States
from branchdesk.store.engine import Store
from branchdesk.store.tables import change, clue, clue_category, joint_reporter, volunteer
from branchdesk.words import clue_figures as say
from branchdesk.words.clues import ANONYMOUS, NAMES_JOINED, UNKNOWN, month

NOTHING = Counted()
PEOPLE = ("volunteer", "team", "platform")
LONGEST_RUN = 240  # months: between a first and a last that lie further apart, empty ones are left out


@dataclass(frozen=True, slots=True)
class Group:
    """One line of a table: its name, what it stands for as stored, and the conditions that its records meet."""

    name: str
    key: Key
    counted: Counted
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """One table. `twice` is what its lines add up to beyond the whole: a clue of several people counts for each."""

    by: str
    groups: tuple[Group, ...]
    twice: Counted = NOTHING

    @property
    def note(self) -> str:
        """Say that the lines add up to more than the whole, where they do."""
        return say.counted_twice(self.twice.reported) if self.twice.reported else ""


def grouped(connection: Connection, chosen: Chosen, states: States, by: str) -> Grouping:
    """Count clues and strokes by one of `words.clue_figures.GROUPS`."""
    facet = "reporter" if by in PEOPLE else by
    counted = clue_counts.by_facet(connection, chosen, states, facet)
    for key, strokes in clue_counts.strokes_by_facet(connection, chosen, facet).items():
        counted[key] = counted.get(key, Counted()) + strokes
    if by in PEOPLE:
        return _by_people(_roster(connection, chosen.branch_id), counted, by)
    if by == "month":
        counted |= {(one,): Counted() for one in _between(key[0] for key in counted)}
    if by in ("category", "subcategory"):
        kept = _kept_categories(connection, chosen.branch_id)
        keys = sorted(counted, key=lambda key: _as_kept(kept, key, counted[key]))
    else:
        keys = sorted(counted, key=lambda key: (key[0] is None, *_place(by, key[0] or "", counted[key])))
    return Grouping(by, tuple(Group(_name(by, key), key, counted[key], _conditions(by, key)) for key in keys))


def people(store: Store, by: str) -> tuple[tuple[str, tuple[Condition, ...]], ...]:
    """Give the people, teams or platforms there are, in the order of the roster, each with what its clues meet.

    Strokes meet it, too. `by` is one of `PEOPLE`.
    """
    with store.reading() as connection:
        roster = _roster(connection, store.branch.id)
        counts = rows.counts(connection, CLUES, "reporter", branch_id=store.branch.id, day=clock.today())
    by_text: dict[Key, Counted] = {(name,): NOTHING for name in roster}
    by_text |= {(text or None,): Counted(reported=number) for text, number in counts}
    groups = _by_people(roster, by_text, by).groups
    return tuple((group.name, group.conditions) for group in groups)


def _place(by: str, value: str, counted: Counted) -> tuple[int, str]:
    if by == "month":
        return 0, value
    if by == "state":
        return next((place for place, choice in enumerate(STATES) if choice.value == value), len(STATES)), value
    return -counted.all_reported, value


def _kept_categories(connection: Connection, branch_id: str) -> dict[Key, int]:
    """Give the branch's own categories and sub-categories, as groups are keyed, with their places."""
    columns = (clue_category.c.name, clue_category.c.parent, clue_category.c.position)
    rows = connection.execute(select(*columns).where(clue_category.c.branch_id == branch_id)).all()
    return {(row.parent, row.name) if row.parent else (row.name,): row.position for row in rows}


def _as_kept(kept: Mapping[Key, int], key: Key, counted: Counted) -> tuple[object, ...]:
    """Place a group as the branch ordered its categories; those it does not keep come after them."""
    first = (key[0] is None, kept.get(key[:1], len(kept)))
    if len(key) == 1:
        return (*first, -counted.all_reported, key[0] or "")
    return (*first, key[0] or "", key[1] is None, kept.get(key, len(kept)), -counted.all_reported, key[1] or "")


def _between(found: Iterable[str | None]) -> tuple[str, ...]:
    """Give every month from the first to the last found, unless they lie too far apart for all to be meant."""
    months = sorted(one for one in found if one and len(one) == len("2026-11"))
    if not months:
        return ()
    first, last = (int(one[:4]) * 12 + int(one[5:]) - 1 for one in (months[0], months[-1]))
    if last - first > LONGEST_RUN:
        return ()
    present = set(months)
    run = (f"{one // 12:04}-{one % 12 + 1:02}" for one in range(first, last + 1))
    return tuple(one for one in run if one not in present)


def _name(by: str, key: Key) -> str:
    if by == "month":
        return month(key[0])
    if by == "state":
        return CLUES.field("state").shown(key[0]) if key[0] else say.WITHOUT_DETAIL
    if by == "subcategory" and key != (None, None):
        return say.subcategory(key[0] or UNKNOWN, key[1] or UNKNOWN)
    return key[0] or UNKNOWN


def _conditions(by: str, key: Key) -> tuple[Condition, ...]:
    if by == "month":
        if key[0] and len(key[0]) == len("2026-11"):
            return (Condition("reported_on", Test.IS, key),)
        return (Condition("reported_on", Test.ONE_OF, key),)  # the year as it stands, without its months
    fields = ("category", "subcategory") if by == "subcategory" else (by,)
    return tuple(_is(field, value) for field, value in zip(fields, key, strict=True))


def _is(field: str, value: str | None) -> Condition:
    return Condition(field, Test.EMPTY) if value is None else Condition(field, Test.IS, (value,))


@dataclass(frozen=True, slots=True)
class _Person:
    """A name of the roster: its place, and its team and platform where all who bear it share one."""

    place: int
    of: Mapping[str, str | None]


def _roster(connection: Connection, branch_id: str) -> dict[str, _Person]:
    order = (volunteer.c.roster_order.asc().nulls_last(), volunteer.c.id)
    columns = (volunteer.c.name, volunteer.c.team, volunteer.c.platform)
    rows = connection.execute(select(*columns).where(volunteer.c.branch_id == branch_id).order_by(*order)).all()
    bearing: dict[str, list[tuple[int, str | None, str | None]]] = defaultdict(list)
    for place, row in enumerate(rows):
        bearing[row.name].append((place, row.team or None, row.platform or None))
    people = {}
    for name, those in bearing.items():
        teams, platforms = {one[1] for one in those}, {one[2] for one in those}
        shared = {
            "volunteer": name,
            "team": teams.pop() if len(teams) == 1 else None,
            "platform": platforms.pop() if len(platforms) == 1 else None,
        }
        people[name] = _Person(those[0][0], shared)
    return people | {old: people[now] for old, now in _former_names(connection, branch_id) if old not in people}


def _former_names(connection: Connection, branch_id: str) -> Iterator[tuple[str, str]]:
    """Give names that volunteers bore before, each with the one they bear now, where clues of theirs still say so."""
    mine = (volunteer.c.branch_id == branch_id, change.c.table_name == volunteer.name)
    name = change.c.before["name"].as_string()
    renamed = select(name, volunteer.c.name, volunteer.c.id).join(volunteer, volunteer.c.id == change.c.row_id)
    for old, now, volunteer_id in connection.execute(renamed.where(*mine, name != volunteer.c.name).distinct()).all():
        first = or_(clue.c.reporter == old, clue.c.reporter.startswith(old + NAMES_JOINED, autoescape=True))
        tied = select(clue.c.id).where(clue.c.volunteer_id == volunteer_id, first)
        joint = select(joint_reporter.c.id).where(
            joint_reporter.c.volunteer_id == volunteer_id, joint_reporter.c.name == old
        )
        if any(connection.scalar(query.limit(1)) is not None for query in (tied, joint)):
            yield old, now


def _by_people(roster: Mapping[str, _Person], by_text: Mapping[Key, Counted], by: str) -> Grouping:
    """Count by people: what stands for a clue's reporters is taken apart, and the clue counts for each of them."""
    counted: dict[str | None, Counted] = defaultdict(Counted)
    texts: dict[str | None, list[str | None]] = defaultdict(list)
    places: dict[str | None, int] = {}
    twice = Counted()
    for (text,), number in by_text.items():
        names = reporters(text)
        keys: dict[str | None, None] = {}
        for name in names:
            person = roster.get(name)
            key = person.of[by] if person else name if by == "volunteer" else None
            keys[key] = None
            place = person.place if person else len(roster)
            places[key] = min(place, places.get(key, place))
        if not names:
            keys[ANONYMOUS if by == "volunteer" and text else None] = None
        for key in keys:
            counted[key] += number
            texts[key].append(text)
        for _ in range(len(keys) - 1):
            twice += number

    def order(key: str | None) -> tuple[bool, bool, int, str]:
        return key is None, key == ANONYMOUS, places.get(key, len(roster)), key or ""

    groups = tuple(
        Group(
            key or UNKNOWN,
            (key,),
            counted[key],
            (Condition("reporter", Test.ONE_OF, tuple(sorted(texts[key], key=lambda text: text or ""))),),
        )
        for key in sorted(counted, key=order)
    )
    return Grouping(by, groups, twice)
