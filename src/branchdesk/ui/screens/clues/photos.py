"""The photos of a clue: brought by dialog, by drag and drop or from the clipboard, looked at, taken out, saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from branchdesk.domain.meetings import AttachedFile
from branchdesk.errors import Refusal, Spoken
from branchdesk.services import Changes, Store, kept_files
from branchdesk.services.clues import clue_photos
from branchdesk.ui import pictures, theme
from branchdesk.ui.bringing import FOLDER, Brought, Small, Source, bring, can_bring, sources_in
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.meeting.file_list import paint_picture
from branchdesk.ui.viewer import Viewer
from branchdesk.words import attachments as say

PHOTO, PICTURE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
SQUARE, EDGE, NAME = 7.0, 0.4, 1.7  # ems of a thumbnail, around it, and of the line for its name
KEYS_TOLD = "Enter 查看 · S 另存 · Delete 删除"
KINDS = "图片 (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff *.gif)"


KEYS = {
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Space: "open",
    Qt.Key.Key_Delete: "remove",
    Qt.Key.Key_S: "save",
}


class Thumbnails(QListWidget):
    """Photos side by side, as many rows as they need; `asked` carries what a key asks: open, save, remove."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Thumbnail(self))
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("照片")
        self.itemDoubleClicked.connect(self._double_clicked)

    def show_photos(self, photos: Sequence[AttachedFile]) -> None:
        """Show other photos; pictures that were drawn stay."""
        row = self.currentRow()
        drawn = {self.photo(at).content: self.item(at).data(PICTURE) for at in range(self.count())}
        self.clear()
        for photo in photos:
            item = QListWidgetItem(photo.name)
            item.setData(PHOTO, photo)
            item.setData(PICTURE, drawn.get(photo.content))
            item.setToolTip(f"{photo.name} · {say.size_text(photo.size)}")
            self.addItem(item)
        self.setCurrentRow(min(max(row, 0), self.count() - 1))
        self._fit()

    def photo(self, row: int) -> AttachedFile:
        """Give the photo of a place."""
        found: AttachedFile = self.item(row).data(PHOTO)
        return found

    def chosen(self) -> AttachedFile | None:
        """Give the chosen photo."""
        return self.photo(self.currentRow()) if self.currentRow() >= 0 else None

    def not_drawn(self) -> list[AttachedFile]:
        """Give the photos whose thumbnail is not there yet."""
        return [self.photo(row) for row in range(self.count()) if self.item(row).data(PICTURE) is None]

    def show_picture(self, content: str, picture: QImage) -> None:
        """Show the thumbnail of the photos that have this content."""
        for row in range(self.count()):
            if self.photo(row).content == content:
                self.item(row).setData(PICTURE, picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell what a key asks; the arrows move."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        wanted = KEYS.get(Qt.Key(event.key())) if plain else None
        if wanted is None or self.currentRow() < 0:
            super().keyPressEvent(event)
        else:
            self.asked.emit(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the rows need."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _double_clicked(self, _item: QListWidgetItem) -> None:
        self.asked.emit("open")

    def _fit(self) -> None:
        cell = cell_size()
        self.setGridSize(cell)
        across = max(self.viewport().width() // cell.width(), 1)
        self.setFixedHeight(-(-self.count() // across) * cell.height() + theme.em(0.2))


def cell_size() -> QSize:
    """Give the room of one thumbnail with its name."""
    side = SQUARE + 2 * EDGE
    return QSize(theme.em(side), theme.em(side + NAME))


class _Thumbnail(QStyledItemDelegate):
    """Draws one photo with its name below it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return cell_size()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area: QRect = option.rect  # type: ignore[attr-defined] # PySide6 does not declare what the option holds
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined] # as above
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.ACCENT), 1))
            painter.setBrush(QColor(theme.ACCENT_SOFT))
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), theme.em(0.4), theme.em(0.4))
        edge, side = theme.em(EDGE), theme.em(SQUARE)
        square = QRect(area.left() + edge, area.top() + edge, side, side)
        photo: AttachedFile = index.data(PHOTO)
        paint_picture(painter, square, index.data(PICTURE), photo.kind)
        below = QRect(square.left(), square.bottom(), side, theme.em(NAME))
        painter.setFont(theme.font(0.92))
        painter.setPen(QColor(theme.QUIET))
        name = QFontMetrics(painter.font()).elidedText(photo.name, Qt.TextElideMode.ElideMiddle, side)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)
        painter.restore()


class PhotosCard(Card):
    """The card of photos. `written` carries Changes, `refused` the sentence of what could not be done."""

    written = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("照片")
        self.desk = desk
        self._clue_id, self._writable = "", True
        self.viewer: Viewer | None = None
        self.list = Thumbnails()
        self.empty = theme.mark(QLabel(""), tone="quiet")
        self.empty.setWordWrap(True)
        self.add_button = QPushButton("添加照片…")
        self.head.addWidget(self.add_button)
        self.body.addWidget(self.list)
        self.body.addWidget(self.empty)
        self.setAcceptDrops(True)
        self.add_button.clicked.connect(self.choose)
        self.list.asked.connect(self.do)

    def show_photos(self, clue_id: str, photos: Sequence[AttachedFile], *, writable: bool) -> None:
        """Show a clue's photos; of a 办案线索 none is kept."""
        self._clue_id, self._writable = clue_id, writable
        here = self.list.hasFocus()
        self.list.show_photos(photos)
        self.list.setVisible(bool(photos))
        self.note.setText(KEYS_TOLD if photos else "")
        self.empty.setText("还没有照片，可以拖到这里，或按 Ctrl+V 粘贴。" if writable else "办案线索不在这里存照片。")
        self.empty.setVisible(not photos)
        self.add_button.setVisible(writable)
        if here and not photos and writable:
            self.add_button.setFocus()
        side = round(theme.em(SQUARE) * self.devicePixelRatioF())
        for photo in self.list.not_drawn():
            self.desk.read(Small(photo, side), self._drawn, owner=self)

    # -- bringing

    @Slot()
    def choose(self) -> None:
        """Ask for photos."""
        if paths := FOLDER.ask_files(self, "添加照片", KINDS):
            self.add(paths)

    @Slot()
    def paste(self) -> None:
        """Take a picture or files from the clipboard."""
        if sources := sources_in(QGuiApplication.clipboard().mimeData()):
            self.add(sources)
        else:
            self.refused.emit("剪贴板里没有图片。")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if self._writable and can_bring(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take them anywhere on the card."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was let go."""
        if sources := sources_in(event.mimeData()):
            event.acceptProposedAction()
            self.add(sources)

    def add(self, sources: Sequence[Source]) -> None:
        """Read photos, make them smaller, and keep those that can be kept."""
        if self._writable and self._clue_id:
            clue_id = self._clue_id
            self.desk.read(lambda _store: (clue_id, bring_photos(sources)), self._brought, owner=self)

    def _brought(self, found: tuple[str, Brought]) -> None:
        clue_id, brought = found
        if brought.refusals:
            self.refused.emit(say.not_all(len(brought.refusals), brought.refusals[0].sentence))
        if brought.files:
            self._write(lambda store: clue_photos.add(store, clue_id, brought.files))

    # -- what is done with a photo

    @Slot(str)
    def do(self, wanted: str) -> None:
        """Do with the chosen photo what a key asks."""
        photo = self.list.chosen()
        if photo is None:
            return
        if wanted == "open":
            self._view()
        elif wanted == "save":
            self.save_as(photo)
        elif self._writable:
            self._write(lambda store: clue_photos.remove(store, str(photo.id)))

    @Slot(object)
    def save_as(self, photo: AttachedFile) -> None:
        """Ask where a photo shall be written."""
        path = FOLDER.ask_place(self, photo.name)
        if path is not None:
            self.desk.read(lambda store: kept_files.save_as(store, photo, path), owner=self)

    @Slot(str, int)
    def turn(self, photo_id: str, degrees: int) -> None:
        """Turn a photo clockwise."""
        photo = next((one for one in map(self.list.photo, range(self.list.count())) if one.id == photo_id), None)
        if photo is not None:
            self._write(
                lambda store: clue_photos.turn(
                    store, photo_id, pictures.turned(kept_files.content(store, photo), photo.kind, degrees)
                )
            )

    def _view(self) -> None:
        photos = [self.list.photo(row) for row in range(self.list.count())]
        frozen = () if self._writable else {str(photo.id) for photo in photos}
        self.viewer = Viewer(self, self.desk, photos, self.list.currentRow(), frozen)
        self.viewer.turning.connect(self.turn)
        self.viewer.saving.connect(self.save_as)
        self.viewer.finished.connect(self.viewer.deleteLater)
        self.viewer.open()

    def _write(self, verb: Callable[[Store], Changes]) -> None:
        self.desk.write(verb, self.written.emit, failed=self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.refused.emit(error.sentence)

    def _drawn(self, found: tuple[str, QImage]) -> None:
        self.list.show_picture(*found)


def bring_photos(sources: Sequence[Source]) -> Brought:
    """Read photos and make them smaller, and set apart what is none; runs on a lane."""
    brought = bring(sources, whole=False)
    files, refusals = [], list(brought.refusals)
    for file in brought.files:
        try:
            clue_photos.judge(file)
        except Spoken as error:
            refusals.append(error)
        else:
            files.append(file)
    return Brought(tuple(files), brought.photos, brought.before, brought.after, tuple(refusals))
