"""Values of JSON that people wrote: each is read as what it shall be, or refused with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.words import json_input as say

T = TypeVar("T")
_HALF = re.compile("[\ud800-\udfff]")  # of a character that is written in two
LARGEST = 100_000  # no branch casts so many votes


def wrong(place: str, sentence: str) -> Refusal:
    """Refuse what stands at a place, naming it."""
    return Refusal(say.at(say.quoted(place), sentence), code="json_wrong", field=place)


def fields_of(data: object, place: str) -> Mapping[str, Any]:
    """Give an object; Refusal where it is none, and so for the values below."""
    if not isinstance(data, dict):
        raise wrong(place, say.not_an_object())
    return data


def list_of(data: object, place: str) -> list[Any]:
    """Give a list, empty where there is nothing."""
    if data is None:
        return []
    if not isinstance(data, list):
        raise wrong(place, say.not_a_list())
    return data


def each(read: Callable[[object, str], T], data: object, place: str) -> tuple[T, ...]:
    """Read each part of a list."""
    return tuple(read(part, f"{place}[{number}]") for number, part in enumerate(list_of(data, place)))


def only(given: Mapping[str, Any], known: set[str], place: str) -> None:
    """Refuse a key that means nothing."""
    for key in given:
        if key not in known:
            raise wrong(f"{place}.{key}", say.unknown_key())


def text_of(data: object, place: str) -> str | None:
    """Give a text, or None."""
    if data is None:
        return None
    if not isinstance(data, str):
        raise wrong(place, say.not_text())
    if _HALF.search(data):
        raise wrong(place, say.half_a_character())
    return data


def texts_of(data: object, place: str) -> tuple[str, ...]:
    """Give a list of texts."""
    return tuple(text_of(part, f"{place}[{number}]") or "" for number, part in enumerate(list_of(data, place)))


def required(given: Mapping[str, Any], key: str, place: str) -> str:
    """Give a text that must be there."""
    text = text_of(given.get(key), f"{place}.{key}")
    if not text or not text.strip():
        raise wrong(f"{place}.{key}", say.missing())
    return text


def truth(data: object, place: str) -> bool:
    """Give yes or no; nothing is no."""
    if data is None or isinstance(data, bool):
        return bool(data)
    raise wrong(place, say.not_truth())


def whole(data: object, place: str) -> int | None:
    """Give a whole number from 0, or None."""
    if data is None:
        return None
    if isinstance(data, bool) or not isinstance(data, int) or not 0 <= data <= LARGEST:
        raise wrong(place, say.not_whole())
    return data


def moment(data: object, place: str) -> datetime:
    """Read a day and time, to the minute."""
    try:
        found = datetime.fromisoformat(str(data).strip())
        PartialDate.of(found)
    except ValueError as error:
        raise wrong(place, say.not_a_moment(data)) from error
    return found.replace(second=0, microsecond=0, tzinfo=None)


def day(data: object, place: str) -> date:
    """Read a day."""
    try:
        found = date.fromisoformat(str(data))
        PartialDate.of(found)
    except ValueError as error:
        raise wrong(place, say.not_a_day(data)) from error
    return found


def person(data: object, place: str) -> PersonRef | None:
    """Give whom a text names, or None where it is empty."""
    text = text_of(data, place)
    return PersonRef(text.strip()) if text and text.strip() else None


def optional(read: Callable[[object, str], T], data: object, place: str) -> T | None:
    """Read what is there, or give None."""
    return None if data is None or data == "" else read(data, place)


def one_of(kinds: Any, data: object, place: str) -> Any:  # noqa: ANN401 - any of our enumerations
    """Give the member of an enumeration that is named."""
    try:
        return kinds(data)
    except (ValueError, TypeError) as error:  # no value of it, or nothing that could be one: a list
        raise wrong(place, say.one_of(data, tuple(kind.value for kind in kinds))) from error
