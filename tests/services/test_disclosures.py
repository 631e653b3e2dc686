"""Full ID numbers that are seen or leave the program become events of the history, which hold none of them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

import builders
from branchdesk import clock
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import branch
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import copying, lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.papers import papers
from branchdesk.services.papers.papers import Order
from branchdesk.services.people import disclosures
from branchdesk.services.people.disclosures import Way
from branchdesk.store.engine import Store

NUMBER = "11010119900307109X"
PEOPLE = [{"name": "翟堃", "id_number": NUMBER}, {"name": "陈䶮", "id_number": "110101199003072009"}, {"name": "何霞"}]


@pytest.fixture
def roster(store: Store) -> list[str]:
    return builders.fill(store, PEOPLE)


def told(store: Store) -> list[str]:
    return [step.title for step in reversed(past.steps(store)) if step.verb == disclosures.VERB]


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".ods"])
@pytest.mark.usefixtures("roster")
def test_an_export_says_of_how_many_people_numbers_left(store: Store, tmp_path: Path, ending: str) -> None:
    lists.export(store, MEMBERS, tmp_path / f"名册{ending}")
    lists.export(store, MEMBERS, tmp_path / f"又一份{ending}")
    lists.export(store, MEMBERS, tmp_path / f"没有号码{ending}", columns=("name", "sex"))
    assert told(store) == ["导出完整号码：党员花名册，2 人"] * 2
    assert NUMBER not in str(past.steps(store))


def test_of_a_copied_table_only_what_is_not_masked_is_told(store: Store, roster: list[str]) -> None:
    columns = ("name", "id_number")
    assert NUMBER not in copying.as_table(store, MEMBERS, None, columns).text
    assert told(store) == []
    assert NUMBER in copying.as_table(store, MEMBERS, Query(ids=(roster[0],)), columns, unmasked=True).text
    assert told(store) == ["复制完整号码：党员花名册，1 人"]


def test_a_paper_looked_at_again_within_the_hour_is_told_once(store: Store, roster: list[str]) -> None:
    card = Order("member-card", roster[0], {"full": True})
    for order in (card, card, Order("member-card", roster[2], {"full": True}), Order("member-card", roster[0])):
        papers.write(store, order)
    papers.write(store, Order("list", MEMBERS.key, {"full": True, "columns": ("name", "id_number")}))
    assert [one.partition("：")[0] for one in told(store)] == ["材料中含完整号码"] * 2


def test_one_look_an_hour_at_a_person_is_one_event(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("翟堃", "翟堃", "陈䶮", "翟堃"):
        disclosures.note(store, Way.SHOWN, who)
    assert told(store) == ["查看完整号码：翟堃", "查看完整号码：陈䶮"]
    later = clock.now() + timedelta(minutes=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    disclosures.note(store, Way.SHOWN, "翟堃")
    assert told(store)[2:] == ["查看完整号码：翟堃"]


@pytest.mark.usefixtures("roster")
def test_beside_a_window_a_line_without_names_waits_for_the_next_who_writes(
    store: Store, path: Path, tmp_path: Path
) -> None:
    with branch.hold(path):
        reader = branch.open_to_read(path)
        lists.export(reader, MEMBERS, tmp_path / "名册.csv")
        reader.close()
    aside = path.with_name(f"{path.name}.disclosed")
    assert json.loads(aside.read_text("utf-8"))["title"] == "导出完整号码：党员花名册，2 人"
    with aside.open("a", encoding="utf-8") as file:
        file.write('{"at": "2026-11-2')  # a power cut
    assert told(store) == []
    disclosures.take_in(store)
    [title] = told(store)
    assert title.startswith("导出完整号码：党员花名册，2 人（")
    assert title.endswith("，命令行）")
    assert sorted(file.name for file in path.parent.glob("*.disclosed*")) == []
    assert branch.check(store).ok
