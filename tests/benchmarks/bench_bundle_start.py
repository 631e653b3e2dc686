"""How long the bundle takes until it is painted and can be used, beside `python -m branchdesk` from here.

Each start is a process of its own; the two sides take turns, so that a busy machine is busy for both.
"""

from pathlib import Path

import pytest

from benchmarks.bench_start import ROOT, RUNS, window
from benchmarks.measuring import Row, show
from branchdesk import clock
from branchdesk.services import demo

BUNDLE = ROOT / "dist" / "branchdesk" / "branchdesk"


@pytest.mark.skipif(not BUNDLE.is_file(), reason="`make bundle` builds what is measured here")
def test_start_of_the_bundle(tmp_path: Path) -> None:
    file = tmp_path / "支部.branchdesk"
    demo.create(file, demo.Size(), clock.today())
    source, bundle = [], []
    for run in range(-1, RUNS):  # the first warms what every side reads from the disk
        pair = window(file, tmp_path / f"source{run}"), window(file, tmp_path / f"bundle{run}", (str(BUNDLE),))
        if run >= 0:
            source.append(pair[0])
            bundle.append(pair[1])
    names = "first paint", "today usable, demo branch"
    rows = [Row(name, [one[at] for one in source], [one[at] for one in bundle], 1.15) for at, name in enumerate(names)]
    show("start of the bundle, beside python -m", rows)
