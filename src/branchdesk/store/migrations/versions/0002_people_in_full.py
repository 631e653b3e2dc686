"""Members in full: conditions, entries, photographs, transfers; committees; how the desk is set; old meetings."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TEXT, DATE, WORD = sa.Text(), sa.String(length=10), sa.String(length=16)
NEW_COLUMNS: dict[str, dict[str, sa.types.TypeEngine[Any]]] = {
    "member": {
        "strokes": TEXT,
        "former_name": TEXT,
        "degree": TEXT,
        "school": TEXT,
        "work_since": DATE,
        "department": TEXT,
        "job_rank": TEXT,
        "address": TEXT,
        "applied_on": DATE,
        "activist_since": DATE,
        "target_since": DATE,
        "joining_kind": TEXT,
        "joining_branch": TEXT,
        "sponsors": TEXT,
        "full_branch": TEXT,
        "seniority_correction": sa.Integer(),
    },
    "member_period": {
        "entry": WORD,
        "origin": TEXT,
        "entry_letter_on": DATE,
        "entry_letter_number": TEXT,
        "entry_dues_to": DATE,
        "exit": WORD,
        "destination": TEXT,
        "exit_letter_on": DATE,
        "exit_letter_number": TEXT,
        "exit_letter_days": sa.Integer(),
        "exit_dues_to": DATE,
        "receipt_on": DATE,
    },
    "member_office": {"how": WORD},
    "volunteer": {"strokes": TEXT},
    "meeting": {
        "counted_expected": sa.Integer(),
        "counted_present": sa.Integer(),
        "counted_on_leave": sa.Integer(),
        "counted_absent": sa.Integer(),
        "text": TEXT,
    },
}


def upgrade() -> None:
    """Add the columns and tables of the second schema."""
    for table, columns in NEW_COLUMNS.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_table(
        "committee",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("branch_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=16), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_committee_branch_id_branch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee")),
    )
    op.create_index(op.f("ix_committee_branch_id_since"), "committee", ["branch_id", "since"], unique=False)
    op.create_table(
        "preference",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("branch_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_preference_branch_id_branch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preference")),
        sa.UniqueConstraint("branch_id", "key", name=op.f("uq_preference_branch_id_key")),
    )
    op.create_table(
        "member_condition",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("since", sa.String(length=10), nullable=True),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_condition_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_condition")),
    )
    op.create_index(op.f("ix_member_condition_member_id"), "member_condition", ["member_id"], unique=False)
    op.create_table(
        "member_entry",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_entry_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_entry")),
    )
    op.create_index(
        op.f("ix_member_entry_member_id_kind_day"), "member_entry", ["member_id", "kind", "day"], unique=False
    )
    op.create_table(
        "member_photo",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("image", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_photo_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_photo")),
    )
    op.create_index(op.f("ix_member_photo_member_id"), "member_photo", ["member_id"], unique=False)
    op.create_index(
        "ix_change_removed",
        "change",
        ["table_name", "row_id"],
        unique=False,
        sqlite_where=sa.text("after IS NULL"),
        postgresql_where=sa.text("after IS NULL"),
    )
