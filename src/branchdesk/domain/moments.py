"""Moments as offices write them: a day, perhaps with the hour it began and the hour it ended."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from branchdesk.domain.dates import EXCEL_EPOCH, EXCEL_SERIALS, Precision, Unreadable, read_date

NOON, HOURS, MINUTES = 12, 24, 60
MINUTES_A_DAY = HOURS * MINUTES
_STORED = re.compile(r"(\d{4}-\d{2}-\d{2})?(?:T(\d{2}:\d{2}))?(?:/(\d{2}:\d{2}))?")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was, as far as it is known. Midnight is an hour that nobody wrote."""

    day: date | None = None
    begins: time | None = None
    ends: time | None = None

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read the stored form: `2025-03-14`, `2025-03-14T14:30`, `2025-03-14T14:30/16:05`, `T14:30`; else ValueError.

        An hour of 00:00 is one that is not known.
        """
        match = _STORED.fullmatch(text)
        if match is None or not text:
            raise ValueError(text)
        day, begins, ends = match.groups()
        return cls(date.fromisoformat(day) if day else None, _hour(begins), _hour(ends))

    def __str__(self) -> str:
        """Give the stored form."""
        begins = f"T{self.begins:%H:%M}" if self.begins else ""
        ends = f"/{self.ends:%H:%M}" if self.ends else ""
        return (self.day.isoformat() if self.day else "") + begins + ends

    def shown(self) -> str:
        """Write it for people: 2025-03-14 14:30—16:05."""
        hours = "—".join(f"{hour:%H:%M}" for hour in (self.begins, self.ends) if hour)
        return " ".join(part for part in (self.day.isoformat() if self.day else "", hours) if part)


def _hour(text: str | None) -> time | None:
    return _known(time.fromisoformat(text)) if text else None


def _known(hour: time) -> time | None:
    return hour if hour != time() else None


@dataclass(frozen=True, slots=True)
class ReadMoment:
    """A moment as read from a cell; `partly` is true where something behind the day could not be read."""

    value: Moment
    partly: bool = False


_SIGNS = str.maketrans("０１２３４５６７８９：．／－（）", "0123456789:./-()")
_HAN_HOURS = (("十二", "12"), ("十一", "11"), ("十", "10"), *zip("一二两三四五六七八九", "1223456789", strict=True))
_DAY_FIRST = re.compile(r"(?P<day>.{3,}?[日号]|\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}|\d{8}(?!\d))(?P<rest>.*)", re.DOTALL)
_WEEKDAY = re.compile(r"^[\s,，、T]*\(?(?:星期|周|礼拜)[一二三四五六日天]\)?[\s,，、]*")
_BETWEEN = re.compile(r"\s*(?:[-—–~～]+|至|到)\s*")
_SAME_DAY = re.compile(r"^(?:\d{4}[年.\-/])?(?P<month>\d{1,2})[月.\-/](?P<day>\d{1,2})日?\s*")
_HALVES = "上午|早上|早晨|早|凌晨|中午|下午|傍晚|晚上|晚|[AaPp][Mm]"
_CLOCK = re.compile(
    rf"(?P<half>{_HALVES})?\s*(?P<hour>\d{{1,2}})\s*"
    rf"(?:(?P<mark>[:时点hH])\s*(?:(?P<minute>\d{{1,2}})(?::\d{{1,2}}(?:\.\d+)?)?\s*分?|(?P<part>半|[13]刻)|整)?)?\s*"
    rf"(?P<late>[AaPp][Mm])?(?:开始|结束)?",
)
_AFTERNOON = {"下午", "傍晚", "晚上", "晚", "pm"}
_PARTS = {"半": 30, "1刻": 15, "3刻": 45}


def read_moment(cell: object) -> ReadMoment:
    """Read a cell of a sheet as a moment.

    Takes a date or datetime, an Excel serial with its fraction, and what people type: 2025年3月14日 14:30,
    2025-3-14下午3点, 2025.3.14（周五）上午9:00至11:30, 14:30-16:00. Raises Unreadable for anything else, and for what
    has a month but no day.
    """
    if isinstance(cell, datetime):
        moment = _rounded(cell)
        return ReadMoment(Moment(moment.date(), _known(moment.time())))
    if isinstance(cell, float) and not cell.is_integer() and (int(cell) in EXCEL_SERIALS or 0 < cell < 1):
        return ReadMoment(_of_serial(cell))
    if not isinstance(cell, str):
        return ReadMoment(Moment(_day(cell)))
    text = cell.translate(_SIGNS).strip().strip("'‘’\"“”")
    if match := _DAY_FIRST.fullmatch(text):
        day = _day(match["day"])
        hours = _hours(_WEEKDAY.sub("", match["rest"]).lstrip("T ,，、\n\t"), day)
        return ReadMoment(replace(hours or Moment(), day=day), partly=hours is None)
    if (hours := _hours(text, None)) and hours.begins:
        return ReadMoment(hours)
    return ReadMoment(Moment(_day(text)))


def hour_text(text: str) -> str:
    """Give an hour as it is kept (14:30) where one can be read; any other text as it is."""
    hour = _clock(text.translate(_SIGNS).strip(), None)
    return f"{hour:%H:%M}" if hour else text.strip()


def _rounded(moment: datetime) -> datetime:
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)


def _of_serial(number: float) -> Moment:
    whole, minutes = divmod(round(number * MINUTES_A_DAY), MINUTES_A_DAY)
    hour, minute = divmod(minutes, MINUTES)
    return Moment(EXCEL_EPOCH + timedelta(days=whole) if whole else None, time(hour, minute) if minutes else None)


def _day(cell: object) -> date:
    found = read_date(cell).value
    if found.precision is not Precision.DAY:
        raise Unreadable(str(cell))
    return found.first_day()


def _hours(text: str, day: date | None) -> Moment | None:
    """Read what is behind a day: nothing, an hour, two hours; None where it is something else."""
    if not text.strip(" ()"):
        return Moment()
    first, *more = _BETWEEN.split(text.strip(), maxsplit=1)
    begins = _clock(first, None)
    if begins is None or not more:
        return Moment(None, _known(begins)) if begins is not None else None
    rest = more[0]
    if day and (match := _SAME_DAY.match(rest)):
        if (int(match["month"]), int(match["day"])) != (day.month, day.day):
            return None
        rest = rest[match.end() :]
    ends = _clock(rest, begins)
    return Moment(None, _known(begins), _known(ends)) if ends is not None else None


def _clock(text: str, after: time | None) -> time | None:
    """Read an hour; one that ends what began in the afternoon may be written 4:00 for 16:00."""
    for han, digits in _HAN_HOURS:
        text = text.replace(han, digits)
    match = _CLOCK.fullmatch(text.strip(" ()"))
    if match is None or not (match["mark"] or match["half"] or match["late"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or _PARTS.get(match["part"] or "", 0))
    half = (match["half"] or match["late"] or "").lower()
    late = half in _AFTERNOON or (half == "中午" and hour < NOON - 1)
    if late and hour < NOON:
        hour += NOON
    elif half in {"凌晨", "am"} and hour == NOON:
        hour = 0
    elif not half and after and hour < NOON and (hour, minute) < (after.hour, after.minute):
        hour += NOON
    return time(hour, minute) if hour < HOURS and minute < MINUTES else None
