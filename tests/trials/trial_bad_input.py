"""Two thousand bad inputs: no traceback, no hang, memory bounded, nothing half done.

python tests/trials/trial_bad_input.py [SEED [FROM [NUMBER]]]
"""

from __future__ import annotations
import json, os, queue, subprocess, sys, tempfile, threading, collections
from pathlib import Path

TESTS = Path(__file__).parents[1]
LONGEST = 20  # seconds


def work(folder: Path, seed: int, first: int, number: int):
    here = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent / "src")]),
        "XDG_STATE_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
    }
    at, end = first, first + number
    while at < end:
        process = subprocess.Popen(
            [sys.executable, "-m", "trials.bad_doors", str(folder / f"g{at}"), str(seed), str(at), str(end - at)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=here,
            text=True,
        )
        lines: queue.Queue = queue.Queue()

        def pump(process=process, lines=lines):
            for line in process.stdout:
                lines.put(line)
            lines.put(None)

        threading.Thread(target=pump, daemon=True).start()
        current = None
        died = False
        while True:
            try:
                line = lines.get(timeout=120 if current is None else LONGEST)
            except queue.Empty:
                process.kill()
                died = "hang"
                break
            if line is None:
                break
            said = json.loads(line)
            if "outcome" in said:
                yield said
                current = None
                at = said["at"] + 1
            else:
                current = said
                at = said["at"]
        process.wait()
        if current is not None:
            err = process.stderr.read()[-300:]
            yield {
                **current,
                "outcome": "fault",
                "said": "",
                "fault": died or f"died {process.returncode} {err}",
                "seconds": LONGEST if died else 0,
                "memory": 0,
            }
            at = current["at"] + 1
        elif process.returncode == 0:
            return
        else:
            print(process.stderr.read()[-3000:])
            return


def main(words):
    seed, first, number = (*map(int, words), *(7, 0, 1_000_000)[len(words) :])
    counts = collections.Counter()
    kinds = collections.Counter()
    faults = []
    slow = []
    with tempfile.TemporaryDirectory(dir="/tmp/H") as folder:
        for done in work(Path(folder), seed, first, number):
            outcome = done["outcome"]
            group = "taken" if outcome == "taken" else "fault" if outcome == "fault" else "refused"
            counts[done["door"], group] += 1
            if group == "fault" or done["memory"] > 300 or done["seconds"] > 5:
                print(json.dumps(done, ensure_ascii=False), flush=True)
    for (door, group), number in sorted(counts.items()):
        print(f"{door:10} {group:8} {number}")


main(sys.argv[1:])
