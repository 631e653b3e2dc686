"""诊断 says which faces print, and gives them to whoever asks for help."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from branchdesk.papers.blocks import Role
from branchdesk.papers.house import House
from branchdesk.services import Store
from branchdesk.services.papers import paper_settings
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.help.diagnosis import DiagnosisScreen
from branchdesk.ui.screens.help.pages import DIAGNOSIS
from papers.made_fonts import cut, save
from ui.helping import help_page


def test_the_faces_that_print_are_shown_and_copied(
    window: MainWindow, store: Store, qtbot: QtBot, font_folder: Path
) -> None:
    save(cut("方正小标宋简体", "FZXiaoBiaoSong-B05S"), font_folder / "FZXBSJW.TTF")
    paper_settings.set_house(store, House(faces={Role.KAI: "华文楷体"}))
    window.register(PLACES)
    window.show()
    screen = help_page(window, DIAGNOSIS)
    assert isinstance(screen, DiagnosisScreen)
    qtbot.waitUntil(window.desk.jobs.idle)
    shown = [[row.cell(at).text for at in range(3)] for row in screen.faces.rows_model.rows]
    assert shown[0] == ["小标宋（标题）", "方正小标宋简体", "本机，FZXBSJW.TTF"]
    assert shown[1][2].startswith("自带，")
    assert shown[2][2] == "自带，LXGWWenKai-Regular.ttf；本机没有所选的“华文楷体”"
    [copy] = screen.buttons()
    assert isinstance(copy, QPushButton)
    copy.click()
    assert "小标宋（标题）：方正小标宋简体，本机，FZXBSJW.TTF" in QGuiApplication.clipboard().text()
