"""What all tables share: one metadata, constraint names, and how keys and dates are kept.

Identifiers are UUIDv7 as text. Dates are ISO text, possibly cut (`2016`, `2016-01`), so that their alphabetical order
is their order in time, `since <= day` is true from the first day that a partial date can mean, and every value is what
JSON can hold: history keeps rows as they stand. PostgreSQL: the same columns, with COLLATE "C" on the date columns.
"""

from sqlalchemy import Column, ForeignKey, Index, MetaData, String, Table
from uuid6 import uuid7

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


def new_id() -> str:
    """Make an identifier; those made later sort later."""
    return str(uuid7())


def identifier() -> Column[str]:
    """Declare the primary key that every record has."""
    return Column("id", ID, primary_key=True)


def to_branch() -> Column[str]:
    """Declare which branch a root record belongs to."""
    return Column("branch_id", ID, ForeignKey("branch.id"), nullable=False)


def to(table: str, name: str | None = None, *, required: bool = True) -> Column[str]:
    """Declare a reference to another table's record, named after it unless told."""
    return Column(name or f"{table}_id", ID, ForeignKey(f"{table}.id"), nullable=not required)


def index(table: Table, *columns: str) -> None:
    """Index a table by columns."""
    Index(None, *(table.c[column] for column in columns))
