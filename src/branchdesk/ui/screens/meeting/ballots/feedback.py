"""反馈: the day and way in which members were told of their appraisal, one or all who have not been told yet."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.ui import theme
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.section import line

WAYS = ("书记当面反馈", "支委当面反馈", "党小组会上反馈", "书面反馈", "电话反馈")
NAMED = 12  # of those who wait; the table shows the rest
HINT = "在“反馈”栏按空格登记这一位，Backspace 清除"


class FeedbackBar(QWidget):
    """The day and the way for those who are noted now; `all_asked` asks for everybody who has not been told."""

    all_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.day = DateEdit(day_needed=True)
        self.day.setAccessibleName("反馈日期")
        self.day.setFixedWidth(theme.em(9.2))
        self.day.set_value(clock.today())
        self.how = context.offered("反馈方式", lambda: WAYS)
        self.how.setPlaceholderText("反馈方式")
        self.how.setFixedWidth(theme.em(11))
        self.all_button = QPushButton("")
        self.all_button.setAutoDefault(True)
        self.waiting = theme.mark(QLabel(""), role="small")
        self.waiting.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.3))
        column.addLayout(line(self.day, self.how, self.all_button, 1))
        column.addWidget(self.waiting)
        self.all_button.clicked.connect(self._ask)

    def show_waiting(self, names: list[str]) -> None:
        """Say who has not been told yet."""
        self.all_button.setText(f"其余{len(names)}人全部登记")
        self.all_button.setVisible(bool(names))
        more = f"等{len(names)}人" if len(names) > NAMED else ""
        self.waiting.setText(f"还没有反馈：{'、'.join(names[:NAMED])}{more}" if names else "已全部反馈")

    @Slot()
    def _ask(self) -> None:
        if self.day.day() is None:
            self.day.setFocus()
        else:
            self.all_asked.emit()
