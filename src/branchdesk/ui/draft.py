"""Keeping what is typed into a form until it is saved or given up, and offering what an earlier sitting left.

The form is looked at twice in three seconds rather than listened to: a field that nobody thought of loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from branchdesk.errors import Spoken
from branchdesk.services import Store, drafts
from branchdesk.ui import typed
from branchdesk.ui.desk import Desk
from branchdesk.ui.offer_bar import OfferBar
from branchdesk.ui.screen import Screen
from branchdesk.words import drafts as say

Target = dict[str, Any]

PACE = 1_500  # milliseconds between two looks

_standing: WeakSet[Draft] = WeakSet()


class Draft(QObject):
    """Stands beside a form; `bar` is for the form to show, `taken_up` says that it was filled.

    `begin` when the form stands as its record does, `end` when that is saved or given up. A form that just goes, with
    the window or the process, leaves behind what was typed.
    """

    taken_up = Signal()

    def __init__(self, desk: Desk, form: QWidget) -> None:
        super().__init__(form)
        self._desk, self._form = desk, form
        self._place = self._key = self._what = ""
        self._before: typed.Values = {}
        self._kept: typed.Values = {}
        self._offered: tuple[drafts.Draft, ...] = ()
        self.bar = OfferBar()
        self.bar.take_button.clicked.connect(self._take)
        self.bar.drop_button.clicked.connect(self._drop)
        self._timer = QTimer(self)
        self._timer.setInterval(PACE)
        self._timer.timeout.connect(self.keep)
        self._straight = False
        self._target: Target | None = None
        desk.last_call.connect(self.keep)
        _standing.add(self)

    @property
    def key(self) -> str:
        """Give the key of what is being typed; nothing while no form is begun."""
        return self._key

    def begin(
        self, place: str, record: str | None, what: str, *, straight: bool = False, target: Target | None = None
    ) -> None:
        """Look from now on at a form of a place (a word of its own) and a record, called `what` by people.

        `straight` says that the way to the screen, as it stands or by the `target`, leads into the form itself.
        """
        self._place = f"{place}/{record or 'new'}/"
        self._key = self._place + uuid4().hex
        self._what, self._straight, self._target = what, straight, target
        self._before, self._kept = typed.read(self._form), {}
        self._show(())
        self._timer.start()
        asked = self._place
        if self.bar.parent() is None:
            return  # a form that shows no bar: what it left is offered elsewhere
        self._ask(lambda store: (asked, drafts.waiting(store, asked)), self._seen)

    def begin_in(self, dialog: QDialog, record: str = "") -> None:
        """Look from now on at a dialog: its place is the screen and its title, its record what the screen shows."""
        screen, title = screen_of(dialog), dialog.windowTitle()
        of = screen.whereabouts().get("target", "") if screen else ""
        self.begin(f"{screen.key if screen else ''}:{title}", f"{of}:{record}", title)

    @Slot()
    def end(self) -> None:
        """Let go of what was kept: it is saved, or given up."""
        key, self._key = self._key, ""
        self._timer.stop()
        self._show(())
        if self._kept:
            self._kept = {}
            self._ask(lambda store: drafts.forget(store, key))

    @Slot()
    def keep(self) -> None:
        """Keep what was typed since the last look, at once."""
        if not self._key or not self._desk.is_open:
            return
        now = {name: value for name, value in typed.read(self._form).items() if value != self._before.get(name, "")}
        if now == self._kept:
            return
        self._kept = now
        key = self._key
        if not now:
            self._ask(lambda store: drafts.forget(store, key))
            return
        screen = screen_of(self._form)
        before = {name: self._before.get(name) for name in now}
        draft = drafts.Draft(
            key,
            self._what,
            now,
            before,
            screen.key if screen else "",
            self._target or (screen.whereabouts() if screen else {}),
            self._straight,
        )
        self._ask(lambda store: _kept(store, draft), self._tell_kept)

    # -- inside

    def _ask(self, work: Callable[[Store], object], done: Callable[..., object] | None = None) -> None:
        """Do something behind everything that is being written: what was let go of a moment ago is not offered."""
        if self._desk.is_open:
            self._desk.write(work, done, owner=self)

    def _tell_kept(self, kept: bool) -> None:  # noqa: FBT001 - what the lane gives
        if not kept:
            self._kept = {}
            if not self._offered:
                self._tell(say.NOT_KEPT)
        elif self.bar.label.text() == say.NOT_KEPT:
            self._tell("")

    def _tell(self, sentence: str) -> None:
        if self.bar.parent() is not None:
            self.bar.offer(sentence, take="", drop="")

    def _seen(self, found: tuple[str, tuple[drafts.Draft, ...]]) -> None:
        place, waiting = found
        if place != self._place or not self._key:
            return
        here = standing()
        self._show(tuple(one for one in waiting if one.key not in here))
        if any(one.key == self._desk.draft_wanted for one in self._offered):
            self._show(tuple(sorted(self._offered, key=lambda one: one.key != self._desk.draft_wanted)))
            self._take()

    def _show(self, offered: tuple[drafts.Draft, ...]) -> None:
        self._offered = offered
        if offered:
            self.bar.offer(sentence(offered[0]))
        else:
            self._tell("")

    @Slot()
    def _take(self) -> None:
        """Fill in what was typed; a field that says something else by now stays, and what was typed is shown beside."""
        one, self._desk.draft_wanted = self._offered[0], ""
        now = typed.read(self._form)
        changed = [name for name, was in one.before.items() if self._before.get(name, "") != (was or "")]
        typed.write(self._form, {name: value for name, value in one.typed.items() if name not in changed})
        after = typed.read(self._form)
        aside = {name: text for name, text in one.texts.items() if name in changed or name not in {**now, **after}}
        if aside:
            self.bar.offer(say.beside(aside), take="")
        else:
            self._key, self._kept = one.key, dict(one.typed)
            self._show(self._offered[1:])
        self.taken_up.emit()

    @Slot()
    def _drop(self) -> None:
        key = self._offered[0].key
        self._ask(lambda store: drafts.forget(store, key))
        self._show(self._offered[1:])


def standing() -> set[str]:
    """Give the keys of what stands in a form now: it need not be offered anywhere else."""
    return {one.key for one in _standing if isValid(one)}


def sentence(draft: drafts.Draft, others: int = 0) -> str:
    """Say what was typed and not saved."""
    return say.offered(draft.what, datetime.fromisoformat(draft.at), gone=draft.gone, others=others)


def screen_of(widget: QWidget) -> Screen | None:
    """Give the screen a widget or a dialog belongs to."""
    at: QWidget | None = widget
    while at is not None and not isinstance(at, Screen):
        at = at.parentWidget()
    return at


def _kept(store: Store, draft: drafts.Draft) -> bool:
    """Keep a draft, and say whether the file takes it: where it does not, saving will say why."""
    try:
        drafts.keep(store, draft)
    except Spoken:
        return False
    return True
