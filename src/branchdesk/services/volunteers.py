"""Volunteers: entering them from a sheet or by hand."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from branchdesk import clock
from branchdesk.errors import Refusal
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.services import records
from branchdesk.services.intake import Values
from branchdesk.services.people import name_keys
from branchdesk.services.standing import Parts, RowKey
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes
from branchdesk.store.tables import clue, volunteer
from branchdesk.words import clues as say
from branchdesk.words import operations as say_operations


class VolunteerIntake(records.PlainIntake):
    """How volunteers enter: matched by name and telephone, or by the name alone where a row has no telephone."""

    def __init__(self, connection: Connection, branch_id: str, _day: date) -> None:
        """Read the volunteers there are."""
        super().__init__(connection, branch_id, volunteer, KEYS, _complete, "name")


def _name_and_phone(values: Values) -> Parts | None:
    return (values["name"], values["phone"]) if values.get("phone") else None


def _name_alone(values: Values) -> Parts:
    return (values["name"],)


KEYS = (RowKey(("name", "phone"), _name_and_phone), RowKey(("name",), _name_alone))


def _complete(values: Values) -> dict[str, Any]:
    return {field.key: values.get(field.key) for field in VOLUNTEERS.fields} | name_keys(values["name"])._asdict()


class Named(NamedTuple):
    """A volunteer as a name is found: by itself, by its initials, by its syllables."""

    id: str
    name: str
    initials: str
    pinyin: str


def names(store: Store) -> tuple[Named, ...]:
    """Give everybody in the ledger, by name."""
    columns = (volunteer.c.id, volunteer.c.name, volunteer.c.initials, volunteer.c.pinyin)
    query = select(*columns).where(volunteer.c.branch_id == store.branch.id).order_by(volunteer.c.pinyin)
    with store.reading() as connection:
        return tuple(Named(*row) for row in connection.execute(query))


def save(store: Store, volunteer_id: str | None, values: Values) -> tuple[str, Changes]:
    """Add a volunteer or change one; Refusal where the name is missing."""
    if (volunteer_id is None or "name" in values) and not str(values.get("name") or "").strip():
        raise Refusal(say_operations.name_missing(), code="name_missing", field="name")

    def way_in(connection: Connection) -> VolunteerIntake:
        return VolunteerIntake(connection, store.branch.id, clock.today())

    return records.save(store, VOLUNTEERS, way_in, volunteer_id, values)


def remove(store: Store, *volunteer_ids: str) -> Changes:
    """Take volunteers out in one step; Refusal where clues name one of them."""
    with store.reading() as connection:
        if connection.execute(select(clue.c.id).where(clue.c.volunteer_id.in_(volunteer_ids)).limit(1)).first():
            raise Refusal(say.volunteer_has_clues(), code="volunteer_has_clues")
    return records.remove(store, VOLUNTEERS, volunteer, *volunteer_ids)
