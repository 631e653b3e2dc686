"""A report of what is on record already is recognised: near in days, in one place or grid, in like words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.clue_likeness import Report, likely
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.files.pasted import read_clipboard
from branchdesk.files.tables import read_table
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import Store
from branchdesk.services.clues import clue_duplicates, clue_settings, clues
from branchdesk.services.ledgers import importing
from branchdesk.services.ledgers.importing import Outcome

BLOCKED = {"reported_on": "2026-11-20", "grid": "站前网格", "text": "站前路3号楼消防通道被电动车堵住，进不去人"}
NEW = {"reported_on": "2026-11-23", "grid": "站前网格", "text": "3号楼的消防通道被电动车堵住了"}


@pytest.fixture
def blocked(store: Store) -> str:
    clues.save(store, None, {**BLOCKED, "text": "井盖缺失，夜里看不见"})
    return clues.save(store, None, {**BLOCKED, "reporter": "袁明刚"})[0]


def found(store: Store, **facts: str | None) -> list[str]:
    return [one.id for one in clue_duplicates.alike(store, {**NEW, **facts})]


def test_like_words_in_the_same_grid_within_some_days_are_offered(store: Store, blocked: str) -> None:
    (one,) = clue_duplicates.alike(store, NEW)
    assert (one.id, one.number, one.reporter, one.same) == (blocked, "XS20260002", "袁明刚", "消防通道被电动车堵住")
    assert found(store, grid="滨河网格") == []
    assert found(store, text="井口没有盖") == []
    assert found(store, reported_on=None) == found(store, reported_on="2026-11") == []


@pytest.mark.parametrize(
    ("day", "offered"), [("2026-12-05", 1), ("2026-12-06", 0), ("2026-11-05", 1), ("2026-11-04", 0)]
)
def test_the_days_are_the_branchs_own(store: Store, blocked: str, day: str, offered: int) -> None:
    assert len(found(store, reported_on=day)) == offered
    clue_settings.set_settings(store, ClueSettings(alike_days=30))
    assert found(store, reported_on=day) == [blocked]


def test_a_place_named_by_both_needs_fewer_words(store: Store) -> None:
    there, _ = clues.save(store, None, {**BLOCKED, "grid": "甲网格", "place": "农贸市场", "text": "占道经营，路人绕行"})
    new = {"grid": "乙网格", "text": "有人占道经营卖菜"}
    assert found(store, **new, place="农贸市场东门") == [there]
    assert found(store, **new, place="农贸") == [there]
    assert found(store, **new, place="体育馆") == []


def test_a_duplicate_is_not_offered_for_another(store: Store, blocked: str) -> None:
    clues.save(store, blocked, {"state": "duplicate"})
    assert found(store) == []


def test_a_clue_on_record_is_not_like_itself(store: Store, blocked: str) -> None:
    assert clue_duplicates.of_clue(store, blocked) == ()
    other, _ = clues.save(store, None, NEW)
    assert [one.id for one in clue_duplicates.of_clue(store, other)] == [blocked]
    assert clue_duplicates.of_clue(store, "nobody") == ()


def test_a_row_of_a_sheet_that_looks_like_a_clue_on_record_is_doubted_and_taken(store: Store, blocked: str) -> None:
    rows = f"提报日期\t所属网格\t线索内容\n2026-11-23\t站前网格\t{NEW['text']}\n2026-11-23\t站前网格\t路灯不亮\n"
    table = read_table(read_clipboard(rows), CLUES)
    plan = importing.preview(store, CLUES, table)
    doubted = [finding for finding in plan.findings if finding.code == "clue_alike"]
    assert [(one.row, one.message) for one in doubted] == [
        (2, "可能与 XS20260002 重复（都写有“消防通道被电动车堵住”），请核对。")
    ]
    assert importing.take(store, CLUES, table).plan.count(Outcome.NEW) == 2
    assert blocked in found(store)


TEXTS = st.text(alphabet="消防通道被堵井盖缺失，。 ", max_size=30)


@given(new=TEXTS, others=st.lists(TEXTS, max_size=6))
def test_what_is_said_to_agree_stands_in_both(new: str, others: list[str]) -> None:
    found = likely(Report("甲", "", new), [Report("甲", "", text) for text in others], 5)
    assert [one.percent for one in found] == sorted((one.percent for one in found), reverse=True)
    for one in found:
        assert plain(one.same) in plain(new)
        assert plain(one.same) in plain(others[one.number])
        assert 0 < one.percent <= 100


def plain(text: str) -> str:
    return "".join(filter(str.isalnum, text))
