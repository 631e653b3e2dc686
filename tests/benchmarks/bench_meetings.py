"""How long the moments of recording take in a branch with years of minutes, beside the same rows bare."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.measuring import Row, show
from branchdesk.domain.agenda import Topic
from branchdesk.domain.meetings import Meeting
from branchdesk.services import branch, demo
from branchdesk.services.meetings import meeting_finding, meetings
from branchdesk.services.meetings.meeting_finding import Wanted
from branchdesk.store.engine import Store
from branchdesk.ui.screens.meeting import work

RUNS = 9
YEARS, MEMBERS = 10, 46
TODAY = date(2026, 11, 23)
WORD = "骑手"
TEXTS = """
    SELECT meeting.id FROM meeting WHERE meeting.text LIKE :word OR meeting.title LIKE :word OR EXISTS (
        SELECT 1 FROM agenda_item LEFT JOIN speech ON speech.item_id = agenda_item.id
        WHERE agenda_item.meeting_id = meeting.id
        AND (agenda_item.title LIKE :word OR agenda_item.text LIKE :word OR speech.text LIKE :word))
"""
RECORD = """
    SELECT * FROM attendance JOIN member ON member.id = attendance.member_id WHERE meeting_id = :id;
    SELECT * FROM agenda_item WHERE meeting_id = :id;
    SELECT speech.* FROM speech JOIN agenda_item ON agenda_item.id = speech.item_id WHERE meeting_id = :id;
    SELECT * FROM member; SELECT * FROM member_stage; SELECT * FROM member_office; SELECT * FROM member_group;
    SELECT * FROM member_period; SELECT * FROM member_condition
"""


def test_meetings(tmp_path: Path) -> None:
    path = tmp_path / "years.branchdesk"
    demo.create(path, demo.Size(MEMBERS, YEARS, 0), TODAY)
    store = branch.open_file(path)
    try:
        newest = meeting_finding.find(store, Wanted(kinds=("members_meeting",)), 1).meetings[0].id
        draft = replace(meetings.load(store, newest).meeting, id=None, number=None)
        rows = [
            Row("a draft worked out", timed(lambda: bare_read(store, newest)), timed(lambda: work.look(store, draft))),
            Row(f"found by “{WORD}” in any text", timed(lambda: bare_find(store)), timed(lambda: find(store))),
            Row("a draft saved once more", *saved(store, draft)),
        ]
        show(f"meetings of {YEARS} years, {MEMBERS} members", rows)
    finally:
        store.close()


def timed(work_of: Callable[[], object]) -> list[float]:
    work_of()
    found = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work_of()
        found.append((time.perf_counter() - began) * 1000)
    return found


def bare_read(store: Store, meeting_id: str) -> None:
    with store.reading() as connection:
        for query in RECORD.split(";"):
            named = {"id": meeting_id} if ":id" in query else {}
            connection.exec_driver_sql(query, named).fetchall()


def bare_find(store: Store) -> None:
    with store.reading() as connection:
        connection.exec_driver_sql(TEXTS, {"word": f"%{WORD}%"}).fetchall()


def find(store: Store) -> None:
    assert meeting_finding.find(store, Wanted(WORD), 200).ids


def saved(store: Store, draft: Meeting) -> tuple[list[float], list[float]]:
    """Save a text that grows by a word each time; beside it the one row that must change, in a transaction."""
    standing = meetings.save(store, draft).id
    bare, ours = [], []
    for number in range(RUNS):
        item = Topic("记录", "字" * (number + 1))
        grown = replace(draft, id=standing, agenda=(*draft.agenda, item))
        began = time.perf_counter()
        with store.transaction() as connection:
            connection.exec_driver_sql("UPDATE meeting SET place = ? WHERE id = ?", (f"{number}楼", standing))
        between = time.perf_counter()
        work.keep(store, grown, None)
        bare.append((between - began) * 1000)
        ours.append((time.perf_counter() - between) * 1000)
    return bare, ours
