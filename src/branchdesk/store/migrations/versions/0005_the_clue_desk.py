"""The clue desk: a clue's steps, photos and reporters, strokes of the tally board, figures as they were quoted."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TEXT, DATE, ID, NUMBER = sa.Text(), sa.String(length=10), sa.String(length=36), sa.Integer()
CLOCK, HASH = sa.String(length=5), sa.String(length=64)


def upgrade() -> None:
    """Add the columns and tables of the fifth schema."""
    op.add_column("volunteer", sa.Column("left_on", DATE))
    op.add_column("volunteer", sa.Column("roster_order", NUMBER))
    _clue()
    _part(
        "clue_step",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("day", DATE),
        sa.Column("at", CLOCK),
        *_texts("who", "what", "document"),
    )
    _part(
        "clue_photo",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", HASH, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("content", HASH, nullable=False),
    )
    _part(
        "joint_reporter",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("volunteer_id", ID),
        _to("joint_reporter", "volunteer_id", "volunteer"),
    )
    op.create_index(op.f("ix_joint_reporter_volunteer_id"), "joint_reporter", ["volunteer_id"])
    _root(
        "clue_category",
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        *_texts("parent"),
        found_by="position",
    )
    _root(
        "clue_stroke",
        sa.Column("day", DATE, nullable=False),
        sa.Column("by", sa.String(length=16), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("volunteer_id", ID),
        *_texts("category"),
        sa.Column("reported", NUMBER, nullable=False),
        sa.Column("handled", NUMBER, nullable=False),
        _to("clue_stroke", "volunteer_id", "volunteer"),
        found_by="day",
    )
    op.create_index(op.f("ix_clue_stroke_volunteer_id"), "clue_stroke", ["volunteer_id"])
    _root(
        "clue_snapshot",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("taken_at", sa.String(length=16), nullable=False),
        sa.Column("since", DATE),
        sa.Column("until", DATE),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("definition", TEXT, nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("records", HASH, nullable=False),
        *_texts("note"),
        found_by="taken_at",
    )
    _index_of_clues()
    _search_of_clues()


def _index_of_clues() -> None:
    """Make room for the index of many clues; it is filled once somebody looks at them."""
    op.create_table(
        "clue_index",
        sa.Column("id", ID, nullable=False),
        sa.Column("branch_id", ID, nullable=False),
        *(sa.Column(name, NUMBER, nullable=False) for name in ("form", "sequence", "rows")),
        sa.Column("by_number", sa.LargeBinary(), nullable=False),
        _to("clue_index", "branch_id", "branch"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clue_index")),
    )
    op.create_index(op.f("ix_clue_index_branch_id"), "clue_index", ["branch_id"])
    op.create_table(
        "clue_facet",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("branch_id", ID, nullable=False),
        sa.Column("facet", sa.String(length=16), nullable=False),
        *_texts("value"),
        sa.Column("rows", NUMBER, nullable=False),
        sa.Column("serials", sa.LargeBinary(), nullable=False),
        _to("clue_facet", "branch_id", "branch"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clue_facet")),
    )
    op.create_index(op.f("ix_clue_facet_branch_id_facet_value"), "clue_facet", ["branch_id", "facet", "value"])


def _search_of_clues() -> None:
    """Make room for the index that finds clues by their text."""
    op.create_table(
        "clue_search",
        sa.Column("id", ID, nullable=False),
        sa.Column("branch_id", ID, nullable=False),
        sa.Column("form", TEXT, nullable=False),
        *(sa.Column(name, NUMBER, nullable=False) for name in ("sequence", "upto")),
        sa.Column("whole", sa.Boolean(), nullable=False),
        _to("clue_search", "branch_id", "branch"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clue_search")),
    )
    op.create_index(op.f("ix_clue_search_branch_id"), "clue_search", ["branch_id"])
    op.create_table(
        "clue_search_part",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("branch_id", ID, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        *(sa.Column(name, sa.LargeBinary(), nullable=False) for name in ("serials", "owners", "shared")),
        _to("clue_search_part", "branch_id", "branch"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clue_search_part")),
    )
    op.create_index(op.f("ix_clue_search_part_branch_id"), "clue_search_part", ["branch_id"])
    op.create_table(
        "clue_search_char",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("places", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clue_search_char")),
    )


def _clue() -> None:
    """Add what a clue has besides, in one go: SQLite moves the rows into a new table to name a foreign key.

    PostgreSQL: ALTER TABLE.
    """
    columns: dict[str, sa.types.TypeEngine[Any]] = {
        "reported_at": CLOCK,
        **dict.fromkeys(("subcategory", "place"), TEXT),
        **dict.fromkeys(("sent_on", "due_by", "handled_on", "fed_back_on"), DATE),
        "reason": TEXT,
        "duplicate_of": ID,
        "outcome": sa.String(length=16),
        "outcome_number": TEXT,
        "case_sent_on": DATE,
        **dict.fromkeys(("case_receiver", "case_receipt"), TEXT),
        "deadline": DATE,
        "serial": NUMBER,
    }
    with op.batch_alter_table("clue") as batch:
        for name, kind in columns.items():
            batch.add_column(sa.Column(name, kind, nullable=True))
        batch.create_foreign_key(op.f("fk_clue_duplicate_of_clue"), "clue", ["duplicate_of"], ["id"])
    op.create_index(op.f("ix_clue_duplicate_of"), "clue", ["duplicate_of"])
    op.create_index(op.f("ix_clue_volunteer_id"), "clue", ["volunteer_id"])
    op.create_index(op.f("ix_clue_serial"), "clue", ["serial"])
    op.create_index("ix_clue_number_by_length", "clue", ["branch_id", sa.text("length(number)"), "number"])
    op.get_bind().execute(sa.text("UPDATE clue SET serial = rowid"))


def _texts(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, TEXT) for name in names)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _root(name: str, *parts: sa.schema.SchemaItem, found_by: str) -> None:
    """Make a table of root records, found by a column."""
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("branch_id", ID, nullable=False),
        *parts,
        _to(name, "branch_id", "branch"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_branch_id_{found_by}"), name, ["branch_id", found_by])


def _part(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Make a table of rows in order under a clue."""
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("clue_id", ID, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        *parts,
        _to(name, "clue_id", "clue"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_clue_id_position"), name, ["clue_id", "position"])
