"""The ledger screen by keyboard alone: whatever it can do, somebody without a mouse can do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.services import Store
from branchdesk.services.ledgers.views import load
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from ui.ledger.room import Go, Wait

pytestmark = pytest.mark.usefixtures("samples")
NOTHING, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


class Hands:
    """Somebody at the keyboard of the members' list."""

    def __init__(self, screen: LedgerScreen, window: MainWindow, settle: Wait, qtbot: QtBot) -> None:
        self.screen, self.page, self.table = screen, screen.list, screen.list.table
        self._window, self._settle, self._qtbot = window, settle, qtbot

    @property
    def focus(self) -> QWidget:
        """Give where keys go: a panel that is open, else the window."""
        panel = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        found = (panel.focusWidget() or panel) if panel else self._window.focusWidget()
        assert found is not None
        return found

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = NOTHING) -> None:
        for key in keys:
            QTest.keyClick(self.focus, key, with_)
            QApplication.processEvents()
        self.settle()

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.focus, letter)

    def settle(self) -> None:
        """Wait for the answers; give the window the keyboard back after a panel, as every desktop does."""
        if QApplication.activeModalWidget() is None and not self._window.isActiveWindow():
            with self._qtbot.waitActive(self._window):
                self._window.activateWindow()
        self._settle()
        self._qtbot.wait(5)
        self._settle()

    def column(self, key: str) -> list[str]:
        place = self.table.place_of(key)
        return [row.cell(place).text for row in self.table.rows_model.rows]

    def row(self) -> int:
        return self.table.currentIndex().row()


@pytest.fixture
def hands(go: Go, window: MainWindow, settle: Wait, qtbot: QtBot) -> Hands:
    made = Hands(go("members"), window, settle, qtbot)
    made.press(Key.Key_F, with_=CTRL)
    assert made.page.filters.search.hasFocus()
    made.press(Key.Key_Down)
    assert made.table.hasFocus()
    return made


def test_one_walks_from_cell_to_cell(hands: Hands) -> None:
    hands.press(Key.Key_End)
    assert hands.table.column_key() == "condition"
    hands.press(Key.Key_Home)
    assert hands.table.column_key() == "roster_order"
    hands.press(Key.Key_End, with_=CTRL)
    assert hands.row() == 45
    hands.press(Key.Key_Home, with_=CTRL)
    assert hands.row() == 0
    hands.press(Key.Key_PageDown)
    assert hands.row() > 5
    hands.press(Key.Key_Right, Key.Key_Right, Key.Key_Down)
    assert hands.table.column_key() == "sex"


def test_one_narrows_sorts_and_keeps_it_as_a_view(hands: Hands, store: Store) -> None:
    hands.press(*[Key.Key_Right] * 5)
    assert hands.table.column_key() == "joined_on"
    hands.press(Key.Key_F, with_=ALT)
    hands.type("2000")
    hands.press(Key.Key_Return)
    assert [chip.text() for chip in hands.page.filters.more] == ["入党时间 不低于 2000"]
    assert hands.focus is hands.table
    hands.press(Key.Key_Down, with_=ALT)
    dates = hands.column("joined_on")
    assert dates == sorted(dates, reverse=True)
    hands.press(Key.Key_C, with_=ALT)
    hands.press(Key.Key_Space)
    hands.press(Key.Key_Escape)
    assert hands.page.columns()[0] == "name"

    hands.page.tools.views.ask_name()  # the menu itself runs a loop of its own; what it calls is this
    hands.type("since 2000")
    hands.press(Key.Key_Return)
    hands.page.leaving()
    hands.settle()
    [view] = load(store, hands.page.verbs.ledger).views
    assert (view.name, view.order[0].field, view.arrangement.columns[0]) == ("since 2000", "joined_on", "name")
    hands.press(Key.Key_Escape)
    assert not hands.page.filters.active()


def test_one_edits_chooses_takes_out_and_undoes(hands: Hands) -> None:
    hands.press(Key.Key_End, Key.Key_Left)
    assert hands.table.column_key() == "phone"
    name = hands.page.called(hands.table.key())
    hands.type("13900000001")
    hands.press(Key.Key_Return)
    phones = dict(zip(hands.column("name"), hands.column("phone"), strict=True))
    assert phones[name] == "13900000001"
    assert hands.row() == 1
    hands.press(Key.Key_Down, with_=SHIFT)
    hands.press(Key.Key_Delete)  # nobody is merely deleted: they leave, at first with a letter under way
    hands.press(Key.Key_S, with_=CTRL)
    hands.settle()
    assert hands.column("condition").count("转出中") == 2
    hands.press(Key.Key_Z, with_=CTRL)
    assert not any(hands.column("condition"))
    hands.press(Key.Key_A, with_=CTRL)
    assert hands.page.chosen.bar.label.text() == "已选 46 名"


def test_one_asks_for_the_keys_opens_a_record_and_comes_back(hands: Hands) -> None:
    hands.press(Key.Key_F1, with_=SHIFT)
    assert hands.page.tools.keys_panel.isVisible()
    hands.press(Key.Key_Escape)
    assert hands.focus is hands.table
    hands.press(Key.Key_Down, Key.Key_Down)
    hands.press(Key.Key_Return)
    assert hands.screen.record_card is not None
    assert hands.screen.record_card.isVisible()
    hands.press(Key.Key_Escape)
    assert hands.page.isVisible()
    assert hands.row() == 2


def test_one_goes_on_with_tab_through_everything(hands: Hands) -> None:
    """From the search every chip and tool is reached before the table, and the table's foot after it."""
    hands.press(Key.Key_F, with_=CTRL)
    seen: list[QWidget] = []
    for _ in range(40):
        hands.press(Key.Key_Tab)
        if hands.focus in seen:
            break
        seen.append(hands.focus)
    page = hands.page
    wanted = [page.filters.add, page.tools.views, page.tools.columns_button, page.table, page.chosen.bar.keys_button]
    places = [seen.index(widget) for widget in wanted]
    assert places == sorted(places)
