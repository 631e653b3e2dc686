"""Small habits of the code that nobody should have to remember in a review."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import branchdesk

SOURCE = Path(branchdesk.__file__).parent
TESTS = Path(__file__).parents[1]
LONGEST = 500
VAGUE = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common", "stuff"}
POSITION = {"open": 1, ".open": 0, ".read_text": 0, ".write_text": 1}  # of the mode, or of the encoding


EVERY_MODULE = sorted(SOURCE.rglob("*.py"))
EVERY_FILE = sorted([*EVERY_MODULE, *TESTS.rglob("*.py")])


def code_of(file: Path) -> str:
    return file.read_text("utf-8")


def calls(code: str) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                yield f".{node.func.attr}", node


def without_encoding(code: str) -> list[int]:
    """Give the lines where text is read or written in whatever encoding the machine prefers."""
    return [call.lineno for name, call in calls(code) if not _has_encoding(name, call)]


def _has_encoding(name: str, call: ast.Call) -> bool:
    if name not in POSITION or "encoding" in {keyword.arg for keyword in call.keywords}:
        return True
    if name in {".read_text", ".write_text"}:
        return len(call.args) > POSITION[name]
    given = [keyword.value for keyword in call.keywords if keyword.arg == "mode"] or call.args[POSITION[name] :]
    if not given:
        return name == ".open"  # a window opens too
    mode = given[0].value if isinstance(given[0], ast.Constant) else None
    return not isinstance(mode, str) or "b" in mode or not set(mode) <= set("rwaxt+")


def test_files_are_short_enough_to_read() -> None:
    assert not [file for file in EVERY_FILE if len(code_of(file).splitlines()) > LONGEST]


def test_modules_are_named_for_what_they_are_about() -> None:
    assert not [file for file in EVERY_FILE if VAGUE & {file.stem, file.parent.name}]


def test_only_the_verbs_speak_to_a_console() -> None:
    speaking = [file for file in EVERY_MODULE if "print" in {name for name, _ in calls(code_of(file))}]
    assert {file.name for file in speaking} <= {"cli.py"}


def test_text_files_name_their_encoding() -> None:
    found = {file: without_encoding(code_of(file)) for file in EVERY_FILE}
    assert not {file: lines for file, lines in found.items() if lines}


def test_every_package_says_why_it_exists() -> None:
    packages = [file for file in EVERY_MODULE if file.name == "__init__.py"]
    assert not [file for file in packages if not ast.get_docstring(ast.parse(code_of(file)))]


def test_every_folder_of_code_is_a_package() -> None:
    steps = SOURCE / "store" / "migrations"  # steps that Alembic reads, not a package
    bare = {file.parent for file in EVERY_MODULE} - {f.parent for f in EVERY_MODULE if f.name == "__init__.py"}
    assert not {folder for folder in bare if steps not in {folder, *folder.parents}}


@pytest.mark.parametrize(
    ("code", "astray"),
    [
        ('open("a")', True),
        ('path.open("w")', True),
        ('open("a", "rb")', False),
        ('path.open("rb")', False),
        ("dialog.open()", False),
        ('archive.open("part.xml", "w")', False),
        ('path.open(encoding="utf-8")', False),
        ("path.read_text()", True),
        ('path.read_text("utf-8")', False),
        ("path.write_text(text)", True),
        ('path.write_text(text, encoding="utf-8")', False),
    ],
)
def test_a_missing_encoding_is_seen(code: str, *, astray: bool) -> None:
    assert bool(without_encoding(code)) == astray
