"""What a branch may set of a rule, and within which bounds a value makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from branchdesk.domain.duties.spans import MONTHS
from branchdesk.domain.rulebook import Setting

EVERY = "every"
# Whole numbers from one to another, both counted in. A setting of another name is any number from 0 to 999.
LIMITS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "times": (1, 31),
        "ahead": (0, 366),
        "grace": (0, 12),
        "delay": (0, 12),
        "people": (1, 999),
        "days": (1, 366),
        "months": (1, 120),
        "hours": (1, 500),
    }
)
ANY_NUMBER = (0, 999)


class Odd(StrEnum):
    """Why a value cannot be a setting's."""

    NOT_KNOWN = "not_known"
    NO_SPAN = "no_span"
    NO_WORD = "no_word"
    NO_CHOICE = "no_choice"
    OUT_OF_RANGE = "out_of_range"


def limits(key: str) -> tuple[int, int]:
    """Give the least and the greatest number that a setting may have."""
    return LIMITS.get(key, ANY_NUMBER)


def odd(key: str, value: object, known: Mapping[str, Setting]) -> Odd | None:
    """Say why a value cannot be set, or None where it can; `known` are the rule's own settings, whose sort it has."""
    if key not in known:
        return Odd.NOT_KNOWN
    if key == EVERY:
        return None if value in MONTHS else Odd.NO_SPAN
    usual = known[key]
    if isinstance(usual, bool):
        return None if isinstance(value, bool) else Odd.NO_CHOICE
    if isinstance(usual, str):
        return None if isinstance(value, str) and value.strip() else Odd.NO_WORD
    least, most = limits(key)
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
        return None
    return Odd.OUT_OF_RANGE
