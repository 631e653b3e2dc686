"""Records one can trust: what was erased of the history for good."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ID = sa.String(length=36)


def upgrade() -> None:
    """Add the table of the sixth schema."""
    op.create_table(
        "erasure",
        sa.Column("id", ID, nullable=False),
        sa.Column("branch_id", ID, nullable=False),
        sa.Column("operation_id", ID, nullable=False),
        sa.Column("notes", sa.Integer(), nullable=False),
        sa.Column("rest_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_erasure_branch_id_branch")),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_erasure_operation_id_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_operation_id"), "erasure", ["operation_id"])
