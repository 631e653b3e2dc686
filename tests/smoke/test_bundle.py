"""What `make bundle` has built, used as people do: its window, its verbs, and what it must not carry."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from branchdesk import logs

BUILT = Path(__file__).parents[2] / "dist" / "branchdesk"
ENDING = ".exe" if sys.platform == "win32" else ""
VERBS = "branchdesk-cli.exe" if sys.platform == "win32" else "branchdesk"
KEPT = ("DISPLAY", "XAUTHORITY", "SYSTEMROOT", "LC_ALL")  # what a window cannot open without
PATIENCE = 60.0
STORES = sorted((Path(__file__).parents[1] / "fixtures" / "stores").glob("*.branchdesk"))

pytestmark = pytest.mark.bundle


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a folder that holds a copy of the program and an empty home, far from the checkout."""
    place = tmp_path_factory.mktemp("bundle") / "党建 资料"
    shutil.copytree(BUILT, place / "branchdesk", symlinks=True)
    (place / "home").mkdir()
    yield place
    shutil.rmtree(place)


def environment(place: Path) -> dict[str, str]:
    homes = dict.fromkeys(("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"), str(place / "home"))
    return {name: os.environ[name] for name in KEPT if name in os.environ} | homes


def verb(place: Path, *words: object) -> subprocess.CompletedProcess[str]:
    call = [str(place / "branchdesk" / VERBS), *map(str, words)]
    return subprocess.run(
        call, cwd=place, env=environment(place), capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
    )


def test_the_verbs_make_a_branch_and_print_its_minutes(place: Path) -> None:
    made = verb(place, "demo", "支部.branchdesk")
    assert (made.returncode, made.stderr) == (0, "")
    assert json.loads(made.stdout)["members"] == 46
    meeting = json.loads(verb(place, "list", "支部.branchdesk", "meetings", "--limit", "1").stdout)
    printed = verb(place, "print", "支部.branchdesk", "minutes", meeting["id"], "--out", "会议记录.pdf")
    assert (printed.returncode, printed.stderr) == (0, "")
    assert (place / "会议记录.pdf").read_bytes().startswith(b"%PDF")


def test_a_wrong_call_is_answered_in_chinese(place: Path) -> None:
    answer = verb(place, "list", "没有.branchdesk", "members")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "没有.branchdesk" in answer.stderr


def test_the_window_opens_and_can_be_used(place: Path) -> None:
    file = place / "窗口.branchdesk"
    assert verb(place, "demo", file).returncode == 0
    with subprocess.Popen(
        [str(place / "branchdesk" / f"branchdesk{ENDING}"), "--data", str(file)],
        cwd=place,
        env=environment(place),
        stderr=subprocess.PIPE,
    ) as program:
        end = time.monotonic() + PATIENCE
        while not any("usable after" in log.read_text("utf-8") for log in (place / "home").rglob(logs.FILE)):
            assert program.poll() is None, "the program ended"
            assert time.monotonic() < end, "the window never said that it can be used"
            time.sleep(0.1)
        program.terminate()
        _, said = program.communicate(timeout=PATIENCE)
    assert said == b""


@pytest.mark.parametrize("older", STORES, ids=lambda file: file.stem)
def test_a_file_of_each_earlier_release_is_opened_after_a_backup(place: Path, older: Path) -> None:
    file = place / "各版本" / older.stem / "支部.branchdesk"
    file.parent.mkdir(parents=True)
    shutil.copyfile(older, file)
    for keys in older.parent.glob(f"{older.name}.keys"):
        shutil.copyfile(keys, file.with_name(f"{file.name}.keys"))
    listed = verb(place, "list", file, "members")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert json.loads(listed.stdout.splitlines()[0])["name"]
    copies = [one.name for one in file.parent.rglob("*升级前*")]
    assert len(copies) == (older != STORES[-1])


def test_a_marker_beside_the_program_keeps_everything_with_it(place: Path) -> None:
    carried = place / "U盘"
    shutil.copytree(place / "branchdesk", carried, symlinks=True)
    (carried / "portable.txt").touch()
    log, end = carried / "data" / "logs" / logs.FILE, time.monotonic() + PATIENCE
    with subprocess.Popen([str(carried / f"branchdesk{ENDING}")], cwd=place, env=environment(place)) as program:
        try:
            while not (log.exists() and "painted after" in log.read_text("utf-8")):
                assert program.poll() is None, "the program ended"
                assert time.monotonic() < end, "the window never asked what the branch is called"
                time.sleep(0.1)
        finally:
            program.terminate()
    shutil.rmtree(carried)


def test_it_carries_no_screen_that_nobody_sees_and_no_other_language(place: Path) -> None:
    inside = place / "branchdesk" / "_internal"
    assert [file.name for file in inside.rglob("*.qm")] == ["qtbase_zh_CN.qm"]
    platforms = {file.name for file in inside.rglob("plugins/platforms/*")}
    assert platforms in ({"libqxcb.so"}, {"qwindows.dll"})
    libraries = {file.name for file in inside.rglob("*") if ".so" in file.suffixes}
    assert not [name for name in libraries if name.startswith(("libgtk", "libQt6Qml", "libQt6Quick", "libstdc++"))]
