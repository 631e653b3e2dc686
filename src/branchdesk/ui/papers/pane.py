"""Pages of a paper one below the other; however many there are, only those in sight are drawn and kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from branchdesk.services.papers import printing
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk

if TYPE_CHECKING:
    from branchdesk.services.papers.printing import Fineness, Opened, Picture, Size

INCH, MM = 72, 72 / 25.4  # points
CROP = (15, 20, 13, 14)  # millimetres of empty margin left out beside a form: left, top, right, bottom
GAP = 0.8  # ems between two pages
KEPT = 8  # pages before and after those in sight whose pictures are kept
LEAST_DPI = 40.0
ALIKE = 2  # pixels of width that a picture may miss before its page is drawn anew


def image_of(picture: Picture) -> QImage:
    """Make a picture of a page something Qt can draw."""
    kind = QImage.Format.Format_Grayscale8 if picture.grey else QImage.Format.Format_BGR888
    return QImage(picture.data, picture.width, picture.height, picture.stride, kind).copy()


@dataclass(slots=True, eq=False)
class Sheet:
    """One page: its size in points, its picture where it has one, and its place on the roll in pixels.

    The picture was drawn for a pane `wide` pixels wide; one of an earlier paper (0) stands in until the page is drawn.
    """

    size: Size
    image: QImage | None = None
    wide: float = 0
    top: int = 0
    height: int = 0


class Roll(QWidget):
    """All pages on one long strip, of which what is in sight is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fit(self, width: int) -> None:
        """Lay the pages out, each as wide as there is room."""
        top = 0
        for sheet in self.sheets:
            sheet.top, sheet.height = top, round(width * sheet.size[1] / max(1.0, sheet.size[0]))
            top += sheet.height + theme.em(GAP)
        self.setFixedHeight(max(0, top - theme.em(GAP)))
        self.update()

    def between(self, top: int, bottom: int) -> range:
        """Give the numbers of the pages that lie between two heights."""
        first = max(0, bisect_right(self.sheets, top, key=lambda sheet: sheet.top) - 1)
        last = bisect_right(self.sheets, bottom, key=lambda sheet: sheet.top)
        return range(first, last)

    def sizeHint(self) -> QSize:
        """Ask for a page that can be read."""
        return QSize(theme.em(24), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight with their edges; one that has no picture yet is blank."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(QColor(theme.LINE), 1))
        for number in self.between(event.rect().top(), event.rect().bottom()):
            sheet = self.sheets[number]
            area = QRect(0, sheet.top, self.width(), sheet.height)
            painter.fillRect(area, QColor(theme.SURFACE))
            if sheet.image is not None:
                painter.drawImage(area, sheet.image)
            painter.drawRect(area.adjusted(0, 0, -1, -1))


class PaperPane(QScrollArea):
    """Pages that are at hand as pictures, and a sentence where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("打印样式")
        self.roll = Roll()
        self.told = theme.mark(QLabel(""), role="small")
        self.told.setWordWrap(True)
        self.told.hide()
        inside = theme.mark(QWidget(), role="page")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.em(GAP))
        self._column.addWidget(self.roll)
        self._column.addWidget(self.told)
        self._column.addStretch(1)
        self.setWidget(inside)

    @property
    def sheets(self) -> list[Sheet]:
        """Give the pages."""
        return self.roll.sheets

    def show_pages(self, pictures: Sequence[Picture]) -> None:
        """Show other pages, at the place where one was."""
        images = [image_of(picture) for picture in pictures]
        self._take([Sheet((image.width(), image.height()), image) for image in images])

    def tell(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self.told.setText(sentence)
        self.told.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as the pane."""
        super().resizeEvent(event)
        self.roll.fit(self.viewport().width())

    def _take(self, sheets: list[Sheet]) -> None:
        at = self.verticalScrollBar().value()
        self.told.hide()
        self.roll.sheets = sheets
        self.roll.setAccessibleName(f"共{len(sheets)}页")
        self.roll.fit(self.viewport().width())
        self._column.activate()
        self.verticalScrollBar().setValue(at)


class DrawnPane(PaperPane):
    """A paper whose pages are drawn on the reading lane as they come into sight, one after another."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, cropped: bool = False) -> None:
        super().__init__(parent)
        self._desk, self._cropped = desk, cropped
        if cropped:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._opened: Opened | None = None
        self._drawing = False
        self._look = QTimer(self)  # several reasons in one turn of the loop are one
        self._look.setSingleShot(True)
        self._look.setInterval(0)
        self._look.timeout.connect(self._draw)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def fineness(self) -> Fineness:
        """Say how many dots an inch a page must be drawn with to be as wide as the pane is now."""
        left, _, right, _ = self._margins()
        wide = self._wide()
        return lambda page: max(LEAST_DPI, wide * INCH / (page[0] - left - right))

    def show_paper(self, opened: Opened) -> None:
        """Show another paper; its first pages are drawn already."""
        self._opened = opened
        left, top, right, bottom = self._margins()
        sheets = [Sheet((wide - left - right, high - top - bottom)) for wide, high in opened.sizes]
        for sheet, old in zip(sheets, self.sheets, strict=False):
            sheet.image = old.image
        for sheet, size, picture in zip(sheets, opened.sizes, opened.first, strict=False):
            sheet.image = self._cut(image_of(picture), size)
            sheet.wide = sheet.image.width()
        self._take(sheets)
        self._look.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw as finely as the new width wants."""
        super().resizeEvent(event)
        self._look.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what could not be seen before."""
        super().showEvent(event)
        self._look.start()

    @Slot()
    def _scrolled(self) -> None:
        self._look.start()  # not connected itself: it would take the place for a time to wait

    def _in_sight(self) -> range:
        top = self.verticalScrollBar().value()
        return self.roll.between(top, top + self.viewport().height())

    def _wide(self) -> float:
        return self.viewport().width() * self.devicePixelRatioF()

    @Slot()
    def _draw(self) -> None:
        """Have the next page in sight drawn, and after them the one that comes next."""
        opened, seen, wide = self._opened, self._in_sight(), self._wide()
        if opened is None or self._drawing or not self.isVisible() or not self._desk.is_open:
            return
        ahead = range(seen.start, min(seen.stop + 1, len(self.sheets)))
        number = next((at for at in ahead if abs(self.sheets[at].wide - wide) > ALIKE), None)
        if number is None:
            self._forget(seen)
            return
        page, dpi = number, self.fineness()(opened.sizes[number])
        self._drawing = True
        self._desk.read(
            lambda _store: printing.pictures(opened.paper, dpi, pages=[page])[0],
            partial(self._drawn, opened, page, wide),
            failed=self._failed,
            owner=self,
        )

    def _drawn(self, opened: Opened, number: int, wide: float, picture: Picture) -> None:
        self._drawing = False
        if opened is self._opened:
            sheet = self.sheets[number]
            sheet.image, sheet.wide = self._cut(image_of(picture), opened.sizes[number]), wide
            self.roll.update(0, sheet.top, self.roll.width(), sheet.height)
        self._look.start()

    def _failed(self, _error: Exception) -> None:
        self._drawing = False

    def _forget(self, seen: range) -> None:
        """Let pictures far from sight go: a bound year would fill the memory."""
        for number, sheet in enumerate(self.sheets):
            if sheet.image is not None and not seen.start - KEPT <= number < seen.stop + KEPT:
                sheet.image, sheet.wide = None, 0

    def _margins(self) -> tuple[float, float, float, float]:
        """Give what is left out of a page in points: left, top, right, bottom."""
        left, top, right, bottom = CROP if self._cropped else (0, 0, 0, 0)
        return left * MM, top * MM, right * MM, bottom * MM

    def _cut(self, image: QImage, page: Size) -> QImage:
        """Leave the margins out of the picture of a page of so many points."""
        if not self._cropped:
            return image
        left, top, right, bottom = self._margins()
        across, down = image.width() / page[0], image.height() / page[1]
        wanted = QRect(
            round(left * across),
            round(top * down),
            round((page[0] - left - right) * across),
            round((page[1] - top - bottom) * down),
        )
        return image.copy(wanted)
