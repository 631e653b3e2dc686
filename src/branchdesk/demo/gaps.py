"""Gaps that are left in an invented branch's records for a self-inspection to find: what is not there at all.

A gap falls on a record that has no other fault and that nothing else builds on; where a small branch has none such, it
is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from branchdesk.demo.records import DemoMeeting, Fault, Planted, meeting_label
from branchdesk.domain.agenda import Ballot, BallotRule, FirstTopic, Topic
from branchdesk.domain.meetings import Meeting, MeetingKind
from branchdesk.domain.surroundings import words_of

YOUNGEST, OLDEST = timedelta(days=75), timedelta(days=300)  # the age of a gap
THIN_TEXT = "传达学习有关精神。"


def leave_gaps(
    rng: Random, records: tuple[DemoMeeting, ...], planted: tuple[Planted, ...], today: date
) -> tuple[tuple[DemoMeeting, ...], list[Planted]]:
    """Give the records with gaps left in them, and what these are."""
    leaving = _Leaving(rng, list(records), {one.where.partition(" P")[0] for one in planted}, today)
    leaving.skip_a_theme_day()
    leaving.skip_a_group_meeting()
    leaving.write_little()
    leaving.tell_nobody()
    return tuple(leaving.records), leaving.left


class _Leaving:
    """Leaves gaps one after another; `left` lists them."""

    def __init__(self, rng: Random, records: list[DemoMeeting], spoiled: set[str], today: date) -> None:
        self.rng = rng
        self.records = records
        self.today = today
        self.left: list[Planted] = []
        self._spoiled = spoiled

    def _one(self, fits: Callable[[Meeting], object]) -> int | None:
        """Choose a sound record of the right age that fits and that no other one builds on."""
        able = [
            index
            for index, record in enumerate(self.records)
            if fits(record.meeting)
            and YOUNGEST < self.today - record.meeting.starts.date() < OLDEST
            and meeting_label(record.meeting) not in self._spoiled
            and record.meeting.sitting is None
            and not self._built_on(record.meeting)
        ]
        return self.rng.choice(able) if able else None

    def _built_on(self, meeting: Meeting) -> bool:
        """Say whether others tell of a meeting's measures, or it looks back on theirs."""
        items = [item for item in meeting.agenda if not isinstance(item, Ballot)]
        measures = [measure for item in items for measure in item.measures]
        if meeting.reviews or any(one.done_on is None for one in measures):
            return True
        others = "".join(words_of(one.meeting) for one in self.records if one.meeting is not meeting)
        return any(one.text in others for one in measures)

    def _leave(self, code: Fault, where: str, what: str) -> None:
        self._spoiled.add(where)
        self.left.append(Planted(code, where, what))

    def skip_a_theme_day(self) -> None:
        """Leave a month without a theme day."""
        held = Counter(_month(one.meeting) for one in self.records if one.meeting.kind is MeetingKind.THEME_DAY)
        index = self._one(lambda one: one.kind is MeetingKind.THEME_DAY and held[_month(one)] == 1)
        if index is not None:
            month = _month(self.records.pop(index).meeting)
            self._leave(Fault.THEME_DAY_MISSED, month, f"{month}没有开展主题党日")

    def skip_a_group_meeting(self) -> None:
        """Leave a group without its meeting of a month."""
        held = Counter((_month(one.meeting), one.meeting.group) for one in self.records if _of_group(one.meeting))
        index = self._one(lambda one: _of_group(one) and held[_month(one), one.group] == 1)
        if index is not None:
            skipped = self.records.pop(index).meeting
            where = f"{_month(skipped)} {skipped.group}"
            self._leave(Fault.GROUP_MEETING_MISSED, where, f"{_month(skipped)}{skipped.group}没有开党小组会")

    def write_little(self) -> None:
        """Let a group's minutes tell next to nothing of its meeting."""
        index = self._one(_of_group)
        if index is None:
            return
        record = self.records[index]
        short: list[FirstTopic | Topic] = [
            replace(item, speeches=()) for item in record.meeting.agenda if isinstance(item, FirstTopic)
        ]
        short += [Topic(item.title, THIN_TEXT) for item in record.meeting.agenda if isinstance(item, Topic)][:1]
        thin = replace(record.meeting, agenda=tuple(short), resolutions=("按要求抓好落实。",))
        self.records[index] = replace(record, meeting=thin)
        self._leave(Fault.MINUTES_THIN, meeting_label(thin), f"{thin.starts.date()}{thin.group}的会议记录过于简单")

    def tell_nobody(self) -> None:
        """Forget to tell one member of the newest appraisal what came of it."""
        for index in range(len(self.records) - 1, -1, -1):
            meeting = self.records[index].meeting
            told = next((item for item in meeting.agenda if _appraises(item)), None)
            if not isinstance(told, Ballot) or meeting_label(meeting) in self._spoiled:
                continue
            graded = [place for place, one in enumerate(told.subjects) if one.grade and one.feedback_on]
            if graded:
                place = self.rng.choice(graded)
                forgotten = replace(told.subjects[place], feedback_on=None, feedback="")
                subjects = (*told.subjects[:place], forgotten, *told.subjects[place + 1 :])
                agenda = tuple(replace(told, subjects=subjects) if item is told else item for item in meeting.agenda)
                self.records[index] = replace(self.records[index], meeting=replace(meeting, agenda=agenda))
                what = f"{meeting.starts.date()}民主评议的结果没有反馈{forgotten.name}"
                self._leave(Fault.FEEDBACK_MISSING, meeting_label(meeting), what)
                return


def _month(meeting: Meeting) -> str:
    return f"{meeting.starts:%Y-%m}"


def _of_group(meeting: Meeting) -> bool:
    return meeting.kind is MeetingKind.GROUP_MEETING


def _appraises(item: object) -> bool:
    return isinstance(item, Ballot) and item.rule is BallotRule.APPRAISAL
