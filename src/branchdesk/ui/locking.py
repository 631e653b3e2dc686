"""Putting the file out of sight, key and all, and asking for its password: on demand, when left alone, at a start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from branchdesk.ui.idle import Idle

if TYPE_CHECKING:
    from branchdesk.services import Changes, Store
    from branchdesk.ui.main_window import MainWindow

AGAIN = 50  # milliseconds after which what a dialog stood in the way of is tried once more


class Locking(QObject):
    """Locks the window's file; `locked` carries it once nothing of it is in sight, and its password is to be asked."""

    locked = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.idle = Idle(self)
        self.idle.reached.connect(self._left_alone)
        self.idle.wanted.connect(self.lock)
        window.desk.lock_wanted.connect(self.lock)
        window.desk.changed.connect(self._changed)
        window.desk.opened.connect(self._opened)

    @Slot()
    def lock(self) -> None:
        """Keep what is typed and put the file away; one without a password stays open."""
        desk = self._window.desk
        if not desk.is_open or not desk.store.protected:
            return
        desk.call_last()  # what stands in a dialog goes with it
        if close_dialogs(self._window):
            QTimer.singleShot(AGAIN, self, self.lock)  # once whoever opened them has gone on
            return
        file = desk.store.path
        desk.lock()
        for dialog in _dialogs(self._window):
            dialog.deleteLater()  # closed, it would still hold what it showed
        self.locked.emit(file)

    @Slot()
    def _left_alone(self) -> None:
        """Lock, unless something is being written: whoever began an import shall find its end."""
        if not self._window.desk.jobs.is_writing():
            self.lock()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        from branchdesk.services.keeping import safety  # noqa: PLC0415 - nothing of the store before the first paint

        if safety.IDLE in changes.kinds:
            self._opened()

    @Slot()
    def _opened(self) -> None:
        if self._window.desk.store.protected:
            self._window.desk.read(_idle_minutes, self.idle.begin)
        else:
            self.idle.begin(0)


def close_dialogs(window: QWidget) -> bool:
    """Close whatever stands before the window, asking nothing; say whether there was anything, or still is.

    What was open waits in an event loop of its own, and goes on when that has ended: only then may a screen go.
    """
    found = False
    QToolTip.hideText()
    if popup := QApplication.activePopupWidget():
        popup.close()
        found = True
    for widget in QApplication.topLevelWidgets():
        if widget is window or not widget.isVisible() or not widget.isWindow():
            continue
        if isinstance(widget, QDialog):
            QDialog.done(widget, QDialog.DialogCode.Rejected)  # the dialog's own way of closing may ask a question
            found = True
        elif window.isAncestorOf(widget):
            widget.close()
    return found or QThread.currentThread().loopLevel() > 1


def _dialogs(window: QWidget) -> list[QDialog]:
    return [child for child in window.children() if isinstance(child, QDialog)]


def _idle_minutes(store: Store) -> int:
    from branchdesk.services.keeping import safety  # noqa: PLC0415 - nothing of the store before the first paint

    return safety.idle_minutes(store)
