"""政治生日 and 五个一 as the branch's records have them: a year, one member, who is near, what would show it done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, or_, select

from branchdesk.domain import five_ones as rules
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.duties.facts import Person
from branchdesk.domain.duties.political_birthdays import RULE
from branchdesk.domain.five_ones import Birthday, Coverage, Evidence, Item, ItemState, Settings
from branchdesk.domain.meetings import MeetingKind, Phase, Presence
from branchdesk.domain.roster import SECRETARY
from branchdesk.store import facts
from branchdesk.store import five_ones as rows
from branchdesk.store.engine import Store
from branchdesk.store.five_ones import MarkRow
from branchdesk.store.meeting_rows import was_held
from branchdesk.store.tables import attendance, duty_mark, meeting, member_entry
from branchdesk.words import five_ones as say

MEETING, ENTRY = "meeting", "member_entry"
OFFERED = 8  # records to link, the nearest first
SITTINGS = (MeetingKind.THEME_DAY, MeetingKind.ACTIVITY, MeetingKind.MEMBERS_MEETING, MeetingKind.GROUP_MEETING)


@dataclass(frozen=True, slots=True)
class Link:
    """A record that shows something done: `table` is meeting or member_entry; `day` as stored; named for people."""

    table: str
    id: str
    label: str
    day: str | None
    who: str = ""


@dataclass(frozen=True, slots=True)
class ItemView:
    """One of the five for one member and year. `day` as stored; `hint` says why a linked record does not count."""

    item: Item
    state: ItemState
    day: str | None = None
    who: str = ""
    note: str = ""
    link: Link | None = None
    marked: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class PersonYear:
    """One member's 政治生日 of a year with its five; `on` as stored (2026-12-02; 2026-12: day not known).

    `told_on` says when they were told of it. The talk of the secretary belongs to the organisation above.
    """

    member_id: str
    name: str
    group: str
    year: int
    on: str
    years: int
    joined_on: str
    items: tuple[ItemView, ...]
    told_on: str | None = None
    is_secretary: bool = False

    @property
    def birthday(self) -> Birthday:
        """Give the birthday as the rules know it."""
        return Birthday(PartialDate.parse(self.on), self.years)

    @property
    def month(self) -> int:
        """Give its month."""
        return int(self.on[5:7])

    @property
    def done(self) -> int:
        """Count what is done."""
        return sum(one.state is ItemState.DONE for one in self.items)

    @property
    def asked(self) -> int:
        """Count what is asked for: all that is not exempt."""
        return sum(one.state not in rules.NOT_ASKED for one in self.items)


@dataclass(frozen=True, slots=True)
class Year:
    """A year's birthdays in the order of the calendar; `unknown` names members whose month of joining is not known."""

    year: int
    items: tuple[Item, ...]
    people: tuple[PersonYear, ...]
    unknown: tuple[str, ...]
    coverage: Coverage

    def of_month(self, month: int) -> tuple[PersonYear, ...]:
        """Give those of one month."""
        return tuple(one for one in self.people if one.month == month)


def year(store: Store, wanted: int, today: date) -> Year:
    """Give a year's birthdays, and how far the five of each are as seen from a day."""
    with store.reading() as connection:
        return year_within(connection, store.branch.id, wanted, today)


def year_within(connection: Connection, branch_id: str, wanted: int, today: date) -> Year:
    """Give the same within a reading that is open."""
    people = everybody(connection, branch_id, today)
    settings = rows.settings(connection, branch_id)
    found = rules.birthdays(people, date(wanted, 1, 1), date(wanted, 12, 31), settings.leap_day)
    views = _views(connection, branch_id, found, today, settings)
    unknown = tuple(
        person.name
        for person in people
        if person.member(today) and (not person.joined_on or len(person.joined_on) < 7)  # noqa: PLR2004 - a year and a month
    )
    counted = rules.coverage(((one.birthday, [item.state for item in one.items]) for one in views), today)
    items = tuple(item for item in rows.items(connection, branch_id) if item.holds_in(wanted))
    return Year(wanted, items, views, unknown, counted)


