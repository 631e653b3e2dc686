"""How long it takes from an open store until 今日 is known, in a process that has read nothing yet.

Beside it stands reading every row of people, meetings and attendance as they are. 今日 is to be usable within 200 ms.
"""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import Row, show
from branchdesk import clock
from branchdesk.services import demo

RUNS = 7
ROOT = Path(__file__).parents[2]
OURS = """
import sys, time
from datetime import date
from pathlib import Path
from branchdesk.services import branch, today
store = branch.open_file(Path(sys.argv[1]))
began = time.perf_counter()
today.look(store, date.fromisoformat(sys.argv[2]))
print((time.perf_counter() - began) * 1000)
store.close()
"""
BARE = """
import sys, time
from pathlib import Path
from branchdesk.services import branch
from branchdesk.store.tables import attendance, meeting, member
store = branch.open_file(Path(sys.argv[1]))
began = time.perf_counter()
with store.reading() as connection:
    for table in (member, meeting, attendance):
        connection.execute(table.select()).all()
print((time.perf_counter() - began) * 1000)
store.close()
"""


def test_today(tmp_path: Path) -> None:
    rows = []
    for years in (3, 10):
        file = tmp_path / f"{years}.branchdesk"
        demo.create(file, demo.Size(years=years), clock.today())
        bare, ours = [], []
        for run in range(-1, RUNS):  # the first warms what every side reads from the disk
            plain, told = timed(BARE, file), timed(OURS, file)
            if run >= 0:
                bare.append(plain)
                ours.append(told)
        rows.append(Row(f"today, {years} years of records", bare, ours))
    show("today from an open store (to be 200 ms at most)", rows)


def timed(program: str, file: Path) -> float:
    """Run a program of its own and give the milliseconds that it printed."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(file), clock.today().isoformat()],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)
