"""The library as a ledger: entering, renaming, taking out, and making one of two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import builders
from branchdesk.domain.agenda import Document, FirstTopic
from branchdesk.domain.study import Reached
from branchdesk.errors import Refusal
from branchdesk.ledgers.documents import DOCUMENTS
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import importing, lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.meetings import documents, meetings, study
from builders import meeting


def studied(*titles: str) -> FirstTopic:
    return FirstTopic(tuple(Document(title, "人民日报") for title in titles))


def hold(store: Store, *titles: str, day: str = "2026-11-20") -> str:
    return meetings.save(store, meeting(day, agenda=(studied(*titles),), attendance=builders.present())).id


def listed(store: Store) -> dict[str, list[object]]:
    page = lists.page(store, DOCUMENTS, Query(), ("title", "meetings", "first_on", "last_on"))
    return {title: told for _, (title, *told) in page.rows}


def record(store: Store, title: str) -> str:
    page = lists.page(store, DOCUMENTS, Query(), ("title",))
    return next(key for key, (called,) in page.rows if called == title)


def test_the_list_tells_how_often_and_when_first_and_last(store: Store) -> None:
    documents.save(store, None, {"title": "待学的一篇", "kind": "article"})
    hold(store, "讲话", day="2026-03-02")
    hold(store, "讲话", "讲话", day="2026-09-07")
    meetings.save(store, meeting("2026-12-20", agenda=(studied("讲话"),)))  # planned
    assert listed(store) == {
        "讲话": [2, "2026-03-02", "2026-09-07"],
        "待学的一篇": [0, None, None],
    }


def test_two_records_of_one_text_become_one_and_undo_parts_them(store: Store) -> None:
    people = builders.fill(store)
    hold(store, "重要讲话", day="2026-03-02")
    again = hold(store, "在座谈会上的重要讲话", day="2026-09-07")
    one, other = record(store, "重要讲话"), record(store, "在座谈会上的重要讲话")
    study.catch_up(store, one, [people[0]], date(2026, 4, 1))
    before = builders.records(store)
    documents.merge(store, one, other)
    assert listed(store) == {"在座谈会上的重要讲话": [2, "2026-03-02", "2026-09-07"]}
    draft = meetings.load(store, again).meeting
    meetings.save(store, replace(draft, agenda=(studied("《重要讲话》"),)))  # the other title leads to it still
    assert listed(store) == {"在座谈会上的重要讲话": [2, "2026-03-02", "2026-09-07"]}
    past.undo(store)
    past.undo(store)
    assert builders.records(store) == before


def test_a_document_whose_title_is_changed_keeps_its_meetings(store: Store) -> None:
    saved = hold(store, "讲话")
    documents.save(store, record(store, "讲话"), {"title": "在座谈会上的讲话"})
    meetings.save(store, meetings.load(store, saved).meeting)
    assert listed(store) == {"在座谈会上的讲话": [1, "2026-11-20", "2026-11-20"]}


def test_what_is_kept_by_hand_stays_when_no_meeting_studies_it(store: Store) -> None:
    documents.save(store, None, {"title": "待学的一篇"})
    saved = hold(store, "《待学的一篇》", "顺手写的")
    meetings.delete(store, saved)
    assert set(listed(store)) == {"待学的一篇"}


@pytest.mark.parametrize("title", ["", " ", "《》"])
def test_a_document_needs_a_title(store: Store, title: str) -> None:
    with pytest.raises(Refusal) as caught:
        documents.save(store, None, {"title": title})
    assert (caught.value.code, caught.value.field) == ("title_missing", "title")


def test_a_title_is_of_one_document_and_what_was_studied_stays(store: Store) -> None:
    hold(store, "讲话")
    with pytest.raises(Refusal) as taken:
        documents.save(store, None, {"title": "《讲话》"})
    assert taken.value.code == "title_taken"
    with pytest.raises(Refusal) as studied_already:
        documents.remove(store, record(store, "讲话"))
    assert studied_already.value.code == "still_studied"


def test_a_sheet_fills_in_what_meetings_did_not_tell(store: Store, tmp_path: Path) -> None:
    hold(store, "讲话")
    rows = (
        ("篇目名称", "类别", "发布日期", "要求学完"),
        ("《讲话》", "讲话", "2026.9.1", ""),
        ("新的一篇", "文章", "", "2026-12-31"),
    )
    sheet = builders.sheet(tmp_path, rows)
    importing.take(store, DOCUMENTS, importing.open_sheet(sheet, DOCUMENTS))
    assert set(listed(store)) == {"《讲话》", "新的一篇"}
    assert listed(store)["《讲话》"][0] == 1
    assert study.document(store, record(store, "《讲话》")).kind == "speech"


def test_who_studied_either_has_studied_the_one(store: Store) -> None:
    people = builders.fill(store)
    first = documents.save(store, None, {"title": "甲"})[0]
    second = documents.save(store, None, {"title": "乙"})[0]
    study.catch_up(store, first, people[:2], date(2026, 3, 1), "自学")
    study.catch_up(store, second, people[1:3], date(2026, 2, 1))
    documents.merge(store, first, second)
    own = study.document(store, second).of(Reached.OWN)
    assert [(one.id, one.outcome.day) for one in own] == [
        (people[0], "2026-03-01"),
        (people[1], "2026-02-01"),
        (people[2], "2026-02-01"),
    ]
