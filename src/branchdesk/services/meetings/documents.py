"""The library of documents: entering them from a sheet or by hand, and making one of two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import Connection, func, select

from branchdesk import clock
from branchdesk.domain.study import title_key
from branchdesk.errors import Refusal
from branchdesk.ledgers.documents import DOCUMENTS, ENTERED
from branchdesk.services.ledgers import records
from branchdesk.services.ledgers.intake import Values
from branchdesk.services.ledgers.standing import Parts, RowKey
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate, row_of
from branchdesk.store.study import settle
from branchdesk.store.tables import agenda_item, document_study, meeting, studied_document, study_document
from branchdesk.words import store as say_store
from branchdesk.words import study as say

TELLS = ("source", "issued", "kind", "wanted_by", "note")  # what a record may take over from another of the same text


class DocumentIntake(records.PlainIntake):
    """How documents enter: matched by their title, however it is written."""

    def __init__(self, connection: Connection, branch_id: str, _day: date) -> None:
        """Read the library; another title of a document leads to it."""
        super().__init__(connection, branch_id, study_document, (BY_TITLE,), _complete, "title")

    def _find(self, values: Values) -> str | None:
        found = super()._find(values)
        return str(self.standing(found).get("same_as") or found) if found is not None else None

    def change(self, work: Operation, record: str, values: Values) -> None:
        """Change facts of one document; its former title goes on leading to it where meetings wrote that."""
        before = self.standing(record)
        super().change(work, record, values)
        after = self.written(work, record)
        if after["key"] != before["key"]:
            _keep_leading(work, before, record)


def _key(values: Values) -> Parts | None:
    key = title_key(str(values.get("title") or ""))
    return (key,) if key else None


BY_TITLE = RowKey(("key",), _key)


def _complete(values: Values) -> dict[str, Any]:
    return {key: values.get(key) for key in ENTERED} | {"key": title_key(str(values["title"]))}


def _keep_leading(work: Operation, before: Values, record: str) -> None:
    """Leave a record of a former title where meetings wrote it, so that saving them again adds no other document."""
    tied = select(studied_document.c.title).where(studied_document.c.document_id == record)
    if any(title_key(title) == before["key"] for title in work.connection.scalars(tied)):
        told = {key: before[key] for key in ("branch_id", "title", "key")}
        work.insert(study_document, {**told, "same_as": record})


def save(store: Store, document_id: str | None, values: Values) -> tuple[str, Changes]:
    """Add a document or change one; Refusal where the title is missing, or is another document's."""
    if document_id is None or "title" in values:
        key = title_key(str(values.get("title") or ""))
        if not key:
            raise Refusal(say.title_missing(), code="title_missing", field="title")
        with store.reading() as connection:
            mine = (study_document.c.branch_id == store.branch.id, study_document.c.key == key)
            found = connection.execute(select(study_document).where(*mine)).first()
            if found is not None and (document_id is None or document_id not in {found.id, found.same_as}):
                raise Refusal(say.title_taken(found.title), code="title_taken", field="title")

    def way_in(connection: Connection) -> DocumentIntake:
        return DocumentIntake(connection, store.branch.id, clock.today())

    return records.save(store, DOCUMENTS, way_in, document_id, values)


def remove(store: Store, *document_ids: str) -> Changes:
    """Take documents out in one step; Refusal where meetings or members studied one."""
    with operate(store, f"remove_{DOCUMENTS.key}", "") as work:
        names = []
        for document in document_ids:
            row = _row(work.connection, document)
            names.append(str(row["title"]))
            if number := _meetings(work.connection, document):
                raise Refusal(say.still_studied(row["title"], number), code="still_studied")
            alone = select(document_study.c.id).where(document_study.c.document_id == document).limit(1)
            if work.connection.execute(alone).first() is not None:
                raise Refusal(say.has_studies(row["title"]), code="has_studies")
            others = select(study_document.c.id).where(study_document.c.same_as == document)
            for other in work.connection.scalars(others).all():
                work.delete(study_document, other)
            work.delete(study_document, document)
        work.title = records.removal_title(DOCUMENTS, names)
    return work.changes()


def merge(store: Store, document_id: str, into: str) -> Changes:
    """Make one document of two records of the same text: the second stays, and takes over what it lacks.

    Meetings and members who studied the first have studied the second; its title goes on leading there. Refusal where
    both are one, or where one is none.
    """
    with operate(store, f"merge_{DOCUMENTS.key}", "") as work:
        gone, kept = _row(work.connection, document_id), _row(work.connection, into)
        if document_id == into:
            raise Refusal(say.same_document(), code="same_document")
        work.title = say.merged(gone["title"], kept["title"])
        work.update(study_document, into, {key: kept[key] or gone[key] for key in TELLS})
        for row in _ids(work.connection, studied_document, studied_document.c.document_id == document_id):
            work.update(studied_document, row, {"document_id": into})
        _join_studies(work, document_id, into)
        for row in _ids(work.connection, study_document, study_document.c.same_as == document_id):
            work.update(study_document, row, {"same_as": into})
        nothing = dict.fromkeys(TELLS)
        work.update(study_document, document_id, {**nothing, "same_as": into})
        settle(work, (into,))
    return work.changes()


@dataclass(frozen=True, slots=True)
class Alike:
    """A document that another record may be the same as."""

    id: str
    title: str
    source: str
    issued: str


def others(store: Store, document_id: str) -> tuple[Alike, ...]:
    """Give the other documents of the library, those whose titles are most alike first."""
    with store.reading() as connection:
        row = _row(connection, document_id)
        mine = (study_document.c.branch_id == store.branch.id, study_document.c.same_as.is_(None))
        rows = connection.execute(select(study_document).where(*mine, study_document.c.id != document_id)).all()
    told = [Alike(one.id, one.title, one.source or "", one.issued or "") for one in rows]
    return tuple(sorted(told, key=lambda one: -SequenceMatcher(None, row["title"], one.title).ratio()))


def _join_studies(work: Operation, document_id: str, into: str) -> None:
    """Let members who studied the one alone have studied the other; of two days the earlier stays."""
    there = {
        row.member_id: row
        for row in work.connection.execute(select(document_study).where(document_study.c.document_id == into))
    }
    mine = select(document_study).where(document_study.c.document_id == document_id)
    for row in work.connection.execute(mine).all():
        other = there.get(row.member_id)
        if other is None:
            work.update(document_study, row.id, {"document_id": into})
            continue
        work.delete(document_study, row.id)
        if row.day and (not other.day or row.day < other.day):
            work.update(document_study, other.id, {"day": row.day, "how": row.how})


def _ids(connection: Connection, table: Any, which: Any) -> list[str]:  # noqa: ANN401 - a table and a condition
    return list(connection.scalars(select(table.c.id).where(which)))


def _row(connection: Connection, document_id: str) -> dict[str, Any]:
    row = row_of(connection, study_document, document_id)
    if row is None:
        raise Refusal(say_store.no_such_record(say_store.RECORD, document_id), code="no_such_record")
    return row


def _meetings(connection: Connection, document_id: str) -> int:
    """Count the meetings that studied a document, planned ones too: their records name it."""
    query = (
        select(func.count(meeting.c.id.distinct()))
        .join(agenda_item, agenda_item.c.meeting_id == meeting.c.id)
        .join(studied_document, studied_document.c.item_id == agenda_item.c.id)
        .where(studied_document.c.document_id == document_id)
    )
    return connection.scalar(query) or 0
