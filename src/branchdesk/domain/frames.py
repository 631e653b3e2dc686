"""The frame of a meeting: its items by kind and title, without anything that was said, read, voted or decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    BallotRule,
    Document,
    FirstTopic,
    Lecture,
    PersonRef,
    Topic,
)
from branchdesk.domain.meetings import Meeting

NAMELESS = PersonRef("")  # stands for a reporter who is to be named


def framed(agenda: Iterable[AgendaItem]) -> tuple[AgendaItem, ...]:
    """Give the frame of an agenda.

    A lecture's title is its content and stays behind, and so does the title of a ballot that names whom it was about.
    """
    return tuple(map(_framed, agenda))


def _framed(item: AgendaItem) -> AgendaItem:
    if isinstance(item, FirstTopic):
        return FirstTopic()
    if isinstance(item, Lecture):
        return Lecture("")
    if isinstance(item, Topic):
        return Topic(item.title, reporter=NAMELESS if item.reporter else None)
    named = any(subject.name and subject.name in item.title for subject in item.subjects)
    return Ballot("" if named else item.title, item.rule, seats=item.seats)


def with_documents(agenda: Iterable[AgendaItem]) -> tuple[AgendaItem, ...]:
    """Give the frame of an agenda together with the documents that were studied: for those who study them too."""
    return tuple(
        FirstTopic(tuple(Document(one.title, one.source, one.issued) for one in item.documents))
        if isinstance(item, FirstTopic)
        else _framed(item)
        for item in agenda
    )


def to_record(meeting: Meeting) -> Meeting:
    """Give a meeting made of a frame as it may be recorded.

    A reporter who is still to be named, and a first topic in which nothing stands, are places in a form alone.
    """
    agenda = tuple(
        replace(item, reporter=None) if isinstance(item, Topic) and item.reporter == NAMELESS else item
        for item in meeting.agenda
        if item != FirstTopic()
    )
    return replace(meeting, agenda=agenda)


def to_plain(agenda: Iterable[AgendaItem]) -> list[dict[str, Any]]:
    """Write a frame as JSON can hold it."""
    return [_to_plain(item) for item in framed(agenda)]


def _to_plain(item: AgendaItem) -> dict[str, Any]:
    if isinstance(item, FirstTopic):
        return {"kind": "first_topic"}
    if isinstance(item, Lecture):
        return {"kind": "lecture"}
    if isinstance(item, Ballot):
        return {"kind": "ballot", "rule": item.rule.value, "title": item.title}
    return {"kind": "report" if item.reporter else "topic", "title": item.title}


def from_plain(kept: Iterable[Mapping[str, Any]]) -> tuple[AgendaItem, ...]:
    """Read a frame; what a newer program wrote and this one does not know is passed by."""
    return tuple(item for one in kept if (item := _from_plain(one)) is not None)


def _from_plain(one: Mapping[str, Any]) -> AgendaItem | None:
    title = str(one.get("title") or "")
    match one.get("kind"):
        case "first_topic":
            return FirstTopic()
        case "lecture":
            return Lecture("")
        case "topic":
            return Topic(title)
        case "report":
            return Topic(title, reporter=NAMELESS)
        case "ballot" if one.get("rule") in set(BallotRule):
            return Ballot(title, BallotRule(one["rule"]))
        case _:
            return None
