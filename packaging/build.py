"""Build the program as people receive it, let it try itself in a strange place, and pack it: `make bundle`.

Without an argument everything for this system is made, in dist/: the folder, the packages, the list of sums. The
self-test runs on a copy, under a name with Chinese characters and a blank, with an environment that knows nothing of
this checkout. What each step does, and why: docs/decisions/0007-bundle.md.
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
import tomllib
from pathlib import Path
from typing import Any

import fcitx_plugin
import linux_libraries
import linux_packages
import linux_python
import manifest
import old_glibc
import windows_packages
import wine

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "packaging" / "branchdesk.spec"
BUILD, DIST = ROOT / "build", ROOT / "dist"
BUNDLE = DIST / "branchdesk"
WINDOWS = sys.platform == "win32"
PROGRAM = "branchdesk-cli.exe" if WINDOWS else "branchdesk"
STRANGE = "党建 资料"
KEPT = ("PATH", "DISPLAY", "XAUTHORITY", "SYSTEMROOT", "QT_QPA_PLATFORM")  # what a program cannot start without
PATIENCE = 300
MB = 1_000_000
LARGEST = 12


def main() -> int:
    """Do what was asked for, and say what came out; the exit code of the self-test."""
    asked = arguments()
    if asked.windows:
        return for_windows_from_here()
    if not asked.only_test:
        freeze(Path(sys.executable)) if asked.light or WINDOWS else freeze_for_linux()
    report = try_itself()
    show_sizes()
    show(report)
    if report["ok"] and not (asked.light or asked.only_test):
        manifest.write(DIST, version(), packages(), report)
    return 0 if report["ok"] else 1


def for_windows_from_here() -> int:
    """Make the Windows release on Linux; the exit code of its self-test under wine."""
    frozen = wine.build()
    report = wine.try_itself(frozen)
    show(report)
    if report["ok"]:
        DIST.mkdir(exist_ok=True)
        manifest.write(DIST, version(), windows_packages.make(frozen, version(), DIST), report)
    return 0 if report["ok"] else 1


def arguments() -> argparse.Namespace:
    """Read what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--light", action="store_true", help="only the folder, with this machine's Python, and its test")
    asked.add_argument("--only-test", action="store_true", help="try the folder that was built before")
    asked.add_argument("--windows", action="store_true", help="on Linux: the Windows release, under wine (as root)")
    return parser.parse_args()


def freeze_for_linux() -> None:
    """Make the folder from a Python and from libraries that old desktops load, and see that nothing else got in."""
    python = linux_python.ready()
    environment = linux_python.environment(python, linux_libraries.ready())
    freeze(python, **environment, BRANCHDESK_FCITX=str(fcitx_plugin.build().parent))
    if found := old_glibc.too_new(BUNDLE):
        sys.exit("this would not load on the oldest desktops:\n" + "\n".join(found))


def packages() -> list[Path]:
    """Pack the folder as this system's people install it; gives the files that were made in dist/."""
    if WINDOWS:
        return windows_packages.make(BUNDLE, version(), DIST)
    return linux_packages.make(BUNDLE, version(), DIST)


def version() -> str:
    """Give the version that the project states."""
    stated: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return stated


def freeze(python: Path, **more: str) -> None:
    """Run a Python's PyInstaller over the spec, with its caches in build/ and `more` in its environment."""
    began = time.monotonic()
    environment = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(BUILD / "pyinstaller"), **more}
    call = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
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
