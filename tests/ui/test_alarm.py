import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.errors import Refusal, Trouble
from branchdesk.ui import trouble
from branchdesk.ui.alarm import Alarm

SOMEBODY = "110101199001011234"


def bug() -> KeyError:
    try:
        dict[str, str]()[SOMEBODY]
    except KeyError as error:
        return error
    raise AssertionError


def texts_of_the_dialog(told: list[str], press: str) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    for child in dialog.children():
        if isinstance(child, QLabel):
            told.append(child.text())
        if isinstance(child, QPushButton) and child.text() == press:
            child.click()
    dialog.accept()


@pytest.fixture
def alarmed(qtbot: QtBot) -> Alarm:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = Alarm(window)
    made.window = window  # type: ignore[attr-defined] # it must live as long
    return made


def test_the_details_of_a_bug_hold_nobodys_record() -> None:
    told = trouble.details(bug())
    assert "KeyError" in told
    assert "test_alarm.py" in told
    assert SOMEBODY not in told


def test_a_bug_can_be_copied_and_work_goes_on(alarmed: Alarm, caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []
    QTimer.singleShot(50, lambda: texts_of_the_dialog(told, "复制详情"))
    alarmed.tell(bug())
    assert any("程序的问题" in text for text in told)
    assert "KeyError" in QGuiApplication.clipboard().text()
    assert SOMEBODY not in caplog.text


def test_trouble_is_one_calm_sentence(alarmed: Alarm) -> None:
    told: list[str] = []
    QTimer.singleShot(50, lambda: texts_of_the_dialog(told, ""))
    alarmed.tell(Trouble("文件正被 WPS 占用。", code="busy"))
    assert told == ["文件正被 WPS 占用。"]


def test_a_refusal_needs_no_dialog(alarmed: Alarm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(alarmed.refused) as heard:
        alarmed.tell(Refusal("没有可以撤销的步骤。", code="nothing_to_undo"))
    assert heard.args == ["没有可以撤销的步骤。"]
