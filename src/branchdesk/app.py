"""The one module that knows everyone: it builds the window, shows it, and only then opens the file."""

from __future__ import annotations

import gc
import logging
import os
import sys
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from branchdesk import places
from branchdesk.errors import Refusal
from branchdesk.ui import fonts, guard, theme
from branchdesk.ui.application import make_application
from branchdesk.ui.desk import Desk
from branchdesk.ui.main_window import MainWindow, text_size
from branchdesk.ui.register import PLACES
from branchdesk.ui.screen import Place, Screen
from branchdesk.ui.sweeper import Sweeper
from branchdesk.words.branch import FIRST_RUN

if TYPE_CHECKING:
    from branchdesk.services import Store
    from branchdesk.ui.doorbell import Doorbell
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
        self._bell: Doorbell | None = None
        self._first_run = Place("first_run", FIRST_RUN, self._make_first_run, listed=False)
        self._born = time.monotonic() if born is None else born
        self._painted = 0
        window.painted.connect(self._go)
        window.search_asked.connect(self._ask_search)
        window.file_asked.connect(self._begin)
        window.desk.opened.connect(self._show)

    @Slot()
    def _go(self) -> None:
        self._painted = self._age()
        from PySide6.QtGui import QIcon  # noqa: PLC0415 - not needed for the first paint

        from branchdesk import logs  # noqa: PLC0415 - not needed for the first paint

        self._window.setWindowIcon(QIcon(str(places.resources() / "icons" / "branchdesk.png")))
        logs.start(places.log_folder())
        file = self._file or places.default_file()
        if not file.exists() and (self._file is None or file.parent.is_dir()):
            self._begin()
        else:
            self._open(file)
        fonts.load_wide()  # while the file is opened

    @Slot(object)
    def _open(self, file: Path) -> None:
        desk = self._window.desk
        if desk.is_open and file.exists() and desk.store.path.samefile(file):
            self._window.navigate("today")
            return
        desk.jobs.run(partial(_open, file), done=self._opened, failed=partial(self._failed, file), owner=self)

    def _opened(self, held: tuple[Store, ExitStack]) -> None:
        from branchdesk.ui.doorbell import Doorbell  # noqa: PLC0415 - not needed for the first paint

        self._window.desk.adopt(*held)
        if self._bell is None:
            self._bell = Doorbell(self)
            self._bell.rung.connect(self._come_forward)
        self._bell.hang(held[0].path)

    def _failed(self, file: Path, error: Exception) -> None:
        if isinstance(error, Refusal) and error.code == "in_use":
            from branchdesk.ui.doorbell import ring  # noqa: PLC0415 - only a second window rings

            if ring(file) and not self._window.desk.is_open:
                self._window.close()
                return
        if not self._window.desk.is_open:
            self._begin()
        if isinstance(error, Refusal):
            self._window.say(error.sentence, theme.Tone.WARN)

    @Slot()
    def _come_forward(self) -> None:
        """Show the window to whoever tried to open its file once more."""
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    @Slot()
    def _begin(self) -> None:
        """Ask what the branch is called; until there is a file nothing else works, so nothing else is shown."""
        if not self._window.desk.is_open:
            self._settle()
            self._window.register([self._first_run])
            self._window.top_bar.set_search(shown=False)
        self._window.navigate(self._first_run.key)

    def _make_first_run(self, desk: Desk) -> Screen:
        from branchdesk.ui.screens.first_run import FirstRun  # noqa: PLC0415 - nothing of the store so early

        screen = FirstRun(desk, None if desk.is_open else self._file)
        screen.wants_file.connect(self._open)
        return screen

    @Slot()
    def _show(self) -> None:
        """Show the file that was opened."""
        self._window.register([*PLACES, self._first_run])
        self._window.top_bar.set_search(shown=True)
        self._window.navigate("today")
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
        from branchdesk.services import people  # noqa: PLC0415 - nothing of the store before the first paint

        self._window.desk.write(people.fill_strokes)

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


def _open(file: Path) -> tuple[Store, ExitStack]:
    """Open and hold the file on a lane; the first import of the store happens here, behind the painted window."""
    from branchdesk.services import branch  # noqa: PLC0415 - nothing of the store before the first paint

    with ExitStack() as holding:
        if file.is_file():
            holding.enter_context(branch.hold(file))
        return branch.open_file(file), holding.pop_all()


def run(file: Path | None, born: float | None = None) -> int:
    """Open the window on a file, or on the default one, and give the exit code when it is closed."""
    build(file, born)
    return QApplication.exec()


def build(file: Path | None, born: float | None = None) -> MainWindow:
    """Make the application and its window, shown but not yet filled."""
    choice = guard.apply(os.environ)
    application = make_application(sys.argv[:1])
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "branchdesk", "window")
    fonts.load_first()
    theme.apply(application, text_size(settings))
    application.setProperty("input_method", choice.explanation)
    window = open_window(settings, file, born)
    window.alarm.install()
    return window


def open_window(settings: QSettings, file: Path | None, born: float | None = None) -> MainWindow:
    """Show the window, and open the file once it is painted."""
    window = MainWindow(Desk(), settings)
    window.desk.setParent(window)
    window.sidebar.set_places(PLACES)
    Start(window, file, born)
    window.show()
    return window
