"""Editing in the cells of a list: safe fields only, judged like the form, one step each, nothing typed lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store
from branchdesk.services.clues import clues
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import lists
from branchdesk.services.people import members
from branchdesk.ui.ledger.in_place import fields
from branchdesk.ui.ledger.screen import LedgerScreen
from ui.ledger.room import Go, Wait, text_of, type_into

pytestmark = pytest.mark.usefixtures("samples")
CTRL = Qt.KeyboardModifier.ControlModifier


def stand(screen: LedgerScreen, row: int, key: str) -> None:
    """Put the cursor into a cell."""
    table = screen.list.table
    table.setFocus()
    table.setCurrentIndex(table.rows_model.index(row, table.place_of(key)))


def press(screen: LedgerScreen, key: Qt.Key) -> None:
    QTest.keyClick(screen.list.table, key)


def editor(screen: LedgerScreen) -> QWidget:
    found = screen.list.in_place.editor
    assert found is not None
    return found


def shown(screen: LedgerScreen, row: int, key: str) -> str:
    return screen.list.table.rows_model.rows[row].cell(screen.list.table.place_of(key)).text


def where(screen: LedgerScreen) -> tuple[int, str]:
    return screen.list.table.currentIndex().row(), screen.list.table.column_key()


def test_enter_saves_and_goes_down(go: Go, settle: Wait, store: Store) -> None:
    screen = go("members")
    stand(screen, 1, "post")
    press(screen, Qt.Key.Key_F2)
    type_into(editor(screen), "书记员")
    QTest.keyClick(editor(screen), Qt.Key.Key_Return)
    assert screen.list.in_place.editor is None
    assert shown(screen, 1, "post") == "书记员"
    settle()
    settle()
    assert shown(screen, 1, "post") == "书记员"
    assert where(screen) == (2, "post")
    assert screen.list.table.hasFocus()
    assert past.next_titles(store)[0] == "党员花名册修改“阿依古丽·买买提”"
    past.undo(store)
    assert past.next_titles(store)[0] != "党员花名册修改“阿依古丽·买买提”"


def test_tab_saves_and_goes_right_and_esc_gives_up(go: Go, settle: Wait) -> None:
    screen = go("members")
    stand(screen, 0, "birth_date")
    press(screen, Qt.Key.Key_F2)
    type_into(editor(screen), "1980.1.2")
    QTest.keyClick(editor(screen), Qt.Key.Key_Tab)
    settle()
    assert where(screen) == (0, "education")
    assert shown(screen, 0, "birth_date") == "1980-01-02"
    press(screen, Qt.Key.Key_F2)
    type_into(editor(screen), "夜校")
    QTest.keyClick(editor(screen), Qt.Key.Key_Escape)
    settle()
    assert shown(screen, 0, "education") != "夜校"
    assert screen.list.in_place.editor is None


def test_what_is_typed_begins_the_cell_anew(go: Go, settle: Wait) -> None:
    screen = go("members")
    stand(screen, 0, "phone")
    QTest.keyClicks(screen.list.table, "1")
    assert text_of(editor(screen)) == "1"
    QTest.keyClicks(editor(screen), "3800000000")
    QTest.keyClick(editor(screen), Qt.Key.Key_Return)
    settle()
    assert shown(screen, 0, "phone") == "13800000000"


def test_an_input_method_begins_a_cell_too(go: Go, settle: Wait) -> None:
    screen = go("members")
    stand(screen, 0, "post")
    event = QInputMethodEvent()
    event.setCommitString("主任")
    QCoreApplication.sendEvent(screen.list.table, event)
    assert text_of(editor(screen)) == "主任"
    QTest.keyClick(editor(screen), Qt.Key.Key_Return)
    settle()
    assert shown(screen, 0, "post") == "主任"


def test_a_word_may_be_composed_in_the_cell(go: Go, settle: Wait) -> None:
    screen = go("members")
    stand(screen, 0, "post")
    QCoreApplication.sendEvent(screen.list.table, QInputMethodEvent("zhu ren", []))
    assert screen.list.in_place.editor is not None
    done = QInputMethodEvent()
    done.setCommitString("主任")
    QCoreApplication.sendEvent(screen.list.table, done)
    assert text_of(editor(screen)) == "主任"
    assert editor(screen).hasFocus()
    QTest.keyClick(editor(screen), Qt.Key.Key_Return)
    settle()
    assert shown(screen, 0, "post") == "主任"


def test_a_refusal_stands_at_the_cell_and_what_was_typed_stays(go: Go, settle: Wait) -> None:
    screen = go("members")
    stand(screen, 0, "name")
    press(screen, Qt.Key.Key_F2)
    type_into(editor(screen), " ")
    QTest.keyClick(editor(screen), Qt.Key.Key_Return)
    settle()
    assert screen.list.in_place.bubble.isVisible()
    assert screen.list.in_place.bubble.text() == "姓名没有填。"
    assert text_of(editor(screen)) == " "
    stand(screen, 0, "birth_date")
    assert screen.list.in_place.editor is None or screen.list.in_place.bubble.isVisible()


def test_a_wrong_date_stays_as_typed_and_the_mouse_does_not_lose_it(go: Go, settle: Wait) -> None:
    screen = go("members")
    before = shown(screen, 3, "birth_date")
    stand(screen, 3, "birth_date")
    press(screen, Qt.Key.Key_F2)
    type_into(editor(screen), "1977-13-40")
    QTest.keyClick(editor(screen), Qt.Key.Key_Return)
    assert "不是日期" in screen.list.in_place.bubble.text()
    table = screen.list.table
    place = table.visualRect(table.rows_model.index(6, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert text_of(editor(screen)) == "1977-13-40"
    type_into(editor(screen), "1977-05")
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert screen.list.in_place.editor is None
    assert (before, shown(screen, 3, "birth_date")) != (before, before)
    assert shown(screen, 3, "birth_date") == "1977-05"
    assert where(screen)[0] == 6


def test_choices_and_flags_open_as_lists(go: Go, settle: Wait) -> None:
    screen = go("clues")
    stand(screen, 0, "state")
    press(screen, Qt.Key.Key_F2)
    box = editor(screen)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText("重复提报"))
    QTest.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert shown(screen, 0, "state") == "重复提报"
    stand(screen, 0, "fed_back")
    press(screen, Qt.Key.Key_F2)
    flag = editor(screen)
    assert isinstance(flag, QComboBox)
    assert [flag.itemText(n) for n in range(flag.count())] == ["未填", "是", "否"]
    flag.setCurrentIndex(2)
    QTest.keyClick(flag, Qt.Key.Key_Tab)
    settle()
    assert shown(screen, 0, "fed_back") == "否"


def test_long_text_keeps_its_lines(go: Go, settle: Wait, store: Store) -> None:
    screen = go("clues")
    stand(screen, 0, "text")
    press(screen, Qt.Key.Key_F2)
    box = editor(screen)
    assert isinstance(box, QPlainTextEdit)
    type_into(box, "第一行")
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    event = QInputMethodEvent()
    event.setCommitString("第二行")
    QCoreApplication.sendEvent(box, event)
    QTest.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert shown(screen, 0, "text") == "第一行 第二行"
    record = screen.list.table.rows_model.rows[0].key
    assert lists.record(store, lists.ledger_called("clues"), record)["text"] == "第一行\n第二行"
    stand(screen, 0, "text")
    press(screen, Qt.Key.Key_F2)
    again = editor(screen)
    assert isinstance(again, QPlainTextEdit)
    assert again.toPlainText() == "第一行\n第二行"


def test_what_has_consequences_is_left_to_the_form(go: Go, settle: Wait) -> None:
    screen = go("members")
    for key in ("stage", "group", "office", "joined_on", "full_since"):
        stand(screen, 0, key)
        press(screen, Qt.Key.Key_F2)
        assert screen.list.in_place.editor is None
        assert "不能在格内直接改" in screen.notice.label.text()
    assert not fields(MEMBERS) & {"stage", "group", "office", "joined_on", "full_since", "id_number"}
    settle()


def test_letters_find_in_a_column_that_is_not_edited(go: Go) -> None:
    screen = go("members")
    stand(screen, 0, "joined_on")
    wanted = shown(screen, 4, "joined_on")
    QTest.keyClicks(screen.list.table, wanted)
    assert screen.list.in_place.editor is None
    assert shown(screen, where(screen)[0], "joined_on") == wanted


def test_what_the_file_refuses_comes_back_as_typed(go: Go, settle: Wait, store: Store) -> None:
    screen = go("clues")
    record = screen.list.table.rows_model.rows[2].key
    stand(screen, 2, "unit")
    press(screen, Qt.Key.Key_F2)
    type_into(editor(screen), "先锋队")
    clues.remove(store, record)  # from elsewhere: the window has not heard of it
    QTest.keyClick(editor(screen), Qt.Key.Key_Return)
    settle()
    settle()
    assert text_of(editor(screen)) == "先锋队"
    assert "找不到" in screen.list.in_place.bubble.text()
    QTest.keyClick(editor(screen), Qt.Key.Key_Escape)
    settle()
    assert screen.list.total == 192


def test_a_doubt_is_saved_and_told(go: Go, settle: Wait) -> None:
    screen = go("clues")
    stand(screen, 0, "closed_on")
    press(screen, Qt.Key.Key_F2)
    type_into(editor(screen), "1999-01-01")
    QTest.keyClick(editor(screen), Qt.Key.Key_Return)
    settle()
    settle()
    assert shown(screen, 0, "closed_on") == "1999-01-01"
    assert screen.notice.label.text().startswith("已保存。办结日期：")


def test_a_change_elsewhere_waits_for_what_is_being_typed(go: Go, settle: Wait) -> None:
    screen = go("members")
    stand(screen, 0, "post")
    press(screen, Qt.Key.Key_F2)
    type_into(editor(screen), "主任")
    record = screen.list.table.rows_model.rows[1].key
    screen.desk.write(lambda file: members.save(file, record, {"post": "书记员"}))
    settle()
    settle()
    assert text_of(editor(screen)) == "主任"
    QTest.keyClick(editor(screen), Qt.Key.Key_Escape)
    settle()
    assert shown(screen, 1, "post") == "书记员"
    assert isinstance(QApplication.focusWidget(), QWidget)
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
