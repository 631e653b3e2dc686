"""What was done: the list of steps, taking one back, doing it again."""

from __future__ import annotations

from branchdesk.store import history
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Step


def steps(store: Store, limit: int | None = None) -> tuple[Step, ...]:
    """Give the steps, newest first."""
    with store.reading() as connection:
        return tuple(history.steps(connection, limit))


def next_titles(store: Store) -> tuple[str | None, str | None]:
    """Name the steps that undo and redo would concern, or None where there is none."""
    with store.reading() as connection:
        back, again = history.next_undo(connection), history.next_redo(connection)
    return (back.title if back else None), (again.title if again else None)


def undo(store: Store) -> Changes:
    """Take the newest step back; Refusal where there is none."""
    return history.undo(store)


def redo(store: Store) -> Changes:
    """Do the step taken back last again; Refusal where there is none."""
    return history.redo(store)
