import configparser
import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

import linux_packages

pytestmark = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is Debian's")

VERSION, MACHINE = "0.1.0", "x86_64"
PROGRAM = "opt/apps/cn.branchdesk.app"
ODD = ["党建 资料", "100% 'a' \"b\"", "$HOME `id` \\n"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder as PyInstaller would make it, by somebody who lets nobody else read."""
    folder = tmp_path / "made" / "branchdesk"
    library = folder / "_internal" / "PySide6" / "libQt6Core.so.6"
    library.parent.mkdir(parents=True)
    (folder / "branchdesk").write_text('#!/bin/sh\nprintf "%s|" "$0" "$@"\n', encoding="utf-8")
    library.write_bytes(b"\x7fELF\0GLIBC_2.4\0GLIBC_2.28\0GLIBC_2.17\0")
    (folder / "_internal" / "libQt6Core.so.6").symlink_to("PySide6/libQt6Core.so.6")
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o700)
    return folder


@pytest.fixture
def deb(folder: Path, tmp_path: Path) -> Path:
    return linux_packages.make_deb(folder, VERSION, tmp_path, "x86_64")


@pytest.fixture
def unpacked(folder: Path, tmp_path: Path) -> Path:
    """Give the archive's folder as its receiver has it, under a name with a blank and what a shell would take."""
    place = tmp_path.joinpath(*ODD)
    place.mkdir(parents=True)
    with tarfile.open(linux_packages.make_tar(folder, VERSION, tmp_path, MACHINE)) as archive:
        archive.extractall(place, filter="data")
    return place / "branchdesk-0.1.0"


def fields(deb: Path) -> dict[str, str]:
    told = subprocess.run(["dpkg-deb", "--field", deb], check=True, capture_output=True, text=True).stdout
    return dict(re.findall(r"^([\w-]+): (.*)$", told, re.MULTILINE))


def opened(deb: Path) -> dict[str, tarfile.TarInfo]:
    """Give what a .deb unpacks to, by its path."""
    packed = subprocess.run(["dpkg-deb", "--fsys-tarfile", deb], check=True, capture_output=True).stdout
    plain = deb.with_suffix(".tar")
    plain.write_bytes(packed)
    with tarfile.open(plain) as archive:
        return {member.name.removeprefix("./"): member for member in archive.getmembers()}


def program_of(entry: str) -> str:
    """Read the program out of an Exec line as desktops do, by the Desktop Entry Specification."""
    value = re.sub(r"\\(.)", lambda found: {"n": "\n", "s": " ", "t": "\t"}.get(found[1], found[1]), entry)
    quoted = re.fullmatch(r'"((?:[^"\\`$]|\\["\\`$])*)" %f', value)
    assert quoted, entry
    return re.sub(r"\\(.)", r"\1", quoted[1]).replace("%%", "%")


def keys(file: Path) -> Mapping[str, str]:
    parser = configparser.RawConfigParser(delimiters=("=",), strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # as the standard library's manual says
    parser.read(file, encoding="utf-8")
    return parser["Desktop Entry"]


def run(script: Path, home: Path) -> str:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["sh", script], env=environment, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    return done.stdout


def test_the_package_says_what_it_needs(deb: Path) -> None:
    told = fields(deb)
    assert (deb.name, told["Package"], told["Version"]) == (
        "branchdesk_0.1.0_amd64.deb",
        "cn.branchdesk.app",
        "0.1.0.0",
    )
    assert "libc6 (>= 2.28)" in told["Depends"]
    assert "libglib2.0-0 | libglib2.0-0t64" in told["Depends"]
    assert "支部工作台" in told["Description"]
    inside = subprocess.run(["dpkg-deb", "--ctrl-tarfile", deb], check=True, capture_output=True).stdout
    deb.with_suffix(".control").write_bytes(inside)
    with tarfile.open(deb.with_suffix(".control")) as archive:
        assert {member.name for member in archive.getmembers() if member.isfile()} == {"./control", "./md5sums"}


def test_uos_finds_its_folders_and_other_desktops_their_links(deb: Path, tmp_path: Path) -> None:
    inside = opened(deb)
    subprocess.run(["dpkg-deb", "--extract", deb, tmp_path / "root"], check=True)
    info = json.loads((tmp_path / "root" / PROGRAM / "info").read_text("utf-8"))
    assert (info["appid"], info["version"], info["arch"]) == ("cn.branchdesk.app", "0.1.0.0", ["amd64"])
    icons = [f"icons/hicolor/{size}x{size}/apps/cn.branchdesk.app.png" for size in (16, 24, 32, 48, 64, 128, 256)]
    for entry in ("applications/cn.branchdesk.app.desktop", "mime/packages/cn.branchdesk.app.xml", *icons):
        assert inside[f"{PROGRAM}/entries/{entry}"].isfile()
        assert inside[f"usr/share/{entry}"].linkname == f"/{PROGRAM}/entries/{entry}"
    shown = keys(tmp_path / "root" / PROGRAM / "entries" / "applications" / "cn.branchdesk.app.desktop")
    assert shown["Exec"] == f"/{PROGRAM}/files/branchdesk %f"
    assert (shown["Icon"], shown["StartupWMClass"]) == ("cn.branchdesk.app", "branchdesk")


def test_everything_is_roots_and_readable_whoever_built_it(deb: Path) -> None:
    inside = opened(deb)
    assert {(member.uid, member.gid) for member in inside.values()} == {(0, 0)}
    modes = {name: member.mode for name, member in inside.items() if not member.issym()}
    assert modes[f"{PROGRAM}/files/branchdesk"] == 0o755
    assert modes[f"{PROGRAM}/files/_internal/PySide6/libQt6Core.so.6"] == 0o644
    assert {mode for name, mode in modes.items() if inside[name].isdir()} == {0o755}
    assert inside[f"{PROGRAM}/files/_internal/libQt6Core.so.6"].linkname == "PySide6/libQt6Core.so.6"


def test_the_sums_are_of_the_files(deb: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "--raw-extract", deb, tmp_path / "root"], check=True)
    lines = (tmp_path / "root" / "DEBIAN" / "md5sums").read_text("utf-8").splitlines()
    sums = dict(line.split("  ", 1)[::-1] for line in lines)
    files = [path for path in (tmp_path / "root").rglob("*") if path.is_file() and not path.is_symlink()]
    found = {str(path.relative_to(tmp_path / "root")): hashlib.md5(path.read_bytes()).hexdigest() for path in files}  # noqa: S324 - dpkg's sums
    assert sums == {name: digest for name, digest in found.items() if not name.startswith("DEBIAN")}


def test_the_same_folder_gives_the_same_packages(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    first = [made.read_bytes() for made in linux_packages.make(folder, VERSION, tmp_path / "1", machine=MACHINE)]
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755)
    (folder / "branchdesk").touch()
    again = [made.read_bytes() for made in linux_packages.make(folder, VERSION, tmp_path / "2", machine=MACHINE)]
    assert first == again


def test_a_version_that_is_no_release_is_refused() -> None:
    assert linux_packages.four_numbers("1.2.3.4") == "1.2.3.4"
    with pytest.raises(ValueError, match=r"not 1\.2rc1"):
        linux_packages.four_numbers("1.2rc1")


def test_the_archive_is_one_folder_for_an_ordinary_user(unpacked: Path) -> None:
    assert {path.name for path in unpacked.parent.iterdir()} == {"branchdesk-0.1.0"}
    names = {"branchdesk", "branchdesk.png", "_internal", "说明.txt", "添加到桌面.sh", "从桌面移除.sh"}
    assert {path.name for path in unpacked.iterdir()} == names
    assert "支部工作台 0.1.0" in (unpacked / "说明.txt").read_text("utf-8")
    assert all(os.access(unpacked / name, os.X_OK) for name in ("branchdesk", "添加到桌面.sh", "从桌面移除.sh"))


def test_a_link_on_the_desktop_starts_the_program_from_any_path_and_goes_again(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "家 目录"
    (home / "桌面").mkdir(parents=True)
    assert "桌面" in run(unpacked / "添加到桌面.sh", home)
    entries = [home / ".local/share/applications/cn.branchdesk.app.desktop", home / "桌面/cn.branchdesk.app.desktop"]
    for file in entries:
        entry = keys(file)
        assert program_of(entry["Exec"]) == str(unpacked / "branchdesk")
        assert entry["Icon"].replace("\\\\", "\\") == str(unpacked / "branchdesk.png")
        assert entry["StartupWMClass"] == "branchdesk"
    assert os.access(entries[1], os.X_OK)
    assert (home / ".local/share/mime/packages/cn.branchdesk.app.xml").is_file()
    run(unpacked / "从桌面移除.sh", home)
    assert not [path for path in home.rglob("*branchdesk*") if "mime/application" not in str(path)]
    assert (unpacked / "branchdesk").is_file()
