"""关于 lists whose work is in the program, and shows the text of each licence."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from branchdesk.services import licences
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.help.about import AboutScreen
from ui.helping import help_page


def test_each_part_is_listed_and_its_licence_is_shown_when_opened(window: MainWindow, qtbot: QtBot) -> None:
    window.register(PLACES)
    window.show()
    screen = help_page(window, "about")
    assert isinstance(screen, AboutScreen)
    qtbot.waitUntil(window.desk.jobs.idle)
    listed = {row.cell(0).text: row.cell(2).text for row in screen.table.rows_model.rows}
    assert listed["SQLAlchemy"] == "MIT"
    assert {"PySide6_Essentials", "reportlab", "lxml"} <= set(listed)
    assert "pytest" not in listed
    assert all(part.licence for part in licences.parts() if part.name != "sqlcipher3")
    screen.table.opened.emit("SQLAlchemy")
    qtbot.waitUntil(lambda: "Permission is hereby granted" in screen.licence.toPlainText())
    assert not screen.licence.isHidden()
