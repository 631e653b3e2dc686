"""A duty that no record shows is noted by hand, and every rule respects it."""

from __future__ import annotations

from datetime import date

import pytest

import builders
from branchdesk.domain.duties.duty import Duty, DutyState
from branchdesk.errors import Refusal
from branchdesk.services import branch as branches
from branchdesk.services.duties import duties, duty_marks
from branchdesk.services.duties.duty_marks import Mark
from branchdesk.services.keeping import past
from branchdesk.services.meetings import meetings
from branchdesk.store.engine import Store

THIS_YEAR = (date(builders.TODAY.year, 1, 1), date(builders.TODAY.year, 12, 31))


def duty(store: Store, rule: str, period: str) -> Duty:
    found = duties.due(store, *THIS_YEAR, builders.TODAY)
    return next(one for one in found if (one.rule, one.period) == (rule, period))


def test_a_duty_marked_done_is_done_and_says_by_what(store: Store) -> None:
    builders.fill(store)
    before = duty(store, "members_meeting", "2026Q4")
    duty_marks.mark(store, Mark.of(before, day="2026-11-20", note="与机关党委合开"))
    after = duty(store, "members_meeting", "2026Q4")
    assert (before.state, after.state, after.note) == (DutyState.DUE, DutyState.DONE, "与机关党委合开")
    assert [(proof.table, proof.day) for proof in after.proofs] == [("duty_mark", "2026-11-20")]


def test_a_duty_not_asked_for_is_exempt_until_the_mark_is_taken_back(store: Store) -> None:
    builders.fill(store)
    duty_marks.mark(store, Mark("theme_day", "2026-11", done=False))
    exempt = duty(store, "theme_day", "2026-11")
    assert (exempt.state, exempt.note) == (DutyState.EXEMPT, "已登记为本次不要求")
    duty_marks.take_back(store, str(exempt.mark))
    assert duty(store, "theme_day", "2026-11").state is DutyState.DUE


def test_a_second_mark_replaces_the_first_and_undo_brings_that_back(store: Store) -> None:
    builders.fill(store)
    duty_marks.mark(store, Mark("theme_day", "2026-11", done=False))
    duty_marks.mark(store, Mark("theme_day", "2026-11", day="2026-11"))
    assert duty(store, "theme_day", "2026-11").state is DutyState.DONE
    past.undo(store)
    assert duty(store, "theme_day", "2026-11").state is DutyState.EXEMPT
    past.undo(store)
    assert duty(store, "theme_day", "2026-11").mark is None


def test_a_mark_is_of_one_group_only(store: Store) -> None:
    builders.fill(store)
    duty_marks.mark(store, Mark("group_meeting", "2026-11", group="第一党小组", day="2026-11-02"))
    found = duties.due(store, *THIS_YEAR, builders.TODAY)
    states = {one.group: one.state for one in found if one.rule == "group_meeting" and one.period == "2026-11"}
    assert states == {"第一党小组": DutyState.DONE, "第二党小组": DutyState.DUE}


def test_the_meeting_that_shows_a_duty_is_named_and_may_be_deleted(store: Store) -> None:
    builders.fill(store)
    meeting = meetings.save(store, builders.meeting("2026-11-20")).id
    duty_marks.mark(store, Mark("theme_day", "2026-11", day="2026-11-20", meeting=meeting))
    assert ("meeting", meeting) in [(one.table, one.id) for one in duty(store, "theme_day", "2026-11").proofs]
    meetings.delete(store, meeting)
    assert [one.table for one in duty(store, "theme_day", "2026-11").proofs] == ["duty_mark"]
    assert branches.check(store).ok


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (Mark("nothing", "2026"), "no_such_rule"),
        (Mark("measure", "2026-12-20"), "ended_at_the_meeting"),
        (Mark("theme_day", "2026-13"), "no_such_period"),
        (Mark("theme_day", "2026Q5"), "no_such_period"),
        (Mark("theme_day", "20261101"), "no_such_period"),
        (Mark("theme_day", "2026Q4"), "other_period"),
        (Mark("theme_day", "2026-11-20"), "other_period"),
        (Mark("theme_day", "2026-11", day="11月"), "day_unreadable"),
        (Mark("theme_day", "2026-11", day="2026-11-24"), "day_to_come"),
        (Mark("group_meeting", "2026-11", group="第九党小组"), "no_such_group"),
        (Mark("group_meeting", "2026-11", person="0"), "no_such_record"),
        (Mark("group_meeting", "2026-11", person="0", group="第一党小组"), "two_subjects"),
        (Mark("theme_day", "2026-11", meeting="0"), "no_such_record"),
    ],
)
def test_a_mark_of_nothing_known_is_refused(store: Store, new: Mark, code: str) -> None:
    builders.fill(store)
    with pytest.raises(Refusal) as caught:
        duty_marks.mark(store, new)
    assert caught.value.code == code


def test_a_mark_that_is_gone_cannot_be_taken_back(store: Store) -> None:
    with pytest.raises(Refusal, match="可能已经取消"):
        duty_marks.take_back(store, "0")
