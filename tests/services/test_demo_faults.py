"""The program's checks find every fault that the invented branch names, and nothing on its sound records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

import ready_files
from branchdesk.demo.records import Fault, meeting_label
from branchdesk.domain.checks import errors
from branchdesk.domain.meetings import MeetingState
from branchdesk.services import branch, demo
from branchdesk.services.meetings import meetings
from branchdesk.store.tables import meeting as meeting_table

TODAY = date(2026, 11, 23)
NOT_OF_RECORDS = {
    Fault.ID_NUMBER_CHECK_DIGIT,
    Fault.PROBATION_UNDECIDED,
    Fault.MEMBERS_MEETING_MISSED,
    Fault.ABSENCE_NOT_MADE_UP,
    Fault.MEASURE_OVERDUE,
    Fault.CLUE_LEFT_OPEN,
    Fault.DUES_IN_ARREARS,
    Fault.THEME_DAY_MISSED,
    Fault.GROUP_MEETING_MISSED,
    Fault.MINUTES_THIN,
    Fault.FEEDBACK_MISSING,
}  # which other screens show
# What another record tells of the same fault: the other of two meetings, the members' meetings that left a matter out.
TOLD_ELSEWHERE = {"matter_waiting", "overlap"}


def found_and_planted(path: Path, size: demo.Size, today: date) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Make an invented branch and give, sorted, what its records are told as drafts, and what was planted in them."""
    planted = [
        (one["code"], one["where"].partition(" P")[0])
        for one in ready_files.invented(path, size, today)["planted"]
        if one["code"] not in NOT_OF_RECORDS
    ]
    store = branch.open_file(path)
    try:
        with store.reading() as connection:
            ids = connection.scalars(select(meeting_table.c.id)).all()
        found = []
        for meeting_id in ids:
            record = meetings.view(store, meetings.load(store, meeting_id).meeting)
            found += [(check.code, meeting_label(record.meeting)) for check in record.checks]
    finally:
        store.close()
    return sorted(found), sorted(planted)


@pytest.mark.parametrize(
    ("members", "years", "seed", "today"),
    [
        (8, 3, 7, TODAY),
        (8, 1, 3, TODAY),
        (46, 3, 7, TODAY),
        (120, 1, 5, TODAY),
        (14, 2, 7, date(2024, 1, 2)),
        (9, 1, 2, date(2026, 7, 31)),
    ],
)
def test_every_fault_is_found_and_none_on_sound_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, members: int, years: int, seed: int, today: date
) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", today.isoformat())
    size = demo.Size(members=members, years=years, seed=seed)
    found, planted = found_and_planted(tmp_path / "支部.branchdesk", size, today)
    assert {code for code, _ in planted} == set(Fault) - NOT_OF_RECORDS
    elsewhere = [one for one in found if one not in planted]
    assert {code for code, _ in elsewhere} == TOLD_ELSEWHERE
    assert [one for one in found if one not in elsewhere] == planted


def test_what_is_an_error_stands_in_a_draft_so_that_the_branch_can_be_made(tmp_path: Path) -> None:
    path = tmp_path / "支部.branchdesk"
    ready_files.invented(path, demo.Size(members=8, years=1, seed=3), TODAY)
    store = branch.open_file(path)
    try:
        with store.reading() as connection:
            rows = connection.execute(select(meeting_table.c.id, meeting_table.c.state)).all()
        wrong = {
            check.code: row.state
            for row in rows
            for check in errors(meetings.view(store, meetings.load(store, row.id).meeting).checks)
        }
    finally:
        store.close()
    assert wrong == dict.fromkeys((Fault.ENDS_BEFORE_START, Fault.WRITTEN_FROM_PRESENT), MeetingState.DRAFT)
