"""Every paper from the command line: what it is about, how it is varied, and what is refused."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdfium2 import PdfDocument

from branchdesk.services import branch as branches
from branchdesk.services.papers.papers import PAPERS, About
from cli.conftest import Call


def text_of(path: Path) -> str:
    with PdfDocument(path.read_bytes()) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def recorded(call: Call, branch: Path, meeting: Path) -> str:
    """Give the identifier of the contract's meeting."""
    return str(call("record", branch, meeting).data["id"])


@pytest.mark.usefixtures("recorded")
def test_a_paper_of_the_branch_asks_for_no_identifier(call: Call, branch: Path, tmp_path: Path) -> None:
    out = tmp_path / "材料.pdf"
    for kind in PAPERS.values():
        if kind.about is About.BRANCH:
            assert call("print", branch, kind.key, "--out", out).data["pages"] >= 1
            refused = call("print", branch, kind.key, "2026", "--out", out)
            told = "没有叫“2026”的党员" if kind.also is About.MEMBER else "不用写“2026”"
            assert (refused.code, told in refused.error) == (1, True)


def test_a_paper_is_called_by_its_key_or_its_word(call: Call, branch: Path, recorded: str, tmp_path: Path) -> None:
    out = tmp_path / "记录.pdf"
    pages = call("print", branch, "minutes", recorded, "--out", out).data["pages"]
    assert "草稿" in text_of(out)
    assert call("print", branch, "会议记录", recorded, "--out", out).data == {"pages": pages}


def test_a_report_of_clues_is_asked_for_by_its_time(call: Call, branch: Path, tmp_path: Path) -> None:
    out = tmp_path / "报告.pdf"
    for words, title in (
        (("--month", "3"), "志愿者线索月报"),
        (("--year", "2025"), "志愿者线索年报"),
        (("--from", "2026-03-01", "--to", "2026-04-15"), "志愿者线索情况报告"),
    ):
        call("print", branch, "clue-report", *words, "--out", out)
        assert title in "".join(text_of(out).split())
    assert call("print", branch, "clue-report", "--month", "13", "--out", out).code == 1
    assert "month=3" in call("print", branch, "roster", "--month", "3", "--out", out).error


def test_what_is_not_there_is_refused_with_what_is(call: Call, branch: Path, recorded: str, tmp_path: Path) -> None:
    out = tmp_path / "记录.pdf"
    for words, told in (
        (("menu", recorded), "minutes（会议记录）"),
        (("minutes",), "会议的编号"),
        (("talk-record",), "党员的姓名或编号"),
        (("minutes", recorded, "--option", "colour=red"), "colour=red"),
        (("minutes", "2026年第1次"), "2026年第1次"),
        (("talk-record", "没有这个人"), "没有叫“没有这个人”的党员"),
    ):
        refused = call("print", branch, *words, "--out", out)
        assert (refused.code, refused.data) == (1, [])
        assert told in refused.error
    assert not out.exists()
    assert call("print", branch, "minutes", recorded, "--out", tmp_path / "记录.txt").code == 1
    assert call("print", branch).code == 2


def test_a_name_stands_for_the_one_person_who_bears_it(call: Call, branch: Path, tmp_path: Path) -> None:
    out = tmp_path / "谈话.pdf"
    assert call("print", branch, "talk-record", "李𬭎", "--out", out).data["pages"] >= 1
    assert "李𬭎" in text_of(out)
    names = [row["name"] for row in call("list", branch, "members").data]
    [shared] = {name for name in names if names.count(name) > 1} or {""}
    assert shared, "the sample roster has two people of one name"
    refused = call("print", branch, "talk-record", shared, "--out", out)
    assert refused.code == 1
    chosen = next(row["id"] for row in call("list", branch, "members").data if row["name"] == shared)
    assert chosen in refused.error
    assert call("print", branch, "talk-record", chosen, "--out", out).code == 0


def test_a_file_held_by_a_window_can_be_printed_from(call: Call, branch: Path, recorded: str, tmp_path: Path) -> None:
    with branches.hold_existing(branch), closing(branches.open_file(branch)):
        assert call("print", branch, "minutes", recorded, "--out", tmp_path / "记录.pdf").code == 0


def test_a_paper_is_written_for_word_by_the_ending(call: Call, branch: Path, recorded: str, tmp_path: Path) -> None:
    out = tmp_path / "记录.docx"
    pages = call("print", branch, "minutes", recorded, "--out", tmp_path / "记录.pdf").data
    assert call("print", branch, "minutes", recorded, "--out", out).data == pages
    assert "word/document.xml" in ZipFile(out).namelist()


def test_a_ledger_is_printed_with_the_columns_that_are_named(call: Call, branch: Path, tmp_path: Path) -> None:
    out = tmp_path / "名册.pdf"
    options = ("--option", "columns=姓名,sex", "--option", "turn=纵向")
    assert call("print", branch, "list", "members", *options, "--out", out).data["pages"] >= 1
    text = text_of(out)
    assert "性别" in text
    assert "入党时间" not in text
    assert call("print", branch, "roster", "--option", "on=2026-06-30", "--out", out).code == 0
    assert "截至2026年6月30日" in text_of(out)
    refused = call("print", branch, "list", "members", "--option", "columns=姓名,血型", "--out", out)
    assert (refused.code, "血型" in refused.error) == (1, True)


def test_the_guide_is_made_without_a_branch(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "使用说明.pdf"
    assert call("guide", "--out", out).data["pages"] > 10
    assert "快捷键" in text_of(out)
    assert call("guide", "--out", tmp_path / "没有" / "使用说明.pdf").code == 1
