"""Typing that is no record yet: kept as it stands, given back newest first, let go of. A meeting as plain values."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

import builders
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Grades,
    Lecture,
    NotCounted,
    PersonRef,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import (
    Body,
    HeadCounts,
    Mark,
    Meeting,
    MeetingKind,
    Move,
    Override,
    Phase,
    Presence,
    Review,
)
from branchdesk.domain.organisational_life import Criticism, Opinion, Rectification
from branchdesk.files.plain_meeting import NotPlain, to_meeting, to_plain
from branchdesk.services import Store, preferences
from branchdesk.services.keeping import past
from branchdesk.services.meetings import closing, meetings, unfinished
from branchdesk.services.meetings.unfinished import Loose, Typed

EVERYTHING = builders.meeting(
    id="m",
    number=3,
    ends=datetime(2026, 11, 20, 16, 5),  # noqa: DTZ001 - the office's own clock
    chair=PersonRef("张三", "p"),
    observers=(),
    attendance=builders.present(Mark(PersonRef("", "p"), Presence.PRESENT, "堵车", date(2026, 11, 21), late=True)),
    agenda=(
        *builders.full_agenda(),
        Topic("报告", reporter=PersonRef("某某"), to_members_meeting=True),
        Lecture("党课", PersonRef("李四"), "提纲"),
        Ballot(
            "选举",
            BallotRule.ELECTION,
            (Subject("王伟", 3, grades=Grades(1), written_from=(PersonRef("李四", "q"),)),),
            seats=2,
            not_counted=(NotCounted(PersonRef("何霞"), "出国", "支委会"),),
        ),
    ),
    resolutions=("同意。",),
    counted=HeadCounts(5, 4),
    phase=Phase.PLANNED,
    form=Body.GROUP,
    overrides=(Override(PersonRef("李四", "q"), expected=False, reason=""),),
    reviews=(Review("x", "已办", owner=PersonRef("李四")),),
    moves=(Move(datetime(2026, 11, 19, 9)),),  # noqa: DTZ001 - the office's own clock
    opinions=(Opinion("会议可以开得短一些", "第一党小组", PersonRef("支委会")),),
    criticisms=(Criticism(PersonRef("张三", "p"), PersonRef("李四", "q"), "抓得不紧", "接受"),),
    rectifications=(Rectification("会议偏长", "压到一小时", PersonRef("张三", "p"), date(2026, 12, 1), id="r"),),
)


def test_a_meeting_comes_back_from_plain_values_whole() -> None:
    assert to_meeting(json.loads(json.dumps(to_plain(EVERYTHING)))) == EVERYTHING


def test_facts_of_another_program_are_passed_by_or_begin_anew() -> None:
    plain = to_plain(EVERYTHING)
    del plain["phase"]
    assert to_meeting({**plain, "colour": "red"}) == replace(EVERYTHING, phase=Phase.HELD)


@pytest.mark.parametrize("broken", [None, [], {}, {"kind": "tea_party", "starts": "2026-11-20T14:30"}, {"kind": 3}])
def test_what_is_no_meeting_is_said_to_be_none(broken: object) -> None:
    with pytest.raises(NotPlain):
        to_meeting(broken)


def typed(meeting: Meeting) -> Typed:
    loose = Loose("basics", 2, "日期", "去年夏天")
    return Typed(meeting, (loose,), {"first_topic": (1, 0, 2)})


def test_what_is_kept_aside_is_given_back_and_is_no_step(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = past.steps(store)
    fresh = builders.meeting(kind=MeetingKind.THEME_DAY)
    for key, at in (("a", "2026-11-20T10:00:00+08:00"), ("b", "2026-11-20T11:00:00+08:00")):
        monkeypatch.setattr("branchdesk.clock.stamp", lambda at=at: at)
        unfinished.keep(store, key, typed(fresh))
    assert [one.key for one in unfinished.waiting(store)] == ["b", "a"]
    assert unfinished.waiting(store)[0].typed == typed(fresh)
    unfinished.forget(store, "b")
    assert [one.key for one in unfinished.waiting(store)] == ["a"]
    assert past.steps(store) == before


def test_a_meeting_that_is_gone_begins_anew_and_one_that_is_closed_is_not_offered(store: Store) -> None:
    builders.fill(store)
    saved = meetings.save(store, builders.meeting(attendance=builders.present()))
    unfinished.keep(store, "a", typed(builders.meeting(id=saved.id, number=1)))
    assert unfinished.waiting(store)[0].typed.meeting.id == saved.id
    closing.finalise(store, saved.id)
    assert unfinished.waiting(store) == ()
    past.undo(store)
    past.undo(store)
    [left] = unfinished.waiting(store)
    assert (left.typed.meeting.id, left.typed.meeting.number) == (None, None)


def test_what_cannot_be_read_is_passed_by(store: Store) -> None:
    preferences.put(store, unfinished.KEYS + "a", {"at": "2026"})
    preferences.put(store, unfinished.KEYS + "b", ["?"])
    assert unfinished.waiting(store) == ()
