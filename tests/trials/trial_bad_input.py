"""Two thousand bad inputs: no traceback, no hang, memory bounded, nothing half done, one sentence.

    python tests/trials/trial_bad_input.py [SEED [FROM [NUMBER]]]

prints a table of what became of them, and every one that was not as it shall be.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

TESTS = Path(__file__).parents[1]
LONGEST, START = 90, 180  # seconds that an input may take in all it is tried for, and a process to begin
SLOW, MUCH = 10, 600  # seconds of a processor and MB that one input may want; more is told of
Told = dict[str, Any]


def tell(seed: int, first: int = 0, number: int = 1_000_000) -> Iterator[Told]:
    """Try bad inputs, a process after another where one dies or hangs, and tell what became of each."""
    with TemporaryDirectory() as folder:
        at, end = first, first + number
        while at < end:
            for told in _one_process(Path(folder) / str(at), seed, at, end - at):
                yield told
                at = told["at"] + 1
            if told.get("last"):
                return


def _one_process(folder: Path, seed: int, first: int, number: int) -> Iterator[Told]:
    here = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent / "src")]),
        "XDG_STATE_HOME": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
    }
    words = [sys.executable, "-m", "trials.bad_doors", str(folder), str(seed), str(first), str(number)]
    with (folder.parent / f"{first}.err").open("w+b") as errors:
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=errors, env=here, text=True)
        lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=_pump, args=(process.stdout, lines), daemon=True).start()
        trying: Told | None = None
        hangs = False
        while True:
            try:
                line = lines.get(timeout=START if trying is None else LONGEST)
            except queue.Empty:
                hangs = True
                process.kill()
                break
            if line is None:
                break
            told = json.loads(line)
            trying = None if "outcome" in told else told
            if trying is None:
                yield told
        code = process.wait()
        errors.seek(max(0, errors.seek(0, os.SEEK_END) - 400))
        why = "hangs" if hangs else f"died with {code}: {errors.read().decode('utf-8', 'replace')}"
    if trying is not None or code:
        at = first if trying is None else trying["at"]
        yield {
            "door": "?",
            "kind": "?",
            **(trying or {}),
            "at": at,
            "outcome": "fault",
            "fault": why,
            "seconds": 0,
            "memory": 0,
        }
    else:
        yield {"at": first, "outcome": "", "last": True}


def _pump(stream: IO[str], lines: queue.Queue[str | None]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(None)


def count(seed: int, first: int = 0, number: int = 1_000_000) -> int:
    """Try them all, print what became of them, and give the number of faults."""
    counts: Counter[tuple[str, str]] = Counter()
    slowest, most, faults = 0.0, 0, 0
    for told in tell(seed, first, number):
        if told.get("last"):
            continue
        outcome = told["outcome"] if told["outcome"] in {"taken", "fault"} else "refused"
        counts[told["door"], outcome] += 1
        faults += outcome == "fault"
        slowest, most = max(slowest, told["seconds"]), max(most, told["memory"])
        if outcome == "fault" or told["seconds"] > SLOW or told["memory"] > MUCH:
            print(json.dumps(told, ensure_ascii=False), flush=True)
    for (door, outcome), how_many in sorted(counts.items()):
        print(f"{door:10} {outcome:8} {how_many:5}")
    print(f"{counts.total()} inputs, {faults} faults; the slowest took {slowest} s, the largest {most} MB")
    return faults


def test_bad_input() -> None:
    assert count(7) == 0


if __name__ == "__main__":
    sys.exit(bool(count(*map(int, sys.argv[1:] or ["7"]))))
