"""What a card works out: how often somebody came, what is left out of it, and when the next 政治生日 is."""

from __future__ import annotations

from datetime import datetime

import pytest

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.attendance import turnout
from branchdesk.domain.meetings import (
    Attendance,
    Mark,
    Meeting,
    MeetingKind,
    Presence,
)
from branchdesk.services import Store
from branchdesk.services.meetings import meetings
from branchdesk.services.people import member_card, member_life, members
from branchdesk.services.people.member_card import Attended


def met(presence: str, *, spared: bool = False, made_up_on: str | None = None) -> Attended:
    return Attended("id", "theme_day", "2026-01-05T09:00", presence, "", made_up_on, spared)


def hold(store: Store, day: str, person: str, presence: Presence) -> None:
    marks = (Mark(PersonRef("张三", person), presence),)
    meetings.save(
        store, Meeting(MeetingKind.THEME_DAY, datetime.fromisoformat(day), attendance=Attendance(marks=marks))
    )


def test_the_rate_leaves_out_what_was_not_required_and_what_is_not_known() -> None:
    found = turnout(
        [
            *[met("present")] * 2,
            met("on_leave", made_up_on="2026-02-01"),
            met("absent", spared=True),
            met("present", spared=True),
            met("unknown"),
        ]
    )
    assert (found.expected, found.present, found.on_leave, found.absent) == (3, 2, 1, 0)
    assert (found.made_up, found.spared, found.rate) == (1, 2, "67%")
    assert turnout([met("absent", spared=True)]).rate == "—"


def test_a_meeting_is_spared_by_what_held_on_its_day(store: Store) -> None:
    person, _ = members.save(store, None, {"name": "张三", "stage": "full_member", "joined_on": "2000-07-01"})
    for day in ("2026-02-28T09:00", "2026-03-01T09:00", "2026-06-01T09:00"):
        hold(store, day, person, Presence.ABSENT)
    held = {"kind": "exempt", "since": "2026-03", "until": "2026-06-01"}
    row, _ = member_life.save_row(store, "conditions", person, None, held)
    card = member_card.card(store, person)
    assert [one.spared for one in card.meetings] == [False, True, False]
    assert turnout(card.meetings).absent == 2
    member_life.save_row(store, "conditions", person, row, {**held, "kind": "hardship"})
    assert not any(one.spared for one in member_card.card(store, person).meetings)


@pytest.mark.parametrize(
    ("joined", "on", "years"),
    [
        ("2016-11-23", "2026-11-23", 10),
        ("2016-11-22", "2027-11-22", 11),
        ("2016-11", "2026-11", 10),
        ("2016-02-29", "2027-02-28", 11),
        ("2026-11-03", "2027-11-03", 1),
    ],
)
def test_the_next_anniversary_is_this_years_or_the_next(store: Store, joined: str, on: str, years: int) -> None:
    person, _ = members.save(store, None, {"name": "张三", "stage": "full_member", "joined_on": joined})
    birthday = member_card.card(store, person).birthday
    assert birthday is not None
    assert (birthday.on, birthday.years) == (on, years)


@pytest.mark.parametrize("values", [{"joined_on": "2016"}, {}, {"stage": "activist", "joined_on": "2016-05"}])
def test_no_anniversary_is_guessed(store: Store, values: dict[str, str]) -> None:
    person, _ = members.save(store, None, {"name": "张三", "stage": "full_member", **values})
    assert member_card.card(store, person).birthday is None
