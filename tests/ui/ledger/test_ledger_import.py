from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.services import Store, branch
from branchdesk.services.ledgers import importing
from branchdesk.services.ledgers.importing import Outcome
from branchdesk.ui.ledger.screen import LedgerScreen
from ui.ledger.room import SAMPLES, Go, Wait, type_into

ROSTER = SAMPLES / "党员花名册.xls"


def type_path(screen: LedgerScreen, path: Path, settle: Wait) -> None:
    screen.importer.path.setText(str(path))
    QTest.keyClick(screen.importer.path, Qt.Key.Key_Return)
    settle()


def counts(screen: LedgerScreen) -> list[str]:
    return [button.text() for button in screen.importer.view.figures.values()]


def test_a_roster_is_imported_by_keyboard_alone(go: Go, qtbot: QtBot, settle: Wait, store: Store) -> None:
    screen = go("members")
    qtbot.waitUntil(screen.list.empty.import_button.hasFocus)
    QTest.keyClick(screen.list.empty.import_button, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.importer.path.hasFocus)
    type_into(screen.importer.path, str(ROSTER))
    QTest.keyClick(screen.importer.path, Qt.Key.Key_Return)
    settle()
    assert counts(screen) == ["新增 46", "更新 0", "未变 0", "不导入 0", "存疑 2"]
    assert screen.importer.take_button.text() == "导入 46 行"
    qtbot.waitUntil(screen.importer.take_button.hasFocus)
    QTest.keyClick(screen.importer.take_button, Qt.Key.Key_Return)
    settle()
    settle()
    assert branch.people(store) == 46
    assert screen.page is screen.list
    assert screen.notice.label.text() == "已导入：新增 46 名。"
    assert screen.list.table.rows_model.rowCount() == 46
    QTest.keyClick(screen.list.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()
    assert branch.people(store) == 0
    assert screen.list.empty.isVisible()


@pytest.mark.usefixtures("samples")
def test_the_same_sheet_changes_nothing(go: Go, settle: Wait) -> None:
    screen = go("members")
    screen.open_import()
    type_path(screen, ROSTER, settle)
    assert counts(screen) == ["新增 0", "更新 0", "未变 46", "不导入 0", "存疑 2"]
    assert not screen.importer.take_button.isEnabled()
    assert "没有需要导入的" in screen.importer.message.text()


@pytest.mark.usefixtures("samples")
def test_what_would_change_stands_old_and_new(go: Go, settle: Wait, tmp_path: Path) -> None:
    sheet = tmp_path / "改.csv"
    sheet.write_text(
        "姓名,出生年月,工作岗位\n何霞,1999-06,办公室主任\n新来的,1990-01-02,\n,1990-01-02,检察官\n", "utf-8"
    )
    screen = go("members")
    screen.open_import()
    type_path(screen, sheet, settle)
    view = screen.importer.view
    assert counts(screen) == ["新增 1", "更新 1", "未变 0", "不导入 1"]
    texts = [cell if isinstance(cell, str) else cell.text for cell in view.table.rows_model.rows[0].cells]
    assert texts == ["2", "更新", "何霞", "", "1999-06", "员额检察官 → 办公室主任"]
    leads = [line.entry.lead for line in view.noticed.entries.lines()]
    assert leads[0] == "第 4 行 · 姓名"
    screen.importer.strict.setChecked(True)
    assert not screen.importer.take_button.isEnabled()
    assert screen.importer.message.text().startswith("有 1 行不能导入。")
    screen.importer.strict.setChecked(False)
    view.figures[Outcome.CHANGED].click()
    assert view.table.rows_model.rowCount() == 1
    view.noticed.entries.lines()[0].click()
    assert view.table.key() == "4"


def test_notes_are_folded_and_doubts_stand_alone(go: Go, settle: Wait) -> None:
    screen = go("members")
    screen.open_import()
    type_path(screen, ROSTER, settle)
    entries = [line.entry for line in screen.importer.view.noticed.entries.lines()]
    assert [entry.lead for entry in entries[:2]] == ["第 16 行 · 公民身份号码", "第 18 行 · 公民身份号码"]
    assert sum("只写到月" in entry.middle for entry in entries) == 1
    assert len(entries) < 8
    screen.importer.view.noticed.entries.lines()[0].click()
    assert screen.importer.view.table.key() == "16"


@pytest.mark.parametrize(("name", "said"), [("没有.xlsx", "找不到文件"), ("坏.xlsx", "不是表格文件"), ("", "请先选择")])
def test_a_file_that_cannot_be_read_says_so_in_place(
    go: Go, settle: Wait, tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"%PDF-1.7 no sheet at all")
    screen = go("members")
    screen.open_import()
    typed = str(tmp_path / name) if name else ""
    screen.importer.path.setText(typed)
    screen.importer.read()
    settle()
    assert said in screen.importer.message.text()
    assert screen.importer.path.text() == typed
    assert not screen.importer.view.isVisible()


def test_a_file_may_be_let_go_over_the_page(go: Go, settle: Wait) -> None:
    screen = go("clues")
    screen.open_import()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SAMPLES / "志愿者线索登记.csv"))])
    left = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, Qt.KeyboardModifier.NoModifier)
    screen.importer.dropEvent(event)
    settle()
    assert screen.importer.take_button.text() == "导入 193 行"
    QTest.keyClick(screen.importer, Qt.Key.Key_Escape)
    assert screen.page is screen.list


def test_of_several_sheets_one_is_chosen(go: Go, settle: Wait, tmp_path: Path) -> None:
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415

    path = tmp_path / "两页.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for tab, names in (("第一小组", ["张三"]), ("第二小组", ["李四", "王五"])):
            sheet = book.add_worksheet(tab)
            for row, line in enumerate([["姓名", "性别"], *([name, "男"] for name in names)]):
                sheet.write_row(row, 0, line)
    screen = go("members")
    screen.open_import()
    type_path(screen, path, settle)
    assert screen.importer.sheet.isVisible()
    assert screen.importer.take_button.text() == "导入 1 行"
    screen.importer.sheet.setCurrentText("第二小组")
    screen.importer._another_sheet()
    settle()
    assert screen.importer.take_button.text() == "导入 2 行"


def test_looking_into_a_file_reads_it_once_and_changes_nothing(store: Store) -> None:
    from branchdesk.ledgers.members import MEMBERS  # noqa: PLC0415

    opened = importing.look_into(store, ROSTER, MEMBERS)
    assert opened.sheets == ("党员花名册",)
    assert opened.plan is not None
    assert opened.plan.count(Outcome.NEW) == 46
    assert branch.people(store) == 0
