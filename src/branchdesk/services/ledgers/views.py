"""How a ledger's list is arranged: its columns, and the views people gave a name. Kept in the branch's file.

What was kept may be older than the program: a field that is gone is passed by, never a reason not to show the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from branchdesk.ledgers.spec import Ledger
from branchdesk.services import preferences
from branchdesk.store.engine import Store
from branchdesk.store.lists import Condition, Sort, Test

NARROWEST, WIDEST = 2.0, 80.0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which columns a list shows, in which order, and the widths that people gave some of them, in ems."""

    columns: tuple[str, ...]
    widths: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """A list as it was given a name: its arrangement, what it is narrowed by, its order."""

    name: str
    arrangement: Arrangement
    conditions: tuple[Condition, ...] = ()
    search: str = ""
    order: tuple[Sort, ...] = ()


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything kept of a ledger's list. `first` names the view shown when the list is opened, or nothing."""

    arrangement: Arrangement
    totals: bool = True
    views: tuple[View, ...] = ()
    first: str = ""

    def view(self, name: str) -> View | None:
        """Give the view of that name."""
        return next((view for view in self.views if view.name == name), None)

    def with_view(self, view: View) -> Setup:
        """Keep a view, in place of one of the same name where there is one."""
        if self.view(view.name) is None:
            return replace(self, views=(*self.views, view))
        return replace(self, views=tuple(view if one.name == view.name else one for one in self.views))

    def without_view(self, name: str) -> Setup:
        """Forget a view."""
        views = tuple(view for view in self.views if view.name != name)
        return replace(self, views=views, first="" if self.first == name else self.first)

    def renamed(self, name: str, other: str) -> Setup:
        """Give a view another name; a view that bore it is replaced."""
        rest = self if name == other else self.without_view(other)
        views = tuple(replace(view, name=other) if view.name == name else view for view in rest.views)
        return replace(rest, views=views, first=other if self.first == name else rest.first)


def usual(ledger: Ledger) -> Arrangement:
    """Give the arrangement that a ledger begins with."""
    return Arrangement(ledger.screen)


def load(store: Store, ledger: Ledger) -> Setup:
    """Give what was kept of a ledger's list, or how it begins."""
    return from_plain(ledger, preferences.get(store, _key(ledger)))


def keep(store: Store, ledger: Ledger, setup: Setup) -> None:
    """Keep how a ledger's list is arranged."""
    preferences.put(store, _key(ledger), to_plain(setup))


def to_plain(setup: Setup) -> dict[str, Any]:
    """Give a setup as plain values."""
    return {
        **_plain_arrangement(setup.arrangement),
        "totals": setup.totals,
        "first": setup.first,
        "views": [
            {
                "name": view.name,
                **_plain_arrangement(view.arrangement),
                "conditions": [[one.field, one.test.value, list(one.values)] for one in view.conditions],
                "search": view.search,
                "order": [[sort.field, sort.descending, sort.by] for sort in view.order],
            }
            for view in setup.views
        ],
    }


def from_plain(ledger: Ledger, kept: object) -> Setup:
    """Read a setup from plain values; whatever in them is not understood is left out."""
    known = kept if isinstance(kept, dict) else {}
    views = tuple(
        View(
            str(one["name"]),
            _arrangement(ledger, one),
            tuple(_conditions(ledger, one.get("conditions"))),
            str(one.get("search") or ""),
            tuple(_order(ledger, one.get("order"))),
        )
        for one in _list(known.get("views"))
        if isinstance(one, dict) and one.get("name")
    )
    first = str(known.get("first") or "")
    named = {view.name for view in views}
    return Setup(_arrangement(ledger, known), bool(known.get("totals", True)), views, first if first in named else "")


def _key(ledger: Ledger) -> str:
    return f"list:{ledger.key}"


def _plain_arrangement(arrangement: Arrangement) -> dict[str, Any]:
    return {"columns": list(arrangement.columns), "widths": dict(arrangement.widths)}


def _arrangement(ledger: Ledger, kept: Mapping[str, Any]) -> Arrangement:
    columns = tuple(dict.fromkeys(_known(ledger, _list(kept.get("columns")))))
    widths = kept.get("widths")
    usable = {
        key: min(max(float(width), NARROWEST), WIDEST)
        for key, width in (widths.items() if isinstance(widths, dict) else ())
        if isinstance(width, int | float) and key in _keys(ledger)
    }
    return Arrangement(columns or ledger.screen, usable)


def _conditions(ledger: Ledger, kept: object) -> Iterator[Condition]:
    for one in _list(kept):
        match one:
            case [str(key), str(test), list(values)] if key in _keys(ledger) and test in set(Test):
                if len(values) >= _NEEDED.get(Test(test), 0):
                    yield Condition(key, Test(test), tuple(values))
            case _:
                continue


_NEEDED = {Test.BETWEEN: 2, Test.IS: 1, Test.IS_NOT: 1, Test.CONTAINS: 1, Test.LACKS: 1}


def _order(ledger: Ledger, kept: object) -> Iterator[Sort]:
    for one in _list(kept):
        match one:
            case [str(key), bool(descending), str(by)] if key in _keys(ledger):
                yield Sort(key, descending, by)
            case _:
                continue


def _known(ledger: Ledger, keys: Iterable[object]) -> Iterator[str]:
    return (key for key in keys if isinstance(key, str) and key in _keys(ledger))


def _keys(ledger: Ledger) -> set[str]:
    return {field.key for field in ledger.fields}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
