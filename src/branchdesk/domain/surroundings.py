"""What stands around a meeting's record: the facts of other records that its checks need.

`services.surroundings` gathers them; `domain.surrounding_checks` says what follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    FirstTopic,
    Lecture,
    PersonRef,
    Topic,
)
from branchdesk.domain.meetings import Meeting, MeetingKind
from branchdesk.domain.motions import is_motion

UNKNOWN_LENGTH = timedelta(hours=1)  # what a meeting is taken to last whose end is not known


@dataclass(frozen=True, slots=True)
class Other:
    """Another meeting, as far as it is named and told apart."""

    kind: MeetingKind
    starts: datetime
    group: str | None = None
    sitting: str | None = None


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A meeting that was held about the same time, and by identifier who was there, led it or kept its record."""

    other: Other
    ends: datetime | None
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Minutes:
    """All that an earlier record tells in words."""

    other: Other
    text: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One item of an agenda: its title, who is voted on, and whether it is a vote on somebody's admission."""

    title: str
    names: tuple[str, ...] = ()
    admission: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """The matters on the agenda of another meeting, and whether that was held."""

    other: Other
    matters: tuple[Matter, ...]
    held: bool = True


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The facts around one record.

    `meanwhile` and `earlier` are for a draft alone. `assemblies` are the members' meetings that a matter could come to,
    planned ones too; `committees` what committee meetings before a members' meeting wanted it to take up.
    """

    today: date
    meanwhile: tuple[Meanwhile, ...] = ()
    earlier: tuple[Minutes, ...] = ()
    assemblies: tuple[Agenda, ...] = ()
    committees: tuple[Agenda, ...] = ()


def hours(starts: datetime, ends: datetime | None) -> tuple[datetime, datetime] | None:
    """Give from when to when a meeting lasted, an hour where its end is not known; None without an hour to begin."""
    if starts.time() == time():
        return None
    return starts, ends if ends is not None and ends > starts else starts + UNKNOWN_LENGTH


def words_of(meeting: Meeting) -> str:
    """Give all that a record tells in words, titles and names aside: told, said, planned and resolved.

    A question that was voted on is set down in the same words every time: its text does not count.
    """
    items = [item for item in meeting.agenda if not isinstance(item, Ballot)]
    told = [item.case_text if isinstance(item, FirstTopic) else item.text for item in items]
    said = [speech.text for item in items for speech in item.speeches]
    planned = [measure.text for item in items for measure in item.measures]
    return "\n".join((*told, *said, *planned, meeting.text or "", *(meeting.resolutions or ())))


def matters_of(meeting: Meeting) -> tuple[Matter, ...]:
    """Give what is on a meeting's agenda beside study."""
    return tuple(_matter(item) for item in meeting.agenda if isinstance(item, Topic | Ballot))


def for_members_meeting(meeting: Meeting) -> tuple[Matter, ...]:
    """Give what a committee wants to come before the members' meeting: what it says so of, and motions on people.

    What the committee voted down goes no further.
    """
    return tuple(_matter(item) for item in _wanted(meeting))


def _wanted(meeting: Meeting) -> Iterator[Topic | Ballot]:
    for item in meeting.agenda:
        if isinstance(item, FirstTopic | Lecture):
            continue
        if isinstance(item, Ballot):
            declared = {subject.declared for subject in item.subjects}
            if is_motion(item.title) and declared != {Declared.NOT_PASSED}:
                yield item
        elif item.to_members_meeting or is_motion(item.title):
            yield item


def _matter(item: Topic | Ballot) -> Matter:
    if isinstance(item, Topic):
        return Matter(item.title)
    names = tuple(subject.name for subject in item.subjects)
    return Matter(item.title, names, admission=item.rule is BallotRule.ADMISSION)


def at_the_head(meeting: Meeting) -> tuple[PersonRef, ...]:
    """Give who led a meeting and who kept its record, as far as they are of the branch."""
    return tuple(person for person in (meeting.chair, meeting.recorder) if person is not None and person.id is not None)
