"""By when a clue is to be handled: its own day, or the working days that the branch set, counted from 提报.

The day is kept with each clue, so that lists and figures can ask for it; it is worked out anew when the branch's
setting or its calendar of holidays changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from branchdesk.domain.dates import PartialDate, Precision
from branchdesk.files.progress import Report, untold
from branchdesk.services import preferences
from branchdesk.services.clues import clue_settings
from branchdesk.services.duties import working_days
from branchdesk.store import clue_changes, clue_index
from branchdesk.store.bulk import batches
from branchdesk.store.engine import Store
from branchdesk.store.tables import clue

KEY = "clue_deadlines"  # of what they were worked out by last, and up to which operation
AT_ONCE = 20  # days of 提报 whose clues are written in one transaction: nobody else can write meanwhile
MOST, OFTEN = 5000, 300  # changes that are looked at one by one, and after which they are forgotten


class Deadlines:
    """The deadlines of a branch's clues, by its settings and calendar as they are."""

    def __init__(self, connection: Connection, branch_id: str) -> None:
        """Read both."""
        self._days = clue_settings.kept(connection, branch_id).days
        self._calendar = working_days.calendar(connection, branch_id) if self._days else None
        self._known: dict[str, str] = {}

    def basis(self) -> str | None:
        """Tell apart what deadlines are worked out by: the days allowed and each day that is set; None without any."""
        if self._calendar is None:
            return None
        days = (f"{one.day.isoformat()}{one.off}" for one in sorted(self._calendar.days.values()))
        return f"{self._days} {hashlib.sha256(' '.join(days).encode()).hexdigest()}"

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


def freshen(store: Store, report: Report = untold) -> bool:
    """Work the deadlines out anew where they may be others by now; gives whether any was. It is no step of history.

    So it is after another setting or other holidays, whoever changed them, and after a step was taken back: that brings
    a clue back with the deadline it had then. `report` may end the work by raising; the next time goes on with it.
    """
    branch_id = store.branch.id
    known = preferences.get(store, KEY)
    with store.reading() as connection:
        deadlines = Deadlines(connection, branch_id)
        basis, upto = deadlines.basis(), clue_changes.newest(connection)
        since = known["sequence"] if known and known["basis"] == basis else None
        if basis is None and known is None:
            return False
        touched = None if since is None else clue_changes.changed_since(connection, since, MOST)
    changed = _everywhere(store, deadlines, report) if touched is None else _corrected(store, deadlines, touched.ids)
    if touched is None or len(touched.ids) > OFTEN:
        preferences.put(store, KEY, None if basis is None else {"basis": basis, "sequence": upto})
    return changed


def _everywhere(store: Store, deadlines: Deadlines, report: Report) -> bool:
    """Write the deadlines of all clues where they are others, some days of 提报 after others."""
    mine = (clue.c.branch_id == store.branch.id, clue.c.reported_on.is_not(None))
    with store.reading() as connection:
        days = connection.scalars(select(clue.c.reported_on).where(*mine).distinct()).all()
    changed = False
    for done, part in enumerate(batches(days, AT_ONCE)):
        report(done * AT_ONCE, len(days))
        changed |= _write(store, deadlines, part)
    return changed


def _corrected(store: Store, deadlines: Deadlines, ids: Sequence[str]) -> bool:
    """Write the deadlines of some clues where they are others."""
    columns = (clue.c.id, clue.c.reported_on, clue.c.due_by, clue.c.deadline)
    with store.reading() as connection:
        queries = (select(*columns).where(clue.c.id.in_(part)) for part in batches(ids))
        rows = [row for query in queries for row in connection.execute(query)]
    wanted = {row.id: deadlines.of(row.reported_on, row.due_by) for row in rows}
    wrong = [row.id for row in rows if row.deadline != wanted[row.id]]
    if wrong:
        with store.transaction() as connection:
            for clue_id in wrong:
                connection.execute(update(clue).where(clue.c.id == clue_id).values(deadline=wanted[clue_id]))
            clue_index.distrust(connection)
    return bool(wrong)


def _write(store: Store, deadlines: Deadlines, days: Sequence[str]) -> bool:
    """Write the deadlines of some days' clues where they are others, and say whether any was."""
    told = (clue.c.branch_id == store.branch.id, clue.c.due_by.is_(None))
    changed = False
    with store.transaction() as connection:
        for day in days:
            wanted = deadlines.of(day, None)
            others = (clue.c.reported_on == day, clue.c.deadline.is_distinct_from(wanted))
            written = connection.execute(update(clue).where(*told, *others).values(deadline=wanted))
            changed |= written.rowcount > 0
        if changed:
            clue_index.distrust(connection)
    return changed
