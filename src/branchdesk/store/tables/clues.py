"""Volunteers, the clues they report, what became of these; strokes of the tally board; figures as they were quoted."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, LargeBinary, String, Table, Text, func

from branchdesk.store.tables.base import DATE, DERIVED, GIVEN, MINUTE, identifier, index, metadata, to, to_branch

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
    Column("left_on", DATE),  # the first day on which somebody was no longer of the team
    Column("roster_order", Integer),
)
index(volunteer, "branch_id", "name")

# `reporter` is everybody's name as written, joined by 、, or 匿名; `volunteer_id` the first of them where they are one.
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
    Column("reported_at", String(5)),  # 14:30, the time of that day
    Column("subcategory", Text),
    Column("place", Text),
    Column("sent_on", DATE),
    Column("due_by", DATE),
    Column("handled_on", DATE),
    Column("fed_back_on", DATE),
    Column("reason", Text),  # why it is out of scope
    to("clue", "duplicate_of", required=False),
    Column("outcome", String(16)),  # case, proposal
    Column("outcome_number", Text),
    Column("case_sent_on", DATE),  # of a 办案线索: when, to whom, by which receipt, and nothing of its content
    Column("case_receiver", Text),
    Column("case_receipt", Text),
    Column("deadline", DATE, info={DERIVED: True}),  # `due_by`, else so many working days after `reported_on`
    Column("serial", Integer, info={DERIVED: True, GIVEN: True}),  # what indexes of many clues know it by
)
index(clue, "branch_id", "number")
index(clue, "branch_id", "reported_on")
index(clue, "branch_id", "state", "reported_on")
index(clue, "volunteer_id")
index(clue, "duplicate_of")
index(clue, "serial")
# Of one length, numbers stand in the order in which they count; XS20269999 and XS202610000 do not.
Index("ix_clue_number_by_length", clue.c.branch_id, func.length(clue.c.number), clue.c.number)

# One step on a clue's way; `state` is what the clue was from then on.
clue_step = Table(
    "clue_step",
    metadata,
    identifier(),
    to("clue"),
    Column("position", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("day", DATE),
    Column("at", String(5)),
    Column("who", Text),
    Column("what", Text),
    Column("document", Text),  # number of the letter that went with it
)
index(clue_step, "clue_id", "position")

clue_photo = Table(
    "clue_photo",
    metadata,
    identifier(),
    to("clue"),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(64), nullable=False),  # media type
    Column("size", Integer, nullable=False),
    Column("content", String(64), nullable=False),  # SHA-256 of the bytes, as hex
)
index(clue_photo, "clue_id", "position")

# Who reported a clue together with the first of its reporters.
joint_reporter = Table(
    "joint_reporter",
    metadata,
    identifier(),
    to("clue"),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    to("volunteer", required=False),
)
index(joint_reporter, "clue_id", "position")
index(joint_reporter, "volunteer_id")

# The categories that are offered, in their order; a sub-category names the category it belongs to.
clue_category = Table(
    "clue_category",
    metadata,
    identifier(),
    to_branch(),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("parent", Text),
)
index(clue_category, "branch_id", "position")

# Clues of which only the number is known: of a day, a volunteer, grid or unit (`by`, `name`), and a category.
clue_stroke = Table(
    "clue_stroke",
    metadata,
    identifier(),
    to_branch(),
    Column("day", DATE, nullable=False),
    Column("by", String(16), nullable=False),  # volunteer, grid, unit
    Column("name", Text, nullable=False),
    to("volunteer", required=False),
    Column("category", Text),
    Column("reported", Integer, nullable=False),
    Column("handled", Integer, nullable=False),
)
index(clue_stroke, "branch_id", "day")
index(clue_stroke, "volunteer_id")

# Figures as they were quoted: what was asked, by which definition, and (as bytes) each record as it stood.
clue_snapshot = Table(
    "clue_snapshot",
    metadata,
    identifier(),
    to_branch(),
    Column("name", Text, nullable=False),
    Column("taken_at", MINUTE, nullable=False),
    Column("since", DATE),
    Column("until", DATE),
    Column("asked", JSON, nullable=False),  # the filter and the settings that made the figures
    Column("definition", Text, nullable=False),
    Column("figures", JSON, nullable=False),
    Column("records", String(64), nullable=False),  # SHA-256 of the list of records
    Column("note", Text),
)
index(clue_snapshot, "branch_id", "taken_at")

# The index of many clues (`store/clue_index.py`), true up to an operation; all of it can be made anew from the clues.
clue_index = Table(
    "clue_index",
    metadata,
    identifier(),
    to_branch(),
    Column("form", Integer, nullable=False),  # in which form it is kept
    Column("sequence", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("by_number", LargeBinary, nullable=False),  # serials in the order of the clues' numbers
)
index(clue_index, "branch_id")

clue_facet = Table(
    "clue_facet",
    metadata,
    Column("id", Integer, primary_key=True),
    to_branch(),
    Column("facet", String(16), nullable=False),
    Column("value", Text),
    Column("rows", Integer, nullable=False),
    Column("serials", LargeBinary, nullable=False),
)
index(clue_facet, "branch_id", "facet", "value")
