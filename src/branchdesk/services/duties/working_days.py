"""Which days are worked: what the program knows of public holidays, with what the branch entered laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, select

from branchdesk.domain.dates import PartialDate, Precision
from branchdesk.domain.holiday_notice import Read, is_name, read_notice, read_row
from branchdesk.domain.working_days import SATURDAY, Counted, SetDay, WorkingDays
from branchdesk.errors import Refusal
from branchdesk.files.sheets import read_book
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.store.tables import holiday
from branchdesk.words import holidays as say

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day of a year that is set, and whether the branch entered it; `id` is that of its row, where it did."""

    set: SetDay
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """The days of a year that are set, in order; whether its holidays are known, and by the branch's own entering."""

    year: int
    days: tuple[YearDay, ...]
    known: bool
    own: bool


@lru_cache(maxsize=1)
def shipped() -> WorkingDays:
    """Give the calendar as the library has it; the library is loaded only when somebody asks."""
    from chinese_calendar import constants  # noqa: PLC0415 - nothing that opens a file needs it

    called = {one.value: one.chinese for one in constants.Holiday}
    off = (SetDay(day, off=True, name=called.get(name, name)) for day, name in constants.holidays.items())
    worked = (SetDay(day, off=False, name=called.get(name, name)) for day, name in constants.workdays.items())
    return WorkingDays().over((*off, *worked))


def calendar(connection: Connection, branch_id: str) -> WorkingDays:
    """Give the calendar as it holds in a branch."""
    return shipped().over(one.set for one in _own(connection, branch_id))


def whole(store: Store) -> WorkingDays:
    """Give the same to whoever asks it often."""
    with store.reading() as connection:
        return calendar(connection, store.branch.id)


def count(store: Store, day: date, number: int) -> Counted:
    """Give the last of so many working days after a day."""
    with store.reading() as connection:
        return calendar(connection, store.branch.id).add(day, number)


def look(store: Store, year: int) -> Year:
    """Give the days of a year that are set."""
    with store.reading() as connection:
        own = {one.set.day: one for one in _own(connection, store.branch.id) if one.set.day.year == year}
    whole = shipped().over(one.set for one in own.values())
    days = sorted((one for one in whole.days.values() if one.day.year == year), key=lambda one: one.day)
    return Year(
        year,
        tuple(own.get(one.day, YearDay(one)) for one in days),
        whole.knows(year),
        own=not shipped().knows(year) and bool(own),
    )


def read_text(text: str, year: int) -> Read:
    """Read the text of a notice that somebody pasted; Refusal where there is nothing of it in it."""
    found = read_notice(text, year)
    if not found.days:
        raise Refusal(say.nothing_found(), code="no_holidays", field="text")
    return found


def read_file(path: Path, year: int) -> Read:
    """Read a sheet with the columns 日期, 类型, 名称; Refusal where it has none of these, or nothing below them."""
    for sheet in read_book(path):
        columns = None
        days: dict[date, SetDay] = {}
        unread: list[str] = []
        for row in sheet.rows:
            cells = [_text(cell) for cell in row]
            if columns is None:
                columns = _columns(cells)
                continue
            values = [cells[place] if place is not None else "" for place in columns]
            if any(values[:2]):
                read = read_row(values[0], values[1], values[2], year)
                days |= {one.day: one for one in read.days}
                unread += read.unread
        if columns is not None and days:
            return Read(tuple(sorted(days.values())), tuple(unread))
    raise Refusal(say.no_heading(), code="no_heading")


