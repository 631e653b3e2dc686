"""What is made for Windows without a Windows PC: texts, names, and what lies where."""

import codecs
import zipfile
from pathlib import Path

import wheels
import windows_packages
import wine
from branchdesk import places


def test_the_starters_resources_name_version_and_files_that_are_there() -> None:
    script = windows_packages.resource_script("1.2.3")
    assert "@" not in script
    assert "FILEVERSION 1,2,3,0" in script
    assert all(Path(line.split('"')[1]).is_file() for line in script.splitlines() if line.startswith("1 "))


def test_the_portable_archive_has_the_marker_that_the_program_looks_for(tmp_path: Path) -> None:
    folder, archive = tmp_path / "made", tmp_path / "made.zip"
    (folder / "program").mkdir(parents=True)
    (folder / windows_packages.STARTER).write_bytes(b"MZ")
    (folder / "program" / "branchdesk.exe").write_bytes(b"MZ")
    windows_packages.make_archive(folder, archive)
    with zipfile.ZipFile(archive) as made:
        assert set(made.namelist()) == {
            "支部工作台/portable.txt",
            "支部工作台/支部工作台.exe",
            "支部工作台/program/branchdesk.exe",
        }
        assert made.read("支部工作台/portable.txt").startswith(codecs.BOM_UTF8)
    assert windows_packages.MARKER in places.MARKERS


def test_every_name_of_cpythons_list_is_forwarded() -> None:
    listed = "EXPORT_FUNC(PyList_New)\nEXPORT_DATA(PyExc_OSError)\n#define EXPORT_FUNC(name) no\n"
    written = wine.forwarders(listed)
    assert written.count("-export:") == 2
    assert "-export:PyList_New=python311.PyList_New " in written.replace("\\", " ")
    assert "-export:PyExc_OSError=python311.PyExc_OSError,DATA" in written


def test_a_wheel_is_asked_for_by_its_sums_alone() -> None:
    assert wheels.requirement("zig", "1.0", ["aa", "bb"]) == "zig==1.0 --hash=sha256:aa --hash=sha256:bb\n"
