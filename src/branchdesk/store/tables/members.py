"""Members, and what is true of them from one day to another.

A dated row holds from `since` (NULL: since before the first record) up to but not including `until` (NULL: still).
"""

from sqlalchemy import Column, Integer, String, Table, Text

from branchdesk.store.tables.base import DATE, identifier, index, metadata, to, to_branch

member = Table(
    "member",
    metadata,
    identifier(),
    to_branch(),
    Column("roster_order", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("sex", String(8)),
    Column("ethnicity", Text),
    Column("birth_date", DATE),
    Column("id_number", String(18)),
    Column("education", Text),
    Column("native_place", Text),
    Column("post", Text),
    Column("phone", Text),
    Column("joined_on", DATE),
    Column("full_since", DATE),
    Column("remark", Text),
    Column("initials", Text, nullable=False),
    Column("pinyin", Text, nullable=False),
)
index(member, "branch_id", "roster_order")
index(member, "branch_id", "id_number")
index(member, "branch_id", "name")


def _dated(name: str, *columns: Column[str]) -> Table:
    table = Table(
        name,
        metadata,
        identifier(),
        to("member"),
        *columns,
        Column("since", DATE),
        Column("until", DATE),
    )
    index(table, "member_id")
    return table


# On this branch's roster at all: from joining or transfer in, to leaving.
member_period = _dated("member_period", Column("reason", Text))
member_stage = _dated("member_stage", Column("stage", String(24), nullable=False))
member_office = _dated("member_office", Column("office", Text, nullable=False))
member_group = _dated("member_group", to("party_group", "group_id"))
