"""What every screen shares: the open file, the lanes, and the signal that says what was changed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from branchdesk.ui.backing_up import BackingUp
from branchdesk.ui.jobs import Failed, Job, Jobs, Lane, Report

if TYPE_CHECKING:
    from pathlib import Path

    from branchdesk.services import Changes, Store

T = TypeVar("T")


class Desk(QObject):
    """The open file and everything that happens to it from the window.

    `changed` carries a `Changes` after each write that changed something; `opened` is sent when another file is open;
    `last_call` just before it is put away, for whoever holds something typed to keep it as a draft;
    `closed` when none is for now (it is locked, or being written anew): nothing of it may be shown any more;
    `titles` is sent when what can be undone or redone has another name, `turned` when a step was undone or redone;
    `lock_wanted` when the file shall be put away.
    """

    changed = Signal(object)
    opened = Signal()
    last_call = Signal()
    closed = Signal()
    titles = Signal()
    turned = Signal(str)
    lock_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = Jobs(self)
        self._store: Store | None = None
        self._held: ExitStack | None = None
        self.put_away: Path | None = None  # the file that is locked, and held all the same
        self.undo_title: str | None = None
        self.redo_title: str | None = None
        self.news_since = ""  # the version that was started before this one, as long as its news are to be offered
        self.draft_wanted = ""  # the key of what shall be taken up as soon as its form is open
        self.backing = BackingUp(self)

    @property
    def store(self) -> Store:
        """Give the open file; no screen that asks is shown before there is one."""
        if self._store is None:
            raise RuntimeError("no file is open")
        return self._store

    @property
    def is_open(self) -> bool:
        """Say whether a file is open."""
        return self._store is not None

    def adopt(self, store: Store, held: ExitStack | None = None) -> None:
        """Make a file that was opened be the one on the desk; `held` is let go when the file is.

        Without `held` it is the file that was put away before, and what held that holds it still.
        """
        if held is not None:
            self._let_go()
            self._held = held
        self._store, self.put_away = store, None
        self.opened.emit()
        self._ask_titles()
        self._tend()

    def lock(self) -> None:
        """Put the file away, key and all, and go on holding it, so that nobody else opens it meanwhile."""
        store = self._put_away()
        self.put_away = store.path

        def close() -> None:
            self.jobs.rest()
            store.close()

        self.jobs.run(close, lane=Lane.WRITE, owner=self)

    def let_go(self) -> None:
        """Hold a file that was put away no longer, for it does not open; one that is open stays."""
        if self._store is None:
            self._let_go()
            self.put_away = None

    def exchange(
        self,
        work: Callable[[Store], Any],
        done: Callable[[Any], object] | None = None,
        *,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Put the file away, run `work(store)` on the writing lane, and open what it gives in its place.

        The work is alone with the file, closes it, and gives an open `Store` or something that has one as its `store`;
        where that is of another path, what holds it is its `held`. Where the work fails the file is opened again as it
        was; `failed` is called once it is open.
        """
        store = self._put_away()
        hearer = owner or getattr(done, "__self__", None)

        def alone() -> tuple[Any, Store, Exception | None]:
            from branchdesk.services import branch  # noqa: PLC0415 - nothing of the store before the first paint

            self.jobs.rest()
            with branch.reopening(store) as reopened:
                try:
                    result = work(store)
                except Exception as error:  # noqa: BLE001 - it is told once the file is open again
                    return None, reopened(), error
                opened: Store = getattr(result, "store", None) or result
                return result, opened, None

        def settled(ended: tuple[Any, Store, Exception | None]) -> None:
            result, opened, error = ended
            self.adopt(opened, getattr(result, "held", None))
            if error is not None:
                if failed:
                    failed(error)
                self.jobs.tell(error, heard=failed is not None)
            elif done and result is not None and job_owner_alive(hearer):
                done(result)

        self.jobs.run(alone, done=settled, failed=failed, lane=Lane.WRITE, owner=self)

    def _put_away(self) -> Store:
        store = self.store
        self.call_last()
        self.jobs.give_up_reading()
        self._store = self.undo_title = self.redo_title = None
        self.closed.emit()
        self.titles.emit()
        return store

    def read(
        self,
        query: Callable[..., T],
        done: Callable[[T], object] | None = None,
        *,
        failed: Failed | None = None,
        progress: Report | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run `query(store)` on the reading lane and call `done` with what it gave.

        With `progress` the query is called as `query(store, report)`. The job that is given may be cancelled: what it
        asks the file then ends at once.
        """
        stop = threading.Event()
        store = self.store.until(stop.is_set)
        work: Callable[..., T] = (lambda report: query(store, report)) if progress else (lambda: query(store))
        return self.jobs.run(work, done=done, failed=failed, progress=progress, owner=owner, stop=stop)

    def write(
        self,
        verb: Callable[..., T],
        done: Callable[[T], object] | None = None,
        *,
        failed: Failed | None = None,
        progress: Report | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run `verb(store)` on the writing lane, tell everybody what changed, then call `done` with what it gave.

        The verb gives a `Changes`, or something that has one as its `changes`, or a tuple with one in it. With
        `progress` the verb is called as `verb(store, report)`.
        """
        store = self.store
        work: Callable[..., T] = (lambda report: verb(store, report)) if progress else (lambda: verb(store))
        hearer = owner or getattr(done, "__self__", None)
        job = self.jobs.run(work, done=None, failed=failed, progress=progress, lane=Lane.WRITE, owner=self)

        def settled(result: T) -> None:
            if self._store is not store:
                return  # the file was put away meanwhile: nothing of it is shown
            self._spread(result)
            if done and job_owner_alive(hearer):
                done(result)

        job.done = settled
        return job

    @Slot()
    def call_last(self) -> None:
        """Have everything that is being typed kept as drafts now; what is written after this comes behind them."""
        if self.is_open:
            self.last_call.emit()

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        from branchdesk.services.keeping import past  # noqa: PLC0415 - nothing of the store is loaded before the first paint

        self.write(past.undo, self._turn)

    @Slot()
    def redo(self) -> None:
        """Do the step taken back last again."""
        from branchdesk.services.keeping import past  # noqa: PLC0415 - nothing of the store is loaded before the first paint

        self.write(past.redo, self._turn)

    def _turn(self, changes: Changes) -> None:
        self.turned.emit(changes.title)

    def _tend(self) -> None:
        """Let what the program keeps for itself be brought up to date, beside everything else."""
        from branchdesk.services.tending import tend  # noqa: PLC0415 - nothing of the store before the first paint

        stop = threading.Event()
        store = self.store.until(stop.is_set)
        self.jobs.run(
            lambda report: tend(store, report), done=self._tended, progress=_untold, lane=Lane.TEND, stop=stop
        )

    def _tended(self, changes: Changes) -> None:
        if changes and self.is_open:
            self.changed.emit(changes)

    @Slot()
    def close(self) -> None:
        """Keep what is being typed, finish what is being written and let go of the file."""
        self.call_last()
        self.jobs.close()
        self._let_go()

    def _let_go(self) -> None:
        if self._store is not None:
            self._store.close()
        if self._held is not None:
            self._held.close()
        self._store = self._held = None

    def _spread(self, result: object) -> None:
        changes = changes_in(result)
        if changes:
            self.changed.emit(changes)
            self._ask_titles()
            self._tend()

    def _ask_titles(self) -> None:
        from branchdesk.services.keeping import past  # noqa: PLC0415 - nothing of the store is loaded before the first paint

        self.read(past.next_titles, self._take_titles)

    def _take_titles(self, titles: tuple[str | None, str | None]) -> None:
        if self.is_open and titles != (self.undo_title, self.redo_title):
            self.undo_title, self.redo_title = titles
            self.titles.emit()


def _untold(_done: int, _total: int) -> None:
    """Tell nobody."""


def changes_in(result: object) -> Changes | None:
    """Find the Changes in what a verb gave."""
    from branchdesk.services import Changes  # noqa: PLC0415 - nothing of the store is loaded before the first paint

    candidates: tuple[Any, ...] = (result, getattr(result, "changes", None))
    if isinstance(result, tuple):
        candidates += result
    return next((found for found in candidates if isinstance(found, Changes)), None)


def job_owner_alive(owner: object) -> bool:
    """Say whether whoever waits for a result is still there."""
    from shiboken6 import isValid  # noqa: PLC0415 - asked for only here

    return not isinstance(owner, QObject) or isValid(owner)
