"""What people on Windows receive, made of the frozen folder: the starter, the installer, the portable archive.

Run on Windows and on Linux alike; needed are NSIS's makensis and, from packaging/wheels.toml, zig. Why it is laid out
as it is: docs/decisions/0024-windows.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import dll_closure
from wheels import wheel, zig

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging" / "windows"
WORK = ROOT / "build" / "windows"
ICON = ROOT / "resources" / "icons" / "branchdesk.ico"
NOTES = ROOT / "docs" / "windows-administrators.md"
TITLE = "支部工作台"
STARTER = f"{TITLE}.exe"
MARKER = "portable.txt"
MARKED = "有这个文件，记录就保存在旁边的 data 文件夹里，可以随 U 盘带走。请不要删除。\r\n"
PROGRAM = "program"
MAKENSIS = Path(r"C:\Program Files (x86)\NSIS\makensis.exe")
# No C runtime at all: what is not loaded cannot be missing.
BARE = ["-nostdlib", "-fno-builtin", "-fno-stack-protector", "-mno-stack-arg-probe", "-fno-sanitize=undefined"]
BARE += ["-Wall", "-Wextra", "-Werror", "-Os", "-s", "-Wl,--subsystem,windows", "-Wl,-e,begin"]
LIBRARIES = ["-lkernel32", "-luser32"]
EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a zip can tell


def make(folder: Path, version: str, dist: Path) -> list[Path]:
    """Make installer and archive of a frozen folder in `dist`, with what they hold in dist/branchdesk-windows.

    Gives the two files; ends with a sentence where the folder asks for a DLL that a PC may not have.
    """
    if found := dll_closure.troubles(folder):
        sys.exit("the Windows bundle is not whole:\n" + "\n".join(f"  {line}" for line in found))
    laid_out = lay_out(folder, version, dist / "branchdesk-windows")
    setup = dist / f"branchdesk-{version}-windows-setup.exe"
    archive = dist / f"branchdesk-{version}-windows-portable.zip"
    make_setup(laid_out, version, setup)
    make_archive(laid_out, archive)
    return [setup, archive]


def lay_out(folder: Path, version: str, target: Path) -> Path:
    """Put the starter and what people read on top, and the frozen folder below, as `program`."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target / PROGRAM)
    (target / "管理员说明.txt").write_text(NOTES.read_text(encoding="utf-8"), encoding="utf-8-sig", newline="\r\n")
    make_starter(version, target / STARTER)
    return target


def make_starter(version: str, file: Path) -> None:
    """Compile 支部工作台.exe, with its icon, manifest and version."""
    WORK.mkdir(parents=True, exist_ok=True)
    script, resources, plain = WORK / "launcher.rc", WORK / "launcher.res", WORK / "launcher.exe"
    script.write_text(resource_script(version), encoding="utf-8")
    subprocess.run([*zig(), "rc", "/c65001", "--", str(script), str(resources)], check=True)
    headers = wheel("ziglang") / "ziglang" / "lib" / "libc" / "include" / "any-windows-any"
    call = [*zig(), "cc", "-target", "x86_64-windows-gnu", "-isystem", str(headers), *BARE]
    subprocess.run([*call, str(HERE / "launcher.c"), str(resources), *LIBRARIES, "-o", str(plain)], check=True)
    shutil.copyfile(plain, file)


def resource_script(version: str) -> str:
    """Fill in what launcher.rc.in leaves open."""
    text = (HERE / "launcher.rc.in").read_text(encoding="utf-8")
    numbers = ",".join([*version.split("."), "0"])
    told = {"ICON": ICON.as_posix(), "MANIFEST": (HERE / "launcher.manifest").as_posix()}
    for name, value in {**told, "NUMBERS": numbers, "VERSION": version}.items():
        text = text.replace(f"@{name}@", value)
    return text


def make_setup(folder: Path, version: str, file: Path) -> None:
    """Compile the installer of a folder."""
    makensis = shutil.which("makensis") or (str(MAKENSIS) if MAKENSIS.is_file() else None)
    if makensis is None:
        sys.exit("the installer needs makensis: install NSIS 3 (Debian: nsis), https://nsis.sourceforge.io")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    told = {"VERSION": version, "FOLDER": folder, "OUT": file, "ICON": ICON, "KB": size // 1024}
    call = [makensis, "-V2", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in told.items())]
    utf8 = {**os.environ, "LC_ALL": "C.UTF-8"}  # in any other locale makensis cannot read Chinese file names
    subprocess.run([*call, str(HERE / "setup.nsi")], check=True, env=utf8)


def make_archive(folder: Path, file: Path) -> None:
    """Zip a folder with the marker that keeps records beside the program."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(zipfile.ZipInfo(f"{TITLE}/{MARKER}", EARLIEST), MARKED.encode("utf-8-sig"))
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, f"{TITLE}/{path.relative_to(folder).as_posix()}")
