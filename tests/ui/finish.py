"""What an eye would catch in a shown window: text that is cut, boxes that are squeezed, ink that is too faint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from branchdesk.ui import theme
from branchdesk.ui.entries import EntryLine
from branchdesk.ui.screen import Page
from branchdesk.ui.screens.attendance.matrix import MeetingsHeader
from branchdesk.ui.table import CELL, Table

ENOUGH = 4.5
LOOKS = 20
ZOOM = 3
STROKE = 10  # pixels of an ink, at the zoom, that make it a stroke and not a blend


def faults(window: QWidget) -> list[str]:
    """List what is wrong with a window that is shown."""
    return [*cut(window), *faint(window)]


def lasting(look: Callable[[], Iterable[str]], qtbot: QtBot) -> list[str]:
    """List what is wrong at every look: a busy machine takes its time to lay a page out."""
    found = list(look())
    for _ in range(LOOKS):
        if found:
            qtbot.wait(50)
            found = list(look())
    return found


def cut(window: QWidget) -> Iterator[str]:
    """Name every text that does not fit its place, and every box smaller than it can bear."""
    for widget in _inside(window):
        if not widget.size().isEmpty() and (lack := _lack(widget)):
            yield f"{_name(widget)} {lack}"


def faint(window: QWidget) -> Iterator[str]:
    """Name every text whose ink is too near its ground, as it is really painted."""
    picture = _picture(window)
    for widget in _inside(window):
        if not _says_something(widget):
            continue
        area = widget.visibleRegion().boundingRect()
        if area.width() < theme.em() or area.height() < theme.em(0.8):
            continue
        ground, ink, found = _contrast(picture, QRect(widget.mapTo(window, area.topLeft()), area.size()))
        if found < ENOUGH:
            yield f"{_name(widget)} contrast {found:.1f}: {ink} on {ground}"


def _inside(window: QWidget) -> list[QWidget]:
    return list(_seen_below(window))


def _seen_below(widget: QWidget) -> Iterator[QWidget]:
    for child in widget.children():
        if isinstance(child, QWidget) and child.isVisible():
            yield child
            yield from _seen_below(child)


def _lack(widget: QWidget) -> str:
    match widget:
        case QHeaderView():
            found = _headings(widget)
        case Table():
            found = _cells(widget)
        case QLabel():
            found = _label(widget)
        case EntryLine():
            found = _entry(widget)
        case QAbstractButton() | QComboBox():
            found = _box(widget)
        case QLineEdit():
            found = _line(widget)
        case _:
            found = _frame(widget)
    return found


def _line(line: QLineEdit) -> str:
    shown = line.text() or line.placeholderText()
    room = line.width() - theme.em(1.2) - 2
    return "" if QFontMetrics(line.font()).horizontalAdvance(shown) <= room else f"cuts {shown!r}"


def _frame(widget: QWidget) -> str:
    if isinstance(widget, Page) and widget.horizontalScrollBar().maximum() > 0:
        return "scrolls sideways"
    least = widget.minimumSizeHint()
    if not isinstance(widget, QScrollArea) and widget.layout() and least.height() > widget.height() + 1:
        return f"squeezed to {widget.height()} of {least.height()}"
    return ""


def _label(label: QLabel) -> str:
    if not label.text():
        return ""
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        return "" if needed <= label.height() + 1 else f"shows {label.height()} of {needed} pixels"
    hint = label.sizeHint()
    if hint.width() > label.width() + 1 or hint.height() > label.height() + 1:
        return f"has {label.width()}x{label.height()} of {hint.width()}x{hint.height()}"
    return ""


def _box(box: QAbstractButton | QComboBox) -> str:
    if isinstance(box.parentWidget(), QLineEdit):  # the mark inside a line, which Qt fits to the line
        return ""
    if box.hasHeightForWidth():
        needed = box.heightForWidth(box.width())
        return "" if needed <= box.height() + 1 else f"shows {box.height()} of {needed} pixels"
    hint = box.sizeHint()
    if hint.width() > box.width() + 1 or hint.height() > box.height() + 1:
        return f"has {box.width()}x{box.height()} of {hint.width()}x{hint.height()}"
    return ""


def _entry(line: EntryLine) -> str:
    _, _, right = line.natural()
    if right > line.columns.right:
        return "cuts its last part"
    flags = Qt.TextFlag.TextWordWrap
    parts = (
        (line.entry.lead, theme.font(), line.columns.lead - line.indent()),
        (line.entry.middle, theme.font(0.95), line.columns.middle),
    )
    for text, face, width in parts:
        needed = QFontMetrics(face).boundingRect(QRect(0, 0, width, 9999), flags, text)
        if text and (needed.height() > line.height() or needed.width() > width + 1):
            return f"cuts {text!r}"
    return ""


def _headings(header: QHeaderView) -> str:
    if header.orientation() is Qt.Orientation.Vertical or header.isHidden():
        return ""
    view = header.parentWidget()
    model = header.model()
    metrics = QFontMetrics(header.font())
    for section in range(header.count()):
        title = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        needed = metrics.horizontalAdvance(title) + theme.em(1.2)
        if isinstance(header, MeetingsHeader):  # draws lines of its own
            needed = header.needed(section)
        if needed > header.sectionSize(section) + 1:
            return f"cuts the heading {title!r} of {type(view).__name__}"
    return ""


def _cells(table: Table) -> str:
    model = table.rows_model
    for row in range(min(model.rowCount(), 200)):
        for column, facts in enumerate(model.columns):
            cell = model.index(row, column).data(CELL)
            width = QFontMetrics(theme.font(bold=cell.bold)).horizontalAdvance(cell.text) + theme.em(1.2)
            if facts.most is None and width > table.columnWidth(column) + 1:
                return f"cuts {cell.text!r}"
    return ""


def _says_something(widget: QWidget) -> bool:
    if widget.visibleRegion().isEmpty():
        return False
    match widget:
        case QLabel() | QAbstractButton():
            return bool(widget.text().strip())
        case QLineEdit():
            return bool(widget.text() or widget.placeholderText())
        case QHeaderView():
            return widget.orientation() is Qt.Orientation.Horizontal and widget.count() > 0
        case QTableView():
            return widget.model() is not None and widget.model().rowCount() > 0
    return isinstance(widget, QComboBox)


def _picture(window: QWidget) -> QImage:
    pixmap = QPixmap(window.size() * ZOOM)
    pixmap.setDevicePixelRatio(ZOOM)
    pixmap.fill(QColor(theme.PAGE))
    window.render(pixmap, QPoint())
    return pixmap.toImage().convertToFormat(QImage.Format.Format_RGBA8888)


def _contrast(picture: QImage, area: QRect) -> tuple[str, str, float]:
    """Give the ground (the commonest colour), the ink that stands out most from it, and how much it does."""
    part = picture.copy(QRect(area.topLeft() * ZOOM, area.size() * ZOOM))
    image = Image.frombuffer("RGBA", (part.width(), part.height()), bytes(part.constBits()))
    counts = cast("list[tuple[int, tuple[int, int, int, int]]]", image.getcolors(part.width() * part.height()))
    colours = [(times, QColor(*pixel)) for times, pixel in counts]
    _, ground = max(colours, key=lambda pair: pair[0])
    inks = [(_ratio(ground, colour), colour) for times, colour in colours if times >= STROKE]
    found, ink = max(inks, key=lambda pair: pair[0])
    return ground.name(), ink.name(), found


def _ratio(one: QColor, other: QColor) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _light(colour: QColor) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF())


def _name(widget: QWidget) -> str:
    text = ""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        text = widget.text() or widget.accessibleName()
    return f"{type(widget).__name__} {text!r} in {_room(widget)}"


def _room(widget: QWidget) -> str:
    above = widget.parentWidget()
    while above is not None and type(above).__name__.startswith("Q"):
        above = above.parentWidget()
    return type(above).__name__ if above is not None else "nothing"
