"""Two dialogs: a calm one for the world's troubles, and one with details to copy for our bugs."""

from __future__ import annotations

import platform

from PySide6.QtCore import Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from branchdesk import __version__, logs
from branchdesk.errors import Trouble
from branchdesk.ui import theme


def details(error: BaseException) -> str:
    """Write down a bug for whoever repairs it: where, which versions; no record of anybody's."""
    head = f"支部工作台 {__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}"
    return f"{head}\n{logs.trace(error)}"


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
