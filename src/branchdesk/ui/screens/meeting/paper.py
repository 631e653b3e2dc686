"""The minutes as they would be printed now, beside the form and in a window of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from branchdesk.domain.meetings import MeetingRecord
from branchdesk.errors import Refusal
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.screens.meeting import work

if TYPE_CHECKING:
    from branchdesk.services.printing import Picture

A4_WIDTH, A4_HEIGHT = 210, 297  # millimetres
INCH = 25.4
WAIT = 500  # milliseconds of quiet before the paper is drawn anew
ROOMY = 80  # ems of the screen's width from which the minutes have a place beside the form
SHAPE = 0.78  # width of the page by its height, its margins cut
LEAST, MOST = 23.6, 46  # ems
SHARE, FORM_FIRST = 0.45, 16  # of the width, less so many ems, which the form has before
CROP = (15, 20, 13, 14)  # millimetres of empty margin left out beside the form: left, top, right, bottom


def image_of(picture: Picture) -> QImage:
    """Make a picture of a page something Qt can draw."""
    kind = QImage.Format.Format_Grayscale8 if picture.grey else QImage.Format.Format_BGR888
    return QImage(picture.data, picture.width, picture.height, picture.stride, kind).copy()


class Sheet(QWidget):
    """One page, as wide as there is room."""

    def __init__(self, picture: Picture, *, cropped: bool) -> None:
        super().__init__()
        image = image_of(picture)
        if cropped:
            left, top, right, bottom = CROP
            across, down = image.width() / A4_WIDTH, image.height() / A4_HEIGHT
            wanted = QRect(
                round(left * across),
                round(top * down),
                round((A4_WIDTH - left - right) * across),
                round((A4_HEIGHT - top - bottom) * down),
            )
            image = image.copy(wanted)
        self.image = image
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fit(self, width: int) -> None:
        """Be as high as the page is at a width."""
        self.setFixedHeight(round(width * self.image.height() / max(1, self.image.width())))

    def sizeHint(self) -> QSize:
        """Ask for a page that can be read."""
        return QSize(theme.em(24), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page with its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ratio = self.devicePixelRatioF()
        shown = self.image.scaled(
            QSize(round(self.width() * ratio), round(self.height() * ratio)),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        painter.drawImage(0, 0, shown)
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PaperPane(QScrollArea):
    """Pages one below the other, and a sentence where there are none."""

    def __init__(self, parent: QWidget | None = None, *, cropped: bool = False) -> None:
        super().__init__(parent)
        self._cropped = cropped
        theme.mark(self, role="page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if cropped else Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("打印样式")
        inside = theme.mark(QWidget(), role="page")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.em(0.8))
        self.told = theme.mark(QLabel(""), role="small")
        self.told.setWordWrap(True)
        self.told.hide()
        self._column.addWidget(self.told)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.sheets: list[Sheet] = []

    def dpi(self) -> float:
        """Say how finely a page must be drawn to be as wide as the pane."""
        left, _, right, _ = CROP if self._cropped else (0, 0, 0, 0)
        inches = (A4_WIDTH - left - right) / INCH
        return max(40.0, self.viewport().width() * self.devicePixelRatioF() / inches)

    def show_pages(self, pages: list[Picture]) -> None:
        """Show other pages, at the place where one was."""
        at = self.verticalScrollBar().value()
        self.told.hide()
        for old in self.sheets:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.sheets = [Sheet(page, cropped=self._cropped) for page in pages]
        for number, sheet in enumerate(self.sheets):
            sheet.setAccessibleName(f"第{number + 1}页，共{len(self.sheets)}页")
            sheet.fit(self.viewport().width())
            self._column.insertWidget(number, sheet)
        self._column.activate()
        self.verticalScrollBar().setValue(at)

    def tell(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self.told.setText(sentence)
        self.told.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as the pane."""
        super().resizeEvent(event)
        for sheet in self.sheets:
            sheet.fit(self.viewport().width())


class LivePaper(PaperPane):
    """The minutes of what is typed, drawn anew a moment after each change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(cropped=True)
        self._desk = desk
        self._record: MeetingRecord | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAIT)
        self._waiting.timeout.connect(self._draw)

    def fit_beside(self, width: int, height: int) -> None:
        """Take a place beside the form where a screen of this size has room for one."""
        roomy = width >= theme.em(ROOMY)
        if roomy != (not self.isHidden()):
            self.setVisible(roomy)
        if roomy:
            most = round((height - theme.em(2.7)) * SHAPE)
            share = round(width * SHARE) - theme.em(FORM_FIRST)
            self.setFixedWidth(max(theme.em(LEAST), min(share, theme.em(MOST), most)))

    def show_record(self, record: MeetingRecord | None) -> None:
        """Show another record soon; where there is none, leave what is shown."""
        if record is not None:
            self._record = record
            self._waiting.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw as finely as the new size wants."""
        super().resizeEvent(event)
        self._waiting.start()

    @Slot()
    def _draw(self) -> None:
        record = self._record
        if record is None or not self.isVisible() or not self._desk.is_open:
            return
        dpi = self.dpi()

        def shown(pages: list[Picture]) -> None:
            if self._record is record:
                self.show_pages(pages)

        self._desk.read(lambda _store: work.picture_pages(record, dpi), shown, failed=self._refused, owner=self)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.tell(error.sentence)
