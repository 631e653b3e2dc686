"""One snapshot: the figures as they were quoted, with their definition."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.clue_figures import Measure
from branchdesk.domain.clue_records import ClueRecord
from branchdesk.ledgers.clues import CLUES
from branchdesk.services.clues import clue_snapshots
from branchdesk.services.clues.clue_groups import Group
from branchdesk.services.clues.clue_snapshots import Snapshot
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Page
from branchdesk.ui.screens.clues.figures_body import FiguresBody
from branchdesk.ui.screens.clues.snapshot_list import moment
from branchdesk.ui.table import Column, Row, Table

FIELDS = ("number", "reported_on", "reporter", "category", "grid", "unit", "state", "handled_on", "closed_on")
MOST = 5_000  # records of a snapshot shown in a window


class SnapshotPage(QWidget):
    """The frozen figures; `clue_asked` carries a record of which the card is wanted."""

    clue_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.snapshot: Snapshot | None = None
        self.records: RecordsDialog | None = None
        self.said = theme.mark(QLabel(""), role="heading")
        self.about = theme.mark(QLabel(""), role="small")
        self.about.setWordWrap(True)
        self.figures = FiguresBody()
        self.figures.nothing_text = "存照时没有线索。"
        for place, label in enumerate((self.said, self.about)):
            label.setContentsMargins(theme.em(0.5), 0, 0, 0)
            self.figures.top.body.insertWidget(place, label)
        for earlier in (self.figures.before, self.figures.year_before):
            earlier.setEnabled(False)  # of earlier periods only the numbers were kept
        page = Page()
        page.body.setContentsMargins(theme.em(1.5), theme.em(0.9), theme.em(1.5), theme.em(1.35))
        page.body.addWidget(self.figures)
        page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        self.setFocusProxy(self.figures.table)
        self.figures.turned.connect(self.figures.show_table)
        self.figures.opened.connect(self._open)
        self.figures.clue_asked.connect(self.clue_asked)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show another snapshot."""
        self.snapshot = snapshot
        line = snapshot.line
        self.said.setText(line.name)
        who = f"{line.who}于" if line.who else ""
        note = f"　{line.note}" if line.note else ""
        self.about.setText(f"{who}{moment(line.taken_at)}存照，数字不随线索改动。{note}")
        self.figures.show_figures(snapshot.figures)

    @Slot(object, object, object)
    def _open(self, measure: Measure, group: Group | None, _earlier: object) -> None:
        """Show the records that a figure counted, as they stood."""
        if self.snapshot is None:
            return
        key = self.snapshot.line.id
        work = partial(clue_snapshots.records, snapshot_id=key, measure=measure, group=group)
        self._desk.read(work, self._show_records)

    def _show_records(self, found: Sequence[ClueRecord]) -> None:
        self.records = RecordsDialog(self, found)
        self.records.opened.connect(self.clue_asked)
        self.records.finished.connect(self.records.deleteLater)
        self.records.open()


class RecordsDialog(QDialog):
    """Clues as they stood when figures were quoted; `opened` carries the one whose card of today is wanted."""

    opened = Signal(str)

    def __init__(self, parent: QWidget, records: Sequence[ClueRecord]) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"存照时的线索 {len(records)} 条")
        fields = [CLUES.field(key) for key in FIELDS]
        self.table = Table([Column(one.key, one.label, one.width, most=14, sortable=False) for one in fields])
        self.table.setAccessibleName("存照时的线索")
        self.table.set_rows(
            [Row(one.id, tuple(field.shown(getattr(one, field.key)) for field in fields)) for one in records[:MOST]]
        )
        more = f"只列出前 {MOST} 条。" if len(records) > MOST else ""
        lead = theme.mark(QLabel(f"以下为存照当时的内容，按 Enter 看这条线索现在的登记。{more}"), role="small")
        lead.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(lead)
        column.addWidget(self.table, 1)
        self.resize(theme.em(64), theme.em(34))
        self.table.opened.connect(self._open)
        if records:
            self.table.setCurrentIndex(self.table.rows_model.index(0, 0))
        self.table.setFocus()

    @Slot(str)
    def _open(self, record: str) -> None:
        self.accept()
        self.opened.emit(record)
