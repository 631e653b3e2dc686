"""Calls that nobody means: every verb with any words in any order ends with 0, 1 or 2, JSON lines and a sentence."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
from branchdesk.words import cli as say
from trials.bad_doors import check_sentence, run

FILE, SHEET, FOLDER, MEETING = "支部.branchdesk", "名册.csv", "文件夹", "会议.json"
LEDGERS = ("members", "volunteers", "clues", "meetings", "documents", "talks", "nothing")
PATHS = (
    *(FILE, SHEET, FOLDER, MEETING, "没有.xlsx", "长" * 300, "a\nb.csv", "../x.csv", "a/b/c.pdf", "", ".", "/dev/null"),
    *(os.fsdecode(b"\xff\xfe.csv"), "\u202e倒.pdf", "管道", "/dev/zero", "out.pdf", "out.xlsx", "out.docx", "out.csv"),
)
WORDS = (
    *(
        "",
        "-",
        "--",
        "%",
        "_",
        "'",
        '"',
        "=",
        "*",
        "\\",
        "name",
        "name=",
        "name=张三",
        "=x",
        "姓名=%",
        "name=' OR 1=1 --",
    ),
    *("id_number=%", "nothing=1", "roster_order=1e9999", "roster_order=" + "9" * 30, "joined_on=2026-02-30", "\x00"),
    *(
        "0",
        "-1",
        "1.5",
        "9" * 30,
        "9" * 5000,
        "NaN",
        "１２",
        "2026-11-23",
        "2026-13-45",
        "0001-01-01",
        "9999-12-31",
        "今天",
    ),
    *(
        "members",
        "meeting",
        "clues",
        "minutes",
        "roster",
        "category",
        "month",
        "\ud800",
        "😀" * 50,
        "长" * 200,
        "{}",
        "[]",
    ),
)
OPTIONS = {
    "init": ("--branch", "--unit", "--since"),
    "import": ("--sheet", "--dry-run", "--all-or-nothing"),
    "export": (),
    "list": ("--where", "--search", "--limit"),
    "record": ("--finalise",),
    "show": (),
    "print": ("--option", "--from", "--to", "--year", "--month", "--out"),
    "tally": ("--from", "--to", "--by"),
    "due": ("--from", "--to"),
    "birthdays": ("--year", "--month"),
    "history": ("--limit",),
    "undo": (),
    "check": (),
}
ANY = st.one_of(st.sampled_from((*PATHS, *WORDS, *LEDGERS)), st.text(max_size=8).filter(lambda text: text[:2] != "-h"))
FIRST = {"show": ("meeting",), "tally": ("clues",), "print": ("minutes", "roster", "nothing")}


@st.composite
def calls(draw: st.DrawFn) -> list[str]:
    """Give a verb and words for it: half of the calls are nearly right, the others are anything."""
    verb = draw(st.sampled_from(sorted(OPTIONS)))
    if draw(st.booleans()):
        options = [part for name in OPTIONS[verb] if draw(st.booleans()) for part in (name, draw(ANY))]
        second = [draw(st.sampled_from(FIRST.get(verb, LEDGERS)))] if draw(st.booleans()) else []
        return [verb, FILE, *second, *draw(st.lists(ANY, max_size=1)), *options]
    parts = draw(st.lists(st.one_of(ANY, st.sampled_from((*OPTIONS[verb], "--password-file"))), max_size=6))
    return draw(st.permutations([verb, *parts])) if draw(st.booleans()) else [verb, *parts]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a folder with a branch, a sheet, a meeting, a folder and a pipe that nobody writes to."""
    folder = tmp_path_factory.mktemp("乱")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("BRANCHDESK_TODAY", builders.TODAY.isoformat())
        patch.setenv("XDG_STATE_HOME", str(folder))
        store = builders.new_branch(folder / "原")
        builders.fill(store)
        store.close()
        builders.sheet(folder, [["姓名", "性别", "入党时间"], ["赵一", "男", "2001-07"]], SHEET)
        (folder / FOLDER).mkdir()
        (folder / MEETING).write_text('{"kind": "members_meeting", "starts": "2026-11-20T14:30"}', "utf-8")
        if hasattr(os, "mkfifo"):
            os.mkfifo(folder / "管道")
        yield folder


# BRANCHDESK_EXAMPLES=5000 tries more by hand.
@settings(max_examples=int(os.environ.get("BRANCHDESK_EXAMPLES", "60")), suppress_health_check=list(HealthCheck))
@given(words=calls())
def test_any_call_ends_in_order(here: Path, words: list[str]) -> None:
    shutil.copy(here / "原", here / FILE)
    code, said, told = run(*words)
    assert code in {0, 1, 2}, words
    for line in said.splitlines():
        json.loads(line)
    if code == 1 and words[0] != "check":
        check_sentence(told)
    if code == 2:
        assert told.strip().endswith(say.usage())
        assert not said
