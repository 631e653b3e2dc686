"""What stands on a meeting's agenda: what was studied, said and reported, what follows from it, and what was voted on.

What is None is "not yet known", never "none"; an empty tuple is "none".
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from branchdesk.domain.dates import PartialDate

COUNTS = ("yes", "no", "abstain", "written_yes")  # the fields of a subject that count votes


class BallotRule(StrEnum):
    """Which article judges a ballot."""

    RESOLUTION = "resolution"
    ADMISSION = "admission"
    ELECTION = "election"
    COMMITTEE = "committee"
    APPRAISAL = "appraisal"


class Declared(StrEnum):
    """What the chair declared; it is entered, never computed."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    ELECTED = "elected"
    NOT_ELECTED = "not_elected"


class Grade(StrEnum):
    """How a member was appraised: the committee's or the members' meeting's conclusion, entered and never computed."""

    EXCELLENT = "excellent"
    QUALIFIED = "qualified"
    BASICALLY_QUALIFIED = "basically_qualified"
    UNQUALIFIED = "unqualified"


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
    """第一议题: the documents studied, who led the reading, who spoke, what follows from it.

    Where a case was discussed together with them (案例研讨), it has a title, and what was said of it as a whole.
    """

    documents: tuple[Document, ...] = ()
    lead_reader: PersonRef | None = None
    speeches: tuple[Speech, ...] = ()
    measures: tuple[Measure, ...] = ()
    case_title: str = ""
    case_text: str = ""

    @property
    def has_case(self) -> bool:
        """Say whether a case was discussed together with what was studied."""
        return bool(self.case_title or self.case_text)


@dataclass(frozen=True, slots=True)
class Topic:
    """A free agenda item, perhaps a report somebody gave.

    `to_members_meeting` says that a committee wants the matter to come before the members' meeting.
    """

    title: str
    text: str = ""
    speeches: tuple[Speech, ...] = ()
    measures: tuple[Measure, ...] = ()
    reporter: PersonRef | None = None
    to_members_meeting: bool = False


@dataclass(frozen=True, slots=True)
class Lecture:
    """党课: its title, who gave it, its outline, and what was said of it."""

    title: str
    lecturer: PersonRef | None = None
    text: str = ""
    speeches: tuple[Speech, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Grades:
    """How many gave a member which grade; None is "not counted yet". Who gave none stands in `Subject.abstain`."""

    excellent: int | None = None
    qualified: int | None = None
    basically_qualified: int | None = None
    unqualified: int | None = None


GRADES = tuple(field.name for field in fields(Grades))


@dataclass(frozen=True, slots=True)
class Subject:
    """One person or question voted on, with its counts; None is "not counted yet".

    `written_yes` are written opinions sent before the meeting (admission alone knows them); `written_from` names the
    members who sent them, where that is noted: they are not present. `write_in` is somebody who was no candidate.
    `grades` (how the ballots were cast), `grade`, and what follows belong to an appraisal: how the member graded
    themselves (自评), how the others graded them speaking (互评), and the day and way in which they were told (反馈).
    """

    name: str
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    written_yes: int | None = None
    declared: Declared | None = None
    person: str | None = None
    written_from: tuple[PersonRef, ...] = ()
    write_in: bool = False
    grades: Grades | None = None
    grade: Grade | None = None
    self_grade: Grade | None = None
    mutual: Grades | None = None
    feedback_on: date | None = None
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Somebody left out of a ballot's 应到, why, and who approved it."""

    person: PersonRef
    reason: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote, by one rule, on one or more subjects; `seats` and `invalid` ballots belong to an election."""

    title: str
    rule: BallotRule
    subjects: tuple[Subject, ...] = ()
    text: str = ""
    seats: int | None = None
    invalid: int | None = None
    not_counted: tuple[NotCounted, ...] = ()


AgendaItem = FirstTopic | Topic | Lecture | Ballot
