"""The tools of a list: sorting, columns, views, filters, the keys that call them and the menus of header and rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from branchdesk.services.ledgers.lists import Condition, Sort, Test
from branchdesk.ui import theme
from branchdesk.ui.ledger.columns_panel import ColumnsPanel
from branchdesk.ui.ledger.filter_panel import FilterPanel
from branchdesk.ui.ledger.keys_panel import KeysPanel
from branchdesk.ui.ledger.sort_panel import KEYS, SortPanel
from branchdesk.ui.ledger.views_menu import ViewsButton

if TYPE_CHECKING:
    from branchdesk.ui.ledger.list_page import ListPage

LOCKED = "“{}”不能在格内直接改，按 Enter 打开后修改。"


class ListTools(QWidget):
    """Three buttons at the right of the filters; each brings its panel up."""

    def __init__(self, page: ListPage) -> None:
        super().__init__()
        self._page = page
        ledger, desk = page.verbs.ledger, page.desk
        self.views = ViewsButton(page.arranging)
        self.sort_button = theme.mark(QPushButton("排序…"), role="quiet")
        self.columns_button = theme.mark(QPushButton("列…"), role="quiet")
        self.sort_button.setToolTip("Alt+S")
        self.columns_button.setToolTip("显示哪些列、什么次序（Alt+C）")
        self.filter_panel = FilterPanel(self, desk, page.verbs)
        self.sort_panel = SortPanel(self, ledger)
        self.columns_panel = ColumnsPanel(self, ledger)
        self.keys_panel = KeysPanel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.em(0.2), 0, 0)  # in line with the search, which is higher
        row.setSpacing(theme.em(0.2))
        for button in (self.views, self.sort_button, self.columns_button):
            row.addWidget(button)
        self._wire()
        self._make_keys()

    @Slot()
    def show_state(self) -> None:
        """Say in the buttons how the list stands: which view, sorted or not."""
        page = self._page
        kept = page.arranging.setup.view(page.arranging.view)
        self.views.show_state(altered=kept is not None and kept != page.view_as_shown(kept.name))
        self.sort_button.setText(f"排序 {len(page.order)}…" if page.order else "排序…")

    # -- inside

    def _wire(self) -> None:
        page, table = self._page, self._page.table
        self.views.chosen.connect(page.show_view)
        self.views.save_asked.connect(self._save_view)
        self.sort_button.clicked.connect(self.open_sort)
        self.sort_panel.chosen.connect(page.sort_by)
        self.columns_button.clicked.connect(self.open_columns)
        self.columns_panel.chosen.connect(page.arranging.set_columns)
        self.columns_panel.restored.connect(self._restore)
        self.filter_panel.applied.connect(self._apply)
        self.filter_panel.removed.connect(page.filters.drop)
        page.filters.panel_asked.connect(self._open_filter)
        table.order_asked.connect(self._order)
        table.columns_moved.connect(page.arranging.set_columns)
        table.width_given.connect(page.arranging.set_width)
        table.header_menu_asked.connect(self._header_menu)
        table.locked.connect(self._say_locked)
        page.chosen.bar.totals_button.clicked.connect(self.turn_totals)
        page.chosen.bar.keys_button.clicked.connect(self.open_keys)

    def _make_keys(self) -> None:
        page = self._page
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+F": self.to_search,
            "Ctrl+N": page.new_asked.emit,
            "Alt+F": self.open_filter,
            "Alt+S": self.open_sort,
            "Alt+C": self.open_columns,
            "Alt+V": self.views.showMenu,
            "Alt+T": self.turn_totals,
            "Shift+F1": self.open_keys,
        }
        for key, slot in keys.items():
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @Slot()
    def to_search(self) -> None:
        """Go to the search."""
        self._page.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._page.filters.search.selectAll()

    @Slot()
    def open_filter(self) -> None:
        """Begin a condition, on the column that the cursor is in."""
        key = self._page.table.column_key() if self._page.table.hasFocus() else ""
        self.filter_panel.begin(self._page.filters.add, None, key)

    @Slot()
    def open_sort(self) -> None:
        """Bring the sorting up."""
        self.sort_panel.begin(self.sort_button, self._page.order)

    @Slot()
    def open_columns(self) -> None:
        """Bring the columns up."""
        self.columns_panel.begin(self.columns_button, self._page.columns())

    @Slot()
    def open_keys(self) -> None:
        """Say what each key does."""
        self.keys_panel.show_below(self.columns_button)

    @Slot()
    def turn_totals(self) -> None:
        """Show the totals, or put them away."""
        self._page.arranging.set_totals(shown=not self._page.arranging.setup.totals)

    @Slot(object, object)
    def _open_filter(self, anchor: QWidget, condition: Condition | None) -> None:
        self.filter_panel.begin(anchor, condition)

    @Slot(object, object)
    def _apply(self, condition: Condition, before: Condition | None) -> None:
        self._page.filters.put(condition, before)

    @Slot(str)
    def _save_view(self, name: str) -> None:
        self._page.arranging.save_view(self._page.view_as_shown(name))

    @Slot()
    def _restore(self) -> None:
        self._page.arranging.restore()
        self.columns_panel.show_columns(self._page.columns())

    @Slot(str, object, bool)
    def _order(self, key: str, ascending: bool | None, behind: bool) -> None:  # noqa: FBT001 - the signal's own form
        self._page.sort_by(next_order(self._page.order, key, ascending=ascending, behind=behind))

    @Slot(str)
    def _say_locked(self, key: str) -> None:
        self._page.told.emit(LOCKED.format(self._page.verbs.field(key).label), "")

    @Slot(str, QPoint)
    def _header_menu(self, key: str, place: QPoint) -> None:
        page, menu = self._page, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        label = page.verbs.field(key).label
        menu.addAction(f"按“{label}”升序").triggered.connect(partial(self._order_by, key, True, False))  # noqa: FBT003
        menu.addAction(f"按“{label}”降序").triggered.connect(partial(self._order_by, key, False, False))  # noqa: FBT003
        if page.order and len(page.order) < KEYS and key not in {sort.field for sort in page.order}:
            menu.addAction("加为下一级排序").triggered.connect(partial(self._order_by, key, True, True))  # noqa: FBT003
        if page.order:
            menu.addAction("默认顺序").triggered.connect(partial(self._order_usual))
        menu.addSeparator()
        menu.addAction(f"筛选“{label}”…").triggered.connect(partial(self._filter_by, key))
        menu.addSeparator()
        hide = menu.addAction("隐藏这一列")
        hide.setEnabled(len(page.columns()) > 1)
        hide.triggered.connect(partial(self._hide, key))
        menu.addAction("列宽自动").triggered.connect(partial(self._fit, key))
        menu.addAction("列…").triggered.connect(self.open_columns)
        menu.popup(place)

    def _order_by(self, key: str, ascending: bool, behind: bool, *_: object) -> None:  # noqa: FBT001 - a menu's slot
        self._order(key, ascending, behind)

    def _order_usual(self, *_: object) -> None:
        self._page.sort_by(())

    def _filter_by(self, key: str, *_: object) -> None:
        self.filter_panel.begin(self._page.filters.add, None, key)

    def filter_by_value(self, key: str, value: object) -> None:
        """Narrow the list to what agrees in one field."""
        none = value is None or value == ""
        field = self._page.verbs.field(key)
        test = Test.EMPTY if none else Test.ONE_OF if field.choices or isinstance(value, bool) else Test.IS
        self._page.filters.put(Condition(key, test, () if none else (value,)), None)

    def _hide(self, key: str, *_: object) -> None:
        self._page.arranging.set_columns([one for one in self._page.columns() if one != key])

    def _fit(self, key: str, *_: object) -> None:
        self._page.arranging.set_width(key, 0)


def next_order(
    order: tuple[Sort, ...],
    key: str,
    *,
    ascending: bool | None,
    behind: bool,
) -> tuple[Sort, ...]:
    """Give the order after a column was asked for: alone or behind the others, turned round where it sorts already.

    The third time a column that is turned round comes it is left out, so that the keyboard can take it away, too.
    """
    standing = next((sort for sort in order if sort.field == key), None)
    if ascending is None:
        if standing is not None and standing.descending:
            return tuple(sort for sort in order if sort.field != key) if behind else ()
        descending = standing is not None
    else:
        descending = not ascending
    wanted = Sort(key, descending, standing.by if standing else "")
    if not behind:
        return (wanted,)
    if standing is not None:
        return tuple(wanted if sort.field == key else sort for sort in order)
    return (*order[: KEYS - 1], wanted)
