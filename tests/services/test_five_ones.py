"""五个一 kept in a branch's file: a year's states, marks and what shows them, and records that go and come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from branchdesk.domain.dates import LeapDay
from branchdesk.domain.duties.facts import Person
from branchdesk.domain.five_ones import TEMPLATES, Evidence, Item, ItemState, Settings
from branchdesk.domain.meetings import MeetingKind, Phase, Presence
from branchdesk.errors import Refusal
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import Store
from branchdesk.services.keeping import past, trash
from branchdesk.services.meetings import meetings
from branchdesk.services.people import five_ones, five_ones_marks, member_life, members, talks
from branchdesk.services.people.five_ones import PersonYear
from branchdesk.services.people.five_ones_marks import Noted
from builders import fill, mark, meeting, new_branch, present, records

TODAY = date(2026, 11, 23)
PEOPLE = (
    {"name": "张三", "stage": "full_member", "joined_on": "1998-12", "full_since": "1999-12", "office": "书记"},
    {"name": "李四", "stage": "full_member", "joined_on": "2005-12-02", "full_since": "2006-12-02"},
    {"name": "王伟", "stage": "full_member", "joined_on": "2010-03-01", "full_since": "2011-03-01"},
    {"name": "何霞", "stage": "probationary_member", "joined_on": "2026-03-16"},
    {"name": "赵爽", "stage": "full_member", "joined_on": "2001"},
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a branch of five."""
    made = new_branch(tmp_path / "支部.branchdesk")
    fill(made, PEOPLE)
    yield made
    made.close()


def of(store: Store, name: str, year: int = 2026, today: date = TODAY) -> PersonYear:
    """Give somebody's five of a year."""
    return next(one for one in five_ones.year(store, year, today).people if one.name == name)


def noted(store: Store, name: str, place: int, **facts: object) -> Noted:
    """Give what is noted of the item at a place for somebody this year."""
    person = of(store, name)
    return Noted(person.member_id, person.items[place].item.id, 2026, **facts)  # type: ignore[arg-type] # any fact


def states(person: PersonYear) -> list[str]:
    """Give how far the five are."""
    return [one.state.value for one in person.items]


def talk(store: Store, member_id: str, day: str, who: str = "张三") -> str:
    """Note a talk and give its identifier."""
    values = {"day": day, "who": who, "level": "书记与党员"}
    return member_life.save_row(store, "talk", member_id, None, values)[0]


def test_a_year_has_its_birthdays_by_the_calendar(store: Store) -> None:
    found = five_ones.year(store, 2026, TODAY)
    assert [(one.name, one.on, one.years) for one in found.people] == [
        ("王伟", "2026-03-01", 16),
        ("李四", "2026-12-02", 21),
        ("张三", "2026-12", 28),
    ]
    assert found.unknown == ("赵爽",)
    assert [one.is_secretary for one in found.people] == [False, False, True]
    assert states(found.people[0]) == ["late"] * 5
    assert states(found.people[1]) == ["open"] * 5
    assert (found.coverage.done, found.coverage.asked, found.coverage.people_asked) == (0, 5, 1)


def test_who_is_near_is_found_across_the_years_end(store: Store) -> None:
    members.save(store, None, {"name": "钱进", "stage": "full_member", "joined_on": "2010-01-04"})
    found = five_ones.near(store, date(2026, 12, 30), 7)
    assert [(one.name, one.on, one.years) for one in found] == [("张三", "2026-12", 28), ("钱进", "2027-01-04", 17)]


def test_a_mark_is_one_step_that_undo_takes_back(store: Store) -> None:
    before = records(store)
    changes = five_ones_marks.mark(store, noted(store, "王伟", 3, day="2026-03-01", who="张三"))
    assert changes.title == "王伟2026年“一张政治生日纪念卡”登记为已办"
    assert states(of(store, "王伟")) == ["late", "late", "late", "done", "late"]
    assert of(store, "王伟").items[3].who == "张三"
    past.undo(store)
    assert records(store) == before


def test_a_mark_is_written_over_and_taken_back(store: Store) -> None:
    five_ones_marks.mark(store, noted(store, "王伟", 4))
    five_ones_marks.mark(store, noted(store, "王伟", 4, state=ItemState.EXEMPT, note="本人在外地"))
    assert (of(store, "王伟").asked, of(store, "王伟").items[4].note) == (4, "本人在外地")
    person = of(store, "王伟")
    five_ones_marks.unmark(store, person.member_id, person.items[4].item.id, 2026)
    assert states(of(store, "王伟"))[4] == "late"


def test_a_talk_that_is_linked_counts_with_its_day_and_who(store: Store) -> None:
    person = of(store, "李四")
    entry = talk(store, person.member_id, "2026-11-20")
    offered = five_ones.suggestions(store, person.member_id, person.items[1].item.id, 2026, TODAY)
    assert [link.id for link in offered] == [entry]
    five_ones_marks.mark(store, noted(store, "李四", 1, link=("member_entry", entry)))
    shown = of(store, "李四").items[1]
    assert (shown.state, shown.day, shown.who) == (ItemState.DONE, "2026-11-20", "张三")
    assert shown.link is not None
    assert shown.link.label == "2026年11月20日谈话（张三）"


