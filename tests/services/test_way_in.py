"""The days of the way in that rules count from: read from a sheet, judged beside each other, kept and undone."""

from __future__ import annotations

import pytest

from branchdesk.domain.dates import PartialDate
from branchdesk.files.headings import aliases_of
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.people import member_card, members

DAYS = {"approved_on": "2026-06-30", "oath_on": "2026-07-01", "probation_until": "2027-12-15", "dues_to": "2026-10"}


def test_the_days_are_kept_and_undone(store: Store) -> None:
    member_id, _ = members.save(
        store, None, {"name": "何霞", "stage": "probationary_member", "joined_on": "2026-06-15"}
    )
    members.save(store, member_id, DAYS)
    shown = member_card.card(store, member_id).values
    assert {key: shown[key] for key in DAYS} == DAYS
    past.undo(store)
    assert not any(member_card.card(store, member_id).values[key] for key in DAYS)


@pytest.mark.parametrize(
    ("key", "day", "doubted"),
    [
        ("approved_on", "2026-06-14", True),
        ("approved_on", "2026-06-15", False),
        ("approved_on", "2026-06", False),  # may have been after
        ("oath_on", "2026-05", True),
        ("probation_until", "2026-06-14", True),
        ("dues_to", "2026-01", False),  # of somebody who came with their dues paid elsewhere
    ],
)
def test_nothing_follows_an_admission_that_is_dated_before_it(key: str, day: str, *, doubted: bool) -> None:
    row = {"joined_on": PartialDate(2026, 6, 15), key: PartialDate.parse(day)}
    found = [one.field for check in MEMBERS.checks for one in check(row) if one.code == "way_in_out_of_order"]
    assert found == ([key] if doubted else [])


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("批准接收为预备党员时间", "approved_on"),
        ("接收为预备党员时间", "joined_on"),
        ("宣誓日期", "oath_on"),
        ("预备期延长至", "probation_until"),
        ("党费缴至", "dues_to"),
    ],
)
def test_headings_as_sheets_write_them_name_the_field(heading: str, key: str) -> None:
    assert aliases_of(MEMBERS)[heading][0].key == key
