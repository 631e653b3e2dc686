"""Two people of one name are told apart wherever somebody is named."""

from __future__ import annotations

from datetime import date

import pytest

import builders
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    Measure,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import Presence
from branchdesk.papers.minutes import write_minutes
from branchdesk.services import Store, search, today
from branchdesk.services.keeping import past
from branchdesk.services.meetings import meetings
from branchdesk.services.people import members
from builders import mark, meeting, present

FIRST, SECOND = "王伟（第一党小组）", "王伟（第二党小组）"


@pytest.fixture
def people(store: Store) -> list[str]:
    """Give the identifiers of 张三, 李四, 王伟, the other 王伟, 何霞 and 赵爽."""
    return builders.fill(store)


def held(store: Store, people: list[str], *, finalise: bool = False) -> str:
    """Record a meeting in which both of one name do everything that somebody can do."""
    one, other = PersonRef("王伟", people[2]), PersonRef("王伟", people[3])
    vote = Ballot(
        "选举",
        BallotRule.RESOLUTION,
        tuple(Subject("王伟", 3, 0, 0, declared=Declared.PASSED, person=ref.id) for ref in (one, other)),
    )
    topic = Topic("议题", speeches=(Speech(one, "同意。"),), measures=(Measure("写总结。", other, date(2026, 12, 1)),))
    draft = meeting(
        chair=one,
        recorder=other,
        attendance=present(mark("王伟", Presence.ABSENT, "外出办案", people[2])),
        agenda=(topic, vote),
    )
    return meetings.save(store, draft, finalise=finalise).id


def paper(store: Store, meeting_id: str) -> str:
    """Give the words of the printed minutes, blanks aside."""
    blocks = write_minutes(meetings.load(store, meeting_id)).blocks
    return repr(blocks).replace("\\u3000", "").replace("\u3000", "")


@pytest.mark.parametrize("finalise", [False, True])
def test_minutes_name_both(store: Store, people: list[str], *, finalise: bool) -> None:
    words = paper(store, held(store, people, finalise=finalise))
    for place in (f"{FIRST}：", f"责任人：{SECOND}", f"1. {FIRST}：", f"2. {SECOND}："):
        assert place in words
    assert words.count("王伟") == words.count(FIRST) + words.count(SECOND)


def test_a_closed_record_names_them_as_it_was_closed(store: Store, people: list[str]) -> None:
    closed = held(store, people, finalise=True)
    members.save(store, people[2], {"name": "王纬"})
    members.save(store, people[3], {"group": "第一党小组"})
    words = paper(store, closed)
    assert FIRST in words
    assert SECOND in words


def test_checks_name_them(store: Store, people: list[str]) -> None:
    draft = meeting(attendance=present(mark("王伟", Presence.ABSENT, "", people[3])))
    [missing] = [check for check in meetings.view(store, draft).checks if check.code == "reason_missing"]
    assert SECOND in missing.message


def test_the_start_page_and_the_search_name_them(store: Store, people: list[str]) -> None:
    held(store, people)
    page = today.look(store, date(2026, 12, 1))
    assert [line.what for line in page.lines if line.kind == "make_up"] == [f"{FIRST}缺席11月20日党员大会，未补学"]
    assert [birthday.name for birthday in page.birthdays] == [SECOND]
    assert [hit.title for hit in search.find(store, "王伟")] == [FIRST, SECOND, "党员大会 · 第1次"]


def test_the_history_names_who_made_an_absence_up(store: Store, people: list[str]) -> None:
    meetings.make_up(store, held(store, people), people[2], date(2026, 11, 23))
    assert FIRST in str(past.next_titles(store)[0])


def test_within_one_group_another_fact_tells_them_apart(store: Store, people: list[str]) -> None:
    members.save(store, people[3], {"group": "第一党小组", "post": "书记员"})
    members.save(store, people[2], {"post": "检察官"})
    assert [hit.title for hit in search.find(store, "王伟")] == ["王伟（检察官）", "王伟（书记员）"]
