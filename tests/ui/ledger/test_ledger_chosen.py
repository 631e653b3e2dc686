"""What is done with the chosen rows: counted, copied, exported, changed together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from branchdesk.services import Store
from branchdesk.services.clues.clues import ClueIntake
from branchdesk.store.history import operate
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from ui.ledger.room import Go, Wait, text_of

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def column(screen: LedgerScreen, key: str) -> list[str]:
    place = screen.list.table.place_of(key)
    return [row.cell(place).text for row in screen.list.table.rows_model.rows]


def stand(screen: LedgerScreen, row: int, key: str) -> None:
    table = screen.list.table
    table.setFocus()
    table.setCurrentIndex(table.rows_model.index(row, table.place_of(key)))


@pytest.mark.usefixtures("samples")
def test_the_chosen_are_counted_and_stay_chosen(go: Go, settle: Wait) -> None:
    screen = go("members")
    bar = screen.list.chosen.bar
    assert bar.label.text() == "共 46 名"
    assert not bar.remove_button.isVisible()
    stand(screen, 1, "name")
    for _ in range(2):
        QTest.keyClick(screen.list.table, Qt.Key.Key_Down, SHIFT)
    assert bar.label.text() == "已选 3 名"
    chosen = screen.list.chosen.records()
    screen.list.reload()
    settle()
    assert screen.list.chosen.records() == chosen
    assert screen.list.table.column_key() == "name"
    QTest.keyClick(screen.list.table, Qt.Key.Key_Space)
    assert bar.label.text() == "已选 2 名"


@pytest.mark.usefixtures("samples")
def test_rows_are_copied_as_lines_for_a_sheet(go: Go, settle: Wait) -> None:
    screen = go("members")
    screen.list.arranging.set_columns(("name", "stage", "id_number"))
    settle()
    stand(screen, 0, "name")
    QTest.keyClick(screen.list.table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(screen.list.table, Qt.Key.Key_C, CTRL)
    settle()
    lines = QApplication.clipboard().text().split("\n")
    assert [line.split("\t")[:2] for line in lines] == [["翟堃", "正式党员"], ["阿依古丽·买买提", "正式党员"]]
    assert "*" in lines[0].split("\t")[2]
    assert screen.notice.label.text() == "已复制 2 名，可粘贴到表格。"
    screen.list.chosen.copy(headings=True)
    settle()
    assert QApplication.clipboard().text().split("\n")[0] == "姓名\t党员类别\t公民身份号码"
    stand(screen, 0, "stage")
    QTest.keyClick(screen.list.table, Qt.Key.Key_C, CTRL | SHIFT)
    assert QApplication.clipboard().text() == "正式党员"


@pytest.mark.usefixtures("samples")
def test_pasting_is_asked_for(go: Go, qtbot: QtBot) -> None:
    screen = go("members")
    stand(screen, 0, "stage")
    with qtbot.waitSignal(screen.list.paste_asked):
        QTest.keyClick(screen.list.table, Qt.Key.Key_V, CTRL)


@pytest.mark.usefixtures("samples")
def test_one_field_is_set_for_all_chosen_in_one_step(go: Go, settle: Wait, window: MainWindow) -> None:
    screen = go("members")
    before = column(screen, "education")
    stand(screen, 0, "education")
    QTest.keyClick(screen.list.table, Qt.Key.Key_A, CTRL)
    screen.list.chosen.bar.change_button.click()
    panel = screen.list.chosen.panel
    assert panel is not None
    assert panel.heading.text() == "批量修改 46 名"
    assert panel.field_box.currentData() == "education"
    line = panel.editor.widget
    assert isinstance(line, QLineEdit)
    line.setText("大学本科")
    panel.apply()
    settle()
    settle()
    assert set(column(screen, "education")) == {"大学本科"}
    assert "批量修改" in screen.notice.label.text()
    window.desk.undo()
    settle()
    settle()
    assert column(screen, "education") == before


@pytest.mark.usefixtures("samples")
def test_a_value_that_cannot_be_read_is_refused_in_the_panel(go: Go) -> None:
    screen = go("members")
    stand(screen, 0, "birth_date")
    QTest.keyClick(screen.list.table, Qt.Key.Key_A, CTRL)
    screen.list.chosen.change()
    panel = screen.list.chosen.panel
    assert panel is not None
    line = panel.editor.widget
    assert isinstance(line, QLineEdit)
    line.setText("昨天")
    panel.apply()
    assert panel.isVisible()
    assert "不是日期" in panel.problem.text()
    assert text_of(line) == "昨天"
    panel.reject()


@pytest.mark.usefixtures("samples")
def test_the_chosen_alone_are_exported(go: Go, settle: Wait, tmp_path: Path) -> None:
    screen = go("clues")
    wanted = tmp_path / "所选.csv"
    stand(screen, 0, "number")
    QTest.keyClick(screen.list.table, Qt.Key.Key_Down, SHIFT)
    screen.list.chosen.bar.export_button.click()
    dialog = screen.exporter.dialog
    assert dialog is not None
    dialog.path.setText(str(wanted))
    dialog.write_button.click()
    settle()
    assert len(wanted.read_text("utf-8-sig").splitlines()) == 3


def test_all_rows_can_be_chosen_though_not_all_are_loaded(store: Store, go: Go, settle: Wait) -> None:
    with operate(store, "many", "多条线索") as work:
        rows = [{"text": f"第{number}条"} for number in range(450)]
        ClueIntake(work.connection, store.branch.id, date(2026, 11, 23)).add(work, rows)
    screen = go("clues")
    bar = screen.list.chosen.bar
    stand(screen, 0, "number")
    QTest.keyClick(screen.list.table, Qt.Key.Key_A, CTRL)
    assert bar.label.text() == "已选 200 条"
    assert bar.all_button.text() == "选择全部 450 条"
    bar.all_button.click()
    settle()
    assert bar.label.text() == "已选 450 条"
    assert not bar.all_button.isVisible()
    assert len(set(screen.list.chosen.records())) == 450
    QTest.keyClick(screen.list.table, Qt.Key.Key_Down)
    assert bar.label.text() == "已选 1 条"
