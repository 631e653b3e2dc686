"""From the click on 预览 to the pages painted: `click_preview.py FOLDER` prints the milliseconds of each time as JSON.

The meeting has minutes of three pages. The first click, which reads the faces, is not among them.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from branchdesk import clock
from branchdesk.services import branch, demo
from branchdesk.services.meetings import meeting_finding
from branchdesk.services.papers.papers import Order, make
from branchdesk.store.engine import Store
from branchdesk.ui import fonts, theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.papers.pane import DrawnPane
from branchdesk.ui.papers.preview import PreviewDialog
from branchdesk.ui.screens.meeting.editor import MeetingScreen

RUNS, PAGES = 9, 3
PATIENCE = 20_000  # milliseconds


class Watch(QObject):
    """Notes when a paint of a roll ended that showed pages with their pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.dialog: QDialog | None = None
        self.pane: DrawnPane | None = None
        self.painted = False
        self.loop = QEventLoop()

    def begin(self, dialog: QDialog) -> int:
        """Stand in for the loop of a dialog that would wait for somebody."""
        self.dialog = dialog
        dialog.show()
        if isinstance(dialog, PreviewDialog):
            self.pane = dialog.pane
            self.painted = False
            dialog.pane.roll.installEventFilter(self)
        return 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """See each paint of the roll."""
        if event.type() == QEvent.Type.Paint and self.pane is not None and watched is self.pane.roll:
            self.painted = bool(self.pane.sheets) and self.pane.sheets[0].image is not None
            if self.painted:
                QTimer.singleShot(0, self.loop.quit)  # once this paint is done
        return False


def main(folder: Path) -> None:
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    fonts.load_first()
    theme.apply(application)
    file = folder / "支部.branchdesk"
    demo.create(file, demo.Size(), clock.today())
    store = branch.open_file(file)
    desk = Desk()
    desk.adopt(store)
    screen = MeetingScreen(desk)
    screen.resize(1366, 768)
    screen.show()
    screen.activated(target=of_pages(store))
    wait(application, desk)
    watch = Watch()

    def begin(dialog: QDialog) -> int:
        return watch.begin(dialog)

    QDialog.exec = begin  # type: ignore[method-assign] # nobody is there to close it
    taken = [click(application, desk, screen, watch) for _ in range(RUNS + 1)][1:]
    desk.close()
    print(json.dumps(taken))


def of_pages(store: Store) -> str:
    """Find a meeting whose minutes have three pages."""
    found = meeting_finding.find(store, meeting_finding.Wanted(), 200).meetings
    return next(one.id for one in found if make(store, Order("minutes", one.id)).pages == PAGES)


def click(application: QApplication, desk: Desk, screen: MeetingScreen, watch: Watch) -> float:
    watch.dialog, watch.painted = None, False
    began = time.perf_counter()
    screen.preview_button.click()
    if not watch.painted:
        QTimer.singleShot(PATIENCE, watch.loop.quit)
        watch.loop.exec()
    taken = (time.perf_counter() - began) * 1000
    wait(application, desk)
    if watch.dialog is not None:
        watch.dialog.close()
    wait(application, desk)
    return taken


def wait(application: QApplication, desk: Desk) -> None:
    """Wait until nothing is under way."""
    end = time.monotonic() + 0.7  # longer than any quiet that is waited for
    while time.monotonic() < end or not desk.jobs.idle():
        application.processEvents()
        time.sleep(0.002)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
