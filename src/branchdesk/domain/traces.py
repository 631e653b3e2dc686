"""Where somebody's name and numbers stand in a text, and the text without them.

A name that is part of a longer one on record (张三 in 张三丰) is not theirs. A cell that is the name alone, or a list
of names with it among them, speaks of a person; in a longer text it may be other words (高峰 in 高峰时段).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_BETWEEN = re.compile(r"[、，,；;/\s]+")
_ASIDE = re.compile(r"（.*?）|\(.*?\)")
SHORTEST_NAME = 2  # characters; a shorter one stands in any text
AROUND = 12  # characters told on each side of a name in a text


@dataclass(frozen=True)
class Traces:
    """What is looked for: names, numbers and texts that are nobody else's (`secrets`), and what is no trace of theirs.

    `longer` are the names of others on record; `instead` is written in a name's place, `blank` in a secret's.
    """

    names: tuple[str, ...]
    secrets: tuple[str, ...]
    longer: tuple[str, ...] = ()
    instead: str = ""
    blank: str = ""

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name for name in self.names if len(name) >= SHORTEST_NAME)

    @cached_property
    def _named(self) -> re.Pattern[str] | None:
        if not self._names:
            return None
        words = {*self._names, *(one for one in self.longer if any(name in one for name in self._names))}
        return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))

    @cached_property
    def _secret(self) -> re.Pattern[str] | None:
        """Match each secret, a number only where it is no part of a longer one."""
        if not self.secrets:
            return None
        words = sorted(self.secrets, key=len, reverse=True)
        return re.compile("|".join(_alone(word) for word in words), re.IGNORECASE)

    @property
    def words(self) -> tuple[str, ...]:
        """Give every text that is looked for, a check digit X in both ways."""
        return (*self.secrets, *(word.lower() for word in self.secrets if word.endswith("X")), *sorted(self._names))

    def names_in(self, text: str) -> list[re.Match[str]]:
        """Find where they are named in a text."""
        if self._named is None:
            return []
        return [found for found in self._named.finditer(text) if found.group() in self._names]

    def has_secret(self, text: str) -> bool:
        """Say whether one of their numbers or texts stands in a text."""
        return self._secret is not None and self._secret.search(text) is not None

    def is_name_alone(self, text: str) -> bool:
        """Say whether a text is a name, or a list of names, with theirs among them."""
        return any(part in self._names for part in _BETWEEN.split(_ASIDE.sub("", text).strip()))

    def without_secrets(self, text: str) -> str:
        """Give a text without their numbers and texts."""
        return text if self._secret is None else self._secret.sub(self.blank, text)

    def without_names(self, text: str) -> str:
        """Give a text with another word in the place of each of their names."""
        if self._named is None:
            return text
        return self._named.sub(lambda found: self.instead if found.group() in self._names else found.group(), text)

    def excerpt(self, text: str) -> str:
        """Give what stands around the first place at which they are named."""
        found = next(iter(self.names_in(text)), None)
        if found is None:
            return ""
        start, end = max(found.start() - AROUND, 0), found.end() + AROUND
        cut = " ".join(text[start:end].split())
        return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"


def _alone(word: str) -> str:
    before = r"(?<!\d)" if word[0].isdigit() else ""
    after = r"(?!\d)" if word[-1].isdigit() else ""
    return f"{before}{re.escape(word)}{after}"


def every_text(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Give a value of JSON with each text in it changed, keys included."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [every_text(one, change) for one in value]
    if isinstance(value, dict):
        return {change(key): every_text(one, change) for key, one in value.items()}
    return value


def texts_in(value: Any) -> Iterable[str]:  # noqa: ANN401 - whatever JSON can hold
    """Walk the texts in a value of JSON, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from texts_in(one)
