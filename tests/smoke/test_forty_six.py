"""Forty-six people, two absent, one on leave, by keyboard alone in the real window: in so few keys that it is quick."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from smoke.hand import Hand, strokes

RECORDING = Path(__file__).with_name("forty_six.keys")
ROSTER = Path(__file__).parents[1] / "fixtures" / "samples" / "党员花名册.xls"
FEW = 30  # at two keys a second, which is slow, fifteen seconds

pytestmark = pytest.mark.skipif(not shutil.which("xdotool"), reason="no keyboard to play without an X display")


def _verb(*words: object) -> list[Any]:
    call = [sys.executable, "-m", "branchdesk", *map(str, words)]
    done = subprocess.run(call, capture_output=True, check=True, encoding="utf-8")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_forty_six_people_are_marked_in_a_handful_of_keys(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "支部.branchdesk"
    home.mkdir()
    _verb("init", file, "--branch", "第四党支部", "--unit", "某某市人民检察院")
    _verb("import", file, "members", ROSTER)
    with Hand(file, home, {}) as hand:
        for part in ("begin", "people", "save"):
            hand.play(RECORDING, part)
        hand.until(lambda: bool(_verb("list", file, "meetings")))
        meeting = _verb("show", file, "meeting", _verb("list", file, "meetings")[0]["id"])[0]
    keys = ("expected", "present", "on_leave", "absent", "unknown")
    assert [meeting[key] for key in keys] == [46, 43, 1, 2, 0]
    assert all([*meeting["attendance"]["on_leave"].values(), *meeting["attendance"]["absent"].values()])
    assert strokes(RECORDING, "people") <= FEW
