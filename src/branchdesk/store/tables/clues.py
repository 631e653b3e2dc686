"""Volunteers and the clues they report."""

from sqlalchemy import Boolean, Column, String, Table, Text

from branchdesk.store.tables.base import DATE, DERIVED, identifier, index, metadata, to, to_branch

volunteer = Table(
    "volunteer",
    metadata,
    identifier(),
    to_branch(),
    Column("name", Text, nullable=False),
    Column("team", Text),
    Column("phone", Text),
    Column("joined_on", DATE),
    Column("platform", Text),
    Column("grid", Text),
    Column("remark", Text),
    Column("initials", Text, nullable=False),
    Column("pinyin", Text, nullable=False),
    Column("strokes", Text, info={DERIVED: True}),
)
index(volunteer, "branch_id", "name")

clue = Table(
    "clue",
    metadata,
    identifier(),
    to_branch(),
    Column("number", String(32), nullable=False),
    Column("reported_on", DATE),
    Column("reporter", Text),
    to("volunteer", required=False),
    Column("category", Text),
    Column("grid", Text),
    Column("text", Text),
    Column("unit", Text),
    Column("state", String(16), nullable=False),
    Column("closed_on", DATE),
    Column("fed_back", Boolean),
    Column("remark", Text),
)
index(clue, "branch_id", "number")
index(clue, "branch_id", "reported_on")
index(clue, "branch_id", "state", "reported_on")
