"""Drawing 正: stroke by stroke, as many signs as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from branchdesk.domain.clue_strokes import ZHENG, signs
from branchdesk.ui import theme

SIDE, GAP = 1.35, 0.35  # ems of a sign, and between two
WHOLE = len(ZHENG)


def room_for(number: int) -> int:
    """Give the width of so many signs."""
    return theme.em(number * (SIDE + GAP))


def draw_sign(painter: QPainter, area: QRectF, strokes: int, colour: QColor) -> None:
    """Draw the first strokes of one sign into a square."""
    pen = QPen(colour, max(1.4, area.width() * 0.085))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    for left, top, right, bottom in ZHENG[:strokes]:
        painter.drawLine(
            QPointF(area.left() + left * area.width(), area.top() + top * area.height()),
            QPointF(area.left() + right * area.width(), area.top() + bottom * area.height()),
        )


def draw_strokes(painter: QPainter, area: QRectF, strokes: int, over: int, colours: tuple[QColor, QColor]) -> None:
    """Draw strokes as signs from the left, the first `over` of them in the second colour.

    Where there is no room for all signs, the whole ones are one sign and how often it stands: 正×7, and the last.
    """
    side, step = theme.em(SIDE), theme.em(SIDE + GAP)
    square = QRectF(area.left(), area.center().y() - side / 2, side, side)
    made = signs(strokes)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if len(made) * step <= area.width() + theme.em(GAP):
        for place, number in enumerate(made):
            at = square.translated(place * step, 0)
            draw_sign(painter, at, number, colours[0])
            draw_sign(painter, at, max(0, min(number, over - place * WHOLE)), colours[1])
        return
    whole, rest = divmod(strokes, WHOLE)
    draw_sign(painter, square, WHOLE, colours[1] if over >= whole * WHOLE else colours[0])
    painter.setFont(theme.font())
    text = f"×{whole}"
    beside = QRectF(square.right() + theme.em(0.2), area.top(), theme.em(3), area.height())
    painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    if rest:
        at = square.translated(side + theme.em(0.6) + painter.fontMetrics().horizontalAdvance(text), 0)
        draw_sign(painter, at, rest, colours[0])
        draw_sign(painter, at, max(0, min(rest, over - whole * WHOLE)), colours[1])
