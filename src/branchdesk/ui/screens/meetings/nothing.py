"""What stands where the list of meetings has none: the way to the first, or that a condition leaves none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.ui import theme


class Nothing(QWidget):
    """Two sentences and two ways to begin; `begun` asks for a new meeting, `import_asked` for old ones."""

    begun = Signal()
    import_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        self.title = theme.mark(QLabel(""), role="heading")
        self.text = theme.mark(QLabel(""), tone="quiet")
        self.begin_button = QPushButton("记一次会议")
        self.begin_button.clicked.connect(self.begun)
        self.import_button = QPushButton("导入以前的会议台账")
        self.import_button.clicked.connect(self.import_asked)
        column.addStretch(2)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        for button in (self.begin_button, self.import_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.hide()

    def tell(self, *, narrowed: bool) -> None:
        """Say why there is nothing: the conditions, or that nothing was recorded yet."""
        self.title.setText("没有符合条件的会议" if narrowed else "还没有会议记录")
        told = "换一个条件，或按 Esc 看全部。" if narrowed else "应到人数从名册算出，表决按条例核对，记完就能打印签字。"
        self.text.setText(told)
        self.begin_button.setVisible(not narrowed)
        self.import_button.setVisible(not narrowed)
