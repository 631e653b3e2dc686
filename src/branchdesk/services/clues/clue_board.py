"""A day's tally board: its rows and columns, what stands in them, and the same as a table for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from branchdesk.domain.clue_strokes import NO_STROKES, By, Counts
from branchdesk.errors import Refusal
from branchdesk.files import copied
from branchdesk.services import preferences
from branchdesk.services.clues import clue_categories
from branchdesk.services.clues.clue_strokes import Place, strokes_on
from branchdesk.services.clues.volunteers import everybody
from branchdesk.services.ledgers.copying import Copied
from branchdesk.services.people.people import pinyin_keys
from branchdesk.store.engine import Store
from branchdesk.store.tables import clue, clue_stroke, volunteer
from branchdesk.words import clue_strokes as say

LAYOUTS = "clue_board/"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the board: a volunteer, a grid or a unit; `label` is its name, told apart from the same of another."""

    name: str
    label: str
    volunteer_id: str | None = None
    initials: str = ""
    pinyin: str = ""
    team: str = ""

    @property
    def key(self) -> str:
        """Give what the row is known by."""
        return self.volunteer_id or self.name


@dataclass(frozen=True, slots=True)
class Earlier:
    """The latest earlier day with strokes of the same sort, and what its board had that this one has not."""

    day: date
    rows: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A day's board. `columns` are categories, None for those not filled in; `counts` has the places with strokes."""

    day: date
    by: By
    lines: tuple[Line, ...] = ()
    columns: tuple[str | None, ...] = ()
    counts: Mapping[Place, Counts] = field(default_factory=dict)
    earlier: Earlier | None = None

    def place(self, line: Line, column: str | None) -> Place:
        """Give the place where a row and a column meet."""
        return Place(self.by, line.name, column, line.volunteer_id)


def board(store: Store, day: date, by: By) -> Board:
    """Give a day's board: who is of the team on that day in roster order, or the grids or units met so far by name.

    Whatever has strokes on that day, or was added to the board of that day, follows. Categories stand as the branch
    keeps them.
    """
    offered = [one.name for one in clue_categories.offered(store)]
    with store.reading() as connection:
        branch_id = store.branch.id
        counts = strokes_on(connection, branch_id, day, by)
        lines = _team(connection, branch_id, day) if by is By.VOLUNTEER else _met(connection, branch_id, by)
        before = _day_before(connection, branch_id, day, by)
        struck = strokes_on(connection, branch_id, before, by) if before else {}
        known = {one.id: one for one in everybody(connection, branch_id)} if by is By.VOLUNTEER else {}
    rows, columns = layout(store, day, by)
    named = {line.key for line in lines}
    for place in counts:
        if (place.volunteer_id or place.name) not in named:
            person = known.get(place.volunteer_id or "")
            lines.append(
                Line(place.name, person.label if person else place.name, place.volunteer_id, *_keys(place.name))
            )
            named.add(lines[-1].key)
    lines += [Line(name, name, None, *_keys(name)) for name in rows if name not in named]
    shown: list[str | None] = list(dict.fromkeys((*offered, *columns)))
    for place in counts:
        if place.category not in shown:
            shown.append(place.category)
    earlier = _earlier(store, before, by, struck, lines, shown) if before else None
    return Board(day, by, tuple(lines), tuple(shown or [None]), counts, earlier)


def layout(store: Store, day: date, by: By) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the rows and the columns that were added to a day's board."""
    found = preferences.get(store, f"{LAYOUTS}{by}/{day}")
    if not isinstance(found, dict):
        return (), ()
    return tuple(map(str, found.get("rows", ()))), tuple(map(str, found.get("columns", ())))


def extend(store: Store, day: date, by: By, rows: Iterable[str] = (), columns: Iterable[str] = ()) -> None:
    """Add rows and columns to a day's board; no step, for nothing is counted by it. Refusal where a name is empty."""
    old_rows, old_columns = layout(store, day, by)
    new_rows, new_columns = ([name.strip() for name in names] for names in (rows, columns))
    if not all((*new_rows, *new_columns)):
        raise Refusal(say.name_needed(), code="name_needed")
    wanted = {
        "rows": list(dict.fromkeys((*old_rows, *new_rows))),
        "columns": list(dict.fromkeys((*old_columns, *new_columns))),
    }
    preferences.put(store, f"{LAYOUTS}{by}/{day}", wanted)


def as_table(shown: Board, lines: Sequence[Line] | None = None) -> Copied:
    """Give a board as a table for chat and spreadsheets: its rows, or those named, with their totals, in numbers."""
    rows = list(shown.lines if lines is None else lines)
    names = [column or say.NO_CATEGORY for column in shown.columns]
    headings = [say.BY[shown.by], *names, say.REPORTED_TOTAL, say.HANDLED_TOTAL]
    sums = dict.fromkeys(shown.columns, NO_STROKES)
    table = []
    for line in rows:
        counts = {column: shown.counts.get(shown.place(line, column), NO_STROKES) for column in shown.columns}
        whole = sum(counts.values(), NO_STROKES)
        sums = {column: sums[column] + counts[column] for column in sums}
        told = [say.both(one.reported, one.handled) for one in counts.values()]
        table.append([line.label, *told, str(whole.reported), str(whole.handled)])
    whole = sum(sums.values(), NO_STROKES)
    foot = [say.both(one.reported, one.handled) for one in sums.values()]
    table.append([say.TOTAL, *foot, str(whole.reported), str(whole.handled)])
    return Copied(copied.as_text(headings, table), copied.as_page(headings, table), len(table), ())


def _team(connection: Connection, branch_id: str, day: date) -> list[Line]:
    return [
        Line(one.name, one.label, one.id, one.initials, one.pinyin, one.team)
        for one in everybody(connection, branch_id, on=day)
    ]


def _met(connection: Connection, branch_id: str, by: By) -> list[Line]:
    """Give the grids or units that volunteers, the newest clues or strokes name, by name."""
    column = clue.c[by.value]
    asked: list[Any] = [select(column).where(clue_categories.recent(connection, branch_id))]
    asked.append(select(clue_stroke.c.name).where(clue_stroke.c.branch_id == branch_id, clue_stroke.c.by == by.value))
    if by is By.GRID:
        asked.append(select(volunteer.c.grid).where(volunteer.c.branch_id == branch_id))
    names = {name for query in asked for name in connection.scalars(query.distinct()) if name}
    lines = [Line(name, name, None, *_keys(name)) for name in names]
    return sorted(lines, key=lambda line: (line.pinyin, line.name))


def _keys(name: str) -> tuple[str, str]:
    return pinyin_keys(name)


def _day_before(connection: Connection, branch_id: str, day: date, by: By) -> date | None:
    mine = (clue_stroke.c.branch_id == branch_id, clue_stroke.c.by == by.value, clue_stroke.c.day < day.isoformat())
    found = connection.scalar(select(func.max(clue_stroke.c.day)).where(*mine))
    return date.fromisoformat(found) if found else None


def _earlier(
    store: Store,
    day: date,
    by: By,
    struck: Mapping[Place, Counts],
    lines: Sequence[Line],
    columns: Sequence[str | None],
) -> Earlier | None:
    rows, added = layout(store, day, by)
    here = {line.name for line in lines}
    free = [place.name for place in struck if place.volunteer_id is None]
    categories = [place.category for place in struck if place.category]
    missing = (
        tuple(dict.fromkeys(name for name in (*free, *rows) if name not in here)),
        tuple(dict.fromkeys(name for name in (*categories, *added) if name not in columns)),
    )
    return Earlier(day, *missing) if any(missing) else None
