"""五个一 by keyboard: looked through by month, noted cell by cell, a month of four celebrated with one button."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import builders
from branchdesk.domain.five_ones import TEMPLATES
from branchdesk.services import Store
from branchdesk.services.meetings import meetings
from branchdesk.services.people import five_ones, five_ones_sheets, member_life
from branchdesk.services.people.five_ones import PersonYear
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.five_ones.ceremony import CeremonyDialog
from branchdesk.ui.screens.five_ones.noting import NotingDialog
from branchdesk.ui.screens.five_ones.screen import FiveOnesScreen
from branchdesk.ui.screens.five_ones.settings import SettingsDialog
from branchdesk.ui.theme import TextSize
from ui import finish

TODAY = date(2026, 11, 23)
PEOPLE = (
    {"name": "张三", "stage": "full_member", "joined_on": "1998-12", "full_since": "1999-12", "office": "书记"},
    {"name": "李四", "stage": "full_member", "joined_on": "2005-12-02", "office": "组织委员"},
    {"name": "王伟", "stage": "full_member", "joined_on": "2010-12-15"},
    {"name": "何霞", "stage": "probationary_member", "joined_on": "2025-12-30"},
    {"name": "赵爽", "stage": "full_member", "joined_on": "2001-11-27"},
    {"name": "钱进", "stage": "full_member", "joined_on": "2001-11-04"},
)
Key = Qt.Key
D = TypeVar("D", bound=QWidget)
Opened = Callable[[], FiveOnesScreen]


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, store: Store) -> Opened:
    builders.fill(store, PEOPLE)

    def show() -> FiveOnesScreen:
        window.register(PLACES)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.navigate("five_ones")
        screen = window.visit("five_ones")
        assert isinstance(screen, FiveOnesScreen)
        settled(window, qtbot)
        screen.sheet.setFocus()
        return screen

    return show


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.desk.jobs.idle, timeout=10_000)
    QApplication.processEvents()
    qtbot.waitUntil(window.desk.jobs.idle, timeout=10_000)


def press(*keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, with_)
        QApplication.processEvents()


def dialog_of(screen: FiveOnesScreen, qtbot: QtBot, kind: type[D]) -> D:
    def there() -> bool:
        return isinstance(screen.dialog, kind) and screen.dialog.isActiveWindow()

    qtbot.waitUntil(there)
    assert isinstance(screen.dialog, kind)
    return screen.dialog


def of(store: Store, name: str) -> PersonYear:
    return next(one for one in five_ones.year(store, 2026, TODAY).people if one.name == name)


def shown(screen: FiveOnesScreen) -> list[str]:
    return [row.cell(0).text for row in screen.sheet.rows_model.rows]


def test_the_month_at_hand_is_shown_and_the_others_are_a_key_away(opened: Opened) -> None:
    screen = opened()
    assert shown(screen) == ["钱进", "赵爽"]
    assert [(one.people, one.done, one.asked) for one in screen.strip.months][11:] == [(2, 0, 10), (4, 0, 20)]
    screen.strip.setFocus()
    press(Key.Key_Right)
    assert shown(screen) == ["李四", "王伟", "何霞", "张三"]
    press(Key.Key_Home)
    assert shown(screen) == ["11月　2人", "钱进", "赵爽", "12月　4人", "李四", "王伟", "何霞", "张三"]
    assert screen.back()
    assert screen.month == 11
    assert not screen.back()


def test_alt_and_arrows_go_past_the_years_end(opened: Opened, window: MainWindow, qtbot: QtBot) -> None:
    screen = opened()
    press(Key.Key_Right, Key.Key_Right, with_=Qt.KeyboardModifier.AltModifier)
    settled(window, qtbot)
    assert (screen.year, screen.month) == (2027, 1)
    assert screen.nothing.text() == "2027年1月没有政治生日。"


def test_a_blank_notes_an_item_as_done_today_and_takes_it_back(
    opened: Opened, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    screen = opened()
    press(Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Space)
    settled(window, qtbot)
    done = of(store, "钱进").items[0]
    assert (done.state.value, done.day) == ("done", "2026-11-23")
    assert screen.sheet.rows_model.rows[0].cell(3).text == "✓ 11-23"
    assert screen.sheet.currentIndex().column() == 3  # the keyboard stays on its cell
    press(Key.Key_Space)
    settled(window, qtbot)
    assert of(store, "钱进").items[0].state.value == "open"


def test_enter_asks_about_an_item_and_offers_the_talk_that_shows_it(
    opened: Opened, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    screen = opened()
    person = of(store, "钱进")
    member_life.save_row(store, "talk", person.member_id, None, {"day": "2026-11-10", "who": "张三"})
    press(*[Key.Key_Right] * 4, Key.Key_Return)
    dialog = dialog_of(screen, qtbot, NotingDialog)
    assert [dialog.link.itemText(at) for at in range(dialog.link.count())] == [
        "不关联记录",
        "2026年11月10日谈话（张三）",
    ]
    assert list(finish.faults(dialog)) == []
    dialog.link.setFocus()
    press(Key.Key_Down)
    dialog.link.activated.emit(1)
    assert (dialog.day.text(), dialog.who.text()) == ("2026-11-10", "张三")
    dialog.note.setFocus()
    press(Key.Key_Return)
    settled(window, qtbot)
    noted = of(store, "钱进").items[1]
    assert (noted.state.value, noted.day, noted.link and noted.link.table) == ("done", "2026-11-10", "member_entry")
    assert screen.notice.button.text() == "撤销"


def test_what_was_noted_is_changed_and_taken_back_in_its_dialog(
    opened: Opened, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    screen = opened()
    press(*[Key.Key_Right] * 7, Key.Key_Return)
    dialog = dialog_of(screen, qtbot, NotingDialog)
    press(Key.Key_Right)  # 不适用
    dialog.note.setFocus()
    dialog.note.setText("本人在外地")
    press(Key.Key_Return)
    settled(window, qtbot)
    assert (of(store, "钱进").items[4].state.value, of(store, "钱进").asked) == ("exempt", 4)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    screen.sheet.setFocus()
    before = screen.dialog
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: screen.dialog is not before)
    again = dialog_of(screen, qtbot, NotingDialog)
    assert again.note.text() == "本人在外地"
    again.state.set_value("none")
    again.save()
    settled(window, qtbot)
    assert not of(store, "钱进").items[4].marked


def test_who_has_a_birthday_this_week_is_told_of_by_one_button(
    opened: Opened, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    screen = opened()
    assert "赵爽11月27日" in screen.week_label.text()
    assert window.sidebar.buttons["five_ones"].figure == 1
    screen.told_button.setFocus()
    press(Key.Key_Space)
    settled(window, qtbot)
    assert of(store, "赵爽").told_on == "2026-11-23"
    assert screen.week.isHidden()


def test_four_birthdays_are_celebrated_with_two_keys_and_nothing_typed(
    opened: Opened, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    screen = opened()
    screen._go(2026, 12)
    settled(window, qtbot)
    screen.together_button.setFocus()
    press(Key.Key_Space)
    dialog = dialog_of(screen, qtbot, CeremonyDialog)
    assert [line.person.name for line in dialog.people] == ["李四", "王伟", "何霞", "张三"]
    assert [line.talker.text() for line in dialog.people] == ["张三", "张三", "张三", ""]
    assert all(box.isChecked() for box in dialog.items.values())
    assert list(finish.faults(dialog)) == []
    press(Key.Key_Return)
    settled(window, qtbot)
    assert [one.state.value for one in of(store, "王伟").items] == ["planned"] * 5
    assert "登记19项。张三的谈话待补。" in screen.notice.label.text()
    assert screen.notice.second.text() == "打开会议记录"
    link = of(store, "王伟").items[0].link
    assert link is not None
    assert meetings.load(store, link.id).meeting.title == "12月集体过政治生日"
    window.desk.undo()
    settled(window, qtbot)
    assert [one.state.value for one in of(store, "王伟").items] == ["open"] * 5


def test_of_a_whole_year_the_month_at_hand_is_celebrated(opened: Opened, window: MainWindow, qtbot: QtBot) -> None:
    screen = opened()
    screen._go(2026, 0)
    assert screen.cards_button.isEnabled()
    screen.together_button.setFocus()
    press(Key.Key_Space)
    dialog = dialog_of(screen, qtbot, CeremonyDialog)
    assert [line.person.name for line in dialog.people] == ["钱进", "赵爽"]
    dialog.reject()
    for year, month in ((2027, 11), (2025, 12)):
        screen._go(year, 0)
        settled(window, qtbot)
        assert screen.meant() == month


def test_the_start_page_leads_straight_to_the_ceremony(
    opened: Opened, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    screen = opened()
    window.navigate("five_ones", year=2026, month=12, together=True)
    dialog_of(screen, qtbot, CeremonyDialog).save()
    settled(window, qtbot)
    assert [one.state.value for one in of(store, "王伟").items] == ["planned"] * 5
    before = screen.dialog
    window.navigate("five_ones", year=2026, month=12)
    settled(window, qtbot)
    assert screen.dialog is before  # no other one was opened


def test_a_ceremony_leaves_out_who_and_what_is_not_ticked(
    opened: Opened, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    screen = opened()
    screen._go(2026, 12)
    screen.celebrate()
    dialog = dialog_of(screen, qtbot, CeremonyDialog)
    dialog.people[3].tick.setChecked(False)
    talk = next(item for item in five_ones.template(store, 2026) if item.evidence == "talk")
    dialog.items[talk.id].setChecked(False)
    assert dialog.people[0].talker.isHidden()
    dialog.save()
    settled(window, qtbot)
    assert [one.state.value for one in of(store, "王伟").items] == ["planned", "open", "planned", "planned", "planned"]
    assert [one.state.value for one in of(store, "张三").items] == ["open"] * 5


def test_a_ceremony_without_a_day_stays_as_typed(opened: Opened, qtbot: QtBot) -> None:
    screen = opened()
    screen.celebrate()
    dialog = dialog_of(screen, qtbot, CeremonyDialog)
    dialog.moment.date.setText("明天")
    dialog.save()
    assert dialog.isVisible()
    assert "明天" in dialog.fields["starts"].sentence.text()


def test_the_other_five_are_taken_over_from_next_year(
    opened: Opened, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    screen = opened()
    screen.settings_button.click()
    dialog = dialog_of(screen, qtbot, SettingsDialog)
    dialog.other_button.click()
    dialog.year.set_value(2027)
    dialog.leap.set_value("03-01")
    dialog.save()
    settled(window, qtbot)
    assert [item.name for item in five_ones.template(store, 2026)] == [name for name, _ in TEMPLATES[0]]
    assert [item.name for item in five_ones.template(store, 2027)] == [name for name, _ in TEMPLATES[1]]
    assert five_ones.settings(store).leap_day.value == "03-01"
    assert screen.notice.label.text() == "2027年起的五个一事项。"


def test_an_item_without_a_name_is_refused_and_what_was_typed_stays(opened: Opened, qtbot: QtBot) -> None:
    screen = opened()
    screen.settings_button.click()
    dialog = dialog_of(screen, qtbot, SettingsDialog)
    dialog.add_button.click()
    QApplication.processEvents()
    assert len(dialog.rows) == 6
    dialog.save()
    qtbot.waitUntil(lambda: "名称" in dialog.banner.label.text())
    dialog.rows[5].remove.click()
    assert len(dialog.rows) == 5


def test_the_card_leads_to_its_month(opened: Opened, window: MainWindow, qtbot: QtBot, store: Store) -> None:
    opened()
    member_id = of(store, "王伟").member_id
    window.navigate("members", target=member_id)
    settled(window, qtbot)
    card = window.visit("members").record_card.five_ones  # type: ignore[attr-defined] # the members' screen has one
    assert [row.cell(3).text for row in card.table.rows_model.rows] == ["0/5"]
    card.table.opened.emit("2026")
    settled(window, qtbot)
    screen = window.visit("five_ones")
    assert isinstance(screen, FiveOnesScreen)
    assert (screen.month, screen.sheet.key()) == (12, member_id)


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".ods"])
def test_a_year_is_written_as_a_sheet(store: Store, tmp_path: Path, ending: str) -> None:
    builders.fill(store, PEOPLE)
    assert five_ones_sheets.export(store, 2026, TODAY, tmp_path / f"五个一{ending}") == 6
    headings, rows = five_ones_sheets.as_rows(five_ones.year(store, 2026, TODAY), 12)
    assert headings[4:7] == ["周年", "重温一次入党誓词", "一次谈心谈话"]
    assert [row[0] for row in rows] == ["李四", "王伟", "何霞", "张三"]


def test_dialogs_are_whole_in_large_letters(opened: Opened, window: MainWindow, qtbot: QtBot) -> None:
    screen = opened()
    window.set_text_size(TextSize.HUGE)
    screen.celebrate()
    assert list(finish.faults(dialog_of(screen, qtbot, CeremonyDialog))) == []
    dialog_of(screen, qtbot, CeremonyDialog).done(0)
    screen.settings_button.click()
    dialog = dialog_of(screen, qtbot, SettingsDialog)
    assert dialog.height() <= 768
    assert [each for each in finish.faults(dialog) if "QLineEdit" not in each] == []  # a long text scrolls in its line
