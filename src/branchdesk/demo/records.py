"""The plain records an invented branch is made of; people are told apart by `key`, for two may share a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.demo.timetable import Sitting
from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import Meeting
from branchdesk.domain.roster import Stage


class Fault(StrEnum):
    """The kinds of fault that are planted on purpose."""

    ID_NUMBER_CHECK_DIGIT = "id_number_check_digit"
    PROBATION_UNDECIDED = "probation_undecided"
    MEMBERS_MEETING_MISSED = "members_meeting_missed"
    FIRST_TOPIC_MISSING = "first_topic_missing"
    REASON_MISSING = "reason_missing"
    RECORDER_MISSING = "recorder_missing"
    ABSENCE_NOT_MADE_UP = "absence_not_made_up"
    MEASURE_OVERDUE = "measure_overdue"
    CLUE_LEFT_OPEN = "clue_left_open"
    DUES_IN_ARREARS = "dues_in_arrears"
    THEME_DAY_MISSED = "theme_day_missed"
    GROUP_MEETING_MISSED = "group_meeting_missed"
    MINUTES_THIN = "minutes_thin"
    FEEDBACK_MISSING = "feedback_missing"
    # From here on each is called as the check of a meeting's record that finds it.
    OVERLAP = "overlap"
    TEXT_COPIED = "text_copied"
    MATTER_NOT_BROUGHT_UP = "matter_not_brought_up"
    WRITTEN_FROM_PRESENT = "written_from_present"
    VOTES_DO_NOT_ADD_UP = "votes_do_not_add_up"
    NOT_DECLARED = "not_declared"
    ENDS_BEFORE_START = "ends_before_start"
    RESOLUTION_MISSING = "resolution_missing"
    LECTURER_MISSING = "lecturer_missing"
    CHAIR_AWAY = "chair_away"
    SPEAKER_AWAY = "speaker_away"


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted fault: its kind, the key, number or period it sits in, and a sentence about it."""

    code: Fault
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class DemoBranch:
    """What the branch is called and the month its duties count from."""

    name: str
    unit: str
    duties_from: date


@dataclass(frozen=True, slots=True)
class DemoMember:
    """One line of the roster; `sex`, `stage` and the like hold what the ledger stores, not what it shows.

    `offices` is empty or holds one or two; `in_branch_since` is None for those who were there before the records;
    `line` is the kind of work the person does, which decides what they talk about.
    """

    key: str
    name: str
    sex: str
    ethnicity: str
    birth_date: PartialDate
    id_number: str
    education: str
    joined_on: PartialDate
    full_since: PartialDate | None
    stage: Stage
    group: str
    offices: tuple[str, ...]
    post: str
    phone: str
    native_place: str
    remark: str
    line: str
    in_branch_since: date | None = None

    @property
    def ref(self) -> PersonRef:
        """Give the reference by which meetings name this person."""
        return PersonRef(self.name, self.key)


@dataclass(frozen=True, slots=True)
class DemoMeeting:
    """A meeting and whether its record is closed."""

    meeting: Meeting
    final: bool


@dataclass(frozen=True, slots=True)
class DemoVolunteer:
    """One rider of the volunteer team."""

    name: str
    team: str
    phone: str
    joined_on: PartialDate
    platform: str
    grid: str | None = None
    left_on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class DemoClue:
    """One reported clue; `state` is a state of the ledger, `closed_on` is None while it is open."""

    number: str
    reported_on: date
    reporter: str
    category: str
    grid: str
    text: str
    unit: str
    state: str
    closed_on: date | None
    fed_back: bool
    place: str = ""
    subcategory: str = ""


def meeting_label(meeting: Meeting | Sitting) -> str:
    """Name a meeting by which a planted fault is found: its kind, day and group."""
    group = f" {meeting.group}" if meeting.group else ""
    return f"{meeting.kind} {meeting.starts.date()}{group}"


def expected_on(person: DemoMember, day: date) -> bool:
    """Say whether somebody belongs to the branch as a Party member on a day."""
    since = person.in_branch_since
    return person.joined_on.first_day() <= day and (since is None or since <= day)


def entitled_on(person: DemoMember, day: date) -> bool:
    """Say whether somebody has a vote on a day: in the branch and a full member."""
    return expected_on(person, day) and person.full_since is not None and person.full_since.first_day() <= day
