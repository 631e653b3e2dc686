"""The index of many clues: for each value of a facet the clues that have it, as a bitmap of their serials.

Counting over a million clues then is joining bitmaps, which takes microseconds; the table is asked for the rows of a
page alone. What is kept in the file is true up to an operation. The history says which clues changed since: these are
laid over it in memory, until there are so many that it is kept anew. It is never needed: without it, or where it cannot
be trusted, the tables are asked. Decision 18 has the reasons.

Whoever writes to clues without a step of history calls `distrust`.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import filterfalse
from typing import Any

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Connection, Integer, Row, case, cast, delete, func, select

from branchdesk.domain.clue_states import OPEN
from branchdesk.store.bulk import batches
from branchdesk.store.clue_changes import Changed, changed_since, newest
from branchdesk.store.tables import clue, clue_facet, clue_index

FORM = 1  # of what is kept; another program's is not read
MOST = 25_000  # changed clues that are laid over what is kept
EACH = 500  # clues whose places in the order are asked for one by one
LEAPS = 8  # places in the order that are looked for one by one
KNOWN = 4  # indexes that are held in memory

Order = array  # of serials; 4 bytes each
Values = dict[Any, BitMap]
Holds = Callable[[ColumnElement[Any]], ColumnElement[bool]]

_done = func.coalesce(clue.c.handled_on, clue.c.closed_on)
PUNCTUAL = "punctual"
TIMELINESS = "timeliness"
CHOICES = frozenset({"state", "outcome", "fed_back", PUNCTUAL, TIMELINESS})  # facets of few values
FLAGS = {"fed_back": {"1": True, "0": False, None: None}}
FACETS: dict[str, ColumnElement[Any]] = {
    **{
        key: clue.c[key]
        for key in (
            *("state", "category", "subcategory", "grid", "unit", "reporter", "outcome", "volunteer_id"),
            *("reported_on", "sent_on", "due_by", "handled_on", "closed_on", "fed_back_on", "case_sent_on"),
            "deadline",
        )
    },
    "fed_back": case((clue.c.fed_back.is_(True), "1"), (clue.c.fed_back.is_(False), "0")),
    PUNCTUAL: case((_done <= clue.c.deadline, "in_time"), (_done > clue.c.deadline, "late")),
}


@dataclass(frozen=True, slots=True)
class Laid:
    """What was kept with what changed since, up to an operation.

    `gone` are serials that no longer mean what they meant when it was kept; `fresh` says what they and new ones mean.
    `found` remembers which clues were found last, for the next page of the same list; `choices` the values of facets
    that have few, as of a day.
    """

    sequence: int
    gone: BitMap
    fresh: Mapping[str, Values]
    order: array[int]
    whole: BitMap
    found: dict[Any, BitMap] = field(default_factory=dict)
    choices: dict[tuple[str, date], Mapping[Any, BitMap]] = field(default_factory=dict)


_known: dict[str, Laid] = {}  # by the identifier of what is kept, which is another each time


@dataclass(frozen=True, slots=True)
class ClueIndex:
    """A branch's clues as bitmaps of serials, as they are to one connection; `day` is today, for what is overdue."""

    connection: Connection
    branch_id: str
    day: date
    laid: Laid

    @property
    def whole(self) -> BitMap:
        """Give all clues."""
        return self.laid.whole

    @property
    def order(self) -> array[int]:
        """Give all serials in the order of the clues' numbers."""
        return self.laid.order

    @property
    def found(self) -> dict[Any, BitMap]:
        """Lend what was found last."""
        return self.laid.found

    def having(self, key: str, holds: Holds) -> BitMap | None:
        """Give the clues whose value of a facet holds; None where there is no such facet."""
        if key == TIMELINESS:
            values = self.values(TIMELINESS) or {}
            return BitMap().union(*(values[value] for value in self._holding(values, holds)))
        if key not in FACETS:
            return None
        column = _typed(key, clue_facet.c.value)
        kept = select(clue_facet.c.serials).where(self.of(key), holds(column))
        found = BitMap().union(*map(BitMap.deserialize, self.connection.scalars(kept)))
        found -= self.laid.gone
        fresh = self.laid.fresh.get(key, {})
        return found.union(*(fresh[value] for value in self._holding(fresh, lambda text: holds(_typed(key, text)))))

    def values(self, key: str) -> Mapping[Any, BitMap] | None:
        """Give the clues of each value of a facet, as stored; None where there is no such facet. They are only lent."""
        if key not in CHOICES:
            return self._values(key) if key in FACETS else None
        known = self.laid.choices.get((key, self.day))
        if known is None:
            found = self._timeliness() if key == TIMELINESS else self._values(key)
            known = {value: some for value, some in found.items() if some}
            if any(day != self.day for _, day in self.laid.choices):
                self.laid.choices.clear()
            self.laid.choices[key, self.day] = known
        return known

    def _values(self, key: str) -> dict[Any, BitMap]:
        fresh = dict(self.laid.fresh.get(key, {}))
        kept = select(clue_facet.c.value, clue_facet.c.serials).where(self.of(key))
        found: dict[Any, BitMap] = {}
        for value, serials in self.connection.execute(kept):
            some = BitMap.deserialize(serials)
            some -= self.laid.gone
            some |= fresh.pop(value, BitMap())
            if some:
                found[value] = some
        found |= fresh
        decoded = FLAGS.get(key)
        return {decoded[value]: some for value, some in found.items()} if decoded else found

    def counts(self, key: str) -> dict[Any, int] | None:
        """Count the clues of each value of a facet; None where there is no such facet."""
        if key in FACETS and key not in FLAGS and not self.laid.gone and not self.laid.fresh:
            kept = select(clue_facet.c.value, clue_facet.c.rows).where(self.of(key))
            return {row.value: row.rows for row in self.connection.execute(kept)}
        values = self.values(key)
        return None if values is None else {value: len(some) for value, some in values.items()}

    def of(self, key: str) -> ColumnElement[bool]:
        """Say in SQL which rows of the table of facets are of a facet."""
        return (clue_facet.c.branch_id == self.branch_id) & (clue_facet.c.facet == key)

    def _holding(self, values: Iterable[str | None], holds: Holds) -> list[str | None]:
        """Say which of some values hold, as the database sees it: it alone says how texts compare."""
        listed = json.dumps(list(values), ensure_ascii=False)
        column = func.json_each(listed).table_valued("value").c.value
        return list(self.connection.scalars(select(column).where(holds(column))))

    def _timeliness(self) -> Values:
        """Tell the clues apart as `sources.clues` does: handled in time or late, overdue or running as of today."""
        punctual = self.values(PUNCTUAL) or {}
        in_time, late = punctual.get("in_time", BitMap()), punctual.get("late", BitMap())
        states = self.values("state") or {}
        waiting = BitMap().union(*(states.get(state, BitMap()) for state in OPEN)).difference(in_time, late)
        today = self.day.isoformat()
        past = (self.having("deadline", lambda deadline: deadline < today) or BitMap()) & waiting
        ahead = (self.having("deadline", lambda deadline: deadline >= today) or BitMap()) & waiting
        return {
            "in_time": in_time,
            "late": late,
            "overdue": past,
            "running": ahead,
            None: self.whole.difference(in_time, late, past, ahead),
        }


