"""附件照片: files come by dialog, drop and paste, and are opened, turned, renamed, ordered, taken out by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

import builders
from branchdesk.domain.agenda import Topic
from branchdesk.domain.meetings import Attendance, Presence
from branchdesk.files.attached import MOST_BYTES
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import attachments, closing, meetings
from branchdesk.services.papers.papers import Order, make
from branchdesk.ui import pictures
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.screens.meeting.files import FilesSection
from branchdesk.ui.viewer import Viewer
from ui.typist import CTRL, Typist

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def held(peopled: Store) -> str:
    agenda = (Topic("通报工作", "逐项说明。"),)
    return meetings.save(peopled, builders.meeting(attendance=Attendance(Presence.PRESENT), agenda=agenda)).id


@pytest.fixture
def files(typist: Typist, held: str) -> FilesSection:
    typist.window.navigate("meeting", target=held)
    typist.settle()
    typist.press(KEY.Key_6, with_=ALT)
    section = typist.editor.form.files
    assert section.isVisible()
    return section


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "照片 扫描件"
    made.mkdir()
    for name, colour in (("乙.jpg", "red"), ("甲.jpg", "blue")):
        image = QImage(2600, 1300, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        image.save(str(made / name), quality=95)
    (made / "旧记录.doc").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0\0"
    )
    return made


def names(store: Store, meeting_id: str) -> list[str]:
    return [file.name for file in meetings.load(store, meeting_id).files]


def drop(section: FilesSection, data: QMimeData) -> None:
    """Carry something over the page and let it go, as a file manager does."""
    place = section.viewport().rect().center()
    enter = QDragEnterEvent(place, COPY, data, LEFT, NONE)
    QApplication.sendEvent(section.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(section.viewport(), QDropEvent(QPointF(place), COPY, data, LEFT, NONE))


def urls(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_files_dropped_on_the_page_are_added_in_one_step(
    typist: Typist, files: FilesSection, peopled: Store, held: str, folder: Path
) -> None:
    drop(files, urls(*sorted(folder.iterdir())))
    typist.settle()
    assert names(peopled, held) == ["乙.jpg", "旧记录.doc", "甲.jpg"]
    first = meetings.load(peopled, held).files[0]
    assert QImage.fromData(attachments.content(peopled, first)).size() == QSize(2000, 1000)
    assert files.told.text().startswith("已添加3个附件，2张原图共 ")
    assert files.note.text().startswith("3个附件，")
    assert typist.window.desk.undo_title == "2026年11月20日党员大会添加附件“乙.jpg”等3个"
    assert files.list.chosen() is not None
    assert not files.list.without_picture() or {one.name for one in files.list.without_picture()} == {"旧记录.doc"}
    typist.window.desk.undo()
    typist.settle()
    assert files.list.count() == 0
    assert files.empty.isVisible()


def test_files_are_chosen_in_a_dialog_and_kept_whole_where_wanted(
    typist: Typist, files: FilesSection, peopled: Store, held: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*_given: object) -> tuple[list[str], str]:
        return [str(folder / "甲.jpg")], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
    files.whole.setFocus()
    typist.press(KEY.Key_Space)
    files.add_button.setFocus()
    typist.press(KEY.Key_Space)
    typist.settle()
    kept = meetings.load(peopled, held).files[0]
    assert attachments.content(peopled, kept) == (folder / "甲.jpg").read_bytes()
    assert files.told.text() == "已添加1个附件。"
    assert files.list.hasFocus()


def test_a_picture_and_files_are_pasted(
    typist: Typist, files: FilesSection, peopled: Store, held: str, folder: Path
) -> None:
    clipboard = QApplication.clipboard()
    clipboard.setText("没有图片")
    typist.press(KEY.Key_V, with_=CTRL)
    assert files.told.text() == "剪贴板里没有图片或文件。"
    clipboard.setImage(QImage(str(folder / "甲.jpg")))
    typist.press(KEY.Key_V, with_=CTRL)
    typist.settle()
    clipboard.setMimeData(urls(folder / "乙.jpg"))
    typist.press(KEY.Key_V, with_=CTRL)
    typist.settle()
    assert names(peopled, held) == ["粘贴的图片.jpg", "乙.jpg"]


def test_what_cannot_be_kept_is_told_and_the_rest_is_added(
    typist: Typist, files: FilesSection, peopled: Store, held: str, folder: Path
) -> None:
    large = folder / "录像.mp4"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES * 2)
    (folder / "空.pdf").touch()
    drop(files, urls(large, folder / "空.pdf", folder / "没有了.jpg", folder / "甲.jpg"))
    typist.settle()
    assert names(peopled, held) == ["甲.jpg"]
    assert files.told.text().startswith("“录像.mp4”有 60 MB，单个附件最大 30 MB")
    assert files.told.text().endswith("（共3个文件没有添加）")
    assert files.told.property("tone") == "bad"


def test_a_new_meeting_is_saved_before_its_first_file(typist: Typist, peopled: Store, folder: Path) -> None:
    editor = typist.begin()
    typist.press(KEY.Key_6, with_=ALT)
    drop(editor.form.files, urls(folder / "甲.jpg"))
    typist.settle()
    meeting_id = editor.form.meeting_id()
    assert meeting_id is not None
    assert names(peopled, meeting_id) == ["甲.jpg"]
    assert editor.form.files.list.count() == 1


def test_a_meeting_that_cannot_be_saved_keeps_no_file(typist: Typist, peopled: Store, folder: Path) -> None:
    editor = typist.begin()
    day = editor.form.basics.day
    day.setFocus()
    day.selectAll()
    typist.type("2026-13-45")
    typist.press(KEY.Key_Tab)
    typist.press(KEY.Key_6, with_=ALT)
    editor.form.files.add([folder / "甲.jpg"])
    typist.settle()
    assert editor.form.meeting_id() is None
    assert "附件没有添加" in editor.form.files.told.text()
    assert builders.records(peopled)["attachment"] == []


def test_files_are_handled_by_keys(
    typist: Typist, files: FilesSection, peopled: Store, held: str, folder: Path
) -> None:
    files.add(sorted(folder.iterdir()))
    typist.settle()
    files.list.setFocus()
    assert files.list.chosen() == meetings.load(peopled, held).files[2]
    typist.press(KEY.Key_Up, with_=CTRL)
    typist.settle()
    assert names(peopled, held) == ["乙.jpg", "甲.jpg", "旧记录.doc"]
    chosen = files.list.chosen()
    assert chosen is not None
    assert chosen.name == "甲.jpg"
    typist.press(KEY.Key_R)
    typist.settle()
    turned = meetings.load(peopled, held).files[1]
    assert QImage.fromData(attachments.content(peopled, turned)).size() == QSize(1000, 2000)
    typist.press(KEY.Key_F2)
    dialog = files.dialog
    assert isinstance(dialog, FieldsDialog)
    typist.wait_for(dialog.fields["name"].editor.hasFocus)
    typist.press(KEY.Key_A, with_=CTRL)
    typist.type("现场照片")
    typist.press(KEY.Key_Return)
    typist.settle()
    assert names(peopled, held) == ["乙.jpg", "现场照片.jpg", "旧记录.doc"]
    typist.window.activateWindow()
    typist.wait_for(typist.window.isActiveWindow)
    files.list.setFocus()
    typist.press(KEY.Key_Delete)
    typist.settle()
    assert names(peopled, held) == ["乙.jpg", "旧记录.doc"]
    assert files.told.text() == "已删除附件“现场照片.jpg”，可按 Ctrl+Z 撤销。"
    for _ in range(4):
        past.undo(peopled)
    assert names(peopled, held) == ["乙.jpg", "旧记录.doc", "甲.jpg"]


def test_pictures_are_seen_in_large_and_turned_there(
    typist: Typist, files: FilesSection, peopled: Store, held: str, folder: Path
) -> None:
    files.add([folder / "甲.jpg", folder / "乙.jpg"])
    typist.settle()
    files.list.setFocus()
    files.list.setCurrentRow(0)
    typist.press(KEY.Key_Return)
    viewer = files.dialog
    assert isinstance(viewer, Viewer)
    typist.wait_for(lambda: not viewer.canvas.image.isNull())
    assert viewer.windowTitle() == "甲.jpg"
    typist.press(KEY.Key_R, KEY.Key_R, KEY.Key_R)
    assert viewer.canvas.image.size() == QSize(1000, 2000)
    typist.press(KEY.Key_Z)
    assert not viewer.canvas.fits
    typist.press(KEY.Key_Right)
    typist.settle()
    assert viewer.windowTitle() == "乙.jpg"
    steps = len(past.steps(peopled))
    typist.press(KEY.Key_Left)
    typist.settle()
    assert viewer.canvas.image.size() == QSize(1000, 2000)
    typist.press(KEY.Key_Escape)
    typist.settle()
    assert len(past.steps(peopled)) == steps  # three keys were one turn, and none since
    turned = meetings.load(peopled, held).files[0]
    assert QImage.fromData(attachments.content(peopled, turned)).size() == QSize(1000, 2000)


def test_a_pdf_shows_its_pages(typist: Typist, files: FilesSection, peopled: Store, held: str, folder: Path) -> None:
    scan, broken = folder / "签字页.pdf", folder / "坏.pdf"
    scan.write_bytes(make(peopled, Order("minutes", held)).pdf)
    broken.write_bytes(b"%PDF-1.7 nothing")
    files.add([scan, broken])
    typist.settle()
    assert [one.name for one in files.list.without_picture()] == []
    files.list.setCurrentRow(0)
    files.do("open")
    typist.settle()
    viewer = files.dialog
    assert isinstance(viewer, Viewer)
    assert len(viewer.pane.sheets) == 1
    viewer.go_on()
    typist.settle()
    assert viewer.pane.sheets == []
    assert "可另存后用其他程序打开" in viewer.pane.told.text()
    viewer.accept()


def test_what_cannot_be_shown_is_saved_elsewhere(
    typist: Typist, files: FilesSection, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(*given: object) -> tuple[str, str]:
        asked.append(str(given[2]))
        return str(tmp_path / "另存.doc"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    files.add([folder / "旧记录.doc"])
    typist.settle()
    assert not files.open_button.isVisible()
    files.list.setFocus()
    typist.press(KEY.Key_Return)
    typist.settle()
    assert Path(asked[0]).name == "旧记录.doc"
    assert (tmp_path / "另存.doc").read_bytes() == (folder / "旧记录.doc").read_bytes()
    assert files.told.text().startswith("已另存：")


def test_a_closed_record_takes_the_scan_and_keeps_what_it_was_closed_with(
    typist: Typist, files: FilesSection, peopled: Store, held: str, folder: Path
) -> None:
    files.add([folder / "甲.jpg"])
    typist.settle()
    closing.finalise(peopled, held)
    typist.window.navigate("meeting", target=held)
    typist.settle()
    typist.press(KEY.Key_6, with_=ALT)
    hidden: list[QPushButton] = [files.remove_button, files.rename_button, files.left_button]
    assert not any(button.isVisible() for button in hidden)
    files.list.setFocus()
    typist.press(KEY.Key_Delete)
    typist.settle()
    assert "是定稿时已有的附件，不能改动" in files.told.text()
    drop(files, urls(folder / "乙.jpg"))
    typist.settle()
    assert names(peopled, held) == ["甲.jpg", "乙.jpg"]
    assert files.remove_button.isVisible()
    assert "定稿后添加了1个附件" in typist.editor.closed.told.text()
    files.list.setFocus()
    typist.press(KEY.Key_Delete)
    typist.settle()
    assert names(peopled, held) == ["甲.jpg"]
    assert typist.editor.closed.reopen_button.isVisible()


def test_typing_goes_on_while_files_come(
    typist: Typist, files: FilesSection, peopled: Store, held: str, folder: Path, answer: Callable[[str], list[str]]
) -> None:
    answer("yes")
    files.add([folder / "甲.jpg"])
    typist.press(KEY.Key_1, with_=ALT)
    place = typist.editor.form.basics.place
    place.setFocus()
    typist.type("三楼会议室")
    typist.settle()
    assert place.text() == "三楼会议室"
    assert place.hasFocus()
    typist.save()
    loaded = meetings.load(peopled, held)
    assert (loaded.meeting.place, len(loaded.files)) == ("三楼会议室", 1)
    assert pictures.is_picture(loaded.files[0].kind)
