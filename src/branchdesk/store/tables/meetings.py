"""Meetings: the sitting, its people, its agenda, and what came of it.

Times are the office's own clock. Lists of plain sentences are JSON, where NULL is "not yet known" and [] is "none".
"""

from typing import Any

from sqlalchemy import JSON, Boolean, Column, Integer, String, Table, Text, UniqueConstraint

from branchdesk.store.tables.base import DATE, ID, MINUTE, identifier, index, metadata, to, to_branch

meeting = Table(
    "meeting",
    metadata,
    identifier(),
    to_branch(),
    Column("kind", String(32), nullable=False),
    Column("number", Integer, nullable=False),  # 第4次: within kind (and group) and year
    Column("state", String(8), nullable=False),
    Column("title", Text),
    Column("starts", MINUTE, nullable=False),
    Column("ends", MINUTE),
    Column("place", Text),
    to("party_group", "group_id", required=False),
    Column("chair_name", Text),
    to("member", "chair_id", required=False),
    Column("recorder_name", Text),
    to("member", "recorder_id", required=False),
    Column("observers", JSON(none_as_null=True)),
    # What an old record says of its heads and its course, where nobody was marked by name.
    Column("counted_expected", Integer),
    Column("counted_present", Integer),
    Column("counted_on_leave", Integer),
    Column("counted_absent", Integer),
    Column("text", Text),
    Column("resolutions", JSON(none_as_null=True)),
    Column("phase", String(12)),  # planned, notified, cancelled; NULL once it was held
    Column("form", String(12)),  # members, committee, group: as which body an 组织生活会 sat
    Column("for_year", Integer),
    Column("sitting", ID),  # the same in records of one sitting
    Column("partners", JSON(none_as_null=True)),
    Column("volunteers", JSON(none_as_null=True)),
    Column("moves", JSON(none_as_null=True)),  # [{"starts": …, "reason": …}], the oldest first
    Column("cancelled_for", Text),
    Column("signed_on", DATE),
    Column("study_minutes", Integer),  # what counts as study; NULL: as the branch's settings reckon it
)
index(meeting, "branch_id", "starts")
index(meeting, "branch_id", "kind", "starts")

