"""A backup is killed at a random moment, as often as asked: whatever is listed afterwards is good.

As a script: `trial_killed_backups.py TIMES [SEED]`; the suite kills a few (tests/store/test_killed_backups.py).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import builders
from branchdesk.services import preferences
from branchdesk.store import backups, driver

ROOT = Path(__file__).parents[2]
RECORDS = 200
LONGEST = 0.5  # seconds: a backup of this small file, and the next one's beginning
BACK_UP = """
import sys
from pathlib import Path
from branchdesk.store import backups
from branchdesk.store.engine import open_store
store = open_store(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    print(backups.take(store, "自动").path.name, flush=True)
"""


def kill_some(folder: Path, times: int, seed: int) -> tuple[int, int, int]:
    """Kill backups at random moments; give how many were told to be done, how many are listed, and how many are bad."""
    path = folder / "支部.branchdesk"
    store = builders.new_branch(path)
    for number in range(RECORDS):
        preferences.put(store, f"某{number}", "记录" * 500)
    store.close()
    chance, told = random.Random(seed), 0
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    for _ in range(times):
        command = [sys.executable, "-c", BACK_UP, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.random() * LONGEST)
            process.kill()
            told += len(process.stdout.read().split())
    listed = backups.listed(path)
    return told, len(listed), sum(not _is_good(one.path) for one in listed)


def _is_good(path: Path) -> bool:
    return backups.verify(path, driver.OPEN_KEY)["preference"] >= RECORDS


def main(times: int, seed: int = 7) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told, listed, bad = kill_some(Path(folder), times, seed)
        parts = len(list(backups.folder_of(Path(folder) / "支部.branchdesk").glob("*.part")))
    print(f"killed {times}, told done {told}, listed {listed}, bad {bad}, parts left for the next {parts}")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
