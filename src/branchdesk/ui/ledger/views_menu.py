"""The button that names the view a list shows, with the menu of all views and what can be done with them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from branchdesk.ui import theme
from branchdesk.ui.ledger.arranging import Arranging
from branchdesk.ui.ledger.panel import Panel

LONGEST = 20  # characters of a view's name


class NamePanel(Panel):
    """Asks for a name; `named` carries it."""

    named = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "视图", width=22)
        self._taken: tuple[str, ...] = ()
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST)
        self.line.setAccessibleName("视图名称")
        self.line.setPlaceholderText("例如：预备党员")
        self.line.textEdited.connect(self._calm)
        self.column.addWidget(self.line)
        self.add_button("取消").clicked.connect(self.reject)
        self.add_button("保存", role="primary").clicked.connect(self._name)

    def begin(self, anchor: QWidget, heading: str, name: str, taken: tuple[str, ...]) -> None:
        """Come up with a name to change; the names `taken` are refused."""
        self.heading.setText(heading)
        self._taken = taken
        self.line.setText(name)
        self.line.selectAll()
        self.refuse("")
        self.show_below(anchor)
        self.line.setFocus()

    @Slot()
    def _name(self) -> None:
        name = self.line.text().strip()
        if not name or name in self._taken:
            self.refuse(f"已有名为“{name}”的视图，换一个名称。" if name else "给视图起个名称。")
            self.line.setFocus()
            return
        self.accept()
        self.named.emit(name)

    @Slot()
    def _calm(self) -> None:
        if not self.problem.isHidden():
            self.refuse("")


class ViewsButton(QPushButton):
    """Says which view is shown.

    `chosen` carries the name of a view to show, empty for the whole list; `save_asked` the name under which to keep
    what is shown now.
    """

    chosen = Signal(str)
    save_asked = Signal(str)

    def __init__(self, arranging: Arranging) -> None:
        super().__init__()
        theme.mark(self, role="quiet")
        self._arranging = arranging
        self._altered = False
        self._renaming = False
        self._names = NamePanel(self)
        self._names.named.connect(self._named)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.setToolTip("视图：列、条件和排序一起保存，随时切换（Alt+V）")
        self.show_state(altered=False)

    @property
    def names(self) -> NamePanel:
        """Give the panel that asks for a name."""
        return self._names

    def show_state(self, *, altered: bool) -> None:
        """Name the view that is shown, and say whether it is narrowed or sorted otherwise than it was kept."""
        self._altered = altered
        name = self._arranging.view
        self.setText(f"视图：{name}{'（有改动）' if altered else ''} ▾" if name else "视图 ▾")
        self.updateGeometry()

    @Slot()
    def _fill(self) -> None:
        setup, here, menu = self._arranging.setup, self._arranging.view, self._menu
        menu.clear()
        for name in ("", *(view.name for view in setup.views)):
            first = "　首先显示" if name and name == setup.first else ""
            action = menu.addAction(f"{name or '全部'}{first}")
            action.setCheckable(True)
            action.setChecked(name == here)
            action.triggered.connect(partial(self._choose, name))
        menu.addSeparator()
        menu.addAction("另存为视图…").triggered.connect(self.ask_name)
        if not here:
            return
        update = menu.addAction(f"把改动存入“{here}”")
        update.setEnabled(self._altered)
        update.triggered.connect(partial(self._save, here))
        first_action = menu.addAction("打开台账时首先显示")
        first_action.setCheckable(True)
        first_action.setChecked(setup.first == here)
        first_action.triggered.connect(self._set_first)
        menu.addAction("改名…").triggered.connect(self.ask_other_name)
        menu.addAction(f"删除视图“{here}”").triggered.connect(self._delete)

    @Slot()
    def ask_name(self) -> None:
        """Ask under which name to keep what is shown."""
        self._renaming = False
        self._names.begin(self, "另存为视图", "", self._taken())

    @Slot()
    def ask_other_name(self) -> None:
        """Ask for another name of the view that is shown."""
        self._renaming = True
        here = self._arranging.view
        self._names.begin(self, "视图改名", here, tuple(name for name in self._taken() if name != here))

    def _taken(self) -> tuple[str, ...]:
        return ("全部", *(view.name for view in self._arranging.setup.views))

    @Slot(str)
    def _named(self, name: str) -> None:
        if self._renaming:
            self._arranging.rename(name)
        else:
            self.save_asked.emit(name)

    def _choose(self, name: str, *_: object) -> None:
        self.chosen.emit(name)

    def _save(self, name: str, *_: object) -> None:
        self.save_asked.emit(name)

    @Slot(bool)
    def _set_first(self, first: bool) -> None:  # noqa: FBT001 - the signal's own form
        self._arranging.set_first(first=first)

    @Slot()
    def _delete(self) -> None:
        self._arranging.delete()
        self.chosen.emit("")