def test_a_talk_of_which_only_the_month_is_known_counts_too(store: Store) -> None:
    person = of(store, "李四")
    entry = talk(store, person.member_id, "2026-11")
    offered = five_ones.suggestions(store, person.member_id, person.items[1].item.id, 2026, TODAY)
    assert [link.label for link in offered] == ["2026年11月谈话（张三）"]
    five_ones_marks.mark(store, noted(store, "李四", 1, link=("member_entry", entry)))
    assert (states(of(store, "李四"))[1], of(store, "李四").items[1].day) == ("done", "2026-11")


def test_a_talk_of_another_or_of_another_season_shows_nothing(store: Store) -> None:
    other, mine = of(store, "王伟").member_id, of(store, "李四").member_id
    with pytest.raises(Refusal, match="不是李四的"):
        five_ones_marks.mark(store, noted(store, "李四", 1, link=("member_entry", talk(store, other, "2026-11-20"))))
    with pytest.raises(Refusal, match="超过92天"):
        five_ones_marks.mark(store, noted(store, "李四", 1, link=("member_entry", talk(store, mine, "2026-08-31"))))
    five_ones_marks.mark(store, noted(store, "李四", 1, link=("member_entry", talk(store, mine, "2026-09-01"))))
    assert states(of(store, "李四"))[1] == "done"


def theme_day(store: Store, day: str, *away: str) -> str:
    """Record a theme day that everybody but some attended."""
    held = meeting(
        day,
        kind=MeetingKind.THEME_DAY,
        attendance=present(*(mark(name, Presence.ON_LEAVE, "出差") for name in away)),
    )
    return meetings.save(store, held).id


def test_a_theme_day_shows_it_for_those_who_were_there(store: Store) -> None:
    held = theme_day(store, "2026-11-20", "张三")
    five_ones_marks.mark(store, noted(store, "李四", 0, link=("meeting", held)))
    assert states(of(store, "李四"))[0] == "done"
    with pytest.raises(Refusal, match="张三没有参加"):
        five_ones_marks.mark(store, noted(store, "张三", 0, link=("meeting", held)))
    with pytest.raises(Refusal, match="谈话记录"):
        five_ones_marks.mark(store, noted(store, "李四", 1, link=("meeting", held)))


def test_a_linked_meeting_that_says_they_were_away_does_not_count(store: Store) -> None:
    held = theme_day(store, "2026-11-20")
    five_ones_marks.mark(store, noted(store, "李四", 0, link=("meeting", held)))
    meetings.save(
        store,
        meeting(
            "2026-11-20",
            id=held,
            kind=MeetingKind.THEME_DAY,
            attendance=present(mark("李四", Presence.ABSENT)),
        ),
    )
    shown = of(store, "李四").items[0]
    assert (shown.state, shown.hint) == (ItemState.OPEN, "未参加所关联的会议")


@pytest.mark.parametrize("on_the_card", [True, False])
def test_a_mark_outlives_the_record_that_showed_it(store: Store, *, on_the_card: bool) -> None:
    person = of(store, "李四")
    entry, held = talk(store, person.member_id, "2026-11-20"), theme_day(store, "2026-11-20")
    five_ones_marks.mark(
        store,
        noted(store, "李四", 0, link=("meeting", held)),
        noted(store, "李四", 1, day="2026-11-20", link=("member_entry", entry)),
    )
    before = records(store)
    meetings.delete(store, held)
    if on_the_card:
        member_life.remove_row(store, "talk", entry)
    else:
        talks.remove(store, entry)
    assert states(of(store, "李四"))[:2] == ["done", "done"]
    assert of(store, "李四").items[0].link is None
    past.undo(store)
    past.undo(store)
    assert records(store) == before
    meetings.delete(store, held)
    trash.restore(store, LEDGERS["meetings"], held)
    assert states(of(store, "李四"))[:2] == ["done", "done"]


def test_a_meeting_still_to_come_shows_nothing_yet(store: Store) -> None:
    plan = meetings.save(store, meeting("2026-12-10", kind=MeetingKind.THEME_DAY, phase=Phase.PLANNED)).id
    with pytest.raises(Refusal, match="还没有召开"):
        five_ones_marks.mark(store, noted(store, "李四", 0, link=("meeting", plan)))
    assert states(of(store, "李四"))[0] == "open"


def test_a_member_entered_by_mistake_goes_with_what_was_noted_of_them(store: Store) -> None:
    five_ones_marks.mark(store, noted(store, "李四", 0))
    before = records(store)
    person = of(store, "李四").member_id
    members.delete(store, person)
    trash.restore(store, LEDGERS["members"], person)
    assert records(store)["five_ones_mark"] == before["five_ones_mark"]


