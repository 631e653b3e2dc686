"""Old meetings entered line by line: what is noticed, what is kept, what undo takes back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

import builders
from branchdesk.domain.agenda import Document, FirstTopic
from branchdesk.domain.meetings import (
    HeadCounts,
    Meeting,
    MeetingKind,
    MeetingState,
    Phase,
)
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import attachments, meetings, past_meetings, quick_entry

GROUP, COMMITTEE = MeetingKind.GROUP_MEETING, MeetingKind.COMMITTEE_MEETING


@pytest.fixture
def people(store: Store) -> list[str]:
    return builders.fill(store)


def line(day: str = "2026-03-14T14:30", kind: MeetingKind = COMMITTEE, **facts: object) -> Meeting:
    return Meeting(kind, datetime.fromisoformat(day), **facts)  # type: ignore[arg-type] # any fact


def test_a_line_is_a_draft_that_counts_heads(store: Store) -> None:
    agenda = (FirstTopic((Document("在座谈会上的讲话"),)),)
    saved = quick_entry.keep(store, line(title="学习", counted=HeadCounts(3, 2, 1, 0), agenda=agenda))
    record = meetings.load(store, saved.id)
    assert (record.state, record.meeting.phase, record.meeting.number) == (MeetingState.DRAFT, Phase.HELD, 1)
    assert (record.heads, record.by_name) == (HeadCounts(3, 2, 1, 0), False)
    assert past_meetings.open_records(store) == (saved.id,)
    (shown,) = quick_entry.entered(store, [saved.id])
    assert (shown.values["studied"], shown.values["present"], shown.files) == ("在座谈会上的讲话", 2, 0)


def test_lines_are_closed_at_once_or_together(store: Store) -> None:
    first = quick_entry.keep(store, line(counted=HeadCounts(3, 3)), close=True)
    second = quick_entry.keep(store, line("2026-04-14T14:30", counted=HeadCounts(3, 3)))
    states = [meetings.load(store, one.id).state for one in (first, second)]
    assert states == [MeetingState.FINAL, MeetingState.DRAFT]
    assert past_meetings.close_all(store).closed == 1
    assert meetings.load(store, second.id).state is MeetingState.FINAL


def test_a_line_and_its_files_are_one_step(store: Store, tmp_path: Path) -> None:
    scan, empty = tmp_path / "扫描件.pdf", tmp_path / "空.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    empty.write_bytes(b"")
    before = builders.records(store)
    with pytest.raises(Refusal):
        quick_entry.keep(store, line(), [scan, empty])
    assert builders.records(store) == before
    saved = quick_entry.keep(store, line(counted=HeadCounts(3, 3)), [scan], close=True)
    assert [file.name for file in attachments.kept(store, saved.id).files] == ["扫描件.pdf"]
    assert [one.files for one in quick_entry.entered(store, [saved.id])] == [1]
    past.undo(store)
    assert quick_entry.entered(store, [saved.id]) == ()


def test_what_is_odd_is_said_and_blocks_nothing(store: Store, people: list[str]) -> None:
    assert people
    quick_entry.keep(store, line(counted=HeadCounts(2, 2)))
    ends = datetime.fromisoformat("2026-03-14T13:00")
    odd = line(counted=HeadCounts(2, 3), ends=ends)
    noticed = quick_entry.notice(store, odd)
    assert noticed.expected == 2
    assert noticed.doubts == (
        "当天已有一次支委会（草稿）。",
        "实到、请假、缺席合计3人，多于应到2人，请核对。",
        "结束时间早于开始时间。",
    )
    assert quick_entry.keep(store, odd).id
    assert quick_entry.notice(store, line("2026-12-01T00:00")).doubts == ("日期在今天之后，将登记为计划中的会议。",)
    too_early = line("2026-12-01T00:00", counted=HeadCounts(2, 2))
    assert quick_entry.notice(store, too_early).doubts == ("日期在今天之后，却已有到会人数，请核对。",)
    assert quick_entry.notice(store, line("2026-03-15T00:00")).doubts == ()


def test_a_group_expects_its_own_of_that_day(store: Store, people: list[str]) -> None:
    assert people
    groups = [
        quick_entry.notice(store, line("2026-06-14T09:00", GROUP, group=group)).expected
        for group in ("第一党小组", "第二党小组")
    ]
    assert groups == [2, 1]
    assert quick_entry.notice(store, line(kind=GROUP)).expected == 0
    with pytest.raises(Refusal):
        quick_entry.keep(store, line(kind=GROUP))


def test_entered_lines_keep_the_order_asked_for(store: Store) -> None:
    ids = [quick_entry.keep(store, line(f"2026-0{month}-14T09:00")).id for month in (1, 2, 3)]
    wanted = [ids[2], ids[0], "nobody", ids[1]]
    assert [one.id for one in quick_entry.entered(store, wanted)] == [ids[2], ids[0], ids[1]]
    assert date.fromisoformat(quick_entry.entered(store, wanted)[0].values["starts"][:10]).month == 3
