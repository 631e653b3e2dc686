"""Volunteers: who is of the team on a day, and how those of one name are told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from branchdesk.words import volunteers as say

PHONE_END = 4


@dataclass(frozen=True, slots=True)
class Volunteer:
    """One volunteer; dates as stored, `left_on` the first day of no longer being of the team."""

    id: str
    name: str
    initials: str = ""
    pinyin: str = ""
    team: str = ""
    platform: str = ""
    grid: str = ""
    phone: str = ""
    joined_on: str | None = None
    left_on: str | None = None
    order: int = 0
    label: str = ""  # the name, with what tells it from the same name of another

    def here(self, day: str) -> bool:
        """Say whether somebody is of the team on a day; a date cut to its month counts from the first of it."""
        return (self.joined_on is None or self.joined_on <= day) and (self.left_on is None or self.left_on > day)


def labels(people: Iterable[Volunteer]) -> dict[str, str]:
    """Name volunteers so that nobody is taken for another, by identifier."""
    bearers: dict[str, list[Volunteer]] = {}
    for person in people:
        bearers.setdefault(person.name, []).append(person)
    named: dict[str, str] = {}
    for name, same in bearers.items():
        words = _words_for(same) if len(same) > 1 else [""]
        for person, word in zip(same, words, strict=True):
            named[person.id] = say.called(name, word) if word else name
    return named


def _words_for(same: Sequence[Volunteer]) -> list[str]:
    """Give what tells people of one name apart: the first fact that all have, each another, else their places."""
    for fact in _FACTS:
        words = [fact(person) for person in same]
        if all(words) and len(set(words)) == len(words):
            return words
    return [say.place(number) for number in range(1, len(same) + 1)]


def _phone(person: Volunteer) -> str:
    return say.phone_end(person.phone[-PHONE_END:]) if person.phone else ""


_FACTS: tuple[Callable[[Volunteer], str], ...] = (
    lambda person: person.team,
    lambda person: person.platform,
    lambda person: person.grid,
    _phone,
)
