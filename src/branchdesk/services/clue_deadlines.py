"""By when a clue is to be handled: its own day, or the working days that the branch set, counted from 提报.

The day is kept with each clue, so that lists and figures can ask for it; it is worked out anew when the branch's
setting or its calendar of holidays changes.
"""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from branchdesk.domain.dates import PartialDate, Precision
from branchdesk.services import clue_settings, working_days
from branchdesk.store import clue_index
from branchdesk.store.engine import Store
from branchdesk.store.tables import clue


class Deadlines:
    """The deadlines of a branch's clues, by its settings and calendar as they are."""

    def __init__(self, connection: Connection, branch_id: str) -> None:
        """Read both."""
        self._days = clue_settings.kept(connection, branch_id).days
        self._calendar = working_days.calendar(connection, branch_id) if self._days else None
        self._known: dict[str, str] = {}

    def of(self, reported_on: str | None, due_by: str | None) -> str | None:
        """Give the day by which a clue is to be handled, as stored; None where nothing says so.

        A month's or a year's end is meant by one of which no day is named.
        A clue whose day is known only to the month has none but its own: nobody knows when its days began.
        """
        if due_by:
            return PartialDate.parse(due_by).last_day().isoformat()
        if not reported_on or self._days is None or self._calendar is None:
            return None
        if reported_on not in self._known:
            day = PartialDate.parse(reported_on)
            if day.precision is not Precision.DAY:
                return None
            self._known[reported_on] = self._calendar.add(day.first_day(), self._days).last.isoformat()
        return self._known[reported_on]


def refresh(store: Store) -> int:
    """Work out every deadline anew and give how many days of 提报 had others; no step of history."""
    changed = 0
    with store.transaction() as connection:
        deadlines = Deadlines(connection, store.branch.id)
        mine = clue.c.branch_id == store.branch.id
        for reported_on in connection.scalars(select(clue.c.reported_on).where(mine).distinct()).all():
            wanted = deadlines.of(reported_on, None)
            told = (mine, clue.c.reported_on.is_not_distinct_from(reported_on), clue.c.due_by.is_(None))
            other = clue.c.deadline.is_distinct_from(wanted)
            changed += connection.execute(update(clue).where(*told, other).values(deadline=wanted)).rowcount > 0
        if changed:
            clue_index.distrust(connection)
    return changed
