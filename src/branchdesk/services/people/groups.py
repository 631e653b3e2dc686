"""The branch's party groups: adding, renaming, ordering, taking out. A renamed group is the same group."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from branchdesk import clock
from branchdesk.domain.roster import MEMBER_STAGES
from branchdesk.domain.structure import LEADER
from branchdesk.errors import Refusal
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import meeting, member_group, party_group
from branchdesk.words import store as say_store
from branchdesk.words import structure as say


@dataclass(frozen=True, slots=True)
class Group:
    """One party group today: its leaders by name, and how many members it has."""

    id: str
    name: str
    leaders: tuple[str, ...]
    members: int


def look(store: Store) -> tuple[Group, ...]:
    """Give the groups in their order."""
    with store.reading() as connection:
        people = roster_on(connection, store.branch.id, clock.today())
        mine = party_group.c.branch_id == store.branch.id
        rows = connection.execute(select(party_group).where(mine).order_by(party_group.c.position)).all()
    members = [one for one in people if one.stage in MEMBER_STAGES]
    return tuple(
        Group(
            row.id,
            row.name,
            tuple(one.name for one in members if one.group == row.name and LEADER in one.offices),
            sum(one.group == row.name for one in members),
        )
        for row in rows
    )


def add(store: Store, name: str) -> Changes:
    """Add a group at the end; Refusal where the name is empty or taken."""
    with operate(store, "add_group", say.group_added(name.strip())) as work:
        taken = _names(work.connection, store.branch.id)
        _judge(name, taken)
        work.insert(party_group, {"branch_id": store.branch.id, "name": name.strip(), "position": len(taken)})
    return work.changes()


def rename(store: Store, group_id: str, name: str) -> Changes:
    """Give a group another name, in old records too: it is the same group. Refusal where the name is empty or taken."""
    with operate(store, "rename_group", "") as work:
        names = _names(work.connection, store.branch.id)
        if group_id not in names:
            raise Refusal(say_store.no_such_record(say_store.RECORD, group_id), code="no_such_record")
        work.title = say.group_renamed(names.pop(group_id), name.strip())
        _judge(name, names)
        work.update(party_group, group_id, {"name": name.strip()})
    return work.changes()


def remove(store: Store, group_id: str) -> Changes:
    """Take out a group that nobody was ever in and no meeting was of; Refusal otherwise."""
    with operate(store, "remove_group", "") as work:
        names = _names(work.connection, store.branch.id)
        if group_id not in names:
            raise Refusal(say_store.no_such_record(say_store.RECORD, group_id), code="no_such_record")
        for table in (member_group, meeting):
            if work.connection.execute(select(table.c.id).where(table.c.group_id == group_id).limit(1)).first():
                raise Refusal(say.group_in_use(names[group_id]), code="group_in_use")
        work.title = say.group_removed(names[group_id])
        work.delete(party_group, group_id)
    return work.changes()


def _names(connection: Connection, branch_id: str) -> dict[str, str]:
    rows = connection.execute(select(party_group).where(party_group.c.branch_id == branch_id))
    return {row.id: row.name for row in rows}


def _judge(name: str, taken: dict[str, str]) -> None:
    if not name.strip():
        raise Refusal(say.group_name_missing(), code="group_name_missing", field="name")
    if name.strip() in taken.values():
        raise Refusal(say.group_exists(name.strip()), code="group_exists", field="name")
