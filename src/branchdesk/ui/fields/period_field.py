"""A span of time: one of those with a name, or from a day to a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from branchdesk import clock
from branchdesk.domain.periods import Span, bounds
from branchdesk.ui import theme
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.ledger.editors import DropDown

NAMES = {
    Span.ALL: "全部时间",
    Span.THIS_YEAR: "今年",
    Span.THIS_QUARTER: "本季度",
    Span.LAST_QUARTER: "上季度",
    Span.THIS_MONTH: "本月",
    Span.LAST_MONTH: "上月",
    Span.LAST_YEAR: "去年",
    Span.THREE_YEARS: "近三年",
    Span.CHOSEN: "起止日期…",
}


class PeriodField(QWidget):
    """A list of spans, and two dates where the days are chosen; `edited` is sent when the span became another.

    A date known only to its month or year means all of it.
    """

    edited = Signal()

    def __init__(self, spans: Sequence[Span] = tuple(Span), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.span_box = DropDown()
        self.span_box.setAccessibleName("时间范围")
        for span in spans:
            self.span_box.addItem(NAMES[span], span)
        self.since, self.until = DateEdit(), DateEdit()
        self.since.setAccessibleName("从哪天")
        self.until.setAccessibleName("到哪天")
        self._to = theme.mark(QLabel("至"), tone="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(0.4))
        row.addWidget(self.span_box)
        for widget in (self.since, self._to, self.until):
            row.addWidget(widget)
        for line in (self.since, self.until):
            line.setPlaceholderText("如 2026-03")
            line.setMaximumWidth(theme.em(8))
            line.edited.connect(self.edited)
        self.span_box.activated.connect(self._span_chosen)
        self.setFocusProxy(self.span_box)
        self._show_dates()

    def span(self) -> Span:
        """Give the span that is chosen by name."""
        return Span(self.span_box.currentData())

    def value(self) -> tuple[date | None, date | None]:
        """Give the first and the last day; None where it is open."""
        if self.span() is not Span.CHOSEN:
            return bounds(self.span(), clock.today())
        since, until = self.since.value(), self.until.value()
        return since.first_day() if since else None, until.last_day() if until else None

    def set_span(self, span: Span) -> None:
        """Choose a span by name, without a word to anybody."""
        self.span_box.setCurrentIndex(self.span_box.findData(span))
        self._show_dates()

    def set_days(self, since: date, until: date) -> None:
        """Choose the days, without a word to anybody."""
        self.set_span(Span.CHOSEN)
        self.since.set_value(since)
        self.until.set_value(until)

    @Slot()
    def _span_chosen(self) -> None:
        self._show_dates()
        if self.span() is Span.CHOSEN:
            self.since.setFocus()
        self.edited.emit()

    def _show_dates(self) -> None:
        for widget in (self.since, self._to, self.until):
            widget.setVisible(self.span() is Span.CHOSEN)
        self.updateGeometry()
