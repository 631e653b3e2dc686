"""Members, volunteers and clues entered and changed by hand."""

from __future__ import annotations

from typing import Any

import pytest

import builders
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.clues import clues, volunteers
from branchdesk.services.keeping import past
from branchdesk.services.people import member_card, members, people
from branchdesk.services.people.member_card import Period


def code(verb: object, *facts: object) -> str:
    with pytest.raises(Refusal) as caught:
        verb(*facts)  # type: ignore[operator]
    return caught.value.code


def enter(store: Store, **values: Any) -> str:  # noqa: ANN401 - any field
    return members.save(store, None, {"name": "张三", "stage": "full_member", **values})[0]


def test_a_member_is_kept_as_entered(store: Store) -> None:
    values = {
        "roster_order": 7,
        "name": "张三",
        "sex": "male",
        "ethnicity": "汉族",
        "birth_date": "1975-03",
        "id_number": "11010519491231002X",
        "education": "大学本科",
        "joined_on": "1998-07",
        "full_since": "1999-07-01",
        "stage": "full_member",
        "group": "第一党小组",
        "office": "书记、组织委员",
        "post": "检察官",
        "phone": "13800138000",
        "native_place": "某省某市",
        "remark": "调入",
    }
    member_id, changes = members.save(store, None, values)
    assert changes.title == "党员花名册新增“张三”"
    card = member_card.card(store, member_id)
    assert {key: card.values[key] for key in values} == values
    assert card.values["age"] == 51
    assert not any(card.values[key] for key in set(card.values) - set(values) - {"age", "party_age"})
    assert card.stages == (
        Period("probationary_member", "1998-07", "1999-07-01"),
        Period("full_member", "1999-07-01", None),
    )
    assert card.offices == (Period("书记", None, None), Period("组织委员", None, None))
    assert card.groups == (Period("第一党小组", None, None),)


def test_a_member_needs_a_name(store: Store) -> None:
    member_id = enter(store)
    before = builders.records(store)
    for values in ({"name": ""}, {"name": None}, {"name": "  "}):
        assert code(members.save, store, member_id, values) == "name_missing"
        assert code(members.save, store, None, values) == "name_missing"
    assert code(members.save, store, None, {"stage": "full_member"}) == "name_missing"
    assert builders.records(store) == before


def test_an_identifier_that_names_nobody_is_refused(store: Store) -> None:
    assert code(members.save, store, "nobody", {"name": "张三"}) == "no_such_record"
    assert code(member_card.card, store, "nobody") == "no_such_record"
    assert code(members.delete, store, "nobody") == "no_such_record"


def test_the_next_member_comes_last(store: Store) -> None:
    enter(store, roster_order=7)
    member_id = enter(store, name="李四")
    assert member_card.card(store, member_id).values["roster_order"] == 8


def test_an_emptied_order_leaves_the_member_where_they_are(store: Store) -> None:
    member_id = enter(store, roster_order=7)
    members.save(store, member_id, {"roster_order": None, "remark": "调入"})
    card = member_card.card(store, member_id)
    assert (card.values["roster_order"], card.values["remark"]) == (7, "调入")


def test_fields_can_be_emptied(store: Store) -> None:
    member_id = enter(store, phone="13800138000", office="书记", group="第一党小组", joined_on="1998-07")
    members.save(store, member_id, dict.fromkeys(("phone", "office", "group", "joined_on")))
    values = member_card.card(store, member_id).values
    assert [values[key] for key in ("phone", "office", "group", "joined_on")] == [None] * 4
    assert values["stage"] == "full_member"


def test_a_new_name_is_found_by_its_new_sound(store: Store) -> None:
    member_id = enter(store)
    members.save(store, member_id, {"name": "欧阳冲"})
    [person] = people.on_roster(store, builders.TODAY)
    assert (person.initials, person.pinyin) == ("oyc", "ou yang chong")


def test_what_is_saved_unchanged_leaves_no_step(store: Store) -> None:
    member_id = enter(store, office="书记、组织委员", group="第一党小组", joined_on="1998-07")
    before = past.next_titles(store)
    _, changes = members.save(store, member_id, member_card.card(store, member_id).values)
    assert not changes
    assert past.next_titles(store) == before


def test_offices_in_another_order_are_the_same_offices(store: Store) -> None:
    member_id = enter(store, office="书记、组织委员")
    assert not members.save(store, member_id, {"office": "组织委员、书记"})[1]


