"""The year's sheet: what each cell says of its duties, by month and by the time that a rule asks for."""

from __future__ import annotations

from datetime import date

import pytest

from branchdesk.domain.duties.board import BoardRow, Look, by_month, by_span
from branchdesk.domain.duties.duty import Duty, DutyState, Plan, Proof
from branchdesk.domain.duties.facts import Facts, HeldMeeting
from branchdesk.domain.duties.spans import span_named
from branchdesk.domain.rulebook import Strength

TODAY = date(2026, 11, 23)
S = DutyState


def duty(period: str, state: DutyState, rule: str = "theme_day", **facts: object) -> Duty:
    span = span_named(period)
    more = {"count": int(state is S.DONE), **facts}
    return Duty(
        rule,
        rule,
        state,
        period,
        span.first,
        span.last,
        "",
        "",
        Strength.USUAL,
        **more,  # type: ignore[arg-type] # any
    )


def held(day: str, kind: str = "theme_day", **facts: object) -> HeldMeeting:
    return HeldMeeting(day, kind, day, **facts)  # type: ignore[arg-type] # any fact


def month_row(kind: str, duties: list[Duty], *meetings: HeldMeeting) -> BoardRow:
    rows = by_month(duties, Facts(TODAY, date(2026, 1, 1), meetings=meetings), 2026)
    return next(row for row in rows if row.key == kind)


@pytest.mark.parametrize(
    ("state", "look", "text"),
    [
        (S.LATE, Look.LATE, "缺"),
        (S.DUE, Look.DUE, "待"),
        (S.COMING, Look.NONE, ""),
        (S.EXEMPT, Look.EXEMPT, "—"),
        (S.BEFORE_START, Look.BEFORE_START, ""),
    ],
)
def test_a_month_without_a_meeting_says_what_is_owed(state: DutyState, look: Look, text: str) -> None:
    cell = month_row("theme_day", [duty("2026-03", state)]).cells[2]
    assert (cell.look, cell.text, len(cell.duties)) == (look, text, 1)
    [row] = by_span([duty("2026-03", state)], {"theme_day": "主题党日"}, 2026)
    assert (row.cells[2].look, row.cells[2].text) == (look, text)


def test_a_quarter_is_owed_in_its_last_month_and_counted_where_it_was_held() -> None:
    quarters = [duty("2026Q1", S.DONE, "members_meeting"), duty("2026Q2", S.LATE, "members_meeting")]
    row = month_row("members_meeting", quarters, held("2026-02-10", "members_meeting"))
    assert [cell.text for cell in row.cells] == ["", "1", "", "", "", "缺", *[""] * 6]
    assert row.cells[0].look is Look.NONE
    assert row.cells[0].duties == (quarters[0],)


def test_a_span_is_as_wide_as_its_time_and_fills_the_year() -> None:
    labels = {"members_meeting": "党员大会"}
    halves = [duty("2026H2", S.COMING, "members_meeting")]
    [row] = by_span([*halves, duty("2026Q1", S.DONE, "members_meeting")], labels, 2026)
    assert [(cell.first, cell.last) for cell in row.cells] == [(1, 3), (4, 4), (5, 5), (6, 6), (7, 12)]


def test_groups_are_counted_of_those_that_were_asked() -> None:
    states = {"第一党小组": S.DONE, "第二党小组": S.DONE, "第三党小组": S.LATE, "第四党小组": S.EXEMPT}
    groups = [duty("2026-05", state, "group_meeting", group=name) for name, state in states.items()]
    row = month_row("group_meeting", groups, held("2026-05-04", "group_meeting", group="第一党小组"))
    assert (row.cells[4].text, row.cells[4].look) == ("2/3", Look.PART)
    [row] = by_span(groups, {"group_meeting": "党小组会"}, 2026)
    assert (row.cells[4].text, row.cells[4].look) == ("2/3", Look.PART)


def test_a_plan_stands_in_the_month_it_is_for() -> None:
    planned = duty("2026Q4", S.DUE, "members_meeting", plan=Plan("1", date(2026, 11, 27)))
    row = month_row("members_meeting", [planned])
    assert [(cell.look, cell.text) for cell in row.cells[9:]] == [
        (Look.NONE, ""),
        (Look.PLANNED, "27日"),
        (Look.NONE, ""),
    ]
    [row] = by_span([planned], {"members_meeting": "党员大会"}, 2026)
    assert (row.cells[-1].look, row.cells[-1].text) == (Look.PLANNED, "11月27日")


def test_what_belongs_to_a_year_but_was_held_in_the_next_is_told_so() -> None:
    kind = "organisational_life_meeting"
    done = duty("2026", S.DONE, kind, proofs=(Proof("meeting", "1", "2027-01-18"),))
    row = month_row(kind, [done], held("2027-01-18", kind, year=2026), held("2026-01-10", kind, year=2025))
    assert [cell.text for cell in row.cells] == [*[""] * 11, "次年1月"]
    [row] = by_span([done], {kind: "组织生活会"}, 2026)
    assert [cell.text for cell in row.cells] == ["次年1月"]


def test_more_than_was_asked_for_is_shown_so() -> None:
    cell = month_row("theme_day", [duty("2026-07", S.DONE, count=2)], held("2026-07-01"), held("2026-07-20")).cells[6]
    assert (cell.look, cell.text) == (Look.OFTEN, "2")


def test_first_topics_are_counted_by_month_and_owed_by_no_rule() -> None:
    meetings = [held("2026-03-01", first_topic=True), held("2026-03-09", "activity", first_topic=True)]
    row = month_row("first_topic", [], *meetings, held("2026-04-01"))
    assert [cell.text for cell in row.cells[:4]] == ["", "", "2", ""]
    assert row.cells[2].duties == ()


def test_duties_of_a_day_are_no_cells() -> None:
    assert by_span([duty("2026-11-03", S.LATE, "probation")], {"probation": "转正"}, 2026) == ()
