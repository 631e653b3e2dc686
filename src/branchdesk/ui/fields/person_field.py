"""Naming somebody: by name, by pinyin initials (zs), or by pinyin; two of one name are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from branchdesk.domain.meetings import PersonRef
from branchdesk.domain.names import matches
from branchdesk.ui import theme
from branchdesk.ui.fields.offer import dressed

OFFERED = 12
KEY = Qt.ItemDataRole.UserRole
SEVERAL = "有{}名同志叫“{}”，请从列表中选一位。"


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
        self.editingFinished.connect(self._settle)

    def set_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Say who may be meant, in the order they shall be offered."""
        self._candidates = tuple(candidates)
        self._refill(self.text())

    def value(self) -> PersonRef | None:
        """Give who is meant; `id` is None for somebody the branch does not know."""
        return self._value

    def set_value(self, person: PersonRef | None) -> None:
        """Show somebody, without a word to anybody."""
        self._value = person
        self.setText(person.name if person else "")
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
                self._take(PersonRef(candidate.name, candidate.id))
                self.setText(candidate.name)

    @Slot()
    def _settle(self) -> None:
        text = self.text().strip()
        by_line = {self._line(each): each for each in self._candidates}
        if text in by_line and by_line[text].label:
            found = by_line[text]
            self.setText(found.name)
            self._take(PersonRef(found.name, found.id))
            return
        if self._value and self._value.name == text:
            return
        if not text:
            self._take(None)
            return
        same = [each for each in self._candidates if each.name == text]
        if not same:
            same = self._meant_by_letters(text)
        if len(same) == 1:
            self.setText(same[0].name)
            self._take(PersonRef(same[0].name, same[0].id))
            return
        self._take(PersonRef(text))
        if same:
            self._tell(SEVERAL.format(len(same), text))

    def _meant_by_letters(self, text: str) -> list[Candidate]:
        """Find the one person that letters alone can mean; several are left as typed."""
        if not text.isascii():
            return []
        found = [each for each in self._candidates if fits(each, text)]
        return found if len(found) == 1 else []

    def _line(self, candidate: Candidate) -> str:
        return f"{candidate.name}　{candidate.label}" if candidate.label else candidate.name

    def _take(self, person: PersonRef | None) -> None:
        before, self._value = self._value, person
        self._tell("")
        if person != before:
            self.edited.emit()

    def _tell(self, problem: str) -> None:
        theme.mark(self, tone="bad" if problem else "")
        self.setToolTip(problem)
        if problem != self._problem:
            self._problem = problem
            self.problem_changed.emit(problem)
