"""The schema: one module a subject, and all of it in one metadata."""

from branchdesk.store.tables.base import metadata, new_id, new_ids
from branchdesk.store.tables.branch import branch, committee, party_group, preference, revision
from branchdesk.store.tables.clues import clue, volunteer
from branchdesk.store.tables.history import change, operation
from branchdesk.store.tables.meetings import (
    agenda_item,
    attendance,
    ballot_subject,
    measure,
    meeting,
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
    "attendance",
    "ballot_subject",
    "branch",
    "change",
    "clue",
    "committee",
    "measure",
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
    "operation",
    "party_group",
    "preference",
    "revision",
    "speech",
    "studied_document",
    "volunteer",
]
