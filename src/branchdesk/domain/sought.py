"""What a word typed to find a record may mean besides itself, and what stands around it where it is found."""

from __future__ import annotations

import re

from branchdesk.domain.dates import Unreadable, read_date

AROUND = 12  # characters told on either side of what was found
_MONTH = re.compile(r"(\d{1,2})月(?:(\d{1,2})[日号]?)?")
_NUMBER = re.compile(r"第?(\d{1,3})次")
_PART_OF_DAY = re.compile(r"\d{1,2}-\d{1,2}")
_CENTURIES = ("19", "20")


def day_meant(text: str) -> str:
    """Give the beginning of a stored date (2026-03) that a word with a year in it means, or nothing."""
    if not text.startswith(_CENTURIES):
        return ""
    try:
        return str(read_date(text).value)
    except Unreadable:
        return ""


def yearly_meant(text: str) -> str:
    """Give the month, or month and day (11-20), that a word means of any year, or nothing."""
    if match := _MONTH.fullmatch(text):
        month, day = match.groups()
        return f"{int(month):02}" + (f"-{int(day):02}" if day else "")
    return text if _PART_OF_DAY.fullmatch(text) else ""


def number_meant(text: str) -> int | None:
    """Give the number that 第4次 means, or None."""
    match = _NUMBER.fullmatch(text)
    return int(match.group(1)) if match else None


def excerpt(text: str, word: str, around: int = AROUND) -> str:
    """Give what stands around a word, on one line; the beginning where the word is not in it."""
    line = " ".join(text.split())
    at = max(line.lower().find(word.lower()), 0)
    start, end = max(at - around, 0), min(at + len(word) + around, len(line))
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"
