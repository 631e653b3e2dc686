"""What is studied: documents by title and source (never their text), and who made one up alone."""

from sqlalchemy import Column, String, Table, Text, UniqueConstraint

from branchdesk.store.tables.base import DATE, identifier, index, metadata, to, to_branch

study_document = Table(
    "study_document",
    metadata,
    identifier(),
    to_branch(),
    Column("title", Text, nullable=False),
    Column("key", Text, nullable=False),  # the title without marks and blanks, by which it is found again
    Column("source", Text),
    Column("issued", DATE),
    Column("kind", String(16)),  # a choice of `ledgers.documents`
    Column("wanted_by", DATE),  # everybody is to have studied it by then
    Column("note", Text),
    to("study_document", "same_as", required=False),  # another title of that one, which alone is shown
)
index(study_document, "branch_id", "key")

# One member's own study of a document, beside the meetings at which they heard it.
document_study = Table(
    "document_study",
    metadata,
    identifier(),
    to("study_document", "document_id"),
    to("member"),
    Column("day", DATE),
    Column("how", Text),  # 自学, 送学上门 …
    UniqueConstraint("document_id", "member_id"),
)
index(document_study, "member_id")
