"""今日: what is due, what is late, whose 政治生日 is near, which clues wait; one click from each line to the thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from branchdesk import clock
from branchdesk.services import today
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Card, Page, Screen
from branchdesk.ui.table import Cell, Column, Mark, Row, Table
from branchdesk.ui.theme import Tone

if TYPE_CHECKING:
    from branchdesk.services import Changes

TONES = {"late": Tone.BAD, "due": Tone.WARN, "coming": Tone.GOOD, "note": Tone.QUIET}


class TodayScreen(Screen):
    """The start page."""

    title = "今日"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(
            [Column("what", "事项", 20, stretch=True), Column("basis", "依据", 16), Column("days", "时限", 6)],
            one_click=True,
        )
        card = Card("要办的事", "依据条文，点一行直达")
        card.body.addWidget(self._table)
        page = Page()
        page.body.addWidget(card)
        page.body.addStretch(1)
        self.body.addWidget(page)

    def reload(self, _changes: Changes | None) -> None:
        """Ask what there is."""
        day = clock.today()
        self.subtitle = f"{day.year}年{day.month}月{day.day}日"
        self.desk.read(lambda store: today.look(store, day), self._show)

    def _show(self, seen: today.Today) -> None:
        self._table.set_rows(
            [
                Row(
                    str(number),
                    (
                        Cell(line.what, TONES[line.state], mark=Mark.DOT),
                        Cell(line.basis, Tone.QUIET),
                        Cell(line.days_text, TONES[line.state]),
                    ),
                )
                for number, line in enumerate(seen.lines)
            ],
        )
        self._table.show_whole()
