"""One window a file: whoever opens a file that another window holds rings there, and that window comes forward.

This is the only use of QtNetwork in the program: a socket of this machine and this user.
"""

from __future__ import annotations

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 800  # milliseconds


def _name(file: Path) -> str:
    """Name the bell after the file and who works on it; a path is too long for a socket.

    Another person of this machine has a bell of their own: theirs cannot be rung, nor taken away.
    """
    whose = f"{getpass.getuser()}/{file.resolve()}"
    return f"branchdesk-{hashlib.sha256(whose.encode()).hexdigest()[:24]}"


class Doorbell(QObject):
    """The bell of the window that holds a file."""

    rung = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def hang(self, file: Path) -> None:
        """Listen for whoever wants this file; the window holds it, so a bell that is there is a dead one's."""
        self._server.close()
        QLocalServer.removeServer(_name(file))
        self._server.listen(_name(file))

    @Slot()
    def _answer(self) -> None:
        caller = self._server.nextPendingConnection()
        if caller is not None:
            caller.disconnectFromServer()
            caller.deleteLater()
        self.rung.emit()


def ring(file: Path) -> bool:
    """Ring at the window that holds a file, and say whether it answered."""
    socket = QLocalSocket()
    socket.connectToServer(_name(file))
    answered = socket.waitForConnected(PATIENCE)
    socket.abort()
    return answered
