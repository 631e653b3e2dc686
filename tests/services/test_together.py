"""One field set for several records: one step, and only where that is safe."""

from __future__ import annotations

import pytest

import builders
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import lists, together


def education(store: Store) -> list[str | None]:
    return [row[0] for _, row in lists.page(store, MEMBERS, columns=("education",)).rows]


def test_one_field_of_several_records_is_one_step(store: Store) -> None:
    people = builders.fill(store)
    before = builders.records(store)
    changes = together.set_field(store, MEMBERS, people[1:4], "education", "大学本科")
    assert education(store) == [None, "大学本科", "大学本科", "大学本科", None, None]
    assert changes.title == "党员花名册批量修改3名的学历"
    again = together.set_field(store, MEMBERS, people[:4], "education", "大学本科")
    assert again.title == "党员花名册批量修改1名的学历"
    assert not together.set_field(store, MEMBERS, people[:4], "education", "大学本科")
    past.undo(store)
    past.undo(store)
    assert builders.records(store) == before


def test_none_empties_a_field(store: Store) -> None:
    people = builders.fill(store)
    together.set_field(store, MEMBERS, people, "education", "大专")
    together.set_field(store, MEMBERS, people[:2], "education", None)
    assert education(store) == [None, None, "大专", "大专", "大专", "大专"]


def test_a_record_that_is_gone_stops_the_whole(store: Store) -> None:
    people = builders.fill(store)
    with pytest.raises(Refusal):
        together.set_field(store, MEMBERS, [people[0], "nobody"], "education", "大专")
    assert set(education(store)) == {None}


def test_only_plain_fields_are_offered() -> None:
    offered = {field.key for field in together.fields(MEMBERS)}
    assert {"education", "sex", "post", "remark"} <= offered
    dated = {"stage", "group", "office", "joined_on", "full_since"}
    assert not offered & {*dated, "id_number", "name", "phone", "roster_order"}
    assert "number" not in {field.key for field in together.fields(CLUES)}
    assert "state" in {field.key for field in together.fields(CLUES)}
    assert "team" in {field.key for field in together.fields(VOLUNTEERS)}