def test_nothing_is_noted_where_there_is_no_birthday(store: Store) -> None:
    item = of(store, "李四").items[0].item.id
    everybody = {one.name: one.id for one in five_ones_people(store)}
    for name in ("何霞", "赵爽"):
        with pytest.raises(Refusal, match="没有政治生日"):
            five_ones_marks.mark(store, Noted(everybody[name], item, 2026))
    with pytest.raises(Refusal, match="没有这一项"):
        five_ones_marks.mark(store, Noted(everybody["李四"], "nothing", 2026))


def five_ones_people(store: Store) -> list[Person]:
    """Give everybody as the rules look at them."""
    with store.reading() as connection:
        return five_ones.everybody(connection, store.branch.id, TODAY)


def test_an_edited_template_leaves_earlier_years_as_they_were(store: Store) -> None:
    five_ones_marks.mark(store, noted(store, "王伟", 4, day="2026-03-01"))
    usual = five_ones.template(store, 2026)
    five_ones_marks.set_template(store, (*usual[:4], Item("", "写一封家书", Evidence.FREE)), 2027)
    assert [item.name for item in five_ones.template(store, 2026)] == [name for name, _ in TEMPLATES[0]]
    assert [item.name for item in five_ones.template(store, 2027)][4] == "写一封家书"
    assert states(of(store, "王伟"))[4] == "done"
    assert [one.item.name for one in of(store, "王伟", 2027).items][4] == "写一封家书"
    past.undo(store)
    assert five_ones.template(store, 2027) == usual


def test_the_other_set_of_five_can_be_taken_over_and_changed_again_in_its_year(store: Store) -> None:
    other = [Item("", name, kind) for name, kind in TEMPLATES[1]]
    five_ones_marks.set_template(store, other, 2026)
    assert [item.name for item in five_ones.template(store, 2026)] == [item.name for item in other]
    standing = five_ones.template(store, 2026)
    renamed = Item(standing[0].id, "送上一句祝福", standing[0].evidence)
    five_ones_marks.set_template(store, (renamed, *standing[1:]), 2026)
    assert [item.id for item in five_ones.template(store, 2026)] == [item.id for item in standing]
    assert five_ones.template(store, 2026)[0].name == "送上一句祝福"
    assert [item.name for item in five_ones.template(store, 2025)] == [name for name, _ in TEMPLATES[0]]


def test_an_item_with_another_name_or_place_takes_what_is_noted_along(store: Store) -> None:
    person = of(store, "王伟")
    card, care = person.items[3].item, person.items[4].item
    for year in (2025, 2026):
        five_ones_marks.mark(store, Noted(person.member_id, card.id, year, day=f"{year}-03-01"))
    usual = five_ones.template(store, 2026)
    renamed = Item(card.id, "一张手写贺卡", card.evidence)
    five_ones_marks.set_template(store, (care, *usual[:3], renamed), 2026)
    assert five_ones.template(store, 2025) == tuple(replace(item, until_year=2026) for item in usual)
    assert [one.item.name for one in of(store, "王伟").items][::4] == ["一次关爱行动", "一张手写贺卡"]
    assert states(of(store, "王伟"))[4] == "done"
    assert states(of(store, "王伟", 2025))[3] == "done"


@pytest.mark.parametrize(("names", "message"), [((), "至少"), (("", "乙"), "名称"), (("甲", "甲"), "写了两次")])
def test_a_template_is_refused_that_nobody_could_use(store: Store, names: tuple[str, ...], message: str) -> None:
    with pytest.raises(Refusal, match=message):
        five_ones_marks.set_template(store, [Item("", name, Evidence.FREE) for name in names], 2026)


def test_the_leap_day_is_settled_once_for_everybody(store: Store) -> None:
    members.save(store, None, {"name": "闰生", "stage": "full_member", "joined_on": "2004-02-29"})
    assert of(store, "闰生").on == "2026-02-28"
    five_ones_marks.set_settings(store, Settings(leap_day=LeapDay.MARCH, late_after=10))
    assert of(store, "闰生").on == "2026-03-01"
    assert five_ones.settings(store) == Settings(leap_day=LeapDay.MARCH, late_after=10)
    with pytest.raises(Refusal, match="0 到 366"):
        five_ones_marks.set_settings(store, Settings(span=400))


def test_who_was_told_is_noted_and_taken_back(store: Store) -> None:
    person = of(store, "李四")
    five_ones_marks.tell(store, [(person.member_id, 2026)], TODAY)
    assert of(store, "李四").told_on == "2026-11-23"
    assert of(store, "李四", 2027).told_on is None
    five_ones_marks.tell(store, [(person.member_id, 2026)], None)
    assert of(store, "李四").told_on is None


def test_a_card_tells_of_this_year_and_of_earlier_ones_with_anything_noted(store: Store) -> None:
    person = of(store, "王伟")
    five_ones_marks.mark(store, Noted(person.member_id, person.items[0].item.id, 2024, day="2024-03-01"))
    assert [one.year for one in five_ones.person(store, person.member_id, TODAY)] == [2026, 2024]
    assert [one.year for one in five_ones.person(store, person.member_id, date(2026, 12, 31))] == [2026, 2024]
    assert [one.year for one in five_ones.person(store, person.member_id, date(2027, 2, 1))] == [2027, 2024]
