"""The hours of a year from what is recorded: meetings, lectures, training, what was made up, one's own study."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

import builders
from branchdesk.domain.agenda import Document, FirstTopic, Lecture, PersonRef
from branchdesk.domain.meetings import Attendance, Mark, Meeting, MeetingKind, Presence
from branchdesk.domain.study_hours import HOUR, Counting, Source, totals
from branchdesk.services import Store, demo
from branchdesk.services.duties import duties
from branchdesk.services.meetings import meetings, study, study_hours
from branchdesk.store.history import operate
from branchdesk.store.study_hours import credits_of, totals_of
from branchdesk.store.tables import meeting as meeting_table
from branchdesk.store.tables import member_condition, member_entry


@pytest.fixture
def people(store: Store) -> list[str]:
    """Give the identifiers of 张三, 李四, 王伟, the other 王伟, 何霞 and 赵爽."""
    return builders.fill(store)


def held(store: Store, day: str, kind: MeetingKind, *away: Mark, lecturer: str | None = None, **facts: object) -> str:
    item = Lecture("党课", PersonRef(lecturer)) if lecturer else FirstTopic((Document("讲话"),))
    draft = Meeting(
        kind,
        datetime.fromisoformat(f"{day}T09:00"),
        ends=datetime.fromisoformat(f"{day}T10:30"),
        attendance=Attendance(Presence.PRESENT, away),
        agenda=(item,),
        **facts,  # type: ignore[arg-type] # facts of the test
    )
    return meetings.save(store, draft).id


def minutes(store: Store, year: int = 2026) -> dict[str, int]:
    return {one.id: one.minutes for one in study_hours.year(store, year).people}


def test_meetings_give_hours_to_who_was_there_and_to_who_made_them_up(store: Store, people: list[str]) -> None:
    boss, clerk, leave, absent, new, _ = people
    held(
        store,
        "2026-03-02",
        MeetingKind.THEME_DAY,
        Mark(PersonRef("王伟", leave), Presence.ON_LEAVE, "出差"),
        Mark(PersonRef("王伟", absent), Presence.ABSENT, "", date(2026, 3, 9)),
        Mark(PersonRef("李四"), Presence.PRESENT, "", None, late=True, online=True),
    )
    held(store, "2026-04-02", MeetingKind.MEMBERS_MEETING)
    held(store, "2025-12-01", MeetingKind.THEME_DAY, Mark(PersonRef("张三"), Presence.ABSENT, "", date(2026, 1, 5)))
    assert minutes(store) == {
        boss: 90 + 60 + 90,
        clerk: 150,
        leave: 60,
        absent: 150,
        new: 60,
    }  # 何霞 came in the middle of March
    parts = next(one for one in study_hours.year(store, 2026).people if one.id == absent).parts
    assert [(one.day, one.source, one.minutes) for one in parts] == [
        ("2026-03-09", Source.MADE_UP, 90),
        ("2026-04-02", Source.MEETING, 60),
    ]


def test_the_lecturer_has_studied_too_and_once(store: Store, people: list[str]) -> None:
    held(store, "2026-03-02", MeetingKind.PARTY_LECTURE, lecturer="张三")
    only = Attendance(Presence.UNKNOWN, (Mark(PersonRef("李四"), Presence.PRESENT),))
    draft = Meeting(
        MeetingKind.PARTY_LECTURE,
        datetime.fromisoformat("2026-04-02T09:00"),
        ends=datetime.fromisoformat("2026-04-02T10:00"),
        attendance=only,
        agenda=(Lecture("又一课", PersonRef("张三")),),
    )
    meetings.save(store, draft)
    assert minutes(store)[people[0]] == 90 + 60
    assert minutes(store)[people[2]] == 90


def test_training_and_ones_own_study_count_as_set(store: Store, people: list[str]) -> None:
    saved = held(store, "2026-03-02", MeetingKind.ACTIVITY)
    with operate(store, "test", "培训") as work:
        for level, day in (("24学时", "2026-05"), ("", "2026-06-01"), ("8", "2025-05")):
            work.insert(
                member_entry,
                {"member_id": people[0], "kind": "training", "day": day, "title": "集中轮训", "level": level},
            )
    document = builders.records(store)["study_document"][0]["id"]
    meetings.delete(store, saved)
    held(store, "2026-03-03", MeetingKind.GROUP_MEETING, group="第二党小组")
    document = builders.records(store)["study_document"][0]["id"]
    study.catch_up(store, document, [people[0]], date(2026, 7, 1))
    found = {one.id: one for one in study_hours.year(store, 2026).people}
    assert found[people[0]].minutes == 24 * HOUR
    assert "1条未填学时" in found[people[0]].note
    study_hours.set_counting(store, Counting(own=30))
    assert minutes(store)[people[0]] == 24 * HOUR + 30


def test_what_was_set_for_one_meeting_counts_before_its_kind_and_a_sitting_counts_once(
    store: Store, people: list[str]
) -> None:
    one = held(store, "2026-03-02", MeetingKind.THEME_DAY, study_minutes=45)
    other = held(store, "2026-03-02", MeetingKind.MEMBERS_MEETING)
    assert minutes(store)[people[0]] == 45 + 60
    with operate(store, "test", "同一次") as work:
        for record in (one, other):
            work.update(meeting_table, record, {"sitting": "s"})
    assert minutes(store)[people[0]] == 60


def test_what_is_asked_follows_office_coming_and_exemption(store: Store, people: list[str]) -> None:
    with operate(store, "test", "不作硬性要求") as work:
        work.insert(member_condition, {"member_id": people[2], "kind": "exempt", "since": "2026-01-01"})
    found = {one.id: (one.target // HOUR, one.leader, one.exempt) for one in study_hours.year(store, 2026).people}
    assert found[people[0]] == (56, True, False)
    assert found[people[2]] == (0, False, True)
    assert found[people[3]] == (32, False, False)
    assert found[people[4]] == (27, False, False)  # on probation since the middle of March: ten months of twelve
    assert people[5] not in found  # not yet a member


def test_counting_many_years_at_once_gives_what_counting_each_record_gives(tmp_path: Path) -> None:
    path = tmp_path / "demo.branchdesk"
    demo.create(path, demo.Size(20, 2, 0), builders.TODAY)
    with builders.opened(path) as made, made.reading() as connection:
        years = (2024, 2025, 2026)
        for rule in (Counting(), Counting(day=60, own=30)):
            slow = totals(credits_of(connection, made.branch.id, rule, years), rule)
            assert slow == totals_of(connection, made.branch.id, rule, years) != {}


def test_the_rules_see_the_hours_that_the_screen_shows(store: Store, people: list[str]) -> None:
    held(store, "2026-03-02", MeetingKind.THEME_DAY)
    due = duties.due(store, date(2026, 1, 1), date(2026, 12, 31), builders.TODAY)
    of_hours = {one.person: one for one in due if one.rule in {"study_hours", "leader_hours"}}
    shown = {one.id: one for one in study_hours.year(store, 2026).people}
    assert {key: (one.count, one.wanted) for key, one in of_hours.items()} == {
        key: (one.minutes // HOUR, one.target // HOUR) for key, one in shown.items()
    }
    assert of_hours[people[0]].rule == "leader_hours"
