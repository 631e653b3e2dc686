"""Charts of counted groups, and the words that figures are shown with."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.domain.clue_figures import Counted
from branchdesk.services.clues.clue_groups import Group as Counting
from branchdesk.services.ledgers.lists import Condition
from branchdesk.services.ledgers.lists import Test as Compare
from branchdesk.ui.charts import Bars, Columns, Group
from branchdesk.ui.screen import Place, Screen
from branchdesk.ui.screens.clues.figures_words import NEWEST, by_time, offered_name
from branchdesk.ui.sidebar import NavButton


def months(number: int) -> tuple[Counting, ...]:
    keys = [f"{2020 + place // 12}-{place % 12 + 1:02}" for place in range(number)]
    return tuple(
        Counting(
            key, (key,), Counted(reported=3, handled=2, strokes=1), (Condition("reported_on", Compare.IS, (key,)),)
        )
        for key in keys
    )


def test_the_parts_of_a_bar_are_its_number() -> None:
    assert Group("甲", 10, "", done=6, hatched=3).parts() == (6, 3, 1)
    assert Group("甲", 10, "").parts() == (10, 0, 0)


@pytest.mark.parametrize("kind", [Bars, Columns])
def test_a_click_means_the_group_it_falls_on(qtbot: QtBot, kind: type[Bars | Columns]) -> None:
    chart = kind("图")
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.set_groups([Group(name, number, f"{name} {number}条") for name, number in (("甲", 3), ("乙", 0), ("丙", 9))])
    chosen: list[int] = []
    chart.chosen.connect(chosen.append)
    for place in (2, 0, 1):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.area(place).center().toPoint())
    assert chosen == [2, 0, 1]
    assert chart.accessibleName() == "图：甲 3条；乙 0条；丙 9条"
    assert chart.accessibleDescription() == "乙 0条"


def test_a_chart_without_groups_takes_no_keyboard(qtbot: QtBot) -> None:
    chart = Columns("图")
    qtbot.addWidget(chart)
    chart.set_groups(())
    assert chart.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_months_stand_side_by_side_with_the_year_where_it_begins() -> None:
    groups, drawn = by_time(months(14))
    assert [one.name for one in drawn[:2]] == ["1月", "2月"]
    assert [one.above for one in drawn if one.above] == ["2020年", "2021年"]
    assert groups == months(14)
    assert drawn[0].parts() == (2, 1, 1)


def test_of_a_long_time_the_years_are_drawn_and_add_up() -> None:
    groups, drawn = by_time(months(NEWEST + 12))
    assert [one.name for one in drawn] == ["2020年", "2021年", "2022年", "2023年", "2024年"]
    assert {one.counted.reported for one in groups} == {36}
    assert groups[0].conditions == (Condition("reported_on", Compare.IS, ("2020",)),)


@pytest.mark.parametrize(
    ("since", "until", "name"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), "2026年10月月报"),
        (date(2026, 7, 1), date(2026, 9, 30), "2026年第3季度报表"),
        (date(2026, 2, 1), date(2026, 4, 30), "2026-02-01至2026-04-30统计"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026年年报"),
        (date(2026, 1, 5), date(2026, 2, 3), "2026-01-05至2026-02-03统计"),
        (None, date(2026, 2, 3), "最早至2026-02-03统计"),
        (None, None, "全部线索统计"),
    ],
)
def test_a_name_is_offered_by_the_period(since: date | None, until: date | None, name: str) -> None:
    assert offered_name(since, until) == name


def test_a_citys_open_clues_leave_room_for_the_name(qtbot: QtBot) -> None:
    button = NavButton(Place("clues", "志愿者线索", Screen), "")
    qtbot.addWidget(button)
    button.set_figure(999)
    assert button.shown_figure() == "999"
    button.set_figure(375_003)
    assert button.shown_figure() == "999+"
    assert button.accessibleDescription() == "375003项"
