"""How long a page of a large list takes, beside the same question put to SQLite bare; and what a large list weighs."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks import filling
from benchmarks.measuring import Row, show
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import Store
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Condition, Query, Sort

RUNS = 7
PAGE = 200
ROOT = Path(__file__).parents[2]
OPENING = Path(__file__).with_name("open_ledger.py")
FILL: dict[str, Callable[[Store, int], None]] = {"clues": filling.add_clues, "members": filling.add_members}
TABLES = {"clues": "clue", "members": "member"}


@dataclass(frozen=True, slots=True)
class Ask:
    """A question put to a list, and the bare SQL that answers it: what WHERE and ORDER BY say, and their values."""

    what: str
    query: Query
    where: str = ""
    order: str = ""
    values: Sequence[str] = ()


def found(key: str, *columns: str) -> str:
    table = TABLES[key]
    return " OR ".join(f"{table}.{column} LIKE '%' || ? || '%'" for column in columns)


CLUES = (
    Ask("first page", Query(limit=PAGE), order="number"),
    Ask("a page in the middle", Query(limit=PAGE, offset=40_000), order="number"),
    Ask("sorted by an indexed column", Query(order=(Sort("reported_on", descending=True),)), order="reported_on DESC"),
    Ask("sorted by another", Query(order=(Sort("unit"),)), order="unit, number"),
    Ask("filtered", Query((Condition("state", lists.Test.IS, ("handled",)),)), "state = ?", "number", ("handled",)),
    Ask(
        "filtered by another",
        Query((Condition("unit", lists.Test.IS, ("交通运输局",)),)),
        "unit = ?",
        "number",
        ("交通运输局",),
    ),
    Ask(
        "searched",
        Query(search="护栏"),
        found("clues", "number", "reporter", "category", "grid", "text", "unit", "remark"),
        "number",
        ("护栏",) * 7,
    ),
)
MEMBERS = (
    Ask("first page", Query(limit=PAGE), order="roster_order"),
    Ask(
        "sorted by an indexed column", Query(order=(Sort("roster_order", descending=True),)), order="roster_order DESC"
    ),
    Ask("sorted by another", Query(order=(Sort("birth_date"),)), order="birth_date, roster_order"),
    Ask("filtered", Query((Condition("sex", lists.Test.IS, ("male",)),)), "sex = ?", "roster_order", ("male",)),
    Ask(
        "searched",
        Query(search="建国"),
        found("members", "name", "post", "phone", "native_place", "remark"),
        "roster_order",
        ("建国",) * 5,
    ),
)


@pytest.mark.parametrize(
    ("key", "asks", "rows"),
    [("clues", CLUES, 1000), ("clues", CLUES, 100_000), ("members", MEMBERS, 10_000), ("members", MEMBERS, 100_000)],
)
def test_pages(tmp_path: Path, key: str, asks: Sequence[Ask], rows: int) -> None:
    store = filling.found(tmp_path / "支部.branchdesk")
    FILL[key](store, rows)
    shown = []
    for ask in asks:
        bare, ours = [], []
        for run in range(-1, RUNS):
            alone, by_us = bare_page(store, key, ask), our_page(store, key, ask)
            if run >= 0:
                bare.append(alone)
                ours.append(by_us)
        shown.append(Row(ask.what, bare, ours, 2.0, 50))
    store.close()
    show(f"{rows:,} {key}, {PAGE} rows and their number", shown)


def our_page(store: Store, key: str, ask: Ask) -> float:
    query = Query(ask.query.conditions, ask.query.search, ask.query.order, ask.query.offset, PAGE)
    began = time.perf_counter()
    lists.page(store, LEDGERS[key], query)
    return (time.perf_counter() - began) * 1000


def bare_page(store: Store, key: str, ask: Ask) -> float:
    """Ask for the table's columns that the list shows, and count, on the same connection."""
    table = TABLES[key]
    where = f"branch_id = ? AND ({ask.where})" if ask.where else "branch_id = ?"
    own = {"stage", "group", "office", "condition"}
    columns = ", ".join(column for column in LEDGERS[key].screen if column not in own)
    values = (store.branch.id, *ask.values)
    with store.reading() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        began = time.perf_counter()
        rows = f"SELECT id, {columns} FROM {table} WHERE {where} ORDER BY {ask.order} LIMIT ? OFFSET ?"
        driver.execute(rows, (*values, PAGE, ask.query.offset)).fetchall()
        driver.execute(f"SELECT count(*) FROM {table} WHERE {where}", values).fetchone()
        return (time.perf_counter() - began) * 1000


def test_memory(tmp_path: Path) -> None:
    """Open the clues' screen, scroll, sort, filter and search: a large branch must not weigh more than a small one."""
    weights: dict[int, list[float]] = {}
    for rows in (1000, 100_000):
        file = tmp_path / f"{rows}.branchdesk"
        store = filling.found(file)
        filling.add_clues(store, rows)
        store.close()
        weights[rows] = [opened(file, tmp_path) for _ in range(3)]
    small, large = weights.values()
    show("a list of 100,000 clues beside one of 1,000", [Row("resident memory (MB)", small, large, 1.3)])


def opened(file: Path, home: Path) -> float:
    """Open the screen in a process of its own and give the megabytes that it came to hold."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "QT_QPA_PLATFORM": "offscreen"}
    environment |= dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"), str(home))
    command = [sys.executable, str(OPENING), str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return float(done.stdout)
