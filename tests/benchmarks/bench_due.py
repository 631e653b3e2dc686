"""How long it takes to say what the rules ask for in a branch with ten years of records, beside the same rows bare."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.measuring import Row, show
from branchdesk.services import branch, demo
from branchdesk.services.duties import duties
from branchdesk.store.engine import Store

RUNS = 9
YEARS, MEMBERS = 10, 46
TODAY = date(2026, 11, 23)
THIS_YEAR = date(2026, 1, 1), date(2026, 12, 31)
ALL = date(2016, 1, 1), date(2027, 12, 31)
ROWS = """
    SELECT id, kind, starts, ends, group_id, for_year FROM meeting;
    SELECT member_id, max(starts) FROM attendance JOIN meeting ON meeting.id = meeting_id GROUP BY member_id;
    SELECT * FROM member; SELECT * FROM member_stage; SELECT * FROM member_office; SELECT * FROM member_group;
    SELECT * FROM member_period; SELECT * FROM member_condition; SELECT * FROM member_entry
"""


def test_due(tmp_path: Path) -> None:
    path = tmp_path / "years.branchdesk"
    demo.create(path, demo.Size(MEMBERS, YEARS, 0), TODAY)
    store = branch.open_file(path)
    try:
        bare = timed(lambda: read(store))
        rows = [
            Row("what is due this year", bare, timed(lambda: duties.due(store, *THIS_YEAR, TODAY))),
            Row("what is open now, as told by default", bare, timed(lambda: duties.due_now(store, TODAY))),
            Row(f"all of {YEARS} years at once", bare, timed(lambda: duties.due(store, *ALL, TODAY))),
        ]
        show(f"duties over {YEARS} years, {MEMBERS} members (to be 100 ms at most)", rows)
    finally:
        store.close()


def read(store: Store) -> None:
    with store.reading() as connection:
        for query in ROWS.split(";"):
            connection.exec_driver_sql(query).all()


def timed(work_of: Callable[[], object]) -> list[float]:
    work_of()
    found = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work_of()
        found.append((time.perf_counter() - began) * 1000)
    return found
