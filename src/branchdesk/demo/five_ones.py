"""How the invented branch kept its members' 政治生日: by the month on the theme day, a talk with each, a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from branchdesk.demo.days import on_or_after, on_or_before
from branchdesk.demo.lives import DemoRow
from branchdesk.demo.records import DemoMeeting, DemoMember, expected_on
from branchdesk.domain.dates import LeapDay, PartialDate
from branchdesk.domain.five_ones import TEMPLATES, Evidence, birthday
from branchdesk.domain.meetings import MeetingKind, Phase, Presence

TOLD_AHEAD = 7  # days
NEWEST = timedelta(days=2)  # the last record is at least two days old
ABOVE = "机关党委 鲁建平"
FIVE = TEMPLATES[0]
POINTS = (
    "回顾入党以来的工作，表示愿意多带年轻同志办案。",
    "谈到近期案件多、压力大，建议内勤工作轮流分担。",
    "希望支部学习少念稿子，多讨论身边的案例。",
    "家中孩子上学接送不便，小组已同意调整值班。",
    "对岗位调整没有意见，提出希望参加一次业务培训。",
    "谈了入党时的介绍人，准备把当年的笔记整理出来。",
    "身体恢复情况良好，感谢同志们上门看望。",
    "建议把党员先锋岗的办法再简化，少填表。",
    "思想状况稳定，对明年的普法活动提了两点想法。",
    "愿意承担青年学习小组的领学，请支部给予支持。",
)
CARE = (
    "到办公室看望，了解近期工作和家庭情况",
    "帮助协调孩子入学手续",
    "看望住院的父亲",
    "陪同办理体检复查",
    "送上一本业务书",
    "协调调整了值班安排",
    "随访工作中的困难，转请部门研究",
)
AWAY = "未参加当月主题党日，会后补办"


@dataclass(frozen=True, slots=True)
class DemoItem:
    """One of the five noted for the person with that key; `item` is its place, `meeting` and `talk` places in lists."""

    person: str
    item: int
    year: int
    values: dict[str, Any]
    meeting: int | None = None
    talk: int | None = None


@dataclass(frozen=True, slots=True)
class FiveOnes:
    """Everything noted of the five, the talks that belong to it, and who was told when (key, year, day)."""

    marks: tuple[DemoItem, ...] = ()
    talks: tuple[DemoRow, ...] = ()
    told: tuple[tuple[str, int, date], ...] = ()


def invent_five_ones(
    rng: Random, people: tuple[DemoMember, ...], meetings: tuple[DemoMeeting, ...], first: date, today: date
) -> FiveOnes:
    """Give what was done for each birthday since the first day; those of the month at hand wait for its theme day.

    A branch that is held up still celebrates within the next month: the birthday is past by less than thirty days.
    """
    marks: list[DemoItem] = []
    talks: list[DemoRow] = []
    told: list[tuple[str, int, date]] = []
    theme_days = [(place, one) for place, one in enumerate(meetings) if _is_theme_day(one)]
    for year in range(first.year, today.year + 1):
        for person in people:
            found = birthday(person.joined_on, year, LeapDay.FEBRUARY)
            if found is None or not first <= found.on.first_day() or not expected_on(person, found.on.first_day()):
                continue
            held = next((pair for pair in theme_days if _in_month(pair[1], found.on)), None)
            if held is None and found.on.last_day() > today - timedelta(days=31):
                continue
            day = held[1].meeting.starts.date() if held else on_or_after(found.on.last_day())
            come = _Celebrated(person, year, day, held[0] if held and _came(held[1], person) else None)
            told.append((person.key, year, on_or_before(min(day, found.on.first_day()) - timedelta(days=TOLD_AHEAD))))
            talks.append(_talk(rng, come, people[0], today))
            marks += _marks(rng, come, people, len(talks) - 1, today)
    return FiveOnes(tuple(marks), tuple(talks), tuple(told))


@dataclass(frozen=True, slots=True)
class _Celebrated:
    """Whom the branch celebrated: on which day, and at which meeting, where they were there."""

    person: DemoMember
    year: int
    day: date
    meeting: int | None


def _is_theme_day(one: DemoMeeting) -> bool:
    return one.meeting.kind is MeetingKind.THEME_DAY and one.meeting.phase is Phase.HELD


def _in_month(one: DemoMeeting, on: PartialDate) -> bool:
    return (one.meeting.starts.year, one.meeting.starts.month) == (on.year, on.month)


def _came(one: DemoMeeting, person: DemoMember) -> bool:
    marks = {mark.person.id: mark.presence for mark in one.meeting.attendance.marks}
    there = marks.get(person.key, one.meeting.attendance.default)
    return there is Presence.PRESENT and expected_on(person, one.meeting.starts.date())


def _talk(rng: Random, come: _Celebrated, secretary: DemoMember, today: date) -> DemoRow:
    """Give the talk some days before the theme day; with the secretary somebody from above talks."""
    day = on_or_before(come.day - timedelta(days=rng.randrange(1, 9)))
    own = come.person is secretary
    return DemoRow(
        come.person.key,
        "talk",
        {
            "day": min(day, today - NEWEST).isoformat(),
            "who": ABOVE if own else secretary.name,
            "other_id": None if own else secretary.key,
            "level": None if own else "支委之间" if come.person.offices[:1] and _leads(come.person) else "书记与党员",
            "title": "政治生日谈心谈话",
            "detail": rng.choice(POINTS),
        },
    )


def _leads(person: DemoMember) -> bool:
    return any("委员" in office or "书记" in office for office in person.offices)


def _marks(rng: Random, come: _Celebrated, people: tuple[DemoMember, ...], talk: int, today: date) -> list[DemoItem]:
    visitor = rng.choice([one for one in people[:5] if one is not come.person])
    visited = on_or_before(min(come.day + timedelta(days=rng.randrange(-6, 3)), today - NEWEST))
    care = rng.choice(CARE)
    made = []
    for place, (_, evidence) in enumerate(FIVE):
        values: dict[str, Any] = {"state": "done", "day": come.day.isoformat()}
        if evidence is Evidence.TALK:
            made.append(DemoItem(come.person.key, place, come.year, {"state": "done"}, talk=talk))
        elif evidence is Evidence.VISIT:
            facts = {"day": visited.isoformat(), "who": visitor.name, "note": care}
            made.append(DemoItem(come.person.key, place, come.year, values | facts))
        elif come.meeting is not None:
            facts = {"who": people[0].name if come.person is not people[0] else people[1].name}
            made.append(DemoItem(come.person.key, place, come.year, values | facts, meeting=come.meeting))
        else:
            later = min(on_or_after(come.day + timedelta(days=3)), on_or_before(today - NEWEST))
            facts = {"day": later.isoformat(), "who": people[1].name, "note": AWAY}
            made.append(DemoItem(come.person.key, place, come.year, values | facts))
    return made
