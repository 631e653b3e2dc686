"""What the form asks of the store: the facts it begins with, what follows from what is typed, and keeping it.

These run on the lanes: they take and give plain values and know no widget.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from branchdesk import clock
from branchdesk.domain import kinds
from branchdesk.domain.meetings import (
    Attendance,
    Attendee,
    Mark,
    Meeting,
    MeetingKind,
    MeetingRecord,
    Phase,
    Presence,
    Review,
)
from branchdesk.domain.roster import RosterPerson
from branchdesk.domain.volunteers import Volunteer
from branchdesk.domain.voting import USUAL, Custom
from branchdesk.errors import Refusal
from branchdesk.services.clues import volunteers
from branchdesk.services.meetings import (
    ballots,
    closing,
    group_drafts,
    make_ups,
    meeting_templates,
    meetings,
    reviewing,
    sittings,
    study,
)
from branchdesk.services.meetings.closing import Standing
from branchdesk.services.meetings.habits import Habits, habits
from branchdesk.services.meetings.make_ups import Owed
from branchdesk.services.meetings.meeting_templates import Agendas
from branchdesk.services.meetings.meetings import Saved
from branchdesk.services.meetings.sittings import Beside
from branchdesk.services.papers import printing
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.people import people, talks

if TYPE_CHECKING:
    from branchdesk.services import Store
    from branchdesk.services.papers.printing import Fineness, Opened


@dataclass(frozen=True, slots=True)
class Facts:
    """What a form begins with: the record where there is one, the branch's groups, and what was written before.

    `standing` says of a closed record whether it can be opened again.
    """

    record: MeetingRecord | None
    groups: tuple[str, ...]
    volunteers: tuple[Volunteer, ...] = ()
    templates: Agendas = field(default_factory=dict)
    habits: Habits = field(default_factory=Habits)
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """What stands beside a meeting: other records of its sitting or day, groups without one, measures to look at.

    `owed` is what those who sit missed the last time and have not made up; `talks` how many talks the year of an
    组织生活会 had, and by relation. `readers` are those who may lead the reading, who led least first, by identifier.
    """

    beside: tuple[Beside, ...] = ()
    waiting: tuple[str, ...] = ()
    to_look_at: tuple[Review, ...] = ()
    owed: Owed = field(default_factory=Owed)
    talks: tuple[int, tuple[tuple[str, int], ...]] | None = None
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sight:
    """What follows from a draft: who is known and expected on that day, and the record worked out, or why it is not."""

    roster: tuple[RosterPerson, ...]
    expected: tuple[Attendee, ...]
    number: int | None
    record: MeetingRecord | None
    refusal: Refusal | None = None
    custom: Custom = USUAL
    company: Company = field(default_factory=Company)


def gather(store: Store, meeting_id: str | None) -> Facts:
    """Read what a form begins with; Refusal where there is no such meeting."""
    record, standing = closing.look(store, meeting_id) if meeting_id else (None, None)
    agendas = meeting_templates.agendas(store)
    riders = volunteers.names(store, on=record.meeting.starts.date() if record else clock.today())
    return Facts(record, people.groups(store), riders, agendas, habits(store), standing)


def look(store: Store, draft: Meeting) -> Sight:
    """Work a draft out. Marks of people who are not expected on that day wait until they are."""
    roster = people.on_roster(store, draft.starts.date())
    expected = meetings.expected(store, draft)
    number = draft.number or meetings.next_number(store, draft.kind, draft.starts, draft.group)
    company = _company(store, draft, reviewing.to_look_at(store, draft))
    try:
        record = meetings.view(store, _fitting(draft, expected))
    except Refusal as refusal:
        return Sight(roster, expected, number, None, refusal, ballots.custom(store), company)
    told = number if record.meeting.phase is Phase.HELD else None
    return Sight(roster, expected, told, record, custom=ballots.custom(store), company=company)


def look_back(store: Store, record: MeetingRecord) -> Sight:
    """See a closed record as it was frozen; the roster is that of its day, to name people by."""
    roster = people.on_roster(store, record.meeting.starts.date())
    company = _company(store, record.meeting, record.meeting.reviews)
    return Sight(roster, record.attendees, record.meeting.number, record, company=company)


def _company(store: Store, meeting: Meeting, to_look_at: tuple[Review, ...]) -> Company:
    company = Company(
        to_look_at=to_look_at,
        readers=study.offered_readers(store, meeting),
        owed=make_ups.owed(store, meeting),
        talks=talks.held(store, meeting.for_year or meeting.starts.year) if kinds.examines(meeting.kind) else None,
    )
    if meeting.kind is not MeetingKind.GROUP_MEETING:
        return replace(company, beside=sittings.beside(store, meeting))
    groups = group_drafts.of_day(store, meeting)
    waiting = tuple(group for group in groups.waiting if group != meeting.group)
    return replace(company, beside=(*sittings.beside(store, meeting), *groups.beside), waiting=waiting)


def keep(store: Store, draft: Meeting, continues: str | None) -> Saved:
    """Save a draft, as one step with the save it `continues`; Refusal where a name means several people."""
    expected = meetings.expected(store, draft)
    return meetings.keep(store, _fitting(draft, expected), continues=continues)


def keep_custom(store: Store, chosen: Custom) -> None:
    """Keep what the branch sets for its ballots."""
    ballots.set_custom(store, chosen)


def open_minutes(store: Store, record: MeetingRecord, fineness: Fineness) -> Opened:
    """Make the minutes as they would be printed now; Refusal where a character has no face."""
    return printing.opened(printing.minutes_of(record, house(store)), fineness)


def _fitting(draft: Meeting, expected: tuple[Attendee, ...]) -> Meeting:
    here = {person.member_id for person in expected}
    marks = tuple(mark for mark in draft.attendance.marks if mark.person.id in here and _says_something(mark))
    return replace(draft, attendance=Attendance(Presence.UNKNOWN, marks))


def _says_something(mark: Mark) -> bool:
    return mark.presence is not Presence.UNKNOWN or bool(mark.reason)
