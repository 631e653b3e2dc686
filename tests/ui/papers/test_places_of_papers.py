"""Where papers are reached: the place of the branch's papers, a meeting's 更多, a member's card."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from branchdesk.services import Store
from branchdesk.services.ledgers import lists
from branchdesk.services.papers.paper_settings import House, MinutesStyle, set_house
from branchdesk.services.papers.papers import PAPERS, About
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.papers.preview import PreviewDialog
from branchdesk.ui.papers.screen import PapersScreen
from branchdesk.ui.papers.settings import PaperSettings
from branchdesk.ui.screens.meeting.editor import MeetingScreen
from branchdesk.ui.screens.member.page import MemberCardPage
from branchdesk.ui.screens.member.screen import MembersScreen
from branchdesk.ui.theme import TextSize
from ui import finish

LOW = 650  # pixels of height that the smallest screen has for a dialog
Settle = Callable[[], None]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[QDialog]]:
    """Give the dialogs that would have waited for somebody; they are shown instead."""
    dialogs: list[QDialog] = []

    def show(dialog: QDialog) -> int:
        dialog.show()
        dialogs.append(dialog)
        return 0

    monkeypatch.setattr(QDialog, "exec", show)
    yield dialogs
    for dialog in dialogs:
        dialog.close()


def preview_of(dialogs: list[QDialog]) -> PreviewDialog:
    dialog = dialogs[-1]
    assert isinstance(dialog, PreviewDialog)
    return dialog


def test_the_branch_s_papers_have_a_place(office: MainWindow, shown: list[QDialog], settle: Settle) -> None:
    screen = office.visit("papers")
    assert isinstance(screen, PapersScreen)
    office.navigate("papers")
    for kind in (kind for kind in PAPERS.values() if kind.about is About.BRANCH):
        assert kind.holds
        screen.buttons_of[kind.key].click()
        settle()
        dialog = preview_of(shown)
        assert dialog.order().paper == kind.key
        assert dialog.minimumSizeHint().height() <= LOW
        assert bool(dialog.pane.sheets) != bool(dialog.banner.label.text())
    screen.settings_button.click()
    settle()
    assert isinstance(shown[-1], PaperSettings)
    screen.buttons_of["member"].click()
    assert office.here == "members"


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
def test_the_place_is_finished(office: MainWindow, settle: Settle, size: TextSize) -> None:
    office.set_text_size(size)
    office.navigate("papers")
    settle()
    assert finish.faults(office.visit("papers")) == []


def test_a_meeting_offers_the_papers_that_fit_it(
    office: MainWindow,
    meeting_id: str,
    shown: list[QDialog],
    settle: Settle,
) -> None:
    office.navigate("meeting", target=meeting_id)
    settle()
    screen = office.visit("meeting")
    assert isinstance(screen, MeetingScreen)
    screen.more.choices.aboutToShow.emit()
    menu = next(each.menu() for each in screen.more.choices.actions() if each.text() == "打印其他材料")
    assert isinstance(menu, QMenu)
    offered = {line.text(): line for line in menu.actions()}
    assert "签到表" in offered
    assert not {"会议记录", "党课记录", "选举结果"} & set(offered)
    offered["签到表"].trigger()
    settle()
    dialog = preview_of(shown)
    assert (dialog.order().paper, dialog.order().about) == ("sign-in-sheet", meeting_id)
    assert dialog.pane.sheets


def test_the_paper_beside_the_form_follows_the_house(
    office: MainWindow,
    store: Store,
    meeting_id: str,
    shown: list[QDialog],
    settle: Settle,
) -> None:
    office.navigate("meeting", target=meeting_id)
    settle()
    screen = office.visit("meeting")
    assert isinstance(screen, MeetingScreen)
    settle()
    before = screen.paper.sheets[0].image
    set_house(store, House(style=MinutesStyle.FORM))
    screen.preview_button.click()
    settle()
    settle()
    assert preview_of(shown).pane.sheets
    assert before is not None
    assert screen.paper.sheets[0].image != before


def test_the_papers_of_a_member_are_reached_by_the_key_that_prints(
    office: MainWindow, store: Store, settle: Settle, qtbot: QtBot
) -> None:
    [(member_id, _), *_] = lists.page(store, lists.ledger_called("members"), lists.Query(), ("name",)).rows
    office.navigate("members", target=member_id)
    settle()
    screen = office.visit("members")
    assert isinstance(screen, MembersScreen)
    card = screen.record_card
    assert isinstance(card, MemberCardPage)
    office.activateWindow()
    qtbot.waitUntil(office.isActiveWindow)
    choices, opened = card.papers_button.choices, list[bool]()

    def shut() -> None:  # the menu waits for somebody
        opened.append(choices.isVisible())
        choices.close()

    choices.aboutToShow.connect(lambda: QTimer.singleShot(0, shut))
    QTest.keyClick(office, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: opened == [True])


def test_a_member_s_card_offers_what_is_about_a_member(
    office: MainWindow,
    store: Store,
    shown: list[QDialog],
    settle: Settle,
) -> None:
    ledger = lists.ledger_called("members")
    [(member_id, [name]), *_] = lists.page(store, ledger, lists.Query(), ("name",)).rows
    office.navigate("members", target=member_id)
    settle()
    screen = office.visit("members")
    assert isinstance(screen, MembersScreen)
    card = screen.record_card
    assert isinstance(card, MemberCardPage)
    for line in card.papers_button.choices.actions():
        line.trigger()
        settle()
        dialog = preview_of(shown)
        assert dialog.order().about == member_id
        assert dialog.pane.sheets
        assert name in dialog.name
