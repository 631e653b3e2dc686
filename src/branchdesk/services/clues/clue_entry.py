"""Clues entered row by row: what is offered for each field, what was entered today, and keeping a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from branchdesk import clock
from branchdesk.domain.clue_states import ClueState, StepKind
from branchdesk.domain.clue_way import NewStep
from branchdesk.services import preferences
from branchdesk.services.clues import clue_categories, clue_steps
from branchdesk.services.clues.clues import ClueIntake
from branchdesk.services.ledgers.intake import Values, difference
from branchdesk.services.people.people import pinyin_keys
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.store.tables import change, clue, operation, volunteer
from branchdesk.words import clue_entry as say

PLACES, SHOWN = 400, 200
DRAFT = "unfinished_clue"
ENTERED = ("enter_clue", "paste_clues", "save_clues")
COLUMNS = tuple(
    clue.c[key]
    for key in (
        *("id", "number", "reported_on", "reported_at", "reporter", "category", "subcategory", "grid", "place"),
        *("text", "unit", "state", "duplicate_of"),
    )
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be meant, with its initials and its syllables (blanks between them)."""

    text: str
    initials: str
    pinyin: str


@dataclass(frozen=True, slots=True)
class Offers:
    """What is offered for each field of a row, the likeliest first.

    `subcategories` are by category, `units` by category too, the usual one first; "" has all units. `grid_of` says
    which grid is a volunteer's own, or the one of most that they report.
    """

    reporters: tuple[Offer, ...] = ()
    categories: tuple[Offer, ...] = ()
    subcategories: Mapping[str, tuple[Offer, ...]] = field(default_factory=dict)
    grids: tuple[Offer, ...] = ()
    places: Mapping[str, tuple[Offer, ...]] = field(default_factory=dict)
    units: Mapping[str, tuple[Offer, ...]] = field(default_factory=dict)
    grid_of: Mapping[str, str] = field(default_factory=dict)

    def new(self, values: Values) -> tuple[str, ...]:
        """Say which of a row's values were never seen before: 新类别."""
        known = {
            "category": self.categories,
            "subcategory": self.subcategories.get(values.get("category") or "", ()),
            "grid": self.grids,
            "unit": self.units.get("", ()),
        }
        return tuple(
            label
            for key, label in say.NEW.items()
            if (value := values.get(key)) and not _letters(value) and all(offer.text != value for offer in known[key])
        )


@dataclass(frozen=True, slots=True)
class Entered:
    """A clue that was entered, as it stands; `first` is the number of the clue that it repeats."""

    id: str
    values: Mapping[str, Any]
    first: str | None

    @property
    def number(self) -> str:
        """Give its number."""
        return str(self.values["number"])


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that was kept: the clue's identifier and number, and the changes."""

    id: str
    number: str
    changes: Changes


def _letters(text: str) -> bool:
    """Say whether these may be initials that are still being typed."""
    return text.isascii() and text.isalpha()


def offers(store: Store) -> Offers:
    """Give what is offered while a row is typed."""
    categories = clue_categories.offered(store)
    with store.reading() as connection:
        recent = _recent(connection, store.branch.id)
        people = _volunteers(connection, store.branch.id)
        units = _counted(recent, "category", "unit")
        places = _counted(recent, "grid", "place")[:PLACES]
        grids = [row[0] for row in _counted(recent, "grid")]
        usual = dict(reversed(_counted(recent, "reporter", "grid")))
    by_unit, by_grid = _within(units), _within(places)
    own = {person.name: grid for person in people if (grid := person.grid or usual.get(person.name))}
    return Offers(
        reporters=tuple(Offer(person.name, person.initials, person.pinyin) for person in people),
        categories=_offers(one.name for one in categories),
        subcategories={one.name: _offers(one.subs) for one in categories},
        grids=_offers((*grids, *own.values())),
        places={grid: _offers(names) for grid, names in by_grid.items()},
        units={category: _offers((*names, *by_unit[""])) for category, names in by_unit.items()},
        grid_of=own,
    )


