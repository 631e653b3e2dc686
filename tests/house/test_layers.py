"""Who may look at whom, as a test: what a room imports inside a function counts too."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import branchdesk

SOURCE = Path(branchdesk.__file__).parent
BASE = {"words", "errors", "places", "logs", "clock", "children"}
BELOW = {"domain", "ledgers", "store", "files", "papers", "services", "demo", *BASE}

# Room: what it may import of ours, itself aside.
MAY_SEE = {
    "words": set[str](),
    "errors": BASE,
    "places": BASE,
    "logs": BASE,
    "clock": BASE,
    "children": BASE,
    "missing": BASE,
    "domain": {"words", "errors"},
    "ledgers": {"domain", "words"},
    "demo": {"domain", "ledgers", "words", "errors", "places"},
    "store": {"domain", "ledgers", *BASE},
    "files": {"domain", "ledgers", *BASE},
    "papers": {"domain", "ledgers", *BASE},
    "services": BELOW,
    "ui": {"services", "ledgers", "domain", "missing", *BASE},
    "cli": {"selftest", *BELOW},
    "selftest": {"ui", "missing", *BELOW},
    "app": {"ui", *BELOW},
    "__main__": {"app", "cli", "missing", *BASE},
    "__init__": set[str](),
}
SHEETS = {"python_calamine", "xlsxwriter", "odfdo"}
WORD = {"docx", "docxtpl", "lxml", "jinja2", "markupsafe"}
CALENDAR = {"chinese_calendar", "icalendar"}
DATABASE = {"sqlalchemy", "sqlcipher3", "sqlite3", "alembic", "pyroaring"}
NO_WINDOW_NO_TABLES = {"PySide6", "reportlab", *DATABASE}

# Room: which libraries of others it must not import; every one of them where only the standard library is allowed.
MUST_NOT_USE = {
    **dict.fromkeys((*BASE, "missing"), NO_WINDOW_NO_TABLES),
    "store": {"PySide6", "reportlab", "pypdfium2", *SHEETS, *WORD},
    "files": {"PySide6", *DATABASE},
    "papers": {"PySide6", *DATABASE},
    "services": {"PySide6"},
    "ui": {"reportlab", *CALENDAR, *SHEETS, *WORD, *DATABASE},
    "cli": {"PySide6", *DATABASE},
    "__main__": {"PySide6", *DATABASE},
}
STANDARD = sys.stdlib_module_names
STANDARD_LIBRARY_ONLY = {"words", "errors", "domain", "ledgers", "demo", "__init__"}


def imported(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            if node.module == "branchdesk":
                yield from (f"branchdesk.{alias.name}" for alias in node.names if alias.name != "__version__")
            else:
                yield str(node.module)


def offences(room: str, code: str) -> list[str]:
    found = []
    for name in imported(code):
        library, _, rest = name.partition(".")
        if library == "branchdesk":
            other = rest.partition(".")[0]
            if other != room and other not in MAY_SEE[room]:
                found.append(name)
        elif library in MUST_NOT_USE.get(room, ()) or (room in STANDARD_LIBRARY_ONLY and library not in STANDARD):
            found.append(name)
    return found


def room_of(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("room", MAY_SEE)
def test_a_room_looks_only_where_it_may(room: str) -> None:
    files = [file for file in SOURCE.rglob("*.py") if room_of(file) == room]
    assert files, "the table names a room that is gone"
    astray = {str(file.relative_to(SOURCE)): offences(room, file.read_text("utf-8")) for file in files}
    assert not {file: names for file, names in astray.items() if names}


def test_every_room_is_in_the_table() -> None:
    assert {room_of(file) for file in SOURCE.rglob("*.py")} == set(MAY_SEE)


@pytest.mark.parametrize(
    ("room", "code"),
    [
        ("domain", "import sqlalchemy"),
        ("domain", "from branchdesk.store import engine"),
        ("domain", "from branchdesk import clock"),
        ("ledgers", "from pypinyin import lazy_pinyin"),
        ("store", "def f():\n    from branchdesk.services import meetings"),
        ("services", "if TYPE_CHECKING:\n    from PySide6.QtCore import QObject"),
        ("ui", "import branchdesk.store.engine"),
        ("cli", "from branchdesk import app"),
    ],
)
def test_an_offence_is_seen(room: str, code: str) -> None:
    assert offences(room, code)
