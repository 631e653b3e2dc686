"""The files of a meeting as a list: a small picture, the name, what it is and how large."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QImage, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from branchdesk.domain.meetings import AttachedFile
from branchdesk.ui import theme
from branchdesk.words import attachments as say

FILE = Qt.ItemDataRole.UserRole
PICTURE = Qt.ItemDataRole.UserRole + 1
FROZEN = Qt.ItemDataRole.UserRole + 2
SQUARE, EDGE = 3.4, 0.45  # ems of a small picture, and around it
CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
KEYS = {
    (Qt.Key.Key_Return, PLAIN): "open",
    (Qt.Key.Key_Enter, PLAIN): "open",
    (Qt.Key.Key_Space, PLAIN): "open",
    (Qt.Key.Key_F2, PLAIN): "rename",
    (Qt.Key.Key_Delete, PLAIN): "remove",
    (Qt.Key.Key_Up, CTRL): "up",
    (Qt.Key.Key_Down, CTRL): "down",
    (Qt.Key.Key_L, PLAIN): "left",
    (Qt.Key.Key_R, PLAIN): "right",
}


def about(file: AttachedFile, *, frozen: bool) -> str:
    """Say what a file is: JPG 图片 · 0.6 MB."""
    said = f"{say.type_name(file.kind)} · {say.size_text(file.size)}"
    return f"{said} · 定稿时已有" if frozen else said


class FileList(QListWidget):
    """Files in their order, one of them chosen; `asked` carries what a key asks of it (the values of `KEYS`)."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Line(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("附件")
        self.setAcceptDrops(False)
        self.itemDoubleClicked.connect(self._double_clicked)

    def show_files(self, files: Sequence[AttachedFile], frozen: Collection[str]) -> None:
        """Show other files; the one that was chosen stays so, else the one in its place."""
        chosen, row = self.chosen(), self.currentRow()
        pictures = {self.file(at).content: self.item(at).data(PICTURE) for at in range(self.count())}
        self.clear()
        for file in files:
            item = QListWidgetItem(file.name)
            item.setData(FILE, file)
            item.setData(PICTURE, pictures.get(file.content))
            item.setData(FROZEN, file.id in frozen)
            item.setToolTip(file.name)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{file.name}，{about(file, frozen=file.id in frozen)}")
            self.addItem(item)
        ids = [file.id for file in files]
        again = ids.index(chosen.id) if chosen is not None and chosen.id in ids else min(row, len(ids) - 1)
        self.setCurrentRow(max(again, 0) if ids else -1)
        self._fit()

    def file(self, row: int) -> AttachedFile:
        """Give the file of a line."""
        found: AttachedFile = self.item(row).data(FILE)
        return found

    def chosen(self) -> AttachedFile | None:
        """Give the chosen file."""
        return self.file(self.currentRow()) if self.currentRow() >= 0 else None

    def is_frozen(self) -> bool:
        """Say whether the chosen file stays as it is."""
        return self.currentRow() >= 0 and bool(self.item(self.currentRow()).data(FROZEN))

    def without_picture(self) -> list[AttachedFile]:
        """Give the files whose small picture is not there yet."""
        rows = range(self.count())
        return [self.file(row) for row in rows if self.item(row).data(PICTURE) is None]

    def show_picture(self, content: str, picture: QImage) -> None:
        """Show the small picture of the files that have this content."""
        for row in range(self.count()):
            if self.file(row).content == content:
                self.item(row).setData(PICTURE, picture)

    def choose(self, file_id: str) -> None:
        """Choose a file."""
        for row in range(self.count()):
            if self.file(row).id == file_id:
                self.setCurrentRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell what a key asks; the arrows move."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        wanted = KEYS.get((Qt.Key(event.key()), modifiers))
        if wanted is None or self.currentRow() < 0:
            super().keyPressEvent(event)
            return
        self.asked.emit(wanted)
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Be as high as the text wants."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _double_clicked(self, _item: QListWidgetItem) -> None:
        self.asked.emit("open")

    def _fit(self) -> None:
        """Show all lines: the page scrolls, not the list."""
        self.setFixedHeight(line_height() * self.count() + theme.em(0.3))


def line_height() -> int:
    """Give the height of one line."""
    return theme.em(SQUARE + 2 * EDGE)


class _Line(QStyledItemDelegate):
    """Draws one file."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.em(12), line_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect  # type: ignore[attr-defined] # PySide6 does not declare what the option holds
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined] # as above
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ACCENT_SOFT))
            painter.drawRoundedRect(area, theme.em(0.4), theme.em(0.4))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(QColor(theme.ACCENT), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), theme.em(0.4), theme.em(0.4))
        file: AttachedFile = index.data(FILE)
        edge, side = theme.em(EDGE), theme.em(SQUARE)
        square = QRect(area.left() + edge, area.top() + edge, side, side)
        paint_picture(painter, square, index.data(PICTURE), file.kind)
        text = area.adjusted(side + edge * 3, edge, -edge, -edge)
        upper, lower = QRect(text), QRect(text)
        upper.setBottom(text.center().y())
        lower.setTop(text.center().y())
        font = theme.font()
        painter.setFont(font)
        painter.setPen(QColor(theme.INK))
        name = QFontMetrics(font).elidedText(file.name, Qt.TextElideMode.ElideMiddle, upper.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(theme.font(0.92))
        painter.setPen(QColor(theme.QUIET))
        told = about(file, frozen=bool(index.data(FROZEN)))
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)
        painter.restore()


def paint_picture(painter: QPainter, square: QRect, picture: QImage | None, kind: str) -> None:
    """Draw a small picture in the middle of its square, or what sort of file it is."""
    painter.setPen(QPen(QColor(theme.LINE), 1))
    painter.setBrush(QColor(theme.SUNKEN))
    painter.drawRect(square)
    if picture is None or picture.isNull():
        painter.setPen(QColor(theme.QUIET))
        painter.setFont(theme.font(0.85))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, say.short_type(kind))
        return
    inner = square.adjusted(1, 1, 0, 0)
    size = picture.size().scaled(inner.size(), Qt.AspectRatioMode.KeepAspectRatio)
    shown = QRect(inner.topLeft(), size)
    shown.moveCenter(inner.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(shown, picture)
