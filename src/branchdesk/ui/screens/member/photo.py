"""The portrait on a card: taken from a file by button, click or drop, scaled on the writing lane, kept small."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMenu, QSizePolicy, QWidget

from branchdesk.errors import Refusal
from branchdesk.ui import pictures, theme

MOST = QSize(480, 640)
MOST_BYTES = 60_000
QUALITIES = (88, 80, 70, 60, 45, 30)
AHEAD = 4  # a picture is decoded at so many times its size at most: a camera's is far larger
KINDS = "图片 (*.jpg *.jpeg *.png *.bmp *.webp *.gif)"
ACROSS, DOWN = 5.4, 7.2  # ems, three to four


def portrait(path: Path) -> bytes:
    """Read a picture and give it as a small JPEG, turned as it was taken; runs on any lane.

    Refusal where the file is no picture that can be read.
    """
    image = pictures.read(path, MOST, AHEAD)
    if image.isNull():
        raise Refusal(f"“{path.name}”不是可以读取的图片，请另选 JPG 或 PNG 文件。", code="photo_unreadable")
    return small(image)


def small(image: QImage) -> bytes:
    """Give a picture as a JPEG of at most 480×640 and about 60 KB, on white where it was transparent."""
    image, found = pictures.within(image, MOST), b""
    for quality in QUALITIES:
        found = pictures.written(image, quality=quality)
        if len(found) <= MOST_BYTES:
            break
    return found


class Photo(QAbstractButton):
    """The portrait, or the first character of the name in its place.

    `chosen` carries the path of a picture that shall be taken, `removed` asks for none.
    """

    chosen = Signal(str)
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._letter = ""
        self._over = False
        self.writable = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)

    def show_photo(self, image: bytes | None, name: str, *, writable: bool) -> None:
        """Show somebody's portrait; `writable` lets it be changed."""
        self._picture = QPixmap()
        if image:
            self._picture.loadFromData(image)
        self._letter = name[:1]
        self.writable = writable
        self.setAcceptDrops(writable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if writable else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if writable else Qt.CursorShape.ArrowCursor)
        has = "有照片" if image else "没有照片"
        self.setAccessibleName(f"{name}，{has}")
        self.setToolTip("更换或删除照片，也可以把图片拖到这里" if image else "添加照片，也可以把图片拖到这里")
        if not writable:
            self.setToolTip("")
        self.update()

    @property
    def has_photo(self) -> bool:
        """Say whether there is a portrait."""
        return not self._picture.isNull()

    def sizeHint(self) -> QSize:
        """Be three wide and four high."""
        return QSize(theme.em(ACROSS), theme.em(DOWN))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the portrait within round corners."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        shape.addRoundedRect(area, theme.em(0.5), theme.em(0.5))
        painter.fillPath(shape, QColor(theme.SUNKEN))
        if self.has_photo:
            self._paint_picture(painter, area, shape)
        else:
            self._paint_letter(painter, area)
        marked = self.hasFocus() or self._over
        painter.setPen(QPen(QColor(theme.ACCENT if marked else theme.LINE), 1.5 if marked else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)

    def _paint_picture(self, painter: QPainter, area: QRectF, shape: QPainterPath) -> None:
        """Fill the frame; what is too wide or too high is cut evenly, the top last of all."""
        across = self._picture.width() / area.width()
        down = self._picture.height() / area.height()
        scale = min(across, down)
        source = QRectF(0, 0, area.width() * scale, area.height() * scale)
        source.moveLeft((self._picture.width() - source.width()) / 2)
        source.moveTop((self._picture.height() - source.height()) / 4)
        painter.save()
        painter.setClipPath(shape)
        painter.drawPixmap(area, self._picture, source)
        painter.restore()

    def _paint_letter(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QColor(theme.QUIET))
        painter.setFont(theme.font(2.4))
        if not self.writable:
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._letter)
            return
        painter.drawText(area.adjusted(0, 0, 0, -theme.em(1.6)), Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.setFont(theme.font(0.85))
        foot = area.adjusted(0, 0, 0, -theme.em(0.7))
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, "添加照片")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if self.writable and _dropped(event) is not None:
            event.acceptProposedAction()
            self._over = True
            self.update()

    def dragLeaveEvent(self, _event: object) -> None:
        """Be plain again."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file that was let go."""
        self._over = False
        self.update()
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.chosen.emit(path)

    @Slot()
    def choose(self) -> None:
        """Ask for a picture."""
        path, _ = QFileDialog.getOpenFileName(self.window(), "选择照片", "", KINDS)
        if path:
            self.chosen.emit(path)

    @Slot()
    def _clicked(self) -> None:
        if not self.writable:
            return
        if not self.has_photo:
            self.choose()
            return
        menu = QMenu(self)
        menu.addAction("更换照片…").triggered.connect(self.choose)
        menu.addAction("删除照片").triggered.connect(self.removed)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def _dropped(event: QDropEvent) -> str | None:
    """Give the one file that is carried over the portrait."""
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    return urls[0].toLocalFile() if len(urls) == 1 else None
