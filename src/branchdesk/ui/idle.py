"""How long nobody has touched the window, so that it can be locked before somebody else looks at it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

LOOK = 10_000  # milliseconds between two looks at how long it has been
MINUTE = 60
LOCK = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    },
)


def now() -> tuple[float, float]:
    """Give the time by the clock that nobody sets, and by the one that goes on while the machine sleeps."""
    return time.monotonic(), time.time()


class Idle(QObject):
    """Sends `reached` once nobody has pressed a key or moved the mouse for as many minutes as were set.

    It listens at the windows that have the keyboard, not at every event of the program; what is typed through an
    input method never reaches a window as a key, and is heard of where the text moves. `wanted` is sent where the key
    that locks is pressed in a dialog, which no shortcut of the window behind it hears of.
    """

    reached = Signal()
    wanted = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], tuple[float, float]] = now) -> None:
        super().__init__(parent)
        self._clock = clock
        self._minutes = 0
        self._touched = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._listen)
            QGuiApplication.inputMethod().cursorRectangleChanged.connect(self.touch)

    def begin(self, minutes: int) -> None:
        """Count from now; 0 minutes never end."""
        self._minutes = minutes
        self._listen(QGuiApplication.focusWindow())
        self.touch()
        if minutes:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def touch(self) -> None:
        """Count anew: somebody is there."""
        self._touched = self._clock()

    @Slot()
    def look(self) -> None:
        """Tell if it has been long enough; a machine that slept or was given another hour counts as left alone."""
        passed = max(now - then for now, then in zip(self._clock(), self._touched, strict=True))
        if self._minutes and passed >= self._minutes * MINUTE:
            self.reached.emit()

    @Slot(QWindow)
    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of keys and mouse, and let them pass."""
        if event.type() in TOUCHES:
            self.touch()
        if isinstance(event, QKeyEvent) and event.keyCombination() == LOCK and event.type() == QEvent.Type.KeyPress:
            self.wanted.emit()
            return True
        return super().eventFilter(watched, event)
