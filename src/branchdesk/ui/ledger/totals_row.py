"""The row below a list: how many records, the sums of amounts, the commonest values of choices; as columns stand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from branchdesk.services.ledgers.lists import Totals, said
from branchdesk.ui import theme
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.grid import LedgerTable
from branchdesk.ui.theme import Tone

LINES = 2  # commonest values in sight; the tooltip has all
SMALL = 0.92


class TotalsRow(QWidget):
    """Drawn under the table's columns and moved with them."""

    def __init__(self, table: LedgerTable, actions: LedgerActions) -> None:
        super().__init__()
        self._table, self._verbs = table, actions
        self._texts: dict[str, tuple[str, ...]] = {}
        self.whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = table.horizontalHeader()
        header.sectionResized.connect(self.update)
        header.geometriesChanged.connect(self.update)
        table.horizontalScrollBar().valueChanged.connect(self._scrolled)

    def sizeHint(self) -> QSize:
        """Ask for two small lines."""
        return QSize(theme.em(10), theme.em(1.35) * LINES + theme.em(0.7))

    def show_totals(self, totals: Totals) -> None:
        """Show other figures."""
        ledger = self._verbs.ledger
        self.whole = f"合计 {totals.rows} {ledger.one}"
        self._texts = {key: (str(number),) for key, number in totals.sums.items()}
        for key, counts in totals.counts.items():
            field = ledger.field(key)
            merged: dict[str, int] = {}
            for value, number in counts:
                merged[said(field, value)] = merged.get(said(field, value), 0) + number
            self._texts[key] = tuple(f"{name} {number}" for name, number in merged.items())
        said_out = [f"{ledger.field(key).label}：{'、'.join(texts)}" for key, texts in self._texts.items() if texts]
        self.setToolTip("\n".join([self.whole, *said_out]))
        self.setAccessibleName("；".join([self.whole, *said_out]))
        self.update()

    def texts(self, key: str) -> tuple[str, ...]:
        """Give what stands under a column."""
        return self._texts.get(key, ())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the figures under their columns."""
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.EDGE), 1))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setClipRect(0, 1, self._table.viewport().width(), self.height() - 1)
        header = self._table.horizontalHeader()
        for place, column in enumerate(self._table.rows_model.columns):
            left = header.sectionViewportPosition(place)
            area = QRectF(left, 0, header.sectionSize(place), self.height())
            if texts := self.texts(column.key):
                self._draw(painter, area, texts, right=column.right)
        painter.setFont(theme.font(SMALL, bold=True))
        painter.setPen(theme.colour(Tone.INK))
        width = painter.fontMetrics().horizontalAdvance(self.whole)
        whole = QRectF(0, 1, width + theme.em(1.2), self.height() - 1)
        painter.fillRect(whole, QColor(theme.SURFACE))  # it stays in sight, whatever is scrolled below it
        painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, self.whole)

    def _draw(self, painter: QPainter, area: QRectF, texts: tuple[str, ...], *, right: bool) -> None:
        painter.setFont(theme.font(SMALL))
        painter.setPen(theme.colour(Tone.QUIET))
        inner = area.adjusted(theme.em(0.6), 0, -theme.em(0.3), 0)
        metrics = QFontMetrics(painter.font())
        lines = texts[:LINES]
        height = theme.em(1.35)
        top = (area.height() - height * len(lines)) / 2
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        for number, text in enumerate(lines):
            line = QRectF(inner.left(), top + number * height, inner.width(), height)
            fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
            painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, fitting)

    @Slot(int)
    def _scrolled(self, _value: int) -> None:
        self.update()
