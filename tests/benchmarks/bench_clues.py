"""The clue desk with a thousand, a hundred thousand and a million clues, in a file under a key, warm.

Beside each question stands the same put to SQLite bare, on the same connection, without sorting: it may walk the table
once. Nobody would wait for what it does when it follows an index into every row.
"""

import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from benchmarks import filling
from benchmarks.measuring import Row, show
from branchdesk import clock
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import Store, search, tending, today
from branchdesk.services.clues import clue_figures
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Condition, Query, Sort
from branchdesk.store import clue_index
from branchdesk.store.engine import create_store, open_store

KEY = bytes(range(32))
SIZES = (1_000, 100_000, 1_000_000)
RUNS = 5
PAGE = 200
LISTED = 300  # milliseconds for what the screen lists, at a million
OTHER = 1500  # for any other filter
ROOT = Path(__file__).parents[2]
OPENING = Path(__file__).with_name("open_ledger.py")

PERIOD = Condition("reported_on", lists.Test.BETWEEN, ("2023-01-01", "2023-12-31"))
FILTERS: dict[str, tuple[Condition, str]] = {
    "state": (Condition("state", lists.Test.IS, ("handled",)), "state = 'handled'"),
    "category": (Condition("category", lists.Test.IS, ("食品安全",)), "category = '食品安全'"),
    "grid": (Condition("grid", lists.Test.IS, ("第7网格",)), "grid = '第7网格'"),
    "unit": (Condition("unit", lists.Test.IS, ("交通运输局",)), "unit = '交通运输局'"),
    "reporter": (Condition("reporter", lists.Test.IS, ("赵伟",)), "reporter = '赵伟'"),
    "period": (PERIOD, "reported_on BETWEEN '2023-01-01' AND '2023-12-31'"),
}
RARE: dict[str, tuple[Query, str]] = {
    "finds nothing, by day": (
        Query((Condition("state", lists.Test.IS, ("passed_on",)),), order=(Sort("reported_on", descending=True),)),
        "state = 'passed_on'",
    ),
    "finds nothing, by number": (Query((Condition("grid", lists.Test.IS, ("没有",)),)), "grid = '没有'"),
    "rare, by day": (
        Query((FILTERS["reporter"][0], FILTERS["state"][0]), order=(Sort("reported_on", descending=True),)),
        "reporter = '赵伟' AND state = 'handled'",
    ),
    "by day, all": (Query(order=(Sort("reported_on", descending=True),)), "TRUE"),
    "in the middle": (Query(offset=400_000), "TRUE"),
    "search of two characters": (Query(search="护栏"), "text LIKE '%护栏%'"),
    "search with all others": (
        Query(tuple(condition for condition, _ in FILTERS.values()), "护栏"),
        "text LIKE '%护栏%' AND state = 'handled'",
    ),
}
SEARCHES = {
    "of two characters, common": "护栏",
    "of two, rare": "尤文",
    "of two, that nobody has": "消防",
    "of four": "护栏缺失",
    "a number": "2023000123",
}
OTHERS: dict[str, tuple[Query, str]] = {
    "text contains": (Query((Condition("text", lists.Test.CONTAINS, ("护栏",)),)), "text LIKE '%护栏%'"),
    "text lacks": (Query((Condition("text", lists.Test.LACKS, ("护栏",)),)), "text NOT LIKE '%护栏%'"),
    "remark filled": (Query((Condition("remark", lists.Test.FILLED),)), "remark <> ''"),
    "number contains": (Query((Condition("number", lists.Test.CONTAINS, ("2023",)),)), "number LIKE '%2023%'"),
    "repeats another": (Query((Condition("duplicate_number", lists.Test.FILLED),)), "duplicate_of IS NOT NULL"),
    "by the text": (Query(order=(Sort("text"),)), "TRUE"),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("clues")
    made = {}
    for rows in SIZES:
        made[rows] = folder / f"{rows}.branchdesk"
        store = create_store(made[rows], name="某支部", unit="某院", duties_from="2026-01", key=KEY)
        filling.add_clues(store, rows)
        began = time.perf_counter()
        tending.tend(store, lambda _done, _total: None)
        print(f"\n{rows:,} clues: indexes made in {time.perf_counter() - began:.0f} s, beside everything else")
        store.close()
    return made


@pytest.fixture(params=SIZES, ids=lambda rows: f"{rows:,}")
def store(request: pytest.FixtureRequest, files: dict[int, Path]) -> Iterator[Store]:
    opened = open_store(files[request.param], key=KEY)
    yield opened
    opened.close()


def timed(ask: Callable[[], Any], runs: int = RUNS) -> list[float]:
    """Ask once to warm up, then as often as asked for, each time as if for the first."""
    ask()
    times = []
    for _ in range(runs):
        for laid in clue_index._known.values():
            laid.found.clear()
            laid.choices.clear()
        began = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    return times


def bare(store: Store, where: str, runs: int = 2) -> list[float]:
    """Ask SQLite for the first rows and their number, in one walk of the table each."""
    columns = ", ".join(key for key in CLUES.screen if key != "timeliness")

    def ask() -> None:
        with store.reading() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute(f"SELECT id, {columns} FROM clue WHERE {where} LIMIT {PAGE}").fetchall()
            driver.execute(f"SELECT count(*) FROM clue WHERE {where}").fetchone()

    return timed(ask, runs)


def page(store: Store, query: Query) -> Callable[[], object]:
    asked = Query(query.conditions, query.search, query.order, query.offset, PAGE)
    return lambda: lists.page(store, CLUES, asked)


def test_what_the_screen_lists(store: Store) -> None:
    singles = {key: ((condition,), where) for key, (condition, where) in FILTERS.items()}
    pairs = {
        f"{one} + {other}": ((FILTERS[one][0], FILTERS[other][0]), f"{FILTERS[one][1]} AND {FILTERS[other][1]}")
        for one, other in combinations(FILTERS, 2)
    }
    shown = [Row("first page", bare(store, "TRUE"), timed(page(store, Query())), None)]
    for name, (conditions, where) in (singles | pairs).items():
        query, walked = Query(conditions), bare(store, where)
        shown.append(Row(name, walked, timed(page(store, query))))
        tallied = timed(partial(lists.totals, store, CLUES, query, CLUES.screen))
        shown.append(Row(f"  its tallies ({name})", walked, tallied))
    for key in CLUES.filters:
        counted = timed(partial(lists.counts, store, CLUES, key))
        shown.append(Row(f"counts by {key}", bare(store, "TRUE"), counted))
    show(f"what the screen lists; at a million each under {LISTED} ms", shown)


def test_rare_and_sorted(store: Store) -> None:
    shown = [Row(name, bare(store, where), timed(page(store, query))) for name, (query, where) in RARE.items()]
    show(f"filters that find little, searches; at a million each under {LISTED} ms", shown)


def test_searches(store: Store) -> None:
    """Search the list, and everything with Ctrl+K, beside LIKE over the same fields."""
    shown = []
    for name, text in SEARCHES.items():
        walked = bare(store, " OR ".join(f"{key} LIKE '%{text}%'" for key in CLUES.search))
        shown.append(Row(f"{name} ({text})", walked, timed(page(store, Query(search=text)))))
        shown.append(Row("  with Ctrl+K", walked, timed(partial(search.find, store, text))))
    show(f"searches; at a million each under {LISTED} ms", shown)


def test_any_other_filter(store: Store) -> None:
    shown = [Row(name, bare(store, where), timed(page(store, query), 2)) for name, (query, where) in OTHERS.items()]
    show(f"any other filter; at a million each under {OTHER} ms, off the main thread", shown)


def test_figures_and_the_start_page(store: Store) -> None:
    whole = bare(store, "TRUE")
    shown = [
        Row("figures of all", whole, timed(lambda: clue_figures.figures(store, clue_figures.Asked()))),
        Row("by everything", whole, timed(lambda: clue_figures.figures(store, clue_figures.Asked(), clue_figures.BY))),
        Row("今日", whole, timed(lambda: today.look(store, clock.today()))),
    ]
    show("figures", shown)


def opening(store: Store) -> None:
    """Ask what the page asks when it is opened."""
    lists.page(store, CLUES, Query(limit=PAGE))
    lists.page(store, CLUES, Query(limit=1), ())
    for key in CLUES.filters:
        lists.counts(store, CLUES, key)
    clue_figures.figures(store, clue_figures.Asked(), ages=False)
    lists.totals(store, CLUES, Query(), CLUES.screen)


def test_opening_does_not_grow(files: dict[int, Path]) -> None:
    times = {}
    for rows, file in files.items():
        store = open_store(file, key=KEY)
        times[rows] = timed(partial(opening, store))
        store.close()
    shown = [Row(f"{rows:,} clues", times[SIZES[0]], took, (rows / SIZES[0]) ** 0.1) for rows, took in times.items()]
    show("opening the page, beside a thousand", shown)
    grown = math.log(median(times[SIZES[-1]]) / median(times[SIZES[0]])) / math.log(SIZES[-1] / SIZES[0])
    print(f"  grows with the number to the power of {grown:.2f} (at most 0.10)")


def test_memory_of_the_window(files: dict[int, Path], tmp_path: Path) -> None:
    small, large = ([opened(files[rows], tmp_path) for _ in range(3)] for rows in (SIZES[0], SIZES[-1]))
    show("the window over a million beside a thousand", [Row("resident memory (MB)", small, large, 1.3)])


def opened(file: Path, home: Path) -> float:
    """Open the screen in a process of its own and give the megabytes that it came to hold."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "QT_QPA_PLATFORM": "offscreen"}
    environment |= dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"), str(home))
    command = [sys.executable, str(OPENING), str(file), KEY.hex()]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return float(done.stdout)
