"""A meeting's agenda between its record (`domain.agenda`) and its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from branchdesk.domain.agenda import (
    COUNTS,
    GRADES,
    AgendaItem,
    Ballot,
    BallotRule,
    Declared,
    Document,
    FirstTopic,
    Grade,
    Grades,
    Lecture,
    Measure,
    NotCounted,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.dates import PartialDate
from branchdesk.store import study
from branchdesk.store.columns import day_of, iso, person_of, ref
from branchdesk.store.history import Operation, rows_under
from branchdesk.store.tables import (
    agenda_item,
    ballot_subject,
    measure,
    not_counted,
    speech,
    studied_document,
)

PARTS = (studied_document, speech, measure, ballot_subject, not_counted)
MUTUAL = "mutual_"  # before the columns that count 互评
Values = Mapping[str, Any]


def read_agenda(connection: Connection, meeting_id: str) -> tuple[AgendaItem, ...]:
    """Give the items of a meeting's agenda, in their order."""
    return tuple(_item(connection, row) for row in rows_under(connection, agenda_item, {"meeting_id": meeting_id}))


def _item(connection: Connection, row: Values) -> AgendaItem:
    parent = {"item_id": row["id"]}
    if row["kind"] == "ballot":
        return Ballot(
            row["title"] or "",
            BallotRule(row["rule"]),
            tuple(map(_subject, rows_under(connection, ballot_subject, parent))),
            row["text"],
            row["seats"],
            row["invalid"],
            tuple(map(_not_counted, rows_under(connection, not_counted, parent))),
        )
    speeches = tuple(
        Speech(PersonRef(part["speaker_name"], part["speaker_id"]), part["text"])
        for part in rows_under(connection, speech, parent)
    )
    measures = tuple(map(_measure, rows_under(connection, measure, parent)))
    leader = person_of(row["reader_name"], row["reader_id"])
    if row["kind"] == "topic":
        wanted = bool(row["to_members_meeting"])
        return Topic(row["title"] or "", row["text"], speeches, measures, leader, wanted)
    if row["kind"] == "lecture":
        return Lecture(row["title"] or "", leader, row["text"], speeches, measures)
    documents = tuple(
        Document(part["title"], part["source"], PartialDate.parse(part["issued"]) if part["issued"] else None)
        for part in rows_under(connection, studied_document, parent)
    )
    return FirstTopic(documents, leader, speeches, measures, row["title"] or "", row["text"])


def _subject(row: Values) -> Subject:
    grades = Grades(**{key: row[key] for key in GRADES})
    mutual = Grades(**{key: row[MUTUAL + key] for key in GRADES})
    return Subject(
        row["name"],
        **{key: row[key] for key in COUNTS},
        declared=Declared(row["declared"]) if row["declared"] else None,
        person=row["person_id"],
        written_from=tuple(PersonRef(one["name"], one["id"]) for one in row["written_from"] or ()),
        write_in=bool(row["write_in"]),
        grades=None if grades == Grades() else grades,
        grade=Grade(row["grade"]) if row["grade"] else None,
        self_grade=Grade(row["self_grade"]) if row["self_grade"] else None,
        mutual=None if mutual == Grades() else mutual,
        feedback_on=day_of(row["feedback_on"]),
        feedback=row["feedback"] or "",
    )


def _not_counted(row: Values) -> NotCounted:
    return NotCounted(PersonRef(row["name"], row["person_id"]), row["reason"], row["approved_by"])


def _measure(row: Values) -> Measure:
    owner = person_of(row["owner_name"], row["owner_id"])
    return Measure(row["text"], owner, day_of(row["due"]), day_of(row["done_on"]), row["id"])


