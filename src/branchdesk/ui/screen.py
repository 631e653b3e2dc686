"""What a screen is to the window around it, and the page it is drawn on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from branchdesk.ui import theme
from branchdesk.ui.desk import Desk

if TYPE_CHECKING:
    from branchdesk.services import Changes


class Screen(QWidget):
    """One screen of the window: it names itself, lends buttons to the top bar, and reloads when told what changed.

    `wants` asks the window to go to another screen; `heading_changed` says that title, subtitle or buttons changed;
    `said` shows a quiet sentence in the window's banner, with a tone; `counted` says how many things wait at a place,
    for the sidebar. `body` is the screen's column, from edge to edge.
    """

    wants = Signal(str, object)
    heading_changed = Signal()
    said = Signal(str, str)
    counted = Signal(str, int)

    key = ""  # as the window knows it
    title = ""
    subtitle = ""
    state: tuple[str, theme.Tone] | None = None  # shown as a pill beside the title

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        theme.mark(self, role="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)

    def card(self) -> QVBoxLayout:
        """Fill the whole screen with one white card and give its column, for screens that are one list."""
        card = Card()
        card.body.setContentsMargins(theme.em(0.4), theme.em(0.3), theme.em(0.4), theme.em(0.4))
        around = QVBoxLayout()
        around.setContentsMargins(theme.em(1.5), theme.em(1.35), theme.em(1.5), theme.em(1.35))
        around.addWidget(card)
        self.body.addLayout(around)
        return card.body

    def buttons(self) -> Sequence[QWidget]:
        """Give the buttons for the top bar, the primary one last; the same objects each time."""
        return ()

    def reload(self, changes: Changes | None) -> None:
        """Show the records anew: after a write its Changes, on the first visit or another file None."""

    def activated(self, **target: object) -> None:
        """Be shown; `target` says what of it is meant, as `navigate` was given it."""

    def back(self) -> bool:
        """Take one step back inside the screen, as Esc asks; say whether there was one."""
        return False

    def leaving(self) -> bool:
        """Say whether the screen may be left; one that must ask first does so here."""
        return True

    def whereabouts(self) -> dict[str, Any]:
        """Give the target that would lead back to what the screen shows."""
        return {}

    def navigate(self, key: str, **target: object) -> None:
        """Go to another screen."""
        self.wants.emit(key, target)

    def say(self, sentence: str, tone: theme.Tone = theme.Tone.GOOD) -> None:
        """Show a quiet sentence in the window's banner."""
        self.said.emit(sentence, tone)


ScreenFactory = Callable[[Desk], Screen]


@dataclass(frozen=True, slots=True)
class Place:
    """A screen as the window knows it.

    `section` heads it in the sidebar (empty: no heading), `short` is its name there when there is little room; a place
    that is not listed is reached from other screens only, and `under` is the listed place that stays marked meanwhile.
    """

    key: str
    title: str
    factory: ScreenFactory
    section: str = ""
    short: str = ""
    listed: bool = True
    under: str = ""


class Page(QScrollArea):
    """A page that scrolls when it is longer than the window; `body` is its column of cards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = theme.mark(QWidget(), role="page")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(theme.em(1.5), theme.em(1.35), theme.em(1.5), theme.em(1.35))
        self.body.setSpacing(theme.em(1))
        self.setWidget(inside)


class Card(QFrame):
    """A white card with a heading, a quiet note at its right, and a column to fill."""

    def __init__(self, heading: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.em(1.25), theme.em(0.95), theme.em(1.25), theme.em(1.0))
        self.body.setSpacing(theme.em(0.5))
        self.heading = theme.mark(QLabel(heading), role="heading")
        self.note = theme.mark(QLabel(note), role="small")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.note.setWordWrap(True)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.em(0.8))
        self.head.addWidget(self.heading)
        self.head.addWidget(self.note, 1)
        if heading:
            self.body.addLayout(self.head)


def rule() -> QFrame:
    """Make a hairline."""
    return theme.mark(QFrame(), role="rule")
