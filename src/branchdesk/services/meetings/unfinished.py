"""What was typed of a meeting and cannot be its record yet: kept aside, so that it outlives the program.

It stands among the preferences: no record of the branch, so no history (docs/decisions/0013-unfinished-typing.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from branchdesk import clock
from branchdesk.domain.meetings import Meeting, MeetingState
from branchdesk.files.plain_meeting import NotPlain, to_meeting, to_plain
from branchdesk.services import preferences
from branchdesk.store.engine import Store
from branchdesk.store.tables import meeting as meeting_table

KEYS = "unfinished_meeting/"


@dataclass(frozen=True, slots=True)
class Loose:
    """The text of one field that no record can hold: of which section, at which place, of which name."""

    section: str
    place: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it stands: the meeting as far as it can be read, the texts that cannot, and how many rows there are."""

    meeting: Meeting
    loose: tuple[Loose, ...] = ()
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Typing that was kept aside, under the key of its sitting, and when."""

    key: str
    typed: Typed
    at: str


def keep(store: Store, key: str, typed: Typed) -> None:
    """Keep a form as it stands, in place of what was kept under the same key."""
    value = {
        "at": clock.stamp(),
        "meeting": to_plain(typed.meeting),
        "loose": [to_plain(one) for one in typed.loose],
        "rows": {section: list(numbers) for section, numbers in typed.rows.items()},
    }
    preferences.put(store, KEYS + key, value)


def forget(store: Store, key: str) -> None:
    """Let go of what was kept: it is saved, or nobody wants it."""
    preferences.put(store, KEYS + key, None)


def waiting(store: Store) -> tuple[Unfinished, ...]:
    """Give what was kept aside and can still be taken up, newest first.

    Where its meeting is gone it begins a new one; where that is closed meanwhile, nothing can be taken up.
    """
    found = sorted(_read(preferences.under(store, KEYS)), key=lambda one: one.at, reverse=True)
    wanted = {one.typed.meeting.id for one in found} - {None}
    with store.reading() as connection:
        query = select(meeting_table.c.id, meeting_table.c.state).where(meeting_table.c.id.in_(wanted))
        states = {row.id: row.state for row in connection.execute(query)}
    return tuple(_fresh(one, states) for one in found if states.get(one.typed.meeting.id) != MeetingState.FINAL)


def _fresh(one: Unfinished, states: Mapping[str | None, str]) -> Unfinished:
    if one.typed.meeting.id in states:
        return one
    return replace(one, typed=replace(one.typed, meeting=replace(one.typed.meeting, id=None, number=None)))


def _read(kept: Mapping[str, Any]) -> Iterator[Unfinished]:
    """Read what was kept; what another program wrote and this one cannot read is passed by."""
    for key, value in kept.items():
        try:
            loose = tuple(Loose(one["section"], one["place"], one["name"], one["text"]) for one in value["loose"])
            rows = {section: tuple(numbers) for section, numbers in value["rows"].items()}
            yield Unfinished(key, Typed(to_meeting(value["meeting"]), loose, rows), str(value["at"]))
        except (NotPlain, KeyError, TypeError, AttributeError):
            continue