def take(store: Store, days: Sequence[SetDay]) -> Changes:
    """Enter days as a notice sets them; one that is set otherwise by now is set anew. Refusal where nothing is new."""
    with operate(store, "take_holidays", "") as work:
        standing = {one.set.day: one for one in _own(work.connection, store.branch.id)}
        ships = shipped()
        number = 0
        for one in days:
            there = standing.get(one.day)
            if (there.set if there else ships.days.get(one.day)) == one:
                continue
            row = {"day": one.day.isoformat(), "off": one.off, "name": one.name or None}
            if there is not None and there.id is not None:
                work.update(holiday, there.id, row)
            else:
                work.insert(holiday, {"branch_id": store.branch.id, **row})
            number += 1
        if not number:
            raise Refusal(say.nothing_new(), code="nothing_new")
        work.title = say.taken(sorted({one.day.year for one in days}), number)
    return work.changes()


def set_day(store: Store, day: str | None, name: str, *, off: bool) -> Changes:
    """Set one day off, or worked, with the last word; Refusal where it is no whole day, or is like that anyway."""
    known = PartialDate.parse(day) if day else None
    if known is None or known.precision is not Precision.DAY:
        raise Refusal(say.no_day(), code="no_day", field="day")
    one = SetDay(known.first_day(), off, name.strip())
    with operate(store, "set_holiday", say.set_day(str(known), off=off)) as work:
        standing = {each.set.day: each for each in _own(work.connection, store.branch.id)}
        there, ships = standing.get(one.day), shipped()
        if there is None and one.day not in ships.days and (one.day.weekday() >= SATURDAY) == off:
            raise Refusal(say.already(str(known), off=off), code="already", field="day")
        row = {"day": str(known), "off": off, "name": one.name or ships.name(one.day) or None}
        if there is not None and there.id is not None:
            work.update(holiday, there.id, row)
        else:
            work.insert(holiday, {"branch_id": store.branch.id, **row})
    return work.changes()


def remove(store: Store, day: date) -> Changes:
    """Take out a day that the branch entered; Refusal where it did not."""
    with operate(store, "remove_holiday", say.removed(day.isoformat())) as work:
        there = next((one for one in _own(work.connection, store.branch.id) if one.set.day == day), None)
        if there is None or there.id is None:
            raise Refusal(say.not_own(day.isoformat()), code="not_own")
        work.delete(holiday, there.id)
    return work.changes()


def spoken(days: Iterable[SetDay]) -> list[str]:
    """Say days as people do, spans together: 元旦1月1日至3日, 元旦1月4日上班."""
    return [f"{run[0].name}{_span(run)}{'' if run[0].off else say.WORKED}" for run in _runs(days)]


def as_notice(days: Iterable[SetDay]) -> str:
    """Word days as a notice does, a holiday a line, so that `read_text` reads the same days from it."""
    lines: dict[str, list[str]] = {}
    for run in _runs(days):
        name = run[0].name if is_name(run[0].name) else say.NAMELESS
        word = say.OFF if run[0].off else say.WORKED
        lines.setdefault(name, []).append(say.clause(run[0].day.year, _span(run), word))
    return "\n".join(say.line(name, parts) for name, parts in lines.items())


def _span(run: Sequence[SetDay]) -> str:
    return say.spoken(run[0].day.isoformat(), run[-1].day.isoformat())


def _runs(days: Iterable[SetDay]) -> list[list[SetDay]]:
    """Join days that follow each other, of one holiday and one year."""
    runs: list[list[SetDay]] = []
    for one in sorted(days):
        last = runs[-1][-1] if runs else None
        if last == SetDay(one.day - ONE, one.off, one.name) and one.day.year == last.day.year:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _own(connection: Connection, branch_id: str) -> list[YearDay]:
    rows = connection.execute(select(holiday).where(holiday.c.branch_id == branch_id).order_by(holiday.c.day))
    return [YearDay(SetDay(date.fromisoformat(row.day), row.off, row.name or ""), row.id) for row in rows]


def _columns(cells: Sequence[str]) -> tuple[int, int, int | None] | None:
    """Find the three columns in a row of headings; a name is not needed."""
    places = [next((cells.index(head) for head in heads if head in cells), None) for heads in say.HEADINGS.values()]
    day, kind, name = places
    return None if day is None or kind is None else (day, kind, name)


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell if cell is not None else "").strip()
