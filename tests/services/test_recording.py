"""Recording a meeting: who was expected, what was decided, closing the record, and taking all of it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

import builders
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    FirstTopic,
    Measure,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import (
    Attendance,
    Counts,
    Mark,
    Meeting,
    MeetingKind,
    MeetingState,
    Presence,
)
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import closing, meetings
from branchdesk.services.people import members, transfers
from builders import mark, meeting, present

AWAY, ABSENT = Presence.ON_LEAVE, Presence.ABSENT


@pytest.fixture
def people(store: Store) -> list[str]:
    """Give the identifiers of 张三, 李四, 王伟, the other 王伟, 何霞 and 赵爽."""
    return builders.fill(store)


def refusal(verb: object, *facts: object, **named: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        verb(*facts, **named)  # type: ignore[operator]
    return caught.value


def test_what_is_recorded_is_what_was_typed(store: Store, people: list[str]) -> None:
    typed = meeting(
        title="转正专题",
        ends=datetime(2026, 11, 20, 16, 5),  # noqa: DTZ001 - the office's own clock
        place="三楼会议室",
        chair=PersonRef("张三"),
        recorder=PersonRef("李 四"),
        observers=("市院机关党委 某某",),
        attendance=present(mark("王伟", AWAY, "外出办案", people[2])),
        agenda=builders.full_agenda(),
        resolutions=("同意转正。",),
    )
    saved = meetings.save(store, typed)
    assert saved.number == 1
    record = meetings.load(store, saved.id)
    assert record.state is MeetingState.DRAFT
    assert record.counts == Counts(5, 4, 4, 3, 1, 0, 0)
    assert [person.name for person in record.attendees] == ["张三", "李四", "王伟", "王伟", "何霞"]
    assert [person.reason for person in record.attendees] == ["", "", "外出办案", "", ""]
    kept = record.meeting
    for fact in ("kind", "starts", "ends", "title", "place", "observers", "resolutions"):
        assert getattr(kept, fact) == getattr(typed, fact)
    assert (kept.chair, kept.recorder) == (PersonRef("张三", people[0]), PersonRef("李四", people[1]))
    first, topic, ballot = kept.agenda
    assert isinstance(first, FirstTopic)
    assert first.lead_reader == PersonRef("李四", people[1])
    assert first.measures[0].owner == PersonRef("李四", people[1])
    assert topic == typed.agenda[1]
    assert isinstance(ballot, Ballot)
    assert ballot.subjects[0].person == people[4]
    assert record.verdicts[2, 0].meets_threshold is True
    assert not [check for check in record.checks if check.code != "reason_missing"]
    assert record == replace(meetings.view(store, kept), verdicts=record.verdicts)


def test_what_is_not_known_stays_unknown(store: Store, people: list[str]) -> None:
    assert people
    saved = meetings.save(store, meeting())
    kept = meetings.load(store, saved.id).meeting
    assert (kept.ends, kept.place, kept.chair, kept.observers, kept.resolutions) == (None,) * 5
    assert kept.agenda == ()
    empty = meetings.save(store, meeting(observers=(), resolutions=()))
    kept = meetings.load(store, empty.id).meeting
    assert (kept.observers, kept.resolutions) == ((), ())
    assert meetings.load(store, saved.id).counts.unknown == 5


def test_saving_what_was_loaded_changes_nothing(store: Store, people: list[str]) -> None:
    attendance = present(mark("何霞", ABSENT, "", people[4]))
    saved = meetings.save(store, meeting(attendance=attendance, agenda=builders.full_agenda()))
    before = builders.records(store)
    again = meetings.save(store, meetings.load(store, saved.id).meeting)
    assert not again.changes
    assert builders.records(store) == before
    assert (again.id, again.number) == (saved.id, saved.number)


def test_a_revision_is_one_step(store: Store, people: list[str]) -> None:
    saved = meetings.save(store, meeting(attendance=present()))
    before = builders.records(store)
    kept = meetings.load(store, saved.id).meeting
    away = present(mark("何霞", AWAY, "住院", people[4]))
    meetings.save(store, replace(kept, place="三楼会议室", attendance=away, agenda=builders.full_agenda()))
    assert meetings.load(store, saved.id).counts.on_leave == 1
    past.undo(store)
    assert builders.records(store) == before


def test_a_name_that_two_bear_is_refused_and_says_who_is_meant(store: Store, people: list[str]) -> None:
    for typed in (
        meeting(chair=PersonRef("王伟")),
        meeting(attendance=present(mark("王伟", ABSENT))),
        meeting(agenda=(Topic("议题", speeches=(Speech(PersonRef("王伟"), "同意。"),)),)),
        meeting(agenda=(Ballot("议题", BallotRule.RESOLUTION, (Subject("王伟"),)),)),
    ):
        said = refusal(meetings.save, store, typed)
        assert said.code == "several_called"
        assert people[2] in said.sentence
        assert people[3] in said.sentence
        assert "第一党小组" in said.sentence
    assert past.next_titles(store)[0] == "党员花名册新增“赵爽”"


def test_an_identifier_says_which_of_two_is_meant(store: Store, people: list[str]) -> None:
    for chair in (PersonRef("王伟", people[3]), PersonRef(people[3])):
        saved = meetings.save(store, meeting(chair=chair))
        assert meetings.load(store, saved.id).meeting.chair == PersonRef("王伟", people[3])


def test_of_two_of_a_name_the_one_on_the_roster_that_day_is_meant(
    store: Store, people: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", "2026-11-10")
    transfers.leave(store, (people[2],), transfers.Leaving("resigned"))
    saved = meetings.save(store, meeting(chair=PersonRef("王伟")))
    assert meetings.load(store, saved.id).meeting.chair == PersonRef("王伟", people[3])


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ((mark("欧阳冲", AWAY),), "nobody_called"),
        ((mark("赵爽", AWAY),), "not_expected"),
        ((mark("李四", AWAY), mark("李四", ABSENT)), "marked_twice"),
        ((mark("李四", AWAY, "", "no such id"),), "nobody_called"),
    ],
)
def test_marks_for_people_who_are_not_expected_are_refused(
    store: Store, people: list[str], marks: tuple[Mark, ...], code: str
) -> None:
    assert people
    before = builders.records(store)
    assert refusal(meetings.save, store, meeting(attendance=present(*marks))).code == code
    assert builders.records(store) == before


def test_a_guest_may_speak_and_lead(store: Store, people: list[str]) -> None:
    assert people
    guest = PersonRef("市院某某")
    topic = Topic("通报", speeches=(Speech(guest, "说明。"),))
    saved = meetings.save(store, meeting(chair=guest, agenda=(topic,)))
    kept = meetings.load(store, saved.id).meeting
    assert kept.chair == guest
    assert kept.agenda == (topic,)
    assert {check.code for check in saved.checks} >= {"not_on_roster"}


@pytest.mark.parametrize(
    ("kind", "group", "names"),
    [
        (MeetingKind.MEMBERS_MEETING, None, ["张三", "李四", "王伟", "王伟", "何霞"]),
        (MeetingKind.COMMITTEE_MEETING, None, ["张三", "李四"]),
        (MeetingKind.GROUP_MEETING, "第一党小组", ["王伟", "何霞"]),
        (MeetingKind.THEME_DAY, None, ["张三", "李四", "王伟", "王伟", "何霞"]),
    ],
)
def test_the_expected_are_those_of_the_day(
    store: Store, people: list[str], kind: MeetingKind, group: str | None, names: list[str]
) -> None:
    assert people
    found = meetings.expected(store, Meeting(kind, datetime.fromisoformat("2026-11-20"), group=group))
    assert [person.name for person in found] == names
    earlier = meetings.expected(store, Meeting(kind, datetime.fromisoformat("2026-03-15"), group=group))
    assert [person.name for person in earlier] == [name for name in names if name != "何霞"]


def test_a_group_meeting_names_a_group_there_is(store: Store, people: list[str]) -> None:
    assert people
    kind = MeetingKind.GROUP_MEETING
    assert refusal(meetings.save, store, meeting(kind=kind)).code == "group_needed"
    assert refusal(meetings.save, store, meeting(kind=kind, group="第九党小组")).code == "no_such_group"
    saved = meetings.save(store, meeting(kind=kind, group="第一党小组", attendance=present()))
    assert meetings.load(store, saved.id).counts.present == 2


def test_a_draft_follows_the_roster_and_a_closed_record_does_not(store: Store, people: list[str]) -> None:
    agenda = builders.full_agenda()
    saved = meetings.save(store, meeting(attendance=present(mark("李四", AWAY, "出差")), agenda=agenda))
    draft = meetings.load(store, saved.id)
    members.save(store, people[4], {"stage": "full_member", "joined_on": "2025-03-16", "full_since": "2026-03-16"})
    assert meetings.load(store, saved.id).counts.entitled == draft.counts.entitled + 1
    closing.finalise(store, saved.id)
    closed = meetings.load(store, saved.id)
    assert closed.state is MeetingState.FINAL
    members.save(store, people[0], {"name": "张山", "office": None, "stage": "activist"})
    members.save(store, people[1], {"group": "第二党小组", "roster_order": 99})
    members.save(store, people[3], {"full_since": "2026-11-22", "joined_on": "2026-11-21"})
    members.save(store, None, {"name": "欧阳冲", "stage": "full_member"})
    transfers.leave(store, (people[2],), transfers.Leaving("resigned"))
    assert meetings.load(store, saved.id) == closed


def test_a_record_is_closed_in_the_step_that_saves_it(store: Store, people: list[str]) -> None:
    assert people
    typed = meeting(attendance=present(mark("李四", AWAY, "出差")), agenda=builders.full_agenda())
    saved = meetings.save(store, typed, finalise=True)
    at_once = meetings.load(store, saved.id)
    assert at_once.state is MeetingState.FINAL
    assert saved.changes.title == "2026年11月20日党员大会定稿"
    other = meetings.save(store, typed)
    closing.finalise(store, other.id)
    later = meetings.load(store, other.id)
    assert later.attendees == at_once.attendees
    assert later.counts == at_once.counts


def test_a_closed_record_cannot_be_changed_until_that_is_undone(store: Store, people: list[str]) -> None:
    assert people
    saved = meetings.save(store, meeting(attendance=present()))
    before = builders.records(store)
    closing.finalise(store, saved.id)
    kept = meetings.load(store, saved.id).meeting
    assert refusal(meetings.save, store, replace(kept, place="别处")).code == "already_final"
    for verb in (closing.finalise, meetings.delete):
        assert refusal(verb, store, saved.id).code == "already_final"
    past.undo(store)
    assert builders.records(store) == before
    assert meetings.load(store, saved.id).state is MeetingState.DRAFT
    meetings.save(store, replace(kept, place="别处"))


def test_what_cannot_be_is_not_closed(store: Store, people: list[str]) -> None:
    assert people
    early = meeting(ends=datetime(2026, 11, 20, 14, 0))  # noqa: DTZ001
    votes = Ballot("决议", BallotRule.RESOLUTION, (Subject("决议", yes=9),))
    for typed, code in (
        (meeting("2026-11-24", attendance=present()), "not_held_yet"),
        (early, "ends_before_start"),
        (meeting(attendance=present(), agenda=(votes,)), "votes_impossible"),
    ):
        before = builders.records(store)
        assert refusal(meetings.save, store, typed, finalise=True).code == code
        assert builders.records(store) == before
        saved = meetings.save(store, typed)
        assert refusal(closing.finalise, store, saved.id).code == code
        assert meetings.load(store, saved.id).state is MeetingState.DRAFT


def test_a_meeting_of_today_can_be_closed(store: Store, people: list[str]) -> None:
    assert people
    meetings.save(store, meeting("2026-11-23", attendance=present()), finalise=True)


def test_a_draft_is_taken_out_whole_and_comes_back_whole(store: Store, people: list[str]) -> None:
    assert people
    before = builders.records(store)
    saved = meetings.save(store, meeting(attendance=present(), agenda=builders.full_agenda()))
    loaded = meetings.load(store, saved.id)
    meetings.delete(store, saved.id)
    assert builders.records(store) == before
    assert refusal(meetings.load, store, saved.id).code == "no_such_record"
    past.undo(store)
    assert meetings.load(store, saved.id) == loaded


def test_an_absence_is_made_up_even_after_the_record_is_closed(store: Store, people: list[str]) -> None:
    attendance = present(mark("何霞", ABSENT, "出差"))
    saved = meetings.save(store, meeting(attendance=attendance), finalise=True)
    changes = meetings.make_up(store, saved.id, people[4], date(2026, 11, 22))
    assert changes.title == "登记何霞补学（2026年11月22日）"
    record = meetings.load(store, saved.id)
    assert record.attendees[4].made_up_on == date(2026, 11, 22)
    assert record.counts.absent == 1
    assert refusal(meetings.make_up, store, saved.id, people[5], date(2026, 11, 22)).code == "no_such_record"
    past.undo(store)
    assert meetings.load(store, saved.id).attendees[4].made_up_on is None
    assert meetings.load(store, saved.id).state is MeetingState.FINAL


def test_a_measure_is_closed_and_stays_closed_when_the_record_is_revised(store: Store, people: list[str]) -> None:
    assert people
    saved = meetings.save(store, meeting(agenda=builders.full_agenda()))

    def measure() -> Measure:
        [item] = [item for item in meetings.load(store, saved.id).meeting.agenda if isinstance(item, FirstTopic)]
        return item.measures[0]

    number = measure().id
    assert number is not None
    meetings.close_measure(store, number, date(2026, 11, 22))
    assert measure().done_on == date(2026, 11, 22)
    kept = meetings.load(store, saved.id).meeting
    meetings.save(store, replace(kept, agenda=kept.agenda[::-1], place="别处"))
    assert measure().done_on == date(2026, 11, 22)
    assert refusal(meetings.close_measure, store, "nothing", date(2026, 11, 22)).code == "no_such_record"


def number(store: Store, day: str, kind: MeetingKind, group: str | None = None) -> int | None:
    return meetings.save(store, meeting(day, kind=kind, group=group)).number


def test_meetings_are_numbered_by_kind_year_and_group(store: Store, people: list[str]) -> None:
    assert people
    everybody, committee, group = MeetingKind.MEMBERS_MEETING, MeetingKind.COMMITTEE_MEETING, MeetingKind.GROUP_MEETING
    assert [number(store, day, everybody) for day in ("2026-01-01", "2026-11-22", "2026-06-01")] == [1, 2, 3]
    assert [number(store, day, committee) for day in ("2026-01-05", "2026-02-05")] == [1, 2]
    assert [number(store, day, everybody) for day in ("2025-12-31", "2024-01-01")] == [1, 1]
    assert [number(store, "2026-03-01", group, name) for name in ("第一党小组", "第二党小组", "第一党小组")] == [
        1,
        1,
        2,
    ]
    starts = datetime(2026, 12, 1, 9)  # noqa: DTZ001
    assert meetings.next_number(store, everybody, starts) == 4
    assert meetings.next_number(store, group, starts, "第二党小组") == 2


def test_a_number_is_kept_within_its_series_and_drawn_anew_in_another(store: Store, people: list[str]) -> None:
    assert people
    first = meetings.save(store, meeting("2026-01-01"))
    second = meetings.save(store, meeting("2026-02-01"))
    third = meetings.save(store, meeting("2026-03-01"))
    kept = meetings.load(store, second.id).meeting
    assert meetings.save(store, replace(kept, starts=kept.starts + timedelta(days=1))).number == 2
    assert meetings.save(store, replace(kept, number=None)).number == 2
    assert meetings.save(store, replace(kept, number=7)).number == 7
    moved = replace(meetings.load(store, third.id).meeting, kind=MeetingKind.COMMITTEE_MEETING)
    assert meetings.save(store, moved).number == 1
    last_year = replace(meetings.load(store, first.id).meeting, starts=datetime(2025, 1, 1, 9))  # noqa: DTZ001
    meetings.save(store, meeting("2025-06-01"))
    assert meetings.save(store, last_year).number == 2


def test_a_draft_is_worked_out_without_being_saved(store: Store, people: list[str]) -> None:
    assert people
    before = builders.records(store)
    record = meetings.view(store, meeting(attendance=Attendance(Presence.UNKNOWN), agenda=builders.full_agenda()))
    assert record.counts.unknown == 5
    assert record.verdicts[2, 0].meets_threshold is None
    assert builders.records(store) == before
