"""Who has studied a document, worked out by hand: three meetings, leave, absence, online, a joiner, a leaver."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

import builders
from branchdesk.domain.agenda import Document, FirstTopic, PersonRef
from branchdesk.domain.meetings import Attendance, HeadCounts, Mark, Meeting, MeetingKind, Presence
from branchdesk.domain.study import Reached
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import closing, meetings, study
from branchdesk.services.people import members, transfers
from branchdesk.services.people.transfers import Leaving
from branchdesk.store.history import operate
from branchdesk.store.tables import member_condition

KEY = "在座谈会上的讲话"
FULL = {"stage": "full_member", "joined_on": "2005-06-30", "full_since": "2006-06-30"}
PEOPLE = {
    "书记": {"office": "书记", "group": "第一党小组"},
    "组委": {"office": "组织委员", "group": "第二党小组"},
    "纪委": {"office": "纪检委员", "group": "第一党小组"},
    "甲一": {"group": "第一党小组"},
    "甲二": {"group": "第一党小组"},
    "甲三": {"group": "第一党小组"},
    "乙一": {"group": "第二党小组"},
    "乙二": {"group": "第二党小组"},
    "乙三": {"group": "第二党小组"},
    "老同志": {"group": "第二党小组"},
    "无小组": {},
}


@pytest.fixture
def people(store: Store) -> dict[str, str]:
    """Give who is of the branch before the first meeting, by name."""
    return {name: members.save(store, None, {"name": name, **FULL, **facts})[0] for name, facts in PEOPLE.items()}


def held(
    store: Store, day: str, kind: MeetingKind, *away: Mark, group: str | None = None, texts: tuple[str, ...] = (KEY,)
) -> str:
    """Hold a meeting that studies the document."""
    documents = tuple(Document(title, "人民日报") for title in texts)
    draft = Meeting(
        kind,
        datetime.fromisoformat(f"{day}T09:00"),
        group=group,
        attendance=Attendance(Presence.PRESENT, away),
        agenda=(FirstTopic(documents, PersonRef("书记")),),
    )
    return meetings.save(store, draft).id


def mark(name: str, presence: Presence, reason: str = "", **facts: object) -> Mark:
    return Mark(PersonRef(name), presence, reason, **facts)  # type: ignore[arg-type] # as the record has them


def the_document(store: Store) -> str:
    [row] = builders.records(store)["study_document"][:1]
    return str(row["id"])


def states(store: Store, document: str) -> dict[str, Reached]:
    return {one.label: one.state for one in study.document(store, document).readers}


@pytest.fixture
def three(store: Store, people: dict[str, str]) -> str:
    """Study one document at a committee meeting and at a meeting of each of two groups; give the document."""
    held(
        store,
        "2026-09-07",
        MeetingKind.COMMITTEE_MEETING,
        mark("纪委", Presence.ON_LEAVE, "开庭"),
        mark("组委", Presence.PRESENT, online=True),
    )
    held(
        store,
        "2026-09-21",
        MeetingKind.GROUP_MEETING,
        mark("甲一", Presence.ON_LEAVE, "年休假", made_up_on=date(2026, 9, 28)),
        mark("甲二", Presence.ABSENT),
        mark("甲三", Presence.ON_LEAVE, "出差"),
        group="第一党小组",
    )
    joined = {"name": "新来", **FULL, "group": "第二党小组", "here_since": "2026-10-01"}
    members.save(store, None, joined)
    with operate(store, "test", "不作硬性要求") as work:
        work.insert(
            member_condition, {"member_id": people["老同志"], "kind": "exempt", "since": "2026-01-01", "until": None}
        )
    held(
        store,
        "2026-10-12",
        MeetingKind.GROUP_MEETING,
        mark("乙一", Presence.ABSENT),
        mark("乙二", Presence.ON_LEAVE, "病假"),
        mark("新来", Presence.PRESENT, late=True),
        mark("老同志", Presence.ON_LEAVE, "身体原因"),
        group="第二党小组",
    )
    members.save(store, None, {"name": "后来", **FULL, "group": "第一党小组", "here_since": "2026-11-01"})
    transfers.leave(store, (people["乙二"],), Leaving("transferred", receipt_on="2026-11-10"))
    return the_document(store)


def test_who_has_studied_a_document_and_who_has_not(store: Store, three: str) -> None:
    assert states(store, three) == {
        "书记": Reached.PRESENT,
        "组委": Reached.PRESENT,
        "纪委": Reached.PRESENT,  # on leave at the committee, there with the first group
        "甲一": Reached.MADE_UP,
        "甲二": Reached.MISSED,
        "甲三": Reached.MISSED,
        "乙一": Reached.MISSED,
        "乙三": Reached.PRESENT,
        "老同志": Reached.SPARED,
        "无小组": Reached.NEVER_EXPECTED,
        "新来": Reached.PRESENT,  # joined before the second group met
        "后来": Reached.NEVER_EXPECTED,  # joined after the first group met
        "乙二": Reached.LEFT,  # on leave then, and gone since
    }
    found = study.document(store, three)
    assert [(one.day, one.kind, one.group, one.expected, one.present) for one in found.meetings] == [
        ("2026-09-07", "committee_meeting", "", 3, 2),
        ("2026-09-21", "group_meeting", "第一党小组", 5, 2),
        ("2026-10-12", "group_meeting", "第二党小组", 6, 3),
    ]
    assert {one.lead_reader for one in found.meetings} == {"书记"}


def test_catching_up_closes_the_absence_or_notes_ones_own_study_and_undo_takes_it_back(
    store: Store, three: str
) -> None:
    before = builders.records(store)
    ids = {one.label: one.id for one in study.document(store, three).readers}
    whom = ("甲二", "甲三", "无小组", "书记")
    changes = study.catch_up(store, three, [ids[name] for name in whom], date(2026, 11, 20), "送学上门")
    assert changes.title == f"登记3人补学“{KEY}”（2026-11-20）"
    now = states(store, three)
    assert [now[name] for name in whom] == [Reached.MADE_UP, Reached.MADE_UP, Reached.OWN, Reached.PRESENT]
    after = builders.records(store)
    assert {row["made_up_how"] for row in after["attendance"] if row["member_id"] in {ids["甲二"], ids["甲三"]}} == {
        "送学上门"
    }
    assert [row["member_id"] for row in after["document_study"]] == [ids["无小组"]]
    past.undo(store)
    assert builders.records(store) == before


def test_an_absence_is_closed_once_all_that_was_studied_there_is_caught_up(
    store: Store, people: dict[str, str]
) -> None:
    held(store, "2026-09-07", MeetingKind.MEMBERS_MEETING, mark("甲一", Presence.ABSENT), texts=("甲", "乙"))
    documents = {row["title"]: row["id"] for row in builders.records(store)["study_document"]}
    day = date(2026, 9, 20)
    study.catch_up(store, documents["甲"], [people["甲一"]], day)
    assert states(store, documents["甲"])["甲一"] is Reached.OWN
    assert states(store, documents["乙"])["甲一"] is Reached.MISSED
    study.catch_up(store, documents["乙"], [people["甲一"]], date(2026, 9, 21))
    [row] = [row for row in builders.records(store)["attendance"] if row["presence"] == "absent"]
    assert row["made_up_on"] == "2026-09-21"
    assert states(store, documents["乙"])["甲一"] is Reached.MADE_UP


def test_a_closed_record_is_judged_by_whom_it_was_closed_with_and_takes_what_is_made_up(
    store: Store, people: dict[str, str]
) -> None:
    saved = held(store, "2026-09-07", MeetingKind.MEMBERS_MEETING, mark("甲一", Presence.ABSENT))
    closing.finalise(store, saved)
    document = the_document(store)
    assert states(store, document)["甲一"] is Reached.MISSED
    study.catch_up(store, document, [people["甲一"]], date(2026, 9, 20))
    assert states(store, document)["甲一"] is Reached.MADE_UP


@pytest.mark.usefixtures("people")
def test_what_only_counts_heads_tells_nothing_of_persons(store: Store) -> None:
    draft = Meeting(
        MeetingKind.GROUP_MEETING,
        datetime.fromisoformat("2026-09-07T09:00"),
        group="第一党小组",
        counted=HeadCounts(4, 4, 0, 0),
        agenda=(FirstTopic((Document(KEY),)),),
    )
    meetings.save(store, draft)
    now = states(store, the_document(store))
    assert now["甲一"] is Reached.UNTOLD
    assert now["乙一"] is Reached.NEVER_EXPECTED


@pytest.mark.usefixtures("people")
def test_a_plan_has_taught_nobody_anything(store: Store) -> None:
    draft = Meeting(
        MeetingKind.MEMBERS_MEETING,
        datetime.fromisoformat("2026-12-07T09:00"),
        agenda=(FirstTopic((Document(KEY),)),),
    )
    meetings.save(store, draft)
    found = study.document(store, the_document(store))
    assert found.meetings == ()
    assert {one.state for one in found.readers} == {Reached.NEVER_EXPECTED}


@pytest.mark.parametrize(("whom", "day", "code"), [(0, "2026-11-20", "nothing_chosen"), (1, "2026-12-24", "day_ahead")])
def test_catching_up_is_refused_with_nobody_or_ahead_of_time(
    store: Store, three: str, whom: int, day: str, code: str
) -> None:
    someone = [one.id for one in study.document(store, three).of(Reached.MISSED)][:whom]
    with pytest.raises(Refusal) as caught:
        study.catch_up(store, three, someone, date.fromisoformat(day))
    assert caught.value.code == code


def test_reading_is_offered_to_who_led_least_and_longest_ago(store: Store, people: dict[str, str]) -> None:
    def led(day: str, name: str) -> None:
        draft = Meeting(
            MeetingKind.MEMBERS_MEETING,
            datetime.fromisoformat(f"{day}T09:00"),
            agenda=(FirstTopic((Document(KEY),), PersonRef(name)),),
        )
        meetings.save(store, draft)

    led("2025-03-02", "甲二")
    led("2026-03-02", "甲一")
    led("2026-04-02", "乙一")
    led("2026-05-02", "甲一")
    away = Attendance(Presence.UNKNOWN, (Mark(PersonRef("组委", people["组委"]), Presence.ON_LEAVE, "出差"),))
    draft = replace(builders.meeting(), attendance=away)
    names = {person_id: name for name, person_id in people.items()}
    assert [names[one] for one in study.offered_readers(store, draft)] == [
        *("纪委", "甲三", "乙二", "乙三", "老同志", "无小组", "甲二", "乙一", "甲一"),
        *("书记", "组委"),
    ]
    assert {one.label: one.times for one in study.led_in(store, 2026) if one.times} == {"甲一": 2, "乙一": 1}


@pytest.mark.usefixtures("people")
def test_meetings_with_a_first_topic_and_those_without(store: Store) -> None:
    held(store, "2026-09-07", MeetingKind.MEMBERS_MEETING)
    bare = meetings.save(store, builders.meeting("2026-10-07")).id
    meetings.save(store, builders.meeting("2026-10-08", kind=MeetingKind.PARTY_LECTURE))
    meetings.save(store, builders.meeting("2025-10-07"))
    found = study.sessions(store, date(2026, 1, 1), date(2026, 12, 31))
    assert [[text.title for text in one.documents] for one in found.held] == [[KEY]]
    assert [one.id for one in found.without] == [bare]
