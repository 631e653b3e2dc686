"""纪念卡设置: text and design beside the cards, a line for one person, what is refused; reached from the preview."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from branchdesk import clock
from branchdesk.services import Store
from branchdesk.services.papers.papers import Order
from branchdesk.services.people import birthday_cards, people
from branchdesk.services.people.birthday_cards import USUAL, CardLook, own_key
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.papers.card_settings import CardSettingsDialog
from branchdesk.ui.papers.preview import PreviewDialog
from branchdesk.ui.theme import TextSize
from branchdesk.words import birthday_cards as say
from ui import finish

Settle = Callable[[], None]
ORDER = Order("birthday-card", "", {"month": "7"})


@pytest.fixture
def dialog(office: MainWindow, settle: Settle) -> Iterator[CardSettingsDialog]:
    shown = CardSettingsDialog(office.desk, ORDER, office)
    shown.show()
    settle()
    yield shown
    if isValid(shown):
        shown.close()


def test_a_text_shows_on_the_cards_at_once_and_is_kept_with_the_design(
    dialog: CardSettingsDialog, store: Store, settle: Settle
) -> None:
    assert len(dialog.pane.sheets) == 4  # one page each, whatever the sheet is
    dialog.design.set_value("letter")
    dialog.size_of_cards.set_value("A5")
    dialog.sheets.set_value("single")
    dialog.lines["title"].setText("入党{周年}周年")
    settle()
    dialog.save_button.click()
    settle()
    kept = birthday_cards.settings(store)
    assert kept.look == CardLook("letter", "A5", on_sheets=False)
    assert kept.words.title == "入党{周年}周年"


def test_a_field_that_there_is_not_is_refused_beside_its_text_and_nothing_is_kept(
    dialog: CardSettingsDialog, store: Store, settle: Settle
) -> None:
    dialog.body.setPlainText("您好，\n{党龄}年了。")
    settle()
    assert "正文第2行的“{党龄}”" in dialog.fields["body"].sentence.text().replace("里的", "的")
    dialog.save_button.click()
    settle()
    assert dialog.isVisible()
    assert birthday_cards.settings(store) == USUAL
    dialog.usual_button.click()
    settle()
    assert dialog.fields["body"].sentence.text() == ""
    assert dialog.chosen().words == USUAL.words


def test_a_line_of_ones_own_is_kept_for_that_person_and_year(
    dialog: CardSettingsDialog, store: Store, settle: Settle
) -> None:
    [first, *others] = dialog.own
    dialog.own[first].setText("谢谢您，{姓名}。")
    dialog.save()
    settle()
    assert dict(birthday_cards.settings(store).own) == {first: "谢谢您，{姓名}。"}
    assert others
    assert first in {own_key(2026, one.id) for one in people.on_roster(store, clock.today())}


def test_a_field_goes_where_the_cursor_was_last(dialog: CardSettingsDialog, qtbot: QtBot) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.lines["signature"].setFocus()
    dialog.lines["signature"].setText("支部：")
    dialog.field_button.setFocus()
    dialog.insert_field("支部")
    assert dialog.lines["signature"].text() == "支部：{支部}"
    assert len(dialog.field_button.menu().actions()) == len(say.FIELDS)


def test_the_preview_leads_there_and_offers_no_word_file(
    office: MainWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QDialog] = []

    def leave(shown: CardSettingsDialog) -> QDialog.DialogCode:
        asked.append(shown)
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(CardSettingsDialog, "exec", leave)
    preview = PreviewDialog(office.desk, ORDER, "纪念卡", office)
    preview.show()
    settle()
    assert not preview.word_button.isEnabled()
    assert "没有 Word 文件" in preview.word_button.toolTip()
    assert preview.file_button.isEnabled()
    preview.own_button.click()
    settle()
    assert len(asked) == 1
    asked[0].close()
    preview.close()
    other = PreviewDialog(office.desk, Order("roster"), "花名册", office)
    other.show()
    settle()
    assert other.word_button.isEnabled()
    assert not other.own_button.isVisible()
    other.close()


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
def test_the_dialog_is_finished(office: MainWindow, dialog: CardSettingsDialog, settle: Settle, size: TextSize) -> None:
    office.set_text_size(size)
    settle()
    assert finish.faults(dialog) == []
