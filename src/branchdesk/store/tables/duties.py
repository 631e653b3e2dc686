"""What a branch sets and notes about its duties: rules as they hold here, duties noted by hand, days off, findings.

A rule's own text ships with the program; here stands only what this branch made of it, and from which day.
"""

from sqlalchemy import JSON, Boolean, Column, String, Table, Text, UniqueConstraint

from branchdesk.store.tables.base import DATE, ID, identifier, index, metadata, to, to_branch

# A rule switched or set otherwise by this branch from a day on. NULL `on` and settings leave that as it was.
rule_change = Table(
    "rule_change",
    metadata,
    identifier(),
    to_branch(),
    Column("rule", String(48), nullable=False),  # the id of a rule in resources/rules
    Column("since", DATE, nullable=False),  # duties whose time ends on that day or later follow it
    Column("on", Boolean),
    Column("settings", JSON(none_as_null=True)),  # {"every": "quarter"}: only what differs
    Column("note", Text),  # why, by which paper of the organisation above
    Column("who", Text),
)
index(rule_change, "branch_id", "rule", "since")

# A duty that no other record proves: noted as done, or as not asked for this time.
duty_mark = Table(
    "duty_mark",
    metadata,
    identifier(),
    to_branch(),
    Column("rule", String(48), nullable=False),
    Column("subject", ID, nullable=False, default=""),  # the member or group it is of; empty for the branch itself
    Column("period", String(10), nullable=False),  # 2026, 2026H2, 2026Q4, 2026-11, or the day it began with
    Column("state", String(8), nullable=False),  # done, exempt
    Column("day", DATE),
    Column("note", Text),
    to("meeting", "meeting_id", required=False),  # the record that shows it
    UniqueConstraint("branch_id", "rule", "subject", "period"),
)

# Public holidays and the days worked instead, as a branch imports them for years that the program does not know.
holiday = Table(
    "holiday",
    metadata,
    identifier(),
    to_branch(),
    Column("day", DATE, nullable=False),
    Column("off", Boolean, nullable=False),  # false: a weekend day that is worked
    Column("name", Text),
    UniqueConstraint("branch_id", "day"),
)

# What was said of a finding of the inspection list (迎检): how it was mended, or why it stands as it is.
finding_note = Table(
    "finding_note",
    metadata,
    identifier(),
    to_branch(),
    Column("finding", String(160), nullable=False),  # code and record, as `domain.inspection` names it
    Column("note", Text),
    Column("settled_on", DATE),
    UniqueConstraint("branch_id", "finding"),
)
