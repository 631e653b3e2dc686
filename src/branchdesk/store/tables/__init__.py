"""The schema: one module a subject, and all of it in one metadata."""

from branchdesk.store.tables.base import metadata, new_id, new_ids
from branchdesk.store.tables.blobs import blob
from branchdesk.store.tables.branch import branch, committee, party_group, preference, revision
from branchdesk.store.tables.clues import clue, volunteer
from branchdesk.store.tables.history import change, operation
from branchdesk.store.tables.meetings import (
    agenda_item,
    amendment,
    attachment,
    attendance,
    ballot_subject,
    expected_override,
    measure,
    measure_review,
    meeting,
    not_counted,
    speech,
    studied_document,
)
from branchdesk.store.tables.members import (
    member,
    member_condition,
    member_entry,
    member_group,
    member_office,
    member_period,
    member_photo,
    member_stage,
)

__all__ = [
    "agenda_item",
    "amendment",
    "attachment",
    "attendance",
    "ballot_subject",
    "blob",
    "branch",
    "change",
    "clue",
    "committee",
    "expected_override",
    "measure",
    "measure_review",
    "meeting",
    "member",
    "member_condition",
    "member_entry",
    "member_group",
    "member_office",
    "member_period",
    "member_photo",
    "member_stage",
    "metadata",
    "new_id",
    "new_ids",
    "not_counted",
    "operation",
    "party_group",
    "preference",
    "revision",
    "speech",
    "studied_document",
    "volunteer",
]
