"""What can be done with the chosen rows: copying, setting one field, exporting, printing, taking out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from branchdesk.services import Changes
from branchdesk.services.ledgers import lists, together
from branchdesk.services.ledgers.lists import Page
from branchdesk.services.papers.papers import PaperKind
from branchdesk.ui.ledger import chosen_papers
from branchdesk.ui.ledger.chosen_bar import ChosenBar, copying_menu
from branchdesk.ui.ledger.copying import as_text
from branchdesk.ui.ledger.together_panel import TogetherPanel

if TYPE_CHECKING:
    from branchdesk.ui.ledger.list_page import ListPage

HINT_OF_FIELD = 12  # characters of a value that a menu names


class Chosen(QObject):
    """The chosen rows of a list: those marked in the table, or all that the list has, loaded or not.

    `can_copy_table` and `can_paste` say that somebody hears the page's `copy_asked` and `paste_asked`.
    """

    can_copy_table = False
    can_paste = False

    def __init__(self, page: ListPage) -> None:
        super().__init__(page)
        self._page = page
        self._everything: tuple[str, ...] = ()
        self.copying, self._copies = copying_menu(page)
        self.bar = ChosenBar(page.verbs, self.copying, self._show_paper)
        self.panel: TogetherPanel | None = None
        self._copies["rows"].triggered.connect(partial(self.copy, headings=False))
        self._copies["headed"].triggered.connect(partial(self.copy, headings=True))
        self._copies["cell"].triggered.connect(self.copy_cell)
        self._copies["table"].triggered.connect(self._copy_table)
        self.copying.aboutToShow.connect(self._fill_copying)
        self.bar.all_asked.connect(self._choose_everything)
        self.bar.change_button.clicked.connect(self.change)
        self.bar.export_button.clicked.connect(self._export)
        self.bar.print_button.clicked.connect(self._print)
        self.bar.remove_button.clicked.connect(self.remove)
        page.table.chosen_moved.connect(self._moved)
        page.table.row_menu_asked.connect(self._row_menu)
        keys: dict[Any, Callable[[], object]] = {
            QKeySequence.StandardKey.Delete: self.remove,
            QKeySequence.StandardKey.Copy: self.copy,
            "Ctrl+Shift+C": self.copy_cell,
            QKeySequence.StandardKey.Paste: page.paste_asked.emit,
        }
        for key, slot in keys.items():
            shortcut = QShortcut(QKeySequence(key), page.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)  # PySide passes by a context named at the making
            shortcut.activated.connect(slot)

    def records(self) -> list[str]:
        """Give the chosen records, in the order of the list."""
        return list(self._everything) or self._page.table.keys()

    @Slot()
    def show_state(self) -> None:
        """Say how many are chosen."""
        page = self._page
        number = len(self._everything) or page.table.number_chosen()
        self.bar.show_chosen(number, page.table.rows_model.rowCount(), page.total)

    @Slot()
    def remove(self) -> None:
        """Ask for the chosen records to be taken out."""
        if (records := self.records()) and self._page.verbs.enters:
            self._page.removal_asked.emit(records)

    def copy(self, *_: object, headings: bool = False) -> None:
        """Copy the chosen rows, their columns as shown."""
        page, records = self._page, self.records()
        if not records:
            return
        query = replace(page.query(), ids=tuple(records))
        columns = page.columns()

        def copied(found: Page) -> None:
            fields = [page.verbs.field(key) for key in columns]
            self._to_clipboard(as_text(fields, [values for _, values in found.rows], headings=headings))
            page.told.emit(f"已复制 {len(found.rows)} {page.verbs.ledger.one}，可粘贴到表格。", "")

        page.desk.read(lambda store: page.verbs.page(store, query, columns), copied, owner=self)

    @Slot()
    def copy_cell(self) -> None:
        """Copy the text of the cell that the cursor is in."""
        index = self._page.table.currentIndex()
        if index.isValid():
            self._to_clipboard(str(index.data() or ""))

    @Slot()
    def change(self) -> None:
        """Ask which field of the chosen records shall be set, and to what."""
        page, records = self._page, self.records()
        if not records or not page.verbs.enters or not together.fields(page.verbs.ledger):
            return
        if self.panel is None:
            self.panel = TogetherPanel(page, page.verbs)
            self.panel.applied.connect(self._apply)
        self.panel.begin(self.bar.change_button, len(records), page.table.column_key())

    # -- inside

    @Slot(str, object)
    def _apply(self, key: str, value: object) -> None:
        page, records = self._page, self.records()
        ledger = page.verbs.ledger
        page.desk.write(
            lambda store: together.set_field(store, ledger, records, key, value),
            self._applied,
        )

    def _applied(self, changes: Changes) -> None:
        self._page.told.emit(f"已{changes.title}。" if changes else "这些记录原来就是这样，没有改动。", changes.title)

    @Slot()
    def _moved(self) -> None:
        self._everything = ()
        self.show_state()

    @Slot()
    def _choose_everything(self) -> None:
        page = self._page
        query = page.query()
        page.desk.read(lambda store: lists.identifiers(store, page.verbs.ledger, query), self._take_everything)

    def _take_everything(self, records: Sequence[str]) -> None:
        self._everything = tuple(records)
        self.show_state()

    @Slot()
    def _export(self) -> None:
        if records := self.records():
            self._page.export_chosen_asked.emit(records)

    @Slot()
    def _print(self) -> None:
        if records := self.records():
            self._page.print_chosen_asked.emit(records)

    def _show_paper(self, kind: PaperKind) -> None:
        if records := self.records():
            chosen_papers.show(self._page.desk, self._page, kind, records)

    @Slot()
    def _copy_table(self) -> None:
        if records := self.records():
            self._page.copy_asked.emit(records)

    @Slot()
    def _fill_copying(self) -> None:
        self._copies["table"].setVisible(self.can_copy_table)

    def _to_clipboard(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    @Slot(QPoint)
    def _row_menu(self, place: QPoint) -> None:
        page, table = self._page, self._page.table
        number, enters = len(self.records()), page.verbs.enters
        index, key = table.currentIndex(), table.column_key()
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if number <= 1:
            menu.addAction("打开\tEnter").triggered.connect(partial(table.opened.emit, table.key()))
            edit = menu.addAction("修改此格\tF2")
            edit.setEnabled(key in table.rows_model.editable)
            edit.triggered.connect(partial(table.edit, index))
        elif enters:
            menu.addAction(f"批量修改 {number} {page.verbs.ledger.one}…").triggered.connect(self.change)
        value, text = page.values_of(table.key()).get(key), str(index.data() or "")
        label = page.verbs.field(key).label
        short = f"{text[:HINT_OF_FIELD]}…" if len(text) > HINT_OF_FIELD else text
        if not page.verbs.field(key).private:
            same = menu.addAction(f"只看“{label}”{f'为“{short}”' if text else '未填'}的")
            same.triggered.connect(partial(self._filter_same, key, value))
        menu.addSeparator()
        menu.addActions([self._copies[name] for name in ("rows", "headed", "cell")])
        if self.can_copy_table:
            menu.addAction(self._copies["table"])
        if self.can_paste and enters:
            menu.addAction("粘贴…\tCtrl+V").triggered.connect(partial(page.paste_asked.emit))
        menu.addSeparator()
        menu.addAction("导出所选…").triggered.connect(self._export)
        menu.addAction("打印所选…").triggered.connect(self._print)
        if chosen_papers.kinds(page.verbs.papers):
            chosen_papers.offer(menu.addMenu("打印材料"), page.verbs.papers, self._show_paper)
        if enters:
            menu.addAction(f"{page.verbs.taking_out}\tDelete").triggered.connect(self.remove)
        menu.popup(place)

    def _filter_same(self, key: str, value: object, *_: object) -> None:
        self._page.tools.filter_by_value(key, value)
