"""The bar above a screen: what it is, the way to search, and the buttons the screen lends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from branchdesk.ui import theme
from branchdesk.ui.flow import Flow
from branchdesk.ui.theme import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

LONG, SHORT = "搜索人、会议、线索（拼音首字母）  Ctrl+K", "搜索 Ctrl+K"


class TopBar(QFrame):
    """Title and subtitle at the left; search, buttons and the menu at the right, on two lines where needed."""

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="topbar")
        self.title = theme.mark(QLabel(""), role="title")
        self.title.setAccessibleName("标题")
        self.subtitle = theme.mark(QLabel(""), role="small")
        self.state = theme.mark(QLabel(""), role="pill")
        self.state.hide()
        self.search = theme.mark(QPushButton(LONG), role="search")
        self.search.setAccessibleName("搜索")
        self.search.setCursor(Qt.CursorShape.IBeamCursor)
        self.more = theme.mark(QPushButton("菜单"), role="quiet")
        self.more.setMenu(menu)
        self._lent: list[QWidget] = []
        self._buttons = QWidget()
        self._flow = Flow(self._buttons)
        self._given_back = QWidget(
            self
        )  # never shown: a screen may show and hide its buttons while another has the bar
        self._given_back.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self._buttons.setSizePolicy(policy)
        self._first = QHBoxLayout()
        self._first.setSpacing(theme.em(0.9))
        self._first.addWidget(self.title)
        self._first.addWidget(self.subtitle)
        self._first.addWidget(self.state)
        self._first.addStretch(1)
        for widget in (self.search, self._buttons, self.more):
            self._first.addWidget(widget)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(theme.em(1.5), theme.em(0.75), theme.em(1.1), theme.em(0.75))
        self._whole.setSpacing(theme.em(0.6))
        self._whole.addLayout(self._first)
        self._below = False

    def show_screen(
        self,
        title: str,
        subtitle: str,
        buttons: Sequence[QWidget],
        state: tuple[str, Tone] | None = None,
    ) -> None:
        """Name a screen, say how it stands, and take its buttons; those of the screen before are given back."""
        self.state.setVisible(state is not None)
        if state is not None:
            self.state.setText(state[0])
            theme.mark(self.state, tone=state[1])
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        if list(buttons) != self._lent:
            for widget in self._lent:
                self._flow.removeWidget(widget)
                widget.hide()
                widget.setParent(self._given_back)
            self._lent = list(buttons)
            for widget in self._lent:
                self._flow.addWidget(widget)
                widget.show()
        self._buttons.setVisible(bool(buttons))
        self._arrange()

    def set_search(self, *, shown: bool) -> None:
        """Offer the search, once there is something to find."""
        self.search.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one line or two."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Shorten the search first, then move the buttons below."""
        room = self.width() - theme.em(2.6)
        gap = self._first.spacing()
        fixed = [self.title.sizeHint().width(), self.more.sizeHint().width()]
        fixed += [label.sizeHint().width() for label in (self.subtitle, self.state) if not label.isHidden()]
        buttons = self._buttons.sizeHint().width() if self._lent else 0

        def needs(search: str, *, beside: bool) -> int:
            self.search.setText(search)
            parts = [*fixed, self.search.sizeHint().width()]
            if beside and self._lent:
                parts.append(buttons)
            return sum(parts) + gap * (len(parts) + 1)

        below = False
        if needs(LONG, beside=True) > room and needs(SHORT, beside=True) > room:
            below = bool(self._lent)
            if needs(LONG, beside=not below) > room:
                self.search.setText(SHORT)
        if below != self._below:
            self._below = below
            if below:
                self._first.removeWidget(self._buttons)
                self._whole.addWidget(self._buttons)
            else:
                self._whole.removeWidget(self._buttons)
                self._first.insertWidget(self._first.count() - 1, self._buttons)
