"""A month's birthdays celebrated together: one step, everything filled, nothing typed twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from branchdesk.domain.agenda import FirstTopic, PersonRef, Topic
from branchdesk.domain.five_ones import ItemState
from branchdesk.domain.meetings import MeetingKind, MeetingState, Phase, Presence
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import meetings, schedule
from branchdesk.services.people import ceremonies, five_ones, five_ones_marks, member_card
from branchdesk.services.people.ceremonies import Ceremony, Proposal
from branchdesk.services.people.five_ones_marks import Noted
from builders import fill, mark, meeting, new_branch, present, records

TODAY = date(2026, 11, 23)
PEOPLE = (
    {"name": "张三", "stage": "full_member", "joined_on": "1998-12", "full_since": "1999-12", "office": "书记"},
    {"name": "李四", "stage": "full_member", "joined_on": "2005-12-02", "office": "组织委员"},
    {"name": "王伟", "stage": "full_member", "joined_on": "2010-12-15"},
    {"name": "何霞", "stage": "probationary_member", "joined_on": "2025-12-30"},
    {"name": "赵爽", "stage": "full_member", "joined_on": "2001-05-01"},
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a branch in which four have their birthday in December."""
    made = new_branch(tmp_path / "支部.branchdesk")
    fill(made, PEOPLE)
    yield made
    made.close()


def at(day: str) -> datetime:
    """Give three in the afternoon of a day."""
    return datetime.fromisoformat(f"{day}T15:00")


def as_proposed(found: Proposal, **facts: object) -> Ceremony:
    """Give the ceremony as the dialog has it before anything is changed."""
    whole = Ceremony(
        2026,
        12,
        tuple(one.member_id for one in found.people),
        tuple(item.id for item in found.items),
        found.starts,
        found.place,
        found.leader,
        meeting_id=found.meeting_id,
        talkers=found.talkers,
    )
    return replace(whole, **facts)  # type: ignore[arg-type] # any fact of a ceremony


def proposed(store: Store) -> Proposal:
    """Give what a ceremony of December begins with."""
    return ceremonies.propose(store, 2026, 12, TODAY)


def states(store: Store, today: date = TODAY) -> dict[str, list[str]]:
    """Give how far December's five are, by name."""
    return {
        one.name: [item.state.value for item in one.items] for one in five_ones.year(store, 2026, today).of_month(12)
    }


def test_a_proposal_has_all_that_the_records_say(store: Store) -> None:
    found = proposed(store)
    assert [one.name for one in found.people] == ["李四", "王伟", "何霞", "张三"]
    assert len(found.items) == 5
    assert (found.leader and found.leader.name, found.starts) == ("张三", at("2026-12-02"))
    assert [found.talkers[one.member_id].name for one in found.people[:3]] == ["张三"] * 3
    assert found.people[3].member_id not in found.talkers  # the secretary's own talk belongs to the level above


def test_a_meeting_planned_in_the_month_is_offered_with_its_day(store: Store) -> None:
    plan = schedule.plan(store, meeting("2026-12-10", kind=MeetingKind.THEME_DAY)).id
    found = proposed(store)
    assert (found.meeting_id, found.starts.date()) == (plan, date(2026, 12, 10))


def test_a_ceremony_to_come_is_planned_in_one_step_that_undo_takes_back(store: Store) -> None:
    before = records(store)
    held = ceremonies.hold(store, as_proposed(proposed(store)), TODAY)
    assert held.noted == 19
    assert held.without_talk == ("张三",)
    assert states(store)["李四"] == ["planned"] * 5
    assert states(store)["张三"] == ["planned", "open", "planned", "planned", "planned"]
    record = meetings.load(store, held.meeting_id)
    assert (record.meeting.title, record.meeting.phase) == ("12月集体过政治生日", Phase.PLANNED)
    assert len(record.attendees) == 5
    assert isinstance(record.meeting.agenda[0], FirstTopic)
    topics = [item for item in record.meeting.agenda if isinstance(item, Topic)]
    assert [item.title for item in topics] == [
        "介绍过政治生日的同志",
        "重温入党誓词",
        "集中学习",
        "政治生日纪念卡",
        "关爱行动",
    ]
    assert topics[0].text == (
        "12月过政治生日的有李四（入党21周年）、王伟（入党16周年）、何霞（入党1周年）、张三（入党28周年），共4人。"
    )
    assert held.changes.title == "李四等4人2026年12月集体过政治生日"
    past.undo(store)
    assert records(store) == before


def test_its_items_count_once_its_meeting_was_held(store: Store) -> None:
    held = ceremonies.hold(store, as_proposed(proposed(store)), TODAY)
    later = date(2026, 12, 3)
    assert states(store, later)["李四"] == ["open"] * 5  # the day is gone, nothing is recorded
    record = meetings.load(store, held.meeting_id).meeting
    came = replace(record, phase=Phase.HELD, attendance=present(mark("王伟", Presence.ON_LEAVE, "出差")))
    meetings.save(store, came)
    assert states(store, later)["李四"] == ["done"] * 5
    assert states(store, later)["王伟"] == ["open", "done", "open", "open", "open"]


