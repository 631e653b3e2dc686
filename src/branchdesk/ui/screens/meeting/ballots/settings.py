"""表决设置: what no document fixes and the branch sets for itself."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.voting import Custom
from branchdesk.ui import theme
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.segments import Segments

EXPECTED, PRESENT = "expected", "present"
ELECTIONS, ALL = "elections", "all"
MOST = 100


class VotingSettings(QDialog):
    """Asks for the branch's custom; `chosen` has it once it is accepted."""

    def __init__(self, parent: QWidget, custom: Custom) -> None:
        super().__init__(parent)
        self.setWindowTitle("表决设置")
        self.chosen = custom
        self.margin = CountField()
        self.margin.set_value(custom.margin)
        self.whole = Segments([(EXPECTED, "应到委员的半数"), (PRESENT, "实到委员的半数")])
        self.whole.set_value(PRESENT if custom.of_present else EXPECTED)
        self.left_out = Segments([(ELECTIONS, "只在选举中"), (ALL, "各类表决都可以")])
        self.left_out.set_value(ALL if custom.not_counted_elsewhere else ELECTIONS)
        self.save_button = theme.mark(QPushButton("保存"), role="primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._save)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        margin = theme.em(1.5)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.em(0.9))
        self.percent = Labelled(
            "差额比例（%）", self.margin, hint="候选人应多于应选名额的比例；填0只要求候选人多于应选名额。"
        )
        column.addWidget(self.percent)
        column.addWidget(
            Labelled("支委会表决，赞成超过", self.whole, hint="条例没有规定支委会的赞成票数，按本支部惯例选择。")
        )
        column.addWidget(
            Labelled("“不计入应到”可以用在", self.left_out, hint="惯例只用于选举，逐人写明理由和批准依据。")
        )
        note = theme.mark(QLabel("设置对本支部今后和已有的表决都起作用，不进入操作记录。"), role="small")
        note.setWordWrap(True)
        column.addWidget(note)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.em(30))

    @Slot()
    def _save(self) -> None:
        percent = self.margin.value() or 0
        if percent > MOST:
            self.percent.refuse(f"差额比例不能超过{MOST}，请改正。")
            self.margin.setFocus()
            return
        self.chosen = Custom(percent, self.whole.value() == PRESENT, self.left_out.value() == ALL)
        self.accept()
