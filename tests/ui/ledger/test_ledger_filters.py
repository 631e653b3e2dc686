"""Conditions on any field: made in a panel, shown as chips, changed and taken away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from branchdesk.services.ledgers.lists import Condition
from branchdesk.services.ledgers.lists import Test as Compare
from branchdesk.ui.ledger.screen import LedgerScreen
from ui.ledger.room import Go, Wait, type_into

pytestmark = pytest.mark.usefixtures("samples")


def column(screen: LedgerScreen, key: str) -> list[str]:
    place = screen.list.table.place_of(key)
    return [row.cell(place).text for row in screen.list.table.rows_model.rows]


def chips(screen: LedgerScreen) -> list[str]:
    return [chip.text() for chip in screen.list.filters.more]


def test_a_condition_is_made_on_the_column_of_the_cursor(go: Go, settle: Wait) -> None:
    screen = go("members")
    table, panel = screen.list.table, screen.list.tools.filter_panel
    table.setFocus()
    table.setCurrentIndex(table.rows_model.index(0, table.place_of("joined_on")))
    QTest.keyClick(table, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert panel.field.key == "joined_on"
    assert panel.focusWidget() is panel.first
    QTest.keyClicks(panel.first, "2010")
    QTest.keyClicks(panel.last, "2015-13")
    QTest.keyClick(panel.last, Qt.Key.Key_Return)
    assert "不是日期" in panel.problem.text()
    assert panel.first.text() == "2010"
    type_into(panel.last, "2015")
    QTest.keyClick(panel.last, Qt.Key.Key_Return)
    settle()
    assert chips(screen) == ["入党时间 介于 2010 和 2015"]
    assert screen.list.total
    assert all("2010" <= text[:4] <= "2015" for text in column(screen, "joined_on"))


def test_several_conditions_hold_together_and_each_can_be_changed(go: Go, settle: Wait) -> None:
    screen = go("members")
    bar, panel = screen.list.filters, screen.list.tools.filter_panel
    bar.put(Condition("joined_on", Compare.BETWEEN, ("2000", None)), None)
    bar.put(Condition("post", Compare.LACKS, ("书记",)), None)
    settle()
    both = screen.list.total
    assert chips(screen) == ["入党时间 不低于 2000", "工作岗位 不包含“书记”"]
    bar.more[1].click()
    assert panel.isVisible()
    assert (panel.field.key, panel.test, panel.first.text()) == ("post", Compare.LACKS, "书记")
    panel.test_box.setCurrentIndex(panel.test_box.findData(Compare.CONTAINS.value))
    QTest.keyClick(panel.first, Qt.Key.Key_Return)
    settle()
    assert chips(screen)[1] == "工作岗位 包含“书记”"
    assert all("书记" in text for text in column(screen, "post"))
    bar.more[1].click()
    panel.remove_button.click()
    settle()
    assert screen.list.total >= both
    bar.more[0].setFocus()
    QTest.keyClick(bar.more[0], Qt.Key.Key_Delete)
    settle()
    assert chips(screen) == []
    assert screen.list.total == 46


def test_values_are_ticked_with_their_counts(go: Go, settle: Wait) -> None:
    screen = go("members")
    panel = screen.list.tools.filter_panel
    panel.begin(screen.list.filters.add, None, "ethnicity")
    panel.test_box.setCurrentIndex(panel.test_box.findData(Compare.NONE_OF.value))
    settle()
    assert any(panel.values.item(n).text().startswith("汉族　") for n in range(panel.values.count()))
    panel.apply()
    assert panel.problem.text() == "至少选一项。"
    panel.values.tick("汉族")
    panel.apply()
    settle()
    assert chips(screen) == ["民族 不属于 汉族"]
    assert "汉族" not in column(screen, "ethnicity")
    screen.list.filters.more[0].click()
    settle()
    assert panel.values.ticked() == ["汉族"]
    panel.reject()


def test_choices_nobody_has_are_offered_too(go: Go, settle: Wait) -> None:
    screen = go("members")
    panel = screen.list.tools.filter_panel
    panel.begin(screen.list.filters.add, None, "stage")
    settle()
    assert [panel.values.item(n).text() for n in range(5)][2:] == ["发展对象　0", "入党积极分子　0", "入党申请人　0"]
    panel.values.tick("applicant")
    panel.apply()
    settle()
    assert screen.list.empty.heading.text() == "没有符合条件的党员"
    screen.list.empty.clear_button.click()
    settle()
    assert screen.list.total == 46


def test_a_quick_filter_and_a_condition_of_one_field_both_hold(go: Go, settle: Wait) -> None:
    screen = go("members")
    quick = Condition("stage", Compare.ONE_OF, ("full_member",))
    more = Condition("stage", Compare.NONE_OF, ("full_member",))
    screen.list.show_conditions((quick, more))
    settle()
    assert screen.list.filters.chips["stage"].values == ("full_member",)
    assert screen.list.query().conditions == (quick, more)
    assert screen.list.total == 0
    assert screen.list.step_back()
    settle()
    assert screen.list.total == 46


def test_what_agrees_with_a_cell_is_shown_alone(go: Go, settle: Wait) -> None:
    screen = go("members")
    wanted = column(screen, "education")[0]
    screen.list.tools.filter_by_value("education", wanted)
    settle()
    assert set(column(screen, "education")) == {wanted}
    screen.list.filters.reset()
    screen.list.tools.filter_by_value("office", None)
    settle()
    assert set(column(screen, "office")) == {""}


def test_a_search_that_finds_nothing_names_the_word(go: Go, settle: Wait) -> None:
    screen = go("members")
    type_into(screen.list.filters.search, "绝不会有")
    screen.list.filters._search()
    settle()
    assert screen.list.empty.heading.text() == "没有找到含“绝不会有”的党员"
