"""打印 ▾: the papers about one thing, in a menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from branchdesk.services.papers.papers import PAPERS, About, PaperKind


class PapersButton(QPushButton):
    """Offers every paper about such a thing; `show_paper` is called with the one that is chosen."""

    def __init__(self, about: About, show_paper: Callable[[PaperKind], object], parent: QWidget | None = None) -> None:
        super().__init__("打印 ▾", parent)
        self.setAccessibleName("打印材料")
        self.setShortcut("Ctrl+P")
        self.setToolTip("Ctrl+P")
        self.choices = QMenu(self)
        for kind in PAPERS.values():
            if kind.fits_place(about):
                self.choices.addAction(kind.label).triggered.connect(partial(_call, show_paper, kind))
        self.setMenu(self.choices)


def _call(show_paper: Callable[[PaperKind], object], kind: PaperKind, *_: object) -> None:
    """Leave out what the menu says of it beside."""
    show_paper(kind)
