"""The clues' screen over one file, used a little: `open_ledger.py FILE [KEY]` tells what memory that took, in MB."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from branchdesk.services.ledgers.lists import Condition, Test
from branchdesk.store.engine import open_store
from branchdesk.ui import fonts, theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.places import clues_screen

UP, DOWN = True, False


def main() -> None:
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    fonts.load_first()
    theme.apply(application)
    desk = Desk()
    key = bytes.fromhex(sys.argv[2]) if len(sys.argv) > 2 else None
    desk.adopt(open_store(Path(sys.argv[1]), key=key))
    screen = clues_screen(desk)
    screen.resize(1366, 768)
    screen.show()
    for step in (
        lambda: screen.reload(None),
        lambda: screen.list.table.verticalScrollBar().setValue(5000),
        lambda: screen.list.table.sort_asked.emit("reported_on", DOWN),
        lambda: screen.list.table.sort_asked.emit("unit", UP),
        lambda: screen.list.show_conditions((Condition("state", Test.IS, ("handled",)),)),
        lambda: screen.list.show_conditions((), "护栏"),
    ):
        do(application, desk, step)
    print(resident())
    desk.close()


def do(application: QApplication, desk: Desk, step: Callable[[], object]) -> None:
    """Take a step and wait until everything that it set off has come home."""
    step()
    quiet = 0
    while quiet < 20:
        application.processEvents()
        quiet = quiet + 1 if desk.jobs.idle() else 0
        time.sleep(0.005)


def resident() -> float:
    """Give the megabytes of memory that this process holds now (Linux)."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
