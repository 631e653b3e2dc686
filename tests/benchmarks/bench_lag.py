"""How long the window stands still at most while the lanes work: `heartbeat.py`, in a process of its own.

Whatever else the machine does in a run shows here too; the row of nothing at all says how much that is.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

RUNS = 3
LIMIT = 50  # milliseconds
ROOT = Path(__file__).parents[2]


def test_lag(tmp_path: Path) -> None:
    runs = [pauses(tmp_path / f"run{number}") for number in range(RUNS)]
    print(f"\n\nlongest pauses of the main thread ({RUNS} runs, ms: median [min - max], not to be over {LIMIT})")
    for what in runs[0]:
        found = [run[what] for run in runs]
        print(f"  {what:<34}{median(found):>8.0f} [{min(found):.0f} - {max(found):.0f}]")


def pauses(folder: Path) -> dict[str, float]:
    """Let a window's thread beat while it works, and give the longest pauses."""
    folder.mkdir()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))
    environment |= dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"), str(folder))
    command = [sys.executable, str(Path(__file__).with_name("heartbeat.py")), str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    found: dict[str, float] = json.loads(done.stdout)
    return found
