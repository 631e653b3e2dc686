"""A process killed at random moments of everything that writes: nothing acknowledged is lost, and nothing is half done.

Some 8 of the 200 moments that tests/trials/trial_kill.py tries.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from branchdesk.store import vault
from trials.killing import Rounds

KILLS = 8


def test_nothing_acknowledged_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "measure", lambda: vault.Cost(1, 8 * 1024 * 1024))
    rounds = Rounds(tmp_path, seed=7)
    for _ in range(KILLS):
        rounds.kill()
    assert not rounds.lost
    assert sum(count for what, count in rounds.counts.items() if what.startswith("in ")) > KILLS // 2
