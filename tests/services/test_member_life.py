"""Dated rows under a member: entered, judged, changed, taken out, each as one step."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import builders
from branchdesk.errors import Refusal
from branchdesk.ledgers.member_life import LIFE_TABLES, LifeTable
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.people import member_card, member_life, members, people
from branchdesk.store.tables import metadata

EDITABLE = [life for key, life in LIFE_TABLES.items() if key != "stages"]


@pytest.fixture
def zhang(store: Store) -> str:
    return builders.fill(store)[0]


def sample(field: Field) -> Any:  # noqa: ANN401 - a value of the field's kind
    if field.choices:
        return field.choices[0].value
    if field.kind is FieldKind.DATE:
        return {"until": "2026-10", "exit_letter_on": "2026-10-01"}.get(field.key, "2024-03-15")
    return 3 if field.kind is FieldKind.INTEGER else f"{field.label}一"


@pytest.mark.parametrize("life", LIFE_TABLES.values(), ids=[*LIFE_TABLES])
def test_a_table_has_the_columns_its_fields_name(life: LifeTable) -> None:
    columns = {*metadata.tables[life.table].c.keys(), "group"}
    assert {field.key for field in life.fields} <= columns


@pytest.mark.parametrize("life", EDITABLE, ids=[life.key for life in EDITABLE])
def test_a_row_is_kept_as_it_was_entered_and_undone(store: Store, zhang: str, life: LifeTable) -> None:
    standing = member_card.card(store, zhang).rows[life.key]
    values = {field.key: sample(field) for field in life.fields}
    row_id, changes = member_life.save_row(store, life.key, zhang, None, values)
    assert changes.title == f"“张三”登记{life.label}"
    [row] = [row for row in member_card.card(store, zhang).rows[life.key] if row.id == row_id]
    assert dict(row.values) == values
    past.undo(store)
    assert member_card.card(store, zhang).rows[life.key] == standing


@pytest.mark.parametrize("life", EDITABLE, ids=[life.key for life in EDITABLE])
def test_a_required_field_is_required(store: Store, zhang: str, life: LifeTable) -> None:
    required = next(field for field in life.fields if field.required)
    values = {field.key: sample(field) for field in life.fields if field is not required}
    with pytest.raises(Refusal) as refusal:
        member_life.save_row(store, life.key, zhang, None, values)
    assert (refusal.value.code, refusal.value.field) == ("missing", required.key)


def test_an_end_before_the_beginning_is_refused_as_far_as_dates_are_known(store: Store, zhang: str) -> None:
    def exempt(since: str, until: str) -> None:
        member_life.save_row(
            store, "conditions", zhang, None, {"kind": "exempt", "since": since, "until": until, "reason": "年老体弱"}
        )

    with pytest.raises(Refusal) as refusal:
        exempt("2026-03-02", "2026-03-01")
    assert (refusal.value.code, refusal.value.field) == ("until_before_since", "until")
    exempt("2026-03-02", "2026-03")
    exempt("2026-03-02", "2026")


def test_a_row_is_changed_and_taken_out(store: Store, zhang: str) -> None:
    row_id, _ = member_life.save_row(store, "honour", zhang, None, {"title": "优秀共产党员", "day": "2025-07"})
    _, changes = member_life.save_row(store, "honour", zhang, row_id, {"title": "优秀党务工作者"})
    assert changes.title == "“张三”修改荣誉表彰"
    [row] = member_card.card(store, zhang).rows["honour"]
    assert (row.values["title"], row.values["day"]) == ("优秀党务工作者", "2025-07")
    assert member_life.remove_row(store, "honour", row_id).title == "“张三”删除荣誉表彰"
    assert not member_card.card(store, zhang).rows["honour"]


def test_a_stage_is_not_entered_here(store: Store, zhang: str) -> None:
    for call in (
        lambda: member_life.save_row(store, "stages", zhang, None, {"stage": "full_member"}),
        lambda: member_life.remove_row(store, "stages", member_card.card(store, zhang).rows["stages"][0].id),
    ):
        with pytest.raises(Refusal) as refusal:
            call()
        assert refusal.value.code == "stage_is_worked_out"


def test_a_group_that_is_not_there_yet_is_made(store: Store, zhang: str) -> None:
    member_life.save_row(store, "groups", zhang, None, {"group": "青年党小组", "since": "2026-01"})
    assert "青年党小组" in people.groups(store)
    person = next(one for one in people.on_roster(store, builders.TODAY) if one.id == zhang)
    assert person.group == "青年党小组"


def test_a_flag_of_the_roster_is_a_condition_from_today_on(store: Store, zhang: str) -> None:
    def flags(day: str) -> tuple[str, ...]:
        return next(one for one in people.on_roster(store, date.fromisoformat(day)) if one.id == zhang).conditions

    members.save(store, zhang, {"away": True, "hardship": True})
    assert flags("2026-11-22") == ()
    assert set(flags("2026-11-23")) == {"away", "hardship"}
    members.save(store, zhang, {"hardship": False})
    assert flags("2026-11-23") == ("away",)


def test_a_flag_that_held_before_keeps_its_past(store: Store, zhang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    members.save(store, zhang, {"lost": True})
    monkeypatch.setenv("BRANCHDESK_TODAY", "2027-02-01")
    members.save(store, zhang, {"lost": False})
    [row] = member_card.card(store, zhang).rows["conditions"]
    assert (row.values["since"], row.values["until"]) == ("2026-11-23", "2027-02-01")


def test_a_photograph_is_kept_replaced_and_taken_out(store: Store, zhang: str) -> None:
    image = bytes(range(256)) * 40
    member_life.set_photo(store, zhang, image)
    assert member_card.card(store, zhang).photo == image
    member_life.set_photo(store, zhang, b"another")
    past.undo(store)
    assert member_card.card(store, zhang).photo == image
    member_life.set_photo(store, zhang, None)
    assert member_card.card(store, zhang).photo is None


@pytest.mark.parametrize(
    ("full_since", "correction", "years"),
    [
        ("2006-06-30", None, 20),
        ("2006-11-23", None, 20),
        ("2006-11-24", None, 19),
        ("2006-11", None, 20),
        ("2006", None, 20),
        ("2006-11-24", 1, 20),
        ("2006-11-23", -1, 19),
        (None, 240, None),
    ],
)
def test_the_party_age_counts_from_full_membership_with_its_correction(
    store: Store, full_since: str | None, correction: int | None, years: int | None
) -> None:
    values = {"name": "钱七", "stage": "full_member", "full_since": full_since, "seniority_correction": correction}
    member_id, _ = members.save(store, None, values)
    assert member_card.card(store, member_id).values["party_age"] == years


def test_the_way_in_is_laid_out_by_its_dates(store: Store) -> None:
    values = {
        "name": "钱七",
        "stage": "full_member",
        "applied_on": "2019-05-04",
        "activist_since": "2020-01",
        "target_since": "2021-06-01",
        "joined_on": "2021-12-20",
        "full_since": "2022-12-20",
    }
    member_id, _ = members.save(store, None, values)
    assert [(stage.what, stage.since) for stage in member_card.card(store, member_id).stages] == [
        ("applicant", "2019-05-04"),
        ("activist", "2020-01"),
        ("development_target", "2021-06-01"),
        ("probationary_member", "2021-12-20"),
        ("full_member", "2022-12-20"),
    ]
