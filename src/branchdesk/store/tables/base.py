"""What all tables share: one metadata, constraint names, and how keys and dates are kept.

Identifiers are UUIDv7 as text. Dates are ISO text, possibly cut (`2016`, `2016-01`), so that their alphabetical order
is their order in time, `since <= day` is true from the first day that a partial date can mean, and every value is what
JSON can hold: history keeps rows as they stand. PostgreSQL: the same columns, with COLLATE "C" on the date columns.
"""

import secrets
import time
from threading import Lock

from sqlalchemy import Column, ColumnElement, ForeignKey, Index, MetaData, String, Table, true

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    },
)

ID = String(36)
DATE = String(10)
MINUTE = String(16)  # 2026-11-20T14:30, the office's own clock
DERIVED = "derived"  # of a column's info: worked out from the row's others, and filled in without a step of history
GIVEN = "given"  # of a column's info: a number that each row gets as it is added, one above the highest, and keeps


_PARTS_OF_MS = 4096  # what the 12 bits behind the milliseconds tell apart
_NS_OF_MS = 1_000_000
_VARIANTS = "89ab"
_last_moment = 0
_lock = Lock()


def new_id() -> str:
    """Make an identifier; those made later sort later."""
    return new_ids(1)[0]


def new_ids(count: int) -> list[str]:
    """Make many identifiers, each sorting after the one before.

    They are UUIDs of version 7 (RFC 9562, section 6.2, method 3): 48 bits of milliseconds, 12 of their fractions,
    which are counted on where two fall together, and 62 random ones.
    """
    global _last_moment  # noqa: PLW0603 - the clock of the process
    with _lock:
        first = max(time.time_ns() * _PARTS_OF_MS // _NS_OF_MS, _last_moment + 1)
        _last_moment = first + count - 1
    chance = secrets.token_hex(8 * count)
    made = []
    for number in range(count):
        when, at = f"{first + number:015x}", 16 * number
        variant = _VARIANTS[int(chance[at], 16) & 3]
        random = f"{variant}{chance[at + 1 : at + 4]}-{chance[at + 4 : at + 16]}"
        made.append(f"{when[:8]}-{when[8:12]}-7{when[12:]}-{random}")
    return made


def identifier() -> Column[str]:
    """Declare the primary key that every record has."""
    return Column("id", ID, primary_key=True)


def to_branch() -> Column[str]:
    """Declare which branch a root record belongs to."""
    return Column("branch_id", ID, ForeignKey("branch.id"), nullable=False)


def to(table: str, name: str | None = None, *, required: bool = True, derived: bool = False) -> Column[str]:
    """Declare a reference to another table's record, named after it unless told."""
    info = {DERIVED: True} if derived else {}
    return Column(name or f"{table}_id", ID, ForeignKey(f"{table}.id"), nullable=not required, info=info)


def index(table: Table, *columns: str) -> None:
    """Index a table by columns."""
    Index(None, *(table.c[column] for column in columns))


def of_branch(table: Table, branch_id: str | None) -> ColumnElement[bool]:
    """Say in SQL that a record belongs to a branch; None asks for any branch's."""
    return true() if branch_id is None else table.c.branch_id == branch_id
