"""Writing a list as a sheet: where to, and what to do when that file is open elsewhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from branchdesk import clock
from branchdesk.errors import Spoken
from branchdesk.services import Store
from branchdesk.services.lists import Query
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.theme import Tone

ENDINGS = {".xlsx": "Excel、WPS 表格 (*.xlsx)", ".csv": "逗号分隔文本 (*.csv)", ".ods": "开放文档表格 (*.ods)"}
USUAL = ".xlsx"


class Exporter(QObject):
    """Asks for a file, writes the rows there, and offers another name where the file is held."""

    def __init__(self, window: QWidget, desk: Desk, actions: LedgerActions, notice: Notice) -> None:
        super().__init__(window)
        self._window, self._desk, self._actions, self._notice = window, desk, actions, notice
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def ask(self, query: Query, number: int) -> None:
        """Ask where the rows of a query shall go, and write them there."""
        ledger = self._actions.ledger
        suggested = self._folder / f"{ledger.label}-{clock.today():%Y%m%d}{USUAL}"
        title = f"导出{ledger.label}（{number}{ledger.one}）"
        chosen, kind = QFileDialog.getSaveFileName(self._window, title, str(suggested), ";;".join(ENDINGS.values()))
        if chosen:
            self.write(with_ending(Path(chosen), kind), query)

    def write(self, path: Path, query: Query) -> None:
        """Write the rows; what is in the way is said in place."""
        self._folder = path.parent
        work = partial(self._work, path=path, query=query)
        self._desk.read(work, self._written)

    def _work(self, store: Store, path: Path, query: Query) -> tuple[Path, Query, int | Spoken]:
        """Write the file; this runs on the reading lane."""
        try:
            return path, query, self._actions.export(store, path, query)
        except Spoken as error:
            return path, query, error

    def _written(self, done: tuple[Path, Query, int | Spoken]) -> None:
        path, query, result = done
        if isinstance(result, Spoken):
            other = another_name(path)
            self._notice.offer(result.sentence, f"改存为“{other.name}”", partial(self.write, other, query), Tone.BAD)
            return
        self._notice.tell(f"已导出 {result} {self._actions.ledger.one}到“{path}”。")


def with_ending(path: Path, kind: str) -> Path:
    """Give a path an ending: its own where we know it, else that of the kind chosen in the dialog."""
    if path.suffix.lower() in ENDINGS:
        return path
    ending = next((ending for ending, shown in ENDINGS.items() if shown == kind), USUAL)
    return path.with_name(path.name + ending)


def another_name(path: Path) -> Path:
    """Give a name beside this one that no file bears."""
    for number in range(1, 1000):
        other = path.with_name(f"{path.stem}({number}){path.suffix}")
        if not other.exists():
            return other
    return path
