"""Counting clues through their index: what `clue_counts` asks the table for, joined from bitmaps instead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pyroaring import BitMap
from sqlalchemy import Connection

from branchdesk.domain.clue_figures import Counted
from branchdesk.ledgers.clues import CLUES
from branchdesk.store.indexed import Indexed, indexed
from branchdesk.store.querying import Condition, Query

Key = tuple[str | None, ...]
MONTH = len("2026-11")
DAY = len("2026-11-23")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Clues that conditions leave, in their index."""

    index: Indexed
    rows: BitMap

    def by_facet(
        self, keys: Sequence[str], *, handled: Collection[str], aside: Collection[str], waiting: Collection[str]
    ) -> dict[Key, Counted]:
        """Count by the values of one facet, of two, or with none the whole under (); what is empty has the key None.

        The collections say which states count as what.
        """
        states, timeliness, outcome = self._of("state"), self._of("timeliness"), self._of("outcome")
        in_time, overdue = timeliness.get("in_time", BitMap()), timeliness.get("overdue", BitMap())
        measures = (
            *(BitMap().union(*(states.get(state, BitMap()) for state in some)) for some in (handled, aside, waiting)),
            in_time | timeliness.get("late", BitMap()) | overdue,
            in_time,
            overdue,
            (self.index.index.values("fed_back") or {}).get(True, BitMap()),
            outcome.get("case", BitMap()),
            outcome.get("proposal", BitMap()),
        )
        return {
            key: Counted(len(some), *(some.intersection_cardinality(measure) for measure in measures))
            for key, some in self._groups(keys, self.rows)
            if some or not keys
        }

    def by_day(self) -> dict[str | None, int]:
        """Count by the day of 提报 as stored."""
        return {day: len(some) for day, some in self._folded("reported_on", self.rows).items()}

    def first(self, key: str) -> str | None:
        """Give the first of a facet's values."""
        return min(filter(None, self._folded(key, self.rows)), default=None)

    def _groups(self, keys: Sequence[str], rows: BitMap) -> Iterator[tuple[Key, BitMap]]:
        if not keys:
            yield (), rows
            return
        for value, some in self._folded(keys[0], rows).items():
            for rest, fewer in self._groups(keys[1:], some):
                yield (value, *rest), fewer

    def _folded(self, key: str, rows: BitMap) -> dict[str | None, BitMap]:
        """Give some clues by a facet: by months of days, and with an empty text as none."""
        groups: dict[str | None, BitMap] = {}
        month = key == "month"
        for value, some in self._of("reported_on" if month else key).items():
            shown = value[:MONTH] if month and value else value or None
            if mine := some & rows:
                groups[shown] = groups[shown] | mine if shown in groups else mine
        return groups

    def _of(self, key: str) -> Mapping[str | None, BitMap]:
        return self.index.index.values(key) or {}


def chosen(connection: Connection, branch_id: str, day: date, conditions: Sequence[Condition]) -> Chosen | None:
    """Give the clues that conditions leave; None where there is no index to be trusted just now."""
    index = indexed(connection, CLUES, branch_id, day)
    rows = index.found(Query(tuple(conditions))) if index else None
    return None if index is None or rows is None else Chosen(index, rows)
