"""Old meetings from sheets as offices keep them: what is read, what is left alone, what comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
import meeting_sheets as sheets
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Document,
    FirstTopic,
    PersonRef,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import (
    HeadCounts,
    MeetingKind,
    MeetingRecord,
    Presence,
    Severity,
)
from branchdesk.errors import Refusal
from branchdesk.files import meeting_json
from branchdesk.files.meeting_shown import write_meeting
from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import importing, lists
from branchdesk.services.ledgers.importing import Imported
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.meetings import meetings, past_meetings
from builders import mark, meeting, present

HEADINGS = ("会议类型", "会议时间", "应到人数", "实到人数", "请假人数", "缺席人数", "会议内容")
Take = Callable[..., Imported]


@pytest.fixture
def people(store: Store) -> list[str]:
    """Give the identifiers of 张三, 李四, 王伟, the other 王伟, 何霞 and 赵爽."""
    return builders.fill(store)


@pytest.fixture
def take(store: Store, people: list[str], tmp_path: Path) -> Take:
    """Import rows below their headings, as a sheet of their own."""
    assert people

    def take(rows: Sequence[sheets.Cells], spans: Any = ()) -> Imported:  # noqa: ANN401 - spans of merged cells
        path = sheets.write(tmp_path / "会议 台账.xlsx", rows, spans)
        return importing.take(store, MEETINGS, importing.open_sheet(path, MEETINGS))

    return take


def outcomes(done: Imported) -> list[str]:
    return [row.outcome.value for row in done.plan.rows]


def codes(done: Imported, severity: Severity) -> list[tuple[int, str]]:
    return [(found.row, found.code) for found in done.plan.findings if found.severity is severity]


def records(store: Store) -> list[MeetingRecord]:
    """Give the meetings, oldest first."""
    found = lists.page(store, MEETINGS, columns=("starts",)).rows
    return [meetings.load(store, record) for record, _ in reversed(found)]


def test_a_platforms_export_becomes_drafts_that_count_heads(store: Store, people: list[str], take: Take) -> None:
    before = builders.records(store)
    done = take(sheets.PLATFORM, sheets.PLATFORM_SPANS)
    assert outcomes(done) == ["new"] * 4
    assert codes(done, Severity.DOUBT) == []
    committee, members, theme, lecture = records(store)
    assert [one.meeting.kind for one in (committee, members, theme, lecture)] == [
        MeetingKind.COMMITTEE_MEETING,
        MeetingKind.MEMBERS_MEETING,
        MeetingKind.THEME_DAY,
        MeetingKind.PARTY_LECTURE,
    ]
    told = members.meeting
    assert told.starts == datetime(2025, 3, 14, 14, 30)  # noqa: DTZ001 - the office's own clock
    assert (told.chair, told.recorder) == (PersonRef("张三", people[0]), PersonRef("李四", people[1]))
    assert told.agenda == (Topic("听取工作报告"), Topic("讨论何霞同志转正"))
    assert (told.text, told.resolutions) == ("会议开始。\n书记作报告。", ("同意。",))
    assert told.observers == ("市院机关党委 张某",)
    assert (members.by_name, members.heads) == (False, HeadCounts(5, 4, 1, 0))
    assert (committee.meeting.starts.hour, committee.meeting.observers, committee.meeting.resolutions) == (15, (), None)
    assert theme.meeting.starts.hour == 0
    assert past.next_titles(store)[0] == "导入会议台账4次"
    past.undo(store)
    assert builders.records(store) == before


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        (sheets.PLATFORM, sheets.PLATFORM_SPANS),
        (sheets.ACTIVITIES, ()),
        (sheets.REGISTER, sheets.REGISTER_SPANS),
        (sheets.GROUPS, ()),
    ],
    ids=["platform", "activities", "register", "groups"],
)
def test_a_sheet_taken_twice_changes_nothing(store: Store, take: Take, rows: Any, spans: Any) -> None:  # noqa: ANN401
    take(rows, spans)
    before = builders.records(store)
    again = take(rows, spans)
    assert set(outcomes(again)) <= {"unchanged", "refused"}
    assert again.batch is None
    assert builders.records(store) == before


def test_activities_know_their_number_and_how_long_they_took(store: Store, take: Take) -> None:
    done = take(sheets.ACTIVITIES)
    assert outcomes(done) == ["new", "new", "new", "refused"]
    assert codes(done, Severity.ERROR) == [(5, "kind_missing")]
    first, second, members = (one.meeting for one in records(store))
    assert [one.number for one in (first, second, members)] == [1, 2, 1]
    assert first.ends == datetime(2024, 3, 5, 10, 30)  # noqa: DTZ001
    assert second.starts == datetime(2024, 3, 12, 9, 0)  # noqa: DTZ001
    assert members.ends == datetime(2024, 3, 29, 16, 30)  # noqa: DTZ001
    assert first.counted == HeadCounts(present=12)


def test_a_register_names_who_was_away(store: Store, people: list[str], take: Take) -> None:
    rows = [*sheets.REGISTER]
    rows[3] = (*rows[3][:8], "李四（出差）、周某（住院）", rows[3][9])
    done = take(rows, sheets.REGISTER_SPANS)
    assert codes(done, Severity.DOUBT) == [(4, "not_marked")]
    committee, members = records(store)
    assert committee.meeting.starts == datetime(2024, 9, 10, 15, 0)  # noqa: DTZ001
    away = [(one.member_id, one.reason) for one in members.attendees if one.presence is Presence.ABSENT]
    assert away == [(people[1], "出差")]
    assert members.meeting.text == "学习文件。\n缺席人员：周某（住院）"
    assert (members.by_name, members.heads) == (False, HeadCounts(5, 3))


def test_groups_are_told_by_their_names(store: Store, people: list[str], take: Take) -> None:
    done = take(sheets.GROUPS)
    assert outcomes(done) == ["new", "new", "refused"]
    assert codes(done, Severity.ERROR) == [(4, "no_such_group")]
    first, second = (one.meeting for one in records(store))
    assert (first.group, second.group) == ("第一党小组", "第二党小组")
    assert (first.chair, second.chair) == (PersonRef("王伟", people[2]), PersonRef("王伟", people[3]))
    studied = FirstTopic((Document("《讲话要点》"), Document("《意见》")))
    assert first.agenda == (studied, Topic("学习文件"), Topic("谈心谈话"))


def test_what_cannot_be_a_meeting_stays_out_and_what_is_odd_is_told(take: Take) -> None:
    done = take(sheets.DOUBTFUL)
    assert outcomes(done) == ["refused", "refused", "new", "refused", "new"]
    assert codes(done, Severity.ERROR) == [(2, "day_missing"), (3, "kind_missing"), (5, "duplicate_in_sheet")]
    doubts = codes(done, Severity.DOUBT)
    assert {(4, "heads_do_not_add_up"), (6, "heads_do_not_add_up"), (6, "day_ahead")} <= set(doubts)


def test_a_row_changes_what_it_states_and_blanks_leave_the_rest(store: Store, take: Take) -> None:
    take([HEADINGS, ("党员大会", "2024-03-14", 46, 43, 2, 1, "会议开始。")])
    done = take([HEADINGS, ("支部党员大会", "2024年3月14日 14:30", "", 44, "", "", "")])
    [row] = done.plan.rows
    assert {(change.field, change.old, change.new) for change in row.changes} == {
        ("starts", "2024-03-14T00:00", "2024-03-14T14:30"),
        ("present", 43, 44),
    }
    [found] = records(store)
    assert (found.heads, found.meeting.text) == (HeadCounts(46, 44, 2, 1), "会议开始。")
    assert found.meeting.starts.hour == 14


def test_two_meetings_of_a_day_are_told_by_their_hours(store: Store, take: Take) -> None:
    rows = [HEADINGS, ("党课", "2024-03-14 9:00", 5, 5), ("党课", "2024-03-14 15:00", 5, 4)]
    assert outcomes(take(rows)) == ["new", "new"]
    done = take([HEADINGS, ("党课", "2024-03-14 15:00", 5, 5), ("党课", "2024-03-14", 5, 5)])
    assert outcomes(done) == ["changed", "refused"]
    assert codes(done, Severity.ERROR) == [(3, "several_alike")]
    assert [one.heads.present for one in records(store)] == [5, 5]


def test_what_was_typed_in_full_is_only_filled_in(store: Store, take: Take) -> None:
    saved = meetings.save(store, meeting("2026-03-14", attendance=present(), agenda=builders.full_agenda()[1:2]))
    before = meetings.load(store, saved.id)
    headings = (*HEADINGS, "会议地点", "会议议题")
    done = take([headings, ("党员大会", "2026-03-14", 46, 43, 2, 1, "会议开始。", "三楼会议室", "别的议题")])
    assert {change.field for change in done.plan.rows[0].changes} == {"place", "text"}
    assert codes(done, Severity.DOUBT) == [(2, "typed_in_full")]
    after = meetings.load(store, saved.id)
    assert after.by_name
    assert after.meeting == replace(before.meeting, place="三楼会议室", text="会议开始。")


def test_a_closed_record_is_left_alone(store: Store, take: Take) -> None:
    rows = [HEADINGS, ("党员大会", "2024-03-14", 46, 43, 2, 1, "会议开始。")]
    take(rows)
    done = past_meetings.close_all(store)
    assert (done.closed, done.left) == (1, ())
    before = builders.records(store)
    assert outcomes(take(rows)) == ["unchanged"]
    again = take([HEADINGS, ("党员大会", "2024-03-14", 46, 40, "", "", "")])
    assert (outcomes(again), codes(again, Severity.DOUBT)) == (["unchanged"], [(2, "already_final")])
    assert builders.records(store) == before


def test_numbers_follow_the_days_of_the_year(store: Store, take: Take) -> None:
    meetings.save(store, meeting("2024-05-01"))
    take([HEADINGS, *(("党员大会", f"2024-{month:02}-14", 5, 5) for month in (9, 3, 6))])
    assert [one.meeting.number for one in records(store)] == [2, 1, 3, 4]


def test_old_records_are_closed_together_in_one_step(store: Store, take: Take) -> None:
    take([HEADINGS, *(("党员大会", f"2024-{month:02}-14", 5, 4, 1, 0, "开会。") for month in (3, 6, 9))])
    take([HEADINGS, ("党员大会", "2027-03-14", 5, 5)])
    typed = meetings.save(store, meeting("2026-03-14", attendance=present()))
    assert len(past_meetings.open_records(store)) == 4
    before = builders.records(store)
    done = past_meetings.close_all(store)
    assert (done.closed, len(done.left)) == (3, 1)
    assert [one.state.value for one in records(store)] == ["final", "final", "final", "draft", "draft"]
    closed = records(store)[0]
    assert (closed.attendees, closed.heads, closed.by_name) == ((), HeadCounts(5, 4, 1, 0), False)
    assert meetings.load(store, typed.id).state.value == "draft"
    assert past.next_titles(store)[0] == "3次旧会议记录定稿"
    past.undo(store)
    assert builders.records(store) == before


def test_a_closed_record_keeps_those_it_names(store: Store, people: list[str], take: Take) -> None:
    headings = (*HEADINGS, "请假人员及原因")
    take([headings, ("党员大会", "2024-03-14", 4, 3, 1, 0, "开会。", "李四：出差")])
    past_meetings.close_all(store)
    [found] = records(store)
    assert [(one.member_id, one.reason) for one in found.attendees] == [(people[1], "出差")]
    assert [check for check in found.checks if check.place == "people"] == []


def test_counts_give_way_once_somebody_is_marked_present(store: Store, take: Take) -> None:
    take([HEADINGS, ("党员大会", "2026-03-20", 5, 3, 1, 1, "开会。")])
    [found] = records(store)
    saved = meetings.save(store, replace(found.meeting, attendance=present(mark("何霞", Presence.ON_LEAVE, "病假"))))
    named = meetings.load(store, saved.id)
    assert (named.by_name, named.heads) == (True, HeadCounts(5, 4, 1, 0))
    assert named.meeting.counted == HeadCounts(5, 3, 1, 1)
    assert [check.code for check in named.checks if check.place == "people"] == ["heads_differ"] * 2


def test_an_old_record_goes_through_json_and_back(store: Store, take: Take) -> None:
    take(sheets.PLATFORM, sheets.PLATFORM_SPANS)
    for found in records(store):
        shown = write_meeting(found, frozenset())
        assert (shown["by_name"], shown["present"]) == (False, found.heads.present)
        assert (shown["entitled"], shown["present_entitled"], shown["unknown"]) == (None, None, None)
        assert not meetings.save(store, meeting_json.read_meeting(shown)).changes


def test_a_ballot_of_an_old_record_has_no_verdict(store: Store, people: list[str]) -> None:
    vote = Ballot("何霞同志转正", BallotRule.ADMISSION, (Subject("何霞", yes=40, no=0, abstain=0),))
    old = meeting("2026-03-20", counted=HeadCounts(46, 43), text="开会。", agenda=(vote,))
    saved = meetings.save(store, old, finalise=True)
    record = meetings.load(store, saved.id)
    assert record.verdicts[0, 0].meets_threshold is None
    assert people
    assert record.attendees == ()


def test_a_meeting_is_entered_and_changed_by_its_facts(store: Store, people: list[str]) -> None:
    assert people
    record, _ = past_meetings.save(store, None, {"kind": "party_lecture", "starts": "2024-03-14", "present": 12})
    _, changes = past_meetings.save(store, record, {"place": "三楼会议室", "begins": "T15:00"})
    assert changes.title == "修改2024年3月14日党课"
    [found] = records(store)
    assert (found.meeting.place, found.meeting.starts.hour, found.heads.present) == ("三楼会议室", 15, 12)
    with pytest.raises(Refusal) as caught:
        past_meetings.save(store, None, {"kind": "party_lecture"})
    assert caught.value.code == "day_missing"


WORD = st.text(alphabet="甲乙丙会议“”\"'=+,，007 ", min_size=1, max_size=9).map(lambda text: f"第{text.strip()}记")
SENTENCE = st.lists(WORD, min_size=1, max_size=3).map("\n".join)
ROW = st.fixed_dictionaries(
    {"kind": st.sampled_from(["members_meeting", "committee_meeting", "party_lecture", "theme_day"])},
    optional={
        "begins": st.integers(1, 1439).map(lambda minutes: f"T{minutes // 60:02}:{minutes % 60:02}"),
        "number": st.integers(1, 20),
        **dict.fromkeys(("title", "place"), WORD),
        "chair": st.sampled_from(["张三", "李四", "王伟", "周某"]),
        "observers": st.sampled_from(["无", "3人", "市院 张某、李某"]),
        **dict.fromkeys(("expected", "present", "on_leave", "absent"), st.integers(0, 60)),
        "on_leave_people": st.sampled_from(["张三（出差、外地）", "李四", "周某（病）、李四（住院）"]),
        **dict.fromkeys(("studied", "topics", "text", "resolutions"), SENTENCE),
    },
)


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".ods"])
@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, min_size=1, max_size=4))
def test_what_is_exported_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, ending: str, rows: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("来回")
    first, second = (builders.new_branch(folder / f"{name}.branchdesk") for name in "甲乙")
    keys = tuple(field.key for field in MEETINGS.fields)
    try:
        for store in (first, second):
            builders.fill(store)
        for at, row in enumerate(rows, start=1):
            past_meetings.save(first, None, {"day": f"2024-03-{at:02}", **row})
        told = [values for _, values in lists.page(first, MEETINGS, Query(), keys).rows]
        path = folder / f"会议{ending}"
        assert lists.export(first, MEETINGS, path) == len(rows)
        table = importing.open_sheet(path, MEETINGS)
        assert set(outcomes(importing.take(first, MEETINGS, table))) == {"unchanged"}
        assert set(outcomes(importing.take(second, MEETINGS, table))) == {"new"}
        assert [values for _, values in lists.page(second, MEETINGS, Query(), keys).rows] == told
    finally:
        first.close()
        second.close()
