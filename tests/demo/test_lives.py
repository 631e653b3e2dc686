"""What is invented of people beside the roster: it can be stored, and it changes nobody's vote."""

from __future__ import annotations

from datetime import date

import pytest

from branchdesk.demo.branch import invent
from branchdesk.domain.conditions import PLAIN, effect
from branchdesk.domain.dates import PartialDate
from branchdesk.ledgers.member_life import LIFE_TABLES

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_rows_fit_their_tables_and_lie_in_the_past(seed: int) -> None:
    lives = invent(seed=seed, today=TODAY).lives
    assert {row.table for row in lives.rows} >= {"conditions", "talk", "honour", "training", "career"}
    for row in lives.rows:
        fields = {field.key: field for field in LIFE_TABLES[row.table].fields}
        assert set(row.values) - {"other_id"} <= set(fields)
        for key, value in row.values.items():
            if key in fields and fields[key].choices:
                assert value in {choice.value for choice in fields[key].choices}
        assert PartialDate.parse(row.values.get("since") or row.values["day"]).first_day() <= TODAY


def test_what_holds_takes_nobody_from_the_count_or_the_vote() -> None:
    kinds = [row.values["kind"] for row in invent(today=TODAY).lives.rows if row.table == "conditions"]
    assert sorted(kinds) == ["elsewhere", "exempt"]
    assert effect(kinds).expected == PLAIN.expected
    assert effect(kinds).votes == PLAIN.votes


def test_who_left_was_gone_before_the_records_and_shares_no_name() -> None:
    invented = invent(today=TODAY)
    assert [leaver.stay["exit"] for leaver in invented.lives.leavers] == ["transferred", "died"]
    for leaver in invented.lives.leavers:
        assert leaver.stay["until"] < invented.branch.duties_from.isoformat()
        assert leaver.values["name"] not in {person.name for person in invented.people}


def test_a_small_branch_has_none_of_it() -> None:
    assert invent(members=9, today=TODAY).lives.rows == ()
