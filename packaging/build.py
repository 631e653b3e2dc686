"""Build the program as people receive it, then let it try itself in a strange place: `make bundle`.

The result is dist/branchdesk. The self-test runs on a copy, under a name with Chinese characters and a blank, with an
environment that knows nothing of this checkout.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "packaging" / "branchdesk.spec"
BUILD, DIST = ROOT / "build", ROOT / "dist"
BUNDLE = DIST / "branchdesk"
PROGRAM = "branchdesk-cli.exe" if sys.platform == "win32" else "branchdesk"
STRANGE = "党建 资料"
KEPT = ("PATH", "DISPLAY", "XAUTHORITY", "SYSTEMROOT", "QT_QPA_PLATFORM")  # what a program cannot start without
PATIENCE = 300
MB = 1_000_000
LARGEST = 12


def main() -> int:
    """Build, try, and say what came out; the exit code of the self-test."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only-test", action="store_true", help="try what was built before")
    asked = parser.parse_args()
    if not asked.only_test:
        build()
    report = try_itself()
    show_sizes()
    show(report)
    return 0 if report["ok"] else 1


def build() -> None:
    """Run PyInstaller over the spec, with its caches in build/."""
    began = time.monotonic()
    environment = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(BUILD / "pyinstaller")}
    call = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    folders = ["--distpath", str(DIST), "--workpath", str(BUILD)]
    subprocess.run([*call, *folders, str(SPEC)], check=True, cwd=ROOT, env=environment)
    print(f"built in {time.monotonic() - began:.0f} s: {BUNDLE}")


def try_itself() -> dict[str, Any]:
    """Run the self-test of a copy that lies elsewhere, and give its report."""
    with tempfile.TemporaryDirectory(prefix="branchdesk-") as outer:
        folder = Path(outer) / STRANGE
        shutil.copytree(BUNDLE, folder / "branchdesk", symlinks=True)
        home = folder / "home"
        home.mkdir()
        homes = dict.fromkeys(("HOME", "USERPROFILE", "LOCALAPPDATA", "TEMP", "TMPDIR"), str(home))
        environment = {name: os.environ[name] for name in KEPT if name in os.environ} | homes
        call = [str(folder / "branchdesk" / PROGRAM), "self-test"]
        done = subprocess.run(
            call, cwd=home, env=environment, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
        )
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        sys.exit(f"the self-test gave no report (exit {done.returncode}):\n{done.stdout}\n{done.stderr}")
    if done.stderr.strip():
        report["ok"] = False
        print(f"the self-test said more than its report:\n{done.stderr}")
    return report


def show_sizes() -> None:
    """Say how large the folder is, and what takes the room."""
    files = [path for path in BUNDLE.rglob("*") if path.is_file() and not path.is_symlink()]
    sizes = {path.relative_to(BUNDLE): path.stat().st_size for path in files}
    print(f"{len(files)} files, {sum(sizes.values()) / MB:.1f} MB; the largest:")
    for path in sorted(sizes, key=lambda path: -sizes[path])[:LARGEST]:
        print(f"  {sizes[path] / MB:6.1f}  {path}")


def show(report: dict[str, Any]) -> None:
    """Say what the self-test found."""
    for check in report["checks"]:
        verdict = "ok    " if check["ok"] else "FAILED"
        print(f"  {verdict} {check['name']:<12} {check['ms']:>6} ms  {check['detail']}")
    print("  ".join(f"{name} {version}" for name, version in report["versions"].items()))
    print("the bundle passes its self-test" if report["ok"] else "THE BUNDLE FAILS ITS SELF-TEST")


if __name__ == "__main__":
    sys.exit(main())
