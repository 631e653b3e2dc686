"""A file under a password: every verb opens it by a file or the environment, and without it says so in one sentence."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from branchdesk import cli
from branchdesk.services.keeping import vault
from branchdesk.store import vault as keys

from .conftest import MEETING, SAMPLES, Call

WORD = "春风化雨 2026"
WITHOUT_RECORDS = {"init", "demo", "guide", "self-test"}  # they begin a file, or need none


@pytest.fixture
def locked(branch: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keys, "measure", lambda: keys.Cost(1, 8 * 1024 * 1024))
    vault.protect(branch, "翟堃", WORD).store.close()
    return branch


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "密码.txt"
    file.write_text(f"{WORD}\r\n", "utf-8-sig")
    return file


def calls(file: Path, folder: Path) -> dict[str, tuple[object, ...]]:
    """Give a call of every verb, in an order in which each finds what it needs; a meeting's id is put in later."""
    meeting = folder / "会议.json"
    meeting.write_text(json.dumps(MEETING, ensure_ascii=False), "utf-8")
    copies = folder / "副本"
    copies.mkdir(exist_ok=True)
    return {
        "import": (file, "members", SAMPLES / "党员花名册.xls", "--dry-run"),
        "record": (file, meeting),
        "show": (file, "meeting", "MEETING"),
        "export": (file, "members", folder / "花名册.csv"),
        "list": (file, "members", "--limit", 1),
        "print": (file, "minutes", "MEETING", "--out", folder / "记录.pdf"),
        "tally": (file, "clues"),
        "due": (file,),
        "birthdays": (file,),
        "history": (file, "--limit", 3),
        "backup": (file, copies),
        "restore": ("BACKUP", file),
        "check": (file,),
        "undo": (file,),
    }


def verbs() -> set[str]:
    [found] = [action for action in cli.parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return set(found.choices)


def test_every_verb_takes_the_password_from_a_file_or_the_environment(
    call: Call, locked: Path, secret: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = calls(locked, tmp_path)
    meeting, there = "", verbs()
    assert there - WITHOUT_RECORDS <= set(wanted)
    for number, (verb, words) in enumerate(wanted.items()):
        if verb not in there:
            continue
        backups = sorted((tmp_path / "副本").rglob("*.branchdesk"))
        named = [meeting if word == "MEETING" else backups[0] if word == "BACKUP" else word for word in words]
        if number % 2:
            answer = call(verb, *named, "--password-file", secret)
        else:
            monkeypatch.setenv(cli.PASSWORD, WORD)
            answer = call(verb, *named)
            monkeypatch.delenv(cli.PASSWORD)
        assert answer.code == 0, (verb, answer.error)
        if verb == "record":
            meeting = answer.data["id"]
    history = call("history", locked, "--password-file", secret).data["operations"]
    assert history[0]["operator"] == "翟堃"


def test_without_it_or_with_a_wrong_one_nothing_is_done(
    call: Call, locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "错.txt"
    wrong.write_text("秋月无边 1949", "utf-8")
    monkeypatch.setattr(keys, "FREE_TRIES", 100)  # whoever tries fifteen verbs would wait for hours
    for verb, words in calls(locked, tmp_path).items():
        if verb not in verbs() or verb == "restore":
            continue
        for given, told in (((), "设有密码"), (("--password-file", wrong), "密码不对")):
            answer = call(verb, *words, *given)
            assert (answer.code, answer.data) == (1, []), verb
            assert told in answer.error
            assert len(answer.error.splitlines()) == 1
    assert not list(tmp_path.glob("*.pdf"))


def test_a_password_file_that_cannot_be_read_is_told(call: Call, locked: Path, tmp_path: Path) -> None:
    answer = call("check", locked, "--password-file", tmp_path / "没有.txt")
    assert (answer.code, "不能读取" in answer.error) == (1, True)
