"""Runs all tests in two processes side by side, those of the window and all others, each with a screen of its own.

Two cores are what the weakest machine has that builds the program. Ends with the first code that is not 0.
"""

import subprocess
import sys
import tempfile

WINDOW = ("tests/ui",)
OTHERS = ("--ignore=tests/ui", "-p", "no:cacheprovider")


def pytest(first_number: int, *arguments: str) -> tuple[str, ...]:
    """Give the command; two screens that look for a free number at the same moment must not find the same one."""
    screen = ("xvfb-run", "--auto-servernum", f"--server-num={first_number}", "--server-args=-screen 0 1920x1080x24")
    return (*screen, sys.executable, "-m", "pytest", *arguments)


def main() -> int:
    """Show what the window's tests say as they say it, and what the others said below."""
    with tempfile.TemporaryFile() as said:
        others = subprocess.Popen(pytest(200, *OTHERS), stdout=said, stderr=subprocess.STDOUT)
        window = subprocess.run(pytest(400, *WINDOW), check=False)
        others.wait()
        said.seek(0)
        sys.stdout.buffer.write(said.read())
    return window.returncode or others.returncode


if __name__ == "__main__":
    sys.exit(main())
