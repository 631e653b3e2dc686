"""Opening a file from the window: what is tried, and which screen stands where a file does not open."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from branchdesk import places
from branchdesk.errors import Refusal, Spoken
from branchdesk.ui import remembered
from branchdesk.ui.desk import Desk
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES, lazily
from branchdesk.ui.screen import Place, Screen
from branchdesk.words import opening as say
from branchdesk.words import places as say_places
from branchdesk.words.branch import FIRST_RUN

if TYPE_CHECKING:
    from branchdesk.services import Store
    from branchdesk.ui.doorbell import Doorbell
    from branchdesk.ui.screens.opening.outside import Outside

log = logging.getLogger(__name__)

AGAIN, PATIENCE = 300, 10  # milliseconds until a file in use is tried once more, and how often that is done
LOST = "lost"  # the file that was used last is not where it was
NEVER_WAS = "never_was"  # a file that is not there and that nothing beside it tells of
BEGIN, NOT_OPEN, UNLOCK, DAMAGE = "first_run", "not_open", "unlock", "damage"

# The screens that need no open file: key, title, module, class (an `Outside`).
OUTSIDE = (
    (BEGIN, FIRST_RUN, "screens.first_run", "FirstRun"),
    (NOT_OPEN, say.NOT_OPEN, "screens.opening.not_open", "NotOpen"),
    (UNLOCK, say.UNLOCK, "screens.unlock.screen", "UnlockScreen"),
    (DAMAGE, say.DAMAGED, "screens.damage.screen", "DamageScreen"),
    ("diagnosis", "诊断", "screens.help.diagnosis", "DiagnosisScreen"),
)

# What F1 leads to from them.
GUIDE = Place("guide", "使用说明", lazily("screens.help.guide", "GuideScreen"), listed=False)

# Which of them stands where a file does not open, by the code of the reason; for every other code NOT_OPEN does.
INSTEAD: dict[str, str] = {
    **dict.fromkeys(("locked", "keys_missing", "keys_damaged"), UNLOCK),
    **dict.fromkeys(("damaged", "wrong_key", "lost_writes"), DAMAGE),
}


class Opening(QObject):
    """Opens the files that the window is asked for. `shut` is sent when the window stays without one."""

    shut = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._used_before = remembered.chosen_file(window.settings) is not None or places.default_file().exists()
        self._asked: Path | None = (
            None  # by the command line: what a double click shows is not what is used from now on
        )
        self._bell: Doorbell | None = None
        self._patience = 0
        self._outside = (
            *(
                Place(key, title, partial(self._make, module, name), listed=False)
                for key, title, module, name in OUTSIDE
            ),
            GUIDE,
        )
        window.file_asked.connect(self.begin)
        window.desk.opened.connect(self._show)
        window.alarm.damaged.connect(self._damaged)

    def open_usual(self) -> None:
        """Open the file that was chosen last, or the one in the user's data folder."""
        self.open(remembered.usual_file(self._window.settings))

    @Slot(object)
    def open(self, file: Path, *, asked: bool = False) -> None:
        """Try to open a file; what is open stays open where that fails. One `asked` for once is not remembered."""
        if asked:
            self._asked = file.absolute()
        desk = self._window.desk
        if desk.is_open and file.exists() and desk.store.path.samefile(file):
            self._window.navigate("today")
            return
        if desk.put_away and file.exists() and desk.put_away.samefile(file):
            self.ask_password(file)
            return
        self._patience = PATIENCE
        self._try(file)

    def _try(self, file: Path) -> None:
        self._window.desk.jobs.run(
            partial(_open, file), done=partial(self._tried, file), failed=partial(self._broke, file), owner=self
        )

    @Slot()
    def begin(self, file: Path | None = None) -> None:
        """Ask what the branch is called, and offer to open another file."""
        self._stand(BEGIN, file=file)

    @Slot(object)
    def ask_password(self, file: Path) -> None:
        """Ask for the password of a file."""
        self._stand(UNLOCK, file=file)

    def _tried(self, file: Path, tried: tuple[Store, ExitStack] | Spoken) -> None:
        if isinstance(tried, Spoken):
            self._failed(file, tried)
        else:
            self._opened(tried)

    @Slot(object)
    def _opened(self, held: tuple[Store, ExitStack]) -> None:
        desk = self._window.desk
        before = remembered.note_version(self._window.settings, used_before=self._used_before)
        desk.news_since = desk.news_since or before
        desk.adopt(*held)

    def _hang_bell(self, file: Path) -> None:
        from branchdesk.ui.doorbell import Doorbell  # noqa: PLC0415 - not needed for the first paint

        if self._bell is None:
            self._bell = Doorbell(self)
            self._bell.rung.connect(self._come_forward)
        self._bell.hang(file)

    @Slot(object, object)
    def _failed(self, file: Path, error: Spoken) -> None:
        asks = INSTEAD.get(error.code) == UNLOCK
        if not self._window.desk.is_open and (asks or error.code == "in_use"):
            from branchdesk.ui.doorbell import ring  # noqa: PLC0415 - only a second window rings

            if ring(file):
                self._window.close()
                return
            if asks:
                self._hang_bell(file)  # nobody holds a file while its password is asked for, but one window asks
            elif self._patience and isinstance(error, Refusal):
                # Whoever holds it may be opening it just now, or about to end; for another program's lock (a Trouble)
                # the store has waited long enough.
                self._patience -= 1
                QTimer.singleShot(AGAIN, self, partial(self._try, file))
                return
        if file == remembered.chosen_file(self._window.settings) and error.code in {NEVER_WAS, "no_such_file"}:
            self._stand(NOT_OPEN, file=file, error=Refusal(say_places.lost(file), code=LOST))
        elif error.code == NEVER_WAS:
            self.begin(None if file == places.default_file() else file)
        else:
            self._stand(INSTEAD.get(error.code, NOT_OPEN), file=file, error=error)

    @Slot(object)
    def _damaged(self, error: Spoken) -> None:
        """Lead away from screens that cannot be trusted any more, once: everything that is read fails now."""
        desk = self._window.desk
        if desk.is_open and self._window.here != DAMAGE:
            self._stand(DAMAGE, file=desk.store.path, error=error)

    def _broke(self, file: Path, error: Exception) -> None:
        self._stand(NOT_OPEN, file=file, error=error)

    def _stand(self, key: str, **target: object) -> None:
        """Show a screen that needs no file; while none is open nothing else works, so nothing else is there."""
        if not self._window.desk.is_open:
            self.shut.emit()
            if self._window.keys() != [place.key for place in self._outside]:  # else one can go back
                self._window.register(self._outside)
            self._window.top_bar.set_search(shown=False)
        self._window.navigate(key, **target)

    def _make(self, module: str, name: str, desk: Desk) -> Screen:
        screen: Outside = getattr(import_module(f"branchdesk.ui.{module}"), name)(desk)
        screen.wants_file.connect(self.open)
        screen.has_opened.connect(self._opened)
        screen.not_opened.connect(self._failed)
        return screen

    @Slot()
    def _show(self) -> None:
        """Show the file that was opened."""
        self._hang_bell(self._window.desk.store.path)
        self._remember()
        self._window.register([*PLACES, *self._outside])
        self._window.top_bar.set_search(shown=True)
        self._window.navigate("today")
        if before := self._window.desk.store.before:
            self._window.say(say.brought_up(before))

    def _remember(self) -> None:
        """Let the next start open this file too, unless it was only to be looked at beside the usual one."""
        file, chosen = self._window.desk.store.path, remembered.chosen_file(self._window.settings)
        if file != self._asked or (chosen is None and not places.default_file().exists()):
            remembered.choose_file(self._window.settings, file)

    @Slot()
    def _come_forward(self) -> None:
        """Show the window to whoever tried to open its file once more."""
        log.info("asked for once more, and came forward")
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()


def _open(file: Path) -> tuple[Store, ExitStack] | Spoken:
    """Open and hold the file on a lane; the first import of the store happens here, behind the painted window.

    Why it does not open is given back, not raised: a screen will say it, and no dialog beside.
    """
    from branchdesk.services import branch  # noqa: PLC0415 - nothing of the store before the first paint
    from branchdesk.services.keeping import placing  # noqa: PLC0415 - as above

    try:
        placing.refuse_read_only(file)
        file = file.resolve()  # what lies beside it lies beside the file itself, not beside what leads there
        with ExitStack() as holding:
            if branch.is_there(file):
                holding.enter_context(branch.hold(file))
            return branch.open_file(file), holding.pop_all()
    except Spoken as error:
        begins = file.parent.is_dir() or file == places.default_file().resolve()
        if error.code == "no_such_file" and not branch.was_there(file) and begins:
            return Refusal(error.sentence, code=NEVER_WAS)
        return error
