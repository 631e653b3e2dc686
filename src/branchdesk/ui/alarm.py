"""How the window speaks of what went wrong: in its banner, or in one dialog at a time."""

from __future__ import annotations

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from branchdesk.errors import Refusal, Spoken, Trouble

log = logging.getLogger(__name__)


class Alarm(QObject):
    """Shows what nobody else handles, one dialog at a time; a Refusal is passed on to the window's banner.

    `damaged` is sent where the open file turns out to be damaged: a screen of its own says so.
    """

    refused = Signal(str)
    damaged = Signal(object)
    _raised = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._open = False
        self._raised.connect(self.tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Hear of every exception that reaches the top of the program."""
        sys.excepthook = self._hook

    @Slot(object)
    def tell(self, error: BaseException) -> None:
        """Speak of an error in its family's way."""
        if isinstance(error, Refusal):
            self.refused.emit(error.sentence)
            return
        if isinstance(error, Trouble) and error.code == "damaged":
            self.damaged.emit(error)
            return
        from branchdesk.ui.trouble import BugDialog, TroubleDialog, details  # noqa: PLC0415 - not needed if all is well

        if not isinstance(error, Spoken):
            log.error("bug: %s", details(error))
        if self._open:
            return
        self._open = True
        try:
            dialog = (
                TroubleDialog(self._window, error) if isinstance(error, Trouble) else BugDialog(self._window, error)
            )
            dialog.exec()
        finally:
            self._open = False

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._raised.emit(error.with_traceback(trace))
