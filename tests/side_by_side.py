"""Runs all tests in two processes side by side: those of the window, and all others.

Two cores are what the weakest machine has that builds the program. Ends with the first code that is not 0.
"""

import subprocess
import sys
import tempfile

WINDOW = ("tests/ui",)
OTHERS = ("--ignore=tests/ui", "-p", "no:cacheprovider")


def main() -> int:
    """Show what the window's tests say as they say it, and what the others said below."""
    pytest = (sys.executable, "-m", "pytest")
    with tempfile.TemporaryFile() as said:
        others = subprocess.Popen((*pytest, *OTHERS), stdout=said, stderr=subprocess.STDOUT)
        window = subprocess.run((*pytest, *WINDOW), check=False)
        others.wait()
        said.seek(0)
        sys.stdout.buffer.write(said.read())
    return window.returncode or others.returncode


if __name__ == "__main__":
    sys.exit(main())
