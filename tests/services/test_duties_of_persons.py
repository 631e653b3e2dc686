"""What the records of a branch make of the rules on persons: entered as people enter them, asked as screens ask."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import builders
from branchdesk.domain.agenda import Ballot, BallotRule, Declared, Subject
from branchdesk.domain.duties.duty import Duty
from branchdesk.domain.meetings import MeetingKind, Presence
from branchdesk.services import Store
from branchdesk.services.duties import duties
from branchdesk.services.keeping import past
from branchdesk.services.meetings import meetings
from branchdesk.services.people import member_life, members, transfers
from builders import mark, meeting, present

TODAY = date(2026, 11, 23)


def asked(store: Store, rule: str, today: date = TODAY) -> list[Duty]:
    found = duties.due(store, date(today.year - 2, 1, 1), date(today.year + 2, 12, 31), today)
    return [one for one in found if one.rule == rule]


def states(store: Store, rule: str, today: date = TODAY) -> list[str]:
    return [one.state.value for one in asked(store, rule, today)]


def enter(store: Store, name: str = "何霞", **values: Any) -> str:  # noqa: ANN401 - any field
    return members.save(store, None, {"name": name, "stage": "full_member", **values})[0]


def vote(store: Store, day: str, title: str, person: str, declared: Declared | None) -> None:
    subject = Subject("何霞", person=person, yes=5, no=0, abstain=0, declared=declared)
    meetings.save(store, meeting(day, agenda=(Ballot(title, BallotRule.ADMISSION, (subject,)),)))


def test_a_probation_is_settled_by_the_ballot_of_a_meeting(store: Store) -> None:
    record = enter(store, stage="probationary_member", joined_on="2025-11-03")
    assert states(store, "probation") == ["late"]
    vote(store, "2026-11-05", "讨论何霞同志预备期满转正", record, None)
    assert [one.note for one in asked(store, "probation")] == ["11月5日已列入表决，未登记宣布的结果"]
    vote(store, "2026-11-10", "延长何霞同志预备期", record, Declared.PASSED)
    members.save(store, record, {"probation_until": "2027-05-03"})
    assert states(store, "probation") == ["done", "coming"]
    past.undo(store)
    assert asked(store, "probation")[1].note.startswith("已决定延长预备期，未填延长至何时")


def test_a_transfer_ends_what_somebody_owed(store: Store) -> None:
    record = enter(store, stage="probationary_member", joined_on="2025-11-03", dues_to="2026-01")
    assert (states(store, "probation"), states(store, "dues_six_months")) == (["late"], ["late"])
    transfers.leave(store, (record,), transfers.Leaving("transferred", receipt_on="2026-11-21"))
    assert states(store, "probation") == states(store, "dues_six_months") == []


def test_an_oath_review_and_contact_are_proved_by_the_card(store: Store) -> None:
    record = enter(store, stage="probationary_member", joined_on="2026-06-15", approved_on="2026-09-30")
    assert states(store, "oath") == ["late"]
    members.save(store, record, {"oath_on": "2026-10-20"})
    assert states(store, "oath") == ["done"]
    activist = enter(store, "赵爽", stage="activist", activist_since="2026-01-15")
    assert [str(one.by) for one in asked(store, "activist_review")] == ["2026-07-15"]
    member_life.save_row(store, "review", activist, None, {"day": "2026-07-10", "who": "翟堃"})
    assert [(str(one.by), one.state) for one in asked(store, "activist_review")] == [
        ("2026-07-15", "done"),
        ("2027-01-10", "coming"),
    ]
    away = enter(store, "李四")
    member_life.save_row(store, "conditions", away, None, {"kind": "abroad", "since": "2026-03-01"})
    assert states(store, "abroad_contact") == ["late"]
    missed, _ = member_life.save_row(
        store, "contact", away, None, {"day": "2026-08-20", "title": "not_reached", "level": "电话"}
    )
    assert states(store, "abroad_contact") == ["late"]
    member_life.save_row(store, "contact", away, missed, {"title": "reached"})
    assert states(store, "abroad_contact") == ["done", "coming"]


def test_an_absence_is_owed_until_it_is_made_up(store: Store) -> None:
    people = builders.fill(store)
    away = present(mark("李四", Presence.ABSENT, "", people[1]))
    number = meetings.save(store, meeting("2026-10-20", attendance=away)).id
    [duty] = asked(store, "make_up")
    assert (duty.person, duty.state, duty.source and duty.source.id) == (people[1], "late", number)
    meetings.make_up(store, number, people[1], date(2026, 11, 22))
    assert asked(store, "make_up") == []


def test_half_a_year_of_absence_is_told_and_leave_is_none(store: Store) -> None:
    people = builders.fill(store)
    for month, presence in ((3, Presence.PRESENT), (4, Presence.ABSENT), (6, Presence.ABSENT), (9, Presence.ABSENT)):
        attendance = present(*([mark("李四", presence, "", people[1])] if presence is Presence.ABSENT else []))
        meetings.save(store, meeting(f"2026-{month:02}-20", kind=MeetingKind.THEME_DAY, attendance=attendance))
    assert [(one.name, str(one.by)) for one in asked(store, "absent_long")] == [("李四", "2026-09-20")]
    leave = present(mark("李四", Presence.ON_LEAVE, "住院", people[1]))
    meetings.save(store, meeting("2026-10-20", attendance=leave))
    assert asked(store, "absent_long") == []


@pytest.mark.parametrize(("paid", "rule"), [("2026-07", "dues_three_months"), ("2026-04", "dues_six_months")])
def test_dues_are_told_by_the_roster(store: Store, paid: str, rule: str) -> None:
    enter(store, dues_to=paid)
    assert [one.rule for one in duties.due(store, TODAY.replace(day=1, month=1), TODAY, TODAY) if one.person] == [rule]
