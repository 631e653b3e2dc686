"""文件损坏: what happened, the newest good backup, and what can still be read. The damaged file is never deleted."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton

from branchdesk.errors import Refusal, Spoken
from branchdesk.services import Store, branch
from branchdesk.services.keeping import rescue, restoring, vault
from branchdesk.services.keeping.rescue import Report
from branchdesk.services.keeping.restoring import Good, Restored, Secret
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.flow import Flow
from branchdesk.ui.jobs import Lane
from branchdesk.ui.screen import Card, Page
from branchdesk.ui.screens.damage.report import ReportView
from branchdesk.ui.screens.opening.outside import Outside
from branchdesk.ui.screens.restoring.side_by_side import SideBySide
from branchdesk.ui.screens.safety.new_password import secret_line
from branchdesk.ui.theme import Tone
from branchdesk.words import opening as say_opening
from branchdesk.words import restoring as say

SECRETS = frozenset({"locked", "wrong_password", "too_soon"})
LOST_WRITES, GONE = "lost_writes", "no_such_file"
HEADINGS = {LOST_WRITES: say.LOST_WRITES, GONE: say_opening.RESTORE, "not_ours": say_opening.NOT_OPEN}


class DamageScreen(Outside):
    """Says what happened and leads to a backup, to what can be read, or to both."""

    title = say.DAMAGED
    subtitle = say.DAMAGED_NOTE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._file = Path()
        self._good: Good | None = None
        self._report: Report | None = None
        self._ways: list[QPushButton] = []
        self.sentence = _words()
        self._what = Card()
        self._heading = theme.mark(QLabel(""), role="title")
        self.open_button = self._way(say.OPEN_ANYWAY, self._open_anyway)
        self.password = secret_line()
        self.password.returnPressed.connect(self._seek)
        self.password_field = Labelled(say.FILE_PASSWORD, self.password)
        self.password_button = self._way(say.UNLOCK, self._seek)
        self.backup = _words()
        self.since = _words("warn")
        self.counts = SideBySide()
        self.restore_button = theme.mark(self._way(say.GO, self._restore_good), role="primary")
        self.other_button = self._way(say.ANOTHER_BACKUP, self._choose)
        self.rescue_button = self._way(say.GO_RESCUE, self._rescue)
        self.use_button = self._way(say.USE_RESCUED, self._use_rescued)
        self.report = ReportView()
        self._rescue_card = self._card_of_rescue()
        page = Page()
        for card in (self._card_of_what(), self._card_of_backup(), self._rescue_card):
            page.body.addWidget(card)
        page.body.addStretch(1)
        self.body.addWidget(page)

    def meant(self, file: Path | None, error: Exception | None) -> None:
        """Say what is the matter with a file, and look for its newest good backup."""
        if file is not None:
            self._file = file
        code = error.code if isinstance(error, Spoken) else ""
        lost_writes = code == LOST_WRITES
        self._heading.setText(HEADINGS.get(code, say.DAMAGED))
        self._rescue_card.setVisible(code != GONE)
        told = error.sentence if isinstance(error, Spoken) else ""
        self.sentence.setText(told.replace(str(self._file), self._file.name))
        self.open_button.setVisible(lost_writes)
        locked = vault.is_locked(self._file) and not self.desk.is_open
        for widget in (self.password_field, self.password_button):
            widget.setVisible(locked)
        self.report.hide()
        self.use_button.hide()
        self.rescue_button.show()
        self._seek()

    # -- the backup

    @Slot()
    def _seek(self) -> None:
        self._show_good(None, say.SEEKING)
        self.password_field.refuse("")
        work = partial(restoring.newest_good, self._file, self._secret())
        self.desk.jobs.run(work, done=self._found, failed=self._not_found, owner=self)

    def _found(self, good: Good | None) -> None:
        self._show_good(good, say.NO_BACKUP)

    def _not_found(self, error: Exception) -> None:
        self._show_good(None, say.NO_BACKUP)
        if isinstance(error, Refusal) and error.code in SECRETS:
            self.backup.setText(say.locked(self._file.name))
            if self.password.text():
                self.password_field.refuse(error.sentence)
            for widget in (self.password_field, self.password_button):
                widget.show()
            self.password.setFocus()

    def _show_good(self, good: Good | None, otherwise: str) -> None:
        self._good = good
        self.backup.setText(say.good(good.backup.at, good.backup.reason) if good else otherwise)
        for widget in (self.since, self.counts, self.restore_button):
            widget.setVisible(good is not None)
        if good is not None:
            self.since.setText(say.missing_since(good.since))
            self.counts.show_found(good.found)
            self.setFocusProxy(self.restore_button)

    @Slot()
    def _restore_good(self) -> None:
        if self._good is not None:
            self._restore(self._good.backup.path)

    @Slot()
    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, say.CHOOSE, str(self._file.parent), say_opening.KIND)
        if chosen:
            self._restore(Path(chosen))

    @Slot()
    def _use_rescued(self) -> None:
        if self._report is not None:
            self._restore(self._report.path)

    def _restore(self, backup: Path) -> None:
        self._busy(now=True)
        if self.desk.is_open:
            work = partial(restoring.restore, backup=backup, secret=self._secret())
            self.desk.exchange(work, failed=self._refused, owner=self)
        else:
            put = partial(_put_back, self._file, backup, self._secret())
            self.desk.jobs.run(put, done=self._restored, failed=self._refused, lane=Lane.WRITE, owner=self)

    def _restored(self, done: tuple[Store, ExitStack]) -> None:
        self.password.clear()
        self._busy(now=False)
        self.has_opened.emit(done)

    # -- what can be read

    @Slot()
    def _rescue(self) -> None:
        self._busy(now=True)
        self.report.wait()
        if self.desk.is_open:
            self.desk.write(_rescue_open, self._rescued, failed=self._refused)
        else:
            work = partial(_rescue, self._file, self.password.text() or None)
            self.desk.jobs.run(work, done=self._rescued, failed=self._refused, lane=Lane.WRITE, owner=self)

    def _rescued(self, report: Report) -> None:
        self._busy(now=False)
        self._report = report
        self.report.show_report(report)
        self.rescue_button.hide()
        self.use_button.show()

    def _refused(self, error: Exception) -> None:
        self._busy(now=False)
        if self._report is None:
            self.report.hide()
        if isinstance(error, Refusal):
            self.say(error.sentence, Tone.WARN)

    @Slot()
    def _open_anyway(self) -> None:
        self._busy(now=True)
        accept = partial(branch.accept_lost, self._file)
        self.desk.jobs.run(accept, done=self._accepted, failed=self._refused, lane=Lane.WRITE, owner=self)

    def _accepted(self, _nothing: object) -> None:
        self._busy(now=False)
        self.wants_file.emit(self._file)

    # -- inside

    def _secret(self) -> Secret:
        key = bytes(self.desk.store.key) if self.desk.is_open and self.desk.store.key else None
        return Secret(self.password.text() or None, key=key)

    def _busy(self, *, now: bool) -> None:
        for button in self._ways:
            button.setEnabled(not now)

    def _way(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(slot)
        self._ways.append(button)
        return button

    def _card_of_what(self) -> Card:
        card = self._what
        card.body.addWidget(self._heading)
        for label in (self.sentence, _words("quiet", say.WHY), _words("quiet", say.KEPT_ASIDE)):
            card.body.addWidget(label)
        row = QHBoxLayout()
        row.addWidget(self.password_field, 1)
        row.addWidget(self.password_button)
        row.addWidget(self.open_button)
        row.addStretch(2)
        card.body.addLayout(row)
        return card

    def _card_of_backup(self) -> Card:
        card = Card(say.FROM_BACKUP)
        for widget in (self.backup, self.since, self.counts):
            card.body.addWidget(widget)
        card.body.addLayout(_flow(self.restore_button, self.other_button))
        return card

    def _card_of_rescue(self) -> Card:
        card = Card(say.RESCUE)
        card.body.addWidget(_words("quiet", say.RESCUE_NOTE))
        card.body.addWidget(self.report)
        card.body.addLayout(_flow(self.rescue_button, self.use_button))
        return card


def _put_back(file: Path, backup: Path, secret: Secret) -> tuple[Store, ExitStack]:
    with ExitStack() as holding:
        holding.enter_context(branch.hold(file))
        done: Restored = restoring.restore_file(file, backup, secret)
        return done.store, holding.pop_all()


def _rescue(file: Path, password: str | None) -> Report:
    return rescue.rescue_locked(file, rescue.beside(file), password)


def _rescue_open(store: Store) -> Report:
    key = store.key if store.protected else None
    return rescue.rescue_file(store.path, rescue.beside(store.path), key, store.operator)


def _words(tone: str = "", text: str = "") -> QLabel:
    label = theme.mark(QLabel(text), tone=tone)
    label.setWordWrap(True)
    return label


def _flow(*buttons: QPushButton) -> Flow:
    row = Flow()
    for button in buttons:
        row.addWidget(button)
    return row
