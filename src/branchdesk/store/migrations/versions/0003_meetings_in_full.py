"""Meetings in full: kinds, plans, ballots of every rule, measures looked back on, amendments, files."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TEXT, DATE, ID, YES_OR_NO, NUMBER = sa.Text(), sa.String(length=10), sa.String(length=36), sa.Boolean(), sa.Integer()
NEW_COLUMNS: dict[str, dict[str, sa.types.TypeEngine[Any]]] = {
    "meeting": {
        "phase": sa.String(length=12),
        "form": sa.String(length=12),
        "for_year": NUMBER,
        "sitting": ID,
        "partners": sa.JSON(),
        "volunteers": sa.JSON(),
        "moves": sa.JSON(),
        "cancelled_for": TEXT,
        "signed_on": DATE,
    },
    "attendance": {"late": YES_OR_NO, "online": YES_OR_NO},
    "agenda_item": {"to_members_meeting": YES_OR_NO, "seats": NUMBER, "invalid": NUMBER},
    "ballot_subject": {
        "written_from": sa.JSON(),
        "write_in": YES_OR_NO,
        "excellent": NUMBER,
        "qualified": NUMBER,
        "basically_qualified": NUMBER,
        "unqualified": NUMBER,
        "grade": sa.String(length=20),
    },
}


def upgrade() -> None:
    """Add the columns and tables of the third schema."""
    for table, columns in NEW_COLUMNS.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    _part(
        "expected_override", "meeting", _member("member_id"), sa.Column("expected", YES_OR_NO, nullable=False), _text()
    )
    _part(
        "not_counted",
        "agenda_item",
        sa.Column("name", TEXT, nullable=False),
        _member("person_id", required=False),
        _text(),
        _text("approved_by"),
        column="item_id",
    )
    _part("measure_review", "meeting", sa.Column("measure", ID, nullable=False), _text("note"))
    op.create_index(op.f("ix_measure_review_measure"), "measure_review", ["measure"], unique=False)
    _part("amendment", "meeting", sa.Column("day", DATE, nullable=False), _text("text"))
    _part(
        "attachment",
        "meeting",
        _text("name"),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
    )
    op.create_table(
        "blob",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blob")),
    )


def _text(name: str = "reason") -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)


def _member(name: str, *, required: bool = True) -> sa.Column[str]:
    return sa.Column(name, ID, nullable=not required)


def _part(name: str, parent: str, *columns: sa.Column[Any], column: str = "") -> None:
    """Make a table of rows in order under a parent, some of which name a member."""
    above = column or f"{parent}_id"
    people = [one.name for one in columns if one.name in {"member_id", "person_id"}]
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column(above, ID, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        *columns,
        sa.ForeignKeyConstraint([above], [f"{parent}.id"], name=op.f(f"fk_{name}_{above}_{parent}")),
        *(
            sa.ForeignKeyConstraint([person], ["member.id"], name=op.f(f"fk_{name}_{person}_member"))
            for person in people
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_{above}_position"), name, [above, "position"], unique=False)
