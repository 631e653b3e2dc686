"""Keeping what is typed: saved within a moment of the first change, whenever one goes on, and on leaving.

The moment does not begin anew with each key: who types without a pause loses no more than who stops. What cannot be the
record yet is kept aside at the same pace, and offered when the program or the meeting is opened again
(docs/decisions/0013-unfinished-typing.md).

The saves of one sitting at the form are one step: 撤销 takes them back together. Ctrl+S ends a step, so that what comes
after it can be taken back alone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from branchdesk.domain.meetings import Meeting
from branchdesk.errors import Refusal, Spoken
from branchdesk.services.meetings import unfinished
from branchdesk.services.meetings.meetings import Saved
from branchdesk.services.meetings.unfinished import Typed
from branchdesk.ui.desk import Desk
from branchdesk.ui.screens.meeting import work
from branchdesk.ui.theme import Tone

PACE = 2_000  # milliseconds from the first change that is not kept until it is
WAITING = "稍后自动保存"


class Saver(QObject):
    """Saves the draft that `draft` gives, and what `typed` gives where that is no record yet.

    `told` says how things stand; `saved` carries what the store gave.
    """

    told = Signal(str, str)
    saved = Signal(object)

    def __init__(
        self,
        desk: Desk,
        draft: Callable[[], Meeting],
        typed: Callable[[], Typed],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._draft, self._typed = desk, draft, typed
        self._saving, self._ends_step = False, False
        self._before: str | None = None
        self._then: list[Callable[[], object]] = []
        self._sitting, self._aside = uuid4().hex, False
        self.dirty = False
        self.refusal = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._keep)
        desk.last_call.connect(self._keep)

    @property
    def saving(self) -> bool:
        """Say whether a save is under way."""
        return self._saving

    @property
    def holds(self) -> bool:
        """Say whether the form holds something that its record does not."""
        return self.dirty or self._aside

    def begin(self, sitting: str | None = None) -> None:
        """Start with another meeting, unchanged so far, and another step; let go of what was kept aside before.

        With `sitting` what was kept aside under that key is taken up again.
        """
        self._timer.stop()
        self._then.clear()
        self._before = None
        self._saving, self._ends_step = False, False
        self.dirty, self.refusal = False, ""
        self._let_go()
        self._sitting, self._aside = sitting or uuid4().hex, sitting is not None

    @Slot()
    def touch(self) -> None:
        """Hear that something was typed."""
        self.dirty = True
        self.told.emit(WAITING if not self.refusal else f"还没有保存：{self.refusal}", Tone.QUIET)
        self.stir()

    @Slot()
    def stir(self) -> None:
        """Hear that something is being typed which no field has taken yet."""
        if not self._timer.isActive():
            self._timer.start(PACE)

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
            self._put_aside(self._typed())
            self._refuse(refusal.sentence)
            return False
        before, sitting = self._before, self._sitting
        self._saving, self.dirty = True, False
        self.told.emit("正在保存", Tone.QUIET)
        self._desk.write(
            lambda store: work.keep(store, draft, before),
            partial(self._done, sitting),
            failed=partial(self._failed, sitting, draft),
            owner=self,
        )
        return True

    @Slot()
    def _keep(self) -> None:
        """Keep aside what no field has taken, and save all else."""
        typed = self._typed()
        if typed.loose:
            self._put_aside(typed)
        elif self._aside and not self.dirty and not self._saving:
            self._let_go()
        if self.dirty:
            self.save()

    def _done(self, sitting: str, saved: Saved) -> None:
        if sitting != self._sitting:
            return  # another meeting is at the form by now
        self._saving, self.refusal = False, ""
        self._before = saved.changes.operation or self._before
        self.saved.emit(saved)
        if self._aside and not self.dirty and not self._typed().loose:
            self._let_go()
        if self.dirty:
            self.told.emit(WAITING, Tone.QUIET)
            if self._then:
                self.save()
                return
            self.stir()
        else:
            self.told.emit(f"已保存 {datetime.now().astimezone():%H:%M}", Tone.QUIET)
        self._go_on()

    def _failed(self, sitting: str, draft: Meeting, error: Exception) -> None:
        if sitting != self._sitting:  # it was left meanwhile: what was typed waits until it is taken up again
            self._desk.write(lambda store: unfinished.keep(store, sitting, Typed(draft)), owner=self)
            return
        self._saving, self.dirty = False, True
        self._put_aside(self._typed())
        self._refuse(error.sentence if isinstance(error, Spoken) else "保存没有成功")
        if not isinstance(error, Refusal):
            self.stir()

    def _put_aside(self, typed: Typed) -> None:
        if self._desk.is_open:
            sitting, self._aside = self._sitting, True
            self._desk.write(lambda store: unfinished.keep(store, sitting, typed), owner=self)

    def _let_go(self) -> None:
        if self._aside and self._desk.is_open:
            sitting, self._aside = self._sitting, False
            self._desk.write(lambda store: unfinished.forget(store, sitting), owner=self)

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
