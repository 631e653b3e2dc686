"""What is said about the numbers that meetings have within their year."""

from __future__ import annotations

from branchdesk.words.meetings import KINDS


def sequence(kind: str, group: str | None, year: int) -> str:
    """Name a sequence: 2026年第一党小组党小组会."""
    return f"{year}年{group or ''}{KINDS[kind]}"


def renumbered(kind: str, group: str | None, year: int) -> str:
    """Name the operation that gives the meetings of a year their numbers anew."""
    return f"重排{sequence(kind, group, year)}的次数"


def no_such_sequence(kind: str, group: str | None, year: int) -> str:
    """Say that there is nothing to number."""
    return f"没有{sequence(kind, group, year)}的记录，请换一类会议或年份。"
