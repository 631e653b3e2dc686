"""Which bad input is tried, and how much of each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from branchdesk.papers.house import House
from branchdesk.papers.word.sample import sample
from trials import bad_files
from trials.bad_files import Bad

FONT = Path(__file__).parents[2] / "resources" / "fonts" / "BranchDeskTitle-Regular.ttf"


def plan(seed: int, keys: bytes) -> Iterator[Bad]:
    """Give every bad input of a seed, some 2,100; `keys` is a sound file of keys."""
    return chain(crafted(seed), damaged(seed, keys, 1))


def crafted(seed: int) -> Iterator[Bad]:
    """Give the bombs and lies."""
    return bad_files.crafted(random.Random(f"{seed}:crafted"))


def damaged(seed: int, keys: bytes, share: float) -> Iterator[Bad]:
    """Give a share of what is damaged, or odd."""

    def some(number: int) -> int:
        return max(1, round(number * share))

    def chance(door: str) -> random.Random:
        return random.Random(f"{seed}:{door}")

    return chain(
        bad_files.sheets(chance("sheets"), some(1000)),
        bad_files.pastes(chance("pastes"), some(200)),
        bad_files.meetings(chance("meetings"), some(260)),
        bad_files.pictures(chance("pictures"), some(100)),
        bad_files.stores(chance("stores"), some(80)),
        bad_files.keys(chance("keys"), keys, some(60)),
        bad_files.settings(chance("settings"), some(20)),
        bad_files.layouts(chance("layouts"), some(40)),
        bad_files.notices(chance("notices"), some(80)),
        bad_files.templates(chance("templates"), sample(House()), some(120)),
        bad_files.fonts(chance("fonts"), FONT.read_bytes(), some(60)),
    )
