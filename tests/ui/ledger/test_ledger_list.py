from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.services import Store
from branchdesk.services.clues.clues import ClueIntake
from branchdesk.store.history import operate
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from ui.ledger.room import Go, Wait, type_into


def column(screen: LedgerScreen, key: str) -> list[str]:
    place = [one.key for one in screen.list.table.rows_model.columns].index(key)
    return [row.cell(place).text for row in screen.list.table.rows_model.rows]


def search(screen: LedgerScreen, text: str, settle: Wait) -> None:
    type_into(screen.list.filters.search, text)
    screen.list.filters._search()
    settle()


def test_an_empty_ledger_says_what_to_do(go: Go, qtbot: QtBot) -> None:
    screen = go("members")
    empty = screen.list.empty
    qtbot.waitUntil(empty.isVisible)
    assert empty.heading.text() == "还没有党员"
    assert empty.text.text().startswith("导入党员花名册，或新增一名。")
    QTest.keyClick(empty.import_button, Qt.Key.Key_Return)
    assert screen.page is screen.importer
    assert not screen.list.export_button.isEnabled()


@pytest.mark.usefixtures("samples")
def test_the_roster_stands_in_its_order(go: Go, window: MainWindow) -> None:
    screen = go("members")
    names = column(screen, "name")
    assert len(names) == 46
    assert names[:2] == ["翟堃", "阿依古丽·买买提"]
    assert window.top_bar.subtitle.text() == "共 46 名"


@pytest.mark.usefixtures("samples")
def test_initials_find_people_from_two_letters_on(go: Go, settle: Wait) -> None:
    screen = go("members")
    search(screen, "z", settle)
    assert len(column(screen, "name")) == 46
    search(screen, "zk", settle)
    assert column(screen, "name") == ["翟堃"]
    search(screen, "欧阳", settle)
    assert len(column(screen, "name")) == 1
    QTest.keyClick(screen.list.filters.search, Qt.Key.Key_Escape)
    QTest.keyClick(screen.list.filters.search, Qt.Key.Key_Down)
    settle()
    assert len(column(screen, "name")) == 46


@pytest.mark.usefixtures("samples")
def test_headings_sort_in_the_file_and_choices_by_their_own_order(go: Go, settle: Wait) -> None:
    screen = go("members")
    header = screen.list.table.horizontalHeader()
    place = [one.key for one in screen.list.table.rows_model.columns].index("joined_on")
    x = header.sectionViewportPosition(place) + header.sectionSize(place) // 2
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, header.height() // 2))
    settle()
    dates = [text for text in column(screen, "joined_on") if text]
    assert dates == sorted(dates)
    screen.list.table._head_clicked([one.key for one in screen.list.table.rows_model.columns].index("stage"))
    settle()
    assert column(screen, "stage")[0] == "正式党员"
    assert column(screen, "stage")[-1] == "预备党员"


@pytest.mark.usefixtures("samples")
def test_a_quick_filter_counts_and_narrows(go: Go, settle: Wait, window: MainWindow) -> None:
    screen = go("members")
    chip = screen.list.filters.chips["stage"]
    offered = [action.text() for action in chip.menu().actions() if "\t" in action.text()]
    assert [text.split("\t")[0] for text in offered] == ["正式党员", "预备党员"]
    chip.menu().actions()[-1].trigger()
    settle()
    assert set(column(screen, "stage")) == {"预备党员"}
    assert chip.text() == "党员类别：预备党员 ▾"
    assert "符合条件" in window.top_bar.subtitle.text()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    settle()
    assert len(column(screen, "name")) == 46


@pytest.mark.usefixtures("samples")
def test_what_is_found_nowhere_can_be_lifted(go: Go, settle: Wait) -> None:
    screen = go("volunteers")
    search(screen, "绝不会有的字", settle)
    assert screen.list.empty.isVisible()
    screen.list.empty.clear_button.click()
    settle()
    assert len(column(screen, "name")) == 50


@pytest.mark.usefixtures("samples")
def test_the_figures_of_clues_lead_to_their_records(go: Go, settle: Wait) -> None:
    screen = go("clues")
    buttons = screen.list.figures.buttons
    assert [button.text() for button in buttons] == ["提报 193", "已处置 189", "处置率 97.9%", "待处置 4"]
    assert "处置率＝已处置数÷提报数" in screen.list.figures.definition.text()
    for button, number in zip(buttons, (193, 189, 189, 4), strict=True):
        button.click()
        settle()
        assert screen.list.total == number


def test_rows_come_page_by_page(store: Store, go: Go, settle: Wait) -> None:
    with operate(store, "many", "多条线索") as work:
        rows = [{"text": f"第{number}条"} for number in range(450)]
        ClueIntake(work.connection, store.branch.id, date(2026, 11, 23)).add(work, rows)
    screen = go("clues")
    table = screen.list.table
    assert table.rows_model.rowCount() == 200
    for shown in (400, 450, 450):
        table.scrollToBottom()
        settle()
        assert table.rows_model.rowCount() == shown


@pytest.mark.usefixtures("samples")
def test_a_target_is_a_view_a_record_or_a_word(go: Go, settle: Wait, window: MainWindow) -> None:
    screen = go("clues")
    window.navigate("clues", target="open")
    settle()
    assert screen.list.total == 4
    members = go("members")
    window.navigate("members", target="何霞")
    settle()
    settle()
    assert column(members, "name") == ["何霞"]
    window.navigate("members", target=members.list.table.rows_model.rows[0].key)
    settle()
    settle()
    assert members.page is members.record_card
    assert members.title == "何霞"


@pytest.mark.usefixtures("samples")
def test_delete_takes_several_out_and_undo_brings_them_back(go: Go, settle: Wait) -> None:
    screen = go("clues")
    table = screen.list.table
    flags = QItemSelectionModel.SelectionFlag
    for row in (0, 3):
        table.selectionModel().select(table.rows_model.index(row, 0), flags.Select | flags.Rows)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settle()
    settle()
    assert screen.list.total == 191
    assert screen.notice.label.text() == "已删除 2 条志愿者线索。"
    screen.notice.button.click()
    settle()
    settle()
    assert screen.list.total == 193
    assert not screen.notice.isVisible()


@pytest.mark.usefixtures("samples")
def test_a_volunteer_with_clues_stays(go: Go, settle: Wait) -> None:
    screen = go("volunteers")
    screen.list.table.selectAll()
    screen.list.chosen.remove()
    settle()
    assert screen.list.total == 50
    assert "名下有线索" in screen.notice.label.text()
