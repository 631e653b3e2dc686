"""What is offered while a field of a clue is typed: the branch's categories, else what the newest clues have."""

from __future__ import annotations

from sqlalchemy import func, select

from branchdesk.services.clues import clue_categories
from branchdesk.store.engine import Store
from branchdesk.store.tables import clue

MET = ("reporter", "grid", "place", "unit", "outcome_number", "case_receiver")
MOST = 300


def offered(store: Store, key: str) -> tuple[str, ...]:
    """Give what to offer in a field, the likeliest first; nothing where each clue has its own."""
    if key == "category":
        return tuple(one.name for one in clue_categories.offered(store))
    if key == "subcategory":
        return tuple(dict.fromkeys(sub for one in clue_categories.offered(store) for sub in one.subs))
    if key not in MET:
        return ()
    column = clue.c[key]
    with store.reading() as connection:
        query = select(column).where(clue_categories.recent(connection, store.branch.id), column.is_not(None))
        rows = connection.scalars(query.group_by(column).order_by(func.count().desc(), column).limit(MOST))
        return tuple(str(value) for value in rows if value)
