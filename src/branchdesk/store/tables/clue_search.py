"""The index that finds clues by their text (`store/clue_search.py`): all of it can be made anew from the clues."""

from sqlalchemy import Boolean, Column, Integer, LargeBinary, Table, Text

from branchdesk.store.tables.base import identifier, index, metadata, to_branch

# How far the index is: true up to an operation, and `whole` once it has every clue, not only those up to a serial.
clue_search = Table(
    "clue_search",
    metadata,
    identifier(),
    to_branch(),
    Column("form", Text, nullable=False),  # in which form it is kept, and of which fields
    Column("sequence", Integer, nullable=False),
    Column("upto", Integer, nullable=False),
    Column("whole", Boolean, nullable=False),
)
index(clue_search, "branch_id")

# Some thousands of clues, and whose text stands at each place of the part.
clue_search_part = Table(
    "clue_search_part",
    metadata,
    Column("id", Integer, primary_key=True),
    to_branch(),
    Column("size", Integer, nullable=False),  # clues when it was made
    Column("serials", LargeBinary, nullable=False),  # of the clues for which it still speaks
    Column("owners", LargeBinary, nullable=False),
    Column("shared", LargeBinary, nullable=False),
)
index(clue_search_part, "branch_id")

# The places at which a character stands in a part; `id` is made of both, so that one look into the table finds them.
clue_search_char = Table(
    "clue_search_char",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("places", LargeBinary, nullable=False),
)
