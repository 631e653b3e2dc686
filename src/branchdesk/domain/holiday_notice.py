"""The days that a notice of public holidays sets, as it words them and as sheets list them.

一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.domain.working_days import SetDay

LONGEST = timedelta(days=31)  # of one holiday; more is a slip of the pen
OFF = ("放假", "补休", "休息", "节假日", "休假", "假期", "假", "休")
WORKED = ("上班", "补班", "工作日", "班")
_BESIDE = re.compile(r"[（(][^）)]*[）)]")
_NAME = r"[^：:\d]{2,12}"
_HEAD = re.compile(r"^\s*(?:[一二三四五六七八九十]+\s*、|\d+\s*[、.．])?\s*(?P<name>" + _NAME + ")[：:]")
_TITLE = re.compile(r"(\d{4})\s*年[^。\n]{0,4}节假日")
_YEAR = re.compile(r"(\d{4})\s*年")
_DAY = (
    r"(?:(?P<year{0}>\d{{4}})\s*[年./-])?\s*(?:(?P<month{0}>\d{{1,2}})\s*[月./-])?\s*(?P<day{0}>\d{{1,2}})\s*(?:日|号)?"
)
_ISO, _TO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}"), "至"
_SPAN = re.compile(_DAY.format("") + r"(?:\s*(?:至|到|—+|－|–|~|～)\s*" + _DAY.format("_to") + ")?")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: the days set, in order, and what could not be read, as it was written."""

    days: tuple[SetDay, ...] = ()
    unread: tuple[str, ...] = ()


def read_notice(text: str, year: int | None = None) -> Read:
    """Read the text of a notice; `year` is the one meant where its title names none."""
    named = _TITLE.search(text) or (_YEAR.search(text) if year is None else None)
    year = int(named[1]) if named else year
    found: dict[date, SetDay] = {}
    unread: list[str] = []
    for line in text.splitlines():
        head = _HEAD.match(line)
        if head is None:
            continue
        name = head["name"].strip()
        for clause in re.split(r"[。；;，,]", _BESIDE.sub("", line[head.end() :])):
            off = _is_off(clause)
            if off is None:
                continue
            days = list(_days(clause, year))
            found |= {day: SetDay(day, off, name) for day in days}
            if not days and re.search(r"\d", clause):
                unread.append(clause.strip())
    return Read(tuple(sorted(found.values())), tuple(unread))


def read_row(days: str, kind: str, name: str, year: int | None = None) -> Read:
    """Read a row of a sheet: 2027-01-01至2027-01-03 · 放假 · 元旦; whatever is not to be read is given back."""
    off = _is_off(kind)
    found = list(_days(_BESIDE.sub("", days), year))
    if off is None or not found:
        return Read((), ("　".join(part for part in (days, kind, name) if part),))
    return Read(tuple(SetDay(day, off, name.strip()) for day in found))


def is_name(text: str) -> bool:
    """Say whether a text can head a line of a notice."""
    return re.fullmatch(_NAME, text) is not None and text == text.strip() and "\n" not in text


def _is_off(text: str) -> bool | None:
    if any(word in text for word in WORKED):
        return False
    return True if any(word in text for word in OFF) else None


def _days(text: str, year: int | None) -> Iterator[date]:
    """Give every day that a text names, spans whole: 9月20日、10月10日; 2月15日至23日; 2027-01-01至2027-01-03."""
    month: int | None = None
    if not _ISO.search(text):
        text = text.replace("-", _TO)
    for part in re.split(r"[、和及\s]+(?=\d)", text.strip()):
        match = _SPAN.search(part)
        if match is None:
            continue
        year = int(match["year"]) if match["year"] else year
        month = int(match["month"]) if match["month"] else month
        if year is None or month is None:
            return
        try:
            first = date(year, month, int(match["day"]))
            last = _last(match, first) if match["day_to"] else first
        except ValueError:
            return
        if not timedelta() <= last - first <= LONGEST:
            return
        yield from (first + timedelta(days=number) for number in range((last - first).days + 1))
        month = last.month


def _last(match: re.Match[str], first: date) -> date:
    month = int(match["month_to"]) if match["month_to"] else first.month
    year = int(match["year_to"]) if match["year_to"] else first.year + (month < first.month)
    return date(year, month, int(match["day_to"]))
