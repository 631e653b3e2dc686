"""A demo of any length is whole: whoever met was a body on that day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import builders
from branchdesk.services import branch, demo
from branchdesk.services.meetings.meeting_finding import Wanted, find
from branchdesk.services.people import committees


@pytest.mark.parametrize("years", [1, 9])
def test_a_committee_was_in_office_all_along(tmp_path: Path, years: int) -> None:
    path = tmp_path / "demo.branchdesk"
    counts = demo.create(path, demo.Size(8, years, 0), builders.TODAY)
    store = branch.open_file(path)
    try:
        found = find(store, Wanted(kinds=("committee_meeting",)), 1000)
        assert len(find(store, Wanted()).ids) == counts["meetings"]
        assert all(committees.on(store, date.fromisoformat(one.starts[:10])) for one in found.meetings)
    finally:
        store.close()
