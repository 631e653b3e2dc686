"""预览: the pages of a paper, and the two ways to take them along: a PDF file or the printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QMarginsF, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.meetings import Meeting
from branchdesk.errors import Trouble
from branchdesk.services import Store, papers, printing
from branchdesk.services.printing import Paper
from branchdesk.ui import outside, theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.screens.meeting.paper import PaperPane, image_of
from branchdesk.ui.theme import Tone
from branchdesk.words import meetings as say

PRINT_DPI = 600  # twice as fine stops the window for a quarter of a second a page, and nobody sees it


def file_name(meeting: Meeting) -> str:
    """Name the file of a meeting's minutes: 2026-11-20党员大会记录."""
    return f"{meeting.starts.date().isoformat()}{meeting.group or ''}{say.KINDS[meeting.kind]}记录"


class PreviewDialog(QDialog):
    """Shows a paper. `name` is what its file is called unless somebody calls it otherwise."""

    folder: ClassVar[Path | None] = None  # where the last file went, until the program ends

    def __init__(self, desk: Desk, paper: Paper, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._paper, self._name = desk, paper, name
        self.setWindowTitle("预览")
        self.pane = PaperPane()
        self.banner = Banner()
        self.file_button, self.print_button = QPushButton("保存为 PDF"), QPushButton("打印")
        theme.mark(self.print_button, role="primary")
        self.file_button.setShortcut("Ctrl+S")
        self.print_button.setShortcut("Ctrl+P")
        self.close_button = QPushButton("关闭")
        self.file_button.clicked.connect(self.save_file)
        self.print_button.clicked.connect(self.print_out)
        self.close_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(theme.em(0.7))
        foot.addWidget(theme.mark(QLabel(f"共{paper.pages}页"), tone="quiet"))
        foot.addStretch(1)
        for button in (self.close_button, self.file_button, self.print_button):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.em(1.4), theme.em(1.2), theme.em(1.4), theme.em(1.2))
        layout.setSpacing(theme.em(0.9))
        layout.addWidget(self.banner)
        layout.addWidget(self.pane, 1)
        layout.addLayout(foot)
        self.print_button.setDefault(True)
        self.print_button.setFocus()
        self._size()
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(0)
        self._redraw.timeout.connect(self._draw)
        self._redraw.start()

    def _size(self) -> None:
        room = self.screen().availableSize()
        self.resize(min(theme.em(58), round(room.width() * 0.9)), min(theme.em(72), round(room.height() * 0.92)))

    @Slot()
    def _draw(self) -> None:
        dpi = self.pane.dpi()
        paper = self._paper
        self._desk.read(lambda _store: printing.pictures(paper, dpi), self.pane.show_pages, owner=self)

    @Slot()
    def save_file(self) -> None:
        """Ask where the file shall be, and write it."""
        usual = (PreviewDialog.folder, outside.documents())
        folder = next((each for each in usual if each and each.is_dir()), Path.home())
        chosen, _ = QFileDialog.getSaveFileName(self, "保存为 PDF", str(folder / f"{self._name}.pdf"), "PDF (*.pdf)")
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(".pdf")
        try:
            printing.save_file(self._paper, path)
        except Trouble as trouble:
            self.banner.say(trouble.sentence, Tone.WARN)
            return
        PreviewDialog.folder = path.parent
        self.banner.say(f"已保存：{path}", Tone.GOOD, stays=True)

    @Slot()
    def print_out(self) -> None:
        """Ask for a printer, and print page after page."""
        run = PrintRun(self._desk, self._paper, self._name, self)
        run.start()


class PrintRun(QWidget):
    """One paper on its way to the printer: each is drawn and painted on the reading lane, and the next is asked for."""

    def __init__(self, desk: Desk, paper: Paper, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._desk, self._paper = desk, paper
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(name)
        self._printer.setResolution(PRINT_DPI)
        self._printer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()),
        )
        self._printer.setFullPage(True)
        self._printer.setFromTo(1, paper.pages)
        self._painter = QPainter()
        self._pages: list[int] = []

    def start(self) -> None:
        """Ask for a printer, and begin."""
        if QPrintDialog(self._printer, self.parentWidget()).exec() == QDialog.DialogCode.Accepted:
            self.print_on(self._printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that was chosen."""
        self._printer = printer
        first, last = printer.fromPage() or 1, printer.toPage() or self._paper.pages
        self._pages = list(range(first - 1, min(last, self._paper.pages)))
        if self._pages:
            self._ask(first=True)

    def _ask(self, *, first: bool = False) -> None:
        """Have the next page drawn on the lane, and painted there too: packing it for the printer takes a second.

        It is painted band by band, for while Qt packs a picture Python's lock is held, and the window with it.
        """
        paper, page, printer, painter = self._paper, self._pages.pop(0), self._printer, self._painter
        last = not self._pages

        def work(_store: Store) -> bool:
            if not (painter.begin(printer) if first else printer.newPage()):
                return False
            [picture] = printing.pictures(paper, PRINT_DPI, pages=[page], grey=True)
            painter.setWindow(0, 0, picture.width, picture.height)
            for top, band in printing.bands(picture):
                painter.drawImage(0, top, image_of(band))
            if last:
                painter.end()
            return not last

        self._desk.read(work, self._next, failed=self._stop, owner=self)

    def _next(self, more: bool) -> None:  # noqa: FBT001 - as the lane gives it
        if more:
            self._ask()
        else:
            self.deleteLater()

    def _stop(self, _error: Exception | None = None) -> None:
        self._painter.end()
        self.deleteLater()


class MinutesPaper(QObject):
    """Makes the minutes of a saved meeting and shows or prints them. `refused` carries why there are none."""

    refused = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def show_pages(self, meeting_id: str, name: str) -> None:
        """Show the pages."""
        self._make(meeting_id, lambda paper: PreviewDialog(self._desk, paper, name, self._window).exec())

    def print_out(self, meeting_id: str, name: str) -> None:
        """Ask for a printer, and print."""
        self._make(meeting_id, lambda paper: PrintRun(self._desk, paper, name, self._window).start())

    def _make(self, meeting_id: str, then: Callable[[Paper], object]) -> None:
        self._desk.read(
            lambda store: papers.make(store, papers.Order("minutes", meeting_id)),
            then,
            failed=self.refused.emit,
            owner=self,
        )
