"""A line that is completed by pinyin initials: a name, several of them, a category, a grid, a unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QStyledItemDelegate, QWidget

from branchdesk.domain.clue_reporters import joined_reporters
from branchdesk.domain.names import matches
from branchdesk.services.clues.clue_entry import Offer
from branchdesk.ui import theme
from branchdesk.words import clue_entry as say
from branchdesk.words.clues import NAMES_JOINED

OFFERED = 9
_BETWEEN = re.compile(r"[,，、;；/\s]+")
_LAST = re.compile(r"^(.*[,，、;；/\s])?([^,，、;；/\s]*)$", re.DOTALL)


class _List(QListWidget):
    """What may be meant, below the line; the keyboard stays in the line, so that going on never waits for a window."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line.window())
        self._line = line
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(QStyledItemDelegate(self))
        theme.mark(self, role="offer")
        self.hide()

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show the texts, or nothing where there are none."""
        self.clear()
        self.addItems(list(texts))
        self.setVisible(bool(texts))
        if texts:
            widest = max(self.sizeHintForColumn(0) + theme.em(2), self._line.width())
            height = sum(self.sizeHintForRow(row) for row in range(min(self.count(), OFFERED)))
            self.resize(widest, height + 2 * self.frameWidth())
            self.move(self._line.mapTo(self._line.window(), QPoint(0, self._line.height())))
            self.raise_()

    def step(self, by: int) -> None:
        """Choose the next line, or the one before."""
        self.setCurrentRow(min(max(self.currentRow() + by, 0), self.count() - 1))

    def chosen(self) -> str:
        """Give the text of the chosen line, or nothing."""
        item = self.currentItem() if self.isVisible() else None
        return item.text() if item is not None else ""


class Completed(QLineEdit):
    """Free text whose initials are enough; Enter takes what they mean, and only then goes on.

    With `several`, names are parted by commas, and each may be written by its initials.
    """

    problem_changed = Signal(str)

    def __init__(self, label: str, *, several: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._several = label, several
        self._offers: tuple[Offer, ...] = ()
        self._list: _List | None = None  # made with the first letter: the line has no window before
        self.textEdited.connect(self._fit)
        self.textEdited.connect(self._forgive)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Say what may be meant, the likeliest first."""
        self._offers = tuple(offers)

    def value(self) -> str:
        """Give what stands here, as it is kept."""
        return joined_reporters(self.text()) if self._several else self.text().strip()

    def settle(self) -> bool:
        """Take what initials mean; say whether all that was typed means something."""
        parts = self._parts() if self._several else [self.text().strip()]
        meant = [self._meaning(part) for part in parts if part]
        if None in meant:
            letters = next(part for part, one in zip(filter(None, parts), meant, strict=True) if one is None)
            said = say.nobody_of_letters(letters) if self._several else say.nothing_of_letters(letters, self._label)
            self.problem_changed.emit(said)
            return False
        text = NAMES_JOINED.join(filter(None, meant))
        self.setText(joined_reporters(text) if self._several else text)
        self.problem_changed.emit("")
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a choice with Enter, and go on; open the offers with Down."""
        key, shown = event.key(), self._list is not None and self._list.isVisible()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
            if not self.settle():
                event.accept()
                return
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and not event.modifiers():
            if shown and self._list is not None:
                self._list.step(1 if key == Qt.Key.Key_Down else -1)
            elif key == Qt.Key.Key_Down:
                self._show("")
            return
        elif key == Qt.Key.Key_Escape and shown:
            self._put_away()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Take what initials mean before one goes on."""
        self._take()
        self.settle()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the list away."""
        super().focusOutEvent(event)
        self._put_away()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose what stands here, so that typing puts something else in its place."""
        super().focusInEvent(event)
        self.selectAll()

    def _meaning(self, typed: str) -> str | None:
        """Give what was meant: as typed, unless it is letters; None where letters mean nothing that is offered."""
        if not self._letters(typed) or any(offer.text == typed for offer in self._offers):
            return typed
        exact = [one.text for one in self._offers if one.initials == typed.lower()]
        fitting = exact or [one.text for one in self._offers if matches(typed, one.text, one.initials, one.pinyin)]
        return fitting[0] if fitting else None

    def _letters(self, typed: str) -> bool:
        return typed.isascii() and typed.isalpha()

    def _parts(self) -> list[str]:
        """Give the names that were typed; a blank parts them where one is written by initials."""
        found = _BETWEEN.split(self.text())
        return found if any(map(self._letters, found)) else joined_reporters(self.text()).split(NAMES_JOINED)

    def _take(self) -> None:
        """Put what is chosen in the list in place of what was typed last."""
        chosen = self._list.chosen() if self._list is not None else ""
        if chosen:
            self.setText(f"{self._typed(self.text())[0]}{chosen}")
        self._put_away()

    def _put_away(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _typed(self, text: str) -> tuple[str, str]:
        """Part what stands from the name being typed."""
        match = _LAST.match(text) if self._several else None
        return (match[1] or "", match[2]) if match else ("", text.strip())

    @Slot(str)
    def _fit(self, text: str) -> None:
        typed = self._typed(text)[1]
        if typed:
            self._show(typed)
        else:
            self._put_away()

    def _show(self, typed: str) -> None:
        """Offer what may be meant, whose initials are all typed first."""
        if self._list is None:
            self._list = _List(self)
            self._list.itemClicked.connect(self._picked)
        fits = [one for one in self._offers if matches(typed, one.text, one.initials, one.pinyin)]
        fits.sort(key=lambda one: one.initials != typed.lower())
        texts = [one.text for one in fits]
        self._list.show_texts([] if texts == [typed] else texts)

    @Slot()
    def _picked(self) -> None:
        self._take()
        self.textEdited.emit(self.text())
        self._put_away()

    @Slot()
    def _forgive(self) -> None:
        self.problem_changed.emit("")
