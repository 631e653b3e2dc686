"""Files that an import gives away beside itself: an empty template, the rows that were refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from branchdesk.errors import Spoken
from branchdesk.services import Store
from branchdesk.ui import outside
from branchdesk.ui.desk import Desk
from branchdesk.ui.theme import Tone

KINDS = {".xlsx": "Excel、WPS 表格 (*.xlsx)", ".csv": "逗号分隔文本 (*.csv)", ".ods": "开放文档表格 (*.ods)"}
Write = Callable[[Path], object]
Tell = Callable[[str, Tone], object]


class SideFile(QObject):
    """Asks where a file shall go, has it written, and says what came of it."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._folder = outside.documents()
        self._tell: Tell | None = None

    def ask(self, title: str, name: str, endings: tuple[str, ...], write: Write, tell: Tell) -> None:
        """Ask for a place, with a name to begin with, and write there."""
        kinds = ";;".join(KINDS[ending] for ending in endings)
        chosen, kind = QFileDialog.getSaveFileName(self._window, title, str(self._folder / name), kinds)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in endings:
            ending = next((ending for ending in endings if KINDS[ending] == kind), endings[0])
            path = path.with_name(path.name + ending)
        self.write(path, write, tell)

    def write(self, path: Path, write: Write, tell: Tell) -> None:
        """Write a file on the reading lane; what is in the way is told like what was done."""
        self._folder, self._tell = path.parent, tell

        def work(_store: Store) -> str | Spoken:
            try:
                write(path)
            except Spoken as error:
                return error
            return f"已存为“{path}”。"

        self._desk.read(work, self._written)

    def _written(self, said: str | Spoken) -> None:
        if self._tell is not None:
            good = isinstance(said, str)
            self._tell(said if isinstance(said, str) else said.sentence, Tone.GOOD if good else Tone.BAD)
