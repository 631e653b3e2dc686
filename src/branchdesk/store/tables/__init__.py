"""The schema: one module a subject, and all of it in one metadata."""

from branchdesk.store.tables.base import metadata, new_id, new_ids
from branchdesk.store.tables.blobs import blob
from branchdesk.store.tables.branch import branch, committee, party_group, preference, revision
from branchdesk.store.tables.clues import clue, volunteer
from branchdesk.store.tables.duties import duty_mark, finding_note, holiday, rule_change
from branchdesk.store.tables.five_ones import five_ones_item, five_ones_mark
from branchdesk.store.tables.history import change, operation
from branchdesk.store.tables.meetings import (
    agenda_item,
    amendment,
    attachment,
    attendance,
    ballot_subject,
    criticism,
    expected_override,
    measure,
    measure_review,
    meeting,
    not_counted,
    opinion,
    rectification,
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
from branchdesk.store.tables.study import document_study, study_document

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
    "criticism",
    "document_study",
    "duty_mark",
    "expected_override",
    "finding_note",
    "five_ones_item",
    "five_ones_mark",
    "holiday",
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
    "opinion",
    "party_group",
    "preference",
    "rectification",
    "revision",
    "rule_change",
    "speech",
    "studied_document",
    "study_document",
    "volunteer",
]
