"""Any paper looked at: its pages as they come into sight, varied, refused, taken along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog
from shiboken6 import isValid

from branchdesk.services import Store
from branchdesk.services.papers import printing
from branchdesk.services.papers.paper_settings import USUAL, set_house
from branchdesk.services.papers.papers import PAPERS, About, Order
from branchdesk.services.people import members
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.papers.pane import KEPT, DrawnPane
from branchdesk.ui.papers.preview import PreviewDialog
from branchdesk.ui.theme import TextSize
from ui import finish
from ui.papers.conftest import LYING, STANDING, drawn

Settle = Callable[[], None]
Open = Callable[[Order], PreviewDialog]
MANY = 300


@pytest.fixture
def look(office: MainWindow, settle: Settle) -> Iterator[Open]:
    """Give a way to open the preview of an order."""
    opened: list[PreviewDialog] = []

    def show(order: Order) -> PreviewDialog:
        opened.append(PreviewDialog(office.desk, order, "材料", office))
        opened[-1].show()
        settle()
        return opened[-1]

    yield show
    for dialog in opened:
        dialog.close()


@pytest.mark.parametrize("paper", [kind.key for kind in PAPERS.values() if kind.about is About.MEETING])
def test_every_paper_of_a_meeting_is_shown_or_says_why_not(look: Open, meeting_id: str, paper: str) -> None:
    dialog = look(Order(paper, meeting_id))
    shown, told = len(dialog.pane.sheets), dialog.banner.label.text()
    assert (shown > 0) != bool(told)
    assert dialog.print_button.isEnabled() == (shown > 0)
    assert dialog.count.text() == (f"共{shown}页" if shown else "")
    assert finish.faults(dialog) == []


def test_an_option_makes_the_paper_anew(look: Open, meeting_id: str, settle: Settle) -> None:
    dialog = look(Order("sign-in-sheet", meeting_id))
    guests = dialog.options.editors["guests"].widget
    assert isinstance(guests, CountField)
    before = len(dialog.pane.sheets)
    guests.setFocus()
    guests.selectAll()
    QTest.keyClicks(guests, "90")
    settle()
    assert len(dialog.pane.sheets) > before
    assert dialog.order().options["guests"] == 90
    side_by_side = dialog.options.editors["side_by_side"].widget
    assert isinstance(side_by_side, QCheckBox)
    QTest.keyClick(side_by_side, Qt.Key.Key_Space)
    settle()
    assert dialog.order().options["side_by_side"] is True


def test_what_cannot_be_printed_is_told_in_a_banner(look: Open, store: Store) -> None:
    person, _ = members.save(store, None, {"name": "张\ue000三", "stage": "full_member"})
    dialog = look(Order("talk-record", person))
    assert "U+E000" in dialog.banner.label.text()
    assert not dialog.print_button.isEnabled()
    assert look(Order("no-such-paper")).banner.label.text().startswith("没有“no-such-paper”")


def test_a_paper_is_saved_as_pdf_and_for_word(
    look: Open,
    meeting_id: str,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    dialog = look(Order("minutes", meeting_id))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(tmp_path / Path(words[2]).name), ""))
    for button, file, begins in ((dialog.file_button, "材料.pdf", b"%PDF"), (dialog.word_button, "材料.docx", b"PK")):
        button.click()
        settle()
        assert (tmp_path / file).read_bytes().startswith(begins)
        assert file in dialog.banner.label.text()


def test_what_is_asked_while_a_paper_is_made_is_meant_for_the_new_one(
    look: Open,
    meeting_id: str,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    dialog = look(Order("sign-in-sheet", meeting_id))
    before = len(dialog.pane.sheets)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "签到表.pdf"), ""))
    guests = dialog.options.editors["guests"].widget
    assert isinstance(guests, CountField)
    guests.selectAll()
    QTest.keyClicks(guests, "90")
    dialog.save_file()
    settle()
    with PdfDocument(tmp_path / "签到表.pdf") as document:
        assert len(document) == len(dialog.pane.sheets) > before


def test_cancelling_leaves_the_paper_before_or_nothing(
    look: Open,
    office: MainWindow,
    meeting_id: str,
    settle: Settle,
) -> None:
    dialog = look(Order("minutes", meeting_id))
    dialog.make()
    dialog.progress.cancelled.emit()
    settle()
    assert dialog.pane.sheets
    assert "还是改动以前的" in dialog.banner.label.text()
    fresh = PreviewDialog(office.desk, Order("minutes", meeting_id), "记录", office)
    fresh.show()
    fresh.progress.cancelled.emit()
    settle()
    assert not isValid(fresh)


def test_a_file_gets_its_ending_whatever_else_its_name_has(
    look: Open, meeting_id: str, settle: Settle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = look(Order("minutes", meeting_id))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "第3.5次"), ""))
    dialog.file_button.click()
    settle()
    assert (tmp_path / "第3.5次.pdf").exists()


def test_no_file_that_the_dialog_did_not_name_is_replaced(
    look: Open, meeting_id: str, settle: Settle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog, there = look(Order("minutes", meeting_id)), tmp_path / "记录.pdf"
    there.write_bytes(b"old")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "记录"), ""))
    dialog.file_button.click()
    settle()
    assert there.read_bytes() == b"old"
    assert "记录.pdf" in dialog.banner.label.text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(there), ""))  # which has asked
    dialog.file_button.click()
    settle()
    assert there.read_bytes().startswith(b"%PDF")


def test_a_file_is_called_by_a_name_that_every_system_takes(
    look: Open, meeting_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, named = look(Order("minutes", meeting_id)), list[str]()

    def choose(*words: str) -> tuple[str, str]:
        named.append(words[2])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialog.name = "2026-11-20第一/二小组：“纪要”?记录"
    dialog.file_button.click()
    assert Path(named[0]).name == "2026-11-20第一-二小组：“纪要”-记录.pdf"


def test_work_under_way_is_given_up_with_the_dialog(office: MainWindow, meeting_id: str, settle: Settle) -> None:
    dialog = PreviewDialog(office.desk, Order("minutes", meeting_id), "记录", office)
    dialog.show()
    dialog.make()
    dialog.reject()
    settle()
    assert office.desk.jobs.idle()


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
def test_the_dialog_is_finished_at_every_size(look: Open, office: MainWindow, meeting_id: str, size: TextSize) -> None:
    office.set_text_size(size)
    assert finish.faults(look(Order("sign-in-sheet", meeting_id))) == []


def test_only_pages_in_sight_are_drawn_and_kept(desk: Desk, settle: Settle) -> None:
    pane = DrawnPane(desk)
    pane.resize(300, 500)
    pane.show()
    pane.show_paper(printing.opened(drawn(*[STANDING] * MANY), pane.fineness()))
    settle()
    assert [number for number, sheet in enumerate(pane.sheets) if sheet.image] == [0, 1, 2]
    bar = pane.verticalScrollBar()
    for place in range(0, bar.maximum(), 7000):
        bar.setValue(place)
        settle()
    bar.setValue(bar.maximum())
    settle()
    kept = [number for number, sheet in enumerate(pane.sheets) if sheet.image]
    assert kept[-1] == MANY - 1
    assert len(kept) <= 2 * KEPT + 3
    pane.close()


def test_a_lying_page_is_as_wide_as_the_pane_and_lower(desk: Desk, settle: Settle) -> None:
    pane = DrawnPane(desk)
    pane.resize(600, 900)
    pane.show()
    pane.show_paper(printing.opened(drawn(STANDING, LYING), pane.fineness()))
    settle()
    standing, lying = pane.sheets
    assert standing.image is not None
    assert lying.image is not None
    assert abs(standing.image.width() - lying.image.width()) <= 1
    assert standing.height > pane.viewport().width() > lying.height
    pane.close()


def test_pages_are_turned_by_keys_from_the_button_that_has_the_keyboard(look: Open, meeting_id: str) -> None:
    dialog = look(Order("sign-in-sheet", meeting_id, {"guests": 90}))
    bar = dialog.pane.verticalScrollBar()
    QTest.keyClick(dialog.print_button, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(dialog.print_button, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(dialog.print_button, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_the_house_is_followed(look: Open, store: Store, meeting_id: str) -> None:
    plain = look(Order("minutes", meeting_id)).pane.sheets[0].image
    set_house(store, type(USUAL)(heading="中共某某市人民检察院机关委员会"))
    headed = look(Order("minutes", meeting_id)).pane.sheets[0].image
    assert plain != headed
