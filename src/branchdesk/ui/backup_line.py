"""When the last good backup was, always in sight: the line at the foot of the sidebar."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from branchdesk import clock
from branchdesk.ui.theme import Tone
from branchdesk.words import backups as say

if TYPE_CHECKING:
    from branchdesk.ui.main_window import MainWindow


class BackupLine(QObject):
    """Tells in a window how its file is backed up, and once, calmly, when that fails."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._backing = window.desk.backing
        self._backing.told.connect(self.show)
        self._backing.failed.connect(self._warn)
        window.sidebar.backup.clicked.connect(self._open)

    @Slot()
    def show(self) -> None:
        """Say how it stands."""
        standing, trouble, away = self._backing.standing, self._backing.trouble, self._backing.away
        now = clock.now().replace(tzinfo=None)
        text, tone = "", Tone.QUIET
        if standing is not None:
            last = standing.last
            text = say.last_backup(say.when(datetime.fromisoformat(last.at), now)) if last else say.NONE_YET
            tone = Tone.WARN if standing.is_old(now) else Tone.QUIET
        if trouble is not None:
            text, tone = say.FAILED, Tone.WARN
        tip = "\n".join(one.sentence for one in (trouble, away) if one is not None)
        self._window.sidebar.show_backup(text, tip or say.PAGE, tone)

    @Slot(str)
    def _warn(self, sentence: str) -> None:
        self._window.say(sentence, Tone.WARN)

    @Slot()
    def _open(self) -> None:
        self._window.navigate("backups")
