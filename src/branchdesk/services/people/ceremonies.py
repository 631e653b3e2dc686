"""集体过政治生日: a month's birthdays as one, in one step — what is noted, its meeting's record, the talks."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, select

from branchdesk.domain import kinds
from branchdesk.domain.agenda import AgendaItem, FirstTopic, PersonRef, Topic
from branchdesk.domain.five_ones import WAITING, Evidence, Item, ItemState
from branchdesk.domain.meetings import Meeting, MeetingKind, MeetingState, Phase
from branchdesk.domain.roster import MEMBER_STAGES, SECRETARY, RosterPerson, in_committee
from branchdesk.domain.working_days import WorkingDays
from branchdesk.errors import Refusal
from branchdesk.services import preferences
from branchdesk.services.duties import working_days
from branchdesk.services.meetings import frames, meetings
from branchdesk.services.people.five_ones import MEETING, Link, PersonYear, year_within
from branchdesk.services.people.five_ones_marks import Noted, write
from branchdesk.store import five_ones as rows
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import meeting, member_entry
from branchdesk.words import ceremonies as say
from branchdesk.words import five_ones as say_five_ones

TEXTS = "five_ones_texts"  # the key of the preference
USUAL_HOUR = time(15, 0)
KINDS = (MeetingKind.THEME_DAY, MeetingKind.ACTIVITY)
OPEN = WAITING | {ItemState.AHEAD}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a ceremony begins with: the month's people and items, a time and place, who leads, meetings of the month.

    `meetings` were held or are planned in the month and might be the ceremony; `starts` is the time of the first that
    is still to come and meant for such (`meeting_id` names it), or a day at hand. `talkers` by member: none for the
    secretary.
    """

    people: tuple[PersonYear, ...]
    items: tuple[Item, ...]
    starts: datetime
    place: str
    leader: PersonRef | None
    meetings: tuple[Link, ...] = ()
    meeting_id: str | None = None
    talkers: Mapping[str, PersonRef] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ceremony:
    """A month's birthdays to be celebrated together: who, with which items, when, where, led by whom.

    `meeting_id` names a record of that day that it belongs to; None makes one of that `kind`. `talkers` says who talks
    with whom: the talk of somebody without one stays open.
    """

    year: int
    month: int
    people: tuple[str, ...]
    items: tuple[str, ...]
    starts: datetime
    place: str = ""
    leader: PersonRef | None = None
    kind: MeetingKind = MeetingKind.THEME_DAY
    meeting_id: str | None = None
    talkers: Mapping[str, PersonRef] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """What a ceremony left: its meeting, how many items it noted, the talks to be written, whose talk is still open."""

    meeting_id: str
    noted: int
    talks: tuple[str, ...]
    without_talk: tuple[str, ...]
    changes: Changes


def propose(store: Store, year: int, month: int, today: date) -> Proposal:
    """Give what a ceremony of a month begins with; nobody has to type what the branch's records say."""
    with store.reading() as connection:
        whole = year_within(connection, store.branch.id, year, today)
        roster = roster_on(connection, store.branch.id, today)
        meant = tuple(_meetings(connection, store.branch.id, year, month, KINDS))
        calendar = working_days.calendar(connection, store.branch.id)
        others = tuple(_meetings(connection, store.branch.id, year, month, (MeetingKind.MEMBERS_MEETING,)))
    people = whole.of_month(month)
    secretary = next((PersonRef(one.name, one.id) for one in roster if SECRETARY in one.offices), None)
    ahead = next((link for link in meant if (link.day or "") >= today.isoformat()), None)
    day = date.fromisoformat(ahead.day) if ahead and ahead.day else _day_at_hand(people, year, month, today, calendar)
    before = frames.last_time(store, Meeting(MeetingKind.THEME_DAY, datetime.combine(day, USUAL_HOUR)))
    starts = datetime.combine(day, before.starts.time() if before else USUAL_HOUR)
    talkers = {one.member_id: secretary for one in people if secretary and not one.is_secretary}
    place = (before.place if before else None) or ""
    return Proposal(
        people, whole.items, starts, place, secretary, (*meant, *others), ahead.id if ahead else None, talkers
    )


