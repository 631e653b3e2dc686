"""What an 组织生活会 has of its own, as JSON: opinions, criticism, the rectification list; read and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import Meeting
from branchdesk.domain.organisational_life import Criticism, Opinion, Rectification
from branchdesk.files.json_values import day, each, fields_of, only, optional, person, required, text_of

LIFE = ("opinions", "criticisms", "rectifications")
Namer = Callable[[PersonRef | None], str | None]


def read_life(meeting: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields of a meeting that these keys fill; Refusal, naming the key, for what cannot be read."""
    return {
        "opinions": each(_opinion, meeting.get("opinions"), "opinions"),
        "criticisms": each(_criticism, meeting.get("criticisms"), "criticisms"),
        "rectifications": each(_rectification, meeting.get("rectifications"), "rectifications"),
    }


def write_life(meeting: Meeting, name: Namer) -> dict[str, Any]:
    """Give these keys of a meeting, None where there is nothing; `name` writes whom somebody means."""
    return {
        "opinions": [{"text": one.text, "source": one.source, "about": name(one.about)} for one in meeting.opinions]
        or None,
        "criticisms": [
            {
                "critic": name(one.critic),
                "criticised": name(one.criticised),
                "text": one.text,
                "answer": one.answer,
            }
            for one in meeting.criticisms
        ]
        or None,
        "rectifications": [_write_rectification(one, name) for one in meeting.rectifications] or None,
    }


def _write_rectification(one: Rectification, name: Namer) -> dict[str, Any]:
    return {
        "problem": one.problem,
        "text": one.text,
        "owner": name(one.owner),
        "due": one.due.isoformat() if one.due else None,
        "done_on": one.done_on.isoformat() if one.done_on else None,
        "result": one.result,
        "id": one.id,
    }


def _opinion(data: object, place: str) -> Opinion:
    given = fields_of(data, place)
    only(given, {"text", "source", "about"}, place)
    source = text_of(given.get("source"), f"{place}.source") or ""
    return Opinion(required(given, "text", place), source, person(given.get("about"), f"{place}.about"))


def _criticism(data: object, place: str) -> Criticism:
    given = fields_of(data, place)
    only(given, {"critic", "criticised", "text", "answer"}, place)
    return Criticism(
        PersonRef(required(given, "critic", place)),
        PersonRef(required(given, "criticised", place)),
        text_of(given.get("text"), f"{place}.text") or "",
        text_of(given.get("answer"), f"{place}.answer") or "",
    )


def _rectification(data: object, place: str) -> Rectification:
    given = fields_of(data, place)
    only(given, {"problem", "text", "owner", "due", "done_on", "result", "id"}, place)
    return Rectification(
        required(given, "problem", place),
        text_of(given.get("text"), f"{place}.text") or "",
        person(given.get("owner"), f"{place}.owner"),
        optional(day, given.get("due"), f"{place}.due"),
        optional(day, given.get("done_on"), f"{place}.done_on"),
        text_of(given.get("result"), f"{place}.result") or "",
        text_of(given.get("id"), f"{place}.id"),
    )
