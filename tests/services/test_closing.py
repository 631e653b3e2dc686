"""定稿 and after: opened again while nothing builds on the record, then amended and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import builders
from branchdesk.domain.meetings import (
    MeetingKind,
    MeetingState,
    Presence,
    Review,
)
from branchdesk.errors import Refusal
from branchdesk.services import branch
from branchdesk.services.keeping import past
from branchdesk.services.meetings import attachments, closing, meetings
from branchdesk.services.meetings.attachments import NewFile
from branchdesk.services.people import members, transfers
from branchdesk.store.engine import Store
from branchdesk.store.tables import attendance, measure

DAY = date(2026, 11, 23)


@pytest.fixture
def people(store: Store) -> list[str]:
    return builders.fill(store)


@pytest.fixture
def closed(store: Store, people: list[str]) -> str:
    away = builders.mark("李四", Presence.ABSENT, "出差", people[1])
    draft = builders.meeting(attendance=builders.present(away), agenda=builders.full_agenda()[:2])
    meeting_id = meetings.save(store, draft).id
    closing.finalise(store, meeting_id)
    return meeting_id


def standing(store: Store, meeting_id: str) -> closing.Standing | None:
    return closing.look(store, meeting_id)[1]


def why_not(store: Store, meeting_id: str) -> tuple[str, ...]:
    found = standing(store, meeting_id)
    assert found is not None
    assert found.can_reopen == (not found.reasons)
    return found.reasons


def refused(verb: Callable[..., object], *given: Any) -> str:  # noqa: ANN401 - whatever the verb takes
    with pytest.raises(Refusal) as caught:
        verb(*given)
    return caught.value.code


def measure_of(store: Store) -> str:
    with store.reading() as connection:
        return str(connection.scalar(select(measure.c.id)))


def make_up(store: Store, meeting_id: str) -> None:
    absent = next(one for one in meetings.load(store, meeting_id).attendees if one.presence is Presence.ABSENT)
    meetings.make_up(store, meeting_id, absent.member_id, DAY)


def close_measure(store: Store, _meeting_id: str) -> None:
    meetings.close_measure(store, measure_of(store), DAY)


def look_back(store: Store, _meeting_id: str) -> None:
    later = builders.meeting("2026-11-23", attendance=builders.present(), reviews=(Review(measure_of(store), "在办"),))
    meetings.save(store, later)


def add_file(store: Store, meeting_id: str) -> None:
    attachments.add(store, meeting_id, [NewFile("签字页.pdf", b"%PDF-1.7")])


def amend(store: Store, meeting_id: str) -> None:
    closing.amend(store, meeting_id, DAY, "第二项议题的时限应为12月31日。")


def sign(store: Store, meeting_id: str) -> None:
    closing.mark_signed(store, meeting_id, DAY)


def test_a_closed_record_is_opened_again_and_closed_as_it_was(store: Store, closed: str) -> None:
    frozen = builders.records(store)
    members.save(store, None, {"name": "孙七", "stage": "activist"})  # whatever else is done meanwhile
    assert standing(store, closed) == closing.Standing()
    before = builders.records(store)
    assert closing.reopen(store, closed).title == "2026年11月20日党员大会撤销定稿"
    assert meetings.load(store, closed).state is MeetingState.DRAFT
    with store.reading() as connection:
        assert set(connection.scalars(select(attendance.c.frozen_name))) == {None}
    past.undo(store)
    assert builders.records(store) == before
    past.undo(store)
    assert builders.records(store) == frozen


def test_an_opened_record_is_a_draft_like_any_other(store: Store, closed: str) -> None:
    before = meetings.load(store, closed)
    closing.reopen(store, closed)
    draft = meetings.load(store, closed)
    assert draft.attendees == before.attendees
    meetings.save(store, replace(draft.meeting, place="二楼"))
    closing.finalise(store, closed)
    assert meetings.load(store, closed).meeting.place == "二楼"
    assert why_not(store, closed) == ()


def test_rows_that_only_the_closing_made_go_with_it(store: Store, people: list[str]) -> None:
    del people
    draft = builders.meeting(agenda=builders.full_agenda()[:2])
    meeting_id = meetings.save(store, draft).id
    before = builders.records(store)
    closing.finalise(store, meeting_id)
    assert len(builders.records(store)["attendance"]) > 0
    closing.reopen(store, meeting_id)
    assert builders.records(store) == before


@pytest.mark.parametrize(
    ("builds", "said"),
    [
        (make_up, "定稿后登记了李四的补学"),
        (close_measure, "定稿后办结了措施“梳理台账”"),
        (look_back, "措施“梳理台账”已在2026年11月23日党员大会回看"),
        (add_file, "定稿后添加了1个附件（删除后可以撤销定稿）"),
        (amend, "已有1条补充更正"),
        (sign, "纸质记录已于2026年11月23日签字"),
    ],
)
def test_what_builds_on_a_record_keeps_it_closed_until_taken_back(
    store: Store, path: Path, closed: str, builds: Callable[[Store, str], None], said: str
) -> None:
    builds(store, closed)
    assert why_not(store, closed) == (said,)
    assert refused(closing.reopen, store, closed) == "built_on"
    past.undo(store)
    assert why_not(store, closed) == ()
    past.redo(store)
    store.close()
    with builders.opened(path) as again:
        assert why_not(again, closed) == (said,)
        past.undo(again)
        closing.reopen(again, closed)
        past.undo(again)
        assert why_not(again, closed) == ()
        builds(again, closed)
        assert refused(closing.reopen, again, closed) == "built_on"


@pytest.mark.parametrize("builds", [make_up, close_measure])
def test_what_was_noted_before_closing_does_not_build_on_it(
    store: Store, closed: str, builds: Callable[[Store, str], None]
) -> None:
    closing.reopen(store, closed)
    builds(store, closed)
    add_file(store, closed)
    closing.finalise(store, closed)
    assert why_not(store, closed) == ()


def test_a_file_added_after_closing_is_taken_out_to_open_the_record(store: Store, closed: str) -> None:
    add_file(store, closed)
    attachments.remove(store, str(meetings.load(store, closed).files[0].id))
    closing.reopen(store, closed)


def test_a_record_closed_with_its_saving_is_opened_too(store: Store, people: list[str]) -> None:
    del people
    draft = builders.meeting(attendance=builders.present(), agenda=builders.full_agenda()[:2])
    meeting_id = meetings.save(store, draft, finalise=True).id
    past.undo(store)
    past.redo(store)
    add_file(store, meeting_id)
    assert refused(closing.reopen, store, meeting_id) == "built_on"
    past.undo(store)
    closing.reopen(store, meeting_id)


def test_it_is_told_whom_the_roster_would_expect_now(store: Store, closed: str) -> None:
    members.save(store, None, {"name": "孙七", "stage": "full_member", "joined_on": "2001", "full_since": "2002"})
    gone = next(one.member_id for one in meetings.load(store, closed).attendees if one.name == "何霞")
    transfers.leave(store, (gone,), transfers.Leaving("resigned", "2026-11-19"))
    assert standing(store, closed) == closing.Standing(gone=("何霞",), new=("孙七",))


def test_a_signed_record_stays_and_takes_the_scan(store: Store, closed: str) -> None:
    changes = closing.mark_signed(store, closed, DAY)
    assert changes.title == "2026年11月20日党员大会登记已签字"
    assert meetings.load(store, closed).signed_on == DAY
    assert refused(closing.mark_signed, store, closed, DAY) == "signed_already"
    assert refused(meetings.delete, store, closed) == "already_final"
    add_file(store, closed)
    amend(store, closed)
    for _ in range(3):
        past.undo(store)
    assert meetings.load(store, closed).signed_on is None
    closing.reopen(store, closed)


def test_amendments_stay_in_the_order_of_writing(store: Store, closed: str) -> None:
    closing.amend(store, closed, date(2026, 11, 22), " 时限应为12月31日。 ")
    assert closing.amend(store, closed, date(2026, 11, 21), "前一条更正有误。").title.endswith("补充更正")
    amendments = meetings.load(store, closed).amendments
    assert [(one.day.day, one.text) for one in amendments] == [(22, "时限应为12月31日。"), (21, "前一条更正有误。")]
    newest = past.page(store, limit=1).entries[0]
    assert newest.category == "meeting"
    lines = past.details(store, newest.step.id).records[0].lines
    assert [(line.label, line.new) for line in lines] == [("补充更正", "2026-11-21，前一条更正有误。")]


def test_days_are_between_the_meeting_and_today(store: Store, closed: str) -> None:
    for verb, *rest in ((closing.mark_signed,), (closing.amend, "更正")):
        assert refused(verb, store, closed, date(2026, 11, 19), *rest) == "before_meeting"
        assert refused(verb, store, closed, date(2026, 11, 24), *rest) == "after_today"
        verb(store, closed, date(2026, 11, 20), *rest)
    assert refused(closing.amend, store, closed, DAY, " \n") == "amendment_empty"


def test_a_draft_has_nothing_to_open_sign_or_amend(store: Store, people: list[str]) -> None:
    del people
    draft = meetings.save(store, builders.meeting()).id
    assert standing(store, draft) is None
    for verb, *rest in (
        (closing.reopen,),
        (closing.mark_signed, DAY),
        (closing.amend, DAY, "更正"),
    ):
        assert refused(verb, store, draft, *rest) == "not_closed"
        assert refused(verb, store, "nobody", *rest) == "no_such_record"


def test_new_verbs_are_of_meetings_in_the_history(store: Store, closed: str) -> None:
    closing.reopen(store, closed)
    closing.finalise(store, closed)
    sign(store, closed)
    amend(store, closed)
    assert [entry.category for entry in past.page(store, limit=4).entries] == ["meeting"] * 4
    told = past.details(store, past.page(store, limit=2).entries[1].step.id).records[0].lines
    assert [(line.label, line.old, line.new) for line in told] == [("签字日期", "", "2026-11-23")]
    assert branch.check(store).ok


def test_a_group_meeting_is_opened_with_its_group(store: Store, people: list[str]) -> None:
    del people
    facts: dict[str, Any] = {"kind": MeetingKind.GROUP_MEETING, "group": "第一党小组", "attendance": builders.present()}
    meeting_id = meetings.save(store, builders.meeting(agenda=builders.full_agenda()[:2], **facts), finalise=True).id
    assert standing(store, meeting_id) == closing.Standing()
    closing.reopen(store, meeting_id)
    assert meetings.load(store, meeting_id).meeting.group == "第一党小组"
