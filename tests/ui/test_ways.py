"""What a click on a duty does: each kind of duty has one place where it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from branchdesk.domain.duties.duty import Duty, DutyState, Plan, Proof
from branchdesk.domain.rulebook import Strength, Subject
from branchdesk.services.duties import rulebook
from branchdesk.ui import duties as ui
from branchdesk.ui.duties import ways

DAY = date(2026, 11, 23)


def duty(rule: str, state: DutyState = DutyState.DUE, **facts: object) -> Duty:
    made = Duty(
        rule,
        rule,
        state,
        "2026-11",
        date(2026, 11, 1),
        date(2026, 11, 30),
        "什么",
        "第一条",
        Strength.USUAL,
    )
    return replace(made, **facts)  # type: ignore[arg-type] # any fact


def labels(*duties: Duty) -> list[str]:
    return [way.label for way in ways(duties, DAY)]


def test_a_missing_meeting_is_recorded_or_planned() -> None:
    record, plan = ways((duty("theme_day"),), DAY)
    assert record.target == {"target": "new", "kind": "theme_day", "group": None, "on": DAY}
    assert list(plan.target) == ["plan"]


def test_a_meeting_that_is_late_is_recorded_on_a_day_of_its_time() -> None:
    late = duty("theme_day", DutyState.LATE, period="2026-09", since=date(2026, 9, 1), by=date(2026, 9, 30))
    [record] = ways((late,), DAY)
    assert record.target["on"] == date(2026, 9, 30)


def test_a_meeting_of_a_year_is_told_its_year_and_one_to_come_is_only_planned() -> None:
    yearly = duty("organisational_life_meeting", period="2026", since=date(2026, 1, 1), by=date(2026, 12, 31))
    assert ways((yearly,), DAY)[0].target["for_year"] == 2026
    ahead = duty("theme_day", DutyState.COMING, period="2026-12", since=date(2026, 12, 1), by=date(2026, 12, 31))
    assert labels(ahead) == ["计划会议"]


def test_a_plan_is_opened_and_on_its_day_at_its_people() -> None:
    planned = duty("theme_day", plan=Plan("7", date(2026, 11, 25)))
    assert [(way.label, way.target) for way in ways((planned,), DAY)] == [("打开计划", {"target": "7"})]
    today = duty("theme_day", plan=Plan("7", DAY))
    assert ways((today,), DAY)[0].target == {"target": "7", "section": "people"}


def test_probations_of_one_day_are_one_meeting_with_a_ballot_each() -> None:
    two = [duty("probation", person=key, name=name) for key, name in (("1", "何霞"), ("2", "王芳（第一党小组）"))]
    first = ways(two, DAY)[0]
    assert (first.label, first.key) == ("开党员大会讨论", "meeting")
    assert first.target["people"] == (("1", "何霞"), ("2", "王芳"))


def test_what_is_left_of_a_meeting_leads_into_its_record() -> None:
    source = Proof("meeting", "9", "2026-10-15")
    assert ways((duty("make_up", person="1", source=source),), DAY)[0].target == {"target": "9", "section": "people"}
    measure = ways((duty("measure", source=source),), DAY)[0]
    assert measure.target == {"target": "9", "section": "resolutions"}


def test_a_line_of_several_leads_to_their_list() -> None:
    source = [Proof("meeting", key, "2026-10-15") for key in "89"]
    measures = [duty("measure", DutyState.LATE, source=one) for one in source]
    first = ways(measures, DAY)[0]
    assert (first.key, first.target) == ("year", {"list": "late", "rule": "measure", "year": 2026})
    assert ways((duty("secretary_report"), duty("dues_published")), DAY)[0].target == {"list": "due", "year": 2026}


def test_what_is_done_leads_to_what_shows_it() -> None:
    done = duty("theme_day", DutyState.DONE, proofs=(Proof("meeting", "5", "2026-11-20"),))
    assert [(way.label, way.target) for way in ways((done,), DAY)] == [("打开记录", {"target": "5"})]


def test_every_rule_of_the_book_leads_somewhere_and_no_rule_is_named_that_it_lacks() -> None:
    book = rulebook.shipped().rules
    for rule in book:
        whose = {"person": "1", "name": "何霞"} if rule.subject is Subject.PERSON else {}
        assert ways((replace(duty(rule.id), **whose),), DAY), rule.id  # type: ignore[arg-type] # two texts
    rules = {rule.id for rule in book}
    named = {*ui.MOTIONS, *ui.NOTED, *ui.SETTLED, *ui.SIZES, *ui.SCREENS, *ui.SECTIONS, ui.BY_ELECTION}
    assert named <= rules
