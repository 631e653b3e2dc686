"""Everything about one volunteer on one page: facts, time with the team, clues page by page, strokes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from branchdesk.errors import Refusal
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.services.clues import clue_settings
from branchdesk.services.clues.volunteers import everybody
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Condition, Test
from branchdesk.store import volunteer_clues
from branchdesk.store.engine import Store
from branchdesk.store.tables import change
from branchdesk.store.volunteer_clues import Reported, StrokesOf
from branchdesk.words import store as say_store

__all__ = ["Reported", "VolunteerCard", "card", "clues", "handled", "records_behind"]

MOST = 500  # records that a figure can lead to by their numbers


@dataclass(frozen=True, slots=True)
class VolunteerCard:
    """A volunteer. `label` tells them from others of the same name, `teams` are those they were of before.

    `values` are the ledger's fields as stored; `reported` and `jointly` count their clues.
    """

    id: str
    label: str
    values: dict[str, Any]
    teams: tuple[str, ...]
    reported: int
    jointly: int
    strokes: StrokesOf

    @property
    def here(self) -> bool:
        """Say whether somebody has not left."""
        return self.values.get("left_on") is None


def card(store: Store, volunteer_id: str) -> VolunteerCard:
    """Give a volunteer's card; Refusal where there is no such volunteer."""
    values = lists.record(store, VOLUNTEERS, volunteer_id)
    with store.reading() as connection:
        people = everybody(connection, store.branch.id)
        label = next((one.label for one in people if one.id == volunteer_id), "")
        if not label:
            raise Refusal(say_store.no_such_record(say_store.RECORD, volunteer_id), code="no_such_record")
        reported, jointly = volunteer_clues.count(connection, volunteer_id)
        strokes = volunteer_clues.strokes(connection, volunteer_id)
        was = select(change.c.before["team"].as_string()).where(
            change.c.row_id == volunteer_id, change.c.table_name == "volunteer", change.c.before.is_not(None)
        )
        earlier = [team for team in connection.scalars(was.order_by(change.c.number)) if team]
    teams = tuple(team for team in dict.fromkeys(earlier) if team != values.get("team"))
    return VolunteerCard(volunteer_id, label, values, teams, reported, jointly, strokes)


def clues(store: Store, volunteer_id: str, offset: int, limit: int) -> tuple[Reported, ...]:
    """Give some of a volunteer's clues, those entered last first."""
    with store.reading() as connection:
        return tuple(volunteer_clues.page(connection, volunteer_id, offset, limit))


def handled(store: Store, volunteer_id: str) -> int:
    """Count a volunteer's clues that the branch counts as handled; it takes a moment where there are very many."""
    chosen = clue_settings.settings(store)
    with store.reading() as connection:
        return volunteer_clues.handled(connection, store.branch.id, volunteer_id, chosen.handled)


def records_behind(store: Store, volunteer_id: str, *, handled_only: bool) -> tuple[Condition, ...] | None:
    """Give what the clues of a volunteer meet, all or the handled ones; None where there are too many to name."""
    states = clue_settings.settings(store).handled if handled_only else None
    with store.reading() as connection:
        found = volunteer_clues.numbers(connection, volunteer_id, states, MOST)
    return None if found is None else (Condition("number", Test.ONE_OF, tuple(found)),)
