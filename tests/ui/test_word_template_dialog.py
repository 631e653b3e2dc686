"""The branch's own Word template is chosen, filled and kept from one dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

import builders
from branchdesk.services import Store
from branchdesk.services.meetings import meetings
from branchdesk.services.papers import word_templates
from branchdesk.ui.desk import Desk
from branchdesk.ui.papers.word_template import WordTemplateDialog


@pytest.fixture
def dialog(desk: Desk, store: Store, qtbot: QtBot) -> Iterator[WordTemplateDialog]:
    builders.fill(store)
    meeting_id = meetings.save(store, builders.meeting(place="三楼会议室")).id
    parent = QWidget()
    qtbot.addWidget(parent)
    made = WordTemplateDialog(desk, meeting_id, "2026-11-20党员大会记录", parent)
    made.show()
    qtbot.waitUntil(lambda: made.fields.rows_model.rowCount() > 0)
    yield made
    made.close()


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answer whatever asks for a file."""

    def answer(path: Path) -> None:
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))

    return answer


def test_a_sample_is_written_chosen_and_filled(
    dialog: WordTemplateDialog, store: Store, qtbot: QtBot, answering: Callable[[Path], None], tmp_path: Path
) -> None:
    assert not dialog.fill_button.isEnabled()
    template, result = tmp_path / "会议记录模板.docx", tmp_path / "记录.docx"
    answering(template)
    dialog.sample_button.click()
    qtbot.waitUntil(lambda: "已保存" in dialog.banner.label.text())
    dialog.choose_button.click()
    qtbot.waitUntil(dialog.fill_button.isEnabled)
    assert dialog.file.text() == "会议记录模板.docx"
    assert word_templates.chosen(store) == template
    answering(result)
    dialog.fill_button.click()
    qtbot.waitUntil(lambda: result.exists() and "记录.docx" in dialog.banner.label.text())
    assert "三楼会议室" in {cell.text for row in Document(str(result)).tables[0].rows for cell in row.cells}


def test_a_file_that_is_no_template_is_refused_and_nothing_is_kept(
    dialog: WordTemplateDialog, store: Store, qtbot: QtBot, answering: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "旧模板.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    answering(path)
    dialog.choose_button.click()
    qtbot.waitUntil(lambda: "不是 Word" in dialog.banner.label.text())
    assert dialog.file.text() == "尚未选择"
    assert word_templates.chosen(store) is None


def test_a_field_is_copied_by_keys(dialog: WordTemplateDialog) -> None:
    dialog.fields.setFocus()
    QTest.keyClick(dialog.fields, Qt.Key.Key_Down)
    QTest.keyClick(dialog.fields, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "{{支部名称}}"
