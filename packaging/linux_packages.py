"""Make of the program's folder what people on Linux install: a .deb, and a .tar.gz for those who may not install.

The .deb is laid out by the rules of UOS (everything below /opt/apps/<id>: `files`, `entries`, `info`; no script runs at
installation); links below /usr/share are what Kylin's and Debian's desktops look at. Both files are the same, byte for
byte, for the same folder: names in order, one moment (SOURCE_DATE_EPOCH), root as the owner, modes that do not depend
on who builds. Why it is so: docs/decisions/0025-linux-packages.md.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import platform
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
PARTS = Path(__file__).with_name("linux")
ICON = ROOT / "resources" / "icons" / "branchdesk.ico"
APPLICATION = "cn.branchdesk.app"
PROGRAM = "branchdesk"
NAME = "支部工作台"
HOME = PurePosixPath("/opt/apps") / APPLICATION
DESKTOP, MIME = f"{APPLICATION}.desktop", f"{APPLICATION}.xml"
NOTE, SCRIPTS = "说明.txt", ("添加到桌面.sh", "从桌面移除.sh")
MACHINES = {"x86_64": "amd64", "aarch64": "arm64"}
MAINTAINER = "branchdesk <branchdesk@localhost>"  # who passes the program on in an office puts the office's own here

# What the files of the program load and do not bring along (`objdump -p`, PACKAGING.md); the packages have these names
# on Debian 10 to 13, UOS 20 and Kylin V10, with the one or the other of the two that were renamed.
DEPENDS = (
    *("libegl1", "libgl1", "libx11-6", "libx11-xcb1", "libxcb1", "libdbus-1-3", "libfontconfig1", "libfreetype6"),
    *("libglib2.0-0 | libglib2.0-0t64", "libgssapi-krb5-2", "libstdc++6", "libgcc-s1 | libgcc1", "zlib1g", "libzstd1"),
    *("libxcb-glx0", "xkb-data"),
)
ARM_DEPENDS = ("libsm6", "libice6", "libbrotli1")
RECOMMENDS = ("libcups2 | libcups2t64", "xdg-utils", "shared-mime-info")  # printers, opening, kinds of file
DESCRIPTION = """支部工作台 (branchdesk)：党支部的人员、会议和台账
 供党支部书记在一台办公电脑上使用，不用网络，不用账号。
 按花名册算出应到人数，按规则核对表决，记录三会一课、主题党日、政治生日、
 志愿者线索等，打印会议记录、签到表和各种台账。
 .
 记录保存在用户自己的文件夹里，卸载程序不会删除。"""
PERMISSIONS = ("autostart", "notification", "trayicon", "clipboard", "account", "bluetooth", "camera", "audio_record")
GRANTED = {"clipboard"}  # the one thing of UOS's list that the program asks for
GLIBC = re.compile(rb"GLIBC_2\.(\d+)\0")


def make(folder: Path, version: str, dist: Path, *, machine: str | None = None) -> list[Path]:
    """Write the .deb and the .tar.gz of the program's folder into `dist`, and give both.

    `version` is pyproject's; `machine` is the processor as uname names it, this machine's where it is not named. Raises
    ValueError for a version that is not three or four numbers, CalledProcessError when dpkg-deb refuses.
    """
    machine = machine or platform.machine()
    dist.mkdir(parents=True, exist_ok=True)
    return [make_deb(folder, version, dist, machine), make_tar(folder, version, dist, machine)]


def make_deb(folder: Path, version: str, dist: Path, machine: str) -> Path:
    """Write the .deb and give its path."""
    architecture, moment = MACHINES[machine], epoch()
    result = dist / f"{PROGRAM}_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory(prefix="branchdesk-deb-") as outer:
        tree = Path(outer) / "tree"
        lay_out(folder, tree, version, architecture, moment)
        # One thread: how several share the work shows in what they write. SOURCE_DATE_EPOCH clamps the moments.
        call = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--threads-max=1", "--build", str(tree), str(result)]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
        subprocess.run(call, check=True, env=environment, stdout=subprocess.DEVNULL)
    return result


def lay_out(folder: Path, tree: Path, version: str, architecture: str, moment: int) -> None:
    """Lay out below `tree` what the .deb unpacks to, with its DEBIAN folder: modes and moments as they will be."""
    program = tree / HOME.relative_to("/")
    shutil.copytree(folder, program / "files", symlinks=True)
    entries = program / "entries"
    write(entries / "applications" / DESKTOP, desktop_entry(f"{HOME}/files/{PROGRAM}", APPLICATION))
    write(entries / "mime" / "packages" / MIME, (PARTS / MIME).read_text(encoding="utf-8"))
    for size, picture in icons(ICON):
        place = entries / "icons" / "hicolor" / f"{size}x{size}" / "apps" / f"{APPLICATION}.png"
        place.parent.mkdir(parents=True)
        place.write_bytes(picture)
    write(program / "info", info(version, architecture))
    link_entries(entries, tree / "usr" / "share")
    link(tree / "usr" / "bin" / PROGRAM, HOME / "files" / PROGRAM)
    papers = tree / "usr" / "share" / "doc" / APPLICATION
    write(papers / "copyright", copyright_note())
    papers.joinpath("changelog.gz").write_bytes(gzip.compress(changelog(version, moment).encode(), mtime=0))
    make_even(tree, moment)
    write(tree / "DEBIAN" / "control", control(tree, version, architecture))
    write(tree / "DEBIAN" / "md5sums", md5sums(tree))
    make_even(tree, moment)


def four_numbers(version: str) -> str:
    """Give the version as UOS wants it: 0.1.0 is 0.1.0.0."""
    if not re.fullmatch(r"\d+(\.\d+){2,3}", version):
        raise ValueError(f"a release is three or four numbers, not {version}")
    return version if version.count(".") == 3 else f"{version}.0"  # noqa: PLR2004 - the points between four numbers


def info(version: str, architecture: str) -> str:
    """Give the file that UOS's shop and its desktop read."""
    told = {
        "appid": APPLICATION,
        "name": NAME,
        "version": four_numbers(version),
        "arch": [architecture],
        "permissions": {name: name in GRANTED for name in PERMISSIONS},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def control(tree: Path, version: str, architecture: str) -> str:
    """Give the control file of what lies in the tree."""
    kilobytes = sum(-(-file.lstat().st_size // 1024) for file in files_of(tree))
    depends = (f"libc6 (>= {glibc(tree)})", *DEPENDS, *(ARM_DEPENDS if architecture == "arm64" else ()))
    fields = {
        "Package": APPLICATION,
        "Version": four_numbers(version),
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join(RECOMMENDS),
        "Provides": PROGRAM,
        "Section": "utils",
        "Priority": "optional",
        "Description": DESCRIPTION,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def glibc(tree: Path) -> str:
    """Give the newest glibc that a program or a library in the tree asks for."""
    asked = [0]
    for file in files_of(tree):
        if file.is_symlink() or not (file.name == PROGRAM or ".so" in file.name):
            continue
        content = file.read_bytes()
        if content.startswith(b"\x7fELF"):
            asked += map(int, GLIBC.findall(content))
    return f"2.{max(asked)}"


def md5sums(tree: Path) -> str:
    """Give the sums that dpkg compares the installed files with (`dpkg -V`)."""
    sums = []
    for file in files_of(tree):
        if not file.is_symlink() and "DEBIAN" not in file.relative_to(tree).parts:
            with file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "md5").hexdigest()
            sums.append(f"{digest}  {file.relative_to(tree)}\n")
    return "".join(sums)


def desktop_entry(program: str, icon: str) -> str:
    """Give the entry of the menu for a program whose path needs no quotes."""
    return (PARTS / DESKTOP).read_text(encoding="utf-8").format(exec=program, icon=icon)


def icons(file: Path) -> Iterator[tuple[int, bytes]]:
    """Take the pictures out of an .ico: each size, and its PNG as it stands there."""
    content = file.read_bytes()
    _, _, count = struct.unpack_from("<HHH", content)
    for number in range(count):
        width, _, _, _, _, _, length, start = struct.unpack_from("<BBBBHHII", content, 6 + 16 * number)
        yield width or 256, content[start : start + length]


def copyright_note() -> str:
    """Give Debian's file about whose work this is."""
    return (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        f"Upstream-Name: {PROGRAM}\n\n"
        "Files: *\n"
        "Copyright: 2026 the authors of branchdesk and of the libraries and faces that it brings along\n"
        "License: several\n"
        f" The texts of all licences are below {HOME}/files/_internal, and the program shows them\n"
        " (关于). Qt is used under the LGPL, version 3: its libraries lie there as files of their own and may be\n"
        " replaced.\n"
    )


def changelog(version: str, moment: int) -> str:
    """Give Debian's list of what is new, which is told by the program itself."""
    return (
        f"{APPLICATION} ({four_numbers(version)}) stable; urgency=medium\n\n"
        "  * 见程序里的“新内容”。\n\n"
        f" -- {MAINTAINER}  {formatdate(moment)}\n"
    )


def make_tar(folder: Path, version: str, dist: Path, machine: str) -> Path:
    """Write the archive for people who may not install anything, and give its path."""
    result = dist / f"{PROGRAM}-{version}-linux-{machine}.tar.gz"
    top, moment = f"{PROGRAM}-{version}", epoch()
    with tempfile.TemporaryDirectory(prefix="branchdesk-tar-") as outer:
        tree = Path(outer) / top
        shutil.copytree(folder, tree, symlinks=True)
        note = (PARTS / NOTE).read_text(encoding="utf-8").format(version=version)
        write(tree / NOTE, note)
        for script in SCRIPTS:
            shutil.copyfile(PARTS / script, tree / script)
        for part in (DESKTOP, MIME):  # what the scripts copy from
            write(tree / "_internal" / "linux" / part, (PARTS / part).read_text(encoding="utf-8"))
        (tree / f"{PROGRAM}.png").write_bytes(max(icons(ICON))[1])
        make_even(tree, moment)
        with (
            result.open("wb") as stream,
            gzip.GzipFile("", "wb", compresslevel=9, fileobj=stream, mtime=moment) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
        ):
            for path in (tree, *sorted(tree.rglob("*"))):
                archive.add(path, str(path.relative_to(outer)), recursive=False, filter=_of_root)
    return result


def _of_root(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member


def link_entries(entries: Path, shared: Path) -> None:
    """Link every entry to the place below /usr/share where other desktops than UOS's look for it."""
    for file in files_of(entries):
        inside = file.relative_to(entries)
        link(shared / inside, HOME / "entries" / PurePosixPath(inside.as_posix()))


def link(place: Path, target: PurePosixPath) -> None:
    """Make a link to where the target will be once it is installed."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


def write(file: Path, text: str) -> None:
    """Write a text with the line ends of Linux, wherever it is written, and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def make_even(tree: Path, moment: int) -> None:
    """Give everything in a tree the same modes and moments, whoever made it and when."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.name == PROGRAM or path.suffix == ".sh"
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


def files_of(tree: Path) -> list[Path]:
    """List the files and links in a tree, in order."""
    return sorted(path for path in tree.rglob("*") if path.is_symlink() or path.is_file())


def epoch() -> int:
    """Give the moment that everything bears: SOURCE_DATE_EPOCH, else that of the last commit, else now."""
    if named := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(named)
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return int(asked.stdout) if asked.returncode == 0 and asked.stdout.strip() else int(time.time())


if __name__ == "__main__":
    for made in make(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])):
        print(f"{made.stat().st_size / 1_000_000:7.1f} MB  {made}")
