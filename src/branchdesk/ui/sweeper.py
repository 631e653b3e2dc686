"""Rubbish is looked for on the main thread alone.

Python searches for unreachable rings wherever it happens to allocate, on a lane too. A ring may hold widgets; a widget
that is taken apart on a lane while the main thread takes another apart locks both for good: one holds Qt's lock and
waits for Python's, the other the other way round.

Long work leaves all that is there out of later searches (`services/pace.py`), for one through everything takes a tenth
of a second and more. What a day has dropped meanwhile is found when somebody turns to another program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

EVERY = 500  # milliseconds


class Sweeper(QObject):
    """Searches by Python's own thresholds, now and then, while nothing else is going on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.sweep)
        self._all_searched = False

    def start(self) -> None:
        """Take the search over from Python; what is there now stays."""
        gc.disable()
        self._timer.start()

    @Slot()
    def sweep(self) -> None:
        """Search the oldest generation that is due, with the younger ones; everything, once, while nobody looks.

        Work that asks not to be stopped is not.
        """
        from branchdesk.services.pace import is_undisturbed  # noqa: PLC0415 - nothing of the store before the first paint

        if is_undisturbed():
            return
        if QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive:
            self._all_searched = False
        elif not self._all_searched:
            self._all_searched = True
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            return
        due = [
            number
            for number, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(max(due))
