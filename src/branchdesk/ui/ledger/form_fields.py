"""The fields of a form: name, editor, hint and what is noticed, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from branchdesk.domain.meetings import Severity
from branchdesk.ledgers.spec import Field, FieldKind, Finding
from branchdesk.ui import theme
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.ledger.editors import Editor, editor_for
from branchdesk.ui.theme import Tone

STEPS = (40, 64)  # ems from which there are two columns, and three
TONES = {Severity.ERROR: Tone.BAD, Severity.DOUBT: Tone.WARN, Severity.NOTE: Tone.QUIET}


class FormField(Labelled):
    """A field of the form: it can be refused, or doubted without being refused."""

    def __init__(self, field: Field, hint: str) -> None:
        self.field = field
        self.input: Editor = editor_for(field)
        super().__init__(field.label, self.input.widget, hint=hint, required=field.required)
        self.touched = False

    def judge(self, finding: Finding | None) -> None:
        """Say what was noticed, in its tone; without a finding, the hint."""
        if finding is None or finding.severity is Severity.ERROR:
            self.refuse(finding.message if finding else "")
            return
        self.refuse("")
        self.sentence.setText(finding.message)
        self.sentence.setVisible(True)
        theme.mark(self.sentence, tone=TONES[finding.severity])


def judge(fields: Mapping[str, FormField], findings: Iterable[Finding]) -> None:
    """Say beside each field that was touched the gravest thing noticed of it."""
    order = list(Severity)
    gravest: dict[str, Finding] = {}
    for finding in sorted(findings, key=lambda finding: order.index(finding.severity)):
        gravest.setdefault(finding.field, finding)
    for key, one in fields.items():
        if not one.input.problem():
            one.judge(gravest.get(key) if one.touched else None)


class Grid(QWidget):
    """Fields in as many columns as there is room for; long text takes a line of its own."""

    def __init__(self, fields: Sequence[FormField], steps: Sequence[int] = STEPS) -> None:
        """Take the fields, and the ems from which there are two columns, three and so on."""
        super().__init__()
        self._fields = fields
        self._steps = steps
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.em(1.6))
        self._grid.setVerticalSpacing(theme.em(0.8))
        self._arrange(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change the number of columns."""
        super().resizeEvent(event)
        columns = self._columns_at(self.width())
        if columns != self._columns:
            self._arrange(columns)

    def height_at(self, width: int) -> int:
        """Give the height that the fields in sight need at a width."""
        self._arrange(self._columns_at(width))
        self._grid.invalidate()
        return self._grid.heightForWidth(width) if self._grid.hasHeightForWidth() else self._grid.sizeHint().height()

    def show_only(self, keys: Iterable[str]) -> None:
        """Show some of the fields, closed up."""
        wanted = set(keys)
        for one in self._fields:
            one.setVisible(one.field.key in wanted)
        self._arrange(self._columns)

    def _columns_at(self, width: int) -> int:
        return 1 + sum(width >= theme.em(step) for step in self._steps)

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        for one in self._fields:
            self._grid.removeWidget(one)
        row = column = 0
        for one in self._fields:
            if one.isHidden() and one.parentWidget() is self:
                continue
            whole = one.field.kind is FieldKind.LONG_TEXT
            if column and (whole or column == columns):
                row, column = row + 1, 0
            self._grid.addWidget(one, row, column, 1, columns if whole else 1, Qt.AlignmentFlag.AlignTop)
            column = columns if whole else column + 1
        for number in range(len(self._steps) + 1):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)


def is_entered(watched: QObject, event: QEvent) -> bool:
    """Say whether an event is Enter in a line, and not the choice of something that the line offers."""
    if not (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit)):
        return False
    completer = watched.completer()
    choosing = completer is not None and completer.popup().isVisible()
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not choosing
