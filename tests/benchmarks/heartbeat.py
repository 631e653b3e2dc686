"""The window's pulse while the lanes work: `heartbeat.py FOLDER` prints the longest pauses as JSON, in milliseconds.

A timer of the main thread beats every 5 ms; what holds the thread up, or Python's lock, is the gap between two beats.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks import filling
from benchmarks.bench_import import write_roster
from branchdesk import clock
from branchdesk.domain.periods import Span
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import branch, demo
from branchdesk.services.ledgers import importing, lists
from branchdesk.services.ledgers.importing import Opened
from branchdesk.services.ledgers.lists import Condition, Query, Test
from branchdesk.services.papers import printing
from branchdesk.services.papers.papers import Order, make
from branchdesk.ui import fonts, theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.places import clues_screen, members_screen
from branchdesk.ui.papers.preview import PreviewDialog
from branchdesk.ui.papers.printing import PRINT_DPI, PrintRun
from branchdesk.ui.screens.attendance.screen import AttendanceScreen
from branchdesk.ui.screens.meetings.screen import MeetingsScreen
from branchdesk.ui.sweeper import Sweeper

BEAT = 5
QUIET = 20  # turns of the loop without work, after which a step has come home
CLUE_ROWS = 100_000
SCROLLS = 25
MEMBERS = LEDGERS["members"]
UP, DOWN = True, False


class Pulse(QObject):
    """Beats, and remembers the longest pause."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def reset(self) -> None:
        self._last, self.longest = time.perf_counter(), 0.0

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


class Examination:
    """One store on one desk, and the pauses that each thing done there makes."""

    def __init__(self, application: QApplication, desk: Desk) -> None:
        self.application, self.desk = application, desk
        self.pulse = Pulse()
        self.pauses: dict[str, float] = {}

    def take(self, what: str, step: Callable[[], object]) -> None:
        """Take a step, wait until all that it set off has come home, and note the longest pause under a name."""
        self.pulse.reset()
        step()
        quiet = 0
        while quiet < QUIET:
            self.application.processEvents()
            quiet = quiet + 1 if self.desk.jobs.idle() else 0
            time.sleep(0.001)
        self.pauses[what] = max(self.pulse.longest, self.pauses.get(what, 0))


def main(folder: Path) -> None:
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    fonts.load_first()
    theme.apply(application)
    file, sheet = folder / "支部.branchdesk", folder / "花名册.xlsx"
    demo.create(file, demo.Size(), clock.today())
    write_roster(sheet)
    store = branch.open_file(file)
    filling.add_clues(store, CLUE_ROWS)
    desk = Desk()
    desk.adopt(store)
    Sweeper(application).start()  # as the window has it: a lane makes no search for rubbish of its own
    seen = Examination(application, desk)
    seen.take("nothing", lambda: None)
    minutes(seen, folder)
    gatherings(seen)
    clues(seen, folder)
    roster(seen, sheet, folder)
    desk.close()
    print(json.dumps(seen.pauses))


def minutes(seen: Examination, folder: Path) -> None:
    """Make, show and print the minutes of the meeting with most to say."""
    with seen.desk.store.reading() as connection:
        raw = connection.exec_driver_sql(
            "SELECT meeting_id FROM agenda_item GROUP BY meeting_id ORDER BY count(*) DESC LIMIT 1"
        )
        meeting = str(raw.scalar())
    papers: list[printing.Paper] = []
    for _ in range(2):  # the first time the faces are read
        seen.take(
            "minutes made", lambda: seen.desk.read(lambda store: make(store, Order("minutes", meeting)), papers.append)
        )
    window = QWidget()
    dialog = PreviewDialog(seen.desk, Order("minutes", meeting), "记录", window)
    seen.take("minutes shown", dialog.show)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(PRINT_DPI)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "记录.pdf"))
    run = PrintRun(seen.desk, papers[-1], "记录", window)
    seen.take("minutes printed", lambda: run.paint_on(printer))
    dialog.close()
    book = PreviewDialog(seen.desk, Order("year-book"), "汇编", window)
    seen.take("a year bound and shown", book.show)
    bar = book.pane.verticalScrollBar()
    for place in range(0, bar.maximum(), bar.maximum() // SCROLLS):
        seen.take("a bound year scrolled", partial(bar.setValue, place))
    book.close()


def gatherings(seen: Examination) -> None:
    """Search the meetings as one types, open the sheet of attendance of all years, and scroll it both ways."""
    found = MeetingsScreen(seen.desk)
    found.resize(1366, 768)
    found.show()
    seen.take("meetings listed", lambda: found.reload(None))
    for text in ("整", "整改", "zx"):
        found.filters.search.setText(text)
        seen.take("meetings searched", found.filters.changed.emit)
    found.close()
    sheet = AttendanceScreen(seen.desk)
    sheet.resize(1366, 768)
    sheet.show()
    seen.take("attendance of a year", sheet.activated)
    sheet.period.set_span(Span.ALL)
    seen.take("attendance of all years", sheet.period.edited.emit)
    for bar in (sheet.sheet.signs.horizontalScrollBar(), sheet.sheet.signs.verticalScrollBar()):
        for place in range(0, bar.maximum(), 200):
            seen.take("attendance scrolled", partial(bar.setValue, place))
    sheet.close()


def clues(seen: Examination, folder: Path) -> None:
    """Open the long list, scroll, sort, narrow and search."""
    screen = clues_screen(seen.desk)
    screen.resize(1366, 768)
    seen.take("list shown", screen.show)
    seen.take("list opened", lambda: screen.reload(None))
    seen.take("list scrolled", lambda: screen.list.table.verticalScrollBar().setValue(5000))
    seen.take("list sorted", lambda: screen.list.table.sort_asked.emit("reported_on", DOWN))
    seen.take("list sorted", lambda: screen.list.table.sort_asked.emit("unit", UP))
    seen.take("list filtered", lambda: screen.list.show_conditions((Condition("state", Test.IS, ("handled",)),)))
    seen.take("list searched", lambda: screen.list.show_conditions((), "护栏"))
    path = folder / "线索.xlsx"
    seen.take("100,000 clues exported", lambda: seen.desk.read(lambda s: lists.export(s, CLUES, path, Query())))
    screen.close()


def roster(seen: Examination, sheet: Path, folder: Path) -> None:
    """Read, import and export a large roster under the screen that lists it."""
    screen = members_screen(seen.desk)
    screen.resize(1366, 768)
    screen.show()
    seen.desk.changed.connect(screen.reload)
    told: list[tuple[int, int]] = []
    opened: list[Opened] = []

    def read() -> None:
        seen.desk.read(
            lambda store, report: importing.look_into(store, sheet, MEMBERS, report=report),
            opened.append,
            progress=lambda *so_far: told.append(so_far),
        )

    def take() -> None:
        seen.desk.write(
            lambda store, report: importing.take(store, MEMBERS, opened[-1].table, report=report),
            progress=lambda *so_far: told.append(so_far),
        )

    seen.take("roster read", read)
    seen.take("roster imported", take)
    path = folder / "名册.xlsx"
    seen.take("roster exported", lambda: seen.desk.read(lambda s: lists.export(s, MEMBERS, path, Query())))
    screen.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
