"""A branch with a handful of members, and the records that tests put into it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

import ready_files
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    Document,
    FirstTopic,
    Measure,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import (
    Attendance,
    Mark,
    Meeting,
    MeetingKind,
    Presence,
)
from branchdesk.services import Store, branch
from branchdesk.services.people import members
from branchdesk.store.chain import END
from branchdesk.store.tables import metadata
from branchdesk.store.tables.base import GIVEN

TODAY = date(2026, 11, 23)
NAME, UNIT = "第四党支部", "某某市人民检察院"

# Two bear one name; one is on probation, one not yet a member.
PEOPLE: tuple[dict[str, Any], ...] = (
    {"name": "张三", "stage": "full_member", "joined_on": "1998-07", "full_since": "1999-07", "office": "书记"},
    {
        "name": "李四",
        "stage": "full_member",
        "joined_on": "2005-06-30",
        "full_since": "2006-06-30",
        "office": "组织委员",
    },
    {
        "name": "王伟",
        "stage": "full_member",
        "joined_on": "2010-07-01",
        "full_since": "2011-07-01",
        "group": "第一党小组",
    },
    {"name": "王伟", "stage": "full_member", "joined_on": "2015-12", "full_since": "2016-12", "group": "第二党小组"},
    {"name": "何霞", "stage": "probationary_member", "joined_on": "2026-03-16", "group": "第一党小组"},
    {"name": "赵爽", "stage": "activist", "group": "第二党小组"},
)


def new_branch(path: Path, duties_from: str = "2026-01") -> Store:
    """Make an empty branch."""
    return ready_files.begin(path, branch.Founding(NAME, UNIT, duties_from))


def fill(store: Store, people: Sequence[dict[str, Any]] = PEOPLE) -> list[str]:
    """Put people on the roster and give their identifiers, in their order."""

    def put(into: Store) -> list[str]:
        return [members.save(into, None, person)[0] for person in people]

    return ready_files.fill(store, "six people", put) if people is PEOPLE else put(store)


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """Open a branch's file and close it again."""
    store = branch.open_file(path)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def closing(store: Store) -> Iterator[Store]:
    """Lend an open file and close it."""
    try:
        yield store
    finally:
        store.close()


@contextmanager
def both(folder: Path) -> Iterator[tuple[Store, Store]]:
    """Make two empty branches in a folder and close them again."""
    stores = new_branch(folder / "一.branchdesk"), new_branch(folder / "二.branchdesk")
    try:
        yield stores
    finally:
        for store in stores:
            store.close()


def meeting(day: str = "2026-11-20", **facts: Any) -> Meeting:  # noqa: ANN401 - any fact of a meeting
    """Give a members' meeting of that day, as typed."""
    known = {"kind": MeetingKind.MEMBERS_MEETING, "starts": datetime.fromisoformat(f"{day}T14:30"), **facts}
    return Meeting(**known)


def present(*away: Mark) -> Attendance:
    """Say that everybody came but those marked."""
    return Attendance(Presence.PRESENT, away)


def mark(name: str, presence: Presence, reason: str = "", person: str | None = None) -> Mark:
    """Mark one person, by name or by identifier."""
    return Mark(PersonRef(name, person), presence, reason)


def full_agenda() -> tuple[FirstTopic | Topic | Ballot, ...]:
    """Give one item of each sort, with nothing left open."""
    first = FirstTopic(
        (Document("在座谈会上的讲话", "人民日报"),),
        PersonRef("李四"),
        (Speech(PersonRef("张三"), "结合工作谈体会。"),),
        (Measure("梳理台账", PersonRef("李四"), date(2026, 12, 20)),),
    )
    vote = Subject("何霞", yes=3, no=0, abstain=0, written_yes=1, declared=Declared.PASSED)
    return first, Topic("通报工作", "逐项说明。"), Ballot("何霞同志按期转正", BallotRule.ADMISSION, (vote,))


def sheet(folder: object, rows: Sequence[Sequence[object]], name: str = "表.csv") -> Path:
    """Write rows as a text table and give its path."""
    path = Path(str(folder)) / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def records(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Give every row but the history's own and the bytes of files, so that two moments can be compared.

    Without the numbers that a row gets as it comes: one that comes back gets another.
    """
    apart = {"operation", "change", "erasure", "blob"}
    kept = [table for name, table in sorted(metadata.tables.items()) if name not in apart]
    with store.reading() as connection:
        rows = {
            table.name: connection.execute(select(*(one for one in table.c if not one.info.get(GIVEN))))
            .mappings()
            .all()
            for table in kept
        }
    rows["preference"] = [row for row in rows["preference"] if row["key"] != END]  # the history's own, too
    return {name: sorted((dict(row) for row in found), key=repr) for name, found in rows.items()}
