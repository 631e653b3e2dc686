"""What the pages of a ledger's screen have in common: the list, a form, a card, an import."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from branchdesk.ui import theme


class LedgerPage(QWidget):
    """One page of a ledger's screen.

    `closed` asks to go back to the list; `heading_changed` says that title, subtitle or buttons are others; `told`
    carries a sentence for the notice and the title of the step that 撤销 there would take back (or nothing).
    """

    closed = Signal()
    heading_changed = Signal()
    told = Signal(str, str)

    title = ""
    subtitle = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.em(1.5), theme.em(1.35), theme.em(1.5), theme.em(1.35))
        self.body.setSpacing(theme.em(1))

    def buttons(self) -> Sequence[QWidget]:
        """Give the buttons for the top bar, the primary one last."""
        return ()

    def name(self, title: str, subtitle: str = "") -> None:
        """Set what the top bar says."""
        if (title, subtitle) != (self.title, self.subtitle):
            self.title, self.subtitle = title, subtitle
            self.heading_changed.emit()

    def step_back(self) -> bool:
        """Take one step back inside the page, as Esc asks; say whether there was one."""
        return False

    def leaving(self) -> bool:
        """Say whether the page may be left; one with unsaved text asks first."""
        return True


class RecordPage(LedgerPage):
    """A page that shows one record; `edit_asked` and `removal_asked` carry its identifier."""

    edit_asked = Signal(str)
    removal_asked = Signal(str)

    def open_record(self, record: str) -> None:
        """Show a record."""
        raise NotImplementedError

    def reload(self) -> None:
        """Show the same record as it stands now."""
        raise NotImplementedError
