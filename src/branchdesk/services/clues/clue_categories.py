"""The categories of clues and their sub-categories: those a branch keeps, in its order, and those met in clues.

A clue holds its category as text. What is kept here is what is offered while one types, and in which order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, select

from branchdesk.errors import Refusal
from branchdesk.files.progress import Report, untold
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.tables import clue, clue_category, clue_stroke
from branchdesk.words import clue_categories as say

NEWEST = 20_000  # clues that are looked through for categories nobody kept: a list of offers must come at once


@dataclass(frozen=True, slots=True)
class Category:
    """A category that is offered, and the sub-categories that are, each in their order."""

    name: str
    subs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A category as its editor shows it: whether it is kept, and how many clues have it; `parent` of a sub-category."""

    name: str
    parent: str | None
    kept: bool
    clues: int


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a new name did: how many clues, and entries of the tally board, have it now that had another."""

    clues: int
    strokes: int
    changes: Changes


def offered(store: Store) -> tuple[Category, ...]:
    """Give the categories to offer: those kept in their order, then such as the newest clues have, by name."""
    with store.reading() as connection:
        kept = _kept(connection, store.branch.id)
        met = _met(connection, recent(connection, store.branch.id))
    return tuple(Category(name, tuple(subs)) for name, subs in _joined(kept, met).items())


def recent(connection: Connection, branch_id: str) -> ColumnElement[bool]:
    """Say in SQL that a clue is among the newest of a branch.

    The branch is hidden from SQLite, which would else walk through all its clues to find these.
    """
    newest = connection.scalar(select(func.max(clue.c.serial))) or 0
    return and_(clue.c.serial > newest - NEWEST, func.coalesce(clue.c.branch_id, "") == branch_id)


def look(store: Store) -> tuple[Entry, ...]:
    """Give every category that is kept or that a clue has, each followed by its sub-categories."""
    with store.reading() as connection:
        kept = _kept(connection, store.branch.id)
        met = _met(connection, clue.c.branch_id == store.branch.id)
    standing = {(name, None) for name in kept} | {(sub, name) for name, subs in kept.items() for sub in subs}
    whole: dict[tuple[str, str | None], int] = {}
    for (name, sub), clues in met.items():
        whole[name, None] = whole.get((name, None), 0) + clues
        if sub:
            whole[sub, name] = clues
    return tuple(
        Entry(*place, place in standing, whole.get(place, 0))
        for name, subs in _joined(kept, met).items()
        for place in ((name, None), *((sub, name) for sub in subs))
    )


def add(store: Store, name: str, parent: str | None = None) -> Changes:
    """Keep a category, or a sub-category of `parent`, behind the others; its parent is then kept, too.

    Refusal where the name is empty or too long, or there is one of that name.
    """
    called = _judged(name)
    with operate(store, "add_clue_category", say.added(say.told(called, parent))) as work:
        kept = _kept(work.connection, store.branch.id)
        if called in (kept if parent is None else kept.get(parent, ())):
            raise Refusal(say.name_standing(called), code="category_standing", field="name")
        if parent is not None and parent not in kept:
            _insert(work, parent, None)
        _insert(work, called, parent)
    return work.changes()


def keep_all(store: Store) -> Changes:
    """Keep every category and sub-category that a clue has, behind those that are kept; Refusal where all are."""
    with operate(store, "keep_clue_categories", "") as work:
        kept = _kept(work.connection, store.branch.id)
        number = 0
        for name, subs in _joined(kept, _met(work.connection, clue.c.branch_id == store.branch.id)).items():
            fresh: list[tuple[str, str | None]] = [(name, None)] if name not in kept else []
            fresh += [(sub, name) for sub in subs if sub not in kept.get(name, ())]
            for one, parent in fresh:
                _insert(work, one, parent)
            number += len(fresh)
        if not number:
            raise Refusal(say.ALL_KEPT, code="categories_kept")
        work.title = say.kept(number)
    return work.changes()


def rename(store: Store, name: str, parent: str | None, wanted: str, report: Report = untold) -> Renamed:
    """Give a category another name, here and wherever a clue or the tally board has it, in one step.

    Refusal where the name is empty or too long, or there is one of that name; two categories are never made one.
    """
    called = _judged(wanted)
    with operate(store, "rename_clue_category", "") as work:
        work.report = report
        if called == name:
            return Renamed(0, 0, work.changes())
        if called in _siblings(work.connection, store.branch.id, parent):
            raise Refusal(say.name_standing(called), code="category_standing", field="name")
        column = "subcategory" if parent is not None else "category"
        holds = [clue.c.branch_id == store.branch.id, clue.c[column] == name]
        if parent is not None:
            holds.append(clue.c.category == parent)
        ids = work.connection.scalars(select(clue.c.id).where(*holds)).all()
        for done, clue_id in enumerate(ids):
            work.update(clue, clue_id, {column: called})
            report(done, len(ids))
        for row_id in _rows(work.connection, store.branch.id, name, parent):
            work.update(clue_category, row_id, {"name": called})
        strokes = _rename_below(work, name, called) if parent is None else 0
        work.title = say.renamed(say.told(name, parent), called, len(ids), strokes)
    return Renamed(len(ids), strokes, work.changes())


def _rename_below(work: Operation, name: str, called: str) -> int:
    """Give sub-categories and entries of the tally board their category's new name; gives how many of the latter."""
    for row_id in _below(work.connection, work.branch_id, name):
        work.update(clue_category, row_id, {"parent": called})
    mine = (clue_stroke.c.branch_id == work.branch_id, clue_stroke.c.category == name)
    strokes = work.connection.scalars(select(clue_stroke.c.id).where(*mine)).all()
    for row_id in strokes:
        work.update(clue_stroke, row_id, {"category": called})
    return len(strokes)


