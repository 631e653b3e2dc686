import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import entering, lists
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from ui.ledger.room import Go, Wait, text_of, type_into


def open_first(screen: LedgerScreen, name: str, settle: Wait) -> str:
    screen.list.show_conditions((), name)
    settle()
    record = screen.list.table.rows_model.rows[0].key
    screen.open_record(record)
    settle()
    return record


def retype(screen: LedgerScreen, key: str, text: str) -> None:
    type_into(screen.form.fields[key].editor, text)


def test_a_volunteer_is_added_by_keyboard(go: Go, settle: Wait, qtbot: QtBot) -> None:
    screen = go("volunteers")
    QTest.keyClick(screen.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(screen.form.fields["name"].editor.hasFocus)
    retype(screen, "name", "张三")
    retype(screen, "joined_on", "2026.1")
    QTest.keyClick(screen.form.fields["joined_on"].editor, Qt.Key.Key_Return)
    settle()
    settle()
    assert screen.page is screen.list
    assert screen.list.table.rows_model.rows[0].cell(0).text == "张三"
    assert screen.list.table.rows_model.rows[0].cell(3).text == "2026-01"
    assert screen.list.table.key()
    assert "新增“张三”" in screen.notice.label.text()


@pytest.mark.usefixtures("samples")
def test_a_member_is_changed_and_the_change_undone(go: Go, window: MainWindow, settle: Wait, store: Store) -> None:
    screen = go("members")
    record = open_first(screen, "何霞", settle)
    assert screen.record_card is not None
    screen.record_card.edit_asked.emit(record)
    settle()
    retype(screen, "post", "办公室主任")
    QTest.keyClick(screen.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()
    assert lists.record(store, MEMBERS, record)["post"] == "办公室主任"
    assert screen.page is screen.record_card
    window.desk.undo()
    settle()
    settle()
    assert lists.record(store, MEMBERS, record)["post"] == "员额检察官"
    assert not screen.notice.isVisible()


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(go: Go, settle: Wait) -> None:
    screen = go("members")
    screen.open_new()
    form = screen.form
    retype(screen, "joined_on", "2019.13")
    retype(screen, "roster_order", "甲")
    retype(screen, "post", "检察官")
    form.save()
    settle()
    assert screen.page is form
    assert form.fields["name"].sentence.text() == "姓名没有填。"
    assert "不是日期" in form.fields["joined_on"].sentence.text()
    assert form.fields["roster_order"].sentence.text() == "这里要填整数。"
    texts = {key: form.fields[key].input.value() for key in ("roster_order", "post")}
    assert texts == {"roster_order": "甲", "post": "检察官"}
    assert text_of(form.fields["joined_on"].editor) == "2019.13"
    retype(screen, "name", "张三")
    assert form.fields["name"].sentence.text() == ""


@pytest.mark.usefixtures("samples")
def test_a_doubt_is_flagged_and_saved(go: Go, settle: Wait, store: Store) -> None:
    screen = go("members")
    record = open_first(screen, "何霞", settle)
    screen._edit(record, screen.list)
    settle()
    retype(screen, "id_number", "110101199810133770")
    assert "校验码不符" in screen.form.fields["id_number"].sentence.text()
    screen.form.save()
    settle()
    settle()
    assert lists.record(store, MEMBERS, record)["id_number"] == "110101199810133770"


def test_a_private_number_is_masked_until_one_is_in_it(go: Go, settle: Wait, qtbot: QtBot, samples: Store) -> None:
    screen = go("members")
    record = open_first(screen, "陈䶮", settle)
    screen._edit(record, screen.list)
    settle()
    line = screen.form.fields["id_number"].editor
    assert text_of(line) == "110***********3779"
    line.setFocus()
    qtbot.waitUntil(lambda: text_of(line) == "110101199810133779")
    screen.form.fields["name"].editor.setFocus()
    qtbot.waitUntil(lambda: text_of(line) == "110***********3779")
    settle()
    assert past.steps(samples)[0].title == "查看完整号码：陈䶮"
    assert not screen.form.changed()


def test_unsaved_text_is_asked_about(go: Go, settle: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = go("clues")
    screen.open_new()
    retype(screen, "reporter", "张三")

    def stay(box: QMessageBox) -> QAbstractButton:
        return next(button for button in box.buttons() if button.text() == "继续填写")

    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", stay)
    assert screen.back()
    assert screen.page is screen.form
    assert screen.form.fields["reporter"].input.value() == "张三"
    screen.open_new()
    assert screen.form.fields["reporter"].input.value() == "张三"
    screen.form.save()
    settle()
    settle()
    assert screen.list.total == 1
    assert screen.list.table.rows_model.rows[0].cell(0).text == "XS20260001"


def test_a_form_is_read_as_a_sheet_is() -> None:
    entry = entering.read(CLUES, {"reporter": "  张 三 ", "text": "", "state": None, "number": "XS1"})
    assert entry.values["reporter"] == "张三"
    assert entry.values["text"] is None
    assert [finding.code for finding in entry.findings] == ["clue_without_text"]
    assert not entry.errors
    assert entering.read(MEMBERS, {"name": "", "roster_order": "x"}).errors[0].field == "name"


def test_a_rare_name_is_doubted_while_it_is_typed_and_saved_as_it_is(
    go: Go, window: MainWindow, settle: Wait, store: Store
) -> None:
    screen = go("members")
    screen.form.begin(None)
    field = screen.form.fields["name"]
    for typed, said in (
        ("何𬱖", "仿宋没有“𬱖”"),
        ("龚\ue863", "请改为“䶮”"),
        ("王○", "如应为“〇”"),
        ("张\U00020001", "不能打印"),
    ):
        retype(screen, "name", typed)
        assert said in field.sentence.text()
        assert field.sentence.isVisibleTo(field)
    retype(screen, "name", "张三")
    assert not field.sentence.isVisibleTo(field)
    retype(screen, "name", "龚\ue863")
    screen.form.save()
    settle()
    assert [values[0] for _, values in lists.page(store, MEMBERS, columns=("name",)).rows] == ["龚\ue863"]
    assert window.desk.jobs.idle()


def test_tab_goes_through_a_long_form_as_it_is_read(go: Go, settle: Wait, qtbot: QtBot) -> None:
    screen = go("members")
    screen.open_new()
    settle()
    form = screen.form
    wanted = [key for _, keys in MEMBERS.sections for key in keys]
    assert list(form.fields) == wanted
    qtbot.waitUntil(form.fields["name"].editor.hasFocus)
    seen: list[str] = []
    for _ in range(3 * len(wanted)):
        here = QApplication.focusWidget()
        assert here is not None
        at = next((key for key, one in form.fields.items() if one.isAncestorOf(here)), None)
        if at is not None and at not in seen[-1:]:
            seen.append(at)
        if at == wanted[-1]:
            break
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert seen == wanted
