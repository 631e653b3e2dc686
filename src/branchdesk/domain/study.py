"""Documents of study: when two titles name the same text, and who has studied one.

Whoever was present where it was studied has; so has who made the absence up, or studied it alone. Who is missing is
judged by the people who were expected at those meetings on those days, and by who is of the branch today.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from branchdesk.domain.attendance import AWAY, Entry
from branchdesk.domain.meetings import Presence


def title_key(title: str) -> str:
    """Give a title without marks, blanks and width: what stays the same however somebody writes it.

    《求是》 and 求是, full and half width, quotation marks of any kind are one.
    """
    plain = unicodedata.normalize("NFKC", title).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


class Reached(StrEnum):
    """How a document reached somebody, or why it has not.

    UNTOLD are those who belonged to a meeting that only counts heads: nobody can tell. SPARED are those of whom nothing
    is demanded (教管条例第23条), or whose membership rests. LEFT are those who are no longer of the branch.
    """

    PRESENT = "present"
    MADE_UP = "made_up"
    OWN = "own"
    MISSED = "missed"
    NEVER_EXPECTED = "never_expected"
    UNTOLD = "untold"
    SPARED = "spared"
    LEFT = "left"


HAVE = frozenset({Reached.PRESENT, Reached.MADE_UP, Reached.OWN})
TO_CATCH_UP = frozenset({Reached.MISSED, Reached.NEVER_EXPECTED})


@dataclass(frozen=True, slots=True)
class OwnStudy:
    """One member's own study of a document; the day as stored, or nothing."""

    day: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """What was noted of one person at one meeting that studied a document. `how` says how an absence was made up."""

    meeting_id: str
    day: str
    entry: Entry
    how: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a person besides: whether they are of the branch today, are spared, or may have been there."""

    here: bool = True
    spared: bool = False
    untold: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a document reached one person: the day, how, and the meeting at which it did, or which they missed last."""

    state: Reached
    day: str = ""
    how: str = ""
    meeting_id: str = ""


def reached(seats: Iterable[Seat], own: OwnStudy | None, standing: Standing) -> Outcome:
    """Say whether a document reached somebody, of the meetings that studied it at which they were expected.

    The first meeting they were at counts, then what they made up, then their own study.
    """
    known = sorted(seats, key=lambda seat: seat.day)
    return _has(known, own) or _has_not(known, standing)


def _has(known: Sequence[Seat], own: OwnStudy | None) -> Outcome | None:
    for seat in known:
        if seat.entry.presence is Presence.PRESENT:
            return Outcome(Reached.PRESENT, seat.day, "online" if seat.entry.online else "", seat.meeting_id)
    for seat in known:
        if seat.entry.made_up_on:
            return Outcome(Reached.MADE_UP, seat.entry.made_up_on, seat.how, seat.meeting_id)
    return Outcome(Reached.OWN, own.day, own.how) if own is not None else None


def _has_not(known: Sequence[Seat], standing: Standing) -> Outcome:
    last = known[-1] if known else None
    missed = last.meeting_id if last else ""
    if not standing.here:
        return Outcome(Reached.LEFT, meeting_id=missed)
    if standing.spared or (known and all(seat.entry.spared for seat in known)):
        return Outcome(Reached.SPARED, meeting_id=missed)
    if last is not None:
        away = last.entry.presence if last.entry.presence in AWAY else Presence.UNKNOWN
        return Outcome(Reached.MISSED, last.day, last.entry.reason or away.value, missed)
    return Outcome(Reached.UNTOLD if standing.untold else Reached.NEVER_EXPECTED)


@dataclass(frozen=True, slots=True)
class StudiedText:
    """A document as a meeting names it: its record in the library where it has one, title, source and date."""

    id: str
    title: str
    source: str = ""
    issued: str = ""


@dataclass(frozen=True, slots=True)
class StudyMeeting:
    """A meeting as study is told of it; `expected` and `present` are heads, None where nobody counted them."""

    id: str
    kind: str
    number: int
    day: str
    group: str = ""
    lead_reader: str = ""
    case_title: str = ""
    expected: int | None = None
    present: int | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """One person before one document. `meeting_id` is where it reached them, or which meeting they missed last."""

    id: str
    label: str
    group: str
    outcome: Outcome

    @property
    def state(self) -> Reached:
        """Say how the document reached them, or why not."""
        return self.outcome.state


@dataclass(frozen=True, slots=True)
class DocumentStudy:
    """A document with the meetings that studied it, and everybody before it in roster order, who left at the end."""

    id: str
    title: str
    source: str
    issued: str
    kind: str
    wanted_by: str
    note: str
    meetings: tuple[StudyMeeting, ...]
    readers: tuple[Reader, ...]

    def of(self, *states: Reached) -> tuple[Reader, ...]:
        """Give the people in some states, in their order."""
        return tuple(one for one in self.readers if one.state in states)


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting with a first topic, and what it studied."""

    meeting: StudyMeeting
    documents: tuple[StudiedText, ...]


@dataclass(frozen=True, slots=True)
class Sessions:
    """The meetings of a period that had a first topic, and those of kinds that want one that had none."""

    held: tuple[Session, ...] = ()
    without: tuple[StudyMeeting, ...] = ()


@dataclass(frozen=True, slots=True)
class Led:
    """How often somebody led the reading in a year, and the last day on which they ever did, as stored."""

    id: str
    label: str
    group: str
    times: int = 0
    last: str = ""


def fair_order(people: Iterable[Led], last_of_all: Mapping[str, int]) -> list[Led]:
    """Give people as they are offered for leading the reading: who led least, and longest ago, first.

    Within those the order given stays. Who is in `last_of_all` comes after everybody else, by what stands there: who
    leads the meeting anyway, who is on leave on that day.
    """
    return sorted(people, key=lambda one: (last_of_all.get(one.id, 0), one.times, one.last))
