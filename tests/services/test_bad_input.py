"""A small share of the bad input that `trials/trial_bad_input.py` tries, and the faults that it has found."""

from __future__ import annotations

import os
import random
from itertools import chain
from pathlib import Path

import pytest

import builders
from branchdesk.errors import Refusal, Spoken
from branchdesk.files.meeting_json import read_meeting_file
from branchdesk.files.sheets import read_book
from trials import bad_files, bombs
from trials.bad_doors import lay_ground, tried

FIRST = f'<row r="1">{bombs.HEAD}</row>'
ZEROS = bombs._with_zeros(
    bombs._without(bombs.workbook(FIRST), "xl/sharedStrings.xml"), "xl/sharedStrings.xml", 64, said=9
)


def test_bad_input_ends_in_a_sentence_and_nothing_is_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", builders.TODAY.isoformat())
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    chance = random.Random(11)  # noqa: S311 - any damage will do
    ground = lay_ground(tmp_path / "场")
    inputs = chain(
        bad_files.sheets(chance, 14),
        bad_files.pastes(chance, 6),
        bad_files.notices(chance, 3),
        bad_files.layouts(chance, 3),
    )
    told = [tried(bad, ground) for bad in inputs]
    assert [one for one in told if one["fault"]] == []
    assert any(one["outcome"] == "taken" for one in told)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("谎.xlsx", ZEROS, "sheet_damaged"),
        ("远.xlsx", bombs.workbook(FIRST + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "sheet_scattered"),
        ("远.xlsx", bombs.workbook(FIRST + '<row r="9"><c r="ZZZZZ99999999"><v>1</v></c></row>'), "sheet_scattered"),
        (
            "远.xlsx",
            bombs.workbook(FIRST + "<row\nr = '900000'><c s='1' r\t=\n'XFD900000'><v>1</v></c></row>"),
            "sheet_scattered",
        ),
        ("宽.csv", b"," * 2000, "sheet_scattered"),
        ("长.csv", "姓名\n".encode() + b"x" * 1_000_001, "sheet_cell_too_long"),
        ("密.xlsx", (bad_files.FIXTURES / "protected" / "名册.xlsx").read_bytes(), "sheet_encrypted"),
    ],
)
def test_what_lies_or_reaches_too_far_is_refused_before_it_is_read(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_book(path)
    assert refused.value.code == code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names there")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "管道"
    os.mkfifo(path)
    for read in (read_book, read_meeting_file):
        with pytest.raises(Spoken):
            read(path)


@pytest.mark.parametrize(
    "text",
    [
        '{"kind": ' + "9" * 5000 + "}",
        "[" * 100_000,
        '{"kind": "members_meeting", "starts": "0001-01-01T00:00"}',
        '{"kind": "members_meeting", "starts": "2026-11-20T14:30", "title": "\\ud800"}',
        '{"kind": "members_meeting", "starts": "2026-11-20T14:30", "agenda": [{"kind": []}]}',
        '{"kind": ["members_meeting"], "starts": "2026-11-20T14:30"}',
    ],
)
def test_json_that_nobody_should_have_written_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "会议.json"
    path.write_text(text, "utf-8")
    with pytest.raises(Refusal) as refused:
        read_meeting_file(path)
    assert "\n" not in refused.value.sentence
