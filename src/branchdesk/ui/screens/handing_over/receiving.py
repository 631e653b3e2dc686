"""接收交接包: the file's SHA-256 beside what the list says, and a copy of it among one's own files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk import places
from branchdesk.errors import Spoken
from branchdesk.services.keeping import handing_over
from branchdesk.services.keeping.handing_over import DataFile
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.theme import Tone

WIDTH = 34
LOOKING = "正在计算校验值…"
COMPARE = "请与“支部工作交接清单”上的 SHA-256 核对，一致再接收："
COPIED_TO = "接收后复制到“{}”，今后在本机打开。优盘上的这一份核对完毕后请删除。"


class ReceiveDialog(QDialog):
    """Shows what a package's file is known by, and copies it; `received` carries the copy."""

    received = Signal(object)

    def __init__(self, desk: Desk, source: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._source = desk, source
        self.setWindowTitle("接收交接包")
        self.name = theme.mark(QLabel(source.name), role="heading")
        self.digest = QLabel(LOOKING)
        self.digest.setWordWrap(True)
        self.digest.setTextInteractionFlags(self.digest.textInteractionFlags().TextSelectableByMouse)
        self.message = QLabel("")
        self.message.setWordWrap(True)
        self.message.hide()
        self.take_button = theme.mark(QPushButton("接收"), role="primary")
        self.take_button.setEnabled(False)
        self.take_button.clicked.connect(self.take)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.6), theme.em(1.3), theme.em(1.6), theme.em(1.2))
        column.setSpacing(theme.em(0.8))
        compare, target = QLabel(COMPARE), theme.mark(QLabel(COPIED_TO.format(places.data_folder())), role="small")
        for label in (compare, target):
            label.setWordWrap(True)
        for part in (self.name, compare, self.digest, target, self.message):
            column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.take_button)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.em(WIDTH))
        desk.jobs.run(partial(handing_over.data_file, source), done=self._look, failed=self._failed, owner=self)

    @Slot()
    def take(self) -> None:
        """Copy the package's file among one's own."""
        self.take_button.setEnabled(False)
        work = partial(handing_over.receive, self._source, places.data_folder())
        self._desk.jobs.run(work, done=self._done, failed=self._failed, owner=self)

    def _look(self, file: DataFile) -> None:
        groups = [file.digest[at : at + 8] for at in range(0, len(file.digest), 8)]
        self.digest.setText(" ".join(groups[:4]) + "\n" + " ".join(groups[4:]))
        self.name.setText(f"{file.name}（{file.size}）")
        self._fit()
        self.take_button.setEnabled(True)
        self.take_button.setFocus()

    def _done(self, copy: Path) -> None:
        self.accept()
        self.received.emit(copy)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Spoken):
            theme.mark(self.message, tone=Tone.BAD).setText(error.sentence)
        else:
            theme.mark(self.message, tone=Tone.BAD).setText("这个文件读取不了，请检查优盘或文件夹权限。")
        self.message.show()
        self.digest.setText("")
        self._fit()

    def _fit(self) -> None:
        column = self.layout()
        if column is not None:  # lines that wrap do not make a dialog higher by themselves
            column.activate()
            self.resize(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))
