"""What a meeting is: plain frozen records that every room passes to the next.

What is None is "not yet known", never "none"; an empty tuple is "none".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from branchdesk.domain.dates import PartialDate


class MeetingKind(StrEnum):
    """The kinds of meeting; what each is called stands in `words.meetings`."""

    MEMBERS_MEETING = "members_meeting"
    COMMITTEE_MEETING = "committee_meeting"
    GROUP_MEETING = "group_meeting"
    PARTY_LECTURE = "party_lecture"
    THEME_DAY = "theme_day"


class MeetingState(StrEnum):
    """A draft may be changed; a final record is closed and its people are frozen."""

    DRAFT = "draft"
    FINAL = "final"


class Presence(StrEnum):
    """What is known of one expected person at one meeting."""

    PRESENT = "present"
    ON_LEAVE = "on_leave"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class BallotRule(StrEnum):
    """Which article judges a ballot."""

    RESOLUTION = "resolution"
    ADMISSION = "admission"


class Declared(StrEnum):
    """What the chair declared; it is entered, never computed."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"


@dataclass(frozen=True, slots=True)
class PersonRef:
    """Somebody named in a record: a member of this branch where `id` is set, else only a name."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was studied, by title and source; the text itself is never kept."""

    title: str
    source: str | None = None
    issued: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """What one person said, in plain text."""

    speaker: PersonRef
    text: str


@dataclass(frozen=True, slots=True)
class Measure:
    """Something to be done after the meeting, by whom and by when."""

    text: str
    owner: PersonRef | None = None
    due: date | None = None
    done_on: date | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class FirstTopic:
    """第一议题: the documents studied, who led the reading, who spoke, what follows from it."""

    documents: tuple[Document, ...] = ()
    lead_reader: PersonRef | None = None
    speeches: tuple[Speech, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A free agenda item."""

    title: str
    text: str = ""
    speeches: tuple[Speech, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """One person or question voted on, with its counts; None is "not counted yet".

    `written_yes` are written opinions sent before the meeting (admission alone knows them); the members who sent
    them are not present.
    """

    name: str
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    written_yes: int | None = None
    declared: Declared | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote, by one rule, on one or more subjects."""

    title: str
    rule: BallotRule
    subjects: tuple[Subject, ...] = ()
    text: str = ""


AgendaItem = FirstTopic | Topic | Ballot


@dataclass(frozen=True, slots=True)
class Mark:
    """What was noted of one person: presence, the reason, and the day an absence was made up (补学)."""

    person: PersonRef
    presence: Presence
    reason: str = ""
    made_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """Marks for some people and one presence for all other expected people."""

    default: Presence = Presence.UNKNOWN
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadCounts:
    """Heads as they were counted, without saying whose: all that an old record knows of its people."""

    expected: int | None = None
    present: int | None = None
    on_leave: int | None = None
    absent: int | None = None

    def __bool__(self) -> bool:
        """Say whether anything was counted."""
        return self != HeadCounts()


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as it is typed, revised and shown. Times are the office's own clock, without a zone.

    `counted` and `text` are what an old record says of its heads and of its whole course.
    """

    kind: MeetingKind
    starts: datetime
    id: str | None = None
    number: int | None = None
    title: str | None = None
    ends: datetime | None = None
    place: str | None = None
    group: str | None = None
    chair: PersonRef | None = None
    recorder: PersonRef | None = None
    observers: tuple[str, ...] | None = None
    attendance: Attendance = field(default_factory=Attendance)
    agenda: tuple[AgendaItem, ...] = ()
    resolutions: tuple[str, ...] | None = None
    counted: HeadCounts | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """One expected person of one meeting, as the roster had them on that day."""

    member_id: str
    name: str
    stage: str
    offices: tuple[str, ...]
    group: str
    entitled: bool
    presence: Presence
    reason: str = ""
    made_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are expected and marked by name; `entitled` are those with a vote."""

    expected: int
    entitled: int
    present: int
    present_entitled: int
    on_leave: int
    absent: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the required number was reached; None where the ballot is not valid or not counted."""

    meets_threshold: bool | None
    sentence: str
    article: str


class Severity(StrEnum):
    """How a finding is to be taken: an error stands in the way, a doubt is kept and flagged, a note informs."""

    ERROR = "error"
    DOUBT = "doubt"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Check:
    """Something about a draft that wants a look; `place` is the form's section it belongs to."""

    code: str
    severity: Severity
    message: str
    place: str = "basics"


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting with everything that follows from it: what screens show and papers print.

    `attendees` are in roster order; `verdicts` are keyed by (agenda position, subject position), both from 0. `counts`
    are of those marked by name; `heads` are the numbers to tell. `apart` has, by identifier, what tells those apart who
    share a name.
    """

    branch: str
    unit: str
    meeting: Meeting
    state: MeetingState
    attendees: tuple[Attendee, ...]
    counts: Counts
    verdicts: Mapping[tuple[int, int], Verdict]
    checks: tuple[Check, ...] = ()
    apart: Mapping[str, str] = field(default_factory=dict)

    def called(self, name: str, person_id: str | None) -> str:
        """Name somebody so that nobody takes them for another."""
        word = self.apart.get(person_id or "")
        return f"{name}（{word}）" if word else name

    @property
    def by_name(self) -> bool:
        """Say whether people are marked by name; if not, the record only counts them."""
        return kept_by_name(self.meeting, self.attendees)

    @property
    def heads(self) -> HeadCounts:
        """Give the numbers to tell: of those marked by name, or those that an old record counted."""
        if not self.by_name and self.meeting.counted is not None:
            return self.meeting.counted
        counts = self.counts
        return HeadCounts(counts.expected, counts.present, counts.on_leave, counts.absent)


def kept_by_name(meeting: Meeting, people: Iterable[Attendee]) -> bool:
    """Say whether a meeting's people are marked by name: counted heads stand until somebody is marked present."""
    return meeting.counted is None or any(person.presence is Presence.PRESENT for person in people)


def count(attendees: tuple[Attendee, ...]) -> Counts:
    """Count heads: expected, entitled to vote, and by presence."""

    def having(presence: Presence) -> int:
        return sum(person.presence is presence for person in attendees)

    return Counts(
        expected=len(attendees),
        entitled=sum(person.entitled for person in attendees),
        present=having(Presence.PRESENT),
        present_entitled=sum(person.entitled and person.presence is Presence.PRESENT for person in attendees),
        on_leave=having(Presence.ON_LEAVE),
        absent=having(Presence.ABSENT),
        unknown=having(Presence.UNKNOWN),
    )
