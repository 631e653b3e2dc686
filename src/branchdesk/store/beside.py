"""What belongs to a meeting beside its agenda, between its record and its rows.

It is who is expected otherwise, what is looked back on, what was collected before an 组织生活会 and came of it,
amendments, files.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, case, select, union_all

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import Amendment, AttachedFile, Meeting, Override, Review
from branchdesk.domain.organisational_life import Criticism, Opinion, Rectification
from branchdesk.store.columns import day_of, iso, person_of, ref
from branchdesk.store.history import Operation, rows_under
from branchdesk.store.tables import (
    amendment,
    attachment,
    criticism,
    expected_override,
    measure,
    measure_review,
    member,
    opinion,
    rectification,
)
from branchdesk.words.organisational_life import PARTING

BESIDE = (expected_override, measure_review, opinion, criticism, rectification, amendment, attachment)

FOLLOWED = ("text", "owner_name", "owner_id", "due", "done_on")


def amendments(connection: Connection, meeting_id: str) -> tuple[Amendment, ...]:
    """Give what a closed record was corrected by, in the order of writing."""
    rows = rows_under(connection, amendment, {"meeting_id": meeting_id})
    return tuple(Amendment(date.fromisoformat(row["day"]), row["text"], row["id"]) for row in rows)


def attached(connection: Connection, meeting_id: str) -> tuple[AttachedFile, ...]:
    """Give the files kept with a meeting, in their order, without their bytes."""
    rows = rows_under(connection, attachment, {"meeting_id": meeting_id})
    return tuple(AttachedFile(row["name"], row["kind"], row["size"], row["content"], row["id"]) for row in rows)


def overrides(connection: Connection, meeting_id: str) -> tuple[Override, ...]:
    """Give who is expected otherwise than the roster says."""
    rows = connection.execute(
        select(expected_override, member.c.name)
        .join(member, expected_override.c.member_id == member.c.id)
        .where(expected_override.c.meeting_id == meeting_id)
        .order_by(expected_override.c.position),
    )
    return tuple(Override(PersonRef(row.name, row.member_id), row.expected, row.reason) for row in rows)


def reviews(connection: Connection, meeting_id: str) -> tuple[Review, ...]:
    """Give the measures of earlier meetings that were looked back on, each as it stands."""
    known = union_all(*followed()).subquery()
    rows = connection.execute(
        select(measure_review, *(known.c[key] for key in FOLLOWED))
        .outerjoin(known, measure_review.c.measure == known.c.id)
        .where(measure_review.c.meeting_id == meeting_id)
        .order_by(measure_review.c.position),
    )
    return tuple(
        Review(
            row.measure,
            row.note,
            row.text or "",
            person_of(row.owner_name, row.owner_id),
            day_of(row.due),
            day_of(row.done_on),
        )
        for row in rows
    )


def followed() -> tuple[Select[Any], Select[Any]]:
    """Give what is to be done and looked back on: measures and lines of rectification lists, in columns of one name."""
    told = case(
        (rectification.c.text == "", rectification.c.problem),
        else_=rectification.c.problem + PARTING + rectification.c.text,
    )
    lines = [told.label("text"), *(rectification.c[key] for key in FOLLOWED[1:])]
    return select(measure.c.id, *(measure.c[key] for key in FOLLOWED)), select(rectification.c.id, *lines)


def opinions(connection: Connection, meeting_id: str) -> tuple[Opinion, ...]:
    """Give the opinions collected before a meeting."""
    return tuple(
        Opinion(row["text"], row["source"] or "", person_of(row["about"], row["about_id"]))
        for row in rows_under(connection, opinion, {"meeting_id": meeting_id})
    )


def criticisms(connection: Connection, meeting_id: str) -> tuple[Criticism, ...]:
    """Give what was said of one another, in the order of speaking."""
    return tuple(
        Criticism(
            PersonRef(row["critic_name"], row["critic_id"]),
            PersonRef(row["criticised_name"], row["criticised_id"]),
            row["text"],
            row["answer"] or "",
        )
        for row in rows_under(connection, criticism, {"meeting_id": meeting_id})
    )


def rectifications(connection: Connection, meeting_id: str) -> tuple[Rectification, ...]:
    """Give the lines of a meeting's rectification list."""
    return tuple(
        Rectification(
            row["problem"],
            row["text"],
            person_of(row["owner_name"], row["owner_id"]),
            day_of(row["due"]),
            day_of(row["done_on"]),
            row["result"] or "",
            row["id"],
        )
        for row in rows_under(connection, rectification, {"meeting_id": meeting_id})
    )


def write_beside(work: Operation, meeting_id: str, record: Meeting) -> None:
    """Make what is typed beside a meeting's agenda be what this record says."""
    parent = {"meeting_id": meeting_id}
    work.replace(
        expected_override,
        parent,
        [{"member_id": one.person.id, "expected": one.expected, "reason": one.reason} for one in record.overrides],
    )
    work.replace(measure_review, parent, [{"measure": one.measure, "note": one.note} for one in record.reviews])
    work.replace(opinion, parent, [_opinion(one) for one in record.opinions])
    work.replace(criticism, parent, [_criticism(one) for one in record.criticisms])
    work.replace(rectification, parent, [_rectification(one) for one in record.rectifications])


def clear_beside(work: Operation, meeting_id: str) -> None:
    """Take out everything that belongs to a meeting beside its agenda."""
    for table in BESIDE:
        work.replace(table, {"meeting_id": meeting_id}, [])


def _opinion(one: Opinion) -> dict[str, Any]:
    about = {"about": one.about.name, "about_id": one.about.id} if one.about else {"about": None, "about_id": None}
    return {"text": one.text, "source": one.source or None, **about}


def _criticism(one: Criticism) -> dict[str, Any]:
    people = ref("critic", one.critic) | ref("criticised", one.criticised)
    return {**people, "text": one.text, "answer": one.answer or None}


def _rectification(one: Rectification) -> dict[str, Any]:
    values = {
        "problem": one.problem,
        "text": one.text,
        **ref("owner", one.owner),
        "due": iso(one.due),
        "done_on": iso(one.done_on),
        "result": one.result or None,
    }
    return values | ({"id": one.id} if one.id else {})
