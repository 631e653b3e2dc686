"""五个一 as rows: the items of the template, what was noted of whom, what the branch settles, records let go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import Connection, Row, and_, select

from branchdesk.domain.dates import LeapDay
from branchdesk.domain.five_ones import TEMPLATES, Evidence, Item, Settings
from branchdesk.store.history import Operation
from branchdesk.store.tables import (
    attendance,
    branch,
    five_ones_item,
    five_ones_mark,
    meeting,
    member,
    member_entry,
    preference,
)

SETTINGS = "five_ones"  # the key of the preference
DAYS = range(367)


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark with what its record says; `meeting` and `entry` are rows with kind, day, title or who, or None."""

    id: str
    member_id: str
    item_id: str
    year: int
    state: str
    day: str | None
    who: str | None
    note: str | None
    meeting_id: str | None
    entry_id: str | None
    meeting: Mapping[str, Any] | None
    entry: Mapping[str, Any] | None


def settings(connection: Connection, branch_id: str) -> Settings:
    """Give what a branch has settled; what is not kept, or cannot be, is as usual."""
    mine = (preference.c.branch_id == branch_id, preference.c.key == SETTINGS)
    kept = connection.scalar(select(preference.c.value).where(*mine))
    return read_settings(kept if isinstance(kept, dict) else {})


def read_settings(kept: Mapping[str, Any]) -> Settings:
    """Read settings as kept."""
    usual = Settings()
    leap = kept.get("leap_day")

    def days(key: str) -> int:
        value = kept.get(key)
        return value if type(value) is int and value in DAYS else int(getattr(usual, key))

    return Settings(
        LeapDay(leap) if leap in set(LeapDay) else usual.leap_day, days("ahead"), days("late_after"), days("span")
    )


def started(connection: Connection, branch_id: str) -> date:
    """Give the first day of the branch's 启用日期."""
    since: str = connection.execute(select(branch.c.duties_from).where(branch.c.id == branch_id)).scalar_one()
    return date.fromisoformat(f"{since}-01")


def items(connection: Connection, branch_id: str) -> tuple[Item, ...]:
    """Give every item of the template, of all years, in order; where the branch has set none, the usual five."""
    query = select(five_ones_item).where(five_ones_item.c.branch_id == branch_id)
    rows = connection.execute(query.order_by(five_ones_item.c.position, five_ones_item.c.id)).all()
    if not rows:
        return usual_items(branch_id)
    return tuple(Item(row.id, row.name, Evidence(row.evidence), row.since_year, row.until_year) for row in rows)


def usual_items(branch_id: str) -> tuple[Item, ...]:
    """Give the usual five, with the identifiers that they will have once something is noted of them."""
    return tuple(
        Item(str(uuid5(NAMESPACE_OID, f"{branch_id} five_ones {place}")), name, evidence)
        for place, (name, evidence) in enumerate(TEMPLATES[0])
    )


def ensure_items(work: Operation) -> tuple[Item, ...]:
    """Give the branch's items, and write the usual five where it has none yet."""
    query = select(five_ones_item.c.id).where(five_ones_item.c.branch_id == work.branch_id).limit(1)
    if work.connection.execute(query).first() is None:
        for position, item in enumerate(usual_items(work.branch_id)):
            values = {"id": item.id, "branch_id": work.branch_id, "position": position}
            work.insert(five_ones_item, {**values, "name": item.name, "evidence": item.evidence.value})
    return items(work.connection, work.branch_id)


def marks(
    connection: Connection, branch_id: str, years: range | None = None, members: Collection[str] | None = None
) -> Iterator[MarkRow]:
    """Give what was noted for some years (all), perhaps of some members, with the records that show it."""
    query = (
        select(
            five_ones_mark,
            meeting.c.kind.label("meeting_kind"),
            meeting.c.starts,
            meeting.c.title.label("meeting_title"),
            meeting.c.phase,
            attendance.c.presence,
            member_entry.c.day.label("talk_day"),
            member_entry.c.who.label("talk_who"),
        )
        .join(member, five_ones_mark.c.member_id == member.c.id)
        .outerjoin(meeting, five_ones_mark.c.meeting_id == meeting.c.id)
        .outerjoin(
            attendance,
            and_(
                attendance.c.meeting_id == five_ones_mark.c.meeting_id,
                attendance.c.member_id == five_ones_mark.c.member_id,
            ),
        )
        .outerjoin(member_entry, five_ones_mark.c.entry_id == member_entry.c.id)
        .where(member.c.branch_id == branch_id)
    )
    if years is not None:
        query = query.where(five_ones_mark.c.year.between(years.start, years.stop - 1))
    if members is not None:
        query = query.where(five_ones_mark.c.member_id.in_(members))
    for row in connection.execute(query):
        yield _mark(row)


def _mark(row: Row[Any]) -> MarkRow:
    held = None
    if row.meeting_id is not None:
        held = {
            "kind": row.meeting_kind,
            "day": row.starts[:10],
            "title": row.meeting_title,
            "phase": row.phase,
            "presence": row.presence,
        }
    talk = {"day": row.talk_day, "who": row.talk_who} if row.entry_id is not None else None
    return MarkRow(
        row.id,
        row.member_id,
        row.item_id,
        row.year,
        row.state,
        row.day,
        row.who,
        row.note,
        row.meeting_id,
        row.entry_id,
        held,
        talk,
    )


def let_meeting_go(work: Operation, meeting_id: str) -> None:
    """Keep what a meeting that is taken out has shown, without it; what it was only planned for is not noted then."""
    query = select(five_ones_mark.c.id, meeting.c.phase).join(meeting, five_ones_mark.c.meeting_id == meeting.c.id)
    for row in work.connection.execute(query.where(five_ones_mark.c.meeting_id == meeting_id)).all():
        if row.phase is None:  # it was held
            work.update(five_ones_mark, row.id, {"meeting_id": None})
        else:
            work.delete(five_ones_mark, row.id)


def let_entry_go(work: Operation, entry_id: str) -> None:
    """Keep what a talk that is taken out has shown, without it."""
    query = select(five_ones_mark.c.id).where(five_ones_mark.c.entry_id == entry_id)
    for row_id in work.connection.scalars(query).all():
        work.update(five_ones_mark, row_id, {"entry_id": None})
