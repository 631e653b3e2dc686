"""没有打开: why a file does not open, where it lies, and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton

from branchdesk.errors import Spoken
from branchdesk.services.keeping import placing
from branchdesk.ui import theme
from branchdesk.ui.aside import Aside
from branchdesk.ui.desk import Desk
from branchdesk.ui.flow import Flow
from branchdesk.ui.screen import Card, Page
from branchdesk.ui.screens.opening.outside import Outside
from branchdesk.ui.theme import Tone
from branchdesk.words import opening as say
from branchdesk.words import places as say_places

WIDTH = 40
LOST = "lost"  # the file that was used last is not where it was
# Where trying again alone cannot help, and where a new branch is a way on.
LASTING = frozenset({"newer_file", "not_ours", "damaged", "wrong_key", "locked"})
NOTHING_THERE = frozenset({"no_such_file", "not_ours", LOST})


class NotOpen(Outside):
    """Says in one sentence why, and leads on."""

    title = say.NOT_OPEN
    subtitle = say.SUBTITLE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._file: Path | None = None
        self._error: Exception | None = None
        self.sentence = QLabel("")
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = theme.mark(QLabel(""), tone="quiet")
        self._more.setWordWrap(True)
        self._where = theme.mark(QLabel(""), role="small")
        self._where.setWordWrap(True)
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._found: Path | None = None
        self.found_at = theme.mark(QLabel(""), tone=Tone.GOOD)
        self.found_at.setWordWrap(True)
        self.open_found = _button(say_places.OPEN_FOUND, self._open_found)
        self._looking = Aside(self)  # also on drives that may not answer
        self._looking.ended.connect(self._show_found)
        self.again = _button(say.AGAIN, self._try_again)
        self.another = _button(say.ANOTHER, self._open_another)
        self.recover = _button(say.RECOVER, self._recover)
        self.restore = _button(say.RESTORE, self._restore)
        self.new = _button(say.NEW, self._begin)
        self.copy = theme.mark(_button(say.COPY, self._copy), role="quiet")
        page = Page()
        page.body.addStretch(1)
        middle = QHBoxLayout()  # stretches, not an alignment: an aligned card would not grow with its lines
        middle.addStretch(1)
        middle.addWidget(self._card(), 2)
        middle.addStretch(1)
        page.body.addLayout(middle)
        page.body.addStretch(2)
        self.body.addWidget(page)

    def _card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(theme.em(2), theme.em(1.6), theme.em(2), theme.em(1.6))
        card.body.setSpacing(theme.em(0.9))
        card.setMinimumWidth(theme.em(WIDTH - 6))
        card.setMaximumWidth(theme.em(WIDTH + 8))
        card.body.addWidget(theme.mark(QLabel(say.NOT_OPEN), role="title"))
        card.body.addWidget(self.sentence)
        card.body.addWidget(self._more)
        place = QHBoxLayout()
        place.addWidget(self._where, 1)
        place.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(place)
        card.body.addWidget(self.found_at)
        ways = Flow()
        for button in (self.open_found, self.again, self.recover, self.restore, self.another, self.new):
            ways.addWidget(button)
        card.body.addLayout(ways)
        return card

    def meant(self, file: Path | None, error: Exception | None) -> None:
        """Say why the file did not open, and show the ways that make sense."""
        self._file, self._error = file, error
        code = error.code if isinstance(error, Spoken) else ""
        path = str(file or "")
        sentence = error.sentence if isinstance(error, Spoken) else say.PROGRAM
        self.sentence.setText(sentence.replace(path, _breakable(path)) if path else sentence)
        self._more.setText(say.IN_USE if code == "in_use" else "")
        self._more.setVisible(code == "in_use")
        self._where.setText(_breakable(path))
        self.again.setVisible(code not in LASTING)
        self.another.setText(say_places.LOOK if code == LOST else say.ANOTHER)
        self._show_found(None, None)
        if code == LOST and file is not None:
            self._looking.run(partial(placing.find_again, file))
        self.recover.setVisible(code == "not_ours" and file is not None and _may_be_locked(file))
        self.restore.setVisible(code in NOTHING_THERE)
        self.new.setVisible(code in NOTHING_THERE)
        self._lead_on()

    @Slot()
    def _try_again(self) -> None:
        self.wants_file.emit(self._file)

    @Slot(object, object)
    def _show_found(self, found: Path | None, _error: object) -> None:
        """Offer a file of the same name that lies elsewhere; whether it is the one, its owner knows."""
        self._found = found
        self.found_at.setText(f"{say_places.FOUND}{_breakable(str(found))}" if found else "")
        self.found_at.setVisible(found is not None)
        self.open_found.setVisible(found is not None)
        self._lead_on()

    def _lead_on(self) -> None:
        """Point out the way that helps most of those there are."""
        ways = (self.open_found, self.again, self.another)
        first = next(button for button in ways if not button.isHidden())
        for button in ways:
            theme.mark(button, role="primary" if button is first else "")
        self.setFocusProxy(first)
        first.setFocus()

    @Slot()
    def _open_found(self) -> None:
        self.wants_file.emit(self._found)

    @Slot()
    def _open_another(self) -> None:
        folder = str(self._file.parent) if self._file else ""
        chosen, _ = QFileDialog.getOpenFileName(self, say.OPEN_FILE, folder, say.KIND)
        if chosen:
            self.wants_file.emit(Path(chosen))

    @Slot()
    def _recover(self) -> None:
        self.navigate("unlock", file=self._file)

    @Slot()
    def _restore(self) -> None:
        self.navigate("damage", file=self._file, error=self._error)

    @Slot()
    def _begin(self) -> None:
        self.navigate("first_run", file=self._file)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._file or ""))
        self.say(say.COPIED)


def _may_be_locked(file: Path) -> bool:
    from branchdesk.services.keeping import vault  # noqa: PLC0415 - most files open

    try:
        return vault.may_be_locked(file)
    except OSError:
        return False


def _button(text: str, slot: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(slot)
    return button


def _breakable(path: str) -> str:
    """Let a path wrap after each folder by invisible blanks: it has no others to break at."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
