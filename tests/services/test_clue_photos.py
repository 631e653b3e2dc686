"""Photos kept with a clue: in, out, and never of a 办案线索."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

import builders
from branchdesk.domain.clue_states import StepKind
from branchdesk.domain.clue_way import NewStep
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import kept_files
from branchdesk.services.clues import clue_card, clue_photos, clue_steps, clues
from branchdesk.services.keeping import past, trash
from branchdesk.services.kept_files import NewFile
from branchdesk.store.engine import Store
from branchdesk.store.tables import blob

JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 100
PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 100
HEIC = b"\0\0\0\x18ftypheic" + b"picture" * 100


@pytest.fixture
def seen(store: Store) -> str:
    return clues.save(store, None, {"reported_on": "2026-11-02", "reporter": "冯佳", "text": "占道堆物"})[0]


def names(store: Store, clue_id: str) -> list[str]:
    return [photo.name for photo in clue_card.read(store, clue_id).photos]


def refused(store: Store, clue_id: str, *files: NewFile) -> str:
    with pytest.raises(Refusal) as caught:
        clue_photos.add(store, clue_id, files)
    return caught.value.code


def test_several_photos_come_in_one_step_and_leave_with_it(store: Store, seen: str, tmp_path: Path) -> None:
    added = clue_photos.add(store, seen, [NewFile("现场.jpg", JPEG), NewFile("现场.jpg", PNG)])
    assert added.title.endswith("添加照片“现场.jpg”等2张")
    first, second = clue_card.read(store, seen).photos
    assert (first.name, second.name, second.kind) == ("现场.jpg", "现场 (2).jpg", "image/png")
    kept_files.save_as(store, second, tmp_path / "取出.png")
    assert (tmp_path / "取出.png").read_bytes() == PNG
    clue_photos.remove(store, str(first.id))
    assert names(store, seen) == ["现场 (2).jpg"]
    clue_photos.turn(store, str(second.id), PNG + b"turned")
    clue_photos.add(store, seen, [NewFile("后来.jpg", JPEG)])
    assert names(store, seen) == ["现场 (2).jpg", "后来.jpg"]
    for _ in range(4):
        past.undo(store)
    assert names(store, seen) == []


def test_what_is_no_photo_for_every_computer_is_refused_kindly_and_all_of_it(store: Store, seen: str) -> None:
    assert refused(store, seen, NewFile("现场.jpg", JPEG), NewFile("IMG_1.HEIC", HEIC)) == "photo_heic"
    assert refused(store, seen, NewFile("说明.pdf", b"%PDF-1.7\n")) == "no_photo"
    assert refused(store, seen, NewFile("空.jpg", b"")) == "attachment_empty"
    assert refused(store, seen) == "nothing_chosen"
    assert names(store, seen) == []
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(blob)) == 0


def test_photos_leave_a_clue_that_is_passed_on_and_none_comes_to_it(store: Store, seen: str) -> None:
    clue_photos.add(store, seen, [NewFile("现场.jpg", JPEG)])
    clue_steps.take(store, [seen], NewStep(StepKind.PASSED_ON, "2026-11-03", who="第四检察部"))
    assert names(store, seen) == []
    assert refused(store, seen, NewFile("现场.jpg", JPEG)) == "case_content"


def test_photos_and_steps_come_back_with_their_clue_from_the_trash(store: Store, seen: str) -> None:
    clue_photos.add(store, seen, [NewFile("现场.jpg", JPEG)])
    clue_steps.take(store, [seen], NewStep(StepKind.ASSIGNED, "2026-11-03", who="城市管理局"))
    before = builders.records(store)
    clues.remove(store, seen)
    trash.restore(store, CLUES, seen)
    assert builders.records(store) == before
