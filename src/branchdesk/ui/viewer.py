"""A file kept with a meeting in large: a picture that fills the window, or the pages of a PDF."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter, QPaintEvent, QShortcut, QTransform
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.meetings import AttachedFile
from branchdesk.services.meetings import attachments
from branchdesk.services.papers import printing
from branchdesk.ui import pictures, theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.papers.pane import PaperPane
from branchdesk.words import attachments as say

if TYPE_CHECKING:
    from branchdesk.services import Store
    from branchdesk.services.papers.printing import Picture

PDF = "application/pdf"
MOST = QSize(4096, 4096)  # pixels that are ever shown of a picture
MOST_PAGES = 30  # of a PDF


def can_show(kind: str) -> bool:
    """Say whether a file can be shown in large."""
    return kind == PDF or pictures.is_picture(kind)


class Canvas(QWidget):
    """One picture, as large as there is room, or dot by dot."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.fits = True

    def show_image(self, image: QImage, *, fits: bool) -> None:
        """Show another picture."""
        self.image, self.fits = image, fits
        self.setMinimumSize(QSize(1, 1) if fits else self._own_size())
        self.update()

    def _own_size(self) -> QSize:
        ratio = self.devicePixelRatioF()
        return QSize(round(self.image.width() / ratio), round(self.image.height() / ratio))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the middle."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.SUNKEN))
        if self.image.isNull():
            return
        size = self._own_size()
        if self.fits and (size.width() > self.width() or size.height() > self.height()):
            size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRect(0, 0, size.width(), size.height())
        area.moveCenter(self.rect().center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, self.image)


