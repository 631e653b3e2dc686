"""The Windows bundle made on Linux: a Python for Windows put together from pinned parts, and PyInstaller under wine.

It is how the Windows side is built and tried without a Windows PC; what people receive is better built on one, by the
same spec. Wine 10 is needed (8 dies in Qt), which Debian 13 has: `root()` names or makes such a root. Root's rights
are needed, for chroot; nothing in that root is changed, and what runs there has no network. Why: docs/decisions/0024.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from fetching import cache, unpack
from wheels import wheel, zig

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging" / "windows"
WORK = ROOT / "build" / "windows"
PYTHON = WORK / "python"
FROZEN = WORK / "dist" / "branchdesk"
LOCK = ROOT / "requirements" / "bundle.txt"
ROOT_NAMED = "BRANCHDESK_WINE_ROOT"
MIRROR = "http://deb.debian.org/debian"
NEEDED = ("wine", "wine64", "xvfb", "xdotool")
LEFT_OUT = {"_tkinter.pyd", "_msi.pyd", "winsound.pyd", "_sqlite3.pyd", "_ssl.pyd", "_hashlib.pyd"}
RUNTIME = ("vcruntime140.dll", "vcruntime140_1.dll")
INSIDE = "/mnt"  # where the checkout lies in the root; wine sees it as Z:\mnt
TARGET = ["-target", "x86_64-windows-gnu"]
STRANGE = "党建 资料"
# A shell with the checkout, a screen and a wine prefix of its own; "$@" is what it runs.
SHELL = r"""
set -e
mount --bind "$CHECKOUT" "$ROOT/mnt"
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
mount -t tmpfs tmpfs "$ROOT/tmp"
mount -t tmpfs tmpfs "$ROOT/root"
exec chroot "$ROOT" /bin/sh -c '
    Xvfb :9 -screen 0 1366x768x24 >/dev/null 2>&1 &
    cd /mnt && export DISPLAY=:9 HOME=/root PATH=/usr/bin:/bin:/usr/sbin:/sbin
    for tried in 1 2 3 4 5 6 7 8 9; do xdotool getmouselocation >/dev/null 2>&1 && break; sleep 0.5; done
    "$@"; code=$?
    wineserver -k 2>/dev/null || /usr/lib/wine/wineserver -k 2>/dev/null || true
    exit $code' sh "$@"
"""


def main() -> int:
    """Build the folder, and try it."""
    build()
    report = try_itself(FROZEN)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0 if report["ok"] else 1


def build() -> Path:
    """Make a Python for Windows and let its PyInstaller freeze the program under wine; gives the folder."""
    make_python()
    call = ["wine", windows(PYTHON / "python.exe"), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    call += ["--distpath", windows(FROZEN.parent), "--workpath", windows(WORK / "work")]
    shutil.rmtree(FROZEN, ignore_errors=True)
    run([*call, windows(ROOT / "packaging" / "branchdesk.spec")])
    if not (FROZEN / "branchdesk.exe").is_file():
        sys.exit("PyInstaller under wine made no branchdesk.exe")
    return FROZEN


def try_itself(frozen: Path) -> dict[str, Any]:
    """Run the self-test of a copy under a name with Chinese characters and a blank; gives its report."""
    folder = WORK / STRANGE
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(frozen, folder / "branchdesk")
    done = run(["wine", windows(folder / "branchdesk" / "branchdesk-cli.exe"), "self-test"], check=False)
    shutil.rmtree(folder)
    try:
        report: dict[str, Any] = json.loads(done)
    except ValueError:
        sys.exit(f"the self-test under wine gave no report:\n{done}")
    return report


def make_python() -> None:
    """Put together build/windows/python, with what the lock names for Windows in its site-packages."""
    shutil.rmtree(PYTHON, ignore_errors=True)
    source = unpack("cpython", WORK / "source")
    shutil.copytree(
        source / "Lib", PYTHON / "Lib", ignore=shutil.ignore_patterns("test", "tests", "idlelib", "tkinter")
    )
    parts = wheel("panda3d") / "deploy_libs"
    for file in (*parts.glob("*.pyd"), parts / "python311.dll", parts / "libffi-8.dll"):
        if file.name not in LEFT_OUT:
            shutil.copy2(file, PYTHON)
    packages = PYTHON / "Lib" / "site-packages"
    shutil.rmtree(packages, ignore_errors=True)
    _install(packages)
    for name in RUNTIME:
        shutil.copy2(packages / "shiboken6" / name, PYTHON)
    python3 = WORK / "python3.c"
    python3.write_text(forwarders((source / "PC" / "python3dll.c").read_text(encoding="utf-8")), encoding="utf-8")
    _compile("-shared", str(python3), "-o", str(PYTHON / "python3.dll"))
    _compile("-municode", str(HERE / "python.c"), str(parts / "python311.dll"), "-o", str(PYTHON / "python.exe"))


def forwarders(listed: str) -> str:
    """Write the C file of a python3.dll whose every name stands for that of python311.dll, from CPython's own list."""
    functions = re.findall(r"^EXPORT_FUNC\((\w+)\)", listed, re.MULTILINE)
    data = re.findall(r"^EXPORT_DATA\((\w+)\)", listed, re.MULTILINE)
    lines = [f"-export:{name}=python311.{name}" for name in functions]
    lines += [f"-export:{name}=python311.{name},DATA" for name in data]
    told = "\n".join(rf'    "\t.ascii \" {line}\"\n"'.replace('"\n"', '\\n"') for line in lines)
    return f'__asm__(\n    "\\t.section .drectve,\\"yn\\"\\n"\n{told}\n);\n'


