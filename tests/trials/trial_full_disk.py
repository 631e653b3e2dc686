"""A disk of 5 MB that is full in the middle of each kind of write.

    python tests/trials/trial_full_disk.py

as root (it mounts a disk in memory) prints a table of what became of each; without root the one who runs it gives an
empty folder on a disk of 5 MB. `tests/services/test_full_disk.py` tries some of the same with a limit to files instead.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from full_disk import KINDS, Kind, Outcome, attempt, filling

ROOMS = (0, 4096, 16_384, 65_536, 131_072, 262_144, 524_288, 1_048_576, 1_572_864, 2_097_152)


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """Mount a disk of 5 MB in memory."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def tell(kinds: tuple[Kind, ...] = KINDS, given: Path | None = None) -> Iterator[tuple[Kind, Outcome]]:
    """Try each kind on a fresh disk."""
    for kind in kinds:
        with TemporaryDirectory() as folder:
            elsewhere = Path(folder) / "elsewhere"
            elsewhere.mkdir()
            if given is None:
                with small_disk(Path(folder) / "disk") as disk:
                    yield kind, attempt(kind, disk, elsewhere, filling(disk), ROOMS)
            else:
                yield kind, attempt(kind, given, elsewhere, filling(given), ROOMS)


def test_a_full_disk_is_told_and_nothing_is_half_done() -> None:
    for kind, outcome in tell():
        assert outcome.refused, kind.name
        assert not outcome.wrong, kind.name


if __name__ == "__main__":
    for kind, outcome in tell():
        codes = " ".join(f"{room // 1024}K:{code}" for room, code in outcome.refused.items())
        sys.stdout.write(f"{kind.name}\t{'; '.join(outcome.wrong) or 'good'}\t{codes}\t{outcome.sentence}\n")
        sys.stdout.flush()
