"""How the desk is set: what a person arranged on a screen and finds again. No record of the branch, so no history."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select, update

from branchdesk.store.engine import Store
from branchdesk.store.tables import new_id, preference


def get(store: Store, key: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Give what was kept under a key, or None."""
    mine = (preference.c.branch_id == store.branch.id, preference.c.key == key)
    with store.reading() as connection:
        return connection.scalar(select(preference.c.value).where(*mine))


def under(store: Store, beginning: str) -> dict[str, Any]:
    """Give everything kept under keys of one beginning, by what follows it."""
    mine = (preference.c.branch_id == store.branch.id, preference.c.key.startswith(beginning, autoescape=True))
    with store.reading() as connection:
        found = connection.execute(select(preference.c.key, preference.c.value).where(*mine))
        return {key.removeprefix(beginning): value for key, value in found}


def put(store: Store, key: str, value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Keep a value (None forgets it) under a key; it is no step, so undo passes it by."""
    mine = (preference.c.branch_id == store.branch.id, preference.c.key == key)
    with store.transaction() as connection:
        if value is None:
            connection.execute(delete(preference).where(*mine))
        elif connection.execute(update(preference).where(*mine).values(value=value)).rowcount == 0:
            row = {"id": new_id(), "branch_id": store.branch.id, "key": key, "value": value}
            connection.execute(insert(preference).values(row))
