"""What is read of a damaged file: everything on pages that hold, nothing that was not there, and what is lost told."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from branchdesk.errors import Refusal
from branchdesk.services import branch
from branchdesk.services.keeping import past, rescue
from branchdesk.services.ledgers import lists
from branchdesk.store import driver, raw_pages, raw_trees
from branchdesk.store.rescue_writing import DERIVED
from branchdesk.words.rescue import LOST

STORES = Path(__file__).parents[1] / "fixtures" / "stores"
PAGE = 4096
Rows = dict[str, set[tuple[Any, ...]]]


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    path = tmp_path / "支部.branchdesk"
    shutil.copy(STORES / "0006.branchdesk", path)
    return path


def rows_of(path: Path, key: bytes | None = driver.OPEN_KEY) -> Rows:
    with closing(driver.connect(path, key)) as opened:
        names = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: set(opened.execute(f'SELECT * FROM "{name}"')) for name in names if name not in DERIVED}


def pages_of(path: Path) -> raw_pages.Pages:
    return raw_pages.read(path, driver.OPEN_KEY, path.with_name("beside"))


def spoil(path: Path, *numbers: int) -> None:
    raw = bytearray(path.read_bytes())
    for number in numbers:
        raw[(number - 1) * PAGE + 900] ^= 0x10
    path.write_bytes(raw)


def rescued(path: Path) -> tuple[rescue.Report, Rows]:
    target = path.with_name("out.branchdesk")
    report = rescue.rescue_file(path, target)
    with closing(branch.open_file(target)) as store:
        assert not branch.check(store).pages
        assert not branch.check(store).references
        assert past.steps(store)[0].verb == "rescued"
    return report, rows_of(target)


def new_rows(came: Rows, before: Rows) -> Rows:
    """Give the rows that were not there before, the event of the rescue aside."""
    found = {name: rows - before[name] for name, rows in came.items() if name not in {"operation", "preference"}}
    return {name: rows for name, rows in found.items() if rows}


def test_every_row_comes_of_a_file_whose_inner_pages_are_all_lost(whole: Path) -> None:
    before, pages = rows_of(whole), pages_of(whole)
    inner = [number for number in pages.sound if raw_trees.kind_of(pages, number) is raw_trees.Kind.TABLE_INNER]
    assert 1 in inner
    spoil(whole, *inner)
    report, came = rescued(whole)
    assert report.bad_pages == len(inner)
    assert not new_rows(came, before)
    assert {name for name, rows in before.items() if not rows <= came[name]} == set()


@pytest.mark.parametrize("at", [3, 60, 500], ids=["the salt", "the header", "the schema"])
def test_every_row_comes_of_a_file_whose_first_page_is_damaged(whole: Path, at: int) -> None:
    before = rows_of(whole)
    raw = bytearray(whole.read_bytes())
    raw[at] ^= 4
    whole.write_bytes(raw)
    with pytest.raises(Refusal):
        branch.open_file(whole)
    _, came = rescued(whole)
    assert {name for name, rows in before.items() if not rows <= came[name]} == set()


@pytest.mark.parametrize("seed", [2])
def test_what_comes_of_many_damaged_pages_was_there_or_says_that_it_is_lost(whole: Path, seed: int) -> None:
    before, pages = rows_of(whole), pages_of(whole)
    spoil(whole, *random.Random(seed).sample(range(2, pages.count + 1), 30))  # noqa: S311 - chance, no secret
    report, came = rescued(whole)
    assert report.lost
    assert report.notes
    for rows in new_rows(came, before).values():
        for row in rows:
            same = [one for one in before_of(before, row[0]) if one[0] == row[0]]
            assert same or LOST in row or "" in row, row  # a member who is stood in for has a name that others know
    kept = sum(len(rows & before[name]) for name, rows in came.items())
    assert kept > 0.8 * sum(map(len, before.values()))


def before_of(before: Rows, key: object) -> list[tuple[Any, ...]]:
    return [row for rows in before.values() for row in rows if row[0] == key]


def test_a_file_cut_in_half_gives_what_its_first_half_holds(whole: Path) -> None:
    before = rows_of(whole)
    raw = whole.read_bytes()
    whole.write_bytes(raw[: len(raw) // 2 + 77])
    report, came = rescued(whole)
    assert report.bad_pages > report.pages // 3
    left = pages_of(whole)
    standing = sum(
        values is not None and values[0] not in {"table", "index"}
        for number in left.sound
        if raw_trees.kind_of(left, number) is raw_trees.Kind.TABLE_LEAF
        for _, values in raw_trees.leaf(left, number).rows
    )
    assert sum(len(rows & before[name]) for name, rows in came.items()) >= 0.9 * standing


def test_a_lost_row_that_the_history_has_whole_comes_back_from_it(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "支部.branchdesk"
    make(path)
    before, pages = rows_of(path), pages_of(path)
    spoil(path, leaf_of(pages, "member"))
    report, came = rescued(path)
    assert came["member"] == before["member"]
    assert any("按操作历史补回" in note for note in report.notes)


@pytest.fixture
def make() -> Callable[[Path], None]:
    import builders  # noqa: PLC0415 - one test alone fills a branch

    def made(path: Path) -> None:
        with closing(builders.new_branch(path)) as store:
            builders.fill(store)

    return made


def leaf_of(pages: raw_pages.Pages, table: str) -> int:
    """Give the first leaf of a table."""
    for number in raw_trees.under(pages, 1)[0]:
        if raw_trees.kind_of(pages, number) is raw_trees.Kind.TABLE_LEAF:
            for _, values in raw_trees.leaf(pages, number).rows:
                if values and values[:2] == ("table", table):
                    reached = raw_trees.under(pages, values[3])[0]
                    return min(one for one in reached if raw_trees.kind_of(pages, one) is raw_trees.Kind.TABLE_LEAF)
    raise LookupError(table)


@pytest.mark.parametrize("released", ["0003", "0005"])
def test_a_plain_file_of_an_older_schema_is_rescued_and_brought_up_to_date(tmp_path: Path, released: str) -> None:
    path = tmp_path / "支部.branchdesk"
    shutil.copy(STORES / f"{released}.branchdesk", path)
    raw = bytearray(path.read_bytes())
    raw[:100] = bytes(100)
    path.write_bytes(raw)
    target = tmp_path / "out.branchdesk"
    report = rescue.rescue_file(path, target)
    assert any("校验码" in note for note in report.notes)
    with closing(branch.open_file(target)) as store:
        assert lists.page(store, lists.ledger_called("members")).total == 12
        assert branch.check(store).ok


def test_a_file_of_which_nothing_can_be_read_is_refused_and_nothing_is_left(whole: Path) -> None:
    whole.write_bytes(random.Random(1).randbytes(40_000))  # noqa: S311 - chance, no secret
    with pytest.raises(Refusal) as refused:
        rescue.rescue_file(whole, whole.with_name("out.branchdesk"))
    assert refused.value.code == "nothing_readable"
    assert [file.name for file in whole.parent.iterdir()] == [whole.name]
