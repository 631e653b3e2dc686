"""Papers of study from the records: the documents of a year, who has studied one, the hours of a year."""

from __future__ import annotations

from datetime import date

import pytest

import builders
from branchdesk.domain.agenda import Document, FirstTopic, PersonRef
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import MeetingKind, Presence
from branchdesk.errors import Refusal
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.page import print_manuscript
from branchdesk.services import Store
from branchdesk.services.meetings import meetings, study
from branchdesk.services.papers import papers
from branchdesk.services.papers.paper_orders import read_order
from branchdesk.services.papers.papers import Order
from branchdesk.services.people import members
from papers.golden import check_golden
from papers.reading import body

SPEECH, ARTICLE = "在中央政治局会议上的讲话", "《求是》第22期文章"


def text(store: Store, paper: str, **options: object) -> str:
    return body(papers.make(store, Order(paper, "", options)))


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    """Let four members study one document at two meetings, at which one was away both times, and another at one."""
    facts = {"stage": "full_member", "joined_on": "2001-12-19", "full_since": "2002-12-19", "group": "第一党小组"}
    found = {
        name: members.save(store, None, {"name": name, **facts, **({"office": "书记"} if name == "翟堃" else {})})[0]
        for name in ("翟堃", "陈䶮", "李𬭎", "赵㛃")
    }
    speech = Document(SPEECH, "人民日报", PartialDate(2026, 11, 1))
    for day, documents, reader in (
        ("2026-11-05", (speech, Document(ARTICLE)), "陈䶮"),
        ("2026-11-12", (speech,), "李𬭎"),
    ):
        marks = builders.mark("赵㛃", Presence.ABSENT)
        topic = FirstTopic(documents, PersonRef(reader))
        meetings.save(store, builders.meeting(day, agenda=(topic,), attendance=builders.present(marks)))
    meetings.save(store, builders.meeting("2026-11-19", kind=MeetingKind.MEMBERS_MEETING, agenda=()))
    return found


@pytest.mark.parametrize("paper", ["study-list", "study-readers", "study-hours"])
def test_a_list_as_it_should_look(store: Store, ids: dict[str, str], paper: str) -> None:
    assert ids
    check_golden(paper, print_manuscript(papers.write(store, Order(paper)), bundled()))


def test_a_document_of_two_meetings_stands_once_with_both_and_who_led(store: Store, ids: dict[str, str]) -> None:
    assert ids
    found = text(store, "study-list")
    assert found.count(SPEECH) == 1
    assert "11月5日党员大会、11月12日党员大会" in found
    assert "陈䶮、李𬭎" in found
    assert "3人" in found
    assert "共2篇，在2次会议上学习。" in found
    assert "另有1次应有第一议题的会议" in found
    assert "共0篇" in text(store, "study-list", year=2025)


def test_who_has_studied_a_document_and_who_has_not(store: Store, ids: dict[str, str]) -> None:
    found = text(store, "study-readers", document=SPEECH)
    assert "陈䶮第一党小组已学11月5日" in found
    assert "赵㛃第一党小组未学" in found
    assert "已学3人，还没有学1人。" in found
    latest = text(store, "study-readers")
    assert SPEECH in latest  # of the last meeting, though it was studied before
    [key] = [
        one.id
        for session in study.sessions(store, date(2026, 11, 12), date(2026, 11, 12)).held
        for one in session.documents
    ]
    study.catch_up(store, key, (ids["赵㛃"],), date(2026, 11, 20), "自学")
    assert "已学4人，还没有学0人。" in text(store, "study-readers", document=key)
    with pytest.raises(Refusal) as refused:
        text(store, "study-readers", document="没有这一篇")
    assert refused.value.code == "no_such_document"


def test_hours_stand_in_roster_order_and_never_rank_anybody(store: Store, ids: dict[str, str]) -> None:
    found = text(store, "study-hours")
    places = [found.index(name) for name in ids]
    assert places == sorted(places)
    assert "支部书记或委员" in found
    assert "2025年学时统计表" in body(papers.make(store, read_order(store, "学时统计表", "", ["year=2025"])))


def test_a_branch_that_has_studied_nothing_is_told_so(store: Store) -> None:
    with pytest.raises(Refusal) as refused:
        text(store, "study-readers")
    assert refused.value.code == "no_such_document"
    assert "共0篇" in text(store, "study-list")
