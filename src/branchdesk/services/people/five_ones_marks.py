"""Noting the 五个一: done, not asked for, by which record; who was told; which five there are. One step each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from branchdesk import clock
from branchdesk.domain import five_ones as rules
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.duties.facts import Person
from branchdesk.domain.duties.political_birthdays import RULE
from branchdesk.domain.five_ones import Birthday, Evidence, Item, ItemState, Settings
from branchdesk.errors import Refusal
from branchdesk.services import preferences
from branchdesk.services.people.five_ones import ENTRY, MEETING, everybody, meetings_near, talks_near
from branchdesk.services.people.people import called
from branchdesk.store import five_ones as rows
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.meeting_rows import was_held
from branchdesk.store.tables import duty_mark, five_ones_item, five_ones_mark, meeting, member_entry
from branchdesk.words import five_ones as say
from branchdesk.words import store as say_store


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of one item: `link` is a table (meeting, member_entry) and a record in it; `day` as stored."""

    member_id: str
    item_id: str
    year: int
    state: ItemState = ItemState.DONE
    day: str | None = None
    who: str = ""
    note: str = ""
    link: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """One of the five for somebody's birthday of a year."""

    person: Person
    item: Item
    birthday: Birthday


def mark(store: Store, *noted: Noted) -> Changes:
    """Note items as done or exempt, as one step; what was noted of them before is written over.

    Refusal, with nothing changed, where somebody has no birthday in the year, where the item is none of that year's,
    and where a linked record cannot show it: another's talk, a meeting they were not at, a day too far away.
    """
    with operate(store, "mark_five_ones", "") as work:
        items = {item.id: item for item in rows.ensure_items(work)}
        people = {one.id: one for one in everybody(work.connection, work.branch_id, clock.today())}
        settings = rows.settings(work.connection, work.branch_id)
        for one in noted:
            person = known(people, one.member_id)
            item = _item(items, one)
            found = birthday_of(person, one.year, settings)
            if one.state not in {ItemState.DONE, ItemState.EXEMPT}:
                raise Refusal(say.not_a_state(), code="not_a_state")
            if one.link is not None and not _stands(work.connection, one):
                check_link(work.connection, work.branch_id, Occasion(person, item, found), settings, one.link)
            write(work, one)
        whom = list(dict.fromkeys(people[one.member_id].name for one in noted))
        if len(noted) == 1:
            only = noted[0]
            work.title = say.marked(whom[0], only.year, items[only.item_id].name, only.state.value)
        elif noted:
            work.title = say.marked_together(whom, len(noted), noted[0].year)
    return work.changes()


def write(work: Operation, noted: Noted, *, entry_id: str | None = None) -> str:
    """Write a mark within an operation, over the one that stands; `entry_id` adds a talk to a link to a meeting."""
    table, record = noted.link or ("", None)
    values: dict[str, Any] = {
        "state": noted.state.value,
        "day": noted.day,
        "who": noted.who.strip() or None,
        "note": noted.note.strip() or None,
        "meeting_id": record if table == MEETING else None,
        "entry_id": record if table == ENTRY else entry_id,
    }
    if _stands(work.connection, noted):
        del values["meeting_id"], values["entry_id"]
    standing = _standing(work.connection, noted.member_id, noted.item_id, noted.year)
    if standing is not None:
        work.update(five_ones_mark, standing.id, values)
        return str(standing.id)
    key = {"member_id": noted.member_id, "item_id": noted.item_id, "year": noted.year}
    return work.insert(five_ones_mark, key | values)


def unmark(store: Store, member_id: str, item_id: str, year: int) -> Changes:
    """Take back what was noted of an item; nothing where nothing was."""
    with operate(store, "unmark_five_ones", "") as work:
        standing = _standing(work.connection, member_id, item_id, year)
        if standing is not None:
            name = called(work.connection, work.branch_id, member_id)
            item = next(one.name for one in rows.items(work.connection, work.branch_id) if one.id == item_id)
            work.title = say.unmarked(name, year, item)
            work.delete(five_ones_mark, standing.id)
    return work.changes()


def tell(store: Store, whom: Collection[tuple[str, int]], day: date | None) -> Changes:
    """Note on which day members (by identifier, with the year of the birthday) were told of it; None takes it back."""
    with operate(store, "tell_birthday", "") as work:
        people = {one.id: one for one in everybody(work.connection, work.branch_id, clock.today())}
        for member_id, year in whom:
            known(people, member_id)
            key = {"branch_id": work.branch_id, "rule": RULE, "subject": member_id, "period": str(year)}
            same = (duty_mark.c[column] == value for column, value in key.items())
            standing = work.connection.scalar(select(duty_mark.c.id).where(*same))
            if day is None and standing is not None:
                work.delete(duty_mark, standing)
            elif day is not None and standing is not None:
                work.update(duty_mark, standing, {"state": "done", "day": day.isoformat()})
            elif day is not None:
                work.insert(duty_mark, key | {"state": "done", "day": day.isoformat()})
        names = [people[member_id].name for member_id, _ in whom]
        work.title = say.told(names) if day is not None else say.untold(names)
    return work.changes()


