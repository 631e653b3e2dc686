"""How long a click on 预览 takes until the pages of ordinary minutes are painted: `click_preview.py`, by itself."""

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import spread

LIMIT = 250  # milliseconds
ROOT = Path(__file__).parents[2]


def test_preview(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))
    environment |= dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"), str(tmp_path))
    command = [sys.executable, str(Path(__file__).with_name("click_preview.py")), str(tmp_path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    times: list[float] = json.loads(done.stdout)
    print(f"\n\nclick to preview of minutes of 3 pages ({len(times)} runs, ms: median [min - max], at most {LIMIT})")
    print(f"  {spread(times)}")
