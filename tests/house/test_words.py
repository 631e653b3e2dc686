"""Sentences live in `words`: Chinese text elsewhere in the code has a place by right, or a reason by name."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import branchdesk

SOURCE = Path(branchdesk.__file__).parent
HAN = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

BY_RIGHT = ("words", "ledgers", "ui", "papers", "cli.py", "demo")
BY_REASON = {
    "domain/reading.py": "tables of what people write in sheets",
    "domain/dates.py": "dates as people write them",
    "domain/characters.py": "code points that look like characters",
    "domain/names.py": "surnames and how they are read",
    "domain/roster.py": "offices as the roster keeps them",
    "domain/moments.py": "moments as people write them",
    "domain/likeness.py": "words that frame the matter in a title",
    "domain/motions.py": "motions as a members' meeting words them",
    "domain/study_hours.py": "hours as people write them",
    "domain/sought.py": "dates and numbers as people type them to find a meeting",
    "domain/holiday_notice.py": "days off as the notice of holidays words them",
    "domain/clue_numbers.py": "what stands for year, month, day and number in a branch's pattern",
    "domain/clue_chat.py": "messages as people write them in a group",
    "domain/clue_reporters.py": "how sheets name nobody, or several people at once",
    "domain/whereabouts.py": "folders as synchronising programs call them",
    "domain/jottings.py": "how offices jot minutes down in a sheet",
}


def chinese(code: str) -> Iterator[tuple[int, str]]:
    """Give the line and text of each string with a Chinese character, docstrings aside."""
    tree = ast.parse(code)
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in docstrings)
    yield from ((node.lineno, node.value) for node in texts if isinstance(node.value, str) and HAN.search(node.value))


def speaking() -> dict[str, list[tuple[int, str]]]:
    found = {
        file.relative_to(SOURCE).as_posix(): list(chinese(file.read_text("utf-8")))
        for file in SOURCE.rglob("*.py")
        if file.relative_to(SOURCE).parts[0] not in BY_RIGHT
    }
    return {file: texts for file, texts in found.items() if texts}


def test_chinese_text_has_its_place() -> None:
    assert not {file: texts for file, texts in speaking().items() if file not in BY_REASON}


def test_every_exception_is_still_needed() -> None:
    assert set(BY_REASON) <= set(speaking())


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ('raise ValueError("不行")', True),
        ('say = f"{name}不在"', True),
        ('"""一段说明。"""\n\ndef f():\n    """做事。"""\n    return 1  # 注释', False),
        ('def f():\n    """做事。"""\n    "又一句"\n    return "、"', True),
        ('", ".join(names)', False),
    ],
)
def test_text_is_told_from_what_is_said_about_code(code: str, *, seen: bool) -> None:
    assert bool(list(chinese(code))) == seen