def set_template(store: Store, wanted: Sequence[Item], from_year: int) -> Changes:
    """Make these the five from a year on; earlier years stay as they were.

    An item with the identifier, name, evidence and place of a standing one is that one; one that is changed ends with
    the year before and begins anew, and what is noted of it from that year on goes along. Refusal where there is none,
    a name is missing, or one stands twice.
    """
    names = [item.name.strip() for item in wanted]
    _check_names(names)
    with operate(store, "set_five_ones", say.template_set(from_year)) as work:
        standing = {item.id: item for item in rows.ensure_items(work)}
        places = {row.id: row.position for row in work.connection.execute(select(five_ones_item))}
        used = set(work.connection.scalars(select(five_ones_mark.c.item_id).distinct()))
        kept: set[str] = set()
        for position, (item, name) in enumerate(zip(wanted, names, strict=True)):
            old = standing.get(item.id)
            values = {"position": position, "name": name, "evidence": item.evidence.value}
            same = old is not None and (old.name, old.evidence, places[old.id]) == (name, item.evidence, position)
            if old is not None and old.holds_in(from_year) and (same or _begins(old, from_year)):
                work.update(five_ones_item, old.id, {**values, "until_year": None})
                kept.add(old.id)
            else:
                fresh = {**values, "branch_id": work.branch_id, "since_year": from_year, "until_year": None}
                made = work.insert(five_ones_item, fresh)
                if old is not None:
                    _move_marks(work, old.id, made, from_year)
        for item in standing.values():
            if item.id not in kept and (item.until_year is None or item.until_year > from_year):
                _end(work, item, from_year, marked=item.id in used)
    return work.changes()


def _move_marks(work: Operation, item_id: str, to: str, from_year: int) -> None:
    query = select(five_ones_mark.c.id).where(five_ones_mark.c.item_id == item_id, five_ones_mark.c.year >= from_year)
    for mark_id in work.connection.scalars(query).all():
        work.update(five_ones_mark, mark_id, {"item_id": to})


def _begins(item: Item, year: int) -> bool:
    return item.since_year == year


def _end(work: Operation, item: Item, year: int, *, marked: bool) -> None:
    """End an item with a year; one that would never have held is taken out, unless something is noted of it."""
    if (item.since_year or 0) >= year and not marked:
        work.delete(five_ones_item, item.id)
    else:
        work.update(five_ones_item, item.id, {"until_year": max(year, item.since_year or year)})


def set_settings(store: Store, chosen: Settings) -> None:
    """Keep what the branch settles; it is no step, so undo passes it by. Refusal where a number of days is none."""
    check_settings(chosen)
    kept: Mapping[str, Any] = {**asdict(chosen), "leap_day": chosen.leap_day.value}
    preferences.put(store, rows.SETTINGS, None if chosen == Settings() else kept)


def check_settings(chosen: Settings) -> None:
    """Refuse a number of days that is none."""
    for field in ("ahead", "late_after", "span"):
        if getattr(chosen, field) not in rows.DAYS:
            raise Refusal(say.not_days(), code="not_days", field=field)


def known(people: Mapping[str, Person], member_id: str) -> Person:
    """Give a person of the branch by identifier; Refusal where there is none."""
    if member_id not in people:
        raise Refusal(say_store.no_such_record(say_store.MEMBER, member_id), code="no_such_record")
    return people[member_id]


def birthday_of(person: Person, year: int, settings: Settings) -> Birthday:
    """Give somebody's 政治生日 of a year; Refusal where they have none then."""
    found = rules.birthday_of(person, year, settings.leap_day)
    if found is None:
        raise Refusal(say.no_birthday(person.name, year), code="no_birthday")
    return found


def check_link(
    connection: Connection, branch_id: str, occasion: Occasion, settings: Settings, link: tuple[str, str]
) -> None:
    """Refuse a record that cannot show an item done."""
    person, item, found = occasion.person, occasion.item, occasion.birthday
    table, record = link
    if table == ENTRY and item.evidence is not Evidence.MEETING:
        row = connection.execute(select(member_entry).where(member_entry.c.id == record)).first()
        if row is None or person.id not in {row.member_id, row.other_id} or row.kind != "talk":
            raise Refusal(say.talk_of_another(person.name), code="talk_of_another")
        near = talks_near(connection, person, found, settings)
        day = row.day
    elif table == MEETING and item.evidence is not Evidence.TALK:
        row = connection.execute(select(meeting).where(meeting.c.id == record, was_held())).first()
        if row is None:
            raise Refusal(say.not_held(), code="not_held")
        near = meetings_near(connection, branch_id, person.id, found, settings)
        day = row.starts[:10]
    else:
        raise Refusal(say.wrong_record(item.evidence.value), code="wrong_record")
    if record in {one.id for one in near}:
        return
    first, last = found.window(settings.span)
    if day and first <= PartialDate.parse(day).first_day() <= last:
        raise Refusal(say.was_away(person.name), code="was_away")
    raise Refusal(say.too_far(day, settings.span) if day else say.without_day(), code="too_far")


def _item(items: Mapping[str, Item], noted: Noted) -> Item:
    item = items.get(noted.item_id)
    if item is None or not item.holds_in(noted.year):
        raise Refusal(say.no_such_item(noted.year), code="no_such_item")
    return item


def _check_names(names: Sequence[str]) -> None:
    if not names:
        raise Refusal(say.no_items(), code="no_items")
    if not all(names):
        raise Refusal(say.name_missing(), code="name_missing")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Refusal(say.name_twice(twice), code="name_twice")


def _stands(connection: Connection, noted: Noted) -> bool:
    """Say whether an item is linked to the record already: it is not asked again, and what is beside it stays."""
    standing = _standing(connection, noted.member_id, noted.item_id, noted.year)
    return standing is not None and noted.link in {(MEETING, standing.meeting_id), (ENTRY, standing.entry_id)}


def _standing(connection: Connection, member_id: str, item_id: str, year: int) -> Row[Any] | None:
    mine = (five_ones_mark.c.member_id == member_id, five_ones_mark.c.item_id == item_id, five_ones_mark.c.year == year)
    return connection.execute(select(five_ones_mark).where(*mine)).first()
