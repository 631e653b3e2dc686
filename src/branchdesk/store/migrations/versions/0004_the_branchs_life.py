"""The branch's life: rules as they hold here, duties noted, documents studied, 五个一, 组织生活会 in full."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from branchdesk.domain.study import title_key
from branchdesk.store.tables.base import new_id

revision = "0004"
down_revision = "0003"

TEXT, DATE, ID, YES_OR_NO, NUMBER = sa.Text(), sa.String(length=10), sa.String(length=36), sa.Boolean(), sa.Integer()
NEW_COLUMNS: dict[str, dict[str, sa.types.TypeEngine[Any]]] = {
    "member": {"approved_on": DATE, "oath_on": DATE, "probation_until": DATE, "dues_to": DATE},
    "meeting": {"study_minutes": NUMBER},
    "attendance": {"made_up_how": TEXT},
    "ballot_subject": {
        "self_grade": sa.String(length=20),
        "mutual_excellent": NUMBER,
        "mutual_qualified": NUMBER,
        "mutual_basically_qualified": NUMBER,
        "mutual_unqualified": NUMBER,
        "feedback_on": DATE,
        "feedback": TEXT,
    },
    "member_entry": {"place": TEXT},
}


def upgrade() -> None:
    """Add the columns and tables of the fourth schema, and give every document that was studied its record."""
    for table, columns in NEW_COLUMNS.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    _reference("member_entry", "other_id", "member")  # before anything refers to it
    _duties()
    _study()
    _reference("studied_document", "document_id", "study_document")
    _five_ones()
    _parts()
    _gather_documents()


def _duties() -> None:
    _root(
        "rule_change",
        sa.Column("rule", sa.String(length=48), nullable=False),
        sa.Column("since", DATE, nullable=False),
        sa.Column("on", YES_OR_NO),
        sa.Column("settings", sa.JSON()),
        *_texts("note", "who"),
    )
    op.create_index(op.f("ix_rule_change_branch_id_rule_since"), "rule_change", ["branch_id", "rule", "since"])
    _root(
        "duty_mark",
        sa.Column("rule", sa.String(length=48), nullable=False),
        sa.Column("subject", ID, nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("day", DATE),
        *_texts("note"),
        sa.Column("meeting_id", ID),
        _to("duty_mark", "meeting_id", "meeting"),
        unique=("branch_id", "rule", "subject", "period"),
    )
    _root(
        "holiday",
        sa.Column("day", DATE, nullable=False),
        sa.Column("off", YES_OR_NO, nullable=False),
        *_texts("name"),
        unique=("branch_id", "day"),
    )
    _root(
        "finding_note",
        sa.Column("finding", sa.String(length=160), nullable=False),
        *_texts("note"),
        sa.Column("settled_on", DATE),
        unique=("branch_id", "finding"),
    )


def _study() -> None:
    _root(
        "study_document",
        sa.Column("title", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        *_texts("source"),
        sa.Column("issued", DATE),
        sa.Column("kind", sa.String(length=16)),
        sa.Column("wanted_by", DATE),
        *_texts("note"),
        sa.Column("same_as", ID),
        _to("study_document", "same_as", "study_document"),
    )
    op.create_index(op.f("ix_study_document_branch_id_key"), "study_document", ["branch_id", "key"])
    op.create_table(
        "document_study",
        sa.Column("id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("day", DATE),
        *_texts("how"),
        _to("document_study", "document_id", "study_document"),
        _to("document_study", "member_id", "member"),
        sa.UniqueConstraint("document_id", "member_id", name=op.f("uq_document_study_document_id_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_study")),
    )
    op.create_index(op.f("ix_document_study_member_id"), "document_study", ["member_id"])


def _five_ones() -> None:
    _root(
        "five_ones_item",
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("evidence", sa.String(length=12), nullable=False),
        sa.Column("since_year", NUMBER),
        sa.Column("until_year", NUMBER),
    )
    op.create_index(op.f("ix_five_ones_item_branch_id_position"), "five_ones_item", ["branch_id", "position"])
    op.create_table(
        "five_ones_mark",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("item_id", ID, nullable=False),
        sa.Column("year", NUMBER, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("day", DATE),
        *_texts("who", "note"),
        sa.Column("meeting_id", ID),
        sa.Column("entry_id", ID),
        _to("five_ones_mark", "member_id", "member"),
        _to("five_ones_mark", "item_id", "five_ones_item"),
        _to("five_ones_mark", "meeting_id", "meeting"),
        _to("five_ones_mark", "entry_id", "member_entry"),
        sa.UniqueConstraint("member_id", "item_id", "year", name=op.f("uq_five_ones_mark_member_id_item_id_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_five_ones_mark")),
    )


def _parts() -> None:
    _part("opinion", sa.Column("text", TEXT, nullable=False), *_texts("source", "about"), people=("about",))
    _part(
        "criticism",
        sa.Column("critic_name", TEXT, nullable=False),
        sa.Column("criticised_name", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        *_texts("answer"),
        people=("critic", "criticised"),
    )
    _part(
        "rectification",
        sa.Column("problem", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("due", DATE),
        sa.Column("done_on", DATE),
        *_texts("owner_name", "result"),
        people=("owner",),
    )


def _texts(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, TEXT) for name in names)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _root(name: str, *parts: sa.schema.SchemaItem, unique: tuple[str, ...] = ()) -> None:
    """Make a table of root records; its uniqueness, if any, is of these columns."""
    whole = [sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}"))] if unique else []
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("branch_id", ID, nullable=False),
        *parts,
        *whole,
        _to(name, "branch_id", "branch"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _part(name: str, *columns: sa.schema.SchemaItem, people: tuple[str, ...] = ()) -> None:
    """Make a table of rows in order under a meeting, some of which may name members."""
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        *columns,
        *(sa.Column(f"{person}_id", ID) for person in people),
        _to(name, "meeting_id", "meeting"),
        *(_to(name, f"{person}_id", "member") for person in people),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_meeting_id_position"), name, ["meeting_id", "position"])


def _reference(table: str, column: str, target: str) -> None:
    """Add a column that refers to another table and is looked up by.

    SQLite names no foreign key of a table that stands, so its rows are moved into a new one; no table refers to these.
    PostgreSQL: ALTER TABLE.
    """
    name = op.f(f"fk_{table}_{column}_{target}")
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column(column, ID, nullable=True))
        batch.create_foreign_key(name, target, [column], ["id"])
        batch.create_index(op.f(f"ix_{table}_{column}"), [column])


def _gather_documents() -> None:
    """Make one record of every document that meetings studied, and tie them to it.

    Each fact is as the first says it that knows it. History is left alone: what is worked out from the rows that stand
    was never typed.
    """
    connection = op.get_bind()
    studied = connection.execute(
        sa.text(
            "SELECT studied_document.id, studied_document.title, source, issued, meeting.branch_id"
            " FROM studied_document JOIN agenda_item ON item_id = agenda_item.id"
            " JOIN meeting ON meeting_id = meeting.id ORDER BY meeting.starts, studied_document.id",
        ),
    ).all()
    known: dict[tuple[str, str], str] = {}
    for row in studied:
        key = title_key(row.title)
        if not key:
            continue
        if (row.branch_id, key) not in known:
            known[row.branch_id, key] = made = new_id()
            values = {"id": made, "branch": row.branch_id, "title": row.title, "key": key}
            connection.execute(
                sa.text(
                    "INSERT INTO study_document (id, branch_id, title, key, source, issued)"
                    " VALUES (:id, :branch, :title, :key, :source, :issued)",
                ),
                values | {"source": row.source or None, "issued": row.issued},
            )
        connection.execute(
            sa.text(
                "UPDATE study_document SET source = COALESCE(source, :source), issued = COALESCE(issued, :issued)"
                " WHERE id = :id",
            ),
            {"source": row.source or None, "issued": row.issued, "id": known[row.branch_id, key]},
        )
        connection.execute(
            sa.text("UPDATE studied_document SET document_id = :document WHERE id = :id"),
            {"document": known[row.branch_id, key], "id": row.id},
        )
