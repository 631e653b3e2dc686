"""The first schema: branch, members, meetings, volunteers and clues, history."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of the first schema."""
    op.create_table(
        "branch",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("duties_from", sa.String(length=7), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branch")),
    )
    op.create_table(
        "member",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("branch_id", sa.String(length=36), nullable=False),
        sa.Column("roster_order", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sex", sa.String(length=8), nullable=True),
        sa.Column("ethnicity", sa.Text(), nullable=True),
        sa.Column("birth_date", sa.String(length=10), nullable=True),
        sa.Column("id_number", sa.String(length=18), nullable=True),
        sa.Column("education", sa.Text(), nullable=True),
        sa.Column("native_place", sa.Text(), nullable=True),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("joined_on", sa.String(length=10), nullable=True),
        sa.Column("full_since", sa.String(length=10), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("pinyin", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_member_branch_id_branch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
    )
    op.create_index(op.f("ix_member_branch_id_id_number"), "member", ["branch_id", "id_number"], unique=False)
    op.create_index(op.f("ix_member_branch_id_name"), "member", ["branch_id", "name"], unique=False)
    op.create_index(op.f("ix_member_branch_id_roster_order"), "member", ["branch_id", "roster_order"], unique=False)
    op.create_table(
        "operation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("branch_id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("step", sa.String(length=36), nullable=False),
        sa.Column("reverses", sa.String(length=36), nullable=True),
        sa.Column("verb", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=25), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("payload_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_operation_branch_id_branch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sa.UniqueConstraint("sequence", name=op.f("uq_operation_sequence")),
    )
    op.create_index(op.f("ix_operation_step"), "operation", ["step"], unique=False)
    op.create_index(op.f("ix_operation_reverses"), "operation", ["reverses"], unique=False)
    op.create_table(
        "party_group",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("branch_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_party_group_branch_id_branch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_group")),
    )
    op.create_index(op.f("ix_party_group_branch_id"), "party_group", ["branch_id"], unique=False)
    op.create_table(
        "volunteer",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("branch_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("joined_on", sa.String(length=10), nullable=True),
        sa.Column("platform", sa.Text(), nullable=True),
        sa.Column("grid", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("pinyin", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_volunteer_branch_id_branch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer")),
    )
    op.create_index(op.f("ix_volunteer_branch_id_name"), "volunteer", ["branch_id", "name"], unique=False)
    op.create_table(
        "change",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.String(length=36), nullable=False),
        sa.Column("table_name", sa.String(length=32), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_change_operation_id_operation")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_operation_id"), "change", ["operation_id"], unique=False)
    op.create_index(op.f("ix_change_row_id"), "change", ["row_id"], unique=False)
    op.create_table(
        "clue",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("branch_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("reported_on", sa.String(length=10), nullable=True),
        sa.Column("reporter", sa.Text(), nullable=True),
        sa.Column("volunteer_id", sa.String(length=36), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("grid", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("closed_on", sa.String(length=10), nullable=True),
        sa.Column("fed_back", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_clue_branch_id_branch")),
        sa.ForeignKeyConstraint(["volunteer_id"], ["volunteer.id"], name=op.f("fk_clue_volunteer_id_volunteer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clue")),
    )
    op.create_index(op.f("ix_clue_branch_id_number"), "clue", ["branch_id", "number"], unique=False)
    op.create_index(op.f("ix_clue_branch_id_reported_on"), "clue", ["branch_id", "reported_on"], unique=False)
    op.create_index(
        op.f("ix_clue_branch_id_state_reported_on"),
        "clue",
        ["branch_id", "state", "reported_on"],
        unique=False,
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("branch_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("starts", sa.String(length=16), nullable=False),
        sa.Column("ends", sa.String(length=16), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("group_id", sa.String(length=36), nullable=True),
        sa.Column("chair_name", sa.Text(), nullable=True),
        sa.Column("chair_id", sa.String(length=36), nullable=True),
        sa.Column("recorder_name", sa.Text(), nullable=True),
        sa.Column("recorder_id", sa.String(length=36), nullable=True),
        sa.Column("observers", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("resolutions", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_meeting_branch_id_branch")),
        sa.ForeignKeyConstraint(["chair_id"], ["member.id"], name=op.f("fk_meeting_chair_id_member")),
        sa.ForeignKeyConstraint(["group_id"], ["party_group.id"], name=op.f("fk_meeting_group_id_party_group")),
        sa.ForeignKeyConstraint(["recorder_id"], ["member.id"], name=op.f("fk_meeting_recorder_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_branch_id_kind_starts"), "meeting", ["branch_id", "kind", "starts"], unique=False)
    op.create_index(op.f("ix_meeting_branch_id_starts"), "meeting", ["branch_id", "starts"], unique=False)
    op.create_table(
        "member_group",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=True),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["party_group.id"], name=op.f("fk_member_group_group_id_party_group")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_group_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_group")),
    )
    op.create_index(op.f("ix_member_group_member_id"), "member_group", ["member_id"], unique=False)
    op.create_table(
        "member_office",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=True),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_office_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_office")),
    )
    op.create_index(op.f("ix_member_office_member_id"), "member_office", ["member_id"], unique=False)
    op.create_table(
        "member_period",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("since", sa.String(length=10), nullable=True),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_period_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_period")),
    )
    op.create_index(op.f("ix_member_period_member_id"), "member_period", ["member_id"], unique=False)
    op.create_table(
        "member_stage",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("stage", sa.String(length=24), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=True),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_stage_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_stage")),
    )
    op.create_index(op.f("ix_member_stage_member_id"), "member_stage", ["member_id"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(length=16), nullable=True),
        sa.Column("reader_name", sa.Text(), nullable=True),
        sa.Column("reader_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["reader_id"], ["member.id"], name=op.f("fk_agenda_item_reader_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_meeting_id_position"), "agenda_item", ["meeting_id", "position"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("presence", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_up_on", sa.String(length=10), nullable=True),
        sa.Column("frozen_position", sa.Integer(), nullable=True),
        sa.Column("frozen_name", sa.Text(), nullable=True),
        sa.Column("frozen_stage", sa.String(length=24), nullable=True),
        sa.Column("frozen_offices", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("frozen_group", sa.Text(), nullable=True),
        sa.Column("frozen_entitled", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_attendance_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_attendance_meeting_id_member_id")),
    )
    op.create_index(op.f("ix_attendance_member_id_presence"), "attendance", ["member_id", "presence"], unique=False)
    op.create_table(
        "ballot_subject",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("abstain", sa.Integer(), nullable=True),
        sa.Column("written_yes", sa.Integer(), nullable=True),
        sa.Column("declared", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_ballot_subject_item_id_agenda_item")),
        sa.ForeignKeyConstraint(["person_id"], ["member.id"], name=op.f("fk_ballot_subject_person_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_subject")),
    )
    op.create_index(op.f("ix_ballot_subject_item_id_position"), "ballot_subject", ["item_id", "position"], unique=False)
    op.create_table(
        "measure",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_name", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.String(length=36), nullable=True),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("done_on", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_measure_item_id_agenda_item")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_measure_owner_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    op.create_index(op.f("ix_measure_item_id_position"), "measure", ["item_id", "position"], unique=False)
    op.create_table(
        "speech",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker_name", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.String(length=36), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_speech_item_id_agenda_item")),
        sa.ForeignKeyConstraint(["speaker_id"], ["member.id"], name=op.f("fk_speech_speaker_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speech")),
    )
    op.create_index(op.f("ix_speech_item_id_position"), "speech", ["item_id", "position"], unique=False)
    op.create_table(
        "studied_document",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("issued", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_studied_document_item_id_agenda_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_studied_document")),
    )
    op.create_index(
        op.f("ix_studied_document_item_id_position"),
        "studied_document",
        ["item_id", "position"],
        unique=False,
    )
