"""What is copied from a paper is what was typed, rare names included."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from branchdesk.papers.blocks import Manuscript, Paper, Paragraph, Role, Span
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.faces.tounicode import BLOCK, table
from branchdesk.papers.press.page import print_manuscript
from papers import reading
from papers.samples import make_minutes, meeting, record

RARE = "䶮𬭎㛃𬱖𠮷堃翀彧·"


def printed(text: str, role: Role = Role.FANG, *, spread: bool = False) -> Paper:
    blocks = (Paragraph((Span(text, role, spread=spread),), "正文"),)
    return print_manuscript(Manuscript("题", "支部", blocks), bundled())


@pytest.mark.parametrize("role", list(Role))
def test_rare_characters_come_back(role: Role) -> None:
    assert reading.body(printed(f"姓名{RARE}止", role)) == f"姓名{RARE}止"


@pytest.mark.parametrize("name", ["李𬭎", "于敏", "赵㛃", "买某"])
def test_a_spread_name_is_found_as_it_is_written(name: str) -> None:
    spread = "\u3000".join(name)
    assert name in reading.pages(printed(f"记录人：{spread}止", spread=True))[0]


def test_a_spread_name_keeps_a_rare_first_character() -> None:
    assert reading.body(printed("𠮷\u3000某𬭎\u3000𬱖", spread=True)) == "𠮷某𬭎𬱖"


def test_tables_are_utf_16_in_blocks_of_a_hundred() -> None:
    lines = table("A", [0, *range(0x4E00, 0x4E00 + 150), 0x2CB4E]).splitlines()
    assert "<97> <D872DF4E>" in lines
    assert [line for line in lines if line.endswith("beginbfchar")] == [f"{BLOCK} beginbfchar", "51 beginbfchar"]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_another_reader_finds_the_same_names(tmp_path: Path) -> None:
    file = tmp_path / "minutes.pdf"
    file.write_bytes(make_minutes(record(of=meeting())).pdf)
    command = [str(shutil.which("pdftotext")), str(file), "-"]
    text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    for name in ("李𬭎", "陈䶮", "赵㛃", "翟堃", "买买提·艾山"):
        assert name in text
