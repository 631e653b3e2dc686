"""How a dialog of settings stands: its form at the left, beside it what they make of a paper, its buttons below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.ui import theme
from branchdesk.ui.screen import Page


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the form: the banners above, the sample and what it is called, the buttons below.

    The first button stands at the left, apart from the others.
    """

    banners: Sequence[QWidget]
    called: str
    sample: QWidget
    buttons: Sequence[QPushButton]


def form_page() -> Page:
    """Make the page that the fields stand on."""
    page = Page()
    theme.mark(page, role="surface")
    theme.mark(page.widget(), role="surface")
    page.body.setContentsMargins(0, 0, theme.em(0.6), 0)
    page.body.setSpacing(theme.em(0.85))
    return page


def lay_out(dialog: QWidget, page: Page, width: int, around: Around) -> None:
    """Lay a dialog out; `width` of the form is in ems."""
    page.body.addStretch(1)
    page.setFixedWidth(theme.em(width))
    side = QVBoxLayout()
    side.setSpacing(theme.em(0.4))
    side.addWidget(theme.mark(QLabel(around.called), role="key"))
    side.addWidget(around.sample, 1)
    middle = QHBoxLayout()
    middle.setSpacing(theme.em(1.4))
    middle.addWidget(page)
    middle.addLayout(side, 1)
    foot = QHBoxLayout()
    foot.setSpacing(theme.em(0.7))
    first, *others = around.buttons
    foot.addWidget(first)
    foot.addStretch(1)
    for button in others:
        foot.addWidget(button)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(theme.em(1.4), theme.em(1.2), theme.em(1.4), theme.em(1.2))
    column.setSpacing(theme.em(0.9))
    for banner in around.banners:
        column.addWidget(banner)
    column.addLayout(middle, 1)
    column.addLayout(foot)
