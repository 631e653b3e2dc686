"""Figures of clues, and what was asked, as JSON can hold them: for a snapshot, for a paper that is ordered in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from branchdesk.domain.clue_figures import Counted
from branchdesk.services.clues import clue_settings
from branchdesk.services.clues.clue_figures import Asked, Figures, Waiting
from branchdesk.services.clues.clue_groups import Group, Grouping
from branchdesk.services.ledgers.lists import Condition, Test

Kept = dict[str, Any]


def asked_written(asked: Asked) -> Kept:
    """Give what was asked as JSON can hold it."""
    return {
        "since": asked.since.isoformat() if asked.since else None,
        "until": asked.until.isoformat() if asked.until else None,
        "conditions": _conditions_written(asked.conditions),
    }


def asked_read(kept: Mapping[str, Any]) -> Asked:
    """Read what `asked_written` gave; ValueError, KeyError or TypeError for anything else."""
    since, until = (date.fromisoformat(kept[key]) if kept.get(key) else None for key in ("since", "until"))
    return Asked(since, until, _conditions_read(kept.get("conditions", [])))


def figures_written(found: Figures) -> Kept:
    """Give figures, all of them, as JSON can hold them."""
    return {
        "day": found.day.isoformat(),
        "asked": asked_written(found.asked),
        "settings": clue_settings.written(found.settings),
        "whole": _counted_written(found.whole),
        "definition": found.definition,
        "brief": found.brief,
        "groups": [
            {
                "by": grouping.by,
                "groups": [_group_written(group) for group in grouping.groups],
                "twice": _counted_written(grouping.twice),
            }
            for grouping in found.groups.values()
        ],
        "ages": [_group_written(group) for group in found.ages],
        "oldest": [asdict(one) for one in found.oldest],
        "before": _earlier_written(found.before),
        "year_before": _earlier_written(found.year_before),
        "partial": dict(found.partial),
        "undated": found.undated,
        "first": found.first,
    }


def figures_read(kept: Mapping[str, Any]) -> Figures:
    """Read what `figures_written` gave."""
    groupings = [
        Grouping(one["by"], tuple(_group_read(group) for group in one["groups"]), Counted(**one["twice"]))
        for one in kept["groups"]
    ]
    return Figures(
        asked_read(kept["asked"]),
        date.fromisoformat(kept["day"]),
        clue_settings.read(kept["settings"]),
        Counted(**kept["whole"]),
        kept["definition"],
        kept["brief"],
        {one.by: one for one in groupings},
        tuple(_group_read(group) for group in kept["ages"]),
        tuple(Waiting(**one) for one in kept["oldest"]),
        _earlier_read(kept["before"]),
        _earlier_read(kept["year_before"]),
        kept["partial"],
        kept["undated"],
        kept["first"],
    )


def _counted_written(counted: Counted) -> Kept:
    """Leave out what is nothing, as most is in a small group."""
    return {measure: number for measure, number in asdict(counted).items() if number}


def _group_written(group: Group) -> Kept:
    return {
        "name": group.name,
        "key": list(group.key),
        "counted": _counted_written(group.counted),
        "conditions": _conditions_written(group.conditions),
    }


def _group_read(kept: Mapping[str, Any]) -> Group:
    return Group(kept["name"], tuple(kept["key"]), Counted(**kept["counted"]), _conditions_read(kept["conditions"]))


def _earlier_written(earlier: tuple[Asked, Counted] | None) -> Kept | None:
    return None if earlier is None else {**asked_written(earlier[0]), "counted": _counted_written(earlier[1])}


def _earlier_read(kept: Mapping[str, Any] | None) -> tuple[Asked, Counted] | None:
    return None if kept is None else (asked_read(kept), Counted(**kept["counted"]))


def _conditions_written(conditions: tuple[Condition, ...]) -> list[Kept]:
    return [{"field": one.field, "test": one.test.value, "values": list(one.values)} for one in conditions]


def _conditions_read(kept: list[Kept]) -> tuple[Condition, ...]:
    return tuple(Condition(one["field"], Test(one["test"]), tuple(one["values"])) for one in kept)