def person(store: Store, member_id: str, today: date) -> tuple[PersonYear, ...]:
    """Give one member's birthdays, the newest first: this year's and next one's, and earlier ones with anything noted.

    A birthday of next year is given where it is so near that its five are open, or where something is noted of it.
    """
    with store.reading() as connection:
        settings = rows.settings(connection, store.branch.id)
        mine = [one for one in everybody(connection, store.branch.id, today) if one.id == member_id]
        noted = {mark.year for mark in rows.marks(connection, store.branch.id, members=(member_id,))}
        wanted = sorted({*noted, today.year, today.year + 1}, reverse=True)
        found = [
            (one, who) for year in wanted for who in mine if (one := rules.birthday_of(who, year, settings.leap_day))
        ]
        views = _views(connection, store.branch.id, found, today, settings)
        near = today + timedelta(days=settings.ahead)
        return tuple(
            one for one in views if one.year in noted or one.year == today.year or one.birthday.on.first_day() <= near
        )


def near(store: Store, today: date, days: int) -> tuple[PersonYear, ...]:
    """Give whose 政治生日 falls on the next days, today counted in, across the year's end; by the calendar."""
    with store.reading() as connection:
        return near_within(connection, store.branch.id, today, days)


def near_within(
    connection: Connection, branch_id: str, today: date, days: int, people: Sequence[Person] | None = None
) -> tuple[PersonYear, ...]:
    """Give the same within a reading that is open; `people` may be those of the facts that were read there."""
    settings = rows.settings(connection, branch_id)
    people = everybody(connection, branch_id, today) if people is None else people
    found = rules.birthdays(people, today, today + timedelta(days=days), settings.leap_day)
    return _views(connection, branch_id, found, today, settings)


def settings(store: Store) -> Settings:
    """Give what the branch has settled."""
    with store.reading() as connection:
        return rows.settings(connection, store.branch.id)


def template(store: Store, wanted: int) -> tuple[Item, ...]:
    """Give the five of a year."""
    with store.reading() as connection:
        return tuple(item for item in rows.items(connection, store.branch.id) if item.holds_in(wanted))


def everybody(connection: Connection, branch_id: str, today: date) -> list[Person]:
    """Give everybody whom the branch knows, in the roster's order."""
    return list(facts.people(connection, branch_id, today))


def _views(
    connection: Connection,
    branch_id: str,
    found: Sequence[tuple[Birthday, Person]],
    today: date,
    settings: Settings,
) -> tuple[PersonYear, ...]:
    if not found:
        return ()
    years = [one.on.year for one, _ in found]
    marks = {
        (mark.member_id, mark.item_id, mark.year): mark
        for mark in rows.marks(connection, branch_id, range(min(years), max(years) + 1), {who.id for _, who in found})
    }
    items = rows.items(connection, branch_id)
    told, started = _told(connection, branch_id), rows.started(connection, branch_id)
    return tuple(
        PersonYear(
            who.id,
            who.name,
            who.group(one.on.first_day()) or who.group(one.on.last_day()),
            one.on.year,
            str(one.on),
            one.years,
            who.joined_on or "",
            tuple(
                view(item, marks.get((who.id, item.id, one.on.year)), one, (today, started), settings)
                for item in items
                if item.holds_in(one.on.year)
            ),
            told.get((who.id, str(one.on.year))),
            SECRETARY in who.offices_on(min(today, one.on.last_day())),
        )
        for one, who in found
    )


def _told(connection: Connection, branch_id: str) -> Mapping[tuple[str, str], str | None]:
    query = select(duty_mark).where(duty_mark.c.branch_id == branch_id, duty_mark.c.rule == RULE)
    return {(row.subject, row.period): row.day for row in connection.execute(query) if row.state == "done"}


def view(item: Item, mark: MarkRow | None, found: Birthday, days: tuple[date, date], settings: Settings) -> ItemView:
    """Give one of the five as it is shown; `days` are today and the first day of the branch's 启用日期."""
    today, started = days
    if mark is None:
        return ItemView(item, rules.state_of(None, found, today, started, settings))
    shown = _shown(mark)
    state = rules.state_of(rules.Mark(ItemState(mark.state), mark.day, shown), found, today, started, settings)
    link = _link(mark)
    day = (shown.day if shown else None) or mark.day
    who = mark.who or (link.who if link else "")
    hint = _hint(shown, state) if shown else ""
    return ItemView(item, state, day, who, mark.note or "", link, marked=True, hint=hint)


