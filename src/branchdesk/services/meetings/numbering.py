"""第几次: the numbers of meetings within their kind, group and year, and giving them anew by date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from sqlalchemy import Connection, func, select

from branchdesk.errors import Refusal
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.store.meeting_rows import was_held
from branchdesk.store.tables import meeting, party_group
from branchdesk.words import numbering as say


@dataclass(frozen=True, slots=True)
class Sequence:
    """The meetings that are counted together: one kind's, of a group where it has groups, in one year."""

    kind: str
    group: str | None
    year: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """One meeting and its number: `old` as it stands, `new` as it would be. A `signed` record keeps its own."""

    id: str
    starts: str
    title: str | None
    old: int
    new: int
    signed: bool

    @property
    def changed(self) -> bool:
        """Say whether the number becomes another."""
        return self.old != self.new


def sequences(store: Store) -> tuple[Sequence, ...]:
    """Give what is counted together, the latest year first, kinds and groups in a steady order."""
    year = func.substr(meeting.c.starts, 1, 4)
    query = (
        select(meeting.c.kind, party_group.c.name, party_group.c.position, year.label("year"))
        .outerjoin(party_group, meeting.c.group_id == party_group.c.id)
        .where(meeting.c.branch_id == store.branch.id, was_held())
        .distinct()
        .order_by(year.desc(), meeting.c.kind, party_group.c.position)
    )
    with store.reading() as connection:
        return tuple(Sequence(row.kind, row.name, int(row.year)) for row in connection.execute(query))


def preview(store: Store, wanted: Sequence) -> tuple[Numbered, ...]:
    """Give the meetings of a sequence by date, each with the number it has and the one it would get."""
    with store.reading() as connection:
        return _numbered(connection, store.branch.id, wanted)


def renumber(store: Store, wanted: Sequence) -> Changes:
    """Give the meetings of a sequence their numbers by date, in one step; Refusal where it has none.

    Only meetings that were held count. A record that is marked signed keeps its number, which stands on paper by then;
    the others take the numbers that are left, in order.
    """
    with operate(store, "renumber_meetings", say.renumbered(wanted.kind, wanted.group, wanted.year)) as work:
        found = _numbered(work.connection, store.branch.id, wanted)
        if not found:
            raise Refusal(say.no_such_sequence(wanted.kind, wanted.group, wanted.year), code="no_such_sequence")
        for one in found:
            if one.changed:
                work.update(meeting, one.id, {"number": one.new})
    return work.changes()


def numbers(signed: Iterable[int | None]) -> tuple[int, ...]:
    """Give the numbers of meetings by date: None is one to be numbered, a figure is a signed record's own."""
    kept = list(signed)
    taken = {number for number in kept if number is not None}
    free = (number for number in count(1) if number not in taken)
    return tuple(next(free) if number is None else number for number in kept)


def _numbered(connection: Connection, branch_id: str, wanted: Sequence) -> tuple[Numbered, ...]:
    query = (
        select(meeting)
        .outerjoin(party_group, meeting.c.group_id == party_group.c.id)
        .where(
            meeting.c.branch_id == branch_id,
            was_held(),
            meeting.c.kind == wanted.kind,
            party_group.c.name.is_(None) if wanted.group is None else party_group.c.name == wanted.group,
            meeting.c.starts >= str(wanted.year),
            meeting.c.starts < str(wanted.year + 1),
        )
        .order_by(meeting.c.starts, meeting.c.number, meeting.c.id)
    )
    rows = connection.execute(query).all()
    fresh = numbers(row.number if row.signed_on else None for row in rows)
    return tuple(
        Numbered(row.id, row.starts, row.title, row.number, new, signed=row.signed_on is not None)
        for row, new in zip(rows, fresh, strict=True)
    )
