"""What lies ahead of an invented branch, and what came to nothing: planned, notified and cancelled meetings."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from branchdesk.demo.days import on_or_after, on_or_before
from branchdesk.demo.records import DemoMeeting, DemoMember
from branchdesk.domain.agenda import FirstTopic, Topic
from branchdesk.domain.meetings import (
    Meeting,
    MeetingKind,
    Move,
    Phase,
)

NOTIFIED_IN, PLANNED_IN, CANCELLED_AGO = 4, 17, 33  # days


def plan_ahead(roster: tuple[DemoMember, ...], today: date) -> tuple[DemoMeeting, ...]:
    """Give a committee meeting put off and notified, a members' meeting to come, and a theme day that was cancelled."""
    secretary = roster[0].ref

    def at(day: date, hour: time) -> datetime:
        return datetime.combine(day, hour)

    soon = at(on_or_after(today + timedelta(days=NOTIFIED_IN)), time(15, 30))
    first = at(on_or_before(soon.date() - timedelta(days=1)), time(15, 30))
    return tuple(
        DemoMeeting(meeting, final=False)
        for meeting in (
            Meeting(
                MeetingKind.THEME_DAY,
                at(on_or_before(today - timedelta(days=CANCELLED_AGO)), time(14)),
                title="到敬老院开展志愿服务",
                place="城北敬老院",
                chair=secretary,
                phase=Phase.CANCELLED,
                cancelled_for="敬老院临时封闭管理，改期另定",
            ),
            Meeting(
                MeetingKind.COMMITTEE_MEETING,
                soon,
                place="支部活动室",
                chair=secretary,
                agenda=(FirstTopic(), Topic("研究年度组织生活会准备工作"), Topic("讨论明年学习安排")),
                phase=Phase.NOTIFIED,
                moves=(Move(first, "与全院会议时间冲突"),),
            ),
            Meeting(
                MeetingKind.MEMBERS_MEETING,
                at(on_or_after(today + timedelta(days=PLANNED_IN)), time(14, 30)),
                place="三楼会议室",
                chair=secretary,
                agenda=(FirstTopic(), Topic("听取支委会全年工作报告")),
                phase=Phase.PLANNED,
            ),
        )
    )
