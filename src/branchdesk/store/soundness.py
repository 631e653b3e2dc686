"""Whether the file, its records and its history hold together.

SQLite-only: the pragmas. PostgreSQL: amcheck for the pages, constraints for the references.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select, text

from branchdesk.store import blobs, driver
from branchdesk.store.chain import Report, broken_links
from branchdesk.store.matching import match
from branchdesk.store.tables import (
    agenda_item,
    attachment,
    attendance,
    blob,
    clue,
    clue_photo,
    clue_snapshot,
    meeting,
    member,
    operation,
    volunteer,
)

COUNTED: dict[str, Table] = {
    "members": member,
    "meetings": meeting,
    "agenda_items": agenda_item,
    "attendance": attendance,
    "volunteers": volunteer,
    "clues": clue,
    "operations": operation,
}


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was found: problems of the pages, references to nothing, operations that do not hold; and row counts.

    `records` are rows (table/row) that are not as the history has them; `unknown` counts those it never knew.
    """

    pages: tuple[str, ...]
    references: tuple[str, ...]
    history: tuple[int, ...]
    counts: dict[str, int]
    records: tuple[str, ...] = ()
    unknown: int = 0

    @property
    def ok(self) -> bool:
        """Say whether nothing was found."""
        return not (self.pages or self.references or self.history or self.records)


def look(connection: Connection, report: Report | None = None) -> Soundness:
    """Look at every page, every reference, the bytes of every file, every link of the history, and every row by it.

    Where a page is damaged nothing else is looked at: the library gives no more of the file. `report` is told (done,
    total) now and then, first of the history's notes, then of the rows, and may end it by raising.
    """
    pages = tuple(driver.page_problems(connection.connection.driver_connection))
    if pages:
        return Soundness(pages, (), (), {})
    references = [f"{row[0]}→{row[2]}" for row in connection.execute(text("PRAGMA foreign_key_check"))]
    for column in (attachment.c.content, clue_photo.c.content, clue_snapshot.c.records):
        named = connection.scalars(select(column).distinct()).all()
        references += [f"{column.table}→{blob.name}" for digest in named if blobs.read(connection, digest) is None]
    history = tuple(broken_links(connection, report))
    matched = match(connection, report)
    found = counts(connection)
    return Soundness(pages, tuple(references), history, found, matched.differ, matched.unknown)


def counts(connection: Connection) -> dict[str, int]:
    """Count the rows of the kinds that people know."""
    return {name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in COUNTED.items()}
