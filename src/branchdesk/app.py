"""The one module that knows everyone: it builds the window, shows it, and only then opens the file."""

from __future__ import annotations

import gc
import logging
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, Slot
from PySide6.QtWidgets import QApplication

from branchdesk import places
from branchdesk.ui import fonts, guard, theme
from branchdesk.ui.application import make_application
from branchdesk.ui.desk import Desk
from branchdesk.ui.locking import Locking
from branchdesk.ui.main_window import MainWindow, text_size
from branchdesk.ui.opening import Opening
from branchdesk.ui.register import PLACES
from branchdesk.ui.sweeper import Sweeper

if TYPE_CHECKING:
    from branchdesk.ui.screens.search import SearchPalette

log = logging.getLogger(__name__)


class Start(QObject):
    """What happens after the first paint: the other faces, the store, and the first screen.

    How long both took since `born`, on the monotonic clock, is logged at each start.
    """

    def __init__(self, window: MainWindow, file: Path | None, born: float | None) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        self._search: SearchPalette | None = None
        self._opening = Opening(window)
        self._locking = Locking(window)
        self._locking.locked.connect(self._opening.ask_password)
        self._born = time.monotonic() if born is None else born
        self._painted = 0
        window.painted.connect(self._go)
        window.search_asked.connect(self._ask_search)
        window.desk.opened.connect(self._opened)
        window.desk.closed.connect(self._forget)
        self._opening.shut.connect(self._stay)

    @Slot()
    def _go(self) -> None:
        self._painted = self._age()
        from PySide6.QtGui import QIcon  # noqa: PLC0415 - not needed for the first paint

        from branchdesk import logs  # noqa: PLC0415 - not needed for the first paint

        self._window.setWindowIcon(QIcon(str(places.resources() / "icons" / "branchdesk.png")))
        logs.start(places.log_folder())
        if self._file is None:
            self._opening.open_usual()
        else:
            self._opening.open(self._file, asked=True)
        fonts.load_wide()  # while the file is opened

    @Slot()
    def _stay(self) -> None:
        """Stay without a file: at a start somebody is asked for one, or for its password."""
        if self._painted:
            log.info("painted after %d ms, asking after %d ms", self._painted, self._age())
            self._painted = 0
        self._settle()

    @Slot()
    def _opened(self) -> None:
        if self._painted:
            self._window.desk.jobs.busy.connect(self._rest)
        else:
            self._tend()

    @Slot(bool)
    def _rest(self, busy: bool) -> None:  # noqa: FBT001 - as the signal sends it
        if not busy:
            QTimer.singleShot(0, self._tell_age)  # what came home last is shown first

    @Slot()
    def _tell_age(self) -> None:
        """Log how the start went, once, when everything that the first screen asked for has come."""
        jobs = self._window.desk.jobs
        if self._painted and jobs.idle():
            jobs.busy.disconnect(self._rest)
            log.info("painted after %d ms, usable after %d ms", self._painted, self._age())
            self._painted = 0
            self._settle()
            self._tend()

    def _tend(self) -> None:
        """Bring up to date what an older program left empty in the file, when nobody waits for anything."""
        from branchdesk.services.people import people  # noqa: PLC0415 - nothing of the store before the first paint

        if self._window.desk.is_open:
            self._window.desk.write(people.fill_strokes)
        self._window.desk.backing.start()

    def _settle(self) -> None:
        """Do what can wait until the window can be used."""
        from PySide6.QtCore import QLocale  # noqa: PLC0415 - its thousand names of languages can wait

        chinese = QLocale("zh_CN")
        QLocale.setDefault(chinese)
        self._window.setLocale(chinese)
        if not gc.isenabled() and not gc.get_freeze_count():
            gc.freeze()
        Sweeper(self._window).start()

    def _age(self) -> int:
        return round((time.monotonic() - self._born) * 1000)

    @Slot()
    def _forget(self) -> None:
        """Forget what was found in a file that was put away."""
        if self._search is not None:
            self._search.deleteLater()
            self._search = None

    @Slot()
    def _ask_search(self) -> None:
        if not self._window.desk.is_open:
            return
        if self._search is None:
            from branchdesk.ui.screens.search import SearchPalette  # noqa: PLC0415 - when it is first asked for

            self._search = SearchPalette(self._window.desk, self._window)
            self._search.opened.connect(self._go_to)
        self._search.ask()

    @Slot(str, str)
    def _go_to(self, key: str, target: str) -> None:
        self._window.navigate(key, target=target)


def run(file: Path | None, born: float | None = None) -> int:
    """Open the window on a file, or on the default one, and give the exit code when it is closed."""
    build(file, born)
    return QApplication.exec()


def build(file: Path | None, born: float | None = None) -> MainWindow:
    """Make the application and its window, shown but not yet filled."""
    choice = guard.apply(os.environ)
    application = make_application(sys.argv[:1])
    settings = _settings()
    fonts.load_first()
    theme.apply(application, text_size(settings))
    application.setProperty("settings", settings.fileName())
    application.setProperty("input_method", choice.explanation)
    application.setProperty("input_method_name", choice.method)
    window = open_window(settings, file, born)
    application.commitDataRequest.connect(window.desk.call_last)  # the session ends, and nobody is asked
    application.aboutToQuit.connect(window.desk.close)
    window.alarm.install()
    return window


def _settings() -> QSettings:
    """Give the window's settings: the user's own, or those that the program carries with it."""
    if places.portable() is not None:
        return QSettings(str(places.data_folder() / "window.ini"), QSettings.Format.IniFormat)
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "branchdesk", "window")


def open_window(settings: QSettings, file: Path | None, born: float | None = None) -> MainWindow:
    """Show the window, and open the file once it is painted."""
    window = MainWindow(Desk(), settings)
    window.desk.setParent(window)
    window.sidebar.set_places(PLACES)
    Start(window, file, born)
    window.show()
    return window
