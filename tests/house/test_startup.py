"""What is loaded when: the window is painted before anything heavy, and what few verbs need waits for them."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
STORE = {"sqlalchemy", "sqlcipher3", "pyroaring"}
SHEETS = {"python_calamine", "xlsxwriter", "odfdo"}
WORD = {"docx", "docxtpl", "lxml", "jinja2", "markupsafe"}
CALENDAR = {"chinese_calendar", "icalendar", "dateutil", "tzdata"}
RARE = {"alembic", "reportlab", "pypdfium2", "pypinyin"} | SHEETS | WORD | CALENDAR

# Everything up to the first paint is the program's own; what it does after it is replaced by telling what is loaded.
FIRST_PAINT = """
import json, sys
from branchdesk import __main__, app
from PySide6.QtWidgets import QApplication

def tell(window, file, born):
    def painted():
        told.append(sorted({name.partition(".")[0] for name in sys.modules}))
        QApplication.quit()
    window.painted.connect(painted)

told = []
app.Start = tell
app.run(None)
sys.stdout.write(json.dumps(told[0]))
"""

FIRST_LIST = """
import json, sys
from datetime import date
from pathlib import Path
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import branch, search, today
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import lists

store = branch.open_file(Path(sys.argv[1]))
today.look(store, date(2026, 11, 23))
pages = [lists.page(store, ledger) for ledger in LEDGERS.values()]
assert pages[0].total == 1
search.find(store, "zs")
past.next_titles(store)
store.close()
sys.stdout.write(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""

FILLED = """
import sys
from pathlib import Path
from branchdesk.services import branch
from branchdesk.services.people import members

store = branch.create(Path(sys.argv[1]), branch.Founding("第四党支部", "某某市人民检察院", "2026-01"))
members.save(store, None, {"name": "张三", "stage": "full_member"})
store.close()
"""


def run(code: str, *arguments: str, home: Path) -> str:
    """Run a program of its own in which nothing is loaded yet, and give what it printed."""
    places = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"), str(home))
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, *arguments],
        env={**os.environ, **places, "PYTHONPATH": str(SOURCE), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_window_is_painted_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    loaded = set(json.loads(run(FIRST_PAINT, home=tmp_path)))
    assert "PySide6" in loaded
    assert not loaded & (STORE | RARE)


def test_opening_a_file_and_looking_at_it_loads_nothing_that_few_verbs_need(tmp_path: Path) -> None:
    path = str(tmp_path / "支部.branchdesk")
    run(FILLED, path, home=tmp_path)
    loaded = set(json.loads(run(FIRST_LIST, path, home=tmp_path)))
    assert loaded >= STORE
    assert not loaded & (RARE | {"PySide6"})


def test_the_watched_libraries_are_there_to_be_loaded() -> None:
    assert all(importlib.util.find_spec(library) for library in STORE | RARE)
