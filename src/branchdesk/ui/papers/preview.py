"""预览: the pages of a paper, the ways to vary it, and the ways to take it along: the printer or a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from branchdesk.errors import Refusal, Trouble
from branchdesk.services import Store
from branchdesk.services.papers import papers, printing
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.papers.papers import Order
from branchdesk.services.papers.printing import Fineness, Opened, Paper
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.jobs import Job
from branchdesk.ui.ledger.progress_line import ProgressLine
from branchdesk.ui.papers.card_settings import show_card_settings
from branchdesk.ui.papers.options import OptionsPanel
from branchdesk.ui.papers.pane import DrawnPane
from branchdesk.ui.papers.place import ask_place
from branchdesk.ui.papers.printing import PrintRun
from branchdesk.ui.papers.settings import show_settings
from branchdesk.ui.screen import Page
from branchdesk.ui.theme import Tone

TURNS = {
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
# Papers that have settings of their own: the word for them, and who lets them be set.
OWN_SETTINGS: Mapping[str, tuple[str, Callable[[Desk, QWidget, Order], bool]]] = {
    "birthday-card": ("纪念卡设置…", show_card_settings),
}
WAIT = 300  # milliseconds of quiet after an option was changed
WIDE, HIGH, SIDE = 58, 72, 17  # ems: pages, and the options beside them


def show(desk: Desk, window: QWidget, order: Order, name: str) -> None:
    """Show a paper; `name` is what its file is called unless somebody calls it otherwise."""
    PreviewDialog(desk, order, name, window).exec()


@dataclass(frozen=True, slots=True)
class Made:
    """A paper as it came from the lane, and whether the house prints on both sides."""

    opened: Opened
    duplex: bool


class PreviewDialog(QDialog):
    """Makes the paper that is ordered, and makes it anew when an option is changed."""

    folder: ClassVar[Path | None] = None  # where the last file went, until the program ends

    def __init__(self, desk: Desk, order: Order, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._order, self.name = desk, order, name
        self._made: Made | None = None
        self._job: Job | None = None
        self._after: Callable[[], object] | None = None  # what was asked for while a paper was being made
        kind = papers.PAPERS.get(order.paper)
        self._no_word = kind.no_word if kind else ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"预览：{kind.label}" if kind else "预览")
        self.pane, self.banner, self.progress = DrawnPane(desk), Banner(), ProgressLine()
        self.options = OptionsPanel(kind.ways(order.about) if kind else (), order.options)
        self.count = theme.mark(QLabel(""), tone="quiet")
        self.word_button, self.file_button = QPushButton("导出 Word"), QPushButton("保存为 PDF")
        self.print_button = QPushButton("打印")
        theme.mark(self.print_button, role="primary")
        self.settings_button = theme.mark(QPushButton("打印设置…"), role="quiet")
        own = OWN_SETTINGS.get(order.paper)
        self.own_button = theme.mark(QPushButton(own[0] if own else ""), role="quiet")
        self.own_button.setVisible(own is not None)
        self.close_button = QPushButton("关闭")
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAIT)
        self._lay_out()
        self._listen()
        self.print_button.setDefault(True)
        self.print_button.setFocus()
        self._size()
        self._allow()
        QTimer.singleShot(0, self, self.make)  # once the pane is as wide as it will be

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.em(0.7))
        foot.addWidget(self.count)
        foot.addWidget(self.settings_button)
        foot.addWidget(self.own_button)
        foot.addStretch(1)
        for button in (self.close_button, self.word_button, self.file_button, self.print_button):
            foot.addWidget(button)
        middle = QHBoxLayout()
        middle.setSpacing(theme.em(1.2))
        middle.addWidget(self.pane, 1)
        middle.addWidget(self._beside())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.em(1.4), theme.em(1.2), theme.em(1.4), theme.em(1.2))
        layout.setSpacing(theme.em(0.9))
        layout.addWidget(self.banner)
        layout.addWidget(self.progress)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)

    def _beside(self) -> QWidget:
        """Put the options beside the pages; where they are higher than the dialog, they scroll."""
        page = Page()
        theme.mark(page, role="surface")
        theme.mark(page.widget(), role="surface")
        page.body.setContentsMargins(0, 0, theme.em(0.4), 0)
        page.body.addWidget(self.options)
        page.setFixedWidth(theme.em(SIDE))
        page.setVisible(bool(self.options.editors))
        return page

    def _listen(self) -> None:
        self.file_button.setShortcut("Ctrl+S")
        self.print_button.setShortcut("Ctrl+P")
        self.file_button.setToolTip("Ctrl+S")
        self.print_button.setToolTip("Ctrl+P")
        self.word_button.setToolTip(self._no_word)
        self.word_button.setAccessibleDescription(self._no_word)
        self.file_button.clicked.connect(self.save_file)
        self.word_button.clicked.connect(self.save_word)
        self.print_button.clicked.connect(self.print_out)
        self.close_button.clicked.connect(self.reject)
        self.settings_button.clicked.connect(self._set)
        self.own_button.clicked.connect(self._set_own)
        self.options.changed.connect(self._waiting.start)
        self._waiting.timeout.connect(self.make)
        self.progress.cancelled.connect(self._cancel)
        self.finished.connect(self._give_up)

    def _size(self) -> None:
        room = self.screen().availableSize()
        wide = WIDE + (SIDE if self.options.editors else 0)
        self.resize(min(theme.em(wide), round(room.width() * 0.92)), min(theme.em(HIGH), round(room.height() * 0.92)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages with the keys that a button leaves alone."""
        turn = TURNS.get(Qt.Key(event.key()))
        if turn is None:
            super().keyPressEvent(event)
        else:
            self.pane.verticalScrollBar().triggerAction(turn)

    def _allow(self) -> None:
        """Let a paper be taken along where there is one."""
        for button in (self.word_button, self.file_button, self.print_button):
            button.setEnabled(self._made is not None)
        if self._no_word:
            self.word_button.setEnabled(False)
        self.count.setText(f"共{self._made.opened.paper.pages}页" if self._made else "")

    def order(self) -> Order:
        """Give the paper's order as it is varied now."""
        return replace(self._order, options={**self._order.options, **self.options.values()})

    # -- making

    @Slot()
    def make(self) -> None:
        """Make the paper as it is varied now; what is shown stays until the new one is there."""
        self._give_up()
        order = self.order()
        self.progress.begin("正在排版…")
        self._job = job = self._desk.read(
            _making(order, self.pane.fineness()),
            lambda made: self._show(job, made),
            failed=lambda error: self._refuse(job, error),
            progress=self.progress.move_to,
            owner=self,
        )

    def _show(self, job: Job, made: Made) -> None:
        if job is not self._job:
            return
        self._made, self._job = made, None
        self.progress.end()
        self.banner.say("")
        self.pane.show_paper(made.opened)
        self._allow()
        after, self._after = self._after, None
        if after is not None:
            after()

    def _refuse(self, job: Job, error: Exception) -> None:
        if job is not self._job:
            return
        self._made = self._job = self._after = None
        self.progress.end()
        if isinstance(error, Refusal):
            self.banner.say(error.sentence, Tone.WARN)
        self._allow()

    def _once_made(self, then: Callable[[], object]) -> None:
        """Go on with the paper as it is varied now: a click is not meant for the one before."""
        if self._waiting.isActive():
            self.make()
        if self._job is not None:
            self._after = then
        elif self._made is not None:
            then()

    @Slot()
    def _cancel(self) -> None:
        """Leave the paper that was there before; where there was none, go."""
        self._give_up()
        if self._made is None:
            self.reject()
        else:
            self.banner.say("已取消排版，看到的还是改动以前的。再改一次选项可重新排版。", Tone.QUIET, stays=True)

    @Slot()
    def _give_up(self) -> None:
        """Let work that is under way go."""
        self._waiting.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = self._after = None
        self.progress.end()

    @Slot()
    def _set(self) -> None:
        """Let the papers of the house be set, and show this one as it then is."""
        if show_settings(self._desk, self):
            self.make()

    @Slot()
    def _set_own(self) -> None:
        """Let what this paper alone is set by be set, and show it as it then is."""
        _, show_own = OWN_SETTINGS[self._order.paper]
        if show_own(self._desk, self, self.order()):
            self.make()

    # -- taking along

    @Slot()
    def save_file(self) -> None:
        """Ask where the file shall be, and write it."""
        self._once_made(self._save_pdf)

    @Slot()
    def save_word(self) -> None:
        """Ask where the Word file shall be, and write the paper as one."""
        self._once_made(self._save_word)

    @Slot()
    def print_out(self) -> None:
        """Ask for a printer, and print."""
        self._once_made(self._print)

    def _save_pdf(self) -> None:
        if self._made is not None:
            paper = self._made.opened.paper
            self._save("保存为 PDF", ".pdf", "PDF (*.pdf)", lambda _store, path: printing.save_file(paper, path))

    def _save_word(self) -> None:
        order = self.order()

        def write(store: Store, path: Path) -> None:
            printing.save_bytes(papers.word(store, order), path)

        self._save("导出 Word", ".docx", "Word (*.docx)", write)

    def _save(self, title: str, ending: str, kinds: str, write: Callable[[Store, Path], None]) -> None:
        try:
            path = ask_place(self, title, PreviewDialog.folder, self.name, (ending, kinds))
        except Refusal as refusal:
            self.banner.say(refusal.sentence, Tone.WARN)
            return
        if path is None:
            return

        def work(store: Store) -> Refusal | Trouble | None:
            try:
                write(store, path)
            except (Refusal, Trouble) as error:
                return error
            return None

        def saved(error: Refusal | Trouble | None) -> None:
            if error is not None:
                self.banner.say(error.sentence, Tone.WARN)
                return
            PreviewDialog.folder = path.parent
            self.banner.say(f"已保存：{path}", Tone.GOOD, stays=True)

        self._desk.read(work, saved, owner=self)

    def _print(self) -> None:
        if self._made is not None:
            paper: Paper = self._made.opened.paper
            run = PrintRun(self._desk, paper, self.name, self.parentWidget() or self, duplex=self._made.duplex)
            run.ended.connect(self._told)
            run.start(self)

    @Slot(str)
    def _told(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.WARN)


def _making(order: Order, fineness: Fineness) -> Callable[[Store, Callable[[int, int], None]], Made]:
    def work(store: Store, report: Callable[[int, int], None]) -> Made:
        report(0, 1)
        paper = papers.make(store, order, report)
        report(1, 1)
        return Made(printing.opened(paper, fineness), house(store).duplex)

    return work
