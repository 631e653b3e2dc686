"""The way to a page under 帮助."""

from __future__ import annotations

from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screen import Screen
from branchdesk.ui.screens.help.screen import HelpScreen


def help_page(window: MainWindow, key: str) -> Screen:
    """Go to a page under 帮助, and give it."""
    window.navigate("help", page=key)
    screen = window.visit("help")
    assert isinstance(screen, HelpScreen)
    return screen.page(key)
