from datetime import datetime, time

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.dates import PartialDate
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.person_field import Candidate, PersonField
from branchdesk.ui.fields.plain_text import PlainText
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.fields.time_field import MomentField, TimeEdit, read_time


@pytest.mark.parametrize(
    ("typed", "shown", "value"),
    [
        ("1998.7", "1998-07", PartialDate(1998, 7)),
        ("1998年7月", "1998-07", PartialDate(1998, 7)),
        ("19980701", "1998-07-01", PartialDate(1998, 7, 1)),
        ("1998", "1998", PartialDate(1998)),
        ("", "", None),
    ],
)
def test_a_date_is_kept_as_known(qtbot: QtBot, typed: str, shown: str, value: PartialDate | None) -> None:
    field = DateEdit()
    qtbot.addWidget(field)
    field.insert(typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.value(), field.problem()) == (shown, value, "")


def test_wrong_text_stays_and_is_told(qtbot: QtBot) -> None:
    field = DateEdit()
    around = Labelled("入党日期", field)
    qtbot.addWidget(around)
    field.insert("去年夏天")
    assert not field.check()
    assert field.text() == "去年夏天"
    assert field.value() is None
    assert "去年夏天" in around.sentence.text()
    assert around.sentence.isVisibleTo(around)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert not around.sentence.isVisibleTo(around)


def test_a_day_is_asked_for_where_it_is_needed(qtbot: QtBot) -> None:
    field = DateEdit(day_needed=True)
    qtbot.addWidget(field)
    field.setText("2026.11")
    assert not field.check()
    assert field.day() is None
    field.set_value(PartialDate(2026, 11, 20))
    assert field.check()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1430", time(14, 30)),
        ("14：30", time(14, 30)),
        ("14:30", time(14, 30)),
        ("9", time(9)),
        ("930", time(9, 30)),
        ("下午2:30", time(14, 30)),
        ("14点半", time(14, 30)),
        ("９点", time(9)),
        ("14.05", time(14, 5)),
    ],
)
def test_times_are_read_as_typed(text: str, meant: time) -> None:
    assert read_time(text) == meant


@pytest.mark.parametrize("text", ["25:00", "14:75", "饭后", "12345"])
def test_what_no_clock_shows_is_told(qtbot: QtBot, text: str) -> None:
    field = TimeEdit()
    qtbot.addWidget(field)
    field.setText(text)
    assert not field.check()
    assert field.text() == text


def test_a_moment_has_both(qtbot: QtBot) -> None:
    field = MomentField()
    qtbot.addWidget(field)
    field.time.setText("1430")
    assert not field.check()
    field.date.setText("2026-11-20")
    assert field.check()
    assert field.value() == datetime(2026, 11, 20, 14, 30)  # noqa: DTZ001 - the office's own clock


PEOPLE = (
    Candidate("1", "张三", "第一党小组", "zs", "zhang san"),
    Candidate("2", "张三", "第二党小组", "zs", "zhang san"),
    Candidate("3", "赵爽", "", "zs", "zhao shuang"),
    Candidate("4", "司马彧", "", "smy", "si ma yu"),
)


def test_a_person_is_named_by_letters(qtbot: QtBot) -> None:
    field = PersonField()
    qtbot.addWidget(field)
    field.set_candidates(PEOPLE)
    QTest.keyClicks(field, "smy")
    assert field.check()
    assert field.value() == PersonRef("司马彧", "4")
    assert field.text() == "司马彧"


def test_namesakes_are_told_apart(qtbot: QtBot) -> None:
    field = PersonField()
    qtbot.addWidget(field)
    field.set_candidates(PEOPLE)
    field.setText("张三")
    assert not field.check()
    assert field.value() == PersonRef("张三")
    field.setText("张三　第二党小组")
    assert field.check()
    assert field.value() == PersonRef("张三", "2")
    assert field.text() == "张三（第二党小组）"


def test_letters_that_several_answer_to_are_asked_about_or_taken_with_enter(qtbot: QtBot) -> None:
    field = PersonField()
    qtbot.addWidget(field)
    field.set_candidates(PEOPLE)
    QTest.keyClicks(field, "zs")
    assert not field.check()
    assert "请从列表中选一位" in field.problem()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == PersonRef("张三", "1")
    assert field.problem() == ""


def test_a_stranger_is_only_a_name(qtbot: QtBot) -> None:
    field = PersonField()
    qtbot.addWidget(field)
    field.set_candidates(PEOPLE)
    field.setText("市院 张某")
    assert field.check()
    assert field.value() == PersonRef("市院 张某")


def test_paste_brings_text_only_and_the_field_grows(qtbot: QtBot) -> None:
    field = PlainText(lines=2)
    qtbot.addWidget(field)
    field.show()
    before = field.height()
    mime = QMimeData()
    mime.setHtml("<b style='color:red'>一</b>")
    mime.setText("一\r\n二\u00a0三\r四\n五\n六")
    field.insertFromMimeData(mime)
    assert field.toPlainText() == "一\n二 三\n四\n五\n六"
    assert field.height() > before


def test_a_choice_can_be_lifted(qtbot: QtBot) -> None:
    field = Segments([("a", "甲"), ("b", "乙")], may_be_empty=True)
    qtbot.addWidget(field)
    heard: list[str] = []
    field.chosen.connect(heard.append)
    buttons = list(field._buttons.values())
    for button in (buttons[0], buttons[1], buttons[1]):
        button.click()
    assert heard == ["a", "b", ""]
    assert field.value() is None
