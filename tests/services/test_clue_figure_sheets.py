"""A table of figures as text and as a sheet: lines, the whole, the definition below."""

from __future__ import annotations

from pathlib import Path

import pytest

from branchdesk.files.sheets import read_book
from branchdesk.services import Store
from branchdesk.services.clues import clue_figure_sheets, clue_figures, clues
from branchdesk.services.clues.clue_figures import Asked, Figures


@pytest.fixture
def found(store: Store) -> Figures:
    for reporter, state in (("孙骑", "closed"), ("孙骑、钱骑", "handled"), ("钱骑", "reported")):
        clues.save(store, None, {"text": "路灯不亮", "reported_on": "2026-11-02", "reporter": reporter, "state": state})
    return clue_figures.figures(store, Asked(), ("volunteer", "month"))


def test_a_table_says_its_rates_with_their_fractions_and_counts_each_clue_once_in_the_whole(found: Figures) -> None:
    table = clue_figure_sheets.table(found, "volunteer")
    assert table.headings[:4] == ("提报人", "提报", "已处置", "处置率")
    assert [row[:4] for row in table.rows] == [
        ("孙骑", "2", "2", "100.0%（2/2）"),
        ("钱骑", "2", "1", "50.0%（1/2）"),
        ("合计（每条只计一次）", "3", "2", "66.7%（2/3）"),
    ]
    assert table.notes[0].endswith("各行合计比总数多1条。")
    assert table.notes[1] == f"口径：{found.definition}"


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".ods"])
def test_a_sheet_has_the_same_lines_and_the_definition_below_them(found: Figures, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"按月{ending}"
    clue_figure_sheets.export(path, found, "month")
    [sheet] = read_book(path)
    rows = [[f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row if cell] for row in sheet.rows]
    assert rows[0][0] == "提报月份"
    assert rows[1][:4] == ["2026年11月", "3", "2", "66.7%（2/3）"]
    assert rows[2][0] == "合计"
    assert rows[-1] == [f"口径：{found.definition}"]
