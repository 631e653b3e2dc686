"""Every write, in the same transaction: what was done, when, by whom, each row before and after.

Operations form a chain of hashes; a payload (its changes) enters by a salted hash, so that a deleted person's rows can
one day be erased while the chain still holds.
"""

from sqlalchemy import JSON, Column, Index, Integer, LargeBinary, String, Table, Text, text

from branchdesk.store.tables.base import ID, identifier, index, metadata, to, to_branch

operation = Table(
    "operation",
    metadata,
    identifier(),
    to_branch(),
    Column("sequence", Integer, nullable=False, unique=True),
    Column("kind", String(8), nullable=False),  # start, do, undo, redo, event, erase
    Column("step", ID, nullable=False),  # the first of the operations that undo takes back together; mostly itself
    Column("reverses", ID),  # the step that an undo takes back or a redo does again
    Column("verb", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("at", String(25), nullable=False),
    Column("salt", LargeBinary(16), nullable=False),
    Column("payload_hash", String(64), nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
index(operation, "step")
index(operation, "reverses")

change = Table(
    "change",
    metadata,
    Column("number", Integer, primary_key=True),
    to("operation"),
    Column("table_name", String(32), nullable=False),
    Column("row_id", ID, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
)
index(change, "operation_id")
index(change, "row_id")
# What was taken out, for the trash.
Index(
    "ix_change_removed",
    change.c.table_name,
    change.c.row_id,
    sqlite_where=text("after IS NULL"),
    postgresql_where=text("after IS NULL"),
)

# What was erased of an operation for good: its notes of one person have neither before nor after any more, and its
# payload's salt is another. `rest_hash` is the payload's hash since then; the chain keeps the first one.
erasure = Table(
    "erasure",
    metadata,
    identifier(),
    to_branch(),
    to("operation"),
    Column("notes", Integer, nullable=False),  # how many of the operation's notes were erased by then
    Column("rest_hash", String(64), nullable=False),
)
index(erasure, "operation_id")
