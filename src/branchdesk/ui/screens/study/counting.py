"""计算办法: what of each kind of meeting counts as study, and the most that half a day and a day hold."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.study_hours import Counting, KindHours, Way
from branchdesk.ui import theme
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.words.meetings import KINDS
from branchdesk.words.study import WAYS

LEAD = "半天4学时、全天8学时、1小时1学时是常见折算办法，各地可以不同。单次会议可在“第一议题”页另填计入的分钟数。"


class CountingDialog(QDialog):
    """The settings of hours; `chosen` carries the Counting that was settled on."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, standing: Counting) -> None:
        super().__init__(parent)
        self.setWindowTitle("学时计算办法")
        self.setModal(True)
        self.ways: dict[str, DropDown] = {}
        self.minutes: dict[str, CountField] = {}
        lead = theme.mark(QLabel(LEAD), role="small")
        lead.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.em(0.8))
        grid.setVerticalSpacing(theme.em(0.5))
        for row, (kind, rule) in enumerate(standing.kinds.items()):
            self._add_kind(grid, row, kind, rule)
        self.half_day, self.day, self.own = (
            self._limit(grid, len(standing.kinds) + row, name, minutes)
            for row, (name, minutes) in enumerate(
                (("半天最多", standing.half_day), ("全天最多", standing.day), ("自学一篇计", standing.own))
            )
        )
        self.save_button = theme.mark(QPushButton("保存"), role="primary")
        cancel = QPushButton("取消")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._save)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.4), theme.em(1.2), theme.em(1.4), theme.em(1.2))
        column.setSpacing(theme.em(0.8))
        column.addWidget(lead)
        column.addLayout(grid)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.em(32))

    def value(self) -> Counting:
        """Give what is set."""
        kinds = {
            kind: KindHours(Way(str(box.currentData())), self.minutes[kind].value() or 0)
            for kind, box in self.ways.items()
        }
        standing = Counting()
        half_day = self.half_day.value() or standing.half_day
        return Counting(kinds, half_day, self.day.value() or standing.day, self.own.value() or 0)

    def _add_kind(self, grid: QGridLayout, row: int, kind: str, rule: KindHours) -> None:
        name = QLabel(KINDS[kind])
        box = self.ways[kind] = DropDown()
        for way, label in WAYS.items():
            box.addItem(label, way)
        box.setCurrentIndex(box.findData(rule.way.value))
        box.setAccessibleName(f"{KINDS[kind]}的计算办法")
        minutes = self.minutes[kind] = CountField()
        minutes.set_value(rule.minutes)
        minutes.setAccessibleName(f"{KINDS[kind]}的固定分钟数")
        minutes.setEnabled(rule.way is Way.FIXED)
        box.currentIndexChanged.connect(self._ways_changed)
        grid.addWidget(name, row, 0)
        grid.addWidget(box, row, 1)
        grid.addWidget(minutes, row, 2)
        grid.addWidget(theme.mark(QLabel("分钟"), tone="quiet"), row, 3, Qt.AlignmentFlag.AlignLeft)

    def _limit(self, grid: QGridLayout, row: int, name: str, minutes: int) -> CountField:
        field = CountField()
        field.set_value(minutes)
        field.setAccessibleName(f"{name}（分钟）")
        grid.addWidget(QLabel(name), row, 0)
        grid.addWidget(field, row, 2)
        grid.addWidget(theme.mark(QLabel("分钟"), tone="quiet"), row, 3, Qt.AlignmentFlag.AlignLeft)
        return field

    @Slot()
    def _ways_changed(self) -> None:
        for kind, box in self.ways.items():
            self.minutes[kind].setEnabled(box.currentData() == Way.FIXED.value)

    @Slot()
    def _save(self) -> None:
        self.chosen.emit(self.value())
        self.accept()
