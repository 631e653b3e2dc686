"""The first day by keyboard alone, in the real window: begin, import, record, print, close, and take it all back."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from smoke.hand import Hand, way_to

RECORDING = Path(__file__).with_name("first_day.keys")
ROSTER = Path(__file__).parents[1] / "fixtures" / "samples" / "党员花名册.xls"

pytestmark = pytest.mark.skipif(not shutil.which("xdotool"), reason="no keyboard to play without an X display")


def _read(*words: object) -> list[Any]:
    """Ask a verb that reads, while the window holds the file."""
    call = [sys.executable, "-m", "branchdesk", *map(str, words)]
    done = subprocess.run(call, capture_output=True, check=True, encoding="utf-8")
    return [json.loads(line) for line in done.stdout.splitlines()]


def _text(paper: Path) -> str:
    document = pypdfium2.PdfDocument(paper)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_the_first_day(tmp_path: Path) -> None:
    home, file, paper = tmp_path / "home", tmp_path / "党建 资料.branchdesk", tmp_path / "记录.pdf"
    home.mkdir()
    with Hand(file, home, {"roster": ROSTER, "paper": paper, "members": way_to("members")}) as hand:
        hand.play(RECORDING, "begin")
        hand.until(file.exists)
        hand.play(RECORDING, "import")
        hand.until(lambda: len(_read("list", file, "members")) == 46)

        for part in ("meeting", "first_topic", "ballot", "print"):
            hand.play(RECORDING, part)
        hand.until(paper.exists)
        printed = _text(paper)
        for words in ("第四党支部党员大会记录", "草稿", "李𬭎", "外出办案", "梳理线索台账", "达到规定票数"):
            assert words in printed

        hand.play(RECORDING, "close")
        hand.until(lambda: _read("list", file, "meetings")[0]["state"] == "final")
        meeting = _read("show", file, "meeting", _read("list", file, "meetings")[0]["id"])[0]
        keys = ("expected", "entitled", "present", "present_entitled", "on_leave", "absent")
        assert [meeting[key] for key in keys] == [46, 43, 43, 40, 2, 1]
        subject = meeting["agenda"][1]["subjects"][0]
        assert (subject["yes"], subject["written_yes"], subject["meets_threshold"]) == (38, 2, True)
        assert subject["declared"] == "passed"

        hand.play(RECORDING, "undo")
        hand.until(lambda: _read("list", file, "members") == [])
        assert _read("list", file, "meetings") == []
        assert _read("check", file)[0]["ok"] is True
