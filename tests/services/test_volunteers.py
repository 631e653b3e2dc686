"""Volunteers: their roster, who is of the team on a day, their leaving, their teams."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import builders
from branchdesk.errors import Refusal
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.services import Store, search
from branchdesk.services.clues import clues, volunteers
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import importing, lists, together
from branchdesk.store.history import operate
from branchdesk.store.tables import clue_stroke

SAMPLE = Path(__file__).parents[1] / "fixtures" / "samples" / "志愿者名单.xlsx"


def add(store: Store, name: str, **values: object) -> str:
    return volunteers.save(store, None, {"name": name, **values})[0]


def called(store: Store, on: str | None = None) -> list[str]:
    day = date.fromisoformat(on) if on else None
    return [one.label for one in volunteers.names(store, on=day)]


def sheet(store: Store, tmp_path: Path, *rows: tuple[str, ...]) -> list[str]:
    """Import rows of name, telephone, team and leaving, and say what became of each."""
    path = tmp_path / "名单.csv"
    path.write_text("\n".join(map(",".join, (("姓名", "手机", "队伍", "退队时间"), *rows))), encoding="utf-8")
    taken = importing.take(store, VOLUNTEERS, importing.open_sheet(path, VOLUNTEERS))
    return [row.outcome.value for row in taken.plan.rows]


def refused(verb: object, *given: object) -> str:
    with pytest.raises(Refusal) as error:
        verb(*given)  # type: ignore[operator] # any verb
    return error.value.code


def test_the_sample_goes_in_whole_and_stands_in_its_own_order(store: Store) -> None:
    table = importing.open_sheet(SAMPLE, VOLUNTEERS)
    importing.take(store, VOLUNTEERS, table)
    wanted = [str(row.values["name"]) for row in table.rows]
    assert [one.name for one in volunteers.names(store)] == wanted
    assert [row[1][0] for row in lists.page(store, VOLUNTEERS).rows] == wanted
    assert len(wanted) == 50


def test_somebody_new_stands_last_unless_a_place_was_given(store: Store) -> None:
    for name, place in (("甲", None), ("乙", 9), ("丙", None), ("丁", 2)):
        add(store, name, roster_order=place)
    assert called(store) == ["甲", "丁", "乙", "丙"]


def test_an_emptied_place_is_kept(store: Store) -> None:
    one = add(store, "甲")
    add(store, "乙")
    volunteers.save(store, one, {"roster_order": None})
    assert called(store) == ["甲", "乙"]


def test_who_left_is_offered_until_that_day_and_stays_in_the_ledger(store: Store) -> None:
    one, two = add(store, "甲", joined_on="2026-03"), add(store, "乙", joined_on="2026-11-10")
    volunteers.leave(store, [one], "2026-11-20")
    assert called(store, "2026-02-28") == []
    assert called(store, "2026-03-01") == ["甲"]
    assert called(store, "2026-11-19") == ["甲", "乙"]
    assert called(store, "2026-11-20") == ["乙"]
    assert called(store) == ["甲", "乙"]
    standing = lists.page(store, VOLUNTEERS, columns=("standing",), on=date(2026, 11, 1))
    assert [row[1] for row in standing.rows] == [("here",), ("coming",)]
    volunteers.come_back(store, [one])
    assert called(store, "2026-11-20") == ["甲", "乙"]
    assert refused(volunteers.come_back, store, [two]) == "not_left"


def test_leaving_is_one_step_and_wants_a_day_that_can_be(store: Store) -> None:
    both = [add(store, "甲"), add(store, "乙", joined_on="2026-11-10")]
    assert refused(volunteers.leave, store, both, None) == "day_missing"
    assert refused(volunteers.leave, store, both, "2026-10-31") == "before_joining"
    assert called(store, "2026-11-12") == ["甲", "乙"]  # nothing was changed
    volunteers.leave(store, both, "2026-11-11")
    assert refused(volunteers.leave, store, both, "2026-11-12") == "already_left"
    assert called(store, "2026-11-12") == []
    past.undo(store)
    assert called(store, "2026-11-12") == ["甲", "乙"]


@pytest.mark.parametrize("how", ["first", "jointly", "strokes"])
def test_who_is_named_stays(store: Store, how: str) -> None:
    rider = add(store, "甲")
    if how == "strokes":
        row = {"day": "2026-11-01", "by": "volunteer", "name": "甲", "volunteer_id": rider, "category": None}
        with operate(store, "tally_strokes", "正字计数") as work:
            work.insert(clue_stroke, {**row, "branch_id": store.branch.id, "reported": 1, "handled": 0})
    else:
        clues.save(store, None, {"text": "井盖", "reporter": "甲" if how == "first" else "路人、甲"})
    assert refused(volunteers.remove, store, rider) == "volunteer_is_named"
    past.undo(store)
    volunteers.remove(store, rider)
    assert not builders.records(store)["volunteer"]


def test_people_of_one_name_are_told_apart_by_what_all_of_them_have(store: Store) -> None:
    for team, phone in (("一队", "13800138000"), ("一队", "13900139007")):
        add(store, "王伟", team=team, phone=phone)
    add(store, "何霞")
    assert called(store) == ["王伟（尾号8000）", "王伟（尾号9007）", "何霞"]
    add(store, "何霞", phone="13700137000")
    assert called(store)[2:] == ["何霞（第1位）", "何霞（第2位）"]


def test_a_search_tells_namesakes_apart_and_who_left(store: Store) -> None:
    add(store, "王伟", team="一队")
    add(store, "王伟", team="二队", left_on="2026-11-01")
    found = [(one.title, one.detail) for one in search.find(store, "ww") if one.kind == "volunteer"]
    assert found == [("王伟（一队）", "一队"), ("王伟（二队）", "二队 · 已退出")]


def test_a_telephone_completes_who_had_none_and_another_one_is_another_person(store: Store, tmp_path: Path) -> None:
    add(store, "王伟", team="一队")
    assert sheet(store, tmp_path, ("王伟", "13800138000", "", "")) == ["changed"]
    assert sheet(store, tmp_path, ("王伟", "13900139000", "", "")) == ["new"]
    assert sheet(store, tmp_path, ("王伟", "", "一队", "2026-10")) == ["changed"]
    assert sheet(store, tmp_path, ("王伟", "", "", "")) == ["refused"]  # nothing says which of the two
    assert [(one.team, one.left_on) for one in volunteers.names(store)] == [("一队", "2026-10"), ("", None)]


def test_two_of_one_name_in_a_sheet_are_two_where_their_teams_differ(store: Store, tmp_path: Path) -> None:
    rows = (("王伟", "", "一队", ""), ("王伟", "", "二队", ""), ("王伟", "", "一队", ""))
    assert sheet(store, tmp_path, *rows) == ["new", "new", "refused"]
    assert sheet(store, tmp_path, *rows[:2]) == ["unchanged", "unchanged"]


def test_a_blank_takes_nothing_away(store: Store, tmp_path: Path) -> None:
    add(store, "甲", phone="13800138000", team="一队", left_on="2026-10-01")
    assert sheet(store, tmp_path, ("甲", "13800138000", "", "")) == ["unchanged"]


def test_a_team_is_renamed_for_everybody_in_one_step(store: Store) -> None:
    for name, team in (("甲", "一队"), ("乙", "一队"), ("丙", "二队")):
        add(store, name, team=team)
    assert volunteers.rename_team(store, "一队", " 先锋队 ").title == "队伍“一队”改名为“先锋队”（2名）"
    assert [one.team for one in volunteers.names(store)] == ["先锋队", "先锋队", "二队"]
    past.undo(store)
    assert [one.team for one in volunteers.names(store)] == ["一队", "一队", "二队"]
    assert refused(volunteers.rename_team, store, "三队", "四队") == "no_such_team"
    assert refused(volunteers.rename_team, store, "一队", " ") == "team_name_missing"


def test_several_change_their_team_together(store: Store) -> None:
    some = [add(store, name, team="一队") for name in "甲乙丙"]
    together.set_field(store, VOLUNTEERS, some[:2], "team", "二队")
    assert [one.team for one in volunteers.names(store)] == ["二队", "二队", "一队"]
