"""A process killed in the middle of a verb: the file opens, and nothing is half done."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[1] / "fixtures" / "samples"
PEOPLE = 1200


def _start(*words: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "branchdesk", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "BRANCHDESK_TODAY": "2026-11-23"},
    )


def _run(*words: object) -> Any:  # noqa: ANN401 - what JSON holds
    process = _start(*words)
    out, error = process.communicate(timeout=120)
    assert process.returncode == 0, error.decode()
    return json.loads(out) if out.strip() else None


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    path = tmp_path / "支部.branchdesk"
    _run("init", path, "--branch", "第四党支部", "--unit", "某某市人民检察院")
    return path


def _kill_while(path: Path, words: tuple[object, ...], moment: float) -> bool:
    """Kill a verb so many seconds after its first write to the file's journal; say whether it was still running."""
    journal = path.with_name(path.name + "-wal")
    process = _start(*words)
    while process.poll() is None and not (journal.exists() and journal.stat().st_size):
        time.sleep(0.001)
    time.sleep(moment)
    running = process.poll() is None
    process.kill()
    process.communicate(timeout=30)
    return running


def test_kill_during_an_import(branch: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "花名册.csv"
    lines = [f"党员{number},19{60 + number % 40}-01-{number % 28 + 1:02},2000-01-01" for number in range(PEOPLE)]
    sheet.write_text("\n".join(["姓名,出生日期,入党时间", *lines]), "utf-8-sig")
    chance, killed = random.Random(7), 0  # noqa: S311 - moments, not secrets
    for _ in range(4):
        killed += _kill_while(branch, ("import", branch, "members", sheet), chance.uniform(0, 0.15))
        found = _run("check", branch)
        assert found["ok"] is True
        assert found["counts"]["members"] in {0, PEOPLE}
        if found["counts"]["members"]:
            assert _run("undo", branch)["undone"]
    assert killed, "no moment was early enough: the test tried nothing"
    assert _run("import", branch, "members", sheet)["added"] == PEOPLE


def test_kill_during_the_closing_of_a_record(branch: Path, tmp_path: Path) -> None:
    _run("import", branch, "members", SAMPLES / "党员花名册.xls")
    path = tmp_path / "meeting.json"
    speeches = [{"speaker": "翟堃", "text": f"第{number}条意见。"} for number in range(300)]
    topic = {"kind": "topic", "title": "讨论", "speeches": speeches}
    meeting = {"kind": "members_meeting", "starts": "2026-11-20T14:30", "attendance": {"default": "present"}}
    path.write_text(json.dumps({**meeting, "agenda": [topic]}, ensure_ascii=False), "utf-8")
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    for _ in range(4):
        before = _run("check", branch)["counts"]
        _kill_while(branch, ("record", branch, path, "--finalise"), chance.uniform(0, 0.1))
        found = _run("check", branch)
        assert found["ok"] is True
        grown = {key: found["counts"][key] - before[key] for key in ("meetings", "agenda_items", "attendance")}
        assert grown in (
            {"meetings": 0, "agenda_items": 0, "attendance": 0},
            {"meetings": 1, "agenda_items": 1, "attendance": 46},
        )
