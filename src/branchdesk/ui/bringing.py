"""Files that are kept with a record: brought from folders and the clipboard, drawn small, and written out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from branchdesk.domain.meetings import AttachedFile
from branchdesk.errors import Spoken, Trouble
from branchdesk.services import kept_files
from branchdesk.services.kept_files import NewFile
from branchdesk.services.meetings.attachments import MOST_BYTES, read_file, too_large
from branchdesk.services.papers import printing
from branchdesk.ui import outside, pictures
from branchdesk.ui.papers.pane import image_of
from branchdesk.ui.viewer import PDF

if TYPE_CHECKING:
    from branchdesk.services import Store

PASTED = "粘贴的图片"
Source = Path | QImage


@dataclass(frozen=True, slots=True)
class Brought:
    """Files as they shall be kept, how large their photos were and became, and why some of them cannot be."""

    files: tuple[NewFile, ...]
    photos: int
    before: int
    after: int
    refusals: tuple[Spoken, ...]


def bring(sources: Sequence[Source], *, whole: bool) -> Brought:
    """Read files and pictures and make photos smaller, unless `whole`; runs on a lane."""
    files, refusals, photos, before, after = [], [], 0, 0, 0
    for source in sources:
        if isinstance(source, QImage):
            files.append(pictures.pasted(source, PASTED, whole=whole))
            continue
        try:
            file = NewFile(source.name, read_file(source, photos=not whole))
        except Spoken as error:
            refusals.append(error)
            continue
        kept = file if whole else pictures.reduced(file)
        if len(kept.content) > MOST_BYTES:  # a photo that cannot be read, and so not be made smaller
            refusals.append(too_large(kept.name, len(kept.content)))
            continue
        if kept is not file:
            photos, before, after = photos + 1, before + len(file.content), after + len(kept.content)
        files.append(kept)
    return Brought(tuple(files), photos, before, after, tuple(refusals))


def sources_in(data: QMimeData) -> list[Source]:
    """Give the files, or else the picture, that the clipboard holds or that are dragged."""
    if paths := [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]:
        return [*paths]
    image = QImage(data.imageData()) if data.hasImage() else QImage()
    return [] if image.isNull() else [image]


def can_bring(data: QMimeData) -> bool:
    """Say whether there is something to be brought, without reading it."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


class Small:
    """Draws a kept file small; called on the reading lane, it gives the hash of the bytes and the picture."""

    def __init__(self, file: AttachedFile, side: int) -> None:
        self._file, self._side = file, side

    def __call__(self, store: Store) -> tuple[str, QImage]:
        """Draw it; a null picture where it cannot be drawn."""
        try:
            content = kept_files.content(store, self._file)
        except Trouble:  # told once the file itself is wanted
            return self._file.content, QImage()
        most = QSize(self._side, self._side)
        if self._file.kind == PDF:
            pages, _ = printing.glimpse(content, self._side, 1)
            return self._file.content, pictures.within(image_of(pages[0]), most) if pages else QImage()
        return self._file.content, pictures.read(content, most)


class Folder:
    """Where the last file came from or went to, until the program ends; else where documents usually are."""

    def __init__(self) -> None:
        self._last: Path | None = None

    def ask_files(self, parent: QWidget, title: str, kinds: str = "") -> list[Path]:
        """Ask for files to take in."""
        chosen, _ = QFileDialog.getOpenFileNames(parent.window(), title, str(self._place()), kinds)
        if chosen:
            self._last = Path(chosen[0]).parent
        return [Path(path) for path in chosen]

    def ask_place(self, parent: QWidget, name: str) -> Path | None:
        """Ask where a file shall be written."""
        chosen, _ = QFileDialog.getSaveFileName(parent.window(), "另存为", str(self._place() / name))
        if not chosen:
            return None
        self._last = Path(chosen).parent
        return Path(chosen)

    def _place(self) -> Path:
        usual = (self._last, outside.documents())
        return next((each for each in usual if each and each.is_dir()), Path.home())


FOLDER = Folder()
