"""What was typed into a form and never saved: kept aside as plain values, so that it outlives the program.

It stands among the preferences: no record of the branch, so no history (docs/decisions/0013-unfinished-typing.md).
Meetings have their own way, `unfinished`: they save themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Table, select

from branchdesk import clock
from branchdesk.services import preferences
from branchdesk.store.engine import Store
from branchdesk.store.past import LEDGER_TABLES
from branchdesk.store.tables import metadata

KEYS = "unfinished_form/"
MOST = 40  # of them wait at once; the oldest goes

Plain = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into one form: by field, and what stood there before; where the form is, and since when it waits.

    `key` begins with the form's place and record and ends with the sitting. `straight` says that going to `screen`
    with `target` leads into the form itself; `gone` that its record was deleted since.
    """

    key: str
    what: str
    typed: Mapping[str, Plain]
    before: Mapping[str, Plain]
    screen: str
    target: Mapping[str, Any] = field(default_factory=dict)
    straight: bool = False
    at: str = ""
    gone: bool = False

    @property
    def texts(self) -> dict[str, str]:
        """Give what was written in words, by field."""
        return {name: text for name, text in self.typed.items() if isinstance(text, str) and text.strip()}


def keep(store: Store, draft: Draft) -> None:
    """Keep a form as it stands, in place of what was kept under the same key."""
    value = {
        "at": clock.stamp(),
        "what": draft.what,
        "typed": dict(draft.typed),
        "before": dict(draft.before),
        "screen": draft.screen,
        "target": dict(draft.target),
        "straight": draft.straight,
    }
    preferences.put(store, KEYS + draft.key, value)
    for old in _read(preferences.under(store, KEYS))[MOST:]:
        forget(store, old.key)


def forget(store: Store, key: str) -> None:
    """Let go of what was kept: it is saved, or nobody wants it."""
    preferences.put(store, KEYS + key, None)


def waiting(store: Store, place: str = "") -> tuple[Draft, ...]:
    """Give what was kept aside, newest first: all, or what belongs to one place and record."""
    found = _read(preferences.under(store, f"{KEYS}{place}"))
    named = [replace(one, key=place + one.key) for one in found]
    records = {str(one.target["target"]) for one in named if "target" in one.target}
    with store.reading() as connection:
        there = _there(connection, records)
    return tuple(replace(one, gone=_is_record(one) and one.target["target"] not in there) for one in named)


def _is_record(draft: Draft) -> bool:
    """Say whether a draft belongs to a record, by its identifier; `new` and the like are none."""
    return len(str(draft.target.get("target", ""))) == len("01890000-0000-7000-8000-000000000000")


def _there(connection: Connection, records: set[str]) -> set[str]:
    """Give which of some identifiers are records of a ledger."""
    tables: list[Table] = [metadata.tables[name] for name in LEDGER_TABLES.values()]
    return {
        found for table in tables for found in connection.scalars(select(table.c.id).where(table.c.id.in_(records)))
    }


def _read(kept: Mapping[str, Any]) -> list[Draft]:
    """Read what was kept, newest first; what another program wrote and this one cannot read is passed by."""
    found = []
    for key, value in kept.items():
        try:
            where = str(value["screen"]), dict(value["target"]), bool(value["straight"])
            typed, before = dict(value["typed"]), dict(value["before"])
            found.append(Draft(key, str(value["what"]), typed, before, *where, at=str(value["at"])))
        except (KeyError, TypeError, ValueError):
            continue
    return sorted(found, key=lambda one: one.at, reverse=True)
