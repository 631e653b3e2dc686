"""What was rescued, in plain words and by kinds of record."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from branchdesk.services.keeping.rescue import Report
from branchdesk.ui import theme
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import rescue as say
from branchdesk.words import restoring as say_restoring

COLUMNS = (
    Column("label", say_restoring.TABLE, 10, sortable=False, stretch=True),
    Column("read", say_restoring.RESCUED_ROWS, 5, right=True, sortable=False),
    Column("lost", say_restoring.RESCUED_LOST, 5, right=True, sortable=False),
)
SHOWN = 8  # lines without scrolling


class ReportView(QWidget):
    """The sentences, and the lines below them: what lost rows first."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences = QLabel("")
        self.sentences.setWordWrap(True)
        self.lines = Table(COLUMNS)
        self.lines.setAccessibleName(say_restoring.RESCUE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.5))
        column.addWidget(self.sentences)
        column.addWidget(self.lines)
        self.hide()

    def wait(self) -> None:
        """Say that it is under way."""
        self.sentences.setText(say_restoring.RESCUING)
        self.lines.hide()
        self.show()

    def show_report(self, report: Report) -> None:
        """Show what became of the file."""
        told = (
            say.pages(report.bad_pages, report.pages),
            say.rows(report.read, report.lost),
            *report.notes,
            say_restoring.rescued_as(report.path.name),
        )
        self.sentences.setText("\n".join(told))
        ordered = sorted(report.lines, key=lambda line: not line.lost)
        self.lines.set_rows(
            [
                Row(
                    line.table,
                    (line.label, str(line.read), Cell(str(line.lost), Tone.BAD if line.lost else Tone.QUIET)),
                )
                for line in ordered
            ]
        )
        self.lines.setMinimumHeight(theme.em(2.2 * SHOWN))
        self.lines.show()
        self.show()
