"""Long work tells how far it is, and can be given up at every word of it without a trace."""

from __future__ import annotations

import gc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

import builders
from branchdesk.files.progress import OFTEN
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.spec import Ledger
from branchdesk.services import Store
from branchdesk.services.ledgers import importing
from branchdesk.services.ledgers.importing import Outcome
from branchdesk.services.pace import undisturbed

MEMBERS, CLUES = LEDGERS["members"], LEDGERS["clues"]
ROWS = 2 * OFTEN + 1


class Enough(Exception):
    """What somebody who gives up raises."""


@pytest.fixture(autouse=True)
def _collecting() -> None:
    """Begin as a process without a window: where one was tried before, its sweeper has taken the search over."""
    gc.enable()


def sheet(tmp_path: Path, ledger: Ledger, post: str = "科员") -> Path:
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("表")
        if ledger is MEMBERS:
            page.write_row(0, 0, ["姓名", "党员类别", "入党时间", "工作岗位"])
            for row in range(1, ROWS + 1):
                page.write_row(row, 0, [f"张{chr(0x4E00 + row)}", "正式党员", "1998-07", post])
        else:
            page.write_row(0, 0, ["线索编号", "提报日期", "线索内容"])
            for row in range(1, ROWS + 1):
                page.write_row(row, 0, [f"XS2026{row:04}", "2026-11-01", post])
    return path


def stopping_after(words: int) -> Callable[[int, int], None]:
    said = 0

    def report(_done: int, _total: int) -> None:
        nonlocal said
        said += 1
        if said > words:
            raise Enough

    return report


@pytest.mark.parametrize("ledger", [MEMBERS, CLUES])
def test_reading_and_taking_tell_how_far_they_are(store: Store, tmp_path: Path, ledger: Ledger) -> None:
    read: list[tuple[int, int]] = []
    opened = importing.look_into(store, sheet(tmp_path, ledger), ledger, report=lambda *told: read.append(told))
    taken: list[tuple[int, int]] = []
    done = importing.take(store, ledger, opened.table, report=lambda *told: taken.append(told))
    assert done.plan.count(Outcome.NEW) == ROWS
    for told in (read, taken):
        assert len(told) > ROWS // OFTEN
        assert all(0 <= one[0] <= one[1] for one in told)
        assert all(one <= other for one, other in pairwise(told))
    assert taken[-1][0] == taken[-1][1]


@pytest.mark.parametrize("words", [0, 1, 4, 7])
def test_reading_that_is_given_up_ends_there(store: Store, tmp_path: Path, words: int) -> None:
    with pytest.raises(Enough):
        importing.look_into(store, sheet(tmp_path, MEMBERS), MEMBERS, report=stopping_after(words))
    assert gc.isenabled()


@pytest.mark.parametrize("known", [False, True])
def test_an_import_that_is_given_up_leaves_nothing(store: Store, tmp_path: Path, known: bool) -> None:  # noqa: FBT001
    if known:
        importing.take(store, MEMBERS, importing.open_sheet(sheet(tmp_path, MEMBERS), MEMBERS))
    table = importing.open_sheet(sheet(tmp_path, MEMBERS, "主任"), MEMBERS)
    before, words = builders.records(store), 0
    while True:
        try:
            importing.take(store, MEMBERS, table, report=stopping_after(words))
        except Enough:
            assert builders.records(store) == before
            words += 1
        else:
            break
    assert words > ROWS // OFTEN
    assert builders.records(store) != before


def test_the_collector_rests_until_the_last_has_ended() -> None:
    with undisturbed():
        with undisturbed():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
