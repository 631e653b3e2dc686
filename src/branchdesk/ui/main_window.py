"""The window: sidebar, top bar, and the screens, each made when it is first visited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from branchdesk.ui import leaving, theme
from branchdesk.ui.alarm import Alarm
from branchdesk.ui.backup_line import BackupLine
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.screen import Place, Screen
from branchdesk.ui.sidebar import Sidebar
from branchdesk.ui.theme import TextSize, Tone
from branchdesk.ui.top_bar import TopBar

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings, SignalInstance
    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

ROOMY = 84  # ems of width from which the sidebar shows whole names


class MainWindow(QMainWindow):
    """The frame around all screens. `painted` is sent once, after the first paint; `search_asked` by Ctrl+K.

    `file_asked` is sent when another file is wanted, or a new one.
    """

    painted = Signal()
    search_asked = Signal()
    file_asked = Signal()

    def __init__(self, desk: Desk, settings: QSettings) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self._seen = False
        self._places: dict[str, Place] = {}
        self._screens: dict[str, Screen] = {}
        self._trail: list[tuple[str, dict[str, object]]] = []
        self.here = ""
        self.alarm = Alarm(self)
        self.menu = QMenu(self)
        self.sidebar = Sidebar()
        self.top_bar = TopBar(self.menu)
        self.banner = Banner()
        self.stack = QStackedWidget()
        self._frame()
        self._wire()
        self._make_menu()
        self._make_keys()
        self.setWindowTitle("支部工作台")
        self.resize(theme.em(100), theme.em(56))
        self.restoreGeometry(place_of(settings))

    # -- what screens there are

    def register(self, places: Sequence[Place]) -> None:
        """Say where one can go; screens made before for the same keys are dropped."""
        for screen in self._screens.values():
            self.stack.removeWidget(screen)
            screen.deleteLater()
        self._screens.clear()
        self._trail.clear()
        self.here = ""
        self._places = {place.key: place for place in places}
        self.sidebar.set_places(places)

    def screens(self) -> list[Screen]:
        """Give the screens that were visited."""
        return list(self._screens.values())

    def keys(self) -> list[str]:
        """Give the keys of all places, in order."""
        return list(self._places)

    def visit(self, key: str) -> Screen:
        """Give a screen, making it on the first visit; KeyError where there is no such place."""
        if key not in self._screens:
            made = self._places[key].factory(self.desk)
            made.key = key
            made.wants.connect(self._wanted)
            made.heading_changed.connect(self._show_heading)
            made.said.connect(self.say)
            made.counted.connect(self.set_figure)
            self._screens[key] = made
            self.stack.addWidget(made)
            made.reload(None)
        return self._screens[key]

    def navigate(self, key: str, **target: object) -> None:
        """Go to a screen, unless the one that is shown asks to stay; `target` says what of it is meant."""
        if key not in self._places or (self.here and key != self.here and not self._screens[self.here].leaving()):
            self.sidebar.set_here(self.here)
            return
        if [place for place, _ in self._trail[-2:]] == [key, self.here]:
            self._trail.pop()  # the way back: the screen left is not a step of its own
            self._trail.pop()
        self._trail.append((key, target))
        self._show(key, target)

    @Slot()
    def show_help(self) -> None:
        """Open the guide where it tells of the screen that is shown."""
        from branchdesk.ui.screens.help.chapters import chapter_of  # noqa: PLC0415 - not needed for the first paint

        place = "help" if "help" in self._places else "guide"  # the latter stands alone, where no file is open
        if self.here != place:
            self.navigate(place, page="guide", chapter=chapter_of(self.here))

    def go_back(self) -> None:
        """Take one step back: inside the screen, else to the screen before."""
        if self.here and self._screens[self.here].back():
            return
        if len(self._trail) > 1 and self._screens[self.here].leaving():
            self._trail.pop()
            self._show(*self._trail[-1])

    @Slot(str, int)
    def set_figure(self, key: str, figure: int) -> None:
        """Show in the sidebar how many things wait at a place."""
        if button := self.sidebar.buttons.get(key):
            button.set_figure(figure)

    def set_footer(self, lines: Sequence[str]) -> None:
        """Say at the foot of the sidebar what the file is."""
        self.sidebar.footer.setText("\n".join(lines))

    @Slot(str, str)
    def say(self, sentence: str, tone: str = Tone.GOOD) -> None:
        """Show a quiet sentence above the screen."""
        self.banner.say(sentence, tone)

    def set_text_size(self, size: TextSize) -> None:
        """Let people read larger, at once and from now on."""
        self.settings.setValue("text/size", size.value)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, size)
        self.sidebar.set_narrow(narrow=self.width() < theme.em(ROOMY))

    def text_size(self) -> TextSize:
        """Give the size people chose."""
        return text_size(self.settings)

    # -- inside

    def _frame(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        holder = QVBoxLayout()
        holder.setContentsMargins(theme.em(1.5), theme.em(0.6), theme.em(1.5), 0)
        holder.addWidget(self.banner)
        self._holder = QWidget()
        self._holder.setLayout(holder)
        self._holder.hide()
        right.addWidget(self._holder)
        right.addWidget(self.stack, 1)
        whole = QHBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.sidebar)
        whole.addLayout(right, 1)
        centre = QWidget()
        centre.setLayout(whole)
        self.setCentralWidget(centre)

    def _wire(self) -> None:
        self.sidebar.chosen.connect(self.navigate)
        self.sidebar.undo.clicked.connect(self.desk.undo)
        self.sidebar.redo.clicked.connect(self.desk.redo)
        self.top_bar.search.clicked.connect(self.search_asked)
        self.banner.visibility.connect(self._holder.setVisible)
        self.desk.changed.connect(self._changed)
        self.desk.opened.connect(self._opened)
        self.desk.closed.connect(self._closed)
        self.desk.titles.connect(self._name_steps)
        self.desk.turned.connect(self._tell_turn)
        self.desk.jobs.refused.connect(self.alarm.tell)
        self.desk.jobs.troubled.connect(self.alarm.tell)
        self.desk.jobs.broke.connect(self.alarm.tell)
        self.alarm.refused.connect(self._refused)
        BackupLine(self)

    def _make_menu(self) -> None:
        self._undo = QAction("撤销", self)
        self._undo.triggered.connect(self.desk.undo)
        self._redo = QAction("重做", self)
        self._redo.triggered.connect(self.desk.redo)
        for action in (self._undo, self._redo):
            action.setEnabled(False)
            self.menu.addAction(action)
        self.menu.addSeparator()
        group = QActionGroup(self)
        for size in TextSize:
            action = QAction(f"文字 {size.value}", self)
            action.setCheckable(True)
            action.setChecked(size is self.text_size())
            action.triggered.connect(partial(self.set_text_size, size))
            group.addAction(action)
            self.menu.addAction(action)
        self.menu.addSeparator()
        another = QAction("新建或打开支部", self)
        another.triggered.connect(self.file_asked)
        self.menu.addAction(another)
        self._lock = QAction("锁定\tCtrl+L", self)
        self._lock.triggered.connect(self.desk.lock_wanted)
        self._lock.setEnabled(False)
        self.menu.addAction(self._lock)
        guide = QAction("使用说明\tF1", self)
        guide.triggered.connect(self.show_help)
        self.menu.addAction(guide)

    def _make_keys(self) -> None:
        def key(keys: str, slot: Callable[[], object] | SignalInstance) -> None:
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

        for number in range(1, 10):
            key(f"Ctrl+{number}", partial(self._go_to, number - 1))
        for keys, slot in (("Ctrl+Z", self._undo_here), ("Ctrl+Y", self._redo_here), ("Ctrl+Shift+Z", self._redo_here)):
            key(keys, slot)
        key("Ctrl+K", self.search_asked)
        key("Ctrl+L", self.desk.lock_wanted)
        key("F1", self.show_help)
        key("F6", self._change_side)
        key("Shift+F6", self._change_side)
        key("Alt+Left", self.go_back)
        key("Ctrl++", partial(self._step_size, 1))
        key("Ctrl+=", partial(self._step_size, 1))
        key("Ctrl+-", partial(self._step_size, -1))
        key("Esc", self.go_back)

    def _show(self, key: str, target: dict[str, object]) -> None:
        screen = self.visit(key)
        self.here = key
        self.stack.setCurrentWidget(screen)
        self.sidebar.set_here(self._places[key].under or key)
        screen.activated(**target)
        self._show_heading()
        if not screen.isAncestorOf(QApplication.focusWidget() or self):
            screen.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, object)
    def _wanted(self, key: str, target: dict[str, object]) -> None:
        self.navigate(key, **target)

    @Slot()
    def _show_heading(self) -> None:
        if self.here:
            screen = self._screens[self.here]
            self.top_bar.show_screen(screen.title, screen.subtitle, screen.buttons(), screen.state)

    @Slot(object)
    def _changed(self, changes: object) -> None:
        for screen in self._screens.values():
            screen.reload(changes)  # type: ignore[arg-type]
        self._ask_people()

    def _ask_people(self) -> None:
        from branchdesk.services import branch  # noqa: PLC0415 - nothing of the store before the first paint

        self.desk.read(branch.people, self._show_footer)

    def _show_footer(self, people: int) -> None:
        if self.desk.is_open:
            state = "已设密码" if self.desk.store.protected else "未设密码"
            self.set_footer([self.desk.store.path.name, f"{people} 名党员 · {state}"])
            self.sidebar.footer.setToolTip(str(self.desk.store.path))

    @Slot()
    def _opened(self) -> None:
        branch = self.desk.store.branch
        self.sidebar.branch.setText(f"{branch.unit}\n{branch.name}".strip())
        self.setWindowTitle(f"{branch.name} · 支部工作台")
        self._lock.setEnabled(self.desk.store.protected)
        self._ask_people()
        for screen in self._screens.values():
            screen.reload(None)

    @Slot()
    def _closed(self) -> None:
        """Show nothing of a file that was put away."""
        self.register([])
        self.top_bar.show_screen("", "", ())
        self.top_bar.set_search(shown=False)
        self.banner.say("")
        self.sidebar.branch.setText("")
        self.set_footer([])
        self.setWindowTitle("支部工作台")
        self._lock.setEnabled(False)

    @Slot()
    def _name_steps(self) -> None:
        undo, redo = self.desk.undo_title, self.desk.redo_title
        self.sidebar.show_steps(undo, redo)
        for action, word, title, keys in ((self._undo, "撤销", undo, "Ctrl+Z"), (self._redo, "重做", redo, "Ctrl+Y")):
            action.setText(f"{word}：{title}\t{keys}" if title else word)
            action.setEnabled(title is not None)

    @Slot(str)
    def _tell_turn(self, title: str) -> None:
        self.say(f"已{title}。")

    @Slot()
    def _undo_here(self) -> None:
        if _typing() is None and self.desk.undo_title is not None:
            self.desk.undo()

    @Slot()
    def _redo_here(self) -> None:
        focus = _typing()
        if focus is not None:
            focus.redo()
        elif self.desk.redo_title is not None:
            self.desk.redo()

    @Slot(str)
    def _refused(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.WARN)

    def _go_to(self, index: int) -> None:
        keys = list(self.sidebar.buttons)
        if index < len(keys):
            self.navigate(keys[index])

    @Slot()
    def _change_side(self) -> None:
        """Move the keyboard between the sidebar and the screen."""
        focus = QApplication.focusWidget()
        if focus is not None and self.sidebar.isAncestorOf(focus):
            screen = self.stack.currentWidget()
            screen.setFocus(Qt.FocusReason.TabFocusReason)
            if not screen.hasFocus():
                return
            screen.focusNextChild()
            return
        listed = self.sidebar.buttons
        if listed:
            (listed.get(self.here) or next(iter(listed.values()))).setFocus(Qt.FocusReason.TabFocusReason)

    def _step_size(self, by: int) -> None:
        sizes = list(TextSize)
        self.set_text_size(sizes[min(max(sizes.index(self.text_size()) + by, 0), len(sizes) - 1)])

    def _fit(self) -> None:
        narrow = self.width() < theme.em(ROOMY)
        if narrow != self.sidebar.narrow:
            self.sidebar.set_narrow(narrow=narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sidebar as much room as there is."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint, after it."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave the screen properly, finish writing, remember the window's place."""
        if self.here and not self._screens[self.here].leaving():
            event.ignore()
            return
        self.settings.setValue("window/geometry", self.saveGeometry())
        self.hide()  # for the eye it is closed; a last backup may take a moment
        leaving.leave(self.desk.backing)
        self.desk.close()
        super().closeEvent(event)


def text_size(settings: QSettings) -> TextSize:
    """Read the size people chose; the standard one where there is none, or none that we know."""
    chosen = settings.value("text/size")
    return next((size for size in TextSize if size.value == chosen), TextSize.STANDARD)


def place_of(settings: QSettings) -> QByteArray:
    """Read where the window was; nothing where the file of settings says something else."""
    kept = settings.value("window/geometry")
    return kept if isinstance(kept, QByteArray) else QByteArray()


def _typing() -> QLineEdit | QPlainTextEdit | None:
    """Give the text that is being edited, which has its own undo."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit | QPlainTextEdit) and not focus.isReadOnly():
        return focus
    return None