def _day_at_hand(people: Sequence[PersonYear], year: int, month: int, today: date, calendar: WorkingDays) -> date:
    """Give today in this month; else the working day nearest to the month's first birthday, or to its beginning."""
    if (today.year, today.month) == (year, month):
        return today
    first = date(year, month, 1)
    born = next((one.birthday.on.first_day() for one in people if one.birthday.day_known), first)
    days = (first + timedelta(days=place) for place in range(monthrange(year, month)[1]))
    return min((day for day in days if calendar.is_working(day)), key=lambda day: abs(day - born))


def _meetings(
    connection: Connection, branch_id: str, year: int, month: int, wanted: Collection[MeetingKind]
) -> Iterable[Link]:
    query = select(meeting).where(
        meeting.c.branch_id == branch_id,
        meeting.c.kind.in_([kind.value for kind in wanted]),
        meeting.c.starts.startswith(f"{year:04}-{month:02}"),
        meeting.c.phase.is_(None) | (meeting.c.phase != Phase.CANCELLED.value),
    )
    for row in connection.execute(query.order_by(meeting.c.starts)):
        day = row.starts[:10]
        yield Link(MEETING, row.id, say_five_ones.meeting_shown(day, row.kind, row.title), day)


def texts(store: Store) -> dict[str, str]:
    """Give what the record of a ceremony says by item, as the branch has it; the introduction under its own name."""
    kept = preferences.get(store, TEXTS)
    own = {key: value for key, value in kept.items() if isinstance(value, str)} if isinstance(kept, dict) else {}
    return {**say.TEXTS, **own}


def set_texts(store: Store, wanted: Mapping[str, str]) -> None:
    """Keep what the record of a ceremony says by item; it is no step, so undo passes it by."""
    own = {key: text for key, text in wanted.items() if text != say.TEXTS.get(key, "")}
    preferences.put(store, TEXTS, own or None)


def hold(store: Store, ceremony: Ceremony, today: date) -> Held:
    """Note everything of a ceremony in one step: the items, the meeting they belong to, a talk with each to be written.

    What was noted before stands as it is. A ceremony of a day to come is planned, and its items count once it was held.
    Refusal, with nothing changed, where nobody or nothing is chosen or left to note, where the day lies too far from a
    birthday, and where the meeting chosen is of another day.
    """
    said = texts(store)
    with operate(store, "hold_ceremony", "") as work:
        rows.ensure_items(work)
        whole = year_within(work.connection, work.branch_id, ceremony.year, today)
        people = [one for one in whole.of_month(ceremony.month) if one.member_id in ceremony.people]
        items = [item for item in whole.items if item.id in ceremony.items]
        _check(work, ceremony, people, items)
        wanted = [
            (person, view.item)
            for person in people
            for view in person.items
            if view.item in items and view.state in OPEN
        ]
        if not wanted:
            raise Refusal(say.nothing_left(), code="nothing_left")
        work.title = say.held([one.name for one in people], ceremony.year, ceremony.month)
        meeting_id = _meeting(work, store, ceremony, _topics(said, ceremony, people, items), today)
        roster = {one.id: one for one in roster_on(work.connection, work.branch_id, ceremony.starts.date())}
        return _note(work, ceremony, wanted, meeting_id, roster)


def _check(work: Operation, ceremony: Ceremony, people: Sequence[PersonYear], items: Collection[Item]) -> None:
    if not people:
        raise Refusal(say.nobody(), code="nobody", field="people")
    if not items:
        raise Refusal(say.nothing(), code="nothing", field="items")
    day, span = ceremony.starts.date(), rows.settings(work.connection, work.branch_id).span
    for person in people:
        first, last = person.birthday.window(span)
        if not first <= day <= last:
            raise Refusal(say_five_ones.too_far(day.isoformat(), span), code="too_far", field="starts")


