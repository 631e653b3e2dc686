"""The line below a list: how many rows are chosen, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from branchdesk.services.papers.papers import PaperKind
from branchdesk.ui import theme
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.ledger import chosen_papers
from branchdesk.ui.ledger.actions import LedgerActions


class ChosenBar(QWidget):
    """Counts the chosen rows; `all_asked` wants every row of the list chosen, also those not loaded."""

    all_asked = Signal()

    def __init__(self, actions: LedgerActions, copying: QMenu, show_paper: Callable[[PaperKind], object]) -> None:
        super().__init__()
        self._verbs = actions
        self.label = theme.mark(QLabel(""), role="small")
        self.all_button = theme.mark(QPushButton(""), role="link")
        self.all_button.clicked.connect(self.all_asked)
        self.change_button = theme.mark(QPushButton("批量修改…"), role="quiet")
        self.copy_button = theme.mark(QPushButton("复制 ▾"), role="quiet")
        self.copy_button.setMenu(copying)
        self.export_button = theme.mark(QPushButton("导出…"), role="quiet")
        self.print_button = theme.mark(QPushButton("打印…"), role="quiet")
        self.papers_button = chosen_papers.button(actions.papers, show_paper)
        self.remove_button = theme.mark(QPushButton(actions.taking_out), role="quiet")
        self.totals_button = theme.mark(QPushButton("合计"), role="quiet")
        self.totals_button.setToolTip("显示或收起合计（Alt+T）")
        self.keys_button = theme.mark(QPushButton("按键"), role="quiet")
        self.keys_button.setToolTip("Shift+F1")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.em(0.6), theme.em(0.1), theme.em(0.4), 0)
        row.setSpacing(theme.em(0.3))
        self._verbs_shown = [
            self.change_button,
            self.copy_button,
            self.export_button,
            self.print_button,
            self.papers_button,
            self.remove_button,
        ]
        self._left = FlowRow((self.label, self.all_button, *self._verbs_shown), gap=0.3)
        row.addWidget(self._left, 1)
        row.addWidget(self.totals_button)
        row.addWidget(self.keys_button)
        self.show_chosen(0, 0, 0)

    def add_verb(self, button: QPushButton) -> None:
        """Put something more that can be done with chosen rows before the rest."""
        self._left.flow.put_before(self.change_button, button)
        self._verbs_shown.insert(0, button)
        button.hide()

    def show_chosen(self, chosen: int, loaded: int, total: int) -> None:
        """Say how many rows are chosen, of so many that are loaded, of so many in all."""
        one = self._verbs.ledger.one
        self.label.setText(f"已选 {chosen} {one}" if chosen else f"共 {total} {one}")
        self.all_button.setText(f"选择全部 {total} {one}")
        self.all_button.setVisible(1 < loaded <= chosen < total)
        for button in self._verbs_shown:
            button.setVisible(chosen > 0)
        self.change_button.setVisible(chosen > 1 and self._verbs.enters)
        self.papers_button.setVisible(chosen > 0 and self._verbs.papers is not None)
        self.remove_button.setVisible(chosen > 0 and self._verbs.enters)


def copying_menu(parent: QWidget) -> tuple[QMenu, dict[str, QAction]]:
    """Make the menu of what can be copied, and give its entries by name."""
    menu = QMenu(parent)
    entries = {
        "rows": menu.addAction("复制\tCtrl+C"),
        "headed": menu.addAction("复制（含栏目名）"),
        "cell": menu.addAction("复制当前格\tCtrl+Shift+C"),
        "table": menu.addAction("复制为表格"),
    }
    return menu, entries
