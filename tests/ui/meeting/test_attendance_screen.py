"""The sheet of attendance and what was missed, looked at and worked with by keyboard."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import (
    Attendance,
    HeadCounts,
    Mark,
    Meeting,
    MeetingKind,
    Presence,
)
from branchdesk.domain.periods import Span
from branchdesk.files.sheets import read_book
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store
from branchdesk.services.ledgers import lists
from branchdesk.services.meetings import meetings
from branchdesk.services.papers import papers
from branchdesk.ui.screens.attendance.matrix import SIGN
from branchdesk.ui.screens.attendance.screen import AttendanceScreen
from ui.typist import Typist

KEY = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def held(peopled: Store) -> dict[str, str]:
    """Hold three meetings, one of them known by heads alone, and give their identifiers by day."""
    ids = {name: key for key, (name,) in lists.page(peopled, MEMBERS, columns=("name",)).rows}

    def mark(name: str, presence: Presence) -> Mark:
        return Mark(PersonRef(name, ids[name]), presence, "出差")

    made = {}
    for day, kind, marks, counted in (
        ("2026-03-06", MeetingKind.THEME_DAY, (mark("于敏", Presence.ABSENT), mark("何霞", Presence.ON_LEAVE)), None),
        ("2026-09-20", MeetingKind.MEMBERS_MEETING, (mark("于敏", Presence.ABSENT),), None),
        ("2026-06-01", MeetingKind.THEME_DAY, (), HeadCounts(12, 12)),
        ("2025-10-10", MeetingKind.PARTY_LECTURE, (), None),
    ):
        default = Presence.UNKNOWN if counted else Presence.PRESENT
        record = Meeting(
            kind, datetime.fromisoformat(f"{day}T09:00"), attendance=Attendance(default, marks), counted=counted
        )
        made[day] = meetings.save(peopled, record).id
    return made


@pytest.fixture
def shown(typist: Typist, held: dict[str, str]) -> AttendanceScreen:
    assert held
    typist.window.navigate("attendance")
    typist.settle()
    screen = typist.window.visit("attendance")
    assert isinstance(screen, AttendanceScreen)
    return screen


def names(screen: AttendanceScreen) -> list[str]:
    return [row.cell(0).text for row in screen.sheet.people.rows_model.rows]


def cell(screen: AttendanceScreen, name: str, column: int) -> str:
    matrix = screen.sheet.signs.matrix
    return str(matrix.data(matrix.index(names(screen).index(name), column)))


def test_the_sheet_stands_in_roster_order_and_says_what_it_leaves_out(shown: AttendanceScreen) -> None:
    assert names(shown)[:3] == ["翟堃", "陈䶮", "李𬭎"]
    assert len(names(shown)) == 12
    matrix = shown.sheet.signs.matrix
    headings = [matrix.headerData(column, Qt.Orientation.Horizontal) for column in range(matrix.columnCount())]
    assert headings == ["党日\n03-06\n10/12", "大会\n09-20\n11/12"]
    assert [cell(shown, "于敏", 0), cell(shown, "何霞", 0), cell(shown, "翟堃", 0)] == ["缺", "假", "到"]
    assert [
        one.text
        for one in shown.sheet.people.rows_model.rows[names(shown).index("于敏")].cells[2:]
        if not isinstance(one, str)
    ][-1] == "0%"
    assert shown.told.text().startswith("12人，2次会议；只有人数的1次不计入。")
    told = matrix.data(matrix.index(names(shown).index("何霞"), 0), Qt.ItemDataRole.AccessibleTextRole)
    assert told == "何霞　2026年3月6日主题党日 · 第1次\n请假；出差"


def test_periods_kinds_and_groups_narrow_it(typist: Typist, shown: AttendanceScreen) -> None:
    shown.kinds.buttons["members_meeting"].click()
    typist.settle()
    assert [one.starts[:10] for one in shown.found.meetings] == ["2026-09-20"]
    shown.kinds.every.click()
    shown.period.set_span(Span.LAST_YEAR)
    shown.period.edited.emit()
    typist.settle()
    assert [one.starts[:10] for one in shown.found.meetings] == ["2025-10-10"]
    shown.group_box.setCurrentIndex(shown.group_box.findData("第二党小组"))
    shown.group_box.activated.emit(1)
    typist.settle()
    assert "翟堃" not in names(shown)
    assert "陈䶮" in names(shown)
    shown.period.set_days(date(2020, 1, 1), date(2020, 12, 31))
    shown.period.edited.emit()
    typist.settle()
    assert shown.nothing.isVisible()


def test_esc_lifts_what_narrows_it(typist: Typist, shown: AttendanceScreen) -> None:
    shown.kinds.buttons["members_meeting"].click()
    shown.group_box.setCurrentIndex(1)
    typist.settle()
    assert len(shown.found.meetings) == 1
    shown.sheet.signs.setFocus()
    typist.press(KEY.Key_Escape)
    typist.settle()
    assert typist.window.here == "attendance"
    assert len(shown.found.meetings) == 2
    assert shown.group_box.currentData() == ""


def test_what_changed_unseen_is_read_when_one_comes_back(typist: Typist, shown: AttendanceScreen) -> None:
    typist.window.navigate("today")
    record = Meeting(
        MeetingKind.THEME_DAY, datetime.fromisoformat("2026-10-09T09:00"), attendance=Attendance(Presence.PRESENT)
    )
    typist.window.desk.write(lambda store: meetings.save(store, record))
    typist.settle()
    assert len(shown.found.meetings) == 2
    typist.window.navigate("attendance")
    typist.settle()
    assert len(shown.found.meetings) == 3


def test_people_are_sorted_by_group_and_back_never_by_rate(typist: Typist, shown: AttendanceScreen) -> None:
    header = shown.sheet.people.horizontalHeader()
    order = names(shown)
    header.sectionClicked.emit(1)
    groups = [one.group for one in shown.sheet.ordered()]
    assert groups == sorted(groups, key=["第一党小组", "第二党小组"].index)
    assert names(shown) != order
    header.sectionClicked.emit(7)
    header.sectionClicked.emit(0)
    assert names(shown) == order
    typist.settle()


def test_a_cell_leads_to_the_meeting_and_a_name_to_the_card(
    typist: Typist, shown: AttendanceScreen, held: dict[str, str]
) -> None:
    signs = shown.sheet.signs
    signs.setFocus()
    typist.press(KEY.Key_Home, KEY.Key_Down)
    assert shown.sheet.people.rows_model.rows[shown.sheet.people.currentIndex().row()].cell(0).text == "陈䶮"
    typist.press(KEY.Key_Return)
    typist.settle()
    assert typist.window.here == "meeting"
    assert typist.editor.form.meeting_id() == held["2026-03-06"]
    typist.press(KEY.Key_Escape)
    typist.settle()
    assert typist.window.here == "attendance"
    shown.sheet.people.setFocus()
    typist.press(KEY.Key_Down)
    assert signs.currentIndex().row() == 2
    typist.press(KEY.Key_Return)
    typist.settle()
    assert typist.window.here == "members"
    assert typist.window.top_bar.title.text() == "李𬭎"
    typist.press(KEY.Key_Escape)
    typist.settle()
    assert typist.window.here == "attendance"


def test_several_absences_are_made_up_by_one_key(typist: Typist, shown: AttendanceScreen) -> None:
    shown.view.set_value("missed")
    shown.view.chosen.emit("missed")
    typist.settle()
    table = shown.missed.table
    rows = [[row.cell(column).text for column in (0, 2, 4)] for row in table.rows_model.rows]
    assert rows == [
        ["于敏", "主题党日 · 第1次", "缺席"],
        ["于敏", "党员大会 · 第1次", "缺席"],
        ["何霞", "主题党日 · 第1次", "请假"],
    ]
    shown.missed.leaves.click()
    typist.settle()
    assert shown.told.text() == "2人次未补学"
    table.setFocus()
    typist.press(KEY.Key_Home)
    typist.press(KEY.Key_Down, with_=SHIFT)
    typist.press(KEY.Key_B)
    dialog = shown.missed.dialog
    assert dialog is not None
    assert dialog.lead.text() == "于敏，2026年3月6日主题党日，等2人次"
    typist.press(KEY.Key_S, with_=CTRL)
    typist.settle()
    assert shown.missed.nothing.isVisible()
    assert shown.notice.label.text() == "已登记2人次补学（2026年11月23日）。"
    typist.window.go_back()
    assert [cell(shown, "于敏", column) for column in (0, 1)] == ["补", "补"]
    shown.notice.button.click()
    typist.settle()
    assert [cell(shown, "于敏", column) for column in (0, 1)] == ["缺", "缺"]


def test_what_is_shown_is_copied_and_exported(
    typist: Typist, shown: AttendanceScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.sheet.signs.setFocus()
    typist.press(KEY.Key_C, with_=CTRL | SHIFT)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[-2:] == ["党日 2026-03-06", "大会 2026-09-20"]
    assert len(lines) == 13
    out = tmp_path / "出勤"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), "Excel、WPS 表格 (*.xlsx)"))
    shown.export_button.click()
    typist.settle()
    assert len(read_book(out.with_suffix(".xlsx"))[0].rows) == 13
    assert "已存为" in shown.notice.label.text()


def test_cells_hold_what_was_noted(shown: AttendanceScreen) -> None:
    matrix = shown.sheet.signs.matrix
    entry = matrix.data(matrix.index(names(shown).index("于敏"), 1), SIGN)
    assert (entry.presence, entry.reason) == (Presence.ABSENT, "出差")


def test_what_is_printed_is_what_is_shown(peopled: Store, shown: AttendanceScreen) -> None:
    order = shown.order()
    assert (order.paper, order.options["since"], order.options["order"]) == ("attendance", "2026-01-01", "roster")
    shown.sheet.people.sort_asked.emit("group", True)  # noqa: FBT003 - as the signal has it
    assert shown.order().options["order"] == "group"
    made = papers.write(peopled, shown.order())
    assert made.title == "第四党支部出勤情况表（2026年1月1日至2026年12月31日）"
    shown.view.set_value("missed")
    shown._turn_view()
    order = shown.order()
    assert (order.paper, order.options["leaves"]) == ("missed", True)
    assert "共3人次" in str(papers.write(peopled, order))


def test_a_period_that_is_open_is_printed_from_its_first_meeting(shown: AttendanceScreen, typist: Typist) -> None:
    shown.period.set_span(Span.ALL)
    shown.period.edited.emit()
    typist.settle()
    assert shown.order().options["since"] == "2025-10-10"
