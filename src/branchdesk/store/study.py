"""Documents of study in the library, and the ties of what meetings studied to them.

A document is found by its title's key (`domain.study.title_key`); one that the library does not know is added as the
first meeting that named it tells it. A record that stands for another (`same_as`) leads to that one. What nobody keeps
by hand goes away with the last meeting that studied it, so that a title half typed leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, func, insert, or_, select, update

from branchdesk.domain.study import title_key
from branchdesk.store.history import Operation, row_of
from branchdesk.store.past import known_rows
from branchdesk.store.tables import (
    agenda_item,
    change,
    document_study,
    meeting,
    new_id,
    operation,
    studied_document,
    study_document,
)

BY_HAND = "_documents"  # how the verbs end by which somebody enters or changes the library itself
KEPT = ("kind", "wanted_by", "note", "same_as")  # what no meeting tells of a document
Values = Mapping[str, Any]


def tied(work: Operation, rows: Sequence[Values]) -> list[dict[str, Any]]:
    """Give rows of documents studied, each with the record of the library that it means; what it lacks is added."""
    known = _known(work.connection, work.branch_id, [title_key(row["title"]) for row in rows])
    made = []
    for row in rows:
        key = title_key(row["title"])
        if key and key not in known:
            told = {"title": row["title"], "source": row["source"], "issued": row["issued"]}
            known[key] = work.insert(study_document, {"branch_id": work.branch_id, "key": key, **told})
        made.append({**row, "document_id": known.get(key)})
    return made


def bring_back(work: Operation, rows: Iterable[Values]) -> None:
    """Put records of the library back that went with the last meeting that studied them, which now comes back."""
    gone = {("study_document", str(row["document_id"])) for row in rows if row.get("document_id")}
    for (_, document), values in sorted(known_rows(work.connection, gone).items()):
        there = row_of(work.connection, study_document, document) is not None
        if not there and not _known(work.connection, work.branch_id, [values["key"]]):
            work.insert(study_document, values)


def retie(work: Operation, meeting_ids: Iterable[str]) -> None:
    """Tie what meetings studied to the library again, where they came back from elsewhere."""
    for row in _studied(work.connection, agenda_item.c.meeting_id.in_(list(meeting_ids))):
        mine = tied(work, [{"title": row.title, "source": row.source, "issued": row.issued}])[0]
        work.update(studied_document, row.id, {"document_id": mine["document_id"]})


def studied_at(connection: Connection, meeting_id: str) -> set[str]:
    """Give the records of the library that a meeting is tied to."""
    mine = (agenda_item.c.meeting_id == meeting_id, studied_document.c.document_id.is_not(None))
    query = select(studied_document.c.document_id).join(agenda_item).where(*mine)
    return set(connection.scalars(query))


def settle(work: Operation, document_ids: Iterable[str]) -> None:
    """Let records of the library follow the meetings that study them, as long as nobody keeps them by hand.

    Such a record says what the first meeting says that studied it, and is gone with the last.
    """
    for document in sorted(document_ids):
        if _is_kept(work.connection, document):
            continue
        rows = _studied(work.connection, studied_document.c.document_id == document)
        if not rows:
            work.delete(study_document, document)
            continue
        work.update(study_document, document, _told(rows))


def gather(connection: Connection, branch_id: str) -> None:
    """Tie what has no tie yet, adding what the library lacks, without a step of history.

    Steps older than the library bring such rows back when they are taken back; nobody typed anything for it.
    """
    loose = _studied(connection, studied_document.c.document_id.is_(None) & (meeting.c.branch_id == branch_id))
    for row in loose:
        key = title_key(row.title)
        if not key:
            continue
        document = _known(connection, branch_id, [key]).get(key)
        if document is None:
            document = new_id()
            told = {"title": row.title, "source": row.source, "issued": row.issued}
            connection.execute(insert(study_document).values(id=document, branch_id=branch_id, key=key, **told))
        connection.execute(update(studied_document).where(studied_document.c.id == row.id).values(document_id=document))


def _known(connection: Connection, branch_id: str, keys: Iterable[str]) -> dict[str, str]:
    """Give the record that each of some keys means, of those that the library has: of two alike the older."""
    query = (
        select(study_document.c.key, func.coalesce(study_document.c.same_as, study_document.c.id))
        .where(study_document.c.branch_id == branch_id, study_document.c.key.in_({key for key in keys if key}))
        .order_by(study_document.c.id.desc())
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _studied(connection: Connection, which: ColumnElement[bool]) -> Sequence[Row[Any]]:
    """Give rows of documents studied, the earliest meeting's first."""
    query = (
        select(studied_document)
        .join(agenda_item, studied_document.c.item_id == agenda_item.c.id)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .where(which)
    )
    return connection.execute(query.order_by(meeting.c.starts, studied_document.c.id)).all()


def _told(rows: Sequence[Row[Any]]) -> dict[str, Any]:
    """Give what meetings say of a document: each fact as the first says it that knows it."""
    source, issued = (
        next((value for row in rows if (value := getattr(row, key))), None) for key in ("source", "issued")
    )
    return {"title": rows[0].title, "source": source, "issued": issued}


def _is_kept(connection: Connection, document: str) -> bool:
    """Say whether somebody keeps a document by hand: by what only a hand can have entered, or by a step of its own."""
    other = study_document.alias("other")
    touched = (
        exists()
        .where(change.c.row_id == document, change.c.operation_id == operation.c.id)
        .where(operation.c.verb.endswith(BY_HAND, autoescape=True))
    )
    query = select(study_document.c.id).where(
        study_document.c.id == document,
        or_(
            *(study_document.c[key].is_not(None) for key in KEPT),
            exists().where(document_study.c.document_id == document),
            exists().where(other.c.same_as == document),
            touched,
        ),
    )
    return connection.execute(query).first() is not None
