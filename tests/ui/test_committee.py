"""支部班子 by hand: the term is entered, an election held, an office filled and left, groups kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import builders
from branchdesk.services import Store
from branchdesk.services.people import committees, groups
from branchdesk.ui import theme, unsaved
from branchdesk.ui.fields.person_field import PersonField
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.committee.election import ElectionDialog
from branchdesk.ui.screens.committee.screen import CommitteeScreen
from branchdesk.ui.theme import TextSize
from branchdesk.ui.unsaved import Unsaved
from ui import finish

Opened = Callable[[], CommitteeScreen]


@pytest.fixture
def ids(store: Store) -> list[str]:
    return builders.fill(store)


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, ids: list[str]) -> Opened:
    del ids

    def show() -> CommitteeScreen:
        window.register(PLACES)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.navigate("committee")
        screen = window.visit("committee")
        assert isinstance(screen, CommitteeScreen)
        settled(window, qtbot)
        return screen

    return show


@pytest.fixture
def letting_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer the question about unsaved text with 不保存."""
    monkeypatch.setattr(unsaved, "ask", lambda *_: Unsaved.DROP)


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.desk.jobs.idle, timeout=10_000)


def typed(*texts: str) -> None:
    """Type texts into fields that follow one another, Chinese as an input method gives it; "" passes one by."""
    for text in texts:
        widget = QApplication.focusWidget()
        assert widget is not None
        if text.isascii():
            QTest.keyClicks(widget, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(widget, event)
        QApplication.processEvents()
        if isinstance(widget, PersonField) and text:
            QTest.keyClick(widget, Qt.Key.Key_Return)  # takes whom the letters mean
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        QApplication.processEvents()


def dialog_of(screen: CommitteeScreen, qtbot: QtBot) -> ElectionDialog:
    dialog = screen.dialog
    assert isinstance(dialog, ElectionDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def shown(screen: CommitteeScreen) -> list[tuple[str, ...]]:
    return [tuple(row.cell(at).text for at in range(4)) for row in screen.present.table.rows_model.rows]


def test_a_fresh_roster_is_asked_for_its_term(opened: Opened, window: MainWindow, qtbot: QtBot) -> None:
    screen = opened()
    assert shown(screen) == [("书记", "张三", "未登记", ""), ("组织委员", "李四", "未登记", "")]
    assert screen.present.enter_button.isVisible()
    [at] = [number for number, hint in enumerate(screen.hints.shown) if hint.code == "term_unknown"]
    screen.hints.entries.lines()[at].click()
    dialog = dialog_of(screen, qtbot)
    assert [seat.office for seat in dialog.seats.seats()] == ["书记", "组织委员"]
    dialog.number.setFocus()
    typed("5", "2024-3-15")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert shown(screen) == [("书记", "张三", "2024-03-15", ""), ("组织委员", "李四", "2024-03-15", "")]
    assert screen.present.heading.text() == "本届班子（第5届）"
    assert screen.present.term.text.text() == "2024-03-15当选，任期3年，2027-03-15届满，还有约4个月。"
    assert not screen.present.enter_button.isVisible()


def test_an_election_is_held_by_keyboard_and_undone(
    opened: Opened, window: MainWindow, qtbot: QtBot, store: Store, ids: list[str]
) -> None:
    committees.enter(store, committees.Election("2023-10-20", number=5, seats=(committees.Seat(ids[0], "书记"),)))
    before = builders.records(store)
    screen = opened()
    screen.elect_button.click()
    dialog = dialog_of(screen, qtbot)
    assert dialog.number.text() == "6"
    typed("2026-10-20", "", "", "", "ls", "", "zs")
    assert [(seat.office, seat.person) for seat in dialog.seats.seats()] == [("书记", ids[1]), ("组织委员", ids[0])]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert shown(screen) == [("书记", "李四", "2026-10-20", ""), ("组织委员", "张三", "2026-10-20", "")]
    [section] = screen.past.sections
    assert section.button.text() == "第5届　2023-10-20 至 2026-10-20，任期3年　书记 张三"
    screen.notice.button.click()
    settled(window, qtbot)
    assert builders.records(store) == before


@pytest.mark.usefixtures("letting_go")
def test_who_cannot_be_elected_is_said_at_once_and_refused(opened: Opened, window: MainWindow, qtbot: QtBot) -> None:
    screen = opened()
    screen.elect_button.click()
    dialog = dialog_of(screen, qtbot)
    typed("", "2026-10-20", "", "", "", "hx")
    assert dialog.seats.told.text() == "共1人。何霞是预备党员，没有被选举权。"
    dialog.save_button.click()
    settled(window, qtbot)
    assert dialog.isVisible()
    assert "没有被选举权" in dialog.fields["seats"].sentence.text()
    dialog.reject()
    assert not dialog.isVisible()


@pytest.mark.usefixtures("letting_go")
def test_a_date_is_asked_for(opened: Opened, qtbot: QtBot) -> None:
    screen = opened()
    screen.elect_button.click()
    dialog = dialog_of(screen, qtbot)
    dialog.number.setText("五")
    dialog.save_button.click()
    assert dialog.isVisible()
    assert dialog.fields["since"].sentence.text() == "请填当选时间。"
    assert dialog.fields["number"].sentence.text() == "届次只填数字，例如 5。"
    dialog.reject()
    assert not dialog.isVisible()


def test_an_office_is_filled_and_left(opened: Opened, window: MainWindow, qtbot: QtBot) -> None:
    screen = opened()
    screen._fill("宣传委员")
    dialog = screen.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    typed("zs")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert ("宣传委员", "张三", "2026-11-23", "") in shown(screen)
    at = next(row.key for row in screen.present.table.rows_model.rows if row.cell(0).text == "组织委员")
    screen.present.table.choose(at)
    screen.present.end_button.click()
    assert screen.dialog is not None
    qtbot.waitUntil(screen.dialog.isActiveWindow)
    screen.dialog.save_button.click()
    settled(window, qtbot)
    assert [row[0] for row in shown(screen)] == ["书记", "宣传委员"]


def test_groups_are_kept(opened: Opened, window: MainWindow, qtbot: QtBot, store: Store) -> None:
    screen = opened()
    screen.groups.add_button.click()
    assert screen.dialog is not None
    qtbot.waitUntil(screen.dialog.isActiveWindow)
    typed("青年党小组")
    screen.dialog.save_button.click()
    settled(window, qtbot)
    assert [group.name for group in groups.look(store)][-1] == "青年党小组"
    screen.groups.table.choose(groups.look(store)[0].id)
    screen.groups.remove_button.click()
    settled(window, qtbot)
    assert "不能删除" in screen.notice.label.text()


@pytest.fixture
def with_past(store: Store, ids: list[str]) -> None:
    """Enter a committee of years ago and the present one."""
    old = (committees.Seat(ids[3], "书记"), committees.Seat(ids[2], "宣传委员"))
    committees.enter(store, committees.Election("2020-09", number=4, until="2023-10-20", seats=old))
    committees.enter(store, committees.Election("2023-10-20", number=5, seats=(committees.Seat(ids[0], "书记"),)))


@pytest.mark.usefixtures("with_past")
@pytest.mark.parametrize(("size", "width", "height"), [("标准", 1366, 768), ("特大", 1366, 768), ("标准", 960, 540)])
def test_the_page_and_its_dialog_are_finished(
    opened: Opened, qtbot: QtBot, qapp: QApplication, size: str, width: int, height: int
) -> None:
    theme.apply(qapp, TextSize(size))
    screen = opened()
    screen.window().resize(width, height)
    screen.past.sections[0].button.setChecked(True)
    qtbot.wait(50)
    assert not finish.faults(screen.window())
    screen._elect()
    dialog = dialog_of(screen, qtbot)
    qtbot.wait(50)
    assert not finish.faults(dialog)
    dialog.reject()


def test_what_was_typed_is_asked_about_before_the_dialog_goes(
    opened: Opened,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def stay(parent: QWidget, sentence: str) -> Unsaved:
        del parent
        asked.append(sentence)
        return Unsaved.STAY

    monkeypatch.setattr(unsaved, "ask", stay)
    screen = opened()
    screen.present.enter_button.click()
    dialog = dialog_of(screen, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert asked == []
    screen.present.enter_button.click()
    dialog = dialog_of(screen, qtbot)
    dialog.number.setFocus()
    typed("5")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert asked == ["填写的内容还没有保存。"]
    monkeypatch.setattr(unsaved, "ask", lambda *_: Unsaved.DROP)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
