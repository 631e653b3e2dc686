"""What follows from an invented branch's appraisals, and the talks that members have with one another every year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from branchdesk.demo.days import on_or_after
from branchdesk.demo.lives import DemoRow
from branchdesk.demo.records import DemoMeeting, DemoMember, expected_on
from branchdesk.domain.agenda import AgendaItem, Ballot, BallotRule
from branchdesk.domain.roster import Stage
from branchdesk.words.talks import MEMBERS

BY_WORD = "书记当面反馈"
SOONEST, LATEST = 5, 21  # days after the appraisal
MONTHS = (4, 9)  # in which members talk with one another
THEMES = ("交流年度学习和工作情况", "交换对本组工作的意见")
POINTS = (
    "互相肯定一年来的工作，提出办案文书要早交换意见，遇到疑难多商量。",
    "就小组学习的时间安排交换意见，商定错开出庭日；互相提醒注意劳逸结合。",
    "谈了带新人的体会，约定每月一起复盘一件案子。",
)


def tell_the_appraised(rng: Random, records: tuple[DemoMeeting, ...], today: date) -> tuple[DemoMeeting, ...]:
    """Give the records with whoever was appraised told of it, a week or more after, where that day has come."""
    return tuple(
        replace(record, meeting=replace(record.meeting, agenda=tuple(_told(rng, record, today))))
        if any(map(_appraises, record.meeting.agenda))
        else record
        for record in records
    )


def _told(rng: Random, record: DemoMeeting, today: date) -> Iterator[AgendaItem]:
    day = record.meeting.starts.date()
    for item in record.meeting.agenda:
        if not (isinstance(item, Ballot) and _appraises(item)):
            yield item
            continue
        subjects = []
        for one in item.subjects:
            on = on_or_after(day + timedelta(days=rng.randint(SOONEST, LATEST)))
            known = one.grade is not None and on <= today
            subjects.append(replace(one, feedback_on=on, feedback=BY_WORD) if known else one)
        yield replace(item, subjects=tuple(subjects))


def _appraises(item: AgendaItem) -> bool:
    return isinstance(item, Ballot) and item.rule is BallotRule.APPRAISAL


def talk_among_members(rng: Random, people: tuple[DemoMember, ...], first: date, today: date) -> tuple[DemoRow, ...]:
    """Give the talks between members: a few in spring and autumn of each year, nobody of the committee among them."""
    rows = []
    for year in range(first.year, today.year + 1):
        for month in MONTHS:
            day = on_or_after(date(year, month, rng.randint(3, 24)))
            able = [one for one in people if not one.offices and one.stage is Stage.FULL and expected_on(one, day)]
            if not first <= day <= today or len(able) < 2:
                continue
            listener, talker = rng.sample(able, 2)
            rows.append(
                DemoRow(
                    listener.key,
                    "talk",
                    {
                        "day": day.isoformat(),
                        "who": talker.name,
                        "level": MEMBERS,
                        "title": rng.choice(THEMES),
                        "detail": rng.choice(POINTS),
                    },
                )
            )
    return tuple(rows)
