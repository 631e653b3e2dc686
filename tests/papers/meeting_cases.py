"""Meetings before, beside and after the usual one: planned, put off, called off, a lecture, with nothing known yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from branchdesk.domain.agenda import Lecture, Measure, PersonRef, Speech
from branchdesk.domain.meetings import Meeting, MeetingKind, MeetingRecord, MeetingState, Move, Phase
from branchdesk.papers.blocks import Manuscript, Paper
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.page import print_manuscript
from papers.samples import meeting, record, roster, unmarked

LECTURE = Lecture(
    "守正创新：新时代民事检察的使命与担当",
    PersonRef("陈䶮", "m2"),
    "一是学深悟透。\n二是真抓实干。",
    (Speech(PersonRef("李𬭎", "m3"), "很受启发，下一步结合办案谈认识、找差距。"),),
    (Measure("写一篇体会", PersonRef("翟堃", "m1"), date(2026, 12, 1)),),
)


def of(**facts: object) -> MeetingRecord:
    """Give the usual meeting, held, with other facts."""
    return record(of=replace(meeting(), **facts))  # type: ignore[arg-type] # named by each test


def planned(**facts: object) -> MeetingRecord:
    """Give the usual meeting before it is held: nobody is marked, nothing is resolved."""
    to_come = replace(meeting(), phase=Phase.PLANNED, ends=None, resolutions=None)
    found = replace(to_come, **facts)  # type: ignore[arg-type] # named by each test
    return record(of=found, people=unmarked(roster()), state=MeetingState.DRAFT)


def bare(kind: MeetingKind = MeetingKind.MEMBERS_MEETING) -> MeetingRecord:
    """Give a meeting of which nothing is known but its day."""
    of_a_day = Meeting(kind=kind, starts=datetime.fromisoformat("2026-12-01"), phase=Phase.PLANNED)
    return record(of=of_a_day, people=(), state=MeetingState.DRAFT)


def put_off() -> MeetingRecord:
    """Give a meeting that was to be two days earlier."""
    return planned(moves=(Move(datetime.fromisoformat("2026-11-18T14:30"), "市院开会"),))


def called_off() -> MeetingRecord:
    """Give a meeting that is not held."""
    return planned(phase=Phase.CANCELLED, cancelled_for="与市院会议冲突")


def lecture() -> MeetingRecord:
    """Give a Party lecture that was held."""
    return of(kind=MeetingKind.PARTY_LECTURE, agenda=(LECTURE,), resolutions=None)


def printed(manuscript: Manuscript) -> Paper:
    """Print a paper in the faces that the program ships, whatever this machine has."""
    return print_manuscript(manuscript, bundled())
