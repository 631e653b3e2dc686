"""A window beside a backup of 100 MB: `beside_backup.py FOLDER` prints its longest pauses as JSON, in milliseconds."""

import json
import os
import secrets
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from benchmarks import filling
from benchmarks.heartbeat import Pulse
from branchdesk import app, clock
from branchdesk.services import branch, demo, preferences
from branchdesk.store import blobs, history
from branchdesk.store.tables import preference
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.words import backups as say

CLUES, BLOB, WANTED = 50_000, 2_000_000, 100_000_000
RUNS = 3
SPAN = 3.0  # seconds that the window is looked at without a backup
SAVE_EVERY = 50  # turns of the loop
STEP = 30  # pixels that a turn scrolls


def fill(file: Path) -> None:
    """Make a file of about 100 MB."""
    demo.create(file, demo.Size(), clock.today())
    store = branch.open_file(file)
    filling.add_clues(store, CLUES)
    store.close()  # folds the journal in, so that the file tells its size
    store = branch.open_file(file)
    with history.operate(store, "attach", "附件") as work:
        for _ in range(max(0, WANTED - file.stat().st_size) // BLOB):
            blobs.keep(work, secrets.token_bytes(BLOB))
        work.insert(preference, {"branch_id": store.branch.id, "key": "bench", "value": 0})
    store.close()


def look(folder: Path) -> dict[str, Any]:
    """Give the longest pauses of a window, resting and at work, without a backup and with one."""
    file = folder / "支部.branchdesk"
    fill(file)
    window = app.build(file)
    backing, turns, saves = window.desk.backing, count(), [0.0]

    def work() -> None:
        turn = next(turns)
        bar.setValue(turn * STEP % 5000)
        if turn % SAVE_EVERY == 0:
            began = time.perf_counter()
            window.desk.write(
                lambda store: preferences.put(store, "bench", turn),
                lambda _: saves.append((time.perf_counter() - began) * 1000),
                owner=window,
            )

    def wait(until: Callable[[], bool], meanwhile: Callable[[], None] | None = None) -> None:
        while not until():
            QApplication.processEvents()
            if meanwhile is not None:
                meanwhile()
            time.sleep(0.002)

    wait(lambda: backing.standing is not None and window.desk.jobs.idle())
    window.navigate("clues")
    wait(window.desk.jobs.idle)
    clues = window.visit("clues")
    assert isinstance(clues, LedgerScreen)
    bar = clues.list.table.verticalScrollBar()
    pulse, seconds = Pulse(), []
    pauses: dict[str, list[float]] = {}
    for _ in range(RUNS):
        for what, meanwhile in (("at rest", None), ("at work", work)):
            pulse.reset()
            until = time.perf_counter() + SPAN
            wait(partial(_is_past, until), meanwhile)
            pauses.setdefault(f"{what}, without", []).append(pulse.longest)
            wait(window.desk.jobs.idle)
            pulse.reset()
            began = time.perf_counter()
            backing.take(say.BY_HAND)
            wait(lambda: not backing.is_busy(), meanwhile)
            seconds.append(time.perf_counter() - began)
            pauses.setdefault(f"{what}, with", []).append(pulse.longest)
            wait(window.desk.jobs.idle)
    window.desk.close()
    return {"megabytes": file.stat().st_size / 1e6, "pauses": pauses, "seconds": seconds, "save": max(saves)}


def _is_past(moment: float) -> bool:
    return time.perf_counter() > moment


if __name__ == "__main__":
    print(json.dumps(look(Path(sys.argv[1]))), flush=True)
    os._exit(0)
