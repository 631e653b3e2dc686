"""材料 ▾: the papers about the chosen rows of a list, all of them in one file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from branchdesk import clock
from branchdesk.services.papers.paper_kinds import several
from branchdesk.services.papers.papers import PAPERS, About, Order, PaperKind
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.papers import preview


def kinds(about: About | None) -> tuple[PaperKind, ...]:
    """Give the papers that are about such records; none where nothing is told of them."""
    return tuple(kind for kind in PAPERS.values() if kind.about is about)


def button(about: About | None, show_paper: Callable[[PaperKind], object]) -> QPushButton:
    """Make the button whose menu offers them; `show_paper` is called with the one that is chosen."""
    made = theme.mark(QPushButton("材料 ▾"), role="quiet")
    made.setAccessibleName("打印所选的材料")
    made.setMenu(offer(QMenu(made), about, show_paper))
    return made


def offer(menu: QMenu, about: About | None, show_paper: Callable[[PaperKind], object]) -> QMenu:
    """Put into a menu a line for each paper."""
    for kind in kinds(about):
        menu.addAction(f"{kind.label}…").triggered.connect(partial(_call, show_paper, kind))
    return menu


def show(desk: Desk, window: QWidget, kind: PaperKind, records: Sequence[str]) -> None:
    """Show a paper about these records as it will be printed."""
    preview.show(desk, window, Order(kind.key, several(records)), f"{kind.label}-{clock.today():%Y%m%d}")


def _call(show_paper: Callable[[PaperKind], object], kind: PaperKind, *_: object) -> None:
    """Leave out what the menu says of it beside."""
    show_paper(kind)
