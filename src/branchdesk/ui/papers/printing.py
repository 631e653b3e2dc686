"""打印: a finished paper through the system's dialogue, from memory; no file is left behind.

Where the printer has a queue that takes PDF, the paper goes there as it is. Else its pages are painted at 600 dots an
inch: grey, or in colour where a page has any and the printer too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QRadioButton, QWidget

from branchdesk.errors import Refusal, Trouble
from branchdesk.services import Store
from branchdesk.services.papers import papers, printing
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.papers.papers import Order
from branchdesk.services.papers.printing import Paper
from branchdesk.ui.desk import Desk
from branchdesk.ui.papers import queue
from branchdesk.ui.papers.pane import image_of
from branchdesk.words import printing as say

PRINT_DPI = 600  # twice as fine stops the window for a quarter of a second a page, and nobody sees it
LYING, STANDING = QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait
LONG_EDGE, ONE_SIDE = QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexNone


class PrintRun(QWidget):
    """One paper on its way to the printer. `ended` carries a sentence where it was refused, else nothing.

    It lives as long as its parent, which shall be one that stays while the printer works.
    """

    ended = Signal(str)

    def __init__(self, desk: Desk, paper: Paper, name: str, parent: QWidget, *, duplex: bool = True) -> None:
        super().__init__(parent)
        self.hide()
        self._desk, self._paper, self._name = desk, paper, name
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(name)
        self.printer.setResolution(PRINT_DPI)
        self._sheet = sheet_of(paper)
        self.printer.setPageLayout(QPageLayout(self._sheet, STANDING, QMarginsF()))
        self.printer.setFullPage(True)
        self.printer.setFromTo(1, paper.pages)
        self.printer.setDuplex(LONG_EDGE if duplex and paper.pages > 1 else ONE_SIDE)
        self._painter = QPainter()
        self._pages: list[int] = []

    def start(self, over: QWidget) -> None:
        """Ask for a printer over a window, and begin."""
        dialog = QPrintDialog(self.printer, over)
        if (
            dialog.exec() == QDialog.DialogCode.Accepted and self._desk.is_open
        ):  # a system's own dialogue outlasts a lock
            keep_colour(dialog, self.printer)
            self.print_on(self.printer)
        else:
            self.deleteLater()

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that was chosen."""
        paper, pages = self._paper, wanted_pages(printer, self._paper.pages)
        if not pages:
            self._stop(Refusal(say.no_such_pages(paper.pages), code="no_such_pages"))
        elif printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:
            path = Path(printer.outputFileName())
            self._run(lambda _store: printing.save_file(printing.excerpt(paper, pages), path))
        elif queue.takes_pdf(printer):
            order = queue.order(printer, self._name, spans(pages, paper.pages), self._sheet)
            self._run(lambda _store: queue.send(order, paper.pdf))
        else:
            self.paint_on(printer)

    def _run(self, work: Callable[[Store], None]) -> None:
        self._desk.read(work, lambda _none: self._end(), failed=self._stop, owner=self)

    # -- painting

    def paint_on(self, printer: QPrinter) -> None:
        """Paint page after page; each is drawn on the reading lane, and the next is asked for."""
        self.printer, self._pages = printer, wanted_pages(printer, self._paper.pages)
        self._ask(first=True)

    def _ask(self, *, first: bool = False) -> None:
        """Have the next page drawn on the lane, and painted there too: packing it for the printer takes a second.

        It is painted band by band, for while Qt packs a picture Python's lock is held, and the window with it.
        """
        paper, page, printer, painter = self._paper, self._pages.pop(0), self.printer, self._painter
        last, is_card = not self._pages, self._sheet.id() is not QPageSize.PageSizeId.A4
        coloured = printer.colorMode() is QPrinter.ColorMode.Color

        def work(_store: Store) -> bool:
            picture = printing.print_picture(paper, page, PRINT_DPI, coloured=coloured)
            printer.setPageOrientation(LYING if picture.width > picture.height else STANDING)
            if not (painter.begin(printer) if first else printer.newPage()):
                raise Trouble(say.printer_refused(), code="not_printed")
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            sheet = printer.pageLayout().fullRectPixels(printer.resolution())
            shown = QSize(picture.width, picture.height).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
            if is_card:  # on a larger sheet it stays as large as it is
                by = printer.resolution() / PRINT_DPI
                shown = shown.boundedTo(QSize(round(picture.width * by), round(picture.height * by)))
            painter.setWindow(0, 0, picture.width, picture.height)
            painter.setViewport(0, 0, shown.width(), shown.height())
            for left, top, band in printing.bands(picture):
                painter.drawImage(left, top, image_of(band))
            if last:
                painter.end()
            return not last

        self._desk.read(work, self._next, failed=self._stop, owner=self)

    def _next(self, more: bool) -> None:  # noqa: FBT001 - as the lane gives it
        if more:
            self._ask()
        else:
            self._end()

    def _end(self) -> None:
        self.ended.emit("")
        self.deleteLater()

    def _stop(self, error: Exception) -> None:
        if self._painter.isActive():
            self._painter.end()
        self.ended.emit(error.sentence if isinstance(error, Refusal) else "")
        self.deleteLater()


def sheet_of(paper: Paper) -> QPageSize:
    """Give the size of a paper's sheets as the system knows it: A4, and for cards A5 or A6."""
    return QPageSize(QSizeF(*paper.sheet), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)


def keep_colour(dialog: QPrintDialog, printer: QPrinter) -> None:
    """Print in colour or grey as was chosen: Qt's own dialogue, over CUPS, leaves the printer as its queue is."""
    for name, mode in (("color", QPrinter.ColorMode.Color), ("grayscale", QPrinter.ColorMode.GrayScale)):
        button = dialog.findChild(QRadioButton, name)
        if isinstance(button, QRadioButton) and button.isEnabled() and button.isChecked():
            printer.setColorMode(mode)


def wanted_pages(printer: QPrinter, pages: int) -> list[int]:
    """Give the pages, numbered from 0, that the dialogue was left with."""
    ranges = printer.pageRanges()
    return [page for page in range(pages) if ranges.isEmpty() or ranges.contains(page + 1)]


def spans(pages: list[int], of: int) -> str:
    """Write pages, numbered from 0, as a queue wants them: 1-3,5; nothing where they are all there are."""
    if len(pages) == of:
        return ""
    found: list[list[int]] = []
    for page in pages:
        if found and found[-1][-1] == page - 1:
            found[-1][-1] = page
        else:
            found.append([page, page])
    return ",".join(f"{first + 1}-{last + 1}" if last > first else str(first + 1) for first, last in found)


def print_out(desk: Desk, window: QWidget, order: Order, name: str, refused: Callable[[Exception], object]) -> None:
    """Make a paper and ask for a printer at once; `refused` gets why there is no paper."""

    def made(found: tuple[Paper, bool]) -> None:
        paper, duplex = found
        PrintRun(desk, paper, name, window, duplex=duplex).start(window)

    desk.read(partial(_make, order), made, failed=refused, owner=window)


def _make(order: Order, store: Store) -> tuple[Paper, bool]:
    return papers.make(store, order), house(store).duplex
