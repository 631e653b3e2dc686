"""Which bad input is tried, how much of each, in an order that mixes them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from branchdesk.papers.house import House
from branchdesk.papers.word.sample import sample as sample_template
from trials import bad_files
from trials.bad_files import Bad

if TYPE_CHECKING:
    from trials.bad_doors import Ground

FONT = Path(__file__).parents[2] / "resources" / "fonts" / "BranchDeskTitle-Regular.ttf"


def plan(seed: int, ground: Ground, scale: float = 1) -> Iterator[Bad]:
    from branchdesk.store import vault

    def many(number: int) -> int:
        return max(1, round(number * scale))

    def chance(door):
        return random.Random(f"{seed}:{door}")

    return chain(
        bad_files.crafted(chance("crafted")),
        bad_files.sheets(chance("sheets"), many(1000)),
        bad_files.pastes(chance("pastes"), many(200)),
        bad_files.meetings(chance("meetings"), many(260)),
        bad_files.pictures(chance("pictures"), many(100)),
        bad_files.stores(chance("stores"), many(80)),
        bad_files.keys(chance("keys"), ground.keys, many(60)),
        bad_files.settings(chance("settings"), many(20)),
        bad_files.layouts(chance("layouts"), many(40)),
        bad_files.notices(chance("notices"), many(80)),
        bad_files.templates(chance("templates"), sample_template(House()), many(120)),
        bad_files.fonts(chance("fonts"), FONT.read_bytes(), many(60)),
    )
