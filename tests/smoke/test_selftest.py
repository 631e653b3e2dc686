"""The program tries itself, from a checkout as from a bundle, and leaves nothing behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from branchdesk import places

ROOT = Path(__file__).parents[2]


def self_test(home: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    homes = dict.fromkeys(("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(home))
    environment = {**os.environ, **homes, "PYTHONPATH": str(ROOT / "src"), **changes}
    call = [sys.executable, "-m", "branchdesk", "self-test"]
    return subprocess.run(call, capture_output=True, encoding="utf-8", env=environment, timeout=120, check=False)


def test_every_check_passes_and_nothing_is_left_behind(tmp_path: Path) -> None:
    done = self_test(tmp_path, TMPDIR=str(tmp_path))
    report = json.loads(done.stdout)
    assert [check for check in report["checks"] if not check["ok"]] == []
    assert (report["ok"], done.returncode, done.stderr) == (True, 0, "")
    ours = [path for path in tmp_path.rglob("*") if "branchdesk" in path.name or path.suffix == ".ini"]
    assert ours == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_only_the_checks_that_need_one_fail(tmp_path: Path) -> None:
    done = self_test(tmp_path, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="xcb")
    report = json.loads(done.stdout)
    failed = [check for check in report["checks"] if not check["ok"]]
    assert [check["name"] for check in failed] == ["faces", "chinese", "pictures", "window"]
    assert all("没有图形桌面" in check["detail"] and "\n" not in check["detail"] for check in failed)
    assert (done.returncode, done.stderr) == (1, "")


def test_the_roster_inside_is_the_sample() -> None:
    sample = ROOT / "tests" / "fixtures" / "samples" / "党员花名册.xls"
    assert (places.resources() / "selftest" / "roster.xls").read_bytes() == sample.read_bytes()
