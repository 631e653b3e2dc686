"""Members, and what is true of them from one day to another.

A dated row holds from `since` (NULL: since before the first record) up to but not including `until` (NULL: still).
"""

from typing import Any

from sqlalchemy import Column, Integer, String, Table, Text

from branchdesk.store.tables.base import DATE, DERIVED, identifier, index, metadata, to, to_branch

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
    Column("strokes", Text, info={DERIVED: True}),  # the key that sorts a name by its strokes
    Column("former_name", Text),
    Column("degree", Text),
    Column("school", Text),
    Column("work_since", DATE),
    Column("department", Text),
    Column("job_rank", Text),
    Column("address", Text),
    Column("applied_on", DATE),
    Column("activist_since", DATE),
    Column("target_since", DATE),
    Column("joining_kind", Text),
    Column("joining_branch", Text),
    Column("sponsors", Text),
    Column("full_branch", Text),
    Column("seniority_correction", Integer),  # months added to the Party age, or taken from it
    Column("approved_on", DATE),  # the organisation above approved the admission
    Column("oath_on", DATE),
    Column("probation_until", DATE),  # a probation that was made longer ends then
    Column("dues_to", DATE),  # dues are paid up to this month
)
index(member, "branch_id", "roster_order")
index(member, "branch_id", "id_number")
index(member, "branch_id", "name")


def _dated(name: str, *columns: Column[Any]) -> Table:
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


# On this branch's roster at all: from joining or transfer in, to leaving. Somebody on their way to another branch is
# counted here until the receipt of their letter is back: then alone `until` is filled in.
member_period = _dated(
    "member_period",
    Column("reason", Text),
    Column("entry", String(16)),  # how they came: a choice of `ledgers.member_life.ENTRIES`
    Column("origin", Text),  # the organisation they came from
    Column("entry_letter_on", DATE),
    Column("entry_letter_number", Text),
    Column("entry_dues_to", DATE),  # dues were paid there up to this month
    Column("exit", String(16)),  # how they left or are leaving: a choice of `ledgers.member_life.EXITS`
    Column("destination", Text),
    Column("exit_letter_on", DATE),
    Column("exit_letter_number", Text),
    Column("exit_letter_days", Integer),  # days for which the letter is valid
    Column("exit_dues_to", DATE),
    Column("receipt_on", DATE),
)
member_stage = _dated("member_stage", Column("stage", String(24), nullable=False))
member_office = _dated(
    "member_office",
    Column("office", Text, nullable=False),
    Column("how", String(16)),  # elected, appointed …: a choice of `ledgers.member_life.WAYS_INTO_OFFICE`
)
member_group = _dated("member_group", to("party_group", "group_id"))
# What holds for a while and may count in a meeting or a vote: away, exempt, attending elsewhere, suspended …
member_condition = _dated(
    "member_condition",
    Column("kind", String(24), nullable=False),  # a `domain.conditions.ConditionKind`
    Column("reason", Text),
    Column("place", Text),
    Column("basis", Text),  # who approved it, by which paper
)

# What happened to somebody, or who belongs to them: family, honours, discipline, talks, training, career; what was
# looked at of an activist or probationary member (review), and contact kept with somebody abroad or lost (contact).
member_entry = Table(
    "member_entry",
    metadata,
    identifier(),
    to("member"),
    Column("kind", String(16), nullable=False),
    Column("day", DATE),
    Column("until", DATE),
    Column("title", Text),
    Column("detail", Text),
    Column("level", Text),
    Column("who", Text),
    to("member", "other_id", required=False),  # who that is, where they are of this branch
    Column("place", Text),
)
index(member_entry, "member_id", "kind", "day")
index(member_entry, "other_id")

# A portrait as a small JPEG, written as base64: history keeps rows as JSON.
member_photo = Table("member_photo", metadata, identifier(), to("member"), Column("image", Text, nullable=False))
index(member_photo, "member_id")
