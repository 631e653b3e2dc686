"""A morning's reports pasted: read into rows, put right, entered in one step, and twice adds nothing."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import builders
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.ui.screens.clues.paste_dialog import KEYS, SAID, PasteDialog
from branchdesk.ui.screens.clues.quick import QuickCluesView
from branchdesk.ui.screens.clues.screen import ClueScreen
from ui.typist import CTRL, Typist

KEY = Qt.Key
GRIDS = ("商贸城网格", "绿地网格", "站前网格")
TEXTS = (
    *("消防通道被电动车堵住", "信号灯不亮车辆抢行", "井盖缺失夜里看不见", "施工扬尘没有覆盖", "工资拖欠两个月没发"),
    *("幼儿园门口有人兜售烟卡", "小作坊夜间偷排废水", "自建房私拉电线充电", "外卖封签破损无人管", "公园健身器材断裂"),
    *("超市出售过期奶制品", "河边堆放建筑垃圾", "网吧接待穿校服的学生", "高空坠物砸坏车窗", "路边摊占用盲道经营"),
)


def twenty(people: list[str]) -> str:
    """Write a message of twenty reports, of which the last five tell what the first five told."""
    lines = [
        f"{at + 1}. {people[at % 4]} {GRIDS[at % 15 % 3]} {TEXTS[at % 15]} {9 + at // 15}:{at:02}" for at in range(20)
    ]
    return "11月23日线索如下：\n" + "\n".join(lines)


def opened(clerk: Typist, text: str) -> PasteDialog:
    QApplication.clipboard().setText(text)
    clerk.window.activateWindow()
    clerk.wait_for(lambda: QApplication.focusWidget() is not None)
    clerk.press(KEY.Key_V, with_=CTRL)
    clerk.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PasteDialog)
    return dialog


@pytest.fixture
def quick(clerk: Typist) -> QuickCluesView:
    clerk.window.navigate("clues", target="quick")
    clerk.settle()
    screen = clerk.window.visit("clues")
    assert isinstance(screen, ClueScreen)
    found = screen.views["quick"]
    assert isinstance(found, QuickCluesView)
    found.row.setFocus()
    return found


def said(dialog: PasteDialog) -> list[str]:
    found = [dialog.table.item(row, SAID) for row in range(dialog.table.rowCount())]
    return [item.text() for item in found if item is not None]


def fresh(store: Store) -> list[dict[str, Any]]:
    return [row for row in builders.records(store)["clue"] if str(row["number"]) > "XS20260193"]


def test_twenty_reports_are_pasted_and_five_of_them_noted_as_duplicates(
    clerk: Typist, quick: QuickCluesView, sampled: Store
) -> None:
    people = [offer.text for offer in quick.row.offers.reporters[:4]]
    before = builders.records(sampled)
    dialog = opened(clerk, twenty(people))
    assert said(dialog) == ["新增"] * 15 + [f"可能与第{row}行重复" for row in range(1, 6)]
    for row in range(15, 20):
        dialog.table.setCurrentCell(row, 0)
        dialog.repeat()
    assert said(dialog)[15:] == [f"记为第{row}行的重复" for row in range(1, 6)]
    item = dialog.table.item(0, KEYS.index("place"))
    assert item is not None
    item.setText("3号楼")
    clerk.settle()
    clerk.wait_for(lambda: not dialog._looking.isActive())
    clerk.settle()
    dialog.enter()
    clerk.settle()
    entered = fresh(sampled)
    assert len(entered) == 20
    assert [row["state"] for row in entered] == ["reported"] * 15 + ["duplicate"] * 5
    assert [row["reporter"] for row in entered[:15]] == [people[at % 4] for at in range(15)]
    assert [row["reported_at"] for row in entered[:15]] == [f"09:{at:02}" for at in range(15)]
    assert entered[0]["place"] == "3号楼"
    assert len(quick.table.rows_model.rows) == 20
    after = builders.records(sampled)
    dialog = opened(clerk, twenty(people))
    assert {one.partition(" ")[0] for one in said(dialog)} <= {"已在册", "补充"}
    dialog.enter()
    clerk.settle()
    assert builders.records(sampled)["clue"] == after["clue"]
    past.undo(sampled)
    assert builders.records(sampled) == before


def test_a_row_is_taken_out_and_one_that_is_no_clue_stands_in_the_way(
    clerk: Typist, quick: QuickCluesView, sampled: Store
) -> None:
    assert quick.paste_button.isEnabled()
    dialog = opened(clerk, "路灯不亮\n井盖缺失了两天\n占道经营")
    dialog.table.setCurrentCell(1, 0)
    dialog.drop()
    clerk.settle()
    assert dialog.enter_button.text() == "登记2条"
    item = dialog.table.item(0, KEYS.index("text"))
    assert item is not None
    item.setText("")
    clerk.settle()
    clerk.settle()
    assert not dialog.enter_button.isEnabled() or "没有" in "".join(dialog._looked[0].doubts)
    dialog.reject()
    assert fresh(sampled) == []