class Viewer(QDialog):
    """Shows files one after another. `turning` carries a file's identifier and by how many degrees it was turned."""

    turning = Signal(str, int)
    saving = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        files: Sequence[AttachedFile],
        at: int,
        frozen: Collection[str],
    ) -> None:
        super().__init__(parent)
        self._desk, self._files, self._frozen = desk, list(files), frozen
        self.at = at
        self._turned = 0  # degrees, not kept yet
        self._turns: dict[str, int] = {}  # how far files were turned since their bytes were named
        self.canvas, self.pane = Canvas(), PaperPane()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.canvas)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.pane)
        self.told = theme.mark(QLabel(""), role="small")
        self.told.setWordWrap(True)
        self.back_button, self.on_button = QPushButton("‹ 上一个"), QPushButton("下一个 ›")
        self.left_button, self.right_button = QPushButton("左转90°"), QPushButton("右转90°")
        self.whole_button = QPushButton("原大小")
        self.whole_button.setCheckable(True)
        self.save_button, self.close_button = QPushButton("另存为…"), QPushButton("关闭")
        self._lay_out()
        self._listen()
        room = parent.screen().availableSize()
        self.resize(min(theme.em(76), round(room.width() * 0.92)), min(theme.em(58), round(room.height() * 0.92)))
        self._show()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.em(0.6))
        tools = (self.back_button, self.on_button, self.left_button, self.right_button, self.whole_button)
        foot.addWidget(self.told, 1)
        for button in (*tools, self.save_button, self.close_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1), theme.em(1), theme.em(1), theme.em(0.8))
        column.setSpacing(theme.em(0.7))
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
        tips = ("←", "→", "L", "R", "Z", "Ctrl+S", "Esc")
        for button, tip in zip((*tools, self.save_button, self.close_button), tips, strict=True):
            button.setToolTip(tip)

    def _listen(self) -> None:
        self.back_button.clicked.connect(self.go_back)
        self.on_button.clicked.connect(self.go_on)
        self.left_button.clicked.connect(self.turn_left)
        self.right_button.clicked.connect(self.turn_right)
        self.whole_button.toggled.connect(self._fit)
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.accept)
        for keys, slot in (
            ("Left", self.go_back),
            ("Right", self.go_on),
            ("L", self.turn_left),
            ("R", self.turn_right),
            ("Z", self.whole_button.toggle),
            ("Ctrl+S", self._save),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        self.finished.connect(self._settle)

    @property
    def file(self) -> AttachedFile:
        """Give the file that is shown."""
        return self._files[self.at]

    # -- what is shown

    def _show(self) -> None:
        file, desk = self.file, self._desk
        self.setWindowTitle(file.name)
        many = f"第{self.at + 1}个，共{len(self._files)}个 · " if len(self._files) > 1 else ""
        self.told.setText(f"{many}{say.type_name(file.kind)} · {say.size_text(file.size)}")
        self.back_button.setEnabled(self.at > 0)
        self.on_button.setEnabled(self.at + 1 < len(self._files))
        turns = file.kind in pictures.TURNABLE and file.id not in self._frozen
        for button in (self.left_button, self.right_button):
            button.setEnabled(turns)
        self.whole_button.setEnabled(file.kind != PDF)
        if file.kind == PDF:
            width = round((self.width() - theme.em(2.5)) * self.devicePixelRatioF())
            self.stack.setCurrentWidget(self.pane)
            self.pane.show_pages([])
            self.pane.setFocus()
            desk.read(lambda store: _pages(store, file, width), self._pages_come, owner=self)
            return
        self.stack.setCurrentWidget(self.area)
        self.canvas.show_image(QImage(), fits=True)
        self.area.setFocus()

        def come(image: QImage) -> None:
            if self.file == file:
                self._image_come(image)

        desk.read(lambda store: pictures.read(attachments.content(store, file), MOST), come, owner=self)

    def _image_come(self, image: QImage) -> None:
        if image.isNull():
            self.told.setText(f"{self.told.text()} · 这张图片显示不了，可另存后用其他程序打开")
        turned = image.transformed(QTransform().rotate(self._turns.get(self.file.id or "", 0)))
        self.canvas.show_image(turned, fits=not self.whole_button.isChecked())

    def _pages_come(self, found: tuple[list[Picture], int]) -> None:
        if self.file.kind != PDF:
            return
        shown, total = found
        self.pane.show_pages(shown)
        if not shown:
            self.pane.tell("这个 PDF 显示不了（可能已损坏或设了密码），可另存后用其他程序打开。")
        elif total > len(shown):
            self.told.setText(f"{self.told.text()} · 共{total}页，这里显示前{len(shown)}页")

    @Slot()
    def _fit(self) -> None:
        self.canvas.show_image(self.canvas.image, fits=not self.whole_button.isChecked())

    # -- going, turning, saving

    @Slot()
    def go_back(self) -> None:
        """Show the file before."""
        self._go(self.at - 1)

    @Slot()
    def go_on(self) -> None:
        """Show the file after."""
        self._go(self.at + 1)

    def _go(self, to: int) -> None:
        if 0 <= to < len(self._files):
            self._settle()
            self.at = to
            self._show()

    @Slot()
    def turn_left(self) -> None:
        """Turn the picture to the left."""
        self._turn(-90)

    @Slot()
    def turn_right(self) -> None:
        """Turn the picture to the right."""
        self._turn(90)

    def _turn(self, degrees: int) -> None:
        if not self.left_button.isEnabled() or self.canvas.image.isNull():
            return
        self._turned = (self._turned + degrees) % 360
        image = self.canvas.image.transformed(QTransform().rotate(degrees))
        self.canvas.show_image(image, fits=not self.whole_button.isChecked())

    @Slot()
    def _settle(self) -> None:
        """Have a picture kept as it was turned, once, when one goes on."""
        if self._turned:
            file_id = self.file.id or ""
            self.turning.emit(file_id, self._turned)
            self._turns[file_id] = (self._turns.get(file_id, 0) + self._turned) % 360
            self._turned = 0

    @Slot()
    def _save(self) -> None:
        self.saving.emit(self.file)


def _pages(store: Store, file: AttachedFile, width: int) -> tuple[list[Picture], int]:
    return printing.glimpse(attachments.content(store, file), width, MOST_PAGES)
