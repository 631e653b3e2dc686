"""The keys of a list, on one small sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from branchdesk.ui import theme
from branchdesk.ui.ledger.panel import Panel

KEYS: Sequence[tuple[str, str]] = (
    ("↑ ↓ ← →", "在行和格之间移动"),
    ("Home、End", "到行首、行尾的格"),
    ("Ctrl+Home、Ctrl+End", "到第一行、最后一行"),
    ("Enter", "打开这一条"),
    ("F2 或直接输入", "修改当前格"),
    ("Enter、Tab、Esc", "修改时：保存并向下、保存并向右、放弃"),
    ("空格", "选中或取消选中这一行"),
    ("Shift+↑↓、Ctrl+A", "连续选中、选中全部"),
    ("Delete", "删除或移出选中的行"),
    ("Ctrl+C、Ctrl+Shift+C", "复制选中的行、复制当前格"),
    ("Ctrl+F、Ctrl+N", "搜索、新增"),
    ("Ctrl+P", "打印列表"),
    ("Alt+F", "筛选条件（从当前列开始）"),
    ("Alt+S", "排序"),
    ("Alt+↑、Alt+↓", "按当前列升序、降序；加 Shift 为下一级"),
    ("Alt+C", "显示的列"),
    ("Alt+V", "视图"),
    ("Alt+T", "显示或收起合计"),
    ("Shift+F10", "当前行的菜单"),
)


class KeysPanel(Panel):
    """What each key does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "按键", width=38)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.em(1.2))
        grid.setVerticalSpacing(theme.em(0.25))
        grid.setColumnStretch(1, 1)
        for row, (keys, what) in enumerate(KEYS):
            grid.addWidget(QLabel(keys), row, 0)
            grid.addWidget(theme.mark(QLabel(what), tone="quiet"), row, 1)
        self.column.addLayout(grid)
        self.add_button("知道了", role="primary").clicked.connect(self.accept)