def keep(store: Store, values: Values, *, record: str | None = None, repeats: str | None = None) -> Kept:
    """Enter a clue, or correct the one named; `repeats` is the number of the clue that it is noted a duplicate of.

    `values` by field key as stored. Refusal, with nothing changed, where there is no such clue.
    """
    with operate(store, "enter_clue", "") as work:
        intake = ClueIntake(work.connection, store.branch.id, clock.today())
        if record is None:
            record = intake.add(work, [{key: value for key, value in values.items() if value is not None}])[0]
            number = str(intake.written(work, record)["number"])
            work.title = say.entered(number)
        else:
            standing = intake.standing(record)
            number = str(standing["number"])
            work.title = say.corrected(number)
            if changed := difference(standing, values):
                intake.change(work, record, {one.field: one.new for one in changed})
        if repeats:
            clue_steps.note(work, record, NewStep(StepKind.DUPLICATE, day=values.get("reported_on"), document=repeats))
            work.title = say.entered_as_duplicate(number, repeats)
    return Kept(record, number, work.changes())


def today(store: Store) -> tuple[Entered, ...]:
    """Give the clues that were entered today and still stand, the newest first."""
    since = clock.today().isoformat()
    added = (
        select(change.c.row_id)
        .join(operation, operation.c.id == change.c.operation_id)
        .where(operation.c.at >= since, operation.c.verb.in_(ENTERED), operation.c.kind == "do")
        .where(change.c.table_name == "clue", change.c.before.is_(None))
        .order_by(change.c.number.desc())
        .limit(SHOWN)
    )
    with store.reading() as connection:
        ids = list(connection.scalars(added))
        found = connection.execute(select(*COLUMNS).where(clue.c.id.in_(ids))).mappings()
        rows = {str(row["id"]): dict(row) for row in found}
        firsts = {row["duplicate_of"] for row in rows.values()} - {None}
        asked = select(clue.c.id, clue.c.number).where(clue.c.id.in_(firsts))
        named = {row.id: row.number for row in connection.execute(asked)}
    return tuple(_entered(rows[one], named) for one in ids if one in rows)


def draft(store: Store) -> dict[str, str]:
    """Give the row that was begun and not kept, text by field; nothing where there is none."""
    kept = preferences.get(store, DRAFT)
    return {str(key): str(text) for key, text in kept.items()} if isinstance(kept, dict) else {}


def keep_draft(store: Store, texts: Mapping[str, str]) -> None:
    """Keep a row as it was typed so far, in place of the one kept before; an empty one lets go of it."""
    preferences.put(store, DRAFT, dict(texts) or None)


def _volunteers(connection: Connection, branch_id: str) -> list[Row[Any]]:
    """Give who is of the team today, as the roster orders them."""
    day = clock.today().isoformat()
    query = (
        select(volunteer.c.name, volunteer.c.initials, volunteer.c.pinyin, volunteer.c.grid)
        .where(volunteer.c.branch_id == branch_id, or_(volunteer.c.left_on.is_(None), volunteer.c.left_on > day))
        .order_by(volunteer.c.roster_order.is_(None), volunteer.c.roster_order, volunteer.c.pinyin)
    )
    return list(connection.execute(query))


def _recent(connection: Connection, branch_id: str) -> Sequence[Row[Any]]:
    """Give the newest clues with what is usual in them."""
    columns = [clue.c[key] for key in ("reporter", "category", "grid", "place", "unit")]
    newest = clue_categories.recent(connection, branch_id)
    return connection.execute(select(*columns).where(newest, clue.c.state != ClueState.PASSED_ON)).all()


def _within(pairs: Iterable[tuple[Any, ...]]) -> dict[str, dict[str, None]]:
    """Give the second of each pair by the first, and all of them under no name, in their order."""
    found: dict[str, dict[str, None]] = {"": {}}
    for first, second in pairs:
        for key in (first or "", ""):
            found.setdefault(key, {})[second] = None
    return found


def _counted(rows: Iterable[Row[Any]], *keys: str) -> list[tuple[Any, ...]]:
    """Give the combinations that clues have, the most usual first; of the last key only what is filled in."""
    found = Counter(tuple(getattr(row, key) for key in keys) for row in rows)
    usual = [one for one in found if one[-1]]
    return sorted(usual, key=lambda one: (-found[one], [part or "" for part in one]))


def _offers(texts: Iterable[str]) -> tuple[Offer, ...]:
    return tuple(Offer(text, *pinyin_keys(text)) for text in dict.fromkeys(texts) if text)


def _entered(row: dict[str, Any], named: Mapping[str, str]) -> Entered:
    return Entered(row["id"], row, named.get(row["duplicate_of"]))
