"""第几次 within a year: counted anew by date, around what is signed, and taken back whole."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from branchdesk.domain.meetings import Meeting, MeetingKind
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import meetings, numbering, schedule
from branchdesk.services.meetings.numbering import Sequence
from branchdesk.store.history import operate
from branchdesk.store.tables import meeting

THEME_DAYS = Sequence("theme_day", None, 2026)


def enter(store: Store, day: str, kind: MeetingKind = MeetingKind.THEME_DAY, group: str | None = None) -> str:
    return meetings.save(store, Meeting(kind, datetime.fromisoformat(f"{day}T09:00"), group=group)).id


def sign(store: Store, meeting_id: str) -> None:
    with operate(store, "sign", "签字") as work:
        work.update(meeting, meeting_id, {"signed_on": "2026-11-01"})


def told(store: Store, wanted: Sequence = THEME_DAYS) -> list[tuple[str, int, int]]:
    return [(one.starts[5:10], one.old, one.new) for one in numbering.preview(store, wanted)]


def test_meetings_entered_out_of_order_are_numbered_by_date_in_one_step(store: Store) -> None:
    for day in ("2026-05-08", "2026-01-09", "2026-03-06"):
        enter(store, day)
    enter(store, "2025-12-12")
    assert told(store) == [("01-09", 2, 1), ("03-06", 3, 2), ("05-08", 1, 3)]
    before = builders.records(store)
    changes = numbering.renumber(store, THEME_DAYS)
    assert changes.title == "重排2026年主题党日的次数"
    assert told(store) == [("01-09", 1, 1), ("03-06", 2, 2), ("05-08", 3, 3)]
    past.undo(store)
    assert builders.records(store) == before
    past.redo(store)
    assert not any(one.changed for one in numbering.preview(store, THEME_DAYS))
    assert not numbering.renumber(store, THEME_DAYS)


def test_a_signed_record_keeps_its_number_and_the_rest_go_around_it(store: Store) -> None:
    for day in ("2026-05-08", "2026-01-09"):
        enter(store, day)
    sign(store, enter(store, "2026-03-06"))
    enter(store, "2026-04-03")
    numbering.renumber(store, THEME_DAYS)
    assert [(day, new) for day, _, new in told(store)] == [("01-09", 1), ("03-06", 3), ("04-03", 2), ("05-08", 4)]


def test_each_group_and_kind_is_counted_for_itself(store: Store) -> None:
    builders.fill(store)
    for day in ("2026-02-02", "2026-01-05"):
        for group in ("第一党小组", "第二党小组"):
            enter(store, day, MeetingKind.GROUP_MEETING, group)
    enter(store, "2026-01-20")
    of_group = Sequence("group_meeting", "第二党小组", 2026)
    assert set(numbering.sequences(store)) == {
        THEME_DAYS,
        of_group,
        Sequence("group_meeting", "第一党小组", 2026),
    }
    numbering.renumber(store, of_group)
    assert told(store, of_group) == [("01-05", 1, 1), ("02-02", 2, 2)]
    assert told(store, Sequence("group_meeting", "第一党小组", 2026)) == [("01-05", 2, 1), ("02-02", 1, 2)]


def test_what_was_not_held_is_not_counted(store: Store) -> None:
    enter(store, "2026-12-04")
    assert numbering.sequences(store) == ()
    with pytest.raises(Refusal, match="没有2026年主题党日的记录"):
        numbering.renumber(store, THEME_DAYS)


def test_a_cancelled_meeting_takes_no_number_from_those_after_it(store: Store) -> None:
    planned = enter(store, "2026-11-27")
    enter(store, "2026-11-06")
    schedule.cancel(store, planned, "出差")
    late = meetings.save(store, Meeting(MeetingKind.THEME_DAY, datetime.fromisoformat("2026-11-20T09:00")))
    assert late.number == 2
    assert meetings.next_number(store, MeetingKind.THEME_DAY, datetime.fromisoformat("2026-11-21T09:00")) == 3
    assert told(store) == [("11-06", 1, 1), ("11-20", 2, 2)]


def once(kept: list[int | None]) -> bool:
    signed = [number for number in kept if number is not None]
    return len(signed) == len(set(signed))


@given(st.lists(st.one_of(st.none(), st.integers(1, 12)), max_size=12).filter(once))
def test_no_number_is_given_twice_and_none_is_left_out(kept: list[int | None]) -> None:
    fresh = numbering.numbers(kept)
    assert len(set(fresh)) == len(kept)
    mine = [new for new, own in zip(fresh, kept, strict=True) if own is None]
    assert mine == sorted(mine)
    assert all(own in {None, new} for own, new in zip(kept, fresh, strict=True))
    gaps = set(range(1, max(mine, default=0))) - set(fresh)
    assert not gaps
