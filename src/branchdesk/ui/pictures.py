"""Pictures that people bring: read as they were taken, made smaller, turned, written as files. All of it on a lane."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageIOHandler, QImageReader, QImageWriter, QPainter, QTransform

from branchdesk.services.meetings.attachments import NewFile
from branchdesk.ui import theme

LONGEST = 2000  # pixels of a side, at which a photo fills a printed page and a scan can be read
QUALITY, TURNED_QUALITY = 82, 90  # of a JPEG; one that is written again gets the better one
AHEAD = 2  # a picture is decoded at so many times its size at most: a camera's is far larger
PHOTOS = {"image/jpeg", "image/png", "image/bmp", "image/webp", "image/tiff"}  # what is made smaller
TURNABLE = {"image/jpeg": "jpeg", "image/png": "png"}


def is_picture(kind: str) -> bool:
    """Say whether files of a media type can be shown here."""
    return kind in PHOTOS or kind == "image/gif"


@contextmanager
def _reader(source: Path | bytes) -> Iterator[QImageReader]:
    buffer = QBuffer()
    if isinstance(source, bytes):
        buffer.setData(QByteArray(source))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
    else:
        reader = QImageReader(str(source))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    try:
        yield reader
    finally:
        # The reader of TIFF looks into the buffer once more when it goes, and the buffer may have gone first.
        reader.setDevice(None)  # type: ignore[arg-type] # Qt takes none; the stubs do not know it


def read(source: Path | bytes, most: QSize, ahead: int = AHEAD) -> QImage:
    """Read a picture, turned as it was taken, and no larger than `most`; a null image where it cannot be read."""
    with _reader(source) as reader:
        return _decoded(reader, most, ahead)


def _decoded(reader: QImageReader, most: QSize, ahead: int) -> QImage:
    size, largest = reader.size(), most * ahead
    longest = max(largest.width(), largest.height())
    if size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    return within(reader.read(), most)


def within(image: QImage, most: QSize) -> QImage:
    """Make a picture smaller where it is larger than `most`."""
    if image.width() > most.width() or image.height() > most.height():
        return image.scaled(most, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return image


def on_white(image: QImage) -> QImage:
    """Lay a picture on white where it is transparent."""
    if image.isNull() or not image.hasAlphaChannel():
        return image
    ground = QImage(image.size(), QImage.Format.Format_RGB32)
    ground.fill(QColor(theme.SURFACE))
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    return ground


def written(image: QImage, format_: str = "jpeg", quality: int = QUALITY) -> bytes:
    """Write a picture as a JPEG, or in another format of Qt's."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(format_.encode()))
    writer.setQuality(quality)
    writer.write(on_white(image) if format_ == "jpeg" else image)
    return bytes(buffer.data().data())


def reduced(file: NewFile) -> NewFile:
    """Give a photo upright, at most `LONGEST` pixels long and as a JPEG; what would not become smaller stays as it is.

    So does what is no photo, or cannot be read.
    """
    if file.kind not in PHOTOS:
        return file
    with _reader(file.content) as reader:
        size = reader.size()
        lies = reader.transformation() != QImageIOHandler.Transformation.TransformationNone
        image = _decoded(reader, QSize(LONGEST, LONGEST), AHEAD)
    if image.isNull():
        return file
    content = written(image)
    if len(content) >= len(file.content) and not lies and max(size.width(), size.height()) <= LONGEST:
        return file
    return NewFile(_named_jpg(file.name), content)


def pasted(image: QImage, name: str, *, whole: bool) -> NewFile:
    """Give a picture from the clipboard as a file: as a JPEG within `LONGEST`, or `whole` as a PNG."""
    if whole:
        return NewFile(f"{name}.png", written(image, "png", -1))
    return NewFile(f"{name}.jpg", written(within(image, QSize(LONGEST, LONGEST))))


def turned(content: bytes, kind: str, degrees: int) -> bytes:
    """Give a JPEG or PNG turned clockwise by so many degrees; empty where it cannot be read."""
    with _reader(content) as reader:
        image = reader.read()
    if image.isNull():
        return b""
    return written(image.transformed(QTransform().rotate(degrees)), TURNABLE[kind], TURNED_QUALITY)


def _named_jpg(name: str) -> str:
    path = PurePath(name)
    return name if path.suffix.lower() in {".jpg", ".jpeg"} else f"{path.stem}.jpg"
