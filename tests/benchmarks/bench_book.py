"""What a bound year costs: memory must not grow with its pages, and the pages come at a steady pace."""

import os
import subprocess
import sys

MOST_GROWTH = 1.5


def test_a_bound_year() -> None:
    print("\n\na year's minutes bound in one file, each in a process of its own")
    print(f"  {'meetings':>8}{'pages':>8}{'seconds':>10}{'pages/s':>10}{'peak MB':>10}")
    peaks = []
    for meetings in (1, 20, 170):
        command = [sys.executable, "-m", "benchmarks.bound_year", str(meetings)]
        paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        told = subprocess.run(command, check=True, capture_output=True, text=True, env=paths).stdout
        pages, seconds, peak = map(float, told.split())
        peaks.append(peak)
        print(f"  {meetings:>8}{pages:>8.0f}{seconds:>10.2f}{pages / seconds:>10.0f}{peak / 1024:>10.0f}")
    print(f"  memory of the largest by that of the smallest: {peaks[-1] / peaks[0]:.2f} (target {MOST_GROWTH})")