def _meeting(work: Operation, store: Store, ceremony: Ceremony, topics: Sequence[Topic], today: date) -> str:
    """Make the ceremony's meeting, or add its topics to the one chosen while that is open; give its identifier."""
    if ceremony.meeting_id is None:
        first: tuple[AgendaItem, ...] = (FirstTopic(),) if kinds.of(ceremony.kind).first_topic else ()
        made = Meeting(
            ceremony.kind,
            ceremony.starts,
            title=say.title(ceremony.month),
            place=ceremony.place.strip() or None,
            chair=ceremony.leader,
            agenda=(*first, *topics),
            phase=Phase.PLANNED if ceremony.starts.date() > today else Phase.HELD,
        )
        return meetings.enter(work, store, made, finalise=False).meeting.id or ""
    record = meetings.loaded(work.connection, store, ceremony.meeting_id)
    if record.meeting.starts.date() != ceremony.starts.date():
        raise Refusal(say.another_day(), code="another_day", field="meeting")
    if record.state is MeetingState.DRAFT:
        there = {item.title for item in record.meeting.agenda if isinstance(item, Topic)}
        fresh = tuple(topic for topic in topics if topic.title not in there)
        meetings.enter(work, store, replace(record.meeting, agenda=(*record.meeting.agenda, *fresh)), finalise=False)
    return ceremony.meeting_id


def _topics(
    said: Mapping[str, str], ceremony: Ceremony, people: Sequence[PersonYear], items: Sequence[Item]
) -> tuple[Topic, ...]:
    """Give the topics of the ceremony; a talk is held apart and is none of them."""
    celebrated = [(one.name, one.years) for one in people]
    leader = ceremony.leader.name if ceremony.leader else ""
    named = [(say.INTRODUCTION, say.INTRODUCTION)]
    named += [(say.topic(item.name), item.name) for item in items if item.evidence is not Evidence.TALK]
    return tuple(
        Topic(title, say.filled(said.get(name, ""), ceremony.month, celebrated, leader)) for title, name in named
    )


def _note(
    work: Operation,
    ceremony: Ceremony,
    wanted: Sequence[tuple[PersonYear, Item]],
    meeting_id: str,
    roster: Mapping[str, RosterPerson],
) -> Held:
    day = ceremony.starts.date().isoformat()
    leader = ceremony.leader.name if ceremony.leader else ""
    talks: list[str] = []
    without: list[str] = []
    for person, item in wanted:
        entry, who = None, leader
        if item.evidence is Evidence.TALK:
            talker = ceremony.talkers.get(person.member_id)
            if talker is None or not talker.name.strip():
                without.append(person.name)
                continue
            who = talker.name.strip()
            entry = work.insert(member_entry, _talk(person, talker, day, roster))
            talks.append(entry)
        noted = Noted(person.member_id, item.id, ceremony.year, ItemState.DONE, day, who, "", (MEETING, meeting_id))
        write(work, noted, entry_id=entry)
    return Held(meeting_id, len(wanted) - len(without), tuple(talks), tuple(without), work.changes())


def _talk(person: PersonYear, talker: PersonRef, day: str, roster: Mapping[str, RosterPerson]) -> dict[str, str | None]:
    """Give the row of a talk still to be written."""
    return {
        "member_id": person.member_id,
        "kind": "talk",
        "day": day,
        "title": say.TALK_TITLE,
        "level": relation(roster.get(talker.id or ""), roster.get(person.member_id)),
        "who": talker.name.strip(),
        "other_id": talker.id if talker.id in roster else None,
    }


def relation(talker: RosterPerson | None, other: RosterPerson | None) -> str | None:
    """Say as what two people talk: a choice of `ledgers.member_life.TALK_RELATIONS`; None for somebody from outside."""
    if talker is None or other is None or talker.stage not in MEMBER_STAGES:
        return None
    leading = (any(map(in_committee, talker.offices)), any(map(in_committee, other.offices)))
    if all(leading):
        return say.BETWEEN_OFFICERS
    if SECRETARY in talker.offices or SECRETARY in other.offices:
        return say.WITH_SECRETARY
    return say.OFFICER_AND_MEMBER if any(leading) else say.BETWEEN_MEMBERS
