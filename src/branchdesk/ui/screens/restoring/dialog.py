"""从备份恢复: a backup beside the present file, what would be lost, and the one button that puts it back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.errors import Refusal, Spoken
from branchdesk.services.keeping import restoring
from branchdesk.services.keeping.restoring import Compared, Restored, Secret
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screen import Page
from branchdesk.ui.screens.restoring.side_by_side import SideBySide
from branchdesk.ui.screens.safety.new_password import secret_line
from branchdesk.ui.table import Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import restoring as say

WIDTH, HEIGHT = 46, 46
SHOWN = 200  # steps
SECRETS = frozenset({"locked", "wrong_password", "too_soon"})
COLUMNS = (
    Column("at", "时间", 9, sortable=False),
    Column("title", "操作", 20, sortable=False, stretch=True, most=30),
    Column("operator", "操作人", 5, sortable=False),
)


class RestoreDialog(QDialog):
    """Looks into a backup when it is shown, and puts it back when that is wanted."""

    def __init__(self, desk: Desk, backup: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._backup = desk, backup
        window = parent.window()
        self._window = window if isinstance(window, MainWindow) else None
        self._secret = Secret()
        self.setWindowTitle(say.TITLE)
        self.file = theme.mark(QLabel(backup.name), role="small")
        self.file.setWordWrap(True)
        self.file.setToolTip(str(backup))
        self.state = QLabel(say.LOOKING)
        self.state.setWordWrap(True)
        self.password = secret_line()
        self.password_field = Labelled(say.PASSWORD, self.password)
        self.try_button = QPushButton(say.TRY)
        self.counts = SideBySide()
        self.lost = QLabel("")
        self.lost.setWordWrap(True)
        self.steps = Table(COLUMNS)
        self.steps.setAccessibleName(say.TITLE)
        self.notes = theme.mark(QLabel(""), role="small")
        self.notes.setWordWrap(True)
        self.go_button = theme.mark(QPushButton(say.GO), role="primary")
        self.cancel_button = QPushButton(say.CANCEL)
        self._lay_out()
        self.password.returnPressed.connect(self._try)
        self.try_button.clicked.connect(self._try)
        self.go_button.clicked.connect(self._go)
        self.cancel_button.clicked.connect(self.reject)
        self._look()

    def _lay_out(self) -> None:
        page = Page()
        theme.mark(page, role="surface")
        theme.mark(page.widget(), role="surface")
        column = page.body
        column.setContentsMargins(theme.em(1.5), theme.em(1.2), theme.em(1.5), theme.em(0.4))
        column.setSpacing(theme.em(0.7))
        self._secrets = QWidget()
        row = QHBoxLayout(self._secrets)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.password_field, 1)
        row.addWidget(self.try_button)
        for widget in (self.file, self.state, self._secrets, self.counts, self.lost):
            column.addWidget(widget)
        column.addWidget(self.steps, 1)
        column.addWidget(self.notes)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(theme.em(1.5), theme.em(0.7), theme.em(1.5), theme.em(1.2))
        buttons.setSpacing(theme.em(0.6))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.go_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(page, 1)
        whole.addLayout(buttons)
        room = self.screen().availableGeometry()
        self.resize(theme.em(WIDTH), min(theme.em(HEIGHT), room.height() * 9 // 10))
        self._show(found=False)
        self._secrets.hide()

    def _show(self, *, found: bool) -> None:
        for widget in (self.counts, self.lost, self.notes):
            widget.setVisible(found)
        self.steps.setVisible(False)
        self.go_button.setEnabled(found)
        self.state.setVisible(not found)

    def _look(self) -> None:
        self.state.setText(say.LOOKING)
        theme.mark(self.state, tone="quiet")
        self._desk.read(
            partial(restoring.compare, backup=self._backup, secret=self._secret),
            self._take,
            failed=self._refused,
            owner=self,
        )

    @Slot()
    def _try(self) -> None:
        self._secret = Secret(self.password.text())
        self.password_field.refuse("")
        self._look()

    def _refused(self, error: Exception) -> None:
        self._show(found=False)
        if not isinstance(error, Spoken):
            return
        wants_secret = error.code in SECRETS
        if wants_secret and self._secret.password is not None:
            self.password_field.refuse(error.sentence)
        self._secrets.setVisible(wants_secret or self._secret.password is not None)
        self.state.setText(say.locked(self._backup.name) if wants_secret else error.sentence)
        theme.mark(self.state, tone="" if wants_secret else "bad")
        (self.password if wants_secret else self.cancel_button).setFocus()

    def _take(self, compared: Compared) -> None:
        self._secrets.hide()
        self._show(found=True)
        self.counts.show_found(compared.then, compared.now)
        since = compared.since
        if since is None:
            self.lost.setText(say.NOT_KNOWN)
        else:
            self.lost.setText(say.lost_since(len(since)) if since else say.NOTHING_LOST)
        theme.mark(self.lost, tone="good" if since == () else "warn")
        rows = [Row(step.id, (say.moment(step.at), step.title, step.operator)) for step in (since or ())[:SHOWN]]
        if since and len(since) > SHOWN:
            rows.append(Row("", ("", say.more(len(since) - SHOWN), "")))
        self.steps.set_rows(rows)
        self.steps.setVisible(bool(rows))
        self.steps.setMinimumHeight(theme.em(min(len(rows), 5) * 2.1 + 3))
        self.notes.setText("\n".join(self._notes(compared)))
        self.go_button.setFocus()

    def _notes(self, compared: Compared) -> list[str]:
        now_protected = compared.now is not None and compared.now.protected
        told = [
            (True, say.KEPT),
            (compared.then.revision != compared.head, say.OLDER),
            (now_protected and not compared.then.protected, say.KEEPS_PASSWORD),
            (compared.then.protected and self._secret.password is not None, say.ITS_PASSWORD),
            (compared.then.broken_links, say.BROKEN),
        ]
        return [note for so, note in told if so]

    @Slot()
    def _go(self) -> None:
        window = self._window
        self.accept()
        self._desk.exchange(
            partial(restoring.restore, backup=self._backup, secret=self._secret),
            partial(_done, window),
            failed=partial(_failed, window),
            owner=window or self._desk,
        )


def _done(window: MainWindow | None, restored: Restored) -> None:
    if window is not None:
        window.say(say.done(restored.found.at))


def _failed(window: MainWindow | None, error: Exception) -> None:
    if window is not None and isinstance(error, Refusal):
        window.say(error.sentence, Tone.WARN)
