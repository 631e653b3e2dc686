"""Try under wine what packaging/build.py --windows has made in dist/: installed, upgraded, removed, carried along.

    sudo .venv/bin/python packaging/try_windows.py

Prints a line a trial and ends with 1 where one failed; look at build/windows/trial/*.xwd and 会议记录.pdf as well. What
wine cannot show: real input methods, scaling, printers, virus scanners.
"""

from __future__ import annotations

import shutil
import sys
import zipfile

import wine
from build import DIST, version

TRIAL = wine.WORK / "trial"
SAMPLES = wine.ROOT / "resources" / "selftest"


def main() -> int:
    """Lay out what the trials need, and let them run in a new profile."""
    for folder in (TRIAL, wine.WORK / "trial-prefix"):
        shutil.rmtree(folder, ignore_errors=True)
    carried = TRIAL / wine.STRANGE
    carried.mkdir(parents=True)
    shutil.copy2(DIST / f"branchdesk-{version()}-windows-setup.exe", TRIAL / "setup.exe")
    for name in ("roster.xls", "meeting.json"):
        shutil.copy2(SAMPLES / name, TRIAL)
    with zipfile.ZipFile(DIST / f"branchdesk-{version()}-windows-portable.zip") as archive:
        archive.extractall(carried)
    inside = f"{wine.INSIDE}/{TRIAL.relative_to(wine.ROOT)}"
    script = f"{wine.INSIDE}/packaging/windows/trial.sh"
    told = wine.run(["sh", script, inside], check=False, prefix="trial-prefix", BRANCHDESK_TODAY="2026-11-23")
    print(told)
    return 0 if told.count("ok ") and "FAILED" not in told else 1


if __name__ == "__main__":
    sys.exit(main())
