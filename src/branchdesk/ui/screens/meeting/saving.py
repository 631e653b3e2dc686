"""Keeping what is typed: a draft is saved a moment after the last change, whenever one goes on, and on leaving.

The saves of one sitting at the form are one step: 撤销 takes them back together. Ctrl+S ends a step, so that what comes
after it can be taken back alone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from branchdesk.domain.meetings import Meeting
from branchdesk.errors import Refusal, Spoken
from branchdesk.services.meetings import Saved
from branchdesk.ui.desk import Desk
from branchdesk.ui.screens.meeting import work
from branchdesk.ui.theme import Tone

QUIET, LONGEST = 2_500, 12_000  # milliseconds without a change, and with changes all along, until a save
WAITING = "稍后自动保存"


class Saver(QObject):
    """Saves the draft that `draft` gives. `told` says how things stand; `saved` carries what the store gave."""

    told = Signal(str, str)
    saved = Signal(object)

    def __init__(self, desk: Desk, draft: Callable[[], Meeting], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._draft = desk, draft
        self._saving, self._ends_step = False, False
        self._before: str | None = None
        self._then: list[Callable[[], object]] = []
        self._unsaved = QElapsedTimer()
        self.dirty = False
        self.refusal = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save)

    @property
    def saving(self) -> bool:
        """Say whether a save is under way."""
        return self._saving

    def begin(self) -> None:
        """Start with another meeting, unchanged so far, and another step."""
        self._timer.stop()
        self._then.clear()
        self._before = None
        self.dirty, self.refusal = False, ""

    @Slot()
    def touch(self) -> None:
        """Hear that something was typed."""
        if not self.dirty:
            self.dirty = True
            self._unsaved.start()
        self.told.emit(WAITING if not self.refusal else f"还没有保存：{self.refusal}", Tone.QUIET)
        if not self._timer.isActive() or self._unsaved.elapsed() < LONGEST:
            self._timer.start(QUIET)

    @Slot()
    def save(self, then: Callable[[], object] | None = None, *, ends_step: bool = False) -> bool:
        """Save what changed, then go on with `then`; says whether the draft can be read at all."""
        self._ends_step |= ends_step
        if then is not None:
            self._then.append(then)
        if self._saving or not self._desk.is_open:
            return True
        if not self.dirty:
            self._go_on()
            return True
        self._timer.stop()
        try:
            draft = self._draft()
        except Refusal as refusal:
            self._refuse(refusal.sentence)
            return False
        before = self._before
        self._saving, self.dirty = True, False
        self.told.emit("正在保存", Tone.QUIET)
        self._desk.write(lambda store: work.keep(store, draft, before), self._done, failed=self._failed, owner=self)
        return True

    def _done(self, saved: Saved) -> None:
        self._saving, self.refusal = False, ""
        self._before = saved.changes.operation or self._before
        self.saved.emit(saved)
        if self.dirty:
            self.told.emit(WAITING, Tone.QUIET)
            if self._then:
                self.save()
                return
            self._timer.start(QUIET)
        else:
            self.told.emit(f"已保存 {datetime.now().astimezone():%H:%M}", Tone.QUIET)
        self._go_on()

    def _failed(self, error: Exception) -> None:
        self._saving, self.dirty = False, True
        self._refuse(error.sentence if isinstance(error, Spoken) else "保存没有成功")
        self._timer.start(LONGEST)

    def _refuse(self, sentence: str) -> None:
        self._then.clear()
        self.refusal = sentence
        self.told.emit("还没有保存", Tone.BAD)

    def _go_on(self) -> None:
        if self._ends_step:
            self._ends_step, self._before = False, None
        waiting, self._then = self._then, []
        for then in waiting:
            then()
