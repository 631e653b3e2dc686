"""The one module that knows everyone: it builds the window, shows it, and only then opens the file."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSettings, Qt, QTranslator, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from branchdesk import __version__, places
from branchdesk.errors import Refusal
from branchdesk.ui import fonts, guard, theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.main_window import MainWindow, text_size
from branchdesk.ui.register import FIRST_RUN, PLACES

if TYPE_CHECKING:
    from branchdesk.services import Store


class Start(QObject):
    """What happens after the first paint: the other faces, the store, and the first screen."""

    def __init__(self, window: MainWindow, file: Path | None) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        window.painted.connect(self._go)
        window.desk.opened.connect(self._show)

    @Slot()
    def _go(self) -> None:
        from branchdesk import logs  # noqa: PLC0415 - not needed for the first paint

        logs.start(places.log_folder())
        fonts.load_wide()
        file = self._file or places.default_file()
        if self._file is None and not file.exists():
            self._begin()
            return
        self._window.desk.jobs.run(partial(_open, file), done=self._opened, failed=self._failed)

    def _opened(self, store: Store) -> None:
        self._window.desk.adopt(store)

    def _failed(self, error: Exception) -> None:
        self._begin()
        if isinstance(error, Refusal):
            self._window.say(error.sentence, theme.Tone.WARN)

    def _begin(self) -> None:
        """Ask what the branch is called; until there is a file nothing else works, so nothing else is shown."""
        self._window.register([FIRST_RUN])
        self._window.navigate(FIRST_RUN.key)

    @Slot()
    def _show(self) -> None:
        """Show the file that was opened."""
        self._window.register(PLACES)
        self._window.navigate("today")


def _open(file: Path) -> Store:
    """Open the file on a lane; the first import of the store happens here, behind the painted window."""
    from branchdesk.services import branch  # noqa: PLC0415 - nothing of the store before the first paint

    return branch.open_file(file)


def run(file: Path | None) -> int:
    """Open the window on a file, or on the default one, and give the exit code when it is closed."""
    build(file)
    return QApplication.exec()


def build(file: Path | None) -> MainWindow:
    """Make the application and its window, shown but not yet filled."""
    choice = guard.apply(os.environ)
    application = make_application(sys.argv[:1])
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "branchdesk", "window")
    fonts.load_first()
    theme.apply(application, text_size(settings))
    desk = Desk(application)
    window = MainWindow(desk, settings)
    window.setProperty("input_method", choice.explanation)
    window.alarm.install()
    window.sidebar.set_places(PLACES)
    Start(window, file)
    window.show()
    return window


def make_application(arguments: list[str]) -> QApplication:
    """Make the application speak Chinese and look the same everywhere."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    application = QApplication(arguments)
    application.setApplicationName("branchdesk")
    application.setApplicationVersion(__version__)
    application.setStyle("Fusion")
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    return application
