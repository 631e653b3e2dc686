"""A calendar that phones and other calendars read (.ics, RFC 5545); the library folds and escapes what is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar.cal import Component

ZONE = "Asia/Shanghai"
MAKER = "-//branchdesk//zh-CN"


@dataclass(frozen=True, slots=True)
class Event:
    """One entry. With a moment it begins then, in the office's own time; with a day it is of the whole day.

    `uid` is the same whenever the same thing is written, so that a calendar replaces what it had. `ahead` is how long
    before it one is reminded.
    """

    uid: str
    starts: date | datetime
    title: str
    ends: datetime | None = None
    place: str = ""
    text: str = ""
    ahead: timedelta | None = None
    tentative: bool = False


def write_calendar(name: str, events: Iterable[Event], stamp: datetime) -> bytes:
    """Write a calendar of a name; `stamp` is the moment of writing, with its zone."""
    from icalendar import Calendar  # noqa: PLC0415 - loaded when a calendar is wanted

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    for event in events:
        calendar.add_component(_component(event, stamp))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _component(event: Event, stamp: datetime) -> Component:
    from icalendar import Alarm  # noqa: PLC0415 - as above
    from icalendar import Event as Entry  # noqa: PLC0415 - as above

    made = Entry()
    made.add("uid", event.uid)
    made.add("dtstamp", stamp)
    made.add("summary", event.title)
    if isinstance(event.starts, datetime):
        zone = ZoneInfo(ZONE)
        made.add("dtstart", event.starts.replace(tzinfo=zone))
        if event.ends is not None:
            made.add("dtend", event.ends.replace(tzinfo=zone))
    else:
        made.add("dtstart", event.starts)
        made.add("dtend", event.starts + timedelta(days=1))
        made.add("transp", "TRANSPARENT")  # a day on which something ends is not a day that is taken
    if event.place:
        made.add("location", event.place)
    if event.text:
        made.add("description", event.text)
    if event.tentative:
        made.add("status", "TENTATIVE")
    if event.ahead is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.title)
        alarm.add("trigger", -event.ahead)
        made.add_component(alarm)
    return made
