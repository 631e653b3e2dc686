"""How the window speaks of what went wrong: a calm dialog for the world's troubles, one with details for our bugs."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from branchdesk import __version__
from branchdesk.errors import Refusal, Spoken, Trouble
from branchdesk.ui import theme

log = logging.getLogger(__name__)


def details(error: BaseException) -> str:
    """Write down a bug for whoever repairs it: where, which versions; no record of anybody's."""
    import platform  # noqa: PLC0415 - only a bug needs it

    # The message may quote what was typed; the places in the code say enough.
    lines = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    head = f"支部工作台 {__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}"
    return "\n".join([head, *lines, type(error).__name__])


class Alarm(QObject):
    """Shows what nobody else handles, one dialog at a time; a Refusal is passed on to the window's banner."""

    refused = Signal(str)
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


class TroubleDialog(QDialog):
    """One sentence about the world, and a button to carry on."""

    def __init__(self, parent: QWidget | None, error: Trouble) -> None:
        super().__init__(parent)
        self.setWindowTitle("没有办成")
        layout = _column(self)
        layout.addWidget(_sentence(error.sentence))
        layout.addLayout(_buttons(self, None))


class BugDialog(QDialog):
    """Says that the fault is ours, shows the details to copy, and lets people carry on."""

    def __init__(self, parent: QWidget | None, error: BaseException) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出错")
        self._details = details(error)
        layout = _column(self)
        layout.addWidget(theme.mark(QLabel("这一步没有做成，是程序的问题。"), role="heading"))
        layout.addWidget(
            _sentence("已经保存的内容不受影响，可以继续使用。请把下面的内容复制给维护人员，其中没有人员信息。")
        )
        text = QPlainTextEdit(self._details)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        layout.addWidget(text)
        copy = QPushButton("复制详情")
        copy.clicked.connect(self._copy)
        layout.addLayout(_buttons(self, copy))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)


def _column(dialog: QDialog) -> QVBoxLayout:
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(theme.em(1.6), theme.em(1.4), theme.em(1.6), theme.em(1.2))
    layout.setSpacing(theme.em(0.9))
    return layout


def _sentence(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setMinimumWidth(theme.em(28))
    return label


def _buttons(dialog: QDialog, extra: QPushButton | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    if extra is not None:
        row.addWidget(extra)
    close = theme.mark(QPushButton("知道了"), role="primary")
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    row.addWidget(close)
    return row