def root() -> Path:
    """Give the folder of a Debian 13 with wine: the one that BRANCHDESK_WINE_ROOT names, else one made in the cache."""
    if named := os.environ.get(ROOT_NAMED):
        return Path(named)
    made = cache() / "trixie-with-wine"
    if not (made / "usr" / "bin" / "wine").exists():
        shutil.rmtree(made, ignore_errors=True)
        call = ["debootstrap", "--variant=minbase", f"--include={','.join(NEEDED)}", "trixie", str(made), MIRROR]
        subprocess.run(call, check=True)
    return made


def run(words: list[str], *, check: bool = True, prefix: str = "prefix", **more: str) -> str:
    """Run something in the root with wine, a screen nobody sees and no network; gives what it wrote to its output.

    `prefix` names the folder of its C: in build/windows, `more` is added to its environment.
    """
    place = root()
    environment = {
        "PATH": os.environ["PATH"],
        "ROOT": str(place),
        "CHECKOUT": str(ROOT),
        "WINEPREFIX": f"{INSIDE}/build/windows/{prefix}",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=",
        "LC_ALL": "C.UTF-8",
        "TZ": "Asia/Shanghai",
        "PYTHONDONTWRITEBYTECODE": "1",
        **more,
    }
    call = ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "sh", "-c", SHELL, "sh", *words]
    # A pipe: wine gives a program no console where standard input is nothing at all.
    done = subprocess.run(call, env=environment, input="", stdout=subprocess.PIPE, encoding="utf-8", check=check)
    return done.stdout


def windows(path: Path) -> str:
    """Give a path of the checkout as wine sees it."""
    return "Z:" + f"{INSIDE}/{path.relative_to(ROOT).as_posix()}".replace("/", "\\")


def _install(packages: Path) -> None:
    """Install what the lock names, as it resolves for Windows: its markers are not those of this machine."""
    call = [str(wheel("uv") / "bin" / "uv"), "pip", "install", "--quiet", "--python-platform", "x86_64-pc-windows-msvc"]
    call += ["--python-version", "3.11", "--no-deps", "--only-binary", ":all:", "--require-hashes"]
    subprocess.run([*call, "--target", str(packages), "-r", str(LOCK)], check=True)


def _compile(*words: str) -> None:
    subprocess.run([*zig(), "cc", *TARGET, "-O2", "-s", *words], check=True)


if __name__ == "__main__":
    sys.exit(main())