def _typed(key: str, column: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(column, Integer) if key in FLAGS else column


def read(connection: Connection, branch_id: str, day: date) -> ClueIndex | None:
    """Give the index of a branch's clues as they are; None where none is kept, or too much changed since."""
    kept = connection.execute(
        select(clue_index.c.id, clue_index.c.form, clue_index.c.sequence).where(clue_index.c.branch_id == branch_id)
    ).first()
    if kept is None or kept.form != FORM:
        return None
    laid = _up_to_now(connection, branch_id, kept.id, kept.sequence)
    return None if laid is None else ClueIndex(connection, branch_id, day, laid)


def distrust(connection: Connection) -> None:
    """Let go of the index: clues were changed in a way that the history does not tell."""
    connection.execute(delete(clue_index))


def _up_to_now(connection: Connection, branch_id: str, kept: str, sequence: int) -> Laid | None:
    laid, now = _known.get(kept), newest(connection)
    if laid is not None and laid.sequence == now:
        return laid
    begun = laid is None or laid.sequence > now  # whoever reads may see less than somebody else saw before
    if laid is None or begun:
        blob = connection.scalar(select(clue_index.c.by_number).where(clue_index.c.id == kept)) or b""
        order = array("I", blob)
        laid = Laid(sequence, BitMap(), {}, order, BitMap(order))
    if laid.sequence < now:
        changed = changed_since(connection, laid.sequence, MOST)
        if changed is None:
            return None
        laid = _laid_over(connection, branch_id, laid, changed, now)
        if len(laid.gone) > MOST:
            return None
    if begun and connection.scalar(select(func.count()).select_from(clue)) != len(laid.order):
        return None
    while len(_known) >= KNOWN and kept not in _known:
        _known.pop(next(iter(_known)), None)
    _known[kept] = laid
    return laid


def _laid_over(connection: Connection, branch_id: str, laid: Laid, changed: Changed, now: int) -> Laid:
    """Lay the clues that changed over what was known before."""
    rows: list[Row[Any]] = []
    for ids in batches(changed.ids):
        query = select(clue.c.id, clue.c.branch_id, clue.c.number, clue.c.serial, *_labelled()).where(
            clue.c.id.in_(ids)
        )
        rows += (row for row in connection.execute(query) if row.branch_id == branch_id)  # SQLite would walk the branch
    standing = BitMap([row.serial for row in rows])
    other = standing | BitMap(changed.gone)
    fresh: dict[str, Values] = {}
    for key in FACETS if rows or laid.fresh else ():
        before = laid.fresh.get(key, {})
        values = {value: some - other for value, some in before.items()}
        for value, serials in grouped([getattr(row, f"f_{key}") for row in rows], [row.serial for row in rows]):
            values[value] = values.get(value, BitMap()) | BitMap(serials)
        fresh[key] = {value: some for value, some in values.items() if some}
    moved = [row for row in rows if row.serial not in laid.whole or changed.numbers[row.id] != row.number]
    leaving = other - standing | BitMap([row.serial for row in moved])
    order = _reordered(connection, branch_id, laid.order, leaving & laid.whole, moved)
    return Laid(now, laid.gone | other, fresh, order, laid.whole - other | standing)


def _labelled() -> Iterator[ColumnElement[Any]]:
    return (column.label(f"f_{key}") for key, column in FACETS.items())


def grouped(values: Iterable[Any], serials: Iterable[int]) -> Iterable[tuple[str | None, list[int]]]:
    """Give the serials of each value, of values and serials side by side."""
    groups: dict[str | None, list[int]] = defaultdict(list)
    for value, serial in zip(values, serials, strict=True):
        groups[value].append(serial)
    return groups.items()


def _reordered(
    connection: Connection, branch_id: str, order: array[int], leaving: BitMap, moved: Sequence[Row[Any]]
) -> array[int]:
    """Take serials out of the order, and put clues where their numbers belong."""
    if leaving:
        order = array("I", filterfalse(leaving.__contains__, order))
    moved = sorted(moved, key=lambda one: (one.number, one.id))
    if len(moved) > EACH:
        newest_number = select(clue.c.number, clue.c.id).where(clue.c.serial == order[-1]) if order else None
        last = None if newest_number is None else connection.execute(newest_number).first()
        if last is None or (moved[0].number, moved[0].id) <= (last.number, last.id):
            return in_order(connection, branch_id)
        return order + array("I", [row.serial for row in moved])
    behind: dict[int | None, list[int]] = defaultdict(list)  # what follows a serial of the order, None its beginning
    anchors: dict[int, int | None] = {}
    for row in moved:
        nearest = _before(connection, branch_id, row)
        anchor = anchors.get(nearest, nearest) if nearest is not None else None
        anchors[row.serial] = anchor
        behind[anchor].append(row.serial)
    if len(behind) > LEAPS:
        whole = array("I", behind.get(None, ()))
        for serial in order:
            whole.append(serial)
            if serial in behind:
                whole.extend(behind[serial])
        return whole
    order = array("I", order) if behind else order
    for anchor, serials in behind.items():
        at = 0 if anchor is None else len(order) if order[-1] == anchor else order.index(anchor) + 1
        order[at:at] = array("I", serials)
    return order


def in_order(connection: Connection, branch_id: str) -> array[int]:
    """Give the serials of a branch's clues in the order of their numbers, by one walk of the table."""
    query = select(clue.c.serial).where(of_branch_walked(branch_id), clue.c.serial.is_not(None))
    return array("I", connection.scalars(query.order_by(clue.c.number, clue.c.id)))


def of_branch_walked(branch_id: str) -> ColumnElement[bool]:
    """Say whose a clue is, hidden from SQLite: it would follow its index of branches into each row by itself."""
    return func.coalesce(clue.c.branch_id, "") == branch_id


def _before(connection: Connection, branch_id: str, row: Row[Any]) -> int | None:
    """Give the serial of the clue that comes before one by its number."""
    later = (clue.c.number == row.number) & (clue.c.id >= row.id)
    query = select(clue.c.serial).where(clue.c.branch_id == branch_id, clue.c.number <= row.number, ~later)
    return connection.scalar(query.order_by(clue.c.number.desc(), clue.c.id.desc()).limit(1))
