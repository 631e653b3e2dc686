"""One piece of work that may never come back: a drive that does not answer must hold nobody up, not even the exit."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid


class Aside(QObject):
    """Does one thing at a time on a thread that the program does not wait for; `ended` carries result and error."""

    ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._since: float | None = None
        self.ended.connect(self._free)

    def is_busy(self) -> bool:
        """Say whether what was begun has not come back."""
        return self._since is not None

    def silent_for(self) -> float:
        """Give the seconds since what has not come back was begun; 0 where nothing is under way."""
        return 0.0 if self._since is None else time.monotonic() - self._since

    def run(self, work: Callable[[], Any]) -> bool:
        """Begin some work and say so; nothing is begun while something has not come back."""
        if self._since is not None:
            return False
        self._since = time.monotonic()
        threading.Thread(target=self._work, args=(work,), daemon=True, name="aside").start()
        return True

    def _work(self, work: Callable[[], Any]) -> None:
        result, error = None, None
        try:
            result = work()
        except Exception as caught:  # noqa: BLE001 - it is told on the main thread
            error = caught
        if isValid(self):
            self.ended.emit(result, error)

    @Slot()
    def _free(self) -> None:
        self._since = None
