"""A handful of the harms of `trials/trial_damage.py`: found, never told as truth, put back, rescued from."""

from __future__ import annotations

from pathlib import Path

import pytest

from branchdesk.store import vault
from trials import damage

STORES = Path(__file__).parents[1] / "fixtures" / "stores"
SEEDS = range(2, 5)


@pytest.mark.parametrize("kind", ["password", "open"])
def test_harm_to_a_file_or_its_journal_is_found_and_the_backup_put_back(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault, "measure", lambda: vault.Cost(1, 8 * 1024 * 1024))
    one = damage.victim(kind, tmp_path / kind, STORES / "0006.branchdesk")
    for seed in SEEDS[:: len(SEEDS) if kind == "password" else 1]:
        done = damage.attempt(one, seed, tmp_path / f"try-{seed}")
        assert done.found in {"opening", "check"}, (seed, done)
        assert not done.wrong, (seed, done)
        assert done.restored, (seed, done)
        if "journal" not in done.harm:
            assert done.rescued >= 0.9 * done.standing, (seed, done)