def test_what_was_only_planned_goes_with_its_meeting(store: Store) -> None:
    held = ceremonies.hold(store, as_proposed(proposed(store)), TODAY)
    meetings.delete(store, held.meeting_id)
    assert states(store)["李四"] == ["open"] * 5
    past.undo(store)
    schedule.cancel(store, held.meeting_id, "改期")
    assert states(store)["李四"] == ["open"] * 5


def test_talks_are_made_to_be_written_with_who_and_relation(store: Store) -> None:
    found = proposed(store)
    above = PersonRef("机关党委 周某")
    talkers = {**found.talkers, found.people[3].member_id: above}
    held = ceremonies.hold(store, as_proposed(found, talkers=talkers), TODAY)
    assert (len(held.talks), held.without_talk, held.noted) == (4, (), 20)
    rows = {
        one.name: row.values
        for one, talk in zip(found.people, held.talks, strict=True)
        for row in member_card.card(store, one.member_id).rows["talk"]
        if row.id == talk
    }
    assert {name: (row["who"], row["level"]) for name, row in rows.items()} == {
        "李四": ("张三", "支委之间"),
        "王伟": ("张三", "书记与党员"),
        "何霞": ("张三", "书记与党员"),
        "张三": ("机关党委 周某", None),
    }
    assert rows["王伟"]["day"] == "2026-12-02"
    assert rows["王伟"]["detail"] is None


def test_what_was_noted_before_stands_and_a_second_time_nothing_is_left(store: Store) -> None:
    found = proposed(store)
    person, card = found.people[0], found.items[3]
    five_ones_marks.mark(store, Noted(person.member_id, card.id, 2026, ItemState.EXEMPT, note="已另行赠送"))
    ceremonies.hold(store, as_proposed(found), TODAY)
    assert states(store)["李四"] == ["planned", "planned", "planned", "exempt", "planned"]
    with pytest.raises(Refusal, match="没有要办的"):
        ceremonies.hold(store, as_proposed(found, people=(person.member_id,)), TODAY)


def test_a_meeting_of_that_day_takes_the_topics_it_lacks(store: Store) -> None:
    there = meeting("2026-12-10", kind=MeetingKind.THEME_DAY, agenda=(FirstTopic(), Topic("集中学习", "已写好。")))
    plan = schedule.plan(store, there).id
    held = ceremonies.hold(store, as_proposed(proposed(store)), TODAY)
    assert held.meeting_id == plan
    agenda = meetings.load(store, plan).meeting.agenda
    titles = [item.title for item in agenda if isinstance(item, Topic)]
    assert titles == ["集中学习", "介绍过政治生日的同志", "重温入党誓词", "政治生日纪念卡", "关爱行动"]
    with pytest.raises(Refusal, match="不在这一天"):
        ceremonies.hold(
            store,
            as_proposed(proposed(store), starts=at("2026-12-11"), people=(proposed(store).people[3].member_id,)),
            TODAY,
        )


def test_a_closed_record_is_linked_and_left_alone(store: Store) -> None:
    day = date(2026, 12, 10)
    whole = meeting(
        "2026-11-20",
        kind=MeetingKind.THEME_DAY,
        chair=PersonRef("张三"),
        recorder=PersonRef("李四"),
        attendance=present(),
        agenda=(Topic("集中学习", "学了。"),),
    )
    closed = meetings.save(store, whole, finalise=True).id
    ceremony = as_proposed(proposed(store), starts=at("2026-11-20"), meeting_id=closed)
    ceremonies.hold(store, ceremony, day)
    assert meetings.load(store, closed).state is MeetingState.FINAL
    assert states(store, day)["李四"] == ["done"] * 5


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"people": ()}, "没有选人"),
        ({"items": ()}, "没有选事项"),
        ({"starts": at("2027-06-01"), "meeting_id": None}, "超过92天"),
    ],
)
def test_a_ceremony_is_refused_that_makes_no_sense(store: Store, facts: dict[str, object], message: str) -> None:
    before = records(store)
    with pytest.raises(Refusal, match=message):
        ceremonies.hold(store, as_proposed(proposed(store), **facts), TODAY)
    assert records(store) == before


def test_the_record_says_what_the_branch_has_it_say(store: Store) -> None:
    said = ceremonies.texts(store)
    ceremonies.set_texts(store, {**said, "一次集中学习": "{月}集中学习，{名单}谈体会。", "重温一次入党誓词": ""})
    held = ceremonies.hold(store, as_proposed(proposed(store), kind=MeetingKind.ACTIVITY), TODAY)
    agenda = meetings.load(store, held.meeting_id).meeting.agenda
    texts = {item.title: item.text for item in agenda if isinstance(item, Topic)}
    assert texts["重温入党誓词"] == ""
    assert texts["集中学习"].startswith("12月集中学习，李四（入党21周年）")
    assert not any(isinstance(item, FirstTopic) for item in agenda)
