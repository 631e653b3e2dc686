"""Who is due otherwise than the roster says; late and online; who takes part where nobody is due; make-up studies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import builders
from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import (
    Attendance,
    Mark,
    MeetingKind,
    Override,
    Presence,
)
from branchdesk.errors import Refusal
from branchdesk.files.meeting_json import read_meeting
from branchdesk.files.meeting_shown import write_meeting
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import closing, meetings
from branchdesk.services.meetings.habits import habits
from builders import mark, meeting, present

AWAY, ABSENT, HERE = Presence.ON_LEAVE, Presence.ABSENT, Presence.PRESENT


@pytest.fixture
def people(store: Store) -> list[str]:
    """Give the identifiers of 张三, 李四, 王伟, the other 王伟, 何霞 and 赵爽, who is an applicant."""
    return builders.fill(store)


def out(name: str, reason: str = "长期病休", person: str | None = None) -> Override:
    return Override(PersonRef(name, person), expected=False, reason=reason)


def into(name: str, reason: str = "列为发展对象，全程参加") -> Override:
    return Override(PersonRef(name), expected=True, reason=reason)


def code(verb: object, *facts: object) -> str:
    with pytest.raises(Refusal) as caught:
        verb(*facts)  # type: ignore[operator]
    return caught.value.code


def test_people_are_added_and_left_out_each_for_a_reason(store: Store, people: list[str]) -> None:
    saved = meetings.save(store, meeting(attendance=present(), overrides=(out("李四"), into("赵爽"))))
    record = meetings.load(store, saved.id)
    assert [person.name for person in record.attendees] == ["张三", "王伟", "王伟", "何霞", "赵爽"]
    assert [(one.person.id, one.reason) for one in record.meeting.overrides] == [
        (people[1], "长期病休"),
        (people[5], "列为发展对象，全程参加"),
    ]
    assert (record.counts.expected, record.counts.entitled) == (5, 3)
    closing.finalise(store, saved.id)
    assert [person.name for person in meetings.load(store, saved.id).attendees][-1] == "赵爽"
    assert meetings.load(store, saved.id).meeting.overrides == record.meeting.overrides


def test_a_mark_for_somebody_left_out_is_passed_over(store: Store, people: list[str]) -> None:
    noted = present(mark("李四", AWAY, "出差"))
    saved = meetings.save(store, meeting(attendance=noted, overrides=(out("李四"),)))
    record = meetings.load(store, saved.id)
    assert people[1] not in {person.member_id for person in record.attendees}
    assert record.counts.on_leave == 0
    assert code(meetings.save, store, meeting(attendance=present(mark("赵爽", HERE)))) == "not_expected"


@pytest.mark.parametrize(
    ("overrides", "refused"),
    [
        ((out("李四", "  "),), "override_without_reason"),
        ((out("李四"), into("李四")), "override_twice"),
        ((into("钱九"),), "nobody_called"),
    ],
)
def test_an_override_that_cannot_be_is_refused(
    store: Store,
    people: list[str],
    overrides: tuple[Override, ...],
    refused: str,
) -> None:
    assert people
    before = builders.records(store)
    assert code(meetings.save, store, meeting(overrides=overrides)) == refused
    assert builders.records(store) == before


def test_an_override_goes_and_the_roster_speaks_again(store: Store, people: list[str]) -> None:
    saved = meetings.save(store, meeting(attendance=present(), overrides=(out("李四"),)))
    whole = meetings.load(store, saved.id).meeting
    meetings.save(store, replace(whole, overrides=()))
    found = {person.member_id: person.presence for person in meetings.load(store, saved.id).attendees}
    assert found[people[1]] is Presence.UNKNOWN
    past.undo(store)
    assert len(meetings.load(store, saved.id).attendees) == 4


def test_late_and_online_are_kept_frozen_and_shown(store: Store, people: list[str]) -> None:
    noted = Attendance(
        HERE,
        (
            Mark(PersonRef("李四"), HERE, "堵车", late=True),
            Mark(PersonRef("何霞"), HERE, online=True),
        ),
    )
    saved = meetings.save(store, meeting(attendance=noted), finalise=True)
    record = meetings.load(store, saved.id)
    by_id = {person.member_id: person for person in record.attendees}
    assert (by_id[people[1]].late, by_id[people[1]].reason) == (True, "堵车")
    assert (by_id[people[4]].online, by_id[people[4]].late) == (True, False)
    assert record.counts.present == 5
    shown = write_meeting(record, frozenset())
    assert shown["attendance"]["late"] == {"李四": "堵车"}
    assert shown["attendance"]["online"] == ["何霞"]
    again = {one.person.name: one for one in read_meeting(shown).attendance.marks}
    assert (again["李四"].late, again["李四"].reason, again["何霞"].online) == (True, "堵车", True)


def test_nobody_is_due_at_an_activity(store: Store, people: list[str]) -> None:
    shared = meeting(kind=MeetingKind.ACTIVITY, attendance=Attendance(marks=(Mark(PersonRef("李四"), HERE),)))
    saved = meetings.save(store, shared)
    assert "people_unmarked" not in {check.code for check in saved.checks}
    closing.finalise(store, saved.id)
    assert [person.member_id for person in meetings.load(store, saved.id).attendees] == [people[1]]


def test_several_make_up_studies_are_one_step(store: Store, people: list[str]) -> None:
    noted = present(mark("何霞", ABSENT, "出差"), mark("李四", AWAY, "病假"))
    saved = meetings.save(store, meeting(attendance=noted), finalise=True)
    day = date(2026, 11, 22)
    changes = meetings.make_up_together(store, saved.id, (people[4], people[1]), day)
    assert changes.title == "登记2人补学（2026年11月22日）"
    made_up = [person.made_up_on for person in meetings.load(store, saved.id).attendees]
    assert made_up == [None, day, None, None, day]
    assert code(meetings.make_up_together, store, saved.id, (people[4], people[5]), day) == "no_such_record"
    past.undo(store)
    assert not any(person.made_up_on for person in meetings.load(store, saved.id).attendees)


def test_a_persons_own_last_reasons_are_offered_first(store: Store, people: list[str]) -> None:
    meetings.save(store, meeting("2026-09-01", attendance=present(mark("李四", AWAY, "住院"))))
    meetings.save(store, meeting("2026-10-01", attendance=present(mark("何霞", AWAY, "开庭"))))
    late = Mark(PersonRef("李四"), HERE, "堵车", late=True)
    meetings.save(store, meeting("2026-11-01", attendance=present(late)))
    found = habits(store)
    assert found.reasons == ("开庭", "住院")
    assert found.reasons_of == {people[1]: ("住院",), people[4]: ("开庭",)}
    assert found.late_reasons == ("堵车",)