def _shown(mark: MarkRow) -> rules.Shown | None:
    """Give the record of a mark as the rules look at it: the talk, once a meeting it belongs to has taken place."""
    by_meeting = _meeting_shown(mark) if mark.meeting is not None else None
    if mark.entry is not None and (by_meeting is None or by_meeting.took_place):
        return rules.Shown(mark.entry["day"])
    return by_meeting


def _meeting_shown(mark: MarkRow) -> rules.Shown:
    held = mark.meeting or {}
    phase, presence = held["phase"], held["presence"]
    took_place = {Phase.PLANNED.value: None, Phase.NOTIFIED.value: None, Phase.CANCELLED.value: False}.get(phase, True)
    noted = {Presence.PRESENT.value: True, Presence.ON_LEAVE.value: False, Presence.ABSENT.value: False}
    return rules.Shown(held["day"], took_place, noted.get(presence))


def _link(mark: MarkRow) -> Link | None:
    if mark.entry is not None:
        who = mark.entry["who"] or ""
        return Link(ENTRY, mark.entry_id or "", say.talk_shown(mark.entry["day"], who), mark.entry["day"], who)
    if mark.meeting is not None:
        held = mark.meeting
        label = say.meeting_shown(held["day"], held["kind"], held["title"])
        return Link(MEETING, mark.meeting_id or "", label, held["day"])
    return None


def _hint(shown: rules.Shown, state: ItemState) -> str:
    if state not in rules.WAITING:
        return ""
    if shown.took_place is False:
        return say.was_cancelled()
    return say.not_recorded() if shown.took_place is None else say.did_not_come()


def suggestions(store: Store, member_id: str, item_id: str, wanted: int, today: date) -> tuple[Link, ...]:
    """Give the records that would show an item done for a member's birthday of a year, the nearest first.

    A talk of theirs, or a meeting that was held and at which they were; within the days that the branch allows.
    """
    with store.reading() as connection:
        settings = rows.settings(connection, store.branch.id)
        item = next((one for one in rows.items(connection, store.branch.id) if one.id == item_id), None)
        who = next((one for one in everybody(connection, store.branch.id, today) if one.id == member_id), None)
        found = rules.birthday_of(who, wanted, settings.leap_day) if who else None
        if item is None or who is None or found is None or item.evidence is Evidence.CARD:
            return ()
        links: list[Link] = []
        if item.evidence is not Evidence.MEETING:
            links += talks_near(connection, who, found, settings)
        if item.evidence is not Evidence.TALK:
            links += meetings_near(connection, store.branch.id, member_id, found, settings)
    middle = found.on.first_day()
    return tuple(sorted(links, key=lambda link: _far(link.day, middle))[:OFFERED])


def _far(day: str | None, middle: date) -> int:
    return abs((PartialDate.parse(day).first_day() - middle).days) if day else 0


def talks_near(connection: Connection, person: Person, found: Birthday, settings: Settings) -> Iterable[Link]:
    """Give a member's talks of the days around a birthday, on whichever of the two cards each was noted.

    Those that the secretary had with members are theirs: none of them is the secretary's own.
    """
    mine = member_entry.c.member_id == person.id
    if SECRETARY not in person.offices_on(found.on.first_day()):
        mine = or_(mine, member_entry.c.other_id == person.id)
    first, last = found.window(settings.span)
    query = select(member_entry).where(
        mine,
        member_entry.c.kind == "talk",
        member_entry.c.day.between(first.isoformat(), last.isoformat()),
    )
    for row in connection.execute(query):
        yield Link(ENTRY, row.id, say.talk_shown(row.day, row.who), row.day, row.who or "")


def meetings_near(
    connection: Connection, branch_id: str, member_id: str, found: Birthday, settings: Settings
) -> Iterable[Link]:
    """Give the meetings of the days around a birthday at which a member was."""
    first, last = found.window(settings.span)
    query = (
        select(meeting)
        .join(attendance, attendance.c.meeting_id == meeting.c.id)
        .where(
            meeting.c.branch_id == branch_id,
            was_held(),
            meeting.c.kind.in_([kind.value for kind in SITTINGS]),
            meeting.c.starts >= first.isoformat(),
            meeting.c.starts < (last + timedelta(days=1)).isoformat(),
            attendance.c.member_id == member_id,
            attendance.c.presence == Presence.PRESENT.value,
        )
    )
    for row in connection.execute(query):
        day = row.starts[:10]
        yield Link(MEETING, row.id, say.meeting_shown(day, row.kind, row.title), day)
