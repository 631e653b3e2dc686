"""200 times kill -9, at random moments of a script of everything that writes: nothing acknowledged is lost.

`PYTHONPATH=src:tests .venv/bin/python tests/trials/trial_kill.py [KILLS [SEED]]`
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from branchdesk.store import vault
from trials.killing import Rounds

FRESH = 20  # kills after which another file is begun


def main(kills: int = 200, seed: int = 2026) -> int:
    vault.measure = lambda: vault.Cost(1, 8 * 1024 * 1024)  # what a password costs is no question here
    with TemporaryDirectory() as folder:
        rounds, began = Rounds(Path(folder), seed), time.monotonic()
        for number in range(1, kills + 1):
            rounds.kill()
            if number % FRESH == 0 and number < kills:
                rounds.begin()
                _tell(f"{number} kills, {len(rounds.lost)} losses")
    _tell(f"{kills} kills in {time.monotonic() - began:.0f} s, seed {seed}")
    for what, count in sorted(rounds.counts.items()):
        _tell(f"{count:6}  {what}")
    _tell(*rounds.lost or ["nothing acknowledged was lost"], sep="\n")
    return len(rounds.lost)


def _tell(*words: str, sep: str = " ") -> None:
    sys.stdout.write(sep.join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
