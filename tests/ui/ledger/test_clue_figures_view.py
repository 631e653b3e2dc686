"""统计 by keyboard: a period, a number, Enter, and exactly that many rows; figures kept, and beside those of now."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from branchdesk.domain.clue_figures import Measure
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.clue_states import ClueState
from branchdesk.domain.periods import Span
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import Store
from branchdesk.services.clues import clue_settings, clue_snapshots, clues
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.store.history import operate
from branchdesk.store.tables import clue_stroke
from branchdesk.ui.screens.clues.figures_page import FiguresPage
from branchdesk.ui.screens.clues.screen import FIGURES, ClueScreen
from ui.ledger.room import Go, Wait, board_of, figures_of

KEY = Qt.Key


def press(*keys: KEY) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        QApplication.processEvents()


def at_figures(go: Go, settle: Wait) -> tuple[ClueScreen, FiguresPage]:
    screen = go("clues")
    assert isinstance(screen, ClueScreen)
    screen.turn_to(FIGURES)
    settle()
    return screen, figures_of(screen).now


def shown(screen: ClueScreen) -> QWidget:
    return screen.page


def walk_to(page: FiguresPage, group: str, measure: Measure) -> int:
    """Go from the first number of the table to one of a group, by the arrows, and give it."""
    table = page.figures.table
    table.setFocus()
    table.setCurrentIndex(table.figures.index(0, 1))
    names = [line.name for line in table.figures.lines]
    column = [one.measure for one in table.figures.columns].index(measure)
    press(*[KEY.Key_Down] * names.index(group), *[KEY.Key_Right] * column)
    return int(table.currentIndex().data())


@pytest.mark.usefixtures("samples")
def test_the_figures_of_the_sample_prove_themselves(go: Go, settle: Wait) -> None:
    screen, page = at_figures(go, settle)
    head = [(one.number, one.name) for one in page.figures.head.buttons if not one.isHidden()]
    assert head[:3] == [("193", "提报"), ("189", "已处置"), ("97.9%", "处置率 = 189 ÷ 193")]
    assert "已处置、已办结、已反馈" in page.figures.head.definition.text()
    for button in page.figures.head.buttons[:3]:
        button.setFocus()
        press(KEY.Key_Space)
        settle()
        assert shown(screen) is screen.list
        assert screen.list.total == (193 if button.number == "193" else 189)
        press(KEY.Key_Escape)
        settle()
        assert shown(screen) is figures_of(screen)


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("tab", ["category", "grid", "unit", "month", "team", "volunteer"])
def test_every_number_of_a_table_opens_exactly_its_records(go: Go, settle: Wait, tab: str) -> None:
    screen, page = at_figures(go, settle)
    page.figures.tabs.set_value(tab)
    page.figures.turned.emit()
    settle()
    lines = page.figures.table.figures.lines
    for line in (lines[0], lines[1], lines[-1]):
        for measure in (Measure.REPORTED, Measure.HANDLED, Measure.OPEN):
            number = walk_to(page, line.name, measure)
            press(KEY.Key_Return)
            settle()
            assert screen.page is screen.list
            assert screen.list.total == number
            screen.to_figures.click()
            settle()
    assert screen.list.query().conditions == ()  # the list stands as it did before


@pytest.mark.usefixtures("samples")
def test_another_period_is_chosen_and_remembered(go: Go, settle: Wait, store: Store) -> None:
    screen, page = at_figures(go, settle)
    page.filters.period.span_box.setFocus()
    press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    page.filters.period.span_box.activated.emit(page.filters.period.span_box.currentIndex())
    settle()
    assert page.filters.period.span() is Span.LAST_MONTH
    number = walk_to(page, "合计", Measure.REPORTED)
    of_october = [lists.page(store, CLUES, Query(page.filters.asked().all_conditions)).total]
    assert [number] == of_october
    press(KEY.Key_Return)
    settle()
    assert screen.list.total == number < 193
    again = FiguresPage(screen.desk)
    again.ask()
    settle()
    assert again.filters.period.span() is Span.LAST_MONTH


@pytest.mark.usefixtures("samples")
def test_filters_narrow_the_figures_and_escape_lifts_them(go: Go, settle: Wait) -> None:
    screen, page = at_figures(go, settle)
    chip = page.filters.chips["category"]
    chip.choose(("消防安全",))
    settle()
    found = page.found
    assert found is not None
    assert 0 < found.whole.reported < 193
    assert "消防安全" in found.definition
    number = walk_to(page, "合计", Measure.HANDLED)
    press(KEY.Key_Return)
    settle()
    assert screen.list.total == number
    press(KEY.Key_Escape, KEY.Key_Escape)
    settle()
    assert screen.page is figures_of(screen)
    assert page.found is not None
    assert page.found.whole.reported == 193


@pytest.mark.usefixtures("samples")
def test_charts_are_walked_by_arrows_and_open_their_records(go: Go, settle: Wait) -> None:
    screen, page = at_figures(go, settle)
    for chart in (page.figures.months, page.figures.ages):
        chart.setFocus()
        press(KEY.Key_End)
        group = chart.groups[chart.at]
        assert chart.at == len(chart.groups) - 1
        assert chart.accessibleDescription() == group.told
        assert group.told in chart.accessibleName()
        press(KEY.Key_Return)
        settle()
        assert screen.list.total == group.number
        press(KEY.Key_Escape)
        settle()


def test_strokes_are_told_and_lead_to_the_board(go: Go, settle: Wait, samples: Store) -> None:
    row = {"day": "2026-11-02", "by": "grid", "name": "商贸城网格", "category": "消防安全", "reported": 7, "handled": 5}
    with operate(samples, "test", "试") as work:
        work.insert(clue_stroke, {**row, "branch_id": samples.branch.id})
    screen, page = at_figures(go, settle)
    head = [(one.number, one.name) for one in page.figures.head.buttons[:2]]
    assert head == [("200", "提报，其中7条只有数量"), ("194", "已处置，其中5条只有数量")]
    assert walk_to(page, "合计", Measure.STROKES) == 7
    press(KEY.Key_Return)
    assert screen.page is board_of(screen)


def test_what_counts_as_handled_is_the_branchs_own(go: Go, settle: Wait, samples: Store) -> None:
    clue_settings.set_settings(samples, ClueSettings(handled=(ClueState.FED_BACK,)))
    screen, page = at_figures(go, settle)
    found = page.found
    assert found is not None
    assert found.whole.handled < 189
    assert walk_to(page, "合计", Measure.HANDLED) == found.whole.handled
    press(KEY.Key_Return)
    settle()
    assert screen.list.total == found.whole.handled
    screen.activated(target="open")
    settle()
    assert screen.list.total == found.whole.open


def test_an_empty_branch_is_told_so(go: Go, settle: Wait) -> None:
    _, page = at_figures(go, settle)
    assert page.figures.nothing.text() == "这段时间没有线索，可以换一段时间。"
    assert not page.figures.nothing.isHidden()
    assert page.figures.table.isHidden()


@pytest.mark.usefixtures("samples")
def test_the_table_is_copied_with_its_whole_and_its_definition(go: Go, settle: Wait) -> None:
    screen, page = at_figures(go, settle)
    figures_of(screen).copy_button.click()
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().splitlines()
    assert lines[0].startswith("线索类别\t提报\t已处置")
    assert any(line.startswith("合计\t193\t189\t97.9%") for line in lines)
    assert page.found is not None
    assert page.found.definition in data.text()
    assert "<table" in data.html()


def keep(screen: ClueScreen, settle: Wait) -> str:
    """Keep the figures that are shown by keyboard, under the name that is offered."""
    figures_of(screen).keep_button.setFocus()
    press(KEY.Key_Space)
    dialog = figures_of(screen).dialog
    assert dialog is not None
    name = dialog.name.text()
    dialog.name.setFocus()
    press(KEY.Key_Return)
    settle()
    back_to_window(screen)
    return name


def back_to_window(screen: ClueScreen) -> None:
    """Give the keyboard back to the window, as a window manager does when a dialog goes."""
    screen.window().activateWindow()
    QTest.qWaitForWindowActive(screen.window())


def shown_page(screen: ClueScreen) -> QWidget:
    return figures_of(screen).stack.currentWidget()


def test_a_snapshot_stands_while_clues_change(go: Go, settle: Wait, samples: Store) -> None:
    screen, _ = at_figures(go, settle)
    assert keep(screen, settle) == "2026年年报"
    chosen = lists.identifiers(samples, CLUES, Query())[:3]
    for record in chosen:
        clues.save(samples, record, {"state": "assigned"})
    clues.remove(samples, lists.identifiers(samples, CLUES, Query())[5])
    figures_of(screen).list_button.click()
    settle()
    assert shown_page(screen) is figures_of(screen).kept
    figures_of(screen).kept.table.setFocus()
    press(KEY.Key_Return)
    view = figures_of(screen)
    assert shown_page(screen) is view.one
    assert [one.number for one in view.one.figures.head.buttons[:3]] == ["193", "189", "97.9%"]
    number = len(clue_snapshots.records(samples, clue_snapshots.listed(samples)[0].id, Measure.HANDLED))
    view.one.figures.head.buttons[1].click()
    settle()
    assert view.one.records is not None
    assert len(view.one.records.table.rows_model.rows) == number == 189
    view.one.records.reject()
    back_to_window(screen)
    view.compare_button.click()
    settle()
    found = view.compare.found
    assert found is not None
    cells = {row.key: [row.cell(place).text for place in range(4)] for row in view.compare.table.rows_model.rows}
    assert cells["提报"] == ["提报", "193", "192", "-1"]
    assert cells["已处置"][3] == f"{found.now.whole.handled - 189:+}"
    kinds = [row.cell(0).text for row in view.compare.records.rows_model.rows]
    assert (kinds.count("有变动"), kinds.count("已删除")) == (3, 1)
    facts = " ".join(row.cell(2).text for row in view.compare.records.rows_model.rows)
    assert "→ 已分办" in facts
    view.compare.records.setFocus()
    press(KEY.Key_Escape, KEY.Key_Escape, KEY.Key_Escape)
    assert shown_page(screen) is view.now


def test_a_snapshot_is_renamed_and_removed_and_comes_back(go: Go, settle: Wait, samples: Store) -> None:
    screen, _ = at_figures(go, settle)
    keep(screen, settle)
    figures_of(screen).list_button.click()
    settle()
    figures_of(screen).kept.table.setFocus()
    press(KEY.Key_F2)
    dialog = figures_of(screen).dialog
    assert dialog is not None
    dialog.name.setText("")
    press(KEY.Key_Return)
    assert not dialog.problem.isHidden()  # a name is needed
    dialog.name.setText("报院办")
    press(KEY.Key_Return)
    settle()
    assert [line.name for line in clue_snapshots.listed(samples)] == ["报院办"]
    back_to_window(screen)
    figures_of(screen).kept.table.setFocus()
    press(KEY.Key_Delete)
    settle()
    assert clue_snapshots.listed(samples) == ()
    screen.desk.undo()
    settle()
    assert [line.name for line in clue_snapshots.listed(samples)] == ["报院办"]
    assert len(figures_of(screen).kept.table.rows_model.rows) == 1
