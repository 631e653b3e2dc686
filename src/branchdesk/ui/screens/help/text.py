"""The guide's blocks as text to read on the screen, with pictures as wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from branchdesk.domain.guide import Block, Chapter, Kind, Pairs, Passage, Shot, runs
from branchdesk.services import guide
from branchdesk.ui import theme
from branchdesk.ui.jobs import Jobs

FINE = 1.5  # pixels of a picture for one of the screen it was taken of
WIDEST = 62  # ems of a line: longer ones are hard to read on


class GuideText(QTextBrowser):
    """Chapters to read, to select and to search; pictures are read when they are first shown."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        theme.mark(self, role="reading")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)
        self._chapters: Sequence[Chapter] = ()
        self._sought = ""
        self._width = 0
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)

    def show_chapters(self, chapters: Sequence[Chapter], sought: str = "") -> None:
        """Show chapters from their beginning, with every place that was sought marked and the first in sight."""
        self._chapters, self._sought = chapters, sought
        self._write()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if sought:
            self.find(sought)
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the pictures be as wide as the new room."""
        super().resizeEvent(event)
        self._fitting.start()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give a picture in the size that it is shown in: white until it is read, which happens on a lane."""
        if kind != QTextDocument.ResourceType.ImageResource:
            return super().loadResource(kind, name)
        file = name.toString() if isinstance(name, QUrl) else name
        place, ratio = guide.picture(file), self.devicePixelRatioF()
        shown = self._shown(QImageReader(str(place)).size())
        size = QSize(round(shown.width() * ratio), round(shown.height() * ratio))
        self._jobs.run(partial(_scaled, place, size), done=partial(self._take, file, self._width), owner=self)
        white = QImage(1, 1, QImage.Format.Format_RGB32)
        white.fill(QColor(theme.SURFACE))
        return white

    # -- inside

    @Slot()
    def _fit(self) -> None:
        width = self.viewport().width()
        if width != self._width and any(chapter.shots() for chapter in self._chapters):
            at = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
            self._write()
            self.verticalScrollBar().setValue(round(at * self.verticalScrollBar().maximum()))

    def _take(self, file: str, width: int, image: QImage) -> None:
        """Show a picture that was read, unless the room is another by now."""
        if width == self._width:
            self.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(file), image)
            self.viewport().update()

    def _write(self) -> None:
        self._width = self.viewport().width()
        self.document().clear()  # with the pictures in the size of before
        self.setHtml("".join(self._chapter(chapter) for chapter in self._chapters))
        self._mark_sought()

    def _mark_sought(self) -> None:
        marks, at = [], QTextCursor(self.document())
        ink = QTextCharFormat()
        ink.setBackground(QColor(theme.WARN_SOFT))
        while self._sought and not (at := self.document().find(self._sought, at)).isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = at, ink  # type: ignore[attr-defined]
            marks.append(mark)
        self.setExtraSelections(marks)

    def _chapter(self, chapter: Chapter) -> str:
        size = theme.font(1.4).pointSizeF()
        head = f'<p style="font-size:{size:.1f}pt; font-weight:bold; {_below(0.5)}">{escape(chapter.title)}</p>'
        return head + "".join(self._block(block) for block in chapter.blocks) + f'<p style="{_below(0.8)}"></p>'

    def _block(self, block: Block) -> str:
        match block:
            case Passage():
                return _passage(block)
            case Pairs():
                return _pairs(block)
            case Shot():
                size = self._shown(QImageReader(str(guide.picture(block.file))).size())
                shown = f'<img src="{block.file}" width="{size.width()}" height="{size.height()}">'
                caption = f'<p style="color:{theme.QUIET}; {_below(0.9)}">{escape(block.caption)}</p>'
                return f'<p style="{_below(0.2, 0.5)}">{shown}</p>{caption}'

    def _shown(self, whole: QSize) -> QSize:
        """Give the size that a picture is shown in: its screen's own, or as much smaller as the room asks for."""
        wide = min(self.viewport().width() - theme.em(1), theme.em(WIDEST), round(whole.width() / FINE))
        return QSize(max(1, wide), max(1, round(wide * whole.height() / max(1, whole.width()))))


def _scaled(place: Path, size: QSize) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    return QImage(str(place)).scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _passage(passage: Passage) -> str:
    told = "".join(f"<b>{escape(text)}</b>" if is_word else escape(text) for text, is_word in runs(passage.text))
    match passage.kind:
        case Kind.SECTION:
            return f'<p style="font-weight:bold; {_below(0.3, 0.8)}">{told}</p>'
        case Kind.WARNING:
            return f'<p style="color:{theme.BAD}; {_below(0.5)}">{told}</p>'
        case Kind.STEP | Kind.POINT:
            sign = f"{passage.number}." if passage.kind is Kind.STEP else "·"
            style = f'style="line-height:150%; padding-top:{theme.em(0.3)}px"'
            cells = f'<td width="{theme.em(1.7)}" {style}>{sign}</td><td {style}>{told}</td>'
            return f'<table cellspacing="0" cellpadding="0" style="{_below(0)}"><tr>{cells}</tr></table>'
        case _:
            return f'<p style="line-height:150%; {_below(0.3, 0.5)}">{told}</p>'


def _pairs(pairs: Pairs) -> str:
    rows = "".join(
        f'<tr><td width="{theme.em(13)}" style="padding:{theme.em(0.2)}px {theme.em(1)}px {theme.em(0.2)}px 0">'
        f"{escape(keys)}</td>"
        f'<td style="color:{theme.QUIET}; padding:{theme.em(0.2)}px 0">{escape(what)}</td></tr>'
        for keys, what in pairs.rows
    )
    return f'<table cellspacing="0" cellpadding="0" style="{_below(0.4, 0.2)}">{rows}</table>'


def _below(below: float, above: float = 0) -> str:
    return f"margin-top:{theme.em(above) if above else 0}px; margin-bottom:{theme.em(below)}px"
