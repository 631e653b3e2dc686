"""A year's table and a month's slip from the records: what stands on them, and what never does."""

from __future__ import annotations

from datetime import date

import pytest

import builders
from branchdesk.domain.agenda import Measure, PersonRef, Topic
from branchdesk.domain.meetings import MeetingKind, Presence
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.meetings import meetings, schedule
from branchdesk.services.papers import papers
from branchdesk.services.papers.paper_orders import read_order
from branchdesk.services.papers.papers import Order
from branchdesk.services.people import member_life, members
from papers.reading import body


def text(store: Store, paper: str, **options: object) -> str:
    return body(papers.make(store, Order(paper, "", options)))


@pytest.fixture
def people(store: Store) -> list[str]:
    """Give a branch with a committee and a group, where one was absent and one has not paid."""
    facts = {"stage": "full_member", "joined_on": "2001-12-19", "full_since": "2002-12-19", "group": "第一党小组"}
    offices = ("书记", "组织委员", "宣传委员", None, None)
    return [
        members.save(store, None, {"name": name, **facts, **({"office": office} if office else {})})[0]
        for name, office in zip(("翟堃", "陈䶮", "李𬭎", "赵㛃", "吴桐"), offices, strict=True)
    ]


def hold(store: Store, day: str, kind: MeetingKind = MeetingKind.MEMBERS_MEETING, *absent: str) -> None:
    topic = Topic("议题", measures=(Measure("梳理台账", PersonRef("陈䶮"), due=date(2026, 11, 30)),))
    marks = [builders.mark(name, Presence.ABSENT) for name in absent]
    meetings.save(store, builders.meeting(day, kind=kind, agenda=(topic,), attendance=builders.present(*marks)))


def test_a_year_s_table_has_the_days_of_its_meetings(store: Store, people: list[str]) -> None:
    assert people
    hold(store, "2026-11-05")
    found = text(store, "year-table")
    assert "2026年组织生活一览表" in found
    assert "11月5日" in found
    assert "政治生日提前告知" not in found  # what is asked of one person has no place among the branch's times
    assert "2027年组织生活一览表" in text(store, "year-table", year=2027)


def test_a_slip_names_what_is_to_be_done_in_its_month(store: Store, people: list[str]) -> None:
    assert people
    hold(store, "2026-11-05", MeetingKind.MEMBERS_MEETING, "赵㛃")
    schedule.plan(store, builders.meeting("2026-12-04", kind=MeetingKind.COMMITTEE_MEETING))
    november = text(store, "reminder-slip")
    assert "2026年11月提醒单" in november
    assert "11月支委会" in november
    assert "赵㛃：党员大会11月5日" in november
    assert "梳理台账11月30日陈䶮" in november
    december = text(store, "reminder-slip", month="next")
    assert "支委会12月4日" in december
    assert "12月支委会" not in december  # it stands among the meetings, for it is planned
    assert "李𬭎12月19日入党25周年" in december


def test_nothing_private_stands_on_a_slip(store: Store, people: list[str]) -> None:
    members.save(store, people[4], {"dues_to": "2025-12"})
    member_life.save_row(store, "talk", people[3], None, {"day": "2026-10-12", "who": "翟堃", "detail": "家里有困难"})
    for month in ("this", "next"):
        found = text(store, "reminder-slip", month=month)
        assert not [word for word in ("欠", "困难", "失联") if word in found]


def test_a_month_is_ordered_in_words_and_one_that_is_none_is_refused(store: Store, people: list[str]) -> None:
    assert people
    assert "2027年3月提醒单" in body(
        papers.make(store, read_order(store, "月度提醒单", "", ["month=3月", "year=2027"]))
    )
    with pytest.raises(Refusal) as refused:
        text(store, "reminder-slip", month="13")
    assert refused.value.code == "no_such_month"
