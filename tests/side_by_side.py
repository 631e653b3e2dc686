"""Runs all tests in six parts, three at a time, each with a screen of its own.

Two cores are what the weakest machine has that builds the program, and tests of windows wait for half of their time;
a process that has shown a thousand windows is slow. What a part says is shown when it ends, by itself or because it
took too long. Ends with the first code that is not 0.
"""

import os
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

AT_A_TIME = 3
# A part takes two to seven minutes. What takes longer hangs, and its last words are wanted while there is time.
LONGEST_SECONDS = 900
# The longest first, so that none is left alone at the end, and early the one that mostly waits; together they are
# everything in `tests`. The invented branches that `demo` and `services` look at are the same.
PARTS = (
    ("tests/services", "tests/demo"),
    tuple(f"--ignore=tests/{room}" for room in ("ui", "services", "demo", "smoke")),
    ("tests/smoke",),
    ("tests/ui/ledger",),
    ("tests/ui", "--ignore=tests/ui/meeting", "--ignore=tests/ui/ledger"),
    ("tests/ui/meeting",),
)
_SPEAKING = Lock()


def run(number: int) -> int:
    """Run a part and show what it said. Screens that look for a free number at one moment must not find the same."""
    screen = ("xvfb-run", "--auto-servernum", f"--server-num={200 + 100 * number}")
    command = (
        *screen,
        "--server-args=-screen 0 1920x1080x24",
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        *PARTS[number],
    )
    # A file and not a pipe: a pipe ends only when everything has let go of it that a test may have left behind.
    with tempfile.TemporaryFile() as said:
        part = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            code = part.wait(LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            code = 1
            os.killpg(part.pid, signal.SIGABRT)
        with _SPEAKING:
            said.seek(0)
            sys.stdout.buffer.write(said.read())
            sys.stdout.flush()
            if part.poll() is None:
                sys.stdout.write(f"\n{PARTS[number][0]}: not done after {LONGEST_SECONDS} s\n")
                os.killpg(part.pid, signal.SIGKILL)
    return code


def main() -> int:
    """Run all parts."""
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        codes = list(pool.map(run, range(len(PARTS))))
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main())
