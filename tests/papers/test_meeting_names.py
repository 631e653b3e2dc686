"""Rare and long names stand on every paper of a meeting: drawn, embedded, and found by who copies them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from branchdesk.domain.agenda import Lecture, PersonRef
from branchdesk.domain.meetings import MeetingRecord, Override
from branchdesk.papers.agenda import write_agenda
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.house import House, MinutesStyle
from branchdesk.papers.lecture import write_lecture
from branchdesk.papers.minutes import write_minutes
from branchdesk.papers.notice import write_notice
from branchdesk.papers.sign_in_sheet import write_sign_in_sheet
from branchdesk.papers.summary import write_summary
from papers import reading
from papers.meeting_cases import printed
from papers.samples import meeting, record, roster

RARE = (
    "陈䶮",
    "李𬭎",
    "赵㛃",
    "买买提·艾山",
    "王𬱖",
    "𠮷某",
    "穆罕默德·阿卜杜拉·买买提·艾山·图尔逊·阿依古丽·努尔买买提·依明",
)
PAPERS: dict[str, Callable[[MeetingRecord], Manuscript]] = {
    "notice": lambda found: write_notice(found, day=found.meeting.starts.date()),
    "agenda": write_agenda,
    "sign-in-sheet": write_sign_in_sheet,
    "sign-in-sheet in pairs": lambda found: write_sign_in_sheet(found, side_by_side=True),
    "minutes": write_minutes,
    "minutes as a form": lambda found: write_minutes(found, House(style=MinutesStyle.FORM)),
    "summary": write_summary,
    "lecture": write_lecture,
}


def of_rare_names() -> MeetingRecord:
    """Give a meeting where everybody with a rare name comes, lectures, and is expected besides."""
    people = [replace(person, name=name) for person, name in zip(roster(), RARE, strict=False)]
    agenda = tuple(Lecture(f"{name}的题目", PersonRef(name)) for name in RARE)
    added = tuple(Override(PersonRef(name), expected=True, reason="借调") for name in RARE)
    found = replace(meeting(), chair=PersonRef(RARE[-1]), recorder=PersonRef(RARE[4]), agenda=agenda, overrides=added)
    return record(of=found, people=tuple(people))


@pytest.mark.parametrize("paper", PAPERS)
def test_rare_names_are_drawn_embedded_and_found(paper: str) -> None:
    made = printed(PAPERS[paper](of_rare_names()))
    text = reading.body(made)
    assert not [name for name in RARE if name not in text]
    assert all(reading.faces(made).values())
    assert not reading.without_ink(made)
