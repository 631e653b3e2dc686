"""What an inspection would ask about, one by one: found where it is so, and not a day or a head before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from branchdesk.domain.agenda import Ballot, BallotRule, Grade, Subject, Topic
from branchdesk.domain.duties.duty import Duty, DutyState, Proof
from branchdesk.domain.duties.facts import OpenMeasure
from branchdesk.domain.inspection import (
    TO_CLOSE,
    TO_FORGET,
    TO_HANDLE,
    TO_SIGN,
    TO_TELL,
    Area,
    Finding,
    Gap,
    in_order,
    of_absences,
    of_clue,
    of_duties,
    of_hints,
    of_measure,
    of_meeting,
)
from branchdesk.domain.meetings import (
    Check,
    HeadCounts,
    Meeting,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Phase,
    Severity,
    count,
)
from branchdesk.domain.rulebook import Strength
from branchdesk.domain.structure import Hint, Weight

TODAY = date(2026, 11, 23)
HELD = TODAY - timedelta(days=90)
WORDS = "讨论了本季度工作安排，逐项核对了上次会议定下的事项，各人说明了任务和完成的时间。" * 3
SOUND = (Topic("工作安排", WORDS),)


def record(day: date = HELD, state: MeetingState = MeetingState.FINAL, **facts: object) -> MeetingRecord:
    """Make a record without anything to be said of it."""
    given = {"agenda": SOUND, "counted": HeadCounts(20, 18, 1, 1), "phase": Phase.HELD, **facts}
    meeting = Meeting(MeetingKind.COMMITTEE_MEETING, datetime.combine(day, time(9)), id="m", **given)  # type: ignore[arg-type] # facts of a meeting
    return MeetingRecord("支部", "单位", meeting, state, (), count(()), {})


def found(one: MeetingRecord, today: date = TODAY, *, signs: bool = False) -> dict[str, Finding]:
    return {each.code: each for each in of_meeting(one, today, set(), signs=signs)}


def duty(rule: str = "theme_day", state: DutyState = DutyState.LATE, **facts: object) -> Duty:
    given = {"kind": rule, "period": "2026-05", "since": date(2026, 5, 1), "by": date(2026, 5, 31), **facts}
    return Duty(rule=rule, state=state, what="2026年5月主题党日", article="条例", strength=Strength.USUAL, **given)  # type: ignore[arg-type] # facts of a duty


def test_a_sound_record_has_no_finding() -> None:
    assert found(record()) == {}


def test_what_was_not_held_is_not_looked_at() -> None:
    for phase in (Phase.PLANNED, Phase.NOTIFIED, Phase.CANCELLED):
        assert found(record(state=MeetingState.DRAFT, phase=phase, agenda=())) == {}


@pytest.mark.parametrize(
    ("check", "gap"),
    [
        (Check("recorder_missing", Severity.DOUBT, "记录人还没有填。"), Gap.MISSING),
        (Check("not_declared", Severity.DOUBT, "没有登记结果。"), Gap.MISSING),
        (Check("chair_away", Severity.DOUBT, "主持人请假。"), Gap.DOUBT),
        (Check("ends_before_start", Severity.ERROR, "结束早于开始。"), Gap.DOUBT),
        (Check("measure_without_due", Severity.NOTE, "没有时限。"), Gap.THIN),
        (Check("not_on_roster", Severity.NOTE, "不在名册。"), None),
    ],
)
def test_a_check_is_taken_for_what_it_says(check: Check, gap: Gap | None) -> None:
    one = found(replace(record(), checks=(check,))).get(check.code)
    assert (one.gap if one else None) == gap
    assert one is None or not one.what.endswith("。")


def test_two_findings_of_one_code_have_names_of_their_own() -> None:
    twice = (Check("measure_without_due", Severity.NOTE, "甲"), Check("measure_without_due", Severity.NOTE, "乙"))
    told = of_meeting(replace(record(), checks=twice), TODAY, set(), signs=False)
    assert len({one.key for one in told}) == len(told) == 2


def test_two_meetings_at_one_time_are_told_of_once() -> None:
    first, second = record(), record()
    second = replace(second, meeting=replace(second.meeting, kind=MeetingKind.THEME_DAY))
    moment = f"{first.meeting.starts:%Y-%m-%dT%H:%M}"
    told: set[frozenset[str]] = set()
    codes = []
    for one, other in ((first, "theme_day"), (second, "committee_meeting")):
        check = Check("overlap", Severity.DOUBT, "同一时间", about=f"{moment} {other}")
        codes += [each.code for each in of_meeting(replace(one, checks=(check,)), TODAY, told, signs=False)]
    assert codes == ["overlap"]


@pytest.mark.parametrize(("letters", "thin"), [(79, True), (80, False)])
def test_minutes_are_thin_below_eighty_characters(letters: int, thin: bool) -> None:  # noqa: FBT001 - a case of the test
    one = found(record(agenda=(Topic("事项", "字" * letters),)))
    assert ("minutes_thin" in one) == thin


@pytest.mark.parametrize(("present", "few"), [(9, True), (10, False)])
def test_few_came_where_it_was_less_than_half(present: int, few: bool) -> None:  # noqa: FBT001 - a case of the test
    assert ("few_came" in found(record(counted=HeadCounts(20, present, 20 - present, 0)))) == few


def test_a_draft_is_left_open_after_a_month_and_a_closed_record_wants_a_signature_where_they_are_noted() -> None:
    draft = record(TODAY - TO_CLOSE, MeetingState.DRAFT)
    assert "left_open" not in found(draft)
    assert "left_open" in found(draft, TODAY + timedelta(days=1))
    closed = record(TODAY - TO_SIGN)
    assert "not_signed" not in found(closed, TODAY + timedelta(days=1))
    assert "not_signed" not in found(closed, signs=True)
    assert "not_signed" in found(closed, TODAY + timedelta(days=1), signs=True)


def test_who_was_graded_is_to_be_told() -> None:
    graded = Subject("何霞", grade=Grade.QUALIFIED)
    appraised = record(TODAY - TO_TELL, agenda=(Ballot("测评", BallotRule.APPRAISAL, (graded, Subject("王伟"))),))
    assert "feedback_missing" not in found(appraised)
    one = found(appraised, TODAY + timedelta(days=1))["feedback_missing"]
    assert one.what.endswith("：何霞")
    told = replace(graded, feedback_on=TODAY)
    assert "feedback_missing" not in found(
        record(TODAY - 2 * TO_TELL, agenda=(Ballot("测评", BallotRule.APPRAISAL, (told,)),))
    )


@pytest.mark.parametrize("state", [state for state in DutyState if state is not DutyState.LATE])
def test_only_what_is_late_is_a_finding(state: DutyState) -> None:
    assert of_duties([duty(state=state)]) == []
    [one] = of_duties([duty()])
    assert (one.code, one.record, one.about, one.what) == (
        "theme_day",
        "2026-05",
        "2026年5月主题党日",
        "没有记录",
    )


def test_what_holds_now_without_a_last_day_is_a_finding() -> None:
    [one] = of_duties([duty("too_few_members", DutyState.DUE, since=None, by=None, period="2026-11-23")])
    assert one.area is Area.BRANCH


def test_two_duties_of_one_day_have_names_of_their_own() -> None:
    twice = of_duties([duty("by_election"), duty("by_election")])
    assert len({one.key for one in twice}) == 2


def test_an_absence_with_time_is_thin_and_leads_to_its_meeting() -> None:
    source = Proof("meeting", "m", "2026-11-11")
    [one] = of_absences([duty("make_up", DutyState.DUE, person="p", name="何霞", source=source)])
    assert (one.gap, one.where.record, one.where.section, one.about) == (Gap.THIN, "m", "people", "何霞")
    assert of_absences([duty("make_up", DutyState.LATE, source=source)]) == []


def test_custom_alone_is_no_finding_of_the_branchs_make_up() -> None:
    hints = [Hint(weight.value, weight, "说明", "条") for weight in Weight]
    assert {one.code: one.gap for one in of_hints(hints, frozenset())} == {
        "warning": Gap.MISSING,
        "reminder": Gap.THIN,
    }
    assert of_hints(hints, frozenset({"warning", "reminder"})) == []


def test_a_clue_is_asked_about_after_a_quarter_of_a_year() -> None:
    reported = TODAY - TO_HANDLE
    assert of_clue("c", "XS1", reported, TODAY) is None
    one = of_clue("c", "XS1", reported, TODAY + timedelta(days=1))
    assert one is not None
    assert one.gap is Gap.THIN


def test_the_list_stands_by_area_then_by_what_is_missing_then_by_day() -> None:
    first, second = of_duties([duty(), duty(by=date(2026, 4, 30), period="2026-04")])
    doubt = replace(second, gap=Gap.DOUBT, day=date(2020, 1, 1))
    other = replace(first, area=Area.MINUTES)
    assert in_order([other, doubt, first, second]) == (second, first, doubt, other)


@pytest.mark.parametrize(
    ("due", "today", "reviewed", "gap"),
    [
        ("2026-09-30", date(2026, 9, 30), False, None),
        ("2026-09-30", date(2026, 10, 1), True, Gap.MISSING),
        ("2026-09", date(2026, 9, 30), False, None),
        ("2026-09", date(2026, 10, 1), False, Gap.MISSING),
        (None, date(2026, 8, 1) + TO_FORGET, False, None),
        (None, date(2026, 8, 2) + TO_FORGET, False, Gap.THIN),
        (None, date(2026, 8, 2) + TO_FORGET, True, None),
    ],
)
def test_a_measure_is_asked_about_after_its_day(due: str | None, today: date, reviewed: bool, gap: Gap | None) -> None:  # noqa: FBT001 - a case of the test
    measure = OpenMeasure("x", "m", "measure", "复查卷宗", "何霞", "2026-08-01", due, None)
    one = of_measure(measure, "惯例", today, reviewed=reviewed)
    assert (one.gap if one else None) == gap
    assert one is None or one.what.endswith("也没有回看") != reviewed
