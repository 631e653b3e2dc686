"""Everything a person can set right in the preview of an import: columns, the heading, tabs, single rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import builders
from branchdesk.files.sheets import read_book
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store, branch, preferences
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.importing import Act, Outcome
from branchdesk.services.ledgers.lists import Query
from branchdesk.ui.ledger.import_wizard import ImportPage
from branchdesk.ui.ledger.mapping_view import MappingLine
from branchdesk.ui.ledger.screen import LedgerScreen
from ui.ledger.room import Go, Wait

NUMBER = "11010519491231002X"
Rows = Sequence[Sequence[object]]
ODD = [["人员", "证号", "在何组"], ["张三", NUMBER, "一组"], ["李四", "", "二组"]]


def book(path: Path, **tabs: Rows) -> Path:
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415

    with xlsxwriter.Workbook(path) as made:
        for tab, rows in tabs.items():
            sheet = made.add_worksheet(tab)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def opened(screen: LedgerScreen, path: Path, settle: Wait) -> ImportPage:
    screen.open_import()
    screen.importer.path.setText(str(path))
    screen.importer.read()
    settle()
    return screen.importer


def line(page: ImportPage, name: str) -> MappingLine:
    return next(line for line in page.mapping.lines if line.name.endswith(name))


def choose_field(page: ImportPage, name: str, key: str | None, settle: Wait) -> None:
    field = line(page, name).field
    field.setCurrentIndex(max(field.findData(key), 0))
    field.activated.emit(field.currentIndex())
    settle()
    settle()


def counts(page: ImportPage) -> dict[str, str]:
    return {key: button.facts.text for key, button in page.view.figures.items()}


def texts(page: ImportPage, row: int) -> list[str]:
    return [cell if isinstance(cell, str) else cell.text for cell in page.view.table.rows_model.rows[row].cells]


def test_columns_nobody_knows_are_mapped_and_remembered(go: Go, settle: Wait, store: Store, tmp_path: Path) -> None:
    page = opened(go("members"), book(tmp_path / "a.xlsx", 名单=ODD), settle)
    assert page.mapping.isVisible()
    assert not page.view.isVisible()
    assert "找不到" in page.message.text()
    assert "110***********002X" in line(page, "证号").samples.text()
    choose_field(page, "人员", "name", settle)
    assert page.take_button.text() == "导入 2 行"
    assert page.mapping.isVisible()
    choose_field(page, "证号", "id_number", settle)
    choose_field(page, "在何组", "group", settle)
    assert "已记住" in page.source.recalled.text()
    assert list(preferences.under(store, "mapping:members:").values()) == [["name", "id_number", "group"]]
    page.mapping_button.click()
    assert page.view.isVisible()
    page.take_button.click()
    settle()
    settle()
    found = lists.page(store, MEMBERS, columns=("name", "id_number", "group")).rows
    assert [values for _, values in found] == [("张三", NUMBER, "第一党小组"), ("李四", None, "第二党小组")]

    again = opened(go("members"), book(tmp_path / "b.xlsx", 别的名字=[*ODD, ["王五", "", ""]]), settle)
    assert again.view.isVisible()
    assert "按上次选定的对应栏目" in again.source.recalled.text()
    assert counts(again)["new"] == "1"
    again.source.forget_button.click()
    settle()
    settle()
    assert preferences.under(store, "mapping:members:") == {}
    assert again.mapping.isVisible()


def test_no_field_is_read_from_two_columns(go: Go, settle: Wait, tmp_path: Path) -> None:
    rows = [["姓名", "笔名", "性别"], ["张三", "张叁", "男"]]
    page = opened(go("members"), book(tmp_path / "a.xlsx", 名单=rows), settle)
    page.mapping_button.click()
    assert line(page, "姓名").field.currentData() == "name"
    choose_field(page, "笔名", "name", settle)
    assert line(page, "姓名").field.currentData() is None
    assert page.opened is not None
    assert page.opened.table.rows[0].values["name"] == "张叁"
    choose_field(page, "笔名", None, settle)
    assert "请选择哪一列是姓名" in page.message.text()
    assert not page.take_button.isEnabled()
    choose_field(page, "姓名", "name", settle)
    assert page.take_button.isEnabled()
    assert not page.source.recalled.isVisible()
    choose_field(page, "笔名", "name", settle)
    assert page.source.recalled.isVisible()
    page.source.forget_button.click()
    settle()
    settle()
    assert line(page, "姓名").field.currentData() == "name"
    assert not page.source.recalled.isVisible()


def test_the_row_of_the_heading_can_be_chosen(go: Go, settle: Wait, tmp_path: Path) -> None:
    rows = [["甲表"], ["谁", "何时入"], ["张三", "2012-07-01"], ["李四", "2013-07-01"]]
    page = opened(go("members"), book(tmp_path / "a.xlsx", 名单=rows), settle)
    assert page.mapping.heading_row.currentIndex() == -1
    at = page.mapping.heading_row.findData(1)
    page.mapping.heading_row.setCurrentIndex(at)
    page.mapping.heading_row.activated.emit(at)
    settle()
    settle()
    assert [one.name for one in page.mapping.lines] == ["谁", "何时入"]
    choose_field(page, "谁", "name", settle)
    choose_field(page, "何时入", "joined_on", settle)
    assert page.take_button.text() == "导入 2 行"


def test_all_tabs_are_read_together(go: Go, settle: Wait, tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        正式=[["姓名", "性别"], ["张三", "男"]],
        预备=[["姓名", "性别"], ["李四", "男"], ["张三", "男"]],
        说明=[["说明"]],
    )
    page = opened(go("members"), path, settle)
    assert page.sheet.itemText(page.sheet.count() - 1) == "全部可读的工作表（2 个）"
    page.sheet.setCurrentIndex(page.sheet.count() - 1)
    page._another_sheet()
    settle()
    assert counts(page) == {"new": "2", "changed": "0", "unchanged": "0", "refused": "1", "存疑": "1"}
    assert texts(page, 2)[:3] == ["预备", "3", "不导入"]
    assert "“正式”第 2 行" in texts(page, 2)[4]


@pytest.fixture
def three(go: Go, settle: Wait, store: Store, tmp_path: Path) -> ImportPage:
    builders.fill(store)
    rows = [["姓名", "备注"], ["张三", "甲"], ["王伟", "乙"], ["新来", "丙"]]
    return opened(go("members"), book(tmp_path / "a.xlsx", 名单=rows), settle)


def test_space_goes_round_what_can_be_done_with_a_row(three: ImportPage, qtbot: QtBot, settle: Wait) -> None:
    table = three.view.table
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.choose("2")
    seen = []
    for _ in range(3):
        QTest.keyClick(table, Qt.Key.Key_Space)
        settle()
        seen.append(texts(three, 0)[1])
        assert table.key() == "2"
    assert seen == ["新增", "跳过", "更新"]


def test_several_rows_are_skipped_at_once(three: ImportPage, settle: Wait) -> None:
    three.view.table.selectAll()
    three.view.act_buttons[Act.SKIP].click()
    settle()
    assert counts(three)["skipped"] == "3"
    assert not three.take_button.isEnabled()
    assert len(three.view.table.keys()) == 3
    three.view.act_buttons[Act.ADD].click()
    settle()
    assert counts(three)["new"] == "3"


def test_a_row_that_fits_several_is_pointed_to_one(three: ImportPage, settle: Wait, store: Store) -> None:
    view = three.view
    row = view._shown[1]
    assert row.outcome is Outcome.REFUSED
    assert texts(three, 1)[3].endswith("也可按空格或右键选定。")
    menu = view.menu_for(row, [row])
    names = [action.text() for action in menu.actions() if action.text()]
    assert names == ["更新：王伟（第一党小组）", "更新：王伟（第二党小组）", "新增", "跳过", "恢复原来的处理"]
    menu.actions()[1].trigger()
    settle()
    assert texts(three, 1)[1:4] == ["更新", "王伟", "更新：第二党小组"]
    three.take_button.click()
    settle()
    settle()
    found = lists.page(store, MEMBERS, Query(search="王伟"), columns=("group", "remark")).rows
    assert {values for _, values in found} == {("第一党小组", None), ("第二党小组", "乙")}


def test_doubts_are_gone_through_by_key(go: Go, settle: Wait, tmp_path: Path, qtbot: QtBot) -> None:
    rows = [["姓名", "性别"], ["甲", "男"], ["乙", "x"], ["丙", "男"], ["丁", "y"]]
    page = opened(go("members"), book(tmp_path / "a.xlsx", 名单=rows), settle)
    table = page.view.table
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    places = []
    for key in (Qt.Key.Key_F8, Qt.Key.Key_N, Qt.Key.Key_F8, Qt.Key.Key_P):
        QTest.keyClick(table, key)
        places.append(table.key())
    assert places == ["3", "5", "3", "5"]
    page.view.narrow("存疑")
    assert [row.key for row in table.rows_model.rows] == ["3", "5"]


def put_on_clipboard(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def test_a_table_is_pasted_into_the_list_by_key_alone(go: Go, settle: Wait, store: Store, qtbot: QtBot) -> None:
    builders.fill(store)
    screen = go("members")
    screen.list.reload()
    settle()
    put_on_clipboard("钱七\t男\t1990-01-02\t13800138000\r\n孙八\t女\t1991.2\t13900139000\r\n")
    screen.list.table.setFocus()
    qtbot.waitUntil(screen.list.table.hasFocus)
    QTest.keyClick(screen.list.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    page = screen.importer
    assert screen.page is page
    assert counts(page)["new"] == "2"
    page.mapping_button.click()
    assert [one.field.currentData() for one in page.mapping.lines] == ["name", "sex", "birth_date", "phone"]
    page.take_button.click()
    settle()
    settle()
    assert branch.people(store) == 8


def test_a_table_pasted_into_the_line_of_the_path_is_a_table(
    go: Go, settle: Wait, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = go("members")
    screen.open_import()
    page = screen.importer
    qtbot.waitUntil(page.path.hasFocus)
    put_on_clipboard("姓名\t性别\n钱七\t男\n")
    QTest.keyClick(page.path, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert (page.path.text(), counts(page)["new"]) == ("", "1")
    path = book(tmp_path / "a.xlsx", 名单=[["姓名"], ["孙八"], ["周九"]])
    put_on_clipboard(str(path))
    page.path.setFocus()
    QTest.keyClick(page.path, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.path.text() == str(path)
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(copied)
    QTest.keyClick(page.path, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert counts(page)["new"] == "2"


def test_text_that_is_no_table_is_told_in_place(go: Go, settle: Wait) -> None:
    screen = go("members")
    screen.open_import()
    put_on_clipboard("")
    screen.importer.paste()
    settle()
    assert "剪贴板里没有表格" in screen.importer.message.text()


def test_an_import_tells_what_it_did_and_where_its_rows_are(go: Go, settle: Wait, tmp_path: Path, qtbot: QtBot) -> None:
    rows = [["姓名", "性别", "出生日期"], ["甲", "男", "1990"], ["", "男", "1991"]]
    screen = go("members")
    page = opened(screen, book(tmp_path / "a.xlsx", 名单=rows), settle)
    page.take_button.click()
    settle()
    settle()
    assert screen.notice.label.text() == "已导入：新增 1 名，1 行未导入。"
    assert screen.notice.button.text() == "撤销"
    assert [button.text() for button in screen.notice.more] == ["查看这一批", "另存未导入的行…"]
    with qtbot.waitSignal(screen.wants) as asked:
        screen.notice.more[0].click()
    assert asked.args is not None
    assert asked.args[0] == "history"
    assert asked.args[1]["batch"]


def test_refused_rows_and_templates_are_written_where_asked(go: Go, settle: Wait, tmp_path: Path) -> None:
    from branchdesk.services.ledgers import importing, templates  # noqa: PLC0415

    rows = [["姓名", "性别", "出生日期"], ["甲", "男", "1990"], ["", "男", "1991"]]
    page = opened(go("members"), book(tmp_path / "a.xlsx", 名单=rows), settle)
    assert page.source.refused_button.isVisible()
    table, plan = page.opened, page.opened.plan if page.opened else None
    assert table is not None
    assert plan is not None
    page.files.write(tmp_path / "未导入.xlsx", lambda path: importing.save_refused(path, table, plan), page._say)
    settle()
    assert "已存为" in page.message.text()
    assert len(read_book(tmp_path / "未导入.xlsx")[0].rows) == 2
    page.files.write(tmp_path, lambda path: templates.write(MEMBERS, path / "没有" / "a.xlsx"), page._say)
    settle()
    assert "找不到文件夹" in page.message.text()


def test_an_import_given_up_changes_nothing(go: Go, settle: Wait, store: Store) -> None:
    screen = go("members")
    screen.open_import()
    put_on_clipboard("姓名\t性别\n" + "\n".join(f"人{'甲' * (n % 7)}{n}\t男" for n in range(2000)))
    screen.importer.paste()
    settle()
    page = screen.importer
    assert page.take_button.text() == "导入 2000 行"
    page.take()
    page.progress.button.click()
    settle()
    settle()
    assert branch.people(store) == 0
    assert page.message.text() == "已取消，原有内容未动。"
    assert page.take_button.text() == "导入 2000 行"
    assert page.take_button.isEnabled()


def test_the_bar_shows_only_work_that_lasts(go: Go) -> None:
    screen = go("members")
    screen.open_import()
    bar = screen.importer.progress
    bar.begin("正在读取…")
    assert not bar.isVisible()
    bar._timer.timeout.emit()
    bar.move_to(200, 1000)
    assert bar.isVisible()
    assert (bar.bar.value(), bar.bar.maximum()) == (200, 1000)
    bar.end()
    assert not bar.isVisible()
