"""Dated rows under a member: offices, groups, conditions, talks, honours, family; and the photograph."""

from __future__ import annotations

import base64
from typing import Any

from sqlalchemy import Connection, func, select

from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.ledgers.member_life import LIFE_TABLES, STAGES_HELD, TALKS, LifeTable
from branchdesk.services.ledgers.intake import Values
from branchdesk.services.people.people import called, whose_name
from branchdesk.store.engine import Store
from branchdesk.store.five_ones import let_entry_go
from branchdesk.store.history import Changes, Operation, operate, row_of
from branchdesk.store.tables import member, member_photo, metadata, party_group
from branchdesk.words import operations as say
from branchdesk.words import store as say_store


def save_row(store: Store, key: str, member_id: str, row_id: str | None, values: Values) -> tuple[str, Changes]:
    """Add a row of the `LifeTable` of that key, or change the one named; gives its identifier and the changes.

    `values` by field key, as stored; None empties a field. Refusal where a required field is empty, where it would end
    before it begins, for a stage (the roster's own dates tell it), or where there is no such member or row.
    """
    life = LIFE_TABLES[key]
    if life is STAGES_HELD:
        raise Refusal(say.stage_is_worked_out(), code="stage_is_worked_out")
    with operate(store, f"save_{key}", "") as work:
        name = member_name(work.connection, member_id)
        standing = _standing(work.connection, life, row_id) if row_id else {}
        given = _columns(work, life, values)
        if life is TALKS and "who" in given and given["who"] != standing.get("who"):
            given["other_id"] = whose_name(work.connection, store.branch.id, given["who"], given.get("day"))
        row = _judged(life, {**standing, **given})
        if row_id is None:
            row_id = work.insert(metadata.tables[life.table], {**row, "member_id": member_id})
            work.title = say.life_added(name, life.label)
        else:
            work.update(metadata.tables[life.table], row_id, row)
            work.title = say.life_changed(name, life.label)
    return row_id, work.changes()


def remove_row(store: Store, key: str, row_id: str) -> Changes:
    """Take a dated row out; Refusal where there is none, and for a stage."""
    life = LIFE_TABLES[key]
    if life is STAGES_HELD:
        raise Refusal(say.stage_is_worked_out(), code="stage_is_worked_out")
    with operate(store, f"remove_{key}", "") as work:
        standing = _standing(work.connection, life, row_id)
        work.title = say.life_removed(member_name(work.connection, standing["member_id"]), life.label)
        if life.table == "member_entry":
            let_entry_go(work, row_id)
        work.delete(metadata.tables[life.table], row_id)
    return work.changes()


def set_photo(store: Store, member_id: str, image: bytes | None) -> Changes:
    """Keep a portrait (a small JPEG or PNG, scaled by the caller) of a member, or take it out with None."""
    with operate(store, "photo", "") as work:
        name = member_name(work.connection, member_id)
        work.title = say.photo_set(name) if image else say.photo_removed(name)
        query = select(member_photo.c.id).where(member_photo.c.member_id == member_id)
        for row_id in work.connection.scalars(query).all():
            work.delete(member_photo, row_id)
        if image:
            work.insert(member_photo, {"member_id": member_id, "image": base64.b64encode(image).decode()})
    return work.changes()


def member_name(connection: Connection, member_id: str) -> str:
    """Name a member so that they are taken for nobody else; Refusal where there is no such member."""
    branch_id = connection.scalar(select(member.c.branch_id).where(member.c.id == member_id))
    if branch_id is None:
        raise Refusal(say_store.no_such_record(say_store.MEMBER, member_id), code="no_such_record")
    return called(connection, branch_id, member_id)


def _standing(connection: Connection, life: LifeTable, row_id: str) -> dict[str, Any]:
    found = row_of(connection, metadata.tables[life.table], row_id)
    if found is None:
        raise Refusal(say_store.no_such_record(say_store.RECORD, row_id), code="no_such_record")
    return found


def _columns(work: Operation, life: LifeTable, values: Values) -> dict[str, Any]:
    """Put what a form gives into the table's own columns."""
    known = {field.key for field in life.fields}
    row = {key: value if value != "" else None for key, value in values.items() if key in known}
    if "group" in row:
        row["group_id"] = group_called(work, row.pop("group"))
    return row


def _judged(life: LifeTable, row: dict[str, Any]) -> dict[str, Any]:
    """Judge a row as it would stand."""
    for field in life.fields:
        column = "group_id" if field.key == "group" else field.key
        if field.required and not row.get(column):
            raise Refusal(say.missing(field.label), code="missing", field=field.key)
    begins = row.get("since", row.get("day"))
    if (
        begins
        and row.get("until")
        and PartialDate.parse(row["until"]).last_day() < PartialDate.parse(begins).first_day()
    ):
        raise Refusal(say.until_before_since(), code="until_before_since", field="until")
    if life.kind is not None:
        row["kind"] = life.kind
    return {key: value for key, value in row.items() if key in metadata.tables[life.table].c}


def group_called(work: Operation, name: str | None) -> str | None:
    """Give the identifier of the branch's group of that name, which is made where there is none."""
    if not name:
        return None
    mine = party_group.c.branch_id == work.branch_id
    found = work.connection.scalar(select(party_group.c.id).where(mine, party_group.c.name == name))
    if found is not None:
        return str(found)
    position = work.connection.scalar(select(func.count()).select_from(party_group).where(mine)) or 0
    return work.insert(party_group, {"branch_id": work.branch_id, "name": name, "position": position})