# One row for each person and meeting. The frozen columns are written by 定稿 and stay NULL in a draft.
attendance = Table(
    "attendance",
    metadata,
    identifier(),
    to("meeting"),
    to("member"),
    Column("presence", String(8), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("made_up_on", DATE),
    Column("frozen_position", Integer),
    Column("frozen_name", Text),
    Column("frozen_stage", String(24)),
    Column("frozen_offices", JSON(none_as_null=True)),
    Column("frozen_group", Text),
    Column("frozen_entitled", Boolean),
    Column("late", Boolean),  # NULL is "no", as in every column below that says yes or no
    Column("online", Boolean),
    Column("made_up_how", Text),
    UniqueConstraint("meeting_id", "member_id"),
)
index(attendance, "member_id", "presence")


def _part(parent: str, name: str, *columns: Column[Any]) -> Table:
    """Declare rows in an order under a parent: a meeting, or an item of its agenda."""
    above = {"meeting": "meeting_id", "agenda_item": "item_id"}[parent]
    table = Table(
        name,
        metadata,
        identifier(),
        to(parent, above),
        Column("position", Integer, nullable=False),
        *columns,
    )
    index(table, above, "position")
    return table


# Who is expected otherwise than the roster says.
expected_override = _part(
    "meeting",
    "expected_override",
    to("member"),
    Column("expected", Boolean, nullable=False),
    Column("reason", Text, nullable=False, default=""),
)

agenda_item = _part(
    "meeting",
    "agenda_item",
    Column("kind", String(16), nullable=False),  # first_topic, topic, lecture, ballot
    Column("title", Text),
    Column("text", Text, nullable=False, default=""),
    Column("rule", String(16)),
    Column("reader_name", Text),  # who led the reading, reported, or gave the lecture
    to("member", "reader_id", required=False),
    Column("to_members_meeting", Boolean),
    Column("seats", Integer),
    Column("invalid", Integer),
)


studied_document = _part(
    "agenda_item",
    "studied_document",
    Column("title", Text, nullable=False),
    Column("source", Text),
    Column("issued", DATE),
    to("study_document", "document_id", required=False, derived=True),  # found by the title
)
index(studied_document, "document_id")
speech = _part(
    "agenda_item",
    "speech",
    Column("speaker_name", Text, nullable=False),
    to("member", "speaker_id", required=False),
    Column("text", Text, nullable=False),
)
measure = _part(
    "agenda_item",
    "measure",
    Column("text", Text, nullable=False),
    Column("owner_name", Text),
    to("member", "owner_id", required=False),
    Column("due", DATE),
    Column("done_on", DATE),
)
ballot_subject = _part(
    "agenda_item",
    "ballot_subject",
    Column("name", Text, nullable=False),
    to("member", "person_id", required=False),
    Column("yes", Integer),
    Column("no", Integer),
    Column("abstain", Integer),
    Column("written_yes", Integer),
    Column("declared", String(12)),
    Column("written_from", JSON(none_as_null=True)),  # [{"id": …, "name": …}]
    Column("write_in", Boolean),
    Column("excellent", Integer),
    Column("qualified", Integer),
    Column("basically_qualified", Integer),
    Column("unqualified", Integer),
    Column("grade", String(20)),
    Column("self_grade", String(20)),
    Column("mutual_excellent", Integer),
    Column("mutual_qualified", Integer),
    Column("mutual_basically_qualified", Integer),
    Column("mutual_unqualified", Integer),
    Column("feedback_on", DATE),  # when the member was told, and how
    Column("feedback", Text),
)
not_counted = _part(
    "agenda_item",
    "not_counted",
    Column("name", Text, nullable=False),
    to("member", "person_id", required=False),
    Column("reason", Text, nullable=False, default=""),
    Column("approved_by", Text, nullable=False, default=""),
)

# A measure of an earlier meeting looked back on. The measure is named, not referred to: its own record may be retyped.
measure_review = _part(
    "meeting",
    "measure_review",
    Column("measure", ID, nullable=False),
    Column("note", Text, nullable=False, default=""),
)
index(measure_review, "measure")

# What was collected before an 组织生活会: an opinion, from whom, about whom or what.
opinion = _part(
    "meeting",
    "opinion",
    Column("text", Text, nullable=False),
    Column("source", Text),
    Column("about", Text),
    to("member", "about_id", required=False),
)

# One criticism spoken there, and how it was taken.
criticism = _part(
    "meeting",
    "criticism",
    Column("critic_name", Text, nullable=False),
    to("member", "critic_id", required=False),
    Column("criticised_name", Text, nullable=False),
    to("member", "criticised_id", required=False),
    Column("text", Text, nullable=False),
    Column("answer", Text),
)

# The rectification list (整改清单) that follows from it, each line to its end.
rectification = _part(
    "meeting",
    "rectification",
    Column("problem", Text, nullable=False),
    Column("text", Text, nullable=False, default=""),
    Column("owner_name", Text),
    to("member", "owner_id", required=False),
    Column("due", DATE),
    Column("done_on", DATE),
    Column("result", Text),
)

# What a closed record is corrected by.
amendment = _part(
    "meeting",
    "amendment",
    Column("day", DATE, nullable=False),
    Column("text", Text, nullable=False),
)

# A file kept with a meeting. Its bytes stand in `blob` under their hash: history tells which file, not its bytes.
attachment = _part(
    "meeting",
    "attachment",
    Column("name", Text, nullable=False),
    Column("kind", String(64), nullable=False),  # media type
    Column("size", Integer, nullable=False),
    Column("content", String(64), nullable=False),  # SHA-256 of the bytes, as hex
)
