"""How facts are written out on a paper: names, dates, numerals, and blanks for what is not known yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import Attendee, MeetingRecord
from branchdesk.papers.blocks import BLANK_CELL, Role, Span, paragraphs, plain
from branchdesk.papers.full_width import full_width

# To be filled in by hand: what is not known yet is never written as "none". Two strokes take one cell.
BLANK = "_" * 10
SHORT_BLANK = "_" * 4
DATE_BLANK = "____年___月___日"

_HAN = "[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")
_TWO_HAN = re.compile(f"{_HAN}{{2}}")
_DIGITS = "〇一二三四五六七八九"
TEN = 10
BRIEF = 16


class People:
    """The people of one meeting, and how each is written so that nobody is taken for another."""

    def __init__(self, apart: Mapping[str, str]) -> None:
        """Take what tells those apart who share a name, by identifier."""
        self._words = apart

    def write(self, person: PersonRef | Attendee) -> str:
        """Write a name in running text; one that two people bear is followed by what tells them apart."""
        return bare(person.name) + self._apart(person)

    def span(self, person: PersonRef | Attendee) -> Span:
        """Write a name that stands alone or in a column: two characters are spread to the width of three."""
        name, apart = bare(person.name), self._apart(person)
        return Span(spread(name) + apart, whole=True, spread=True)

    def _apart(self, person: PersonRef | Attendee) -> str:
        person_id = person.member_id if isinstance(person, Attendee) else person.id
        word = plain(self._words.get(person_id or "", ""))
        return f"（{word}）" if word else ""


def bare(name: str) -> str:
    """Give a name without the blanks that a sheet put between its characters."""
    return _BETWEEN_HAN.sub("", plain(name))


def names_of(record: MeetingRecord) -> set[str]:
    """Give the names of the people who were called to a meeting: a line of its papers parts none of them."""
    return {name for person in record.attendees if len(name := bare(person.name)) > 1}


def spread(name: str) -> str:
    """Give a name of two characters the width of three (于　敏); others stay."""
    return BLANK_CELL.join(name) if _TWO_HAN.fullmatch(name) else name


def label(text: str) -> Span:
    """Write a field's label in 黑体, spread to three characters where it has two."""
    return Span(f"{spread(text)}：", Role.HEI, whole=True, spread=True)


def number(count: int | None, unit: str) -> str:
    """Write a count with its unit, or a blank where it is not known yet."""
    return f"{SHORT_BLANK if count is None else count}{unit}"


def numeral(count: int) -> str:
    """Write 1 to 99 in Chinese numerals, as the first level of headings has them; beyond that in figures."""
    tens, ones = divmod(count, TEN)
    if tens >= TEN:
        return str(count)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def day(value: date | PartialDate) -> str:
    """Write a date as known: 2026年11月5日, 2026年11月 or 2026年."""
    return f"{value.year}年" + (f"{value.month}月" if value.month else "") + (f"{value.day}日" if value.day else "")


def period(starts: datetime, ends: datetime | None) -> str:
    """Write when a meeting was: 2026年11月20日14:30—16:05; an hour that is not known is left blank.

    A beginning at midnight is one that nobody has written yet.
    """
    if ends is None:
        until = SHORT_BLANK
    elif ends.date() == starts.date():
        until = _clock(ends)
    else:
        until = day(ends.date()) + _clock(ends)
    begun = "" if starts.time() != time() else SHORT_BLANK
    return f"{moment(starts)}{begun}—{until}"


def moment(value: datetime) -> str:
    """Write a day and its hour, where that is known: 2026年11月20日14:30."""
    return day(value.date()) + (_clock(value) if value.time() != time() else "")


def _clock(value: datetime) -> str:
    return f"{value.hour}:{value.minute:02}"


def brief(title: str) -> str:
    """Give the beginning of a title, enough to find the place."""
    text = plain(title)
    return text if len(text) <= BRIEF else f"{text[:BRIEF]}……"


def quoted(title: str) -> str:
    """Put a document's title in title marks, unless it has them."""
    text = plain(title)
    return text if text.startswith("《") else f"《{text}》"


def ended(sentence: str) -> str:
    """Close a sentence that was left open."""
    return sentence if not sentence or sentence[-1] in "。！？；…”’）" else f"{sentence}。"


def prose(text: str) -> list[str]:
    """Give the paragraphs of what was typed as Chinese prose, its marks full-width."""
    return [full_width(part) for part in paragraphs(text)]


def phrase(text: str) -> str:
    """Give what was typed as Chinese prose on one line, its marks full-width."""
    return full_width(plain(text))
