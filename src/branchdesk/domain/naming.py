"""Walking everybody whom a meeting's record names, so that a name can be tied to a person in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    FirstTopic,
    Lecture,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import Meeting

Naming = Callable[[PersonRef], PersonRef]


def with_people(meeting: Meeting, name: Naming, subject: Callable[[Subject], Subject]) -> Meeting:
    """Give a meeting in which `name` has looked at everybody named, and `subject` at what is voted on.

    What either raises is raised.
    """

    def maybe(ref: PersonRef | None) -> PersonRef | None:
        return name(ref) if ref else None

    marks = tuple(replace(mark, person=name(mark.person)) for mark in meeting.attendance.marks)
    return replace(
        meeting,
        chair=maybe(meeting.chair),
        recorder=maybe(meeting.recorder),
        attendance=replace(meeting.attendance, marks=marks),
        agenda=tuple(_item(item, name, subject) for item in meeting.agenda),
        overrides=tuple(replace(one, person=name(one.person)) for one in meeting.overrides),
        reviews=tuple(replace(one, owner=maybe(one.owner)) for one in meeting.reviews),
        opinions=tuple(replace(one, about=maybe(one.about)) for one in meeting.opinions),
        criticisms=tuple(
            replace(one, critic=name(one.critic), criticised=name(one.criticised)) for one in meeting.criticisms
        ),
        rectifications=tuple(replace(one, owner=maybe(one.owner)) for one in meeting.rectifications),
    )


def _item(item: AgendaItem, name: Naming, subject: Callable[[Subject], Subject]) -> AgendaItem:
    if isinstance(item, Ballot):
        subjects = tuple(
            subject(replace(one, written_from=tuple(map(name, one.written_from)))) for one in item.subjects
        )
        not_counted = tuple(replace(one, person=name(one.person)) for one in item.not_counted)
        return replace(item, subjects=subjects, not_counted=not_counted)
    speeches = tuple(Speech(name(speech.speaker), speech.text) for speech in item.speeches)
    measures = tuple(replace(part, owner=name(part.owner) if part.owner else None) for part in item.measures)
    match item:
        case FirstTopic():
            reader = name(item.lead_reader) if item.lead_reader else None
            return replace(item, lead_reader=reader, speeches=speeches, measures=measures)
        case Topic():
            reporter = name(item.reporter) if item.reporter else None
            return replace(item, reporter=reporter, speeches=speeches, measures=measures)
        case Lecture():
            lecturer = name(item.lecturer) if item.lecturer else None
            return replace(item, lecturer=lecturer, speeches=speeches, measures=measures)
