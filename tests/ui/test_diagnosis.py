"""诊断 tells what a maintainer asks for, names nobody, and is there when no file opens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from branchdesk import selftest
from branchdesk.errors import Refusal
from branchdesk.services import Store, diagnosis
from branchdesk.services.people import members
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.opening import Opening
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.help.diagnosis import DiagnosisScreen
from branchdesk.ui.screens.help.pages import DIAGNOSIS
from branchdesk.ui.screens.help.self_test import NO_REPORT, SelfTestCard
from branchdesk.words import diagnosis as say
from ui.helping import help_page


def test_all_is_told_of_an_open_file_and_nobody_is_named(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    members.save(store, None, {"name": "欧阳翀", "stage": "full_member"})
    window.register(PLACES)
    window.show()
    screen = help_page(window, DIAGNOSIS)
    assert isinstance(screen, DiagnosisScreen)
    qtbot.waitUntil(window.desk.jobs.idle)
    text = screen.text()
    for wanted in ("SQLCipher", "ReportLab", "Qt 6", store.path.name, "小标宋（标题）", "平台插件"):
        assert wanted in text
    assert say.UNKNOWN not in text
    assert "欧阳翀" not in text


def test_it_is_there_where_no_file_opens(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    opening = Opening(window)
    window.desk.close()
    file = tmp_path / "支部.branchdesk"
    opening._failed(file, Refusal("文件是更新的版本写的。", code="newer_file"))
    window.show()
    [link] = window.visit("not_open").buttons()
    link.click()  # type: ignore[attr-defined]
    screen = window.visit("diagnosis")
    assert isinstance(screen, DiagnosisScreen)
    qtbot.waitUntil(lambda: bool(screen.text()))
    assert "没有打开：文件是更新的版本写的。" in screen.text()
    back, _ = screen.buttons()
    back.click()  # type: ignore[attr-defined]
    assert window.here == "not_open"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("/home/zhang/党建/支部.branchdesk", "~/党建/支部.branchdesk"),
        ("/home/zhangsan/x，/home/zhang", "/home/zhangsan/x，~"),
        ("/run/media/zhang/U盘/支部", "/run/media/某某/U盘/支部"),
        ("王小明的文件 110101199003078515 和 20261127", "某某的文件 （号码） 和 20261127"),
    ],
)
def test_a_text_to_hand_on_has_no_home_no_name_and_no_number(told: str, wanted: str) -> None:
    assert diagnosis.discreet(told, Path("/home/zhang"), {"王小明", "小"}) == wanted


def test_every_check_of_the_self_test_has_a_name_for_people() -> None:
    assert set(say.CHECKS) >= {check.__name__.strip("_") for check in selftest.CHECKS}


def test_the_self_tests_report_is_shown_by_name(qtbot: QtBot) -> None:
    card = SelfTestCard()
    qtbot.addWidget(card)
    checks = [
        {"name": "word", "ok": True, "detail": "", "ms": 3},
        {"name": "window", "ok": False, "detail": "坏", "ms": 1},
    ]
    card.show_report(json.dumps({"checks": checks}))
    assert card.verdict.text() == "1 项未通过：窗口与各页面。"
    assert card.facts == (("Word 文件", "通过"), ("窗口与各页面", "未通过，坏"))
    card.show_report("Traceback")
    assert card.verdict.text() == NO_REPORT
