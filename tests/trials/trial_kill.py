"""200 times kill -9, at random moments of a script of everything that writes: nothing acknowledged is lost.

.venv/bin/python -m pytest -s tests/trials/trial_kill.py -o python_files='trial_*.py'; BRANCHDESK_KILLS=n for another number.
"""

from __future__ import annotations

import os
import time
from pathlib import Path


import pytest

from branchdesk.store import vault
from trials.killing import Rounds

KILLS = int(os.environ.get("BRANCHDESK_KILLS", "200"))
FRESH = 20  # kills after which another file is begun


def test_nothing_acknowledged_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "measure", lambda: vault.Cost(1, 8 * 1024 * 1024))
    rounds, began = Rounds(tmp_path, seed=2026), time.monotonic()
    for number in range(KILLS):
        if number and number % FRESH == 0:
            rounds.begin()
        rounds.kill()
    print(f"\n{KILLS} kills in {time.monotonic() - began:.0f} s")  # noqa: T201 - a trial tells what it counted
    for what, count in sorted(rounds.counts.items()):
        print(f"  {count:5}  {what}")  # noqa: T201
    print(*rounds.lost or ["  nothing lost"], sep="\n")  # noqa: T201
    assert not rounds.lost
