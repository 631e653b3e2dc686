"""What a meeting is: plain frozen records that every room passes to the next.

What is None is "not yet known", never "none"; an empty tuple is "none".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from branchdesk.domain.agenda import AgendaItem, PersonRef
from branchdesk.domain.organisational_life import Criticism, Opinion, Rectification


class MeetingKind(StrEnum):
    """The kinds of meeting; what each is called stands in `words.meetings`, what each asks for in `domain.kinds`."""

    MEMBERS_MEETING = "members_meeting"
    COMMITTEE_MEETING = "committee_meeting"
    GROUP_MEETING = "group_meeting"
    PARTY_LECTURE = "party_lecture"
    THEME_DAY = "theme_day"
    ORGANISATIONAL_LIFE = "organisational_life_meeting"
    DEMOCRATIC_APPRAISAL = "democratic_appraisal"
    ACTIVITY = "activity"


class Body(StrEnum):
    """Who sits together: the branch's members, its committee, or one of its groups."""

    MEMBERS = "members"
    COMMITTEE = "committee"
    GROUP = "group"


class MeetingState(StrEnum):
    """A draft may be changed; a final record is closed and its people are frozen."""

    DRAFT = "draft"
    FINAL = "final"


class Phase(StrEnum):
    """How far a meeting has come before its record is closed; who is marked present has been to one that was held."""

    PLANNED = "planned"
    NOTIFIED = "notified"
    HELD = "held"
    CANCELLED = "cancelled"


class Presence(StrEnum):
    """What is known of one expected person at one meeting."""

    PRESENT = "present"
    ON_LEAVE = "on_leave"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mark:
    """What was noted of one person: presence, the reason, and the day and way an absence was made up (补学).

    Who came `late`, or took part `online`, is present.
    """

    person: PersonRef
    presence: Presence
    reason: str = ""
    made_up_on: date | None = None
    late: bool = False
    online: bool = False
    made_up_how: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody whom the roster alone would not have expected, or would have, and why it is otherwise here."""

    person: PersonRef
    expected: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """A measure of an earlier meeting looked back on (回看), and what was said of it.

    `text`, `owner`, `due` and `done_on` are the measure's as it stands; they are read, never written through here.
    """

    measure: str
    note: str = ""
    text: str = ""
    owner: PersonRef | None = None
    due: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """When a meeting was first to be, and why it was put off."""

    starts: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction of a closed record: it stays beside what was written."""

    day: date
    text: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file kept with a meeting: what it is called, its media type, its bytes' number, and their SHA-256."""

    name: str
    kind: str
    size: int
    content: str
    id: str | None = None


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

    `counted` and `text` are what an old record says of its heads and of its whole course. `form` says as which body an
    组织生活会 sat; `for_year` is the year that it, or an appraisal, belongs to. Records of one `sitting` are of people
    who sat together once. `partners` are other branches of a 共建, `volunteers` who joined in, by name or as a number.
    Opinions, criticism and a rectification list are those of an 组织生活会. `study_minutes` is how much of it counts
    as study, where that is set for this meeting alone.
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
    phase: Phase = Phase.HELD
    form: Body | None = None
    for_year: int | None = None
    sitting: str | None = None
    overrides: tuple[Override, ...] = ()
    partners: tuple[str, ...] | None = None
    volunteers: tuple[str, ...] | None = None
    reviews: tuple[Review, ...] = ()
    moves: tuple[Move, ...] = ()
    cancelled_for: str | None = None
    opinions: tuple[Opinion, ...] = ()
    criticisms: tuple[Criticism, ...] = ()
    rectifications: tuple[Rectification, ...] = ()
    study_minutes: int | None = None

    @property
    def body(self) -> Body:
        """Say who sat together."""
        return body_of(self.kind, self.form)


def body_of(kind: MeetingKind, form: Body | None = None) -> Body:
    """Say who sits together at a kind of meeting; `form` says it of an 组织生活会."""
    if kind is MeetingKind.COMMITTEE_MEETING:
        return Body.COMMITTEE
    if kind is MeetingKind.GROUP_MEETING:
        return Body.GROUP
    return (form or Body.MEMBERS) if kind is MeetingKind.ORGANISATIONAL_LIFE else Body.MEMBERS


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
    late: bool = False
    online: bool = False
    made_up_how: str = ""


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


class Outcome(StrEnum):
    """What became of one subject of a ballot; the first two are within or short of the required number."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    OUTRANKED = "outranked"  # over half, but others have more votes and fill the seats
    TIED = "tied"  # over half, with as many votes as others for the last seats
    WAITING = "waiting"  # over half, but others' votes or the seats are not entered yet
    UNCOUNTED = "uncounted"
    TOO_FEW = "too_few"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"  # nobody can tell who had a vote
    TOLD = "told"  # an appraisal: its figures are told, nothing is judged


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the required number was reached; None where that cannot be said, and `outcome` says why."""

    meets_threshold: bool | None
    sentence: str
    article: str
    outcome: Outcome = Outcome.UNKNOWN


class Severity(StrEnum):
    """How a finding is to be taken: an error stands in the way, a doubt is kept and flagged, a note informs."""

    ERROR = "error"
    DOUBT = "doubt"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Check:
    """Something about a draft that wants a look; `place` is the form's section it belongs to.

    `at` says which item of the agenda it is about and, of a ballot, which subject, both from 0.
    `about` tells its cure whom or what it is about: somebody by identifier, the topic that is to be added by title.
    """

    code: str
    severity: Severity
    message: str
    place: str = "basics"
    at: tuple[int, int] | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting with everything that follows from it: what screens show and papers print.

    `attendees` are in roster order; `verdicts` are keyed by (agenda position, subject position), both from 0. `counts`
    are of those marked by name; `heads` are the numbers to tell. `apart` has, by identifier, what tells those apart who
    share a name. What came after closing (`signed_on`, `amendments`) and the `files` kept with it have verbs of their
    own.
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
    signed_on: date | None = None
    amendments: tuple[Amendment, ...] = ()
    files: tuple[AttachedFile, ...] = ()

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
