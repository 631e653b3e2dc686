"""The panel that sets one field of several records at once."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from branchdesk.domain.meetings import Severity
from branchdesk.services.ledgers import entering, together
from branchdesk.ui import theme
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.editors import DropDown, Editor
from branchdesk.ui.ledger.in_place import cell_editor
from branchdesk.ui.ledger.panel import Panel


class TogetherPanel(Panel):
    """A field and a value; `applied` carries (field, value as stored)."""

    applied = Signal(str, object)

    def __init__(self, parent: QWidget, actions: LedgerActions) -> None:
        super().__init__(parent, "批量修改", width=28)
        self._verbs = actions
        self.field_box = DropDown()
        self.field_box.setAccessibleName("栏目")
        for field in together.fields(actions.ledger):
            self.field_box.addItem(field.label, field.key)
        self.field_box.setMaxVisibleItems(12)
        self.editor: Editor = cell_editor(together.fields(actions.ledger)[0])
        self._word = theme.mark(QLabel(""), role="small")
        self._word.setWordWrap(True)
        self.column.addWidget(theme.mark(QLabel("把这一栏"), role="key"))
        self.column.addWidget(self.field_box)
        self._to = theme.mark(QLabel("都改为"), role="key")
        self.column.addWidget(self._to)
        self.column.addWidget(self.editor.widget)
        self.column.addWidget(self._word)
        self.field_box.currentIndexChanged.connect(self._field_chosen)
        self.add_button("取消").clicked.connect(self.reject)
        self.add_button("修改", role="primary").clicked.connect(self.apply)

    def begin(self, anchor: QWidget, number: int, key: str = "") -> None:
        """Come up for so many records, at a field where one is meant."""
        one = self._verbs.ledger.one
        self.heading.setText(f"批量修改 {number} {one}")
        self._word.setText("不填即清空这一栏。其余栏目不动，可以撤销。")
        self.field_box.setCurrentIndex(max(self.field_box.findData(key), 0))
        self._field_chosen()
        self.show_below(anchor)
        self.field_box.setFocus()

    @Slot()
    def apply(self) -> None:
        """Hand the value over, or say what is wrong with it."""
        key = str(self.field_box.currentData())
        self.editor.settle()
        entry = entering.read(self._verbs.ledger, {key: self.editor.value()})
        errors = [finding.message for finding in entry.findings if finding.severity is Severity.ERROR]
        if problem := self.editor.problem() or next(iter(errors), ""):
            self.refuse(problem)
            self.editor.widget.setFocus()
            return
        self.accept()
        self.applied.emit(key, entry.values[key])

    @Slot()
    def _field_chosen(self) -> None:
        field = self._verbs.field(str(self.field_box.currentData()))
        old, self.editor = self.editor.widget, cell_editor(field)
        place = self.column.indexOf(old)
        self.column.removeWidget(old)
        self.column.insertWidget(place, self.editor.widget)
        old.hide()
        old.deleteLater()
        self.editor.widget.setAccessibleName(field.label)
        self.editor.edited.connect(self._calm)
        self.setTabOrder(self.field_box, self.editor.widget)
        self.refuse("")

    @Slot()
    def _calm(self) -> None:
        if not self.problem.isHidden():
            self.refuse("")
