"""What a branch settles about its 五个一, read and kept as one: the items, what the record says of them, the days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from branchdesk.domain.five_ones import Item, Settings
from branchdesk.services.people import ceremonies, five_ones, five_ones_marks
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes


@dataclass(frozen=True, slots=True)
class Known:
    """What is settled: the five of a year, the settings, what the record of a ceremony says by item."""

    items: tuple[Item, ...]
    settings: Settings
    texts: Mapping[str, str]


def known(store: Store, year: int) -> Known:
    """Give what is settled for a year."""
    return Known(five_ones.template(store, year), five_ones.settings(store), ceremonies.texts(store))


def keep(store: Store, items: Sequence[Item], from_year: int, chosen: Settings, texts: Mapping[str, str]) -> Changes:
    """Keep all of it; the items hold from a year on, and only they are a step that can be undone.

    Refusal, with nothing kept, where an item has no name or a number of days is none.
    """
    five_ones_marks.check_settings(chosen)
    before = [(item.name, item.evidence) for item in five_ones.template(store, from_year)]
    changes = Changes()
    if [(item.name.strip(), item.evidence) for item in items] != before:
        changes = five_ones_marks.set_template(store, items, from_year)
    five_ones_marks.set_settings(store, chosen)
    ceremonies.set_texts(store, texts)
    return changes
