"""The branch, its groups, its committees, how its desk is set, and the revision of the file's schema."""

from sqlalchemy import JSON, Column, Integer, PrimaryKeyConstraint, String, Table, Text, UniqueConstraint

from branchdesk.store.tables.base import DATE, identifier, index, metadata, to_branch

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

# One committee (or, in a small branch, one secretary) from its election to the next.
committee = Table(
    "committee",
    metadata,
    identifier(),
    to_branch(),
    Column("number", Integer),  # 第5届
    Column("since", DATE, nullable=False),
    Column("until", DATE),  # when the next one took over; NULL while in office
    Column("years", Integer, nullable=False),  # the term it was elected for
    Column("how", String(16)),  # elected, appointed …
    Column("basis", Text),  # the reply of the organisation above, or why it was put off
    Column("remark", Text),
)
index(committee, "branch_id", "since")

# How the desk is set: columns, saved filters, what a sheet's headings mean. No record of the branch, so no history.
preference = Table(
    "preference",
    metadata,
    identifier(),
    to_branch(),
    Column("key", String(120), nullable=False),
    Column("value", JSON(none_as_null=True)),
    UniqueConstraint("branch_id", "key"),
)

# Alembic's own table, declared so that a new file needs no Alembic.
revision = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
