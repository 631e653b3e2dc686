"""Exporting a list from its screen: what is asked, what is written, and what happens where something is in the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from branchdesk.children import as_before_us
from branchdesk.files.sheets import read_book
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store
from branchdesk.services.clues.clues import ClueIntake
from branchdesk.services.ledgers.lists import Query
from branchdesk.store.history import operate
from branchdesk.ui.ledger.export_dialog import (
    ALL,
    CHOSEN,
    ENDINGS,
    FITTING,
    SHOWN,
    ExportDialog,
    another_name,
    with_ending,
)
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.theme import TextSize
from ui import finish
from ui.ledger.room import Go, Wait, type_into

pytestmark = pytest.mark.usefixtures("samples")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Give what the desktop's programs were asked to open."""
    paths: list[Path] = []

    def take(url: QUrl) -> bool:
        paths.append(Path(url.toLocalFile()))
        return paths[-1].exists()

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return paths


def asked(screen: LedgerScreen) -> ExportDialog:
    screen.list.export_button.click()
    dialog = screen.exporter.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def press(dialog: ExportDialog, settle: Wait) -> None:
    QTest.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    settle()


def choose_rows(screen: LedgerScreen, *rows: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    table = screen.list.table
    for row in rows:
        table.selectionModel().select(table.rows_model.index(row, 0), flags.Select | flags.Rows)


def columns(path: Path) -> tuple[object, ...]:
    return read_book(path)[0].rows[0]


def test_enter_exports_the_whole_roster_to_be_imported_again(go: Go, settle: Wait, tmp_path: Path) -> None:
    screen = go("members")
    dialog = asked(screen)
    assert dialog.records.buttons.keys() == {ALL}
    assert dialog.columns.value() == ALL
    assert dialog.private.isChecked()
    assert "完整号码" in dialog.about_private.text()
    type_into(dialog.path, str(tmp_path / "名册"))
    QTest.keyClick(dialog.path, Qt.Key.Key_Return)
    settle()
    path = tmp_path / "名册.xlsx"
    assert screen.notice.label.text() == f"已导出 46 名到“{path}”。"
    assert columns(path) == tuple(field.label for field in MEMBERS.fields if field.key in MEMBERS.sheet)
    assert len(read_book(path)[0].rows) == 47


def test_what_the_list_shows_goes_without_id_numbers_unless_asked(go: Go, settle: Wait, tmp_path: Path) -> None:
    screen = go("members")
    dialog = asked(screen)
    dialog.columns.buttons[SHOWN].click()
    assert not dialog.private.isChecked()
    assert "没有号码" in dialog.about_private.text()
    shown = tuple(column.key for column in screen.list.table.rows_model.columns)
    assert dialog.wish().columns == shown
    dialog.private.click()
    assert dialog.wish().columns == (*shown, "id_number")
    dialog.columns.buttons[ALL].click()
    assert dialog.wish().columns is None
    dialog.private.click()
    assert dialog.wish().columns == tuple(key for key in MEMBERS.sheet if key != "id_number")
    type_into(dialog.path, str(tmp_path / "a.ods"))
    press(dialog, settle)
    assert "公民身份号码" not in columns(tmp_path / "a.ods")


def test_all_what_fits_or_what_is_chosen(go: Go, settle: Wait, tmp_path: Path) -> None:
    screen = go("members")
    type_into(screen.list.filters.search, "王")
    screen.list.filters._search()
    settle()
    choose_rows(screen, 0, 1)
    dialog = asked(screen)
    fitting = screen.list.total
    assert [button.text() for button in dialog.records.buttons.values()] == [
        "全部 46 名",
        f"符合条件的 {fitting} 名",
        "已选的 2 名",
    ]
    assert dialog.records.value() == CHOSEN
    assert dialog.wish().query.ids == tuple(screen.list.table.keys())
    dialog.records.buttons[ALL].click()
    assert dialog.wish().query == Query()
    dialog.records.buttons[FITTING].click()
    type_into(dialog.path, str(tmp_path / "a.csv"))
    press(dialog, settle)
    assert len(read_book(tmp_path / "a.csv")[0].rows) == fitting + 1


def test_a_file_is_replaced_only_on_a_second_word(go: Go, settle: Wait, tmp_path: Path) -> None:
    screen = go("members")
    path = tmp_path / "名册.csv"
    path.write_text("before", encoding="utf-8")
    dialog = asked(screen)
    type_into(dialog.path, str(path))
    press(dialog, settle)
    assert dialog.isVisible()
    assert dialog.write_button.text() == "替换"
    assert "已有名为“名册.csv”的文件" in dialog.message.text()
    assert path.read_text("utf-8") == "before"
    type_into(dialog.path, str(path))
    assert dialog.write_button.text() == "导出"
    press(dialog, settle)
    press(dialog, settle)
    assert not isValid(dialog)
    assert path.read_text("utf-8-sig").startswith("序号,姓名")


def test_a_name_chosen_in_the_systems_dialog_was_agreed_to_there(
    go: Go, settle: Wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = go("members")
    path = tmp_path / "名册.ods"
    path.write_text("before", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ENDINGS[".ods"]))
    dialog = asked(screen)
    dialog.place_button.click()
    assert dialog.path.text() == str(path)
    press(dialog, settle)
    assert not isValid(dialog)
    assert len(read_book(path)[0].rows) == 47


def test_a_place_that_is_none_is_asked_for(go: Go, settle: Wait) -> None:
    dialog = asked(go("members"))
    for typed in ("", "/", "名册.xlsx", "/甲/"):
        type_into(dialog.path, "x")
        dialog.path.setText(typed)
        press(dialog, settle)
        assert dialog.isVisible()
        assert "完整位置" in dialog.message.text()


def test_each_kind_says_what_becomes_of_numbers(go: Go) -> None:
    dialog = asked(go("members"))
    for ending, word in ((".csv", "纯文本"), (".ods", "开放文档"), (".xlsx", "存为文本")):
        dialog.path.setText(f"/a/名册{ending}")
        assert word in dialog.about.text()


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
def test_what_is_asked_is_seen_whole(go: Go, settle: Wait, tmp_path: Path, window: MainWindow, size: TextSize) -> None:
    window.set_text_size(size)
    screen = go("members")
    choose_rows(screen, 0, 1)
    dialog = asked(screen)
    path = tmp_path / f"{'名册' * 9}.csv"
    path.touch()
    type_into(dialog.path, str(path))
    press(dialog, settle)
    assert dialog.message.isVisible()
    dialog.path.setText("/甲.csv")  # a long path scrolls within its line, which is no fault
    dialog.message.show()
    assert list(finish.cut(dialog)) == []
    assert dialog.height() <= 768


def test_a_file_open_elsewhere_gets_another_name(go: Go, settle: Wait, tmp_path: Path) -> None:
    screen = go("clues")
    path = tmp_path / "线索.csv"
    path.write_text("before", encoding="utf-8")
    (tmp_path / ".~lock.线索.csv#").touch()
    dialog = asked(screen)
    type_into(dialog.path, str(path))
    press(dialog, settle)
    press(dialog, settle)
    assert "正被其他程序占用" in screen.notice.label.text()
    assert screen.notice.button.text() == "改存为“线索(1).csv”"
    assert path.read_text("utf-8") == "before"
    screen.notice.button.click()
    settle()
    assert screen.notice.label.text() == f"已导出 193 条到“{tmp_path / '线索(1).csv'}”。"
    assert path.read_text("utf-8") == "before"


def test_a_place_that_cannot_be_written_to_is_asked_for_anew(go: Go, settle: Wait, tmp_path: Path) -> None:
    screen = go("clues")
    dialog = asked(screen)
    type_into(dialog.path, str(tmp_path / "U" / "a.csv"))
    press(dialog, settle)
    assert "找不到文件夹" in screen.notice.label.text()
    assert screen.notice.button.text() == "另选位置…"
    screen.notice.button.click()
    again = screen.exporter.dialog
    assert again is not None
    assert again is not dialog
    assert again.isVisible()


def test_the_file_and_its_folder_can_be_opened(go: Go, settle: Wait, tmp_path: Path, opened: list[Path]) -> None:
    screen = go("clues")
    dialog = asked(screen)
    type_into(dialog.path, str(tmp_path / "a.csv"))
    press(dialog, settle)
    assert (screen.notice.button.text(), screen.notice.second.text()) == ("打开文件", "打开所在文件夹")
    screen.notice.second.click()
    assert screen.notice.isVisible()
    screen.notice.button.click()
    assert opened == [tmp_path, tmp_path / "a.csv"]
    screen.exporter._show(tmp_path / "没有")
    assert "没有程序能打开它" in screen.notice.label.text()
    assert not screen.notice.second.isVisible()


def test_a_long_export_tells_how_far_it_is_and_can_be_given_up(
    store: Store, go: Go, settle: Wait, tmp_path: Path, qtbot: QtBot
) -> None:
    with operate(store, "many", "多条线索") as work:
        rows = [{"text": f"第{number}条"} for number in range(6000)]
        ClueIntake(work.connection, store.branch.id, date(2026, 11, 23)).add(work, rows)
    screen = go("clues")
    dialog = asked(screen)
    type_into(dialog.path, str(tmp_path / "a.xlsx"))
    QTest.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.notice.button.text() == "取消", timeout=10_000)
    assert "/ 6,193 条" in screen.notice.label.text()
    screen.notice.button.click()
    settle()
    assert screen.notice.label.text() == "已取消导出，没有写出文件。"
    assert list(tmp_path.glob("*.xlsx")) == []