def write_agenda(work: Operation, meeting_id: str, agenda: tuple[AgendaItem, ...]) -> None:
    """Make a meeting's agenda be this one, and tie what was studied to the library."""
    parent = {"meeting_id": meeting_id}
    studied = study.studied_at(work.connection, meeting_id)
    for row in rows_under(work.connection, agenda_item, parent)[len(agenda) :]:
        _clear_item(work, row["id"])
    item_ids = work.replace(agenda_item, parent, [_item_values(item) for item in agenda])
    for item_id, item in zip(item_ids, agenda, strict=True):
        for table, rows in _parts(item).items():
            work.replace(table, {"item_id": item_id}, study.tied(work, rows) if table is studied_document else rows)
    study.settle(work, studied | study.studied_at(work.connection, meeting_id))


def clear_agenda(work: Operation, meeting_id: str) -> None:
    """Take out all items of a meeting's agenda."""
    studied = study.studied_at(work.connection, meeting_id)
    for row in rows_under(work.connection, agenda_item, {"meeting_id": meeting_id}):
        _clear_item(work, row["id"])
        work.delete(agenda_item, row["id"])
    study.settle(work, studied)


def _clear_item(work: Operation, item_id: str) -> None:
    for table in PARTS:
        work.replace(table, {"item_id": item_id}, [])


def _item_values(item: AgendaItem) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": None,
        "text": "",
        "rule": None,
        **ref("reader", None),
        "to_members_meeting": None,
        "seats": None,
        "invalid": None,
    }
    if isinstance(item, FirstTopic):
        case = {"title": item.case_title or None, "text": item.case_text}
        return values | {"kind": "first_topic", **case, **ref("reader", item.lead_reader)}
    values |= {"title": item.title, "text": item.text}
    if isinstance(item, Ballot):
        return values | {"kind": "ballot", "rule": item.rule.value, "seats": item.seats, "invalid": item.invalid}
    if isinstance(item, Lecture):
        return values | {"kind": "lecture", **ref("reader", item.lecturer)}
    wanted = item.to_members_meeting or None
    return values | {"kind": "topic", **ref("reader", item.reporter), "to_members_meeting": wanted}


def _parts(item: AgendaItem) -> dict[Any, list[Values]]:
    documents = item.documents if isinstance(item, FirstTopic) else ()
    subjects = item.subjects if isinstance(item, Ballot) else ()
    left_out = item.not_counted if isinstance(item, Ballot) else ()
    speeches = () if isinstance(item, Ballot) else item.speeches
    measures = () if isinstance(item, Ballot) else item.measures
    return {
        studied_document: [
            {"title": part.title, "source": part.source, "issued": str(part.issued) if part.issued else None}
            for part in documents
        ],
        speech: [{**ref("speaker", part.speaker), "text": part.text} for part in speeches],
        measure: [_measure_values(part) for part in measures],
        ballot_subject: [_subject_values(part) for part in subjects],
        not_counted: [
            {
                "name": part.person.name,
                "person_id": part.person.id,
                "reason": part.reason,
                "approved_by": part.approved_by,
            }
            for part in left_out
        ],
    }


def _measure_values(part: Measure) -> Values:
    values = {
        "text": part.text,
        **ref("owner", part.owner),
        "due": iso(part.due),
        "done_on": iso(part.done_on),
    }
    return values | ({"id": part.id} if part.id else {})


def _subject_values(part: Subject) -> Values:
    return {
        "name": part.name,
        "person_id": part.person,
        **{key: getattr(part, key) for key in COUNTS},
        "declared": part.declared.value if part.declared else None,
        "written_from": [{"id": one.id, "name": one.name} for one in part.written_from] or None,
        "write_in": part.write_in or None,
        **{key: getattr(part.grades or Grades(), key) for key in GRADES},
        "grade": part.grade.value if part.grade else None,
        "self_grade": part.self_grade.value if part.self_grade else None,
        **{MUTUAL + key: getattr(part.mutual or Grades(), key) for key in GRADES},
        "feedback_on": iso(part.feedback_on),
        "feedback": part.feedback or None,
    }
