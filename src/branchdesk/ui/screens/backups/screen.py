"""备份与恢复: the last good backup, all there are, and how they are taken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from branchdesk import clock
from branchdesk.services.keeping import backups
from branchdesk.services.keeping.backups import Backup, Settings
from branchdesk.ui import outside, theme
from branchdesk.ui.aside import Aside
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Page, Screen
from branchdesk.ui.screens.backups.checking import CheckCard
from branchdesk.ui.screens.backups.listing import ListCard, agreed
from branchdesk.ui.screens.backups.place import PlaceCard
from branchdesk.ui.screens.backups.settings import SettingsCard
from branchdesk.ui.screens.handing_over.card import HandOverCard
from branchdesk.words import backups as say

if TYPE_CHECKING:
    from branchdesk.services import Changes

Seen = tuple[tuple[Backup, ...], Settings]


class BackupsScreen(Screen):
    """What there is to go back to, and how it comes to be."""

    title = say.PAGE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._here: tuple[Backup, ...] = ()
        self._there: tuple[Backup, ...] = ()
        self._settings = Settings()
        self._now = theme.mark(QPushButton(say.BACK_UP_NOW), role="primary")
        self._now.clicked.connect(self._back_up)
        self.list = ListCard()
        self.settings = SettingsCard()
        self._away = Aside(self)  # what lies in the second folder, whose drive may not answer
        self._away.ended.connect(self._show_there)
        self._going = Aside(self)
        self._going.ended.connect(self._gone)
        page = Page()
        page.body.addWidget(self.list)
        page.body.addWidget(self.settings)
        self.check = CheckCard(desk)
        page.body.addWidget(self.check)
        self.place = PlaceCard(desk)
        page.body.addWidget(self.place)
        page.body.addWidget(HandOverCard(desk))
        page.body.addStretch(1)
        self.body.addWidget(page)
        self.setFocusProxy(self.list.table)
        self._wire()

    def buttons(self) -> Sequence[QWidget]:
        """Lend the one thing that may be wanted at once."""
        return (self._now,)

    def reload(self, changes: Changes | None) -> None:
        """Look again for another file; what is changed in it makes no other backups."""
        if changes is None:
            self.place.show_place()
            self._here, self._there = (), ()
            self._look()

    def activated(self, **_target: object) -> None:
        """Look again: backups come and go by themselves."""
        self._look()
        if self.desk.backing.standing is None:
            self.desk.backing.look()

    # -- inside

    def _wire(self) -> None:
        self.list.restore_asked.connect(self._restore)
        self.list.other.clicked.connect(self._choose_other)
        self.list.remove_asked.connect(self._remove)
        self.list.folder.clicked.connect(self._open_folder)
        self.settings.chosen.connect(self._choose)
        self.settings.folder_asked.connect(self._choose_second)
        self.desk.backing.told.connect(self._tell)
        self.desk.backing.ended.connect(self._look)

    @Slot()
    def _look(self) -> None:
        if self.desk.is_open:
            self.desk.read(lambda store: (backups.listed(store.path), backups.settings(store.path)), self._show)

    def _show(self, seen: Seen) -> None:
        self._here, self._settings = seen
        self.settings.show_settings(self._settings)
        if self._settings.second:
            self._away.run(partial(backups.in_folder, Path(self._settings.second)))
        else:
            self._there = ()
        self._tell()

    @Slot(object, object)
    def _show_there(self, found: tuple[Backup, ...] | None, _error: object) -> None:
        self._there = found or ()
        self._tell()

    @Slot()
    def _tell(self) -> None:
        backing = self.desk.backing
        self._now.setEnabled(not backing.is_busy())
        if self.desk.is_open:
            home, now = backups.folder_of(self.desk.store.path), clock.now().replace(tzinfo=None)
            self.list.show_backups([*self._here, *self._there], home, now)
        self.list.tell(backing.trouble, backing.away)

    @Slot()
    def _back_up(self) -> None:
        self._now.setEnabled(False)
        self.desk.backing.take(say.BY_HAND)

    @Slot(object)
    def _choose(self, chosen: Settings) -> None:
        self.desk.read(lambda store: backups.choose(store.path, chosen), self._chosen, failed=self._not_chosen)

    def _chosen(self, _nothing: None) -> None:
        self._look()
        self.desk.backing.look()  # it carries what the second folder lacks

    def _not_chosen(self, _error: Exception) -> None:
        self.settings.show_settings(self._settings)

    @Slot()
    def _choose_second(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, say.SECOND_TITLE)
        if folder:
            self._choose(self.settings.with_second(str(backups.second_in(self.desk.store, Path(folder)))))

    @Slot(object)
    def _remove(self, chosen: list[Backup]) -> None:
        last = len(chosen) == len(self._here) + len(self._there)
        if agreed(self, chosen, last=last):
            self._going.run(partial(_remove_all, chosen))

    @Slot(object, object)
    def _gone(self, gone: int | None, error: Exception | None) -> None:
        if gone:
            self.say(say.removed(gone))
        if error is not None:
            self.desk.jobs.tell(error, heard=False)
        self._look()
        self.desk.backing.look()

    @Slot()
    def _open_folder(self) -> None:
        chosen = self.list.chosen()
        outside.show(chosen[0].path.parent if chosen else backups.folder_of(self.desk.store.path))

    @Slot()
    def _choose_other(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, say.OTHER_TITLE, filter=say.OTHER_FILTER)
        if path:
            self._restore(Path(path))

    @Slot(object)
    def _restore(self, path: Path) -> None:
        from branchdesk.ui.screens.restoring.dialog import RestoreDialog  # noqa: PLC0415 - when it is wanted

        RestoreDialog(self.desk, path, self.window()).exec()  # this screen goes when another file is open


def _remove_all(chosen: list[Backup]) -> int:
    """Delete backups and count them; Trouble at the first that cannot be deleted."""
    for backup in chosen:
        backups.remove(backup)
    return len(chosen)
