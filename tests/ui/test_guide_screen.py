"""使用说明 in the window: F1 from anywhere, the chapter of the screen, a search, and the way to paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from branchdesk import __version__
from branchdesk.services import guide
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.opening import GUIDE as ALONE
from branchdesk.ui.opening import OUTSIDE
from branchdesk.ui.papers.preview import PreviewDialog
from branchdesk.ui.register import PLACES
from branchdesk.ui.screen import Place
from branchdesk.ui.screens.first_run import FirstRun
from branchdesk.ui.screens.help.chapters import CHAPTERS, IMPORTING
from branchdesk.ui.screens.help.guide import GuideScreen
from branchdesk.ui.screens.help.news import NewsScreen
from branchdesk.ui.screens.help.pages import GUIDE, NEWS
from branchdesk.ui.screens.help.screen import HelpScreen
from branchdesk.ui.screens.today import TodayScreen
from ui.helping import help_page


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> Iterator[MainWindow]:
    window.register(PLACES)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    qtbot.waitUntil(window.desk.jobs.idle)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget() or QApplication.activeWindow()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def the_guide(window: MainWindow) -> GuideScreen:
    screen = help_page(window, GUIDE)
    assert isinstance(screen, GuideScreen)
    return screen


def test_f1_tells_of_the_screen_one_is_at_and_esc_leads_back(shown: MainWindow, qtbot: QtBot) -> None:
    for key, chapter in (("members", "members"), ("backups", "backups")):
        shown.navigate(key)
        qtbot.waitUntil(shown.desk.jobs.idle)
        press(Qt.Key.Key_F1)
        assert shown.here == "help"
        page = shown.visit("help")
        assert isinstance(page, HelpScreen)
        told = page.page(GUIDE)
        assert isinstance(told, GuideScreen)
        assert told.chapter() == chapter
        shown.go_back()
        assert shown.here == key


def test_an_empty_roster_points_to_how_one_is_brought_in(shown: MainWindow, qtbot: QtBot) -> None:
    shown.navigate("members")
    qtbot.waitUntil(shown.desk.jobs.idle)
    members = shown.visit("members")
    assert isinstance(members, LedgerScreen)
    assert members.list.empty.guide_button.isVisible()
    members.list.empty.guide_button.click()
    page = shown.visit("help")
    assert isinstance(page, HelpScreen)
    told = page.page(GUIDE)
    assert isinstance(told, GuideScreen)
    assert told.chapter() == IMPORTING


def test_every_screen_has_a_chapter_that_there_is() -> None:
    keys = {chapter.key for chapter in guide.chapters()}
    assert set(CHAPTERS.values()) <= keys
    assert set(CHAPTERS) == {place.key for place in PLACES} - {"help"} | {key for key, *_ in OUTSIDE}


def test_the_guide_is_searched_by_keyboard(shown: MainWindow) -> None:
    screen = the_guide(shown)
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.search.hasFocus()
    screen.search.setText("信封")
    assert screen.contents.count() == 2
    assert screen.chapter() == "password"
    assert screen.text.extraSelections()
    press(Qt.Key.Key_Return)
    assert screen.text.hasFocus()
    screen.search.setText("查无此词")
    assert not screen.nothing.isHidden()
    assert screen.chapter() == ""
    assert screen.text.toPlainText() == ""
    assert screen.back()
    assert screen.contents.count() == len(guide.chapters())
    assert not screen.back()


def test_pictures_are_as_wide_as_there_is_room(shown: MainWindow, qtbot: QtBot) -> None:
    screen = the_guide(shown)
    screen.activated(chapter="five_ones")
    for width in (1366, 900):
        shown.resize(width, 700)
        qtbot.waitUntil(lambda: screen.text.horizontalScrollBar().maximum() == 0)

        def picture() -> QImage:
            found = screen.text.document().resource(
                QTextDocument.ResourceType.ImageResource.value, QUrl("five-ones.png")
            )
            assert isinstance(found, QImage)
            return found

        qtbot.waitUntil(lambda: picture().width() > 300)
        qtbot.waitUntil(shown.desk.jobs.idle)
        assert picture().width() / screen.text.devicePixelRatioF() <= screen.text.viewport().width()


def test_the_guide_goes_to_paper(shown: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = the_guide(shown)
    dialogs: list[PreviewDialog] = []

    def show(dialog: PreviewDialog) -> None:
        dialogs.append(dialog)
        dialog.open()

    monkeypatch.setattr(PreviewDialog, "exec", show)
    screen.print_button.click()
    [dialog] = dialogs
    assert dialog.name == "支部工作台使用说明"
    assert dialog.order().paper == "guide"
    dialog.reject()


def test_what_is_new_stands_beside_it(shown: MainWindow) -> None:
    page = help_page(shown, NEWS)
    assert isinstance(page, NewsScreen)
    assert guide.news()[0].title in page.text.toPlainText()


@pytest.mark.parametrize("read", [True, False])
def test_a_newer_program_offers_what_is_new_in_one_line_until_it_is_answered(shown: MainWindow, *, read: bool) -> None:
    shown.desk.news_since = "0"
    today = shown.visit("today")
    shown.navigate("today")
    assert isinstance(today, TodayScreen)
    assert today.news.isVisible()
    assert __version__ in today.news.label.text()
    (today.news.take_button if read else today.news.drop_button).click()
    assert shown.here == ("help" if read else "today")
    today.reload(None)
    assert today.news.isHidden()
    assert shown.desk.news_since == ""


def test_the_guide_is_there_before_any_file(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.close()
    window.register([Place("first_run", "开始使用", FirstRun, listed=False), ALONE])
    window.show()
    qtbot.waitExposed(window)
    window.navigate("first_run")
    window.show_help()
    screen = window.visit("guide")
    assert isinstance(screen, GuideScreen)
    assert screen.chapter() == "first"
    assert screen.buttons() == ()
    window.go_back()
    assert window.here == "first_run"