def test_rows_are_copied_as_a_table(go: Go, settle: Wait) -> None:
    screen = go("members")
    choose_rows(screen, 0, 1)
    query = Query(ids=tuple(screen.list.table.keys()))
    screen.copier.copy(query, ("name", "id_number"))
    settle()
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().splitlines()
    assert lines[0] == "姓名\t公民身份号码"
    assert [line.split("\t")[0] for line in lines[1:]] == ["翟堃", "阿依古丽·买买提"]
    assert all("***" in line for line in lines[1:])
    assert "<table" in data.html()
    assert screen.notice.label.text().startswith("已复制 2 名")
    assert "公民身份号码已隐去中间各位" in screen.notice.label.text()


def test_an_ending_is_given_where_there_is_none() -> None:
    assert with_ending(Path("名册"), "").name == "名册.xlsx"
    assert with_ending(Path("名册"), ENDINGS[".ods"]).name == "名册.ods"
    assert with_ending(Path("名册.CSV"), "").name == "名册.CSV"
    assert with_ending(Path("名册.2026"), "").name == "名册.2026.xlsx"


def test_another_name_is_one_that_is_free(tmp_path: Path) -> None:
    (tmp_path / "a(1).csv").touch()
    assert another_name(tmp_path / "a.csv").name == "a(2).csv"


@pytest.mark.parametrize(
    ("before", "meanwhile"),
    [
        ({"LD_LIBRARY_PATH": "/ours", "LD_LIBRARY_PATH_ORIG": "/theirs"}, "/theirs"),
        ({"LD_LIBRARY_PATH": "/ours"}, None),
        ({}, None),
    ],
)
def test_other_programs_get_the_libraries_of_the_system(before: dict[str, str], meanwhile: str | None) -> None:
    environment = dict(before)
    with as_before_us(environment, bundled=True):
        assert environment.get("LD_LIBRARY_PATH") == meanwhile
    assert environment == before
    with as_before_us(environment, bundled=False):
        assert environment == before
