"""The branch, its groups, and the revision of the file's schema."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, String, Table, Text

from branchdesk.store.tables.base import identifier, index, metadata, to_branch

branch = Table(
    "branch",
    metadata,
    identifier(),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("duties_from", String(7), nullable=False),  # 启用日期, to the month: 2026-11
)

party_group = Table(
    "party_group",
    metadata,
    identifier(),
    to_branch(),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
)
index(party_group, "branch_id")

# Alembic's own table, declared so that a new file needs no Alembic.
revision = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
