"""彻底删除: what goes, what stays, what is out of reach, each mention to decide on; then the backups of before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from branchdesk import clock
from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Spoken
from branchdesk.services import Store
from branchdesk.services.keeping import backups, erasing
from branchdesk.services.keeping.backups import Backup
from branchdesk.services.keeping.erasing import Erased, Preview, Request
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.theme import Tone
from branchdesk.words import erasing as say

WIDE, MANY_HIGH, FEW_HIGH, LIST_HIGH = 46, 44, 30, 12  # ems
ROOM = 0.92  # of the window's height at most
MEGABYTE = 1 << 20


class ErasingDialog(QDialog):
    """Asks, and erases with the file alone; `refused` carries the sentence where that may not be."""

    refused = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk, kind: str, record: str) -> None:
        """Take whose data: a ledger's key (members, volunteers, clues) and the record."""
        super().__init__(parent)
        self.desk, self.kind, self.record = desk, kind, record
        self._preview: Preview | None = None
        self._working = False
        self._room = parent.window()
        self._make()
        self._lay_out()
        self.erase_button.clicked.connect(self._erase)
        self.cancel_button.clicked.connect(self.reject)
        self.confirm.textChanged.connect(self._judge)

    def ask(self) -> None:
        """Ask the file what would go, and open; what is refused is said by the window."""
        kind, record = self.kind, self.record
        self.desk.read(lambda store: erasing.preview(store, kind, record), self._show, failed=self._refused, owner=self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay while the file is written."""
        if self._working:
            event.ignore()
            return
        super().closeEvent(event)

    def reject(self) -> None:
        """Go, but not while the file is written."""
        if not self._working:
            super().reject()

    # -- inside

    def _make(self) -> None:
        self.banner = Banner()
        self.facts = QGridLayout()
        self.mentions = QListWidget()
        self.mentions.setAccessibleName("提到这个名字的内容")
        self.mentions.setWordWrap(True)
        self.mentioned = theme.mark(QLabel(""), tone=Tone.QUIET)
        self.mentioned.setWordWrap(True)
        self.day, self.reason, self.confirm = DateEdit(), QLineEdit(), QLineEdit()
        self.day.setAccessibleName(say.DAY)
        self.reason.setAccessibleName(say.REASON)
        self.confirm.setAccessibleName(say.CONFIRM)
        self.cancel_button = QPushButton("取消")
        self.erase_button = theme.mark(QPushButton(say.button(self.kind)), role="primary")
        self.erase_button.setEnabled(False)

    def _lay_out(self) -> None:
        self.asking = QWidget()
        column = QVBoxLayout(self.asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        self.facts.setColumnStretch(1, 1)
        self.facts.setHorizontalSpacing(theme.em(0.8))
        column.addLayout(self.facts)
        column.addWidget(self.mentioned)
        self.mentions.setMinimumHeight(theme.em(6))
        self.mentions.setMaximumHeight(theme.em(LIST_HIGH))
        column.addWidget(self.mentions)
        fields = QGridLayout()
        fields.setHorizontalSpacing(theme.em(0.8))
        for place, (word, edit) in enumerate(
            ((say.DAY, self.day), (say.REASON, self.reason), (say.CONFIRM, self.confirm))
        ):
            label = QLabel(word)
            label.setBuddy(edit)
            fields.addWidget(label, place, 0)
            fields.addWidget(edit, place, 1)
        column.addLayout(fields)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.asking)
        for widget in (area.viewport(), self.asking):
            widget.setAutoFillBackground(False)  # the dialog's own shall show
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.erase_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(theme.em(1.2),) * 4)
        whole.setSpacing(theme.em(0.8))
        whole.addWidget(area, 1)
        whole.addLayout(foot)

    def _show(self, told: Preview) -> None:
        self._preview = told
        self.setWindowTitle(say.asked(self.kind, told.name))
        goes = say.goes(told.emptied, told.removed, told.notes, told.operations)
        facts = ((say.GOES, goes + say.CANNOT_COME_BACK), (say.STAYS, say.STAYING[self.kind]))
        for place, (word, text) in enumerate((*facts, (say.BEYOND, say.OUT_OF_REACH))):
            head, body = theme.mark(QLabel(word), role="heading"), QLabel(text)
            body.setWordWrap(True)
            self.facts.addWidget(head, place, 0, Qt.AlignmentFlag.AlignTop)
            self.facts.addWidget(body, place, 1)
        for mention in told.mentions:
            item = QListWidgetItem(f"{mention.where}：{mention.excerpt}")
            item.setData(Qt.ItemDataRole.UserRole, mention.key)
            item.setCheckState(Qt.CheckState.Checked if mention.replaced else Qt.CheckState.Unchecked)
            self.mentions.addItem(item)
        for widget in (self.mentioned, self.mentions):
            widget.setVisible(bool(told.mentions))
        self.mentioned.setText(say.MENTIONED if told.unique else say.SHARED)
        self.day.set_value(PartialDate.of(clock.today()))
        self.confirm.setPlaceholderText(say.type_to_confirm(told.name))
        room = self._room.size()
        height = theme.em(MANY_HIGH if told.mentions else FEW_HIGH)
        self.resize(min(theme.em(WIDE), room.width()), min(height, int(room.height() * ROOM)))
        self.open()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Spoken):
            self.refused.emit(error.sentence)

    @Slot()
    def _judge(self) -> None:
        told = self._preview
        self.erase_button.setEnabled(told is not None and self.confirm.text().strip() == told.name)

    def _choices(self) -> dict[str, bool]:
        items = [self.mentions.item(place) for place in range(self.mentions.count())]
        return {str(item.data(Qt.ItemDataRole.UserRole)): item.checkState() == Qt.CheckState.Checked for item in items}

    @Slot()
    def _erase(self) -> None:
        if self._working:
            return
        day = self.day.value()
        request = Request(str(day) if day else "", self.reason.text())
        if not (request.day or request.reason.strip()):
            self.banner.say(say.reason_missing(), Tone.WARN, stays=True)
            return
        kind, record, choices = self.kind, self.record, self._choices()
        self._working = True
        self.banner.say(say.WORKING, stays=True)
        for widget in (self.erase_button, self.cancel_button, self.asking):
            widget.setEnabled(False)
        window, desk = self._room, self.desk

        def alone(store: Store) -> Erased:
            return erasing.erase(store, kind, record, request, choices)

        # The window puts its dialogs and screens away with the file: what comes after begins anew.
        desk.exchange(alone, partial(_told, window, desk), owner=desk)


def _told(window: QWidget, desk: Desk, done: Erased) -> None:
    """Say what was done, and offer the backups of before to be deleted."""
    sentence = say.done(done.notes, done.operations) if done.swept else say.not_swept()
    desk.read(lambda store: backups.known(store.path), partial(_offer, window, desk, sentence), owner=desk)


def _offer(window: QWidget, desk: Desk, sentence: str, older: Sequence[Backup]) -> None:
    dialog = OlderBackupsDialog(window, desk, sentence, older)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class OlderBackupsDialog(QDialog):
    """What was done, and each backup of before, in which the data still stands: chosen ones are deleted."""

    def __init__(self, parent: QWidget, desk: Desk, sentence: str, older: Sequence[Backup]) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(say.DONE)
        outcome = QLabel(f"{sentence}{say.older_backups(len(older))}" if older else sentence)
        hint = theme.mark(QLabel(say.BACKUPS_HINT if older else say.OUT_OF_REACH_STILL), tone=Tone.QUIET)
        self.older = QListWidget()
        self.older.setAccessibleName("较早的备份")
        self.older.setVisible(bool(older))
        for one in older:
            at = one.at.replace("T", " ")
            item = QListWidgetItem(say.backup_line(at, one.path.parent.name, f"{one.size / MEGABYTE:.1f} MB"))
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setCheckState(Qt.CheckState.Checked)
            self.older.addItem(item)
        self.later_button = QPushButton(say.LATER if older else "知道了")
        self.remove_button = theme.mark(QPushButton(say.DELETE_BACKUPS), role="primary")
        self.remove_button.setVisible(bool(older))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.later_button)
        foot.addWidget(self.remove_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(theme.em(1.2),) * 4)
        whole.setSpacing(theme.em(0.8))
        for label in (outcome, hint):
            label.setWordWrap(True)
            whole.addWidget(label)
        whole.addWidget(self.older, 1)
        whole.addLayout(foot)
        self.resize(min(theme.em(WIDE), parent.width()), theme.em(FEW_HIGH if older else LIST_HIGH))
        self.remove_button.clicked.connect(self._remove)
        self.later_button.clicked.connect(self.accept)
        self.later_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _remove(self) -> None:
        items = [self.older.item(place) for place in range(self.older.count())]
        chosen = [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]
        self.remove_button.setEnabled(False)
        self.desk.read(partial(_remove_all, chosen), self._removed, failed=self._not_removed, owner=self)

    def _removed(self, _number: int) -> None:
        self.accept()

    def _not_removed(self, _error: Exception) -> None:
        self.remove_button.setEnabled(True)


def _remove_all(chosen: Sequence[Backup], store: Store) -> int:
    """Delete backups and count them, as an event of the history; Trouble at the first that cannot be deleted."""
    return erasing.remove_backups(store, chosen)
