"""线索类别: the categories and sub-categories that are offered, in the branch's order; each step is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from branchdesk.errors import Refusal
from branchdesk.services import Changes, Store
from branchdesk.services.clues import clue_categories
from branchdesk.services.clues.clue_categories import Entry
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.screens.committee.dialog import FormDialog, Verb
from branchdesk.ui.theme import Tone

ENTRY = Qt.ItemDataRole.UserRole
NOT_KEPT = "未入表"
HIGH = 2.1  # ems of a line
EXPLAINED = (
    "录入时按这里的顺序提示。改名时，已登记的线索和正字计数一并改，可撤销；移出只是不再提示，线索上的文字不变。"
    f"“{NOT_KEPT}”的是线索里用过、表里没有的写法。"
)
EMPTY = "还没有类别。新增一个，或先登记线索，用过的类别会列在这里。"


class NameDialog(FormDialog):
    """Asks for the name of a category."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, name: str, hint: str) -> None:
        super().__init__(parent, desk, title)
        self.name = QLineEdit(name)
        self.name.selectAll()
        self.add("name", "名称", self.name, hint)


class CategoriesDialog(QDialog):
    """A tree of two levels, and the steps that change it."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("线索类别")
        self.desk = desk
        self.banner = Banner()
        self.tree = theme.mark(QTreeWidget(), role="ticks")
        self.tree.setAccessibleName("线索类别")
        self.tree.setHeaderLabels(["类别", "线索", ""])
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.tree.headerItem().setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.tree.setColumnWidth(1, theme.em(5.5))
        self.tree.setColumnWidth(2, theme.em(5))
        self.nothing = theme.mark(QLabel(EMPTY), role="small", tone="quiet")
        self.add_button, self.below_button = QPushButton("新增类别…"), QPushButton("新增细类…")
        self.rename_button, self.keep_button = QPushButton("改名…"), QPushButton("收入表中")
        self.keep_all_button = QPushButton("全部收入")
        self.up_button, self.down_button = QPushButton("上移"), QPushButton("下移")
        self.remove_button = QPushButton("移出")
        self.close_button = QPushButton("关闭")
        self.dialog: NameDialog | None = None
        self._wanted: tuple[str, str | None] | None = None  # what shall be current once the tree was read anew
        self._lay_out()
        self._wire()
        self.reload()

    def current(self) -> Entry | None:
        """Give the category that is current."""
        item = self.tree.currentItem()
        found = item.data(0, ENTRY) if item is not None else None
        return found if isinstance(found, Entry) else None

    def choose(self, name: str, parent: str | None = None) -> None:
        """Make a category current."""
        for item in _items(self.tree):
            entry = item.data(0, ENTRY)
            if (entry.name, entry.parent) == (name, parent):
                self.tree.setCurrentItem(item)

    def reload(self) -> None:
        """Read the categories anew."""
        self.desk.read(clue_categories.look, self._show, owner=self)

    # -- inside

    def _lay_out(self) -> None:
        explained = theme.mark(QLabel(EXPLAINED), role="small", tone="quiet")
        explained.setWordWrap(True)
        tools = QVBoxLayout()
        tools.setSpacing(theme.em(0.5))
        for button in self._tools():
            button.setAutoDefault(False)
            tools.addWidget(button)
        tools.addStretch(1)
        self.close_button.setAutoDefault(False)
        tools.addWidget(self.close_button)
        both = QHBoxLayout()
        both.setSpacing(theme.em(0.9))
        both.addWidget(self.tree, 1)
        both.addLayout(tools)
        whole = QVBoxLayout(self)
        margin = theme.em(1.4)
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.setSpacing(theme.em(0.8))
        whole.addWidget(explained)
        whole.addWidget(self.banner)
        whole.addWidget(self.nothing)
        whole.addLayout(both, 1)
        self.resize(theme.em(40), theme.em(32))

    def _tools(self) -> tuple[QPushButton, ...]:
        adding = (self.add_button, self.below_button, self.rename_button, self.keep_button)
        return (*adding, self.keep_all_button, self.up_button, self.down_button, self.remove_button)

    def _wire(self) -> None:
        self.add_button.clicked.connect(self._add)
        self.below_button.clicked.connect(self._add_below)
        self.rename_button.clicked.connect(self._rename)
        self.keep_button.clicked.connect(self._keep)
        self.keep_all_button.clicked.connect(self._keep_all)
        self.up_button.clicked.connect(self._up)
        self.down_button.clicked.connect(self._down)
        self.remove_button.clicked.connect(self._remove)
        self.close_button.clicked.connect(self.accept)
        self.tree.currentItemChanged.connect(self._offer)
        self.tree.itemActivated.connect(self._rename)
        for button, keys, slot in (
            (self.add_button, "Ins", self._add),
            (self.below_button, "Shift+Ins", self._add_below),
            (self.rename_button, "F2", self._rename),
            (self.up_button, "Alt+Up", self._up),
            (self.down_button, "Alt+Down", self._down),
            (self.remove_button, "Del", self._remove),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.tree)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
            button.setToolTip(shortcut.key().toString(QKeySequence.SequenceFormat.NativeText))

    def _show(self, entries: Sequence[Entry]) -> None:
        """Show the categories, with the same one current as before."""
        before = self.current()
        wanted = self._wanted or ((before.name, before.parent) if before else None)
        self._wanted = None
        self.tree.clear()
        above: QTreeWidgetItem | QTreeWidget = self.tree
        for entry in entries:
            if entry.parent is None:
                above = self.tree
            item = QTreeWidgetItem(above, [entry.name, f"{entry.clues:,}", "" if entry.kept else NOT_KEPT])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, ENTRY, entry)
            item.setSizeHint(0, QSize(0, theme.em(HIGH)))
            if entry.parent is None:
                above = item
        self.tree.expandAll()
        self.nothing.setVisible(not entries)
        if entries:
            self.tree.setCurrentItem(self.tree.topLevelItem(0))
        if wanted is not None:
            self.choose(*wanted)
        self._offer()

    @Slot()
    def _offer(self) -> None:
        """Offer what can be done with the current category."""
        entry = self.current()
        kept = entry is not None and entry.kept
        for button in (self.below_button, self.rename_button):
            button.setEnabled(entry is not None)
        self.keep_button.setEnabled(entry is not None and not kept)
        self.remove_button.setEnabled(kept)
        self.keep_all_button.setEnabled(any(not item.data(0, ENTRY).kept for item in _items(self.tree)))
        places = self._level() if kept else []
        place = places.index(entry.name) if kept and entry else 0
        self.up_button.setEnabled(place > 0)
        self.down_button.setEnabled(place + 1 < len(places))

    def _level(self) -> list[str]:
        """Give the kept categories of the current one's level, in their order."""
        entry = self.current()
        entries = (item.data(0, ENTRY) for item in _items(self.tree))
        return [one.name for one in entries if entry and one.kept and one.parent == entry.parent]

    @Slot()
    def _add(self) -> None:
        self._ask_name("新增类别", "", "", lambda name: lambda store: clue_categories.add(store, name), None)

    @Slot()
    def _add_below(self) -> None:
        if (entry := self.current()) is None:
            return
        parent = entry.parent or entry.name

        def verb(name: str) -> Verb:
            return lambda store: clue_categories.add(store, name, parent)

        self._ask_name(f"新增“{parent}”的细类", "", "", verb, parent)

    @Slot()
    def _rename(self) -> None:
        if (entry := self.current()) is None:
            return

        def verb(name: str) -> Verb:
            return lambda store: clue_categories.rename(store, entry.name, entry.parent, name).changes

        hint = f"{entry.clues:,}条线索随之改名，可撤销。" if entry.clues else ""
        self._ask_name("改名", entry.name, hint, verb, entry.parent)

    def _ask_name(self, title: str, name: str, hint: str, step: Callable[[str], Verb], parent: str | None) -> None:
        dialog = NameDialog(self, self.desk, title, name, hint)

        def read() -> Verb:
            self._wanted = (dialog.name.text().strip(), parent)
            return step(dialog.name.text())

        dialog.verb = read
        dialog.done_as.connect(self._done)
        self.dialog = dialog
        dialog.open()

    @Slot()
    def _keep(self) -> None:
        """Keep what clues have."""
        if (entry := self.current()) is not None and not entry.kept:
            self._do(lambda store: clue_categories.add(store, entry.name, entry.parent))

    @Slot()
    def _keep_all(self) -> None:
        """Keep all that clues have."""
        self._do(clue_categories.keep_all)

    @Slot()
    def _up(self) -> None:
        self._move(-1)

    @Slot()
    def _down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        entry, places = self.current(), self._level()
        if entry is None or not entry.kept:
            return
        to = places.index(entry.name) + step
        if 0 <= to < len(places):
            behind = [*places, None]
            before = behind[to if step < 0 else to + 1]
            self._do(lambda store: clue_categories.order(store, entry.name, entry.parent, before))

    @Slot()
    def _remove(self) -> None:
        if (entry := self.current()) is not None and entry.kept:
            self._do(lambda store: clue_categories.remove(store, entry.name, entry.parent))

    def _do(self, step: Callable[[Store], Changes]) -> None:
        self.desk.write(step, self._changed, failed=self._refused, owner=self)

    def _changed(self, changes: Changes) -> None:
        self._done(changes.title)

    @Slot(str)
    def _done(self, title: str) -> None:
        self.banner.say(f"已{title}。" if title else "")
        self.reload()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.banner.say(error.sentence, Tone.BAD)
            self.reload()


def _items(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    """Give all items of a tree, from the top."""
    tops = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    return [item for top in tops for item in (top, *(top.child(number) for number in range(top.childCount())))]
