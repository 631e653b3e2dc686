"""Files kept with a meeting: each once, outside the history, and back with every undo."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

import builders
from branchdesk.errors import Refusal, Trouble
from branchdesk.files.attached import MOST_BYTES, UNKNOWN, media_type
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import branch
from branchdesk.services.keeping import past, trash
from branchdesk.services.meetings import attachments, closing, meetings
from branchdesk.services.meetings.attachments import NewFile
from branchdesk.store.engine import Store
from branchdesk.store.tables import blob, change
from branchdesk.words.attachments import size_text

JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 100
PDF = b"%PDF-1.7\n" + b"pages" * 100


@pytest.fixture
def held(store: Store) -> str:
    builders.fill(store)
    return meetings.save(store, builders.meeting(attendance=builders.present(), agenda=builders.full_agenda()[:2])).id


def names(store: Store, meeting_id: str) -> list[str]:
    return [file.name for file in meetings.load(store, meeting_id).files]


def refused(verb: Callable[..., object], *given: Any) -> str:  # noqa: ANN401 - whatever the verb takes
    with pytest.raises(Refusal) as caught:
        verb(*given)
    return caught.value.code


def blobs_in(store: Store) -> int:
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(blob)) or 0


def archive(*parts: tuple[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, text in parts:
            file.writestr(name, text)
    return made.getvalue()


def test_several_files_come_in_one_step_and_leave_with_it(store: Store, held: str) -> None:
    added = attachments.add(store, held, [NewFile("签到表.pdf", PDF), NewFile("合影.jpg", JPEG)])
    assert [(file.name, file.kind, file.size) for file in added.files] == [
        ("签到表.pdf", "application/pdf", len(PDF)),
        ("合影.jpg", "image/jpeg", len(JPEG)),
    ]
    assert added.changes.title == "2026年11月20日党员大会添加附件“签到表.pdf”等2个"
    assert names(store, held) == ["签到表.pdf", "合影.jpg"]
    assert attachments.content(store, added.files[1]) == JPEG
    past.undo(store)
    assert names(store, held) == []
    past.redo(store)
    assert attachments.content(store, meetings.load(store, held).files[0]) == PDF


def test_the_same_bytes_are_kept_once(store: Store, held: str) -> None:
    attachments.add(store, held, [NewFile("一.jpg", JPEG), NewFile("二.jpg", JPEG)])
    other = meetings.save(store, builders.meeting("2026-11-13")).id
    attachments.add(store, other, [NewFile("三.jpg", JPEG)])
    assert blobs_in(store) == 1
    here = attachments.kept(store, held)
    assert (here.size, here.everywhere) == (2 * len(JPEG), len(JPEG))


def test_files_of_one_name_are_told_apart(store: Store, held: str) -> None:
    attachments.add(store, held, [NewFile("合影.jpg", JPEG), NewFile("合影.jpg", JPEG + b"2")])
    attachments.add(store, held, [NewFile("D:\\照片\\合影.jpg", JPEG + b"3"), NewFile("坏\n名.jpg", JPEG)])
    assert names(store, held) == ["合影.jpg", "合影 (2).jpg", "合影 (3).jpg", "坏 名.jpg"]


def test_a_file_is_renamed_moved_turned_and_taken_out(store: Store, held: str) -> None:
    first, second, third = attachments.add(store, held, [NewFile(f"{name}.jpg", JPEG) for name in "甲乙丙"]).files
    attachments.move(store, str(third.id), 0)
    assert names(store, held) == ["丙.jpg", "甲.jpg", "乙.jpg"]
    attachments.rename(store, str(first.id), "签到表")
    attachments.rename(store, str(second.id), "签到表.jpg")
    assert names(store, held) == ["丙.jpg", "签到表.jpg", "签到表 (2).jpg"]
    attachments.turn(store, str(third.id), JPEG + b"turned")
    assert attachments.content(store, meetings.load(store, held).files[0]) == JPEG + b"turned"
    assert attachments.remove(store, str(third.id)).title == "2026年11月20日党员大会删除附件“丙.jpg”"
    assert names(store, held) == ["签到表.jpg", "签到表 (2).jpg"]
    past.undo(store)
    past.undo(store)
    assert attachments.content(store, meetings.load(store, held).files[0]) == JPEG
    assert refused(attachments.rename, store, str(third.id), " ") == "name_missing"


def test_history_tells_of_files_in_words(store: Store, held: str) -> None:
    file = attachments.add(store, held, [NewFile("合影.jpg", JPEG)]).files[0]
    attachments.rename(store, str(file.id), "全体合影")
    attachments.turn(store, str(file.id), JPEG + b"turned")
    newest = past.page(store, limit=3).entries
    assert [entry.category for entry in newest] == ["meeting"] * 3
    told = [
        (line.label, line.old, line.new)
        for entry in newest
        for record in past.details(store, entry.step.id).records
        for line in record.lines
    ]
    assert told == [
        ("附件", "全体合影.jpg", "全体合影.jpg"),
        ("附件", "合影.jpg", "全体合影.jpg"),
        ("附件", "", "合影.jpg"),
    ]


def test_a_meeting_keeps_its_files_in_the_trash(store: Store, held: str) -> None:
    attachments.add(store, held, [NewFile("签到表.pdf", PDF), NewFile("合影.jpg", JPEG)])
    before = builders.records(store)
    meetings.delete(store, held)
    trash.restore(store, LEDGERS["meetings"], held)
    assert builders.records(store) == before
    assert [attachments.content(store, file) for file in meetings.load(store, held).files] == [PDF, JPEG]


def test_large_files_make_the_history_no_larger(store: Store, held: str, path: Path) -> None:
    large = JPEG + os.urandom(20 * 1024 * 1024)
    with store.reading() as connection:
        newest = connection.scalar(select(func.max(change.c.number)))
    file = attachments.add(store, held, [NewFile("扫描件.jpg", large)]).files[0]
    attachments.remove(store, str(file.id))
    past.undo(store)
    with store.reading() as connection:
        rows = connection.execute(select(change.c.before, change.c.after).where(change.c.number > newest)).all()
    assert len(rows) == 3
    assert sum(len(str(row)) for row in rows) < 2000
    assert attachments.content(store, meetings.load(store, held).files[0]) == large
    assert path.stat().st_size < 1.2 * len(large) + 1_000_000
    assert branch.check(store).ok


def test_a_closed_record_takes_files_but_keeps_those_it_was_closed_with(store: Store, held: str) -> None:
    frozen = attachments.add(store, held, [NewFile("合影.jpg", JPEG)]).files[0]
    closing.finalise(store, held)
    scan = attachments.add(store, held, [NewFile("签字扫描件.pdf", PDF)]).files[0]
    assert attachments.kept(store, held).frozen == {frozen.id}
    for verb, *given in (
        (attachments.remove,),
        (attachments.rename, "别的"),
        (attachments.turn, JPEG),
        (attachments.move, 1),
    ):
        assert refused(verb, store, str(frozen.id), *given) == "files_frozen"
    attachments.rename(store, str(scan.id), "会议记录签字页")
    attachments.remove(store, str(scan.id))
    past.undo(store)
    assert names(store, held) == ["合影.jpg", "会议记录签字页.pdf"]
    assert attachments.kept(store, held).frozen == {frozen.id}


def test_a_file_is_frozen_by_the_closing_that_stands(store: Store, held: str) -> None:
    closing.finalise(store, held)
    past.undo(store)
    file = attachments.add(store, held, [NewFile("合影.jpg", JPEG)]).files[0]
    assert attachments.kept(store, held).frozen == set()
    closing.finalise(store, held)
    assert attachments.kept(store, held).frozen == {file.id}


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "attachment_empty"), (b"\0" * (MOST_BYTES + 1), "attachment_too_large")],
)
def test_what_cannot_be_kept_is_refused_whole(store: Store, held: str, content: bytes, code: str) -> None:
    before = builders.records(store)
    assert refused(attachments.add, store, held, [NewFile("好.pdf", PDF), NewFile("坏.pdf", content)]) == code
    assert builders.records(store) == before
    assert blobs_in(store) == 0


def test_nothing_is_kept_of_no_file_or_for_no_meeting(store: Store, held: str) -> None:
    assert refused(attachments.add, store, held, []) == "nothing_chosen"
    assert refused(attachments.add, store, "nobody", [NewFile("好.pdf", PDF)]) == "no_such_record"
    assert refused(attachments.remove, store, "nobody") == "no_such_record"


def test_files_are_read_or_it_is_said_why_not(tmp_path: Path) -> None:
    good, empty, large = tmp_path / "好.pdf", tmp_path / "空.pdf", tmp_path / "大.mp4"
    good.write_bytes(PDF)
    empty.touch()
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 512 * 1024)
    assert attachments.read_file(good) == PDF
    assert refused(attachments.read_file, empty) == "attachment_empty"
    with pytest.raises(Refusal, match=r"有 30\.5 MB，单个附件最大 30 MB"):
        attachments.read_file(large)
    for lost in (tmp_path / "没有.pdf", tmp_path):
        with pytest.raises(Trouble):
            attachments.read_file(lost)


def test_a_photo_may_be_larger_where_it_is_made_smaller(tmp_path: Path) -> None:
    photo, video = tmp_path / "合影.jpg", tmp_path / "录像.jpg"
    for file, start in ((photo, JPEG), (video, b"\0\0\0\x18ftypisom")):
        file.write_bytes(start)
        with file.open("r+b") as opened:
            opened.truncate(MOST_BYTES + 1)
    assert len(attachments.read_file(photo, photos=True)) == MOST_BYTES + 1
    assert refused(attachments.read_file, photo) == "attachment_too_large"
    with pytest.raises(Refusal):
        attachments.read_file(video, photos=True)


def test_bytes_that_are_not_what_was_kept_are_told(store: Store, held: str) -> None:
    file = attachments.add(store, held, [NewFile("合影.jpg", JPEG)]).files[0]
    with store.transaction() as connection:
        connection.execute(blob.update().values(content=JPEG[:-1]))
    with pytest.raises(Trouble):
        attachments.content(store, file)
    assert branch.check(store).references == ("attachment→blob",)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (JPEG, "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n123", "image/png"),
        (PDF, "application/pdf"),
        (b"RIFF1234WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x18ftypisom", "video/mp4"),
        (OLE + "WordDocument".encode("utf-16-le") + b"\0\0", "application/msword"),
        (OLE + "Workbook".encode("utf-16-le") + b"\0\0", "application/vnd.ms-excel"),
        (OLE, UNKNOWN),
        (
            archive(("word/document.xml", "")),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (archive(("xl/workbook.xml", "")), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (
            archive(("mimetype", "application/vnd.oasis.opendocument.spreadsheet")),
            "application/vnd.oasis.opendocument.spreadsheet",
        ),
        (archive(("其他.txt", "")), UNKNOWN),
        (b"PK\x03\x04broken", UNKNOWN),
        ("文字".encode(), UNKNOWN),
    ],
)
def test_the_content_says_what_a_file_is(content: bytes, kind: str) -> None:
    assert media_type(content) == kind


@pytest.mark.parametrize(
    ("size", "text"),
    [(5, "5 B"), (1500, "1 KB"), (880_000, "859 KB"), (4_400_000, "4.2 MB"), (31_457_280, "30 MB")],
)
def test_sizes_are_said_as_people_say_them(size: int, text: str) -> None:
    assert size_text(size) == text
