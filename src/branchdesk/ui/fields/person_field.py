"""Naming somebody: by name, by pinyin initials (zs), or by pinyin; two of one name are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.names import matches
from branchdesk.ui import theme
from branchdesk.ui.fields.offer import dressed

OFFERED = 12
KEY = Qt.ItemDataRole.UserRole
SEVERAL = "有{}名同志叫“{}”，请从列表中选一位。"
LETTERS = "“{}”可能是{}等{}人，请从列表中选一位。"
NAMED = 3  # of those that letters may mean


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant. `label` tells namesakes apart; `pinyin` has its syllables parted by blanks."""

    id: str
    name: str
    label: str = ""
    initials: str = ""
    pinyin: str = ""


def fits(candidate: Candidate, typed: str) -> bool:
    """Say whether what was typed may mean this person: part of the name, initials, or syllables begun."""
    return not typed.strip() or matches(typed, candidate.name, candidate.initials, candidate.pinyin)


class PersonField(QLineEdit):
    """A line that holds a name, and knows whose it is where the branch knows the person."""

    edited = Signal()
    problem_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._candidates: tuple[Candidate, ...] = ()
        self._value: PersonRef | None = None
        self._problem = ""
        self._offer = QStandardItemModel(self)
        completer = QCompleter(self._offer, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(Qt.ItemDataRole.EditRole)
        completer.setMaxVisibleItems(OFFERED)
        self.setCompleter(dressed(completer))
        self.setMinimumWidth(theme.em(6))
        self.setPlaceholderText("姓名或拼音首字母")
        picked = completer.activated[QModelIndex]  # type: ignore[index] # of two signals, the one with the place
        picked.connect(self._picked)
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._explain)
        self.editingFinished.connect(self._settle)

    def set_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Say who may be meant, in the order they shall be offered."""
        self._candidates = tuple(candidates)
        if self._value is not None and not self.hasFocus() and not self._problem:
            self.setText(self._shown(self._value))
        self._refill(self.text())

    def value(self) -> PersonRef | None:
        """Give who is meant; `id` is None for somebody the branch does not know."""
        return self._value

    def set_value(self, person: PersonRef | None) -> None:
        """Show somebody, without a word to anybody."""
        self._value = person
        self.setText(self._shown(person) if person else "")
        self._tell("")

    def problem(self) -> str:
        """Say what is wrong, or nothing."""
        return self._problem

    def check(self) -> bool:
        """Read what stands there and say whether it can be kept."""
        self._settle()
        return not self._problem

    @Slot(str)
    def _typed(self, text: str) -> None:
        if self._problem:
            self._tell("")
        self._refill(text)

    def _refill(self, text: str) -> None:
        self._offer.clear()
        for candidate in [each for each in self._candidates if fits(each, text)][:OFFERED]:
            shown = f"{candidate.name}　{candidate.label}" if candidate.label else candidate.name
            item = QStandardItem(shown)
            item.setData(candidate.id, KEY)
            self._offer.appendRow(item)

    @Slot(QModelIndex)
    def _picked(self, index: QModelIndex) -> None:
        wanted = index.data(KEY)
        for candidate in self._candidates:
            if candidate.id == wanted:
                # The completer writes its own line into the field after this; ours must come last.
                self._accept(candidate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take with Enter who is chosen in the list, or the first that letters may mean; only then go on."""
        text, popup = self.text().strip(), self.completer().popup()
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or self.isReadOnly():
            super().keyPressEvent(event)
            return
        listed = popup.isVisible()
        popup.hide()
        if text and text.isascii() and self._offer.rowCount():
            self._picked(self._offer.index(0, 0))
        else:
            super().keyPressEvent(event)
            if not listed:
                return
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Put the list away before one goes on: an open list swallows the word that the keyboard has gone."""
        self.completer().popup().hide()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Find out who is meant when one goes on, also past an open list."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._settle()

    @Slot()
    def _settle(self) -> None:
        text = self.text().strip()
        if self._value is not None and text in {self._value.name, self._shown(self._value)}:
            return
        if not text:
            self._take(None)
            return
        by_line = {line: each for each in self._candidates if each.label for line in self._lines(each)}
        if text in by_line:
            self._accept(by_line[text])
            return
        same = [each for each in self._candidates if each.name == text]
        letters = [each for each in self._candidates if fits(each, text)] if text.isascii() and not same else []
        found = same or letters
        if len(found) == 1:
            self._accept(found[0])
            return
        self._take(PersonRef(text))
        if same:
            self._tell(SEVERAL.format(len(same), text))
        elif letters:
            self._tell(LETTERS.format(text, "、".join(each.name for each in letters[:NAMED]), len(letters)))

    def _accept(self, candidate: Candidate) -> None:
        self._take(PersonRef(candidate.name, candidate.id))
        self.setText(self._shown(PersonRef(candidate.name, candidate.id)))

    def _lines(self, candidate: Candidate) -> tuple[str, str]:
        """Give both ways in which somebody of a shared name is written: in the list and in the field."""
        return f"{candidate.name}　{candidate.label}", f"{candidate.name}（{candidate.label}）"

    def _shown(self, person: PersonRef) -> str:
        """Write a name, and after a shared one what tells its bearers apart."""
        for each in self._candidates:
            if each.id == person.id and each.label:
                return self._lines(each)[1]
        return person.name

    def _take(self, person: PersonRef | None) -> None:
        before, self._value = self._value, person
        self._tell("")
        if person != before:
            self.edited.emit()

    def _tell(self, problem: str) -> None:
        theme.mark(self, tone="bad" if problem else "")
        told, self._problem = self._problem, problem
        self._explain()
        if problem != told:
            self.problem_changed.emit(problem)

    @Slot()
    def _explain(self) -> None:
        """Say under the pointer what is wrong, else the whole name: it may be wider than its place in a row."""
        self.setToolTip(self._problem or self.text())
