from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.ui.desk import Desk
from branchdesk.ui.main_window import MainWindow, text_size
from branchdesk.ui.screen import Place, Screen
from branchdesk.ui.theme import TextSize

made: list[str] = []


class One(Screen):
    title = "一"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        made.append("one")
        self.go = QPushButton("去二")
        self.line = QLineEdit()
        self.body.addWidget(self.go)
        self.body.addWidget(self.line)
        self.go.clicked.connect(lambda: self.navigate("two", target="x"))


class Two(Screen):
    title = "二"
    stays = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        made.append("two")
        self.label = QLabel()
        self.body.addWidget(self.label)

    def activated(self, **target: object) -> None:
        self.label.setText(str(target.get("target", "")))

    def leaving(self) -> bool:
        return not self.stays


def opened(window: MainWindow, qtbot: QtBot) -> None:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


PLACES = (Place("one", "第一", One, "节"), Place("two", "第二", Two, "节"))


def test_screens_are_made_when_first_visited(window: MainWindow, qtbot: QtBot) -> None:
    made.clear()
    window.register(PLACES)
    opened(window, qtbot)
    window.navigate("one")
    assert made == ["one"]
    one = window.visit("one")
    assert isinstance(one, One)
    one.go.click()
    assert window.here == "two"
    two = window.visit("two")
    assert isinstance(two, Two)
    assert two.label.text() == "x"
    assert window.sidebar.buttons["two"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.here == "one"
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.here == "two"
    two.stays = True
    window.navigate("one")
    assert window.here == "two"
    assert window.sidebar.buttons["two"].isChecked()
    two.stays = False


def test_an_unknown_place_is_not_gone_to(window: MainWindow) -> None:
    window.register(PLACES)
    window.navigate("one")
    window.navigate("nowhere")
    assert window.here == "one"


def test_the_sidebar_gives_way(window: MainWindow, qtbot: QtBot) -> None:
    window.register(PLACES)
    opened(window, qtbot)
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: not window.sidebar.narrow)
    window.resize(960, 540)
    qtbot.waitUntil(lambda: window.sidebar.narrow)
    assert window.minimumSizeHint().width() <= 960
    assert window.minimumSizeHint().height() <= 540


def test_the_text_size_is_remembered(window: MainWindow, settings: QSettings) -> None:
    window.set_text_size(TextSize.HUGE)
    assert text_size(settings) is TextSize.HUGE
    window.set_text_size(TextSize.STANDARD)


def test_typing_has_its_own_undo(window: MainWindow, qtbot: QtBot) -> None:
    window.register(PLACES)
    opened(window, qtbot)
    window.navigate("one")
    one = window.visit("one")
    assert isinstance(one, One)
    one.line.setFocus()
    qtbot.waitUntil(one.line.hasFocus)
    QTest.keyClicks(one.line, "abc")
    QTest.keyClick(one.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert one.line.text() == ""
    QTest.keyClick(one.line, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert one.line.text() == "abc"


def test_the_keyboard_alone_goes_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    window.register(PLACES)
    opened(window, qtbot)
    window.navigate("one")
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.sidebar.buttons["one"].hasFocus()
    QTest.keyClick(window.sidebar.buttons["one"], Qt.Key.Key_Down)
    assert window.here == "two"
    assert window.sidebar.buttons["two"].hasFocus()
    QTest.keyClick(window.sidebar.buttons["two"], Qt.Key.Key_Up)
    assert window.here == "one"
    QTest.keyClick(window, Qt.Key.Key_F6)
    one = window.visit("one")
    assert isinstance(one, One)
    assert one.go.hasFocus()


class Lender(Screen):
    title = "出借"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.done = QPushButton("定稿")

    def buttons(self) -> Sequence[QWidget]:
        return (self.done,)


def test_a_button_given_back_stays_out_of_the_bar(window: MainWindow, qtbot: QtBot) -> None:
    window.register((Place("lender", "出借", Lender, "节"), Place("other", "另一", Lender, "节")))
    opened(window, qtbot)
    window.navigate("lender")
    lender = window.visit("lender")
    assert isinstance(lender, Lender)
    assert lender.done.isVisible()
    window.navigate("other")
    lender.done.setVisible(True)  # as a screen does whose record was read only now
    assert not lender.done.isVisible()
    window.navigate("lender")
    assert lender.done.isVisible()
