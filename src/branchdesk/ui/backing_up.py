"""Keeping the open file backed up while people work on it, and once more when they leave."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, Slot

from branchdesk.errors import Trouble
from branchdesk.ui.aside import Aside
from branchdesk.ui.jobs import Job, Lane, Report
from branchdesk.words import backups as say

if TYPE_CHECKING:
    from branchdesk.services import Store
    from branchdesk.services.keeping.backups import Backup, Round, Settings, Standing
    from branchdesk.ui.desk import Desk

BEAT = 60_000  # milliseconds between two looks at whether it is time
FIRST = 120  # seconds after a file was opened, where it has changed since the last backup: what a crash left out
AGAIN = 600  # seconds until the next try, at most, where something was in the way
SILENT = 60  # seconds after which a second folder counts as one that does not answer
SLOW, PATIENCE = 500, 10_000  # milliseconds: leaving says why it takes a while; it waits for the second folder


class BackingUp(QObject):
    """Takes backups on a lane of its own, where nobody waits for them.

    `told` is sent when the standing, or what is in the way, is another; `failed` carries the sentence for a trouble
    that was not there before, and it stays the `trouble` until a backup succeeds; `away` is why the second folder has
    none; `ended` is sent when a round is over.
    """

    told = Signal()
    failed = Signal(str)
    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.standing: Standing | None = None
        self.trouble: Trouble | None = None
        self.away: Trouble | None = None
        self._job: Job | None = None
        self._turn = 0  # counts what was asked for: only what was asked last is heard
        self._due = 0.0
        self._leaving = QEventLoop(self)
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._beat)
        self._second = Aside(self)
        self._second.ended.connect(self._brought)
        desk.opened.connect(self._opened)
        desk.closed.connect(self._closed)
        desk.changed.connect(self._changed)

    def start(self) -> None:
        """Begin to keep the file backed up."""
        self._timer.start()
        if self._desk.is_open:
            self._opened()

    def is_busy(self) -> bool:
        """Say whether a backup is being taken."""
        return self._job is not None

    def look(self) -> None:
        """Ask how it stands, where nothing else is under way that will tell."""
        if not self.is_busy():
            self._run(_look, taking=False)

    def take(self, reason: str) -> None:
        """Take a backup, where one is needed or somebody asked for it."""
        self._run(partial(_round, reason=reason), taking=True)

    def leave(self, wait: Callable[[], object]) -> None:
        """Take a last backup and come back when it is there; `wait` is called where that takes a while.

        A second folder that does not answer is not waited for long.
        """
        if not (self._timer.isActive() and self._desk.is_open):
            return
        self._timer.stop()
        slow = QTimer(self)
        slow.setSingleShot(True)
        slow.timeout.connect(wait)
        slow.start(SLOW)
        self.ended.connect(self._left)
        self._desk.call_last()
        # Behind what is still being written, the drafts of what was typed too, so that the backup has it.
        self._desk.jobs.run(_nothing, done=self._take_last, lane=Lane.WRITE)
        self._leaving.exec()
        self.ended.disconnect(self._left)
        slow.stop()

    @Slot()
    def hurry(self) -> None:
        """Leave without the backup that is being taken."""
        if self._job is not None:
            self._job.cancel()
        self._leaving.quit()

    # -- inside

    def _run(self, work: Callable[[Store, Report], tuple[Round, Settings]], *, taking: bool) -> None:
        self._turn += 1
        stop = threading.Event()
        store = self._desk.store.until(stop.is_set)
        self._job = self._desk.jobs.run(
            lambda report: work(store, report),
            done=partial(self._came, self._turn, taking),
            failed=partial(self._broke, self._turn),
            progress=_untold,
            lane=Lane.BACK_UP,
            stop=stop,
        )
        self.told.emit()

    @Slot()
    def _opened(self) -> None:
        self._closed()
        if self._timer.isActive():
            self._due = time.monotonic() + FIRST
            self.look()

    @Slot()
    def _closed(self) -> None:
        self.standing = self.trouble = self.away = self._job = None
        self._turn += 1
        self.told.emit()

    @Slot()
    def _changed(self) -> None:
        if self.standing is not None and not self.standing.changed:
            self.standing = replace(self.standing, changed=True)
            self.told.emit()

    @Slot()
    def _beat(self) -> None:
        if self._second.silent_for() > SILENT:
            self.away = Trouble(say.second_silent(), code="second_silent")
        if self._desk.is_open and not self.is_busy() and time.monotonic() >= self._due:
            self.take(say.AUTOMATIC)
        else:
            self.told.emit()  # what was today is yesterday after midnight

    def _take_last(self, _nothing: None) -> None:
        self.take(say.LEAVING)

    def _came(self, turn: int, taking: bool, ended: tuple[Round, Settings]) -> None:  # noqa: FBT001 - by partial
        if turn != self._turn:
            return
        found, chosen = ended
        self._job = None
        self.standing = found.standing
        due = time.monotonic() + (min(chosen.minutes * 60, AGAIN) if found.trouble else chosen.minutes * 60)
        self._due = due if taking else min(self._due, due)  # somebody may have chosen fewer minutes
        if taking:
            self._tell_trouble(found.trouble)
        if found.standing.last is not None and chosen.second:
            self._bring_along(found.standing.last, Path(chosen.second), chosen)
        else:
            self.away = None
        self.told.emit()
        self.ended.emit()

    def _tell_trouble(self, trouble: Trouble | None) -> None:
        before, self.trouble = self.trouble, trouble
        if trouble is not None and (before is None or before.code != trouble.code):
            self.failed.emit(trouble.sentence)

    def _bring_along(self, newest: Backup, second: Path, chosen: Settings) -> None:
        from branchdesk.services.keeping import backups  # noqa: PLC0415 - nothing of the store before the first paint

        self._second.run(partial(backups.bring_along, newest, second, chosen))

    @Slot(object, object)
    def _brought(self, _result: object, error: Exception | None) -> None:
        self.away = error if isinstance(error, Trouble) else None
        if error is not None and self.away is None:
            self._desk.jobs.tell(error, heard=False)
        self.told.emit()
        self.ended.emit()

    def _broke(self, turn: int, _error: Exception) -> None:
        if turn == self._turn:
            self._job = None
            self._due = time.monotonic() + AGAIN
            self.told.emit()
            self.ended.emit()

    @Slot()
    def _left(self) -> None:
        if self.is_busy():
            return
        if self._second.is_busy():
            QTimer.singleShot(PATIENCE, self._leaving.quit)
        else:
            self._leaving.quit()


def _look(store: Store, _report: Report) -> tuple[Round, Settings]:
    from branchdesk.services.keeping import backups  # noqa: PLC0415 - nothing of the store before the first paint

    return backups.Round(backups.standing(store)), backups.settings(store.path)


def _round(store: Store, report: Report, *, reason: str) -> tuple[Round, Settings]:
    from branchdesk.services.keeping import backups  # noqa: PLC0415 - as above

    return backups.back_up(store, reason, report), backups.settings(store.path)


def _nothing() -> None:
    """Come home once what was asked before has."""


def _untold(_done: int, _total: int) -> None:
    """Tell nobody."""
