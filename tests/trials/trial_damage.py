"""500 bit flips, overwritten ranges and truncations of a file and its journal: under a password, without, plain."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from branchdesk.store import vault
from trials import damage

STORES = Path(__file__).parents[1] / "fixtures" / "stores"
TRIES, PARTS = 500, 10
told: Counter[str] = Counter()
shares: list[float] = []


@pytest.mark.parametrize("part", range(PARTS))
def test_every_harm_is_found_put_back_and_rescued_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr(vault, "measure", lambda: vault.Cost(1, 8 * 1024 * 1024))
    victims = [damage.victim(kind, tmp_path / kind, STORES / "0006.branchdesk") for kind in damage.KINDS]
    for seed in range(part, TRIES, PARTS):
        one = victims[seed % len(victims)]
        done = damage.attempt(one, seed, tmp_path / f"try-{seed}")
        coded = "plain" if one.kind == "plain" else "coded"
        told[f"{coded}: found {done.found}"] += 1
        told["restored"] += done.restored
        if done.wrong:
            told[f"{coded}: {done.found}, yet told as truth"] += 1
            print(seed, done)
        if done.found == "not" or not done.restored:
            print(seed, done)
        if "journal" not in done.harm and done.standing:
            shares.append(done.rescued / done.standing)
            if shares[-1] < 0.9:
                print(seed, done)
    print(dict(sorted(told.items())))
    print(f"rescued of what stands on sound pages: {sum(shares) / len(shares):.4f}, at least 0.9 in", end=" ")
    print(f"{sum(share >= 0.9 for share in shares)} of {len(shares)}")
    assert told["restored"] == sum(told[key] for key in told if "found" in key)
