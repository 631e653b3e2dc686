"""Putting somebody elsewhere in the roster by hand: before another person, or at the end."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from branchdesk import clock
from branchdesk.errors import Refusal
from branchdesk.services.people.people import called
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.store.roster import holds_on
from branchdesk.store.tables import member, member_period
from branchdesk.words import names as say
from branchdesk.words import store as say_store


def move(store: Store, member_id: str, before: str | None) -> Changes:
    """Put a member before another one, or (None) at the end of the roster, in one step.

    Everybody on the roster today is numbered anew from 1, and only those whose number becomes another are written. Who
    left keeps the old number. Refusal where one of the two is not on the roster.
    """
    with operate(store, "move_member", "") as work:
        standing = _in_roster(work.connection, store.branch.id)
        for one in (member_id, before):
            if one is not None and one not in standing:
                raise Refusal(say_store.no_such_record(say_store.MEMBER, one), code="no_such_record")
        work.title = say.moved(called(work.connection, store.branch.id, member_id))
        for number, one in enumerate(_placed(list(standing), member_id, before), start=1):
            if standing[one] != number:
                work.update(member, one, {"roster_order": number})
    return work.changes()


def _placed(ids: Sequence[str], moved: str, before: str | None) -> list[str]:
    if moved == before:
        return list(ids)
    rest = [one for one in ids if one != moved]
    place = len(rest) if before is None else rest.index(before)
    return [*rest[:place], moved, *rest[place:]]


def _in_roster(connection: Connection, branch_id: str) -> dict[str, int]:
    """Give who is on the roster today with their numbers, in the order of these."""
    here = select(member_period.c.member_id).where(holds_on(member_period, clock.today().isoformat()))
    query = select(member.c.id, member.c.roster_order).where(member.c.branch_id == branch_id, member.c.id.in_(here))
    rows = connection.execute(query.order_by(member.c.roster_order, member.c.id))
    return {row.id: row.roster_order for row in rows}
