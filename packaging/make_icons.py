"""Draw the few marks and the program's icon in resources/icons: `python packaging/make_icons.py`.

They are drawn here rather than shipped as SVG, so that the program needs no reader for those.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"
ACCENT, QUIET, WHITE = QColor("#a61c1c"), QColor("#59626e"), QColor("#ffffff")
SMALL, LARGE = 64, 256
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


def main() -> None:
    """Draw everything."""
    application = QGuiApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, draw in {"check": check, "down": down, "radio": radio, "calendar": calendar}.items():
        drawn(SMALL, draw).save(str(FOLDER / f"{name}.png"))
    drawn(LARGE, program).save(str(FOLDER / "branchdesk.png"))
    sizes = [(size, size) for size in ICON_SIZES]
    Image.open(FOLDER / "branchdesk.png").save(FOLDER / "branchdesk.ico", sizes=sizes)
    application.quit()


def drawn(size: int, draw: Callable[[QPainter], None]) -> QImage:
    """Give a picture drawn on a square of 64 by 64."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / SMALL, size / SMALL)
    draw(painter)
    painter.end()
    return image


def check(painter: QPainter) -> None:
    """Draw the tick of a box."""
    painter.setPen(_pen(WHITE, 9))
    painter.drawPolyline([QPointF(13, 33), QPointF(27, 47), QPointF(51, 18)])


def down(painter: QPainter) -> None:
    """Draw the arrow of a list to choose from."""
    painter.setPen(_pen(QUIET, 7))
    painter.drawPolyline([QPointF(14, 24), QPointF(32, 42), QPointF(50, 24)])


def radio(painter: QPainter) -> None:
    """Draw the dot of a choice that is made."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ACCENT)
    painter.drawEllipse(QPointF(32, 32), 18, 18)


def calendar(painter: QPainter) -> None:
    """Draw a leaf of a calendar."""
    painter.setPen(_pen(QUIET, 5))
    painter.drawRoundedRect(QRectF(9, 13, 46, 42), 5, 5)
    painter.drawLine(QPointF(9, 27), QPointF(55, 27))
    for x in (22, 42):
        painter.drawLine(QPointF(x, 7), QPointF(x, 17))


def program(painter: QPainter) -> None:
    """Draw the program: a leaf of the ledger, its first line done, on the red of the house."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ACCENT)
    painter.drawRoundedRect(QRectF(2, 2, 60, 60), 13, 13)
    painter.setBrush(WHITE)
    painter.drawRoundedRect(QRectF(15, 12, 34, 40), 4, 4)
    painter.setPen(_pen(ACCENT, 4))
    painter.drawPolyline([QPointF(21, 23), QPointF(25, 27), QPointF(32, 19)])
    for y, end in ((24, 43), (34, 43), (43, 36)):
        painter.drawLine(QPointF(36 if y == 24 else 21, y), QPointF(end, y))  # noqa: PLR2004 - the line with the tick


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


if __name__ == "__main__":
    main()
