"""The panel that makes one condition: a field, a test, what to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.services.ledgers.lists import Condition, Test, said
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.check_list import CheckList
from branchdesk.ui.ledger.conditions import LISTED, WHETHER, WORDS, questions_of, read_condition
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.ledger.panel import Panel

OFFERED = 300  # values listed to choose from; rarer ones are found by 包含
HINTS = {FieldKind.DATE: "如 2026-11", FieldKind.INTEGER: "整数"}


class FilterPanel(Panel):
    """Makes or changes a condition; `applied` carries (the condition, the one it replaces or None).

    `removed` carries a condition that is wanted no more.
    """

    applied = Signal(object, object)
    removed = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, actions: LedgerActions) -> None:
        super().__init__(parent, "筛选条件", width=30)
        self._desk, self._verbs = desk, actions
        self._before: Condition | None = None
        self._wanted: Sequence[Any] = ()
        self.field_box, self.test_box = DropDown(), DropDown()
        self.field_box.setAccessibleName("栏目")
        self.test_box.setAccessibleName("条件")
        for field in actions.ledger.fields:
            self.field_box.addItem(field.label, field.key)
        self.field_box.setMaxVisibleItems(12)
        self.first, self.last = QLineEdit(), QLineEdit()
        self.to_word = theme.mark(QLabel("至"), tone="quiet")
        self.values = CheckList()
        self.values.setAccessibleName("可选的值")
        self._lay_out()
        self.field_box.currentIndexChanged.connect(self._field_chosen)
        self.test_box.currentIndexChanged.connect(self._test_chosen)
        self.values.itemChanged.connect(self._calm)
        for line in (self.first, self.last):
            line.textEdited.connect(self._calm)
        self.remove_button = self.add_button("去掉此条件", role="quiet", first=True)
        self.remove_button.clicked.connect(self._remove)
        self.add_button("取消").clicked.connect(self.reject)
        self.apply_button = self.add_button("确定", role="primary")
        self.apply_button.clicked.connect(self.apply)

    @property
    def field(self) -> Field:
        """Give the field that is asked about."""
        return self._verbs.field(str(self.field_box.currentData()))

    @property
    def test(self) -> Test:
        """Give the test that is asked for."""
        return Test(self.test_box.currentData())

    def begin(self, anchor: QWidget, condition: Condition | None, key: str = "") -> None:
        """Come up for a condition that stands, or for a new one, of the field named where one is."""
        self._before = condition
        self._wanted = condition.values if condition else ()
        self.remove_button.setVisible(condition is not None)
        self.refuse("")
        wanted = condition.field if condition else key or self._verbs.ledger.search[0]
        self.field_box.setCurrentIndex(max(self.field_box.findData(wanted), 0))
        self._field_chosen()
        if condition is not None:
            self.test_box.setCurrentIndex(max(self.test_box.findData(condition.test.value), 0))
            if condition.test not in LISTED:
                texts = ["" if value is None else str(value) for value in condition.values]
                for line, text in zip((self.first, self.last), texts, strict=False):
                    line.setText(text)
        self.show_below(anchor)
        self._focus_value() if condition or key else self.field_box.setFocus()

    @Slot()
    def apply(self) -> None:
        """Hand the condition over, or say what it lacks."""
        texts = [self.first.text()] + ([self.last.text()] if self.test is Test.BETWEEN else [])
        condition, problem = read_condition(self.field, self.test, texts, self.values.ticked())
        if problem:
            self.refuse(problem)
            self._focus_value()
            return
        self.accept()
        self.applied.emit(condition, self._before)

    # -- inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.em(0.6))
        head.addWidget(self.field_box, 3)
        head.addWidget(self.test_box, 2)
        self.column.addLayout(head)
        line = QHBoxLayout()
        line.setSpacing(theme.em(0.5))
        line.addWidget(self.first, 1)
        line.addWidget(self.to_word)
        line.addWidget(self.last, 1)
        self.column.addLayout(line)
        self.column.addWidget(self.values)

    @Slot()
    def _field_chosen(self) -> None:
        field = self.field
        self.test_box.blockSignals(True)  # noqa: FBT003 - Qt's own form
        self.test_box.clear()
        for test in questions_of(field):
            self.test_box.addItem(WORDS[test], test.value)
        self.test_box.blockSignals(False)  # noqa: FBT003 - Qt's own form
        for line in (self.first, self.last):
            line.clear()
            line.setPlaceholderText(HINTS.get(field.kind, ""))
        self.values.set_lines((), ())
        if any(test in LISTED for test in questions_of(field)):
            self._desk.read(lambda store: (field.key, self._verbs.counts(store, field.key)), self._offer)
        self._test_chosen()

    @Slot()
    def _test_chosen(self) -> None:
        test, dated = self.test, self.field.kind is FieldKind.DATE
        written, between = test not in (*LISTED, *WHETHER), test is Test.BETWEEN
        self.first.setVisible(written)
        self.last.setVisible(between)
        self.to_word.setVisible(between)
        names = (("开始", "结束") if dated else ("最小", "最大")) if between else ("值", "")
        self.first.setAccessibleName(names[0])
        self.last.setAccessibleName(names[1])
        self.values.setVisible(test in LISTED)
        self.refuse("")

    def _offer(self, found: tuple[str, Sequence[tuple[Any, int]]]) -> None:
        key, counts = found
        field = self.field
        if key != field.key:
            return
        merged: dict[Any, int] = dict.fromkeys((choice.value for choice in field.choices), 0)
        for value, number in counts:
            kept = None if value == "" else value
            merged[kept] = merged.get(kept, 0) + number
        wanted = [None if value == "" else value for value in self._wanted] if self._applies(key) else []
        for value in wanted:  # what is asked for stays in sight, though nobody has it any more
            merged.setdefault(value, 0)
        listed = [value for number, value in enumerate(merged) if number < OFFERED or value in wanted]
        self.values.set_lines([(value, f"{said(field, value)}　{merged[value]}") for value in listed], wanted)
        self.fit()

    def _applies(self, key: str) -> bool:
        return self._before is not None and self._before.field == key and self._before.test in LISTED

    def _focus_value(self) -> None:
        if self.test in LISTED:
            self.values.setFocus()
        elif self.test in WHETHER:
            self.test_box.setFocus()
        else:
            self.first.setFocus()
            self.first.selectAll()

    @Slot()
    def _calm(self) -> None:
        if not self.problem.isHidden():
            self.refuse("")

    @Slot()
    def _remove(self) -> None:
        self.accept()
        self.removed.emit(self._before)
