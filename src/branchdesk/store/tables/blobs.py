"""The bytes of files, each once, under their own hash: written and never changed, so no step of history keeps them."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from branchdesk.store.tables.base import metadata

blob = Table(
    "blob",
    metadata,
    Column("id", String(64), primary_key=True),  # SHA-256 as hex
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
