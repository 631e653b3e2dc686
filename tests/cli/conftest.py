"""A program to call, and a branch to call it on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from branchdesk import cli

SAMPLES = Path(__file__).parents[1] / "fixtures" / "samples"


class Answer(NamedTuple):
    code: int
    data: Any
    error: str


Call = Callable[..., Answer]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Give a function that runs one verb and gives its exit code, what it printed as JSON, and its sentence."""
    monkeypatch.setenv("BRANCHDESK_TODAY", "2026-11-23")

    def run(*words: object) -> Answer:
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
        printed = capsys.readouterr()
        lines = [json.loads(line) for line in printed.out.splitlines()]
        return Answer(code, lines[0] if len(lines) == 1 else lines, printed.err.strip())

    return run


@pytest.fixture
def branch(tmp_path: Path, call: Call) -> Path:
    """Give the file of a branch that holds the sample roster."""
    path = tmp_path / "党建 资料" / "支部.branchdesk"
    path.parent.mkdir()
    assert call("init", path, "--branch", "第四党支部", "--unit", "某某市人民检察院").code == 0
    assert call("import", path, "members", SAMPLES / "党员花名册.xls").code == 0
    return path


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    """Give the meeting of the contract as a JSON file."""
    path = tmp_path / "meeting.json"
    path.write_text(json.dumps(MEETING, ensure_ascii=False), "utf-8")
    return path


MEETING: dict[str, Any] = {
    "kind": "members_meeting",
    "title": None,
    "starts": "2026-11-20T14:30",
    "ends": "2026-11-20T16:05",
    "place": "三楼会议室",
    "chair": "翟堃",
    "recorder": "李𬭎",
    "observers": ["市院机关党委 张某"],
    "attendance": {
        "default": "present",
        "on_leave": {"吕伟晨": "外出办案", "周轩子": "住院"},
        "absent": {"于敏": ""},
    },
    "agenda": [
        {
            "kind": "first_topic",
            "documents": [{"title": "在座谈会上的讲话", "source": "人民日报", "issued": "2026-11-05"}],
            "lead_reader": "陈䶮",
            "speeches": [{"speaker": "司马彧", "text": "结合办案谈体会。"}],
            "measures": [{"text": "梳理线索台账", "owner": "翟堃", "due": "2026-12-20"}],
        },
        {"kind": "topic", "title": "通报第四季度工作安排", "text": "逐项说明。", "speeches": []},
        {
            "kind": "ballot",
            "title": "何霞同志按期转正",
            "rule": "admission",
            "not_counted": {},
            "subjects": [
                {"name": "何霞", "yes": 38, "no": 1, "abstain": 1, "written_yes": 2, "declared": "passed"},
            ],
        },
    ],
    "resolutions": ["同意何霞同志按期转为中共正式党员。"],
}