def order(store: Store, name: str, parent: str | None, before: str | None) -> Changes:
    """Put a kept category before another of its own level, or (None) behind them all; Refusal where one is not kept."""
    with operate(store, "move_clue_category", say.moved(say.told(name, parent))) as work:
        kept = _kept(work.connection, store.branch.id)
        names = list(kept if parent is None else kept.get(parent, ()))
        for one in (name, before):
            if one is not None and one not in names:
                raise Refusal(say.no_such(one), code="no_such_category")
        if before != name:
            names.remove(name)
            names.insert(len(names) if before is None else names.index(before), name)
        for position, one in enumerate(names):
            for row_id in _rows(work.connection, store.branch.id, one, parent):
                work.update(clue_category, row_id, {"position": position})
    return work.changes()


def remove(store: Store, name: str, parent: str | None = None) -> Changes:
    """Keep a category no longer, nor what is below it; clues keep their text. Refusal where it is not kept."""
    with operate(store, "remove_clue_category", say.removed(say.told(name, parent))) as work:
        found = _rows(work.connection, store.branch.id, name, parent)
        if not found:
            raise Refusal(say.no_such(name), code="no_such_category")
        under = _below(work.connection, store.branch.id, name) if parent is None else ()
        for row_id in (*under, *found):
            work.delete(clue_category, row_id)
    return work.changes()


def _judged(name: str) -> str:
    called = name.strip()
    if not called:
        raise Refusal(say.NAME_MISSING, code="category_missing", field="name")
    if len(called) > say.LONGEST:
        raise Refusal(say.NAME_LONG, code="category_long", field="name")
    return called


def _insert(work: Operation, name: str, parent: str | None) -> None:
    mine = (clue_category.c.branch_id == work.branch_id, clue_category.c.parent.is_not_distinct_from(parent))
    last = work.connection.scalar(select(func.max(clue_category.c.position)).where(*mine))
    position = 0 if last is None else last + 1
    row = {"branch_id": work.branch_id, "position": position, "name": name, "parent": parent}
    work.insert(clue_category, row)


def _rows(connection: Connection, branch_id: str, name: str, parent: str | None) -> Sequence[str]:
    """Give the rows of a kept category: one, unless two machines kept it."""
    mine = (clue_category.c.branch_id == branch_id, clue_category.c.name == name)
    return connection.scalars(
        select(clue_category.c.id).where(*mine, clue_category.c.parent.is_not_distinct_from(parent))
    ).all()


def _below(connection: Connection, branch_id: str, name: str) -> Sequence[str]:
    """Give the rows of the sub-categories kept below a category."""
    mine = (clue_category.c.branch_id == branch_id, clue_category.c.parent == name)
    return connection.scalars(select(clue_category.c.id).where(*mine)).all()


def _kept(connection: Connection, branch_id: str) -> dict[str, list[str]]:
    """Give the sub-categories kept below each category, in the order of both; one whose parent is not kept is none."""
    query = select(clue_category.c.name, clue_category.c.parent).where(clue_category.c.branch_id == branch_id)
    rows = connection.execute(query.order_by(clue_category.c.position, clue_category.c.id)).all()
    kept: dict[str, list[str]] = {name: [] for name, parent in rows if parent is None}
    for name, parent in rows:
        if parent in kept and name not in kept[parent]:
            kept[parent].append(name)
    return kept


def _met(connection: Connection, which: ColumnElement[bool]) -> dict[tuple[str, str | None], int]:
    """Count clues by category and sub-category."""
    query = select(clue.c.category, clue.c.subcategory, func.count()).where(which)
    rows = connection.execute(query.group_by(clue.c.category, clue.c.subcategory))
    return {(category, sub or None): number for category, sub, number in rows if category}


def _joined(kept: dict[str, list[str]], met: dict[tuple[str, str | None], int]) -> dict[str, list[str]]:
    """Join what is kept and what was met: the kept ones first, the others by name."""
    whole = {name: list(subs) for name, subs in kept.items()}
    for name, sub in sorted(met, key=lambda place: (place[0], place[1] or "")):
        below = whole.setdefault(name, [])
        if sub and sub not in below:
            below.append(sub)
    return whole


def _siblings(connection: Connection, branch_id: str, parent: str | None) -> set[str]:
    """Give every name on a level, kept or met."""
    kept = _kept(connection, branch_id)
    if parent is None:
        query = select(clue.c.category).where(clue.c.branch_id == branch_id)
        names = set(kept)
    else:
        query = select(clue.c.subcategory).where(clue.c.branch_id == branch_id, clue.c.category == parent)
        names = set(kept.get(parent, ()))
    return names | {name for name in connection.scalars(query.distinct()) if name}