def test_offices_and_groups_are_dated_and_never_overwritten(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    member_id = enter(store, office="组织委员", group="第一党小组")
    members.save(store, member_id, {"office": "书记", "group": "第二党小组"})
    members.save(store, member_id, {"office": "书记、宣传委员"})
    members.save(store, member_id, {"office": "宣传委员"})  # corrected on the same day: as if it had never been
    card = member_card.card(store, member_id)
    assert card.offices == (Period("组织委员", None, "2026-11-23"), Period("宣传委员", "2026-11-23", None))
    assert card.groups == (Period("第一党小组", None, "2026-11-23"), Period("第二党小组", "2026-11-23", None))
    monkeypatch.setenv("BRANCHDESK_TODAY", "2027-02-01")
    members.save(store, member_id, {"office": None})
    assert member_card.card(store, member_id).offices[1] == Period("宣传委员", "2026-11-23", "2027-02-01")
    assert people.groups(store) == ("第一党小组", "第二党小组")


def stages(store: Store, member_id: str) -> tuple[Period, ...]:
    return member_card.card(store, member_id).stages


def test_a_stage_that_no_date_tells_begins_today(store: Store) -> None:
    member_id = enter(store, stage="activist")
    members.save(store, member_id, {"stage": "development_target"})
    assert stages(store, member_id) == (
        Period("activist", None, "2026-11-23"),
        Period("development_target", "2026-11-23", None),
    )


def test_a_member_admitted_on_a_day_was_an_activist_until_then(store: Store) -> None:
    member_id = enter(store, stage="activist")
    members.save(store, member_id, {"stage": "probationary_member", "joined_on": "2026-11-20"})
    assert stages(store, member_id) == (
        Period("activist", None, "2026-11-20"),
        Period("probationary_member", "2026-11-20", None),
    )


def test_a_member_admitted_on_a_day_nobody_wrote_down_is_one_from_today(store: Store) -> None:
    member_id = enter(store, stage="activist")
    members.save(store, member_id, {"stage": "probationary_member"})
    assert stages(store, member_id) == (
        Period("activist", None, "2026-11-23"),
        Period("probationary_member", "2026-11-23", None),
    )


def test_probation_ends_on_the_day_that_is_given_or_today(store: Store) -> None:
    dated = enter(store, stage="probationary_member", joined_on="2025-11-03")
    members.save(store, dated, {"stage": "full_member", "full_since": "2026-11-03"})
    assert stages(store, dated) == (
        Period("probationary_member", "2025-11-03", "2026-11-03"),
        Period("full_member", "2026-11-03", None),
    )
    undated = enter(store, stage="probationary_member", joined_on="2025-11")
    members.save(store, undated, {"stage": "full_member"})
    assert stages(store, undated) == (
        Period("probationary_member", "2025-11", "2026-11-23"),
        Period("full_member", "2026-11-23", None),
    )


def test_a_date_of_joining_corrected_later_keeps_the_probation(store: Store) -> None:
    member_id = enter(store, stage="probationary_member", joined_on="2025-11")
    members.save(store, member_id, {"stage": "full_member"})
    members.save(store, member_id, {"joined_on": "2025-11-03"})
    assert stages(store, member_id) == (
        Period("probationary_member", "2025-11-03", "2026-11-23"),
        Period("full_member", "2026-11-23", None),
    )


def test_a_stage_entered_by_mistake_is_corrected_by_its_dates(store: Store) -> None:
    member_id = enter(store, stage="activist")
    members.save(store, member_id, {"stage": "full_member", "joined_on": "2010-07"})
    assert stages(store, member_id) == (Period("activist", None, "2010-07"), Period("full_member", "2010-07", None))
    members.save(store, member_id, {"joined_on": "2011-07"})
    assert stages(store, member_id)[-1] == Period("full_member", "2011-07", None)


def test_a_date_to_come_that_is_corrected_keeps_the_stage(store: Store) -> None:
    member_id = enter(store, stage="probationary_member", joined_on="2062-03-16")
    assert member_card.card(store, member_id).values["stage"] is None
    members.save(store, member_id, {"joined_on": "2025-03-16"})
    assert stages(store, member_id) == (Period("probationary_member", "2025-03-16", None),)


def test_an_emptied_stage_stays_what_it_was(store: Store) -> None:
    member_id = enter(store, stage="activist")
    members.save(store, member_id, {"stage": None})
    assert stages(store, member_id) == (Period("activist", None, None),)


def test_corrected_dates_lay_the_stages_out_anew(store: Store) -> None:
    member_id = enter(store, joined_on="1998-07", full_since="1999-07")
    members.save(store, member_id, {"joined_on": "1997", "full_since": "1998-07-01"})
    assert stages(store, member_id) == (
        Period("probationary_member", "1997", "1998-07-01"),
        Period("full_member", "1998-07-01", None),
    )


def test_a_date_filled_in_later_keeps_the_member_on_the_roster(store: Store) -> None:
    member_id = enter(store)
    members.save(store, member_id, {"full_since": "2025-06"})
    assert stages(store, member_id) == (
        Period("probationary_member", None, "2025-06"),
        Period("full_member", "2025-06", None),
    )


def test_a_removed_member_is_off_the_roster_and_undo_brings_them_back(store: Store) -> None:
    member_id = enter(store)
    before = builders.records(store)
    assert members.delete(store, member_id).title == "党员花名册删除“张三”"
    assert not people.on_roster(store, builders.TODAY)
    assert code(members.delete, store, member_id) == "no_such_record"
    past.undo(store)
    assert builders.records(store) == before


def test_shared_names_are_known(store: Store) -> None:
    builders.fill(store)
    assert people.shared_names(store) == {"王伟"}


def clue(store: Store, **values: Any) -> tuple[str, str]:  # noqa: ANN401 - any field
    """Enter a clue and give its identifier and number."""
    clue_id, _ = clues.save(store, None, {"text": "路灯不亮", **values})
    [number] = [row["number"] for row in builders.records(store)["clue"] if row["id"] == clue_id]
    return clue_id, number


def kept(store: Store, clue_id: str) -> dict[str, Any]:
    [row] = [row for row in builders.records(store)["clue"] if row["id"] == clue_id]
    return row


def test_clues_are_numbered_by_the_year_they_were_reported(store: Store) -> None:
    numbers = [
        clue(store, reported_on="2026-11-01")[1],
        clue(store, reported_on="2025-12")[1],
        clue(store)[1],
        clue(store, number="XS20260193")[1],
        clue(store, number="别处的编号")[1],
        clue(store, reported_on="2026")[1],
    ]
    assert numbers == ["XS20260001", "XS20250001", "XS20260002", "XS20260193", "别处的编号", "XS20260194"]


def test_a_step_names_the_number_that_a_clue_got(store: Store) -> None:
    clue_id, changes = clues.save(store, None, {"text": "路灯不亮", "reported_on": "2026-11-01"})
    assert changes.title == "志愿者线索台账新增“XS20260001”"
    assert clues.save(store, clue_id, {"text": "路灯已修"})[1].title == "志愿者线索台账修改“XS20260001”"
    assert clues.remove(store, clue_id).title == "志愿者线索台账删除“XS20260001”"
    assert code(clues.remove, store, clue_id) == "no_such_record"
    assert code(clues.save, store, clue_id, {"text": "路灯"}) == "no_such_record"


def test_a_clues_state_follows_from_its_closing_day_where_nobody_says(store: Store) -> None:
    assert kept(store, clue(store)[0])["state"] == "reported"
    assert kept(store, clue(store, closed_on="2026-11-02")[0])["state"] == "closed"
    assert kept(store, clue(store, closed_on="2026-11-02", state="fed_back")[0])["state"] == "fed_back"


def test_changing_one_field_of_a_clue_leaves_the_others(store: Store) -> None:
    clue_id, _ = clue(store, reported_on="2026-11-01", category="公益诉讼", grid="三号网格", fed_back=True)
    before = kept(store, clue_id)
    clues.save(store, clue_id, {"state": "handled", "grid": None})
    assert kept(store, clue_id) == before | {"state": "handled", "grid": None}


def test_a_reporter_is_tied_to_the_one_volunteer_of_that_name(store: Store) -> None:
    one, _ = volunteers.save(store, None, {"name": "孙骑", "phone": "13800138000"})
    for phone in ("13800138001", "13800138002"):
        volunteers.save(store, None, {"name": "钱骑", "phone": phone})
    assert kept(store, clue(store, reporter="孙骑")[0])["volunteer_id"] == one
    assert kept(store, clue(store, reporter="钱骑")[0])["volunteer_id"] is None
    assert kept(store, clue(store, reporter="路人")[0])["volunteer_id"] is None


def test_a_volunteer_with_clues_stays(store: Store) -> None:
    one, _ = volunteers.save(store, None, {"name": "孙骑"})
    clue_id, _ = clue(store, reporter="孙骑")
    assert code(volunteers.remove, store, one) == "volunteer_is_named"
    clues.remove(store, clue_id)
    volunteers.remove(store, one)
    assert not builders.records(store)["volunteer"]


def test_a_volunteer_needs_a_name(store: Store) -> None:
    one, _ = volunteers.save(store, None, {"name": "孙骑", "grid": "三号网格"})
    for values in ({}, {"name": ""}, {"name": " "}):
        assert code(volunteers.save, store, None, values) == "name_missing"
    assert code(volunteers.save, store, one, {"name": None}) == "name_missing"
    volunteers.save(store, one, {"grid": None})
    assert builders.records(store)["volunteer"][0]["name"] == "孙骑"
