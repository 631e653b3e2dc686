"""The invented branch has kept what it owes its people, but for what is planted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ready_files
from branchdesk.domain.duties.duty import DutyState
from branchdesk.services import branch, demo
from branchdesk.services.duties import duties

OF_PERSONS = {
    *("activist_review", "oath", "abroad_contact", "lost", "abroad_long", "absent_long", "dues_six_months"),
    *("probationary_review", "dues_three_months"),
}


@pytest.mark.parametrize(
    ("members", "years", "seed", "today"),
    [
        (46, 3, 7, date(2026, 11, 23)),
        (8, 1, 3, date(2026, 11, 23)),
        (46, 3, 8, date(2027, 1, 15)),
        (14, 2, 7, date(2024, 1, 2)),
        (30, 3, 5, date(2028, 2, 29)),
    ],
)
def test_of_the_rules_on_persons_only_the_dues_are_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, members: int, years: int, seed: int, today: date
) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", today.isoformat())
    path = tmp_path / "支部.branchdesk"
    made = ready_files.invented(path, demo.Size(members=members, years=years, seed=seed), today)
    store = branch.open_file(path)
    try:
        found = duties.due(store, date(today.year - 10, 1, 1), date(today.year + 1, 12, 31), today)
        late = [one for one in found if one.state is DutyState.LATE and one.rule in OF_PERSONS]
        assert [one.rule for one in late] == ["dues_three_months"]
        [planted] = [one["what"] for one in made["planted"] if one["code"] == "dues_in_arrears"]
        assert planted.startswith(f"{late[0].name}党费交至")
        sworn = [one for one in found if one.rule == "oath"]
        assert all(one.state is DutyState.DONE for one in sworn if one.by is not None and one.by < today)
        assert branch.check(store).ok
    finally:
        store.close()
