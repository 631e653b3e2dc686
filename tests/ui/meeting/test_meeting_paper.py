"""The paper beside the form, in its own window, as a file and on a printer."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

import builders
from branchdesk.domain.meetings import MeetingKind
from branchdesk.services import Store
from branchdesk.services.meetings import meetings
from branchdesk.services.papers import printing
from branchdesk.services.papers.printing import Paper
from branchdesk.ui.papers.preview import PreviewDialog
from branchdesk.ui.papers.printing import PrintRun
from branchdesk.ui.screens.meeting.handing import file_name
from ui.typist import Typist


def pages(content: bytes) -> int:
    document = pypdfium2.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()


def dialog(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> PreviewDialog:
    shown: list[PreviewDialog] = []

    def show(preview: QDialog) -> int:
        assert isinstance(preview, PreviewDialog)
        preview.show()
        shown.append(preview)
        return 0

    monkeypatch.setattr(QDialog, "exec", show)
    typist.begin()
    typist.enter("2026-11-20", "1430", "1605", "三楼会议室")
    typist.editor.preview_button.click()
    typist.wait_for(lambda: bool(shown) and shown[0].print_button.isEnabled())
    typist.settle()
    return shown[0]


def paper_of(store: Store, typist: Typist) -> Paper:
    return printing.minutes_of(meetings.load(store, typist.save()))


def test_the_paper_stands_beside_the_form_where_there_is_room(typist: Typist) -> None:
    editor = typist.begin()
    assert editor.paper.isVisible()
    typist.wait_for(lambda: len(editor.paper.sheets) > 0)
    typist.window.resize(960, 540)
    typist.settle()
    assert not editor.paper.isVisible()


def test_a_preview_saves_and_becomes_a_file(
    typist: Typist,
    peopled: Store,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    preview = dialog(typist, monkeypatch)
    assert len(preview.pane.sheets) == pages(paper_of(peopled, typist).pdf)
    offered: list[str] = []

    def choose(_parent: object, _title: str, path: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(path).name)
        return str(tmp_path / "记录"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    preview.file_button.click()
    typist.settle()
    assert offered == ["2026-11-20党员大会记录.pdf"]
    assert (tmp_path / "记录.pdf").read_bytes().startswith(b"%PDF")
    assert "已保存" in preview.banner.label.text()
    preview.close()


def test_a_file_is_named_after_the_meeting_and_its_group() -> None:
    for group, name in (("第三党小组", "第三党小组会"), ("青年组", "青年组党小组会")):
        meeting = builders.meeting("2026-11-20", kind=MeetingKind.GROUP_MEETING, group=group)
        assert file_name(meeting, "签到表") == f"2026-11-20{name}签到表"
        assert file_name(meeting) == f"2026-11-20{name}记录"


def test_a_file_that_cannot_be_written_is_told(
    typist: Typist,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    preview = dialog(typist, monkeypatch)
    (tmp_path / "记录.pdf").mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "记录.pdf"), ""))
    preview.save_file()
    typist.settle()
    assert "请换一个文件名" in preview.banner.label.text()
    assert list(tmp_path.glob(".*")) == []
    preview.close()


def test_every_page_reaches_the_printer(typist: Typist, peopled: Store, tmp_path: Path) -> None:
    typist.begin()
    typist.enter("2026-11-20", "1430")
    paper = paper_of(peopled, typist)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    PrintRun(typist.window.desk, paper, "记录", typist.window).paint_on(printer)
    typist.settle()
    assert pages((tmp_path / "out.pdf").read_bytes()) == paper.pages
