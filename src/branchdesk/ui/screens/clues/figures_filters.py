"""What figures are asked of: a period, and one value of each of a few fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from branchdesk.domain.periods import Span
from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.services.clues.clue_figures import Asked
from branchdesk.services.clues.clue_groups import Group
from branchdesk.services.ledgers.lists import Condition
from branchdesk.ui import theme
from branchdesk.ui.fields.period_field import PeriodField
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.ledger.filter_bar import FilterChip

SPANS = (
    *(Span.THIS_YEAR, Span.THIS_QUARTER, Span.THIS_MONTH, Span.LAST_MONTH, Span.LAST_QUARTER, Span.LAST_YEAR),
    *(Span.CHOSEN, Span.ALL),
)
TEAM = "team"


class TeamChip(FilterChip):
    """A filter by team; whose clues these are, the groups of the figures know."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(VOLUNTEERS.field(TEAM), parent)
        self._conditions: dict[str, Condition] = {}

    def set_teams(self, groups: Sequence[Group]) -> None:
        """Offer these teams."""
        named = [group for group in groups if group.key[0]]
        self._conditions = {str(group.key[0]): group.conditions[0] for group in named}
        self.set_counts([(group.key[0], group.counted.all_reported) for group in named])

    def condition(self) -> Condition | None:
        """Give the condition that the team's clues meet."""
        return self._conditions.get(str(self.values[0])) if self.values else None


class FiguresFilters(FlowRow):
    """A period and chips; `edited` is sent when figures must be asked for anew."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.period = PeriodField(SPANS)
        self.period.set_span(Span.THIS_YEAR)
        self.chips: dict[str, FilterChip] = {key: FilterChip(CLUES.field(key)) for key in CLUES.filters}
        self.team = TeamChip()
        self.clear = theme.mark(QPushButton("清除条件"), role="quiet")
        super().__init__((self.period, *self.all_chips(), self.clear), parent, gap=0.6)
        for chip in self.all_chips():
            chip.chosen.connect(self._edited)
            chip.hide()
        self.period.edited.connect(self._edited)
        self.clear.clicked.connect(self.reset)
        self.clear.hide()
        self.setFocusProxy(self.period)

    def all_chips(self) -> tuple[FilterChip, ...]:
        """Give every chip, the team's last."""
        return (*self.chips.values(), self.team)

    def asked(self) -> Asked:
        """Give what is asked for."""
        since, until = self.period.value()
        found = (chip.condition() for chip in self.all_chips())
        return Asked(since, until, tuple(one for one in found if one is not None))

    def narrowed(self) -> bool:
        """Say whether anything but the period narrows the figures."""
        return any(chip.values is not None for chip in self.all_chips())

    def offer(self, counts: Mapping[str, Sequence[tuple[Any, int]]], teams: Sequence[Group]) -> None:
        """Offer each chip's values."""
        for key, chip in self.chips.items():
            chip.set_counts(counts.get(key, ()))
        self.team.set_teams(teams)
        self.updateGeometry()

    def kept(self) -> dict[str, Any]:
        """Give the period as it is remembered."""
        since, until = self.period.value()
        chosen = self.period.span() is Span.CHOSEN
        days = {"since": since and since.isoformat(), "until": until and until.isoformat()} if chosen else {}
        return {"span": self.period.span().value, **days}

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Show a period that was remembered; one that cannot be read is as usual."""
        with suppress(ValueError, TypeError, KeyError):
            days = {key: date.fromisoformat(kept[key]) if kept.get(key) else None for key in ("since", "until")}
            span = Span(kept["span"])
            if span in SPANS:
                self.period.set_span(span)
                self.period.since.set_value(days["since"])
                self.period.until.set_value(days["until"])

    def begin(self) -> None:
        """Ask of this year whole, without a word to anybody."""
        self.period.set_span(Span.THIS_YEAR)
        for chip in self.all_chips():
            chip.set_values(None)
        self.clear.hide()

    @Slot()
    def reset(self) -> None:
        """Ask of the whole period."""
        for chip in self.all_chips():
            chip.set_values(None)
        self.period.setFocus()
        self._edited()

    @Slot()
    def _edited(self) -> None:
        self.clear.setVisible(self.narrowed())
        self.edited.emit()
