"""A real file of every released schema opens in this program, with everything in it.

`tests/fixtures/stores` holds one file for each: a demo of 12 members, one year and 30 clues, made by the program that
first wrote that schema.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from branchdesk.services import branch
from branchdesk.services.ledgers import lists
from branchdesk.store import revisions

STORES = Path(__file__).parents[1] / "fixtures" / "stores"
COUNTS = {"members": 12, "volunteers": 50, "clues": 30}


def test_there_is_a_file_of_the_newest_schema() -> None:
    assert (STORES / f"{revisions.HEAD}.branchdesk").is_file()


@pytest.mark.parametrize("released", sorted(path.name for path in STORES.glob("*.branchdesk")))
def test_a_released_file_opens_with_everything_in_it(tmp_path: Path, released: str) -> None:
    path = tmp_path / released
    shutil.copy(STORES / released, path)
    store = branch.open_file(path)
    try:
        found = branch.check(store)
        assert found.ok
        assert {key: found.counts[key] for key in COUNTS} == COUNTS
        assert found.counts["meetings"] > 0
        assert lists.page(store, lists.ledger_called("members")).total == COUNTS["members"]
    finally:
        store.close()
