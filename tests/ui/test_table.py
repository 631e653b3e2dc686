from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from branchdesk.ui.table import Cell, Column, Row, Table

COLUMNS = (Column("name", "姓名", 4), Column("age", "年龄", 3, right=True), Column("note", "备注", 8, stretch=True))
ROWS = [
    Row("a", ("翟堃", Cell("9", sort=9), "")),
    Row("b", ("阿依古丽·买买提艾力", Cell("47", sort=47), "乙")),
    Row("c", ("于敏", Cell("30", sort=30), "甲")),
]


def table(qtbot: QtBot) -> Table:
    made = Table(COLUMNS)
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show()
    made.set_rows(ROWS)
    return made


def shown(made: Table, column: int = 0) -> list[str]:
    return [row.cell(column).text for row in made.rows_model.rows]


def test_the_model_keeps_qt_rules(qtbot: QtBot) -> None:
    made = table(qtbot)
    QAbstractItemModelTester(made.rows_model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.set_rows(ROWS[:1])


def test_headings_sort_by_value_and_turn_round(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.choose("c")
    made._head_clicked(1)
    assert shown(made, 1) == ["9", "30", "47"]
    made._head_clicked(1)
    assert shown(made, 1) == ["47", "30", "9"]
    assert made.key() == "c"


def test_what_is_empty_sorts_last(qtbot: QtBot) -> None:
    made = table(qtbot)
    made._head_clicked(2)
    assert shown(made, 2)[-1] == ""


def test_a_screen_may_sort_itself(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.set_sorter()
    with qtbot.waitSignal(made.sort_asked) as asked:
        made._head_clicked(0)
    assert asked.args == ["name", True]
    assert shown(made) == [row.cell(0).text for row in ROWS]


def test_columns_are_as_wide_as_their_longest_name(qtbot: QtBot) -> None:
    made = table(qtbot)
    room = made.columnWidth(0)
    assert room > made.fontMetrics().horizontalAdvance("阿依古丽·买买提艾力")
    assert sum(made.columnWidth(n) for n in range(3)) >= made.viewport().width() - 3


def test_enter_opens_the_chosen_row(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.choose("b")
    with qtbot.waitSignal(made.opened) as opened:
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert opened.args == ["b"]
