"""Writing a list as a sheet: what is asked, how far it is, and what to do when something is in the file's way."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from branchdesk import clock
from branchdesk.errors import Spoken
from branchdesk.services import Store
from branchdesk.ui import outside
from branchdesk.ui.desk import Desk
from branchdesk.ui.jobs import Job, Report
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.export_dialog import USUAL, ExportDialog, View, Wish, another_name
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.theme import Tone

LONG_WAY = 5_000  # rows; fewer are written before anybody could read how far it is
HELD = {"sheet_being_used", "sheet_is_folder"}
TOO_LONG = "sheet_text_too_long"


class Exporter(QObject):
    """Asks for a file, writes the rows there, and offers another way where the file is held or cannot be."""

    def __init__(self, window: QWidget, desk: Desk, actions: LedgerActions, notice: Notice) -> None:
        super().__init__(window)
        self._window, self._desk, self._actions, self._notice = window, desk, actions, notice
        self._folder = outside.documents()
        self._view: View | None = None
        self._job: Job | None = None
        self.dialog: ExportDialog | None = None

    def ask(self, view: View) -> None:
        """Ask what of a list shall go where, and write it there."""
        self._view = view
        ledger = self._actions.ledger
        suggested = self._folder / f"{ledger.label}-{clock.today():%Y%m%d}{USUAL}"
        if suggested.exists():
            suggested = another_name(suggested)
        self.dialog = ExportDialog(self._window, ledger, view, suggested)
        self.dialog.wanted.connect(self.write)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    @Slot(object)
    def write(self, wish: Wish) -> None:
        """Write the rows; what is in the way is said in place."""
        self._notice.tell("")
        work = partial(self._work, wish=wish)
        self._job = self._desk.read(work, self._written, failed=self._failed, progress=self._moved)

    def _work(self, store: Store, report: Report, wish: Wish) -> tuple[Wish, int | Spoken]:
        """Write the file; this runs on the reading lane."""
        try:
            return wish, self._actions.export(store, wish.path, wish.query, wish.columns, report)
        except Spoken as error:
            return wish, error

    def _moved(self, made: int, total: int) -> None:
        if total >= LONG_WAY:
            one = self._actions.ledger.one
            self._notice.offer(f"正在导出：{made:,} / {total:,} {one}…", "取消", self._cancel, Tone.INK)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._notice.tell("已取消导出，没有写出文件。", Tone.INK)

    def _failed(self, _error: Exception) -> None:
        self._notice.tell("")

    def _written(self, done: tuple[Wish, int | Spoken]) -> None:
        wish, result = done
        if isinstance(result, Spoken):
            self._offer_another_way(wish, result)
            return
        self._folder = wish.path.parent
        said = f"已导出 {result} {self._actions.ledger.one}到“{wish.path}”。"
        folder = ("打开所在文件夹", partial(self._show, wish.path.parent))
        self._notice.offer(said, "打开文件", partial(self._show, wish.path), Tone.GOOD, second=folder)

    def _offer_another_way(self, wish: Wish, trouble: Spoken) -> None:
        if trouble.code in HELD or trouble.code == TOO_LONG:
            other = another_name(wish.path) if trouble.code in HELD else wish.path.with_suffix(".ods")
            again = partial(self.write, Wish(other, wish.query, wish.columns))
            self._notice.offer(trouble.sentence, f"改存为“{other.name}”", again, Tone.BAD)
        else:
            self._notice.offer(trouble.sentence, "另选位置…", self._ask_again, Tone.BAD)

    def _ask_again(self) -> None:
        if self._view is not None:
            self.ask(self._view)

    def _show(self, path: Path) -> None:
        if not outside.show(path):
            self._notice.tell(f"没有程序能打开它，文件在“{path}”。", Tone.WARN)
