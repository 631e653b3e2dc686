"""五个一: what the branch does for a member's 政治生日, and what was done for whom in which year."""

from sqlalchemy import Column, Integer, String, Table, Text, UniqueConstraint

from branchdesk.store.tables.base import DATE, identifier, index, metadata, to, to_branch

# One of the five. A branch that changes one ends it with a year and begins another: earlier years stay as they were.
five_ones_item = Table(
    "five_ones_item",
    metadata,
    identifier(),
    to_branch(),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("evidence", String(12), nullable=False),  # talk, meeting, card, visit, free
    Column("since_year", Integer),  # NULL: since ever
    Column("until_year", Integer),  # the first year without it; NULL: still
)
index(five_ones_item, "branch_id", "position")

five_ones_mark = Table(
    "five_ones_mark",
    metadata,
    identifier(),
    to("member"),
    to("five_ones_item", "item_id"),
    Column("year", Integer, nullable=False),
    Column("state", String(8), nullable=False),  # done, exempt
    Column("day", DATE),
    Column("who", Text),  # who talked, gave, visited
    Column("note", Text),
    to("meeting", "meeting_id", required=False),  # the meeting or theme day that shows it
    to("member_entry", "entry_id", required=False),  # the talk that shows it
    UniqueConstraint("member_id", "item_id", "year"),
)
