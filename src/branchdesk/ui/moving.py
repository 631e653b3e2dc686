"""移到别处: the data file goes to a folder that somebody chooses, and the old one goes where they say so."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from branchdesk.ui.desk import Desk
from branchdesk.ui.main_window import MainWindow
from branchdesk.words import places as say

if TYPE_CHECKING:
    from branchdesk.services import Store
    from branchdesk.services.keeping.moving import Moved


def ask_where(parent: QWidget, desk: Desk) -> None:
    """Ask for a folder, and move the data file there with all that belongs to it."""
    folder = QFileDialog.getExistingDirectory(parent, say.MOVE_TITLE, str(desk.store.path.parent))
    if not folder:
        return

    def work(store: Store) -> Moved:
        from branchdesk.services.keeping import moving  # noqa: PLC0415 - few ever move their file

        return moving.move(store, Path(folder))

    # The window puts its screens away with the file: what comes after is the window's.
    desk.exchange(work, partial(_tell, parent.window(), desk), owner=desk)


def _tell(window: QWidget, desk: Desk, done: Moved) -> None:
    """Say where the file is now, and ask what becomes of the old one; Esc keeps it."""
    sentence = say.moved(done.store.path, done.old, done.backups)
    box = QMessageBox(QMessageBox.Icon.NoIcon, say.MOVED, sentence, parent=window)
    remove = box.addButton(say.REMOVE_OLD, QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(say.KEEP_OLD, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.exec()
    if box.clickedButton() is remove:
        from branchdesk.services.keeping import moving  # noqa: PLC0415 - as above

        desk.jobs.run(partial(moving.remove_old, done.old), done=partial(_removed, window, done.old), owner=desk)


def _removed(window: QWidget, old: Path, _nothing: None) -> None:
    if isinstance(window, MainWindow):
        window.say(say.old_removed(old))
