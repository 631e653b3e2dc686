"""What meetings studied is tied to the library, whichever way a meeting came about, and undo takes both back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

import builders
from branchdesk.domain.agenda import Document, FirstTopic
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.study import title_key
from branchdesk.files.meeting_json import read_meeting
from branchdesk.files.meeting_shown import write_meeting
from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.services import Store, branch, demo
from branchdesk.services.keeping import past, trash
from branchdesk.services.meetings import meetings, past_meetings
from branchdesk.store.tables import studied_document, study_document
from builders import meeting

STORES = Path(__file__).parents[1] / "fixtures" / "stores"


def library(store: Store) -> dict[str, dict[str, Any]]:
    """Give the library by title."""
    return {row["title"]: row for row in builders.records(store)["study_document"]}


def ties_hold(store: Store) -> int:
    """Check that every document studied is tied to the one record of its key, and give how many there are."""
    with store.reading() as connection:
        known = {row.key: row.id for row in connection.execute(select(study_document))}
        rows = connection.execute(select(studied_document)).all()
    for row in rows:
        assert row.document_id == known.get(title_key(row.title)), row.title
    return len(rows)


def studied(*titles: str, day: str = "2026-11-20", **facts: object) -> Any:  # noqa: ANN401 - a meeting
    documents = tuple(Document(title, "人民日报") for title in titles)
    return meeting(day, agenda=(FirstTopic(documents),), **facts)


def test_saving_a_meeting_adds_what_the_library_lacks_and_undo_takes_both_back(store: Store) -> None:
    before = builders.records(store)
    meetings.save(store, studied("《求是》文章", "在座谈会上的讲话"))
    assert set(library(store)) == {"《求是》文章", "在座谈会上的讲话"}
    assert ties_hold(store) == 2
    past.undo(store)
    assert builders.records(store) == before
    past.redo(store)
    assert ties_hold(store) == 2


def test_one_text_written_in_two_ways_is_one_document(store: Store) -> None:
    meetings.save(store, studied("《在座谈会上的讲话》"))
    meetings.save(store, studied("在座谈会上的 讲话", day="2026-10-20"))
    (one,) = library(store).values()
    assert one["title"] == "在座谈会上的 讲话"  # as the earlier meeting has it
    assert ties_hold(store) == 2


def test_a_title_half_typed_leaves_nothing_behind(store: Store) -> None:
    saved = meetings.save(store, studied("在座"))
    draft = replace(studied("在座谈会上的讲话"), id=saved.id)
    meetings.save(store, draft, continues=saved.changes.operation)
    assert set(library(store)) == {"在座谈会上的讲话"}
    past.undo(store)
    assert library(store) == {}


def test_what_is_retyped_is_tied_anew_and_other_meetings_keep_theirs(store: Store) -> None:
    saved = meetings.save(store, studied("甲", "乙"))
    meetings.save(store, studied("甲", day="2026-10-20"))
    meetings.save(store, replace(studied("丙"), id=saved.id))
    assert set(library(store)) == {"甲", "丙"}
    assert ties_hold(store) == 2


def test_the_library_says_what_the_first_meeting_says_that_knows_it(store: Store) -> None:
    plain = FirstTopic((Document("讲话"),))
    told = FirstTopic((Document("讲话", "求是", PartialDate.parse("2026-09-01")),))
    meetings.save(store, meeting("2026-10-20", agenda=(plain,)))
    meetings.save(store, meeting("2026-11-20", agenda=(told,)))
    one = library(store)["讲话"]
    assert (one["source"], one["issued"]) == ("求是", "2026-09-01")


def test_a_deleted_meeting_takes_its_document_and_brings_it_back(store: Store) -> None:
    saved = meetings.save(store, studied("讲话"))
    before = builders.records(store)
    meetings.delete(store, saved.id)
    assert library(store) == {}
    meetings.save(store, studied("《讲话》", day="2025-10-20"))  # the library learns of it anew meanwhile
    trash.restore(store, MEETINGS, saved.id)
    assert len(library(store)) == 1
    assert ties_hold(store) == 2
    past.undo(store)
    past.undo(store)
    past.undo(store)
    assert builders.records(store) == before


def test_a_document_without_letters_is_tied_to_nothing(store: Store) -> None:
    meetings.save(store, studied("《》"))
    assert library(store) == {}
    assert ties_hold(store) == 1


def test_json_and_an_import_of_old_meetings_lead_to_the_same_ties(store: Store) -> None:
    saved = meetings.save(store, studied("讲话"))
    shown = write_meeting(meetings.load(store, saved.id), frozenset())
    meetings.save(store, read_meeting({**shown, "id": None, "starts": "2026-10-20T14:30", "number": None}))
    past_meetings.save(
        store, None, {"starts": "2025-03-14T14:30", "kind": "members_meeting", "studied": "1.《讲话》\n2.另一篇"}
    )
    assert set(library(store)) == {"《讲话》", "另一篇"}
    assert ties_hold(store) == 4


def test_the_demo_and_every_released_file_have_the_same_ties(tmp_path: Path) -> None:
    made = tmp_path / "demo.branchdesk"
    demo.create(made, demo.Size(8, 1, 0), builders.TODAY)
    for number, path in enumerate((made, *sorted(STORES.glob("*.branchdesk")))):
        copy = tmp_path / f"{number}.branchdesk"
        shutil.copy(path, copy)
        opened = branch.open_file(copy)
        try:
            assert ties_hold(opened) > 0
        finally:
            opened.close()


def test_a_step_older_than_the_library_comes_back_with_its_ties(store: Store) -> None:
    saved = meetings.save(store, studied("讲话"))
    meetings.delete(store, saved.id)
    with store.transaction() as connection:  # as a program without a library wrote it
        connection.execute(text("DELETE FROM change WHERE table_name = 'study_document'"))
        connection.execute(
            text(
                "UPDATE change SET before = json_remove(before, '$.document_id')"
                " WHERE table_name = 'studied_document' AND before IS NOT NULL",
            ),
        )
    past.undo(store)
    assert ties_hold(store) == 1
    assert set(library(store)) == {"讲话"}


@pytest.mark.parametrize("case", [("某民事监督案", "围绕支持起诉的标准讨论。"), ("", "")])
def test_a_case_and_the_minutes_of_study_are_kept_and_told(store: Store, case: tuple[str, str]) -> None:
    topic = FirstTopic((Document("讲话", "求是"),), None, (), (), *case)
    saved = meetings.save(store, meeting(agenda=(topic,), study_minutes=90))
    kept = meetings.load(store, saved.id)
    assert kept.meeting.agenda == (topic,)
    assert kept.meeting.study_minutes == 90
    again = read_meeting(write_meeting(kept, frozenset()))
    assert again.agenda == (topic,)
    assert again.study_minutes == 90
