"""Runs all tests in six parts, two at a time, each with a screen of its own.

Two cores are what the weakest machine has that builds the program; and a process that has shown a thousand windows is
slow. What a part says is shown when it ends. Ends with the first code that is not 0.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

AT_A_TIME = 2
# The longest first, so that none is left alone at the end; together they are everything in `tests`.
PARTS = (
    ("tests/services", "-p", "no:cacheprovider"),
    ("tests/ui/meeting", "-p", "no:cacheprovider"),
    ("tests/ui/ledger", "-p", "no:cacheprovider"),
    ("--ignore=tests/ui", "--ignore=tests/services", "--ignore=tests/smoke", "-p", "no:cacheprovider"),
    ("tests/ui", "--ignore=tests/ui/meeting", "--ignore=tests/ui/ledger", "-p", "no:cacheprovider"),
    ("tests/smoke", "-p", "no:cacheprovider"),
)


def run(number: int) -> int:
    """Run a part and show what it said. Screens that look for a free number at one moment must not find the same."""
    screen = ("xvfb-run", "--auto-servernum", f"--server-num={200 + 100 * number}")
    command = (*screen, "--server-args=-screen 0 1920x1080x24", sys.executable, "-m", "pytest", *PARTS[number])
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    sys.stdout.buffer.write(done.stdout)
    sys.stdout.flush()
    return done.returncode


def main() -> int:
    """Run all parts."""
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        codes = list(pool.map(run, range(len(PARTS))))
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main())
