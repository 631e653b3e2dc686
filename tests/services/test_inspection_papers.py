"""迎检材料: one file of a period with its parts in order, from records as they are."""

from __future__ import annotations

from datetime import date

import pytest

import builders
from branchdesk.errors import Refusal
from branchdesk.services.duties import inspection
from branchdesk.services.duties.inspection import Said
from branchdesk.services.meetings import meetings
from branchdesk.services.papers.papers import Order, make, word
from branchdesk.store.engine import Store
from papers import reading

PERIOD = {"since": "2026-01-01", "until": "2026-11-23"}


@pytest.fixture(autouse=True)
def _this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", "2026-11-23")


@pytest.fixture
def held(store: Store) -> str:
    builders.fill(store)
    draft = builders.meeting("2026-11-20", attendance=builders.present(), agenda=builders.full_agenda())
    return meetings.save(store, draft).id


def text(store: Store, **options: object) -> str:
    return reading.body(make(store, Order("inspection", "", {**PERIOD, **options})))


def test_the_file_has_its_parts_in_order(store: Store, held: str) -> None:
    assert held
    told = text(store)
    heads = ("自查问题清单", "组织生活情况表", "出勤情况汇总表", "党员大会记录", "党员花名册", "学习篇目清单")
    places = [told.rindex(one) if one in {"党员花名册", "学习篇目清单"} else told.index(one) for one in heads]
    assert places == sorted(places)


def test_only_the_chosen_parts_are_bound(store: Store, held: str) -> None:
    assert held
    told = text(store, parts=("life",))
    assert "组织生活情况表" in told
    assert "自查问题清单" not in told


def test_the_list_says_what_was_done_about_a_finding(store: Store, held: str) -> None:
    assert held
    seen = inspection.look(store, date(2026, 1, 1), date(2026, 11, 23))
    inspection.note(store, seen.findings[:1], Said("原件在档案柜", date(2026, 11, 22)))
    told = text(store, parts=("findings",))
    assert "原件在档案柜" in told.replace("\n", "")
    assert f"共{len(seen.findings)}项，其中已整改、已说明1项" in told.replace("\n", "")


def test_a_branch_with_nothing_on_record_has_a_file_too(store: Store) -> None:
    assert "自查问题清单" in text(store)


def test_a_period_the_wrong_way_round_or_without_parts_is_refused(store: Store) -> None:
    for options, code in (({"since": "2026-12-01"}, "wrong_period"), ({"parts": ()}, "nothing_to_bind")):
        with pytest.raises(Refusal) as refused:
            make(store, Order("inspection", "", {**PERIOD, **options}))
        assert refused.value.code == code


def test_it_is_a_word_file_too(store: Store, held: str) -> None:
    assert held
    assert word(store, Order("inspection", "", PERIOD)).startswith(b"PK")
