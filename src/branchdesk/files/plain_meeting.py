"""A meeting as plain values and back, whole as it is: identifiers kept, nothing resolved and nothing worked out.

`meeting_json` is what people write and read; this is for a record that only the program itself takes up again. Facts
that a file lacks, of a program older than they are, begin as they do in a new meeting.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from branchdesk.domain.meetings import Meeting

NAME = "is"  # the key that tells items of different kinds apart


class NotPlain(Exception):
    """What was kept is no meeting that this program knows."""


def to_plain(value: Any) -> Any:  # noqa: ANN401 - any part of a meeting
    """Give what JSON can hold of a meeting or of a part of one."""
    if is_dataclass(value) and not isinstance(value, type):
        told = {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
        return {NAME: type(value).__name__} | told
    if isinstance(value, tuple):
        return [to_plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value  # a moment is a date too


def to_meeting(data: object) -> Meeting:
    """Read what `to_plain` gave of a meeting; NotPlain where it is none."""
    try:
        made = _read(Meeting, data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotPlain from error
    if not isinstance(made, Meeting):
        raise NotPlain
    return made


def _read(kind: Any, data: Any) -> Any:  # noqa: ANN401 - a type as the annotations have it, and what stands for it
    if get_origin(kind) in {Union, UnionType}:
        return None if data is None else _read(_one_of(get_args(kind), data), data)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], part) for part in data)
    if is_dataclass(kind) and isinstance(kind, type):
        known = _facts(kind)
        return kind(**{key: _read(known[key], part) for key, part in data.items() if key in known})
    if issubclass(kind, date):
        return kind.fromisoformat(data)
    return kind(data) if issubclass(kind, Enum) else data


def _one_of(kinds: tuple[Any, ...], data: Any) -> Any:  # noqa: ANN401 - as above
    """Choose the type that is meant: the record of that name, else the first that is no None."""
    wanted = data.get(NAME) if isinstance(data, dict) else None
    named = [kind for kind in kinds if getattr(kind, "__name__", "") == wanted]
    return (named or [kind for kind in kinds if kind is not type(None)])[0]


@cache
def _facts(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
