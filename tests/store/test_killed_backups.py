"""Backups killed in the middle; many more of them: tests/trials/trial_killed_backups.py."""

from pathlib import Path

from trials.trial_killed_backups import kill_some


def test_a_backup_killed_in_the_middle_is_not_listed_as_good(tmp_path: Path) -> None:
    told, listed, bad = kill_some(tmp_path, 2, 11)
    assert bad == 0
    assert listed >= told
