"""统计 as things stand: a period's figures; the newest question alone is answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.clue_figures import Measure
from branchdesk.services import Store, preferences
from branchdesk.services.clues import clue_figures
from branchdesk.services.clues.clue_figures import Asked, Figures
from branchdesk.services.clues.clue_groups import Group
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Page, rule
from branchdesk.ui.screens.clues.actions import CLUE_ACTIONS
from branchdesk.ui.screens.clues.figures_body import HEADINGS, MONTH, FiguresBody
from branchdesk.ui.screens.clues.figures_filters import TEAM, FiguresFilters

KEY = "clue_figures"  # under which the period and the table are remembered
SLOW = 300  # milliseconds after which it is said that figures are being made


class FiguresPage(QWidget):
    """The page.

    `records_asked` carries conditions of the list whose records a number counts, `clue_asked` one record, and
    `strokes_asked` says that strokes are meant, which have no records. `shown` says that other figures stand here.
    """

    records_asked = Signal(object)
    clue_asked = Signal(str)
    strokes_asked = Signal()
    shown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._turn = 0
        self._file: Path | None = None  # of which the period was taken up
        self.filters = FiguresFilters()
        self.figures = FiguresBody()
        self.busy = theme.mark(QLabel("正在统计…"), role="small")
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        line = QHBoxLayout()
        line.addWidget(self.filters, 1)
        line.addWidget(self.busy)
        self.busy.hide()
        self.figures.top.body.insertLayout(0, line)
        self.figures.top.body.insertWidget(1, rule())
        page = Page()
        page.body.setContentsMargins(theme.em(1.5), theme.em(0.9), theme.em(1.5), theme.em(1.35))
        page.body.addWidget(self.figures)
        page.body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
        self.setFocusProxy(self.filters)
        self.filters.edited.connect(self._asked_otherwise)
        self.figures.turned.connect(self._turned)
        self.figures.opened.connect(self._open)
        self.figures.clue_asked.connect(self.clue_asked)
        self._slow.timeout.connect(self.busy.show)

    @property
    def found(self) -> Figures | None:
        """Give the figures that are shown."""
        return self.figures.found

    def ask(self) -> None:
        """Read what is shown, and what can be filtered by."""
        if not self._desk.is_open:
            return
        if self._file != self._desk.store.path:  # nothing that was asked of another file holds any more
            self._file = self._desk.store.path
            self.filters.begin()
            self._desk.read(lambda store: preferences.get(store, KEY), self._take_up)
            return
        self._read()
        self._desk.read(_offers, self._offer)

    def reset(self) -> bool:
        """Ask of the whole period again; say whether anything narrowed it."""
        if not self.filters.narrowed():
            return False
        self.filters.reset()
        return True

    # -- inside

    def _take_up(self, kept: Any) -> None:  # noqa: ANN401 - whatever was kept
        if isinstance(kept, dict):
            self.filters.take_up(kept)
            if kept.get("by") in HEADINGS:
                self.figures.tabs.set_value(kept["by"])
        self.ask()

    def _offer(self, found: tuple[dict[str, Any], tuple[Group, ...]]) -> None:
        self.filters.offer(*found)

    @Slot()
    def _asked_otherwise(self) -> None:
        self._remember()
        self._read()

    @Slot()
    def _turned(self) -> None:
        self._remember()
        if self.found is not None and self.figures.by() in self.found.groups:
            self.figures.show_table()
        else:
            self._read()

    def _remember(self) -> None:
        kept = {**self.filters.kept(), "by": self.figures.by()}
        self._desk.write(lambda store: preferences.put(store, KEY, kept))

    def _read(self) -> None:
        """Ask anew; where somebody asks again meanwhile, only the newest is answered."""
        self._turn += 1
        turn, asked = self._turn, self.filters.asked()
        by = tuple(dict.fromkeys((MONTH, self.figures.by())))
        self._slow.start()

        def work(store: Store) -> Figures | None:
            return clue_figures.figures(store, asked, by, compare=True) if turn == self._turn else None

        def shown(found: Figures | None) -> None:
            if found is not None and turn == self._turn:
                self._done()
                self._show(found)

        self._desk.read(work, shown, failed=self._failed, owner=self)

    def _failed(self, _error: Exception) -> None:
        self._done()

    def _done(self) -> None:
        self._slow.stop()
        self.busy.hide()

    def _show(self, found: Figures) -> None:
        narrowed = self.filters.narrowed()
        self.figures.nothing_text = "没有符合条件的线索。" if narrowed else "这段时间没有线索，可以换一段时间。"
        self.figures.show_figures(found)
        self.shown.emit()

    @Slot(object, object, object)
    def _open(self, measure: Measure, group: Group | None, asked: Asked | None) -> None:
        if self.found is None:
            return
        query = clue_figures.behind_asked(asked or self.found.asked, self.found.settings, measure, group)
        if query is None:
            self.strokes_asked.emit()
        else:
            self.records_asked.emit(query.conditions)


def _offers(store: Store) -> tuple[dict[str, Any], tuple[Group, ...]]:
    """Give the values that can be filtered by, and the teams; this runs on the reading lane."""
    counts = {key: CLUE_ACTIONS.counts(store, key) for key in CLUE_ACTIONS.ledger.filters}
    return counts, clue_figures.figures(store, Asked(), (TEAM,), ages=False).groups[TEAM].groups
