"""放假安排 in the window: a year seen, a notice pasted, a sheet taken, a day set and taken out, a term reckoned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.services import Store
from branchdesk.services.duties import working_days
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.rules.holidays import HolidaysPage
from branchdesk.ui.screens.rules.notice import NoticeDialog
from branchdesk.ui.screens.rules.screen import RulesScreen
from domain.test_working_days import NOTICE

UNKNOWN = 2098  # that no library will know for a while
Settle = Callable[[], None]
Opened = Callable[[], HolidaysPage]


@pytest.fixture
def settle(window: MainWindow, qtbot: QtBot) -> Settle:
    return lambda: qtbot.waitUntil(window.desk.jobs.idle, timeout=10_000)


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, settle: Settle) -> Opened:
    def show() -> HolidaysPage:
        window.register(PLACES)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.navigate("rules")
        screen = window.visit("rules")
        assert isinstance(screen, RulesScreen)
        settle()
        screen.list.holidays_button.click()
        settle()
        assert screen.page is screen.holidays
        return screen.holidays

    return show


@pytest.fixture
def page(opened: Opened) -> HolidaysPage:
    return opened()


@pytest.fixture
def later(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> HolidaysPage:
    monkeypatch.setenv("BRANCHDESK_TODAY", f"{UNKNOWN}-03-02")
    return opened()


def dialog_of(page: HolidaysPage) -> NoticeDialog:
    page.notice_button.click()
    return cast("list[NoticeDialog]", page.findChildren(NoticeDialog))[-1]


def test_the_year_that_ships_is_shown_and_a_term_reckoned(page: HolidaysPage, settle: Settle) -> None:
    assert len(page.table.rows_model.rows) == 39
    assert "程序自带" in page.state.text()
    assert page.last.text() == "2026年11月30日（周一）"
    page.since.set_value(date(2026, 9, 30))
    page.number.setValue(3)
    page.since.edited.emit()
    settle()
    assert page.last.text() == "2026年10月10日（周六）"
    assert not page.doubt.text()
    assert not page.remove_button.isEnabled()


def test_a_pasted_notice_is_seen_before_it_is_kept(later: HolidaysPage, settle: Settle, store: Store) -> None:
    assert "还没有录入" in later.state.text()
    assert later.doubt.text() == "2098年的放假安排还没有录入，只按周六、周日推算。"
    dialog = dialog_of(later)
    assert not dialog.save_button.isEnabled()
    dialog.text.setPlainText(NOTICE.replace("2027", str(UNKNOWN)))
    assert dialog.found.text().startswith("识别出放假17天、上班4天：元旦1月1日至3日；")
    dialog.save_button.click()
    settle()
    assert len(later.table.rows_model.rows) == 21
    assert later.state.text() == "2098年：支部录入的放假安排。"
    assert working_days.look(store, UNKNOWN).own


def test_a_sheet_is_worded_as_a_notice(later: HolidaysPage, settle: Settle, tmp_path: Path) -> None:
    file = tmp_path / "放假.csv"
    file.write_text("日期,类型,名称\n2098-01-01至2098-01-03,放假,元旦\n不详,放假,春节\n", "utf-8")
    dialog = dialog_of(later)
    dialog.take_file(file)
    settle()
    assert dialog.text.toPlainText() == "元旦：2098年1月1日至3日放假。"
    assert dialog.unread.text() == "未能识别：不详　放假　春节。"
    (tmp_path / "空.csv").write_text("甲,乙\n1,2\n", "utf-8")
    dialog.take_file(tmp_path / "空.csv")
    settle()
    assert "没有找到“日期”“类型”两列" in dialog.banner.label.text()


def test_a_day_is_set_by_hand_and_taken_out(page: HolidaysPage, settle: Settle, store: Store) -> None:
    page.table.choose("2026-10-10")
    page.table.opened.emit("2026-10-10")
    dialog = cast("list[FieldsDialog]", page.findChildren(FieldsDialog))[-1]
    dialog.fields["off"].input.show_value("off")
    dialog.save()
    settle()
    settle()
    assert working_days.count(store, date(2026, 10, 9), 1).last == date(2026, 10, 12)
    page.table.choose("2026-10-10")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert working_days.count(store, date(2026, 10, 9), 1).last == date(2026, 10, 10)
