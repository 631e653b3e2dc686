"""The door of this room: one call invents a whole branch."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from branchdesk.demo import attendance, people, timetable
from branchdesk.demo.ahead import plan_ahead
from branchdesk.demo.attendance import Roll, Spell
from branchdesk.demo.ballots import Ballots
from branchdesk.demo.branch_duties import DemoMark, invent_marks
from branchdesk.demo.clue_ways import over_time
from branchdesk.demo.clues import Clues, first_day_of_clues
from branchdesk.demo.faults import Planter
from branchdesk.demo.five_ones import FiveOnes, invent_five_ones
from branchdesk.demo.gaps import leave_gaps
from branchdesk.demo.life import with_life
from branchdesk.demo.lives import DemoRow, Lives, invent_lives
from branchdesk.demo.minutes import Recorder
from branchdesk.demo.records import (
    DemoBranch,
    DemoMeeting,
    DemoMember,
    DemoVolunteer,
    Fault,
    Planted,
    expected_on,
    meeting_label,
)
from branchdesk.demo.studio import Studio
from branchdesk.demo.talks import invent_talks
from branchdesk.demo.timetable import Sitting, Timetable
from branchdesk.demo.ways_in import WaysIn, invent_ways
from branchdesk.domain.agenda import FirstTopic, Topic
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import (
    Body,
    Mark,
    Meeting,
    MeetingKind,
)

SMALLEST, MOST_YEARS, EARLIEST = 8, 20, 2024
MOST_MEMBERS, MOST_CLUES = 2_000, 1_000_000
HANDLERS = 3  # members who look after the clues
DRAFT_DAYS = 21  # how long a record stays a draft
UNDECIDED_SINCE = "预备期已满，党员大会还没有讨论转正"


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented branch; `clues` may be iterated again and again and holds nothing in memory.

    `meetings` were held; `ahead` are planned, notified or cancelled. `elected` is when the committee in office was.
    `handlers` are the members who look after the clues, by name.
    """

    branch: DemoBranch
    people: tuple[DemoMember, ...]
    meetings: tuple[DemoMeeting, ...]
    volunteers: tuple[DemoVolunteer, ...]
    clues: Clues
    planted: tuple[Planted, ...]
    elected: date
    ahead: tuple[DemoMeeting, ...] = ()
    lives: Lives = field(default_factory=Lives)
    marks: tuple[DemoMark, ...] = ()
    five_ones: FiveOnes = field(default_factory=FiveOnes)
    ways: WaysIn = field(default_factory=WaysIn)
    talks: tuple[DemoRow, ...] = ()
    handlers: tuple[str, ...] = ()


def invent(*, members: int = 46, years: int = 3, clues: int = 193, seed: int = 7, today: date) -> Invented:
    """Invent a branch with its records up to today.

    Takes 8 to 2,000 members, 1 to 20 years, up to a million clues, any seed, and a day from 2024 on; ValueError for
    anything else. The same arguments always give the same branch, and no record is later than today.
    """
    sized = SMALLEST <= members <= MOST_MEMBERS and 1 <= years <= MOST_YEARS and 0 <= clues <= MOST_CLUES
    if not sized or today.year < EARLIEST:
        msg = f"cannot invent {members} members, {years} years and {clues} clues up to {today}"
        raise ValueError(msg)
    first = timetable.first_month(today, years)
    milestones = timetable.plan_milestones(today)
    frame = people.Frame(today, first, milestones)
    roster = people.invent_people(Random(f"people {seed}"), members, frame)
    roster, wrong_number = people.spoil_one_id_number(roster)
    table = timetable.draw_up(Random(f"timetable {seed}"), milestones, first, today, timetable.groups_of(members))
    riders_since = first_day_of_clues(today, first, clues)
    volunteers = people.invent_volunteers(
        Random(f"volunteers {seed}"), PartialDate(riders_since.year, riders_since.month)
    )
    ledger = Clues(f"clues {seed}", clues, riders_since, today, tuple(rider.name for rider in volunteers))
    secretary = _Secretary(seed, roster, table, today, riders_since)
    meetings = tuple(with_life(secretary.keep_records(first), roster, Random(f"{seed}:life"), today))
    ways = invent_ways(Random(f"{seed}:ways_in"), roster, first, today)
    meetings, gaps = leave_gaps(Random(f"{seed}:gaps"), meetings, tuple(secretary.planted), today)
    planted = (wrong_number, *_undecided(roster), *_missed(table), *secretary.planted, *ledger.left_open(), *gaps)
    return Invented(
        DemoBranch("第四党支部", "某某市人民检察院", first),
        roster,
        meetings,
        over_time(volunteers, ledger),
        ledger,
        (*planted, *_overdue(meetings, today), *ways.planted),
        table.elected,
        plan_ahead(roster, today),
        invent_lives(roster, first, today),
        tuple(invent_marks(Random(f"{seed}:branch_duties"), first, today)),
        invent_five_ones(Random(f"five ones {seed}"), roster, meetings, first, today),
        ways,
        invent_talks(Random(f"{seed}:talks"), roster, first, today),
        tuple(person.name for person in roster[len(people.OFFICES) - 1 : len(people.OFFICES) + HANDLERS - 1]),
    )


def _undecided(roster: tuple[DemoMember, ...]) -> list[Planted]:
    return [
        Planted(Fault.PROBATION_UNDECIDED, person.key, f"{person.name}{UNDECIDED_SINCE}")
        for person in roster
        if person.full_since is None
    ]


def _missed(table: Timetable) -> list[Planted]:
    if table.missed is None:
        return []
    year, number = table.missed
    what = f"{year}年第{'一二三四'[number - 1]}季度没有开党员大会"
    return [Planted(Fault.MEMBERS_MEETING_MISSED, f"{year}Q{number}", what)]


def _overdue(meetings: tuple[DemoMeeting, ...], today: date) -> list[Planted]:
    return [
        Planted(Fault.MEASURE_OVERDUE, meeting_label(record.meeting), f"“{measure.text}”过期未办")
        for record in meetings
        for item in record.meeting.agenda
        if isinstance(item, FirstTopic | Topic)
        for measure in item.measures
        if measure.done_on is None and measure.due is not None and measure.due < today
    ]


class _Secretary:
    """Calls the roll of every sitting and keeps its record, with the faults that are wanted."""

    def __init__(
        self, seed: int, roster: tuple[DemoMember, ...], table: Timetable, today: date, riders_since: date
    ) -> None:
        self.rng = Random(f"meetings {seed}")
        self.roster = roster
        self.sittings = table.sittings
        self.doubled = table.doubled
        self.elected = table.elected
        self.rolls: dict[date, Roll] = {}
        self.arrivals: dict[date, tuple[Mark, ...]] = {}
        self.comings = Random(f"comings {seed}")
        self.today = today
        studio = Studio(self.rng, roster, today, riders_since)
        self.recorder = Recorder(studio, Ballots(studio), self.sittings, table.elected)
        self.planted: list[Planted] = []

    def keep_records(self, first: date) -> tuple[DemoMeeting, ...]:
        """Keep the record of every sitting; the last ones are still drafts."""
        spells = attendance.plan_spells(self.rng, self.roster, first, self.today)
        whole = [i for i, sitting in enumerate(self.sittings) if _is_whole(sitting)]
        with_open_absence = set(whole[-2:])
        without_first_topic = self._one_without_first_topic()
        records: list[DemoMeeting] = []
        for index, sitting in enumerate(self.sittings):
            day = sitting.starts.date()
            roll = self._roll(sitting, spells)
            absent = None
            if index in with_open_absence:
                roll, absent = attendance.leave_one_open(self.rng, roll)
            roll = self._with_candidates(sitting, roll)
            if index == len(self.sittings) - 2:
                roll, forgotten = attendance.leave_reason_out(self.rng, roll)
                where = f"{meeting_label(sitting)} {forgotten.key}"
                self._plant(Fault.REASON_MISSING, where, f"{forgotten.name}请假的原因没有写")
            self.rolls[day] = roll
            meeting = self.recorder.write(sitting, roll, with_first_topic=index != without_first_topic)
            meeting = self._as_one_sitting(index, self._with_arrivals(meeting, roll), records)
            if absent:
                what = f"{absent.name}缺席{day}的会议，没有请假，没有补学"
                self._plant(Fault.ABSENCE_NOT_MADE_UP, f"{meeting_label(meeting)} {absent.key}", what)
            if index == without_first_topic:
                what = f"{day}{sitting.group}的会议没有第一议题"
                self._plant(Fault.FIRST_TOPIC_MISSING, meeting_label(meeting), what)
            recent = index >= len(self.sittings) - 2 or (self.today - day).days < DRAFT_DAYS
            records.append(DemoMeeting(meeting, final=not recent))
        self._without_recorder(records)
        planter = Planter(records, self.roster)
        planter.spare({one.where.partition(" P")[0] for one in self.planted})
        self.planted += planter.plant_all(self.doubled)
        return tuple(records)

    def _roll(self, sitting: Sitting, spells: tuple[Spell, ...]) -> Roll:
        """Call the roll; who sat on after another meeting is there, and at an election everybody is."""
        day = sitting.starts.date()
        if sitting.same_people:
            return self.rolls[day]
        expected = self._expected(sitting)
        if day == self.elected and sitting.kind is MeetingKind.MEMBERS_MEETING:
            return Roll(day, expected, expected, ())
        roll = attendance.call(self.rng, expected, day, self.today, spells)
        return attendance.some(self.rng, roll) if sitting.kind is MeetingKind.ACTIVITY else roll

    def _with_arrivals(self, meeting: Meeting, roll: Roll) -> Meeting:
        """Let somebody come late to a meeting of everybody now and then, or take part from afar."""
        if meeting.body is not Body.MEMBERS or meeting.kind is MeetingKind.ACTIVITY:
            return meeting
        arrivals = self.arrivals.setdefault(roll.day, attendance.arrivals(self.comings, roll, meeting))
        noted = replace(meeting.attendance, marks=(*meeting.attendance.marks, *arrivals))
        return replace(meeting, attendance=noted)

    def _as_one_sitting(self, index: int, meeting: Meeting, records: list[DemoMeeting]) -> Meeting:
        """Give the record of a sitting that stands in the one before too what both have."""
        before = records[-1].meeting if records else None
        if not self.sittings[index].same_people or before is None or before.starts != meeting.starts:
            return meeting
        key = f"{meeting.starts:%Y-%m-%dT%H:%M}"
        records[-1] = replace(records[-1], meeting=replace(before, sitting=key))
        shared = {name: getattr(before, name) for name in ("place", "chair", "recorder", "observers", "attendance")}
        return replace(meeting, sitting=key, **shared)

    def _without_recorder(self, records: list[DemoMeeting]) -> None:
        """Leave the recorder out of the last record, as it is found before a record is closed."""
        meeting = records[-1].meeting
        records[-1] = DemoMeeting(replace(meeting, recorder=None), final=False)
        self._plant(Fault.RECORDER_MISSING, meeting_label(meeting), f"{meeting.starts.date()}的会议没有写记录人")

    def _plant(self, code: Fault, where: str, what: str) -> None:
        self.planted.append(Planted(code, where, what))

    def _expected(self, sitting: Sitting) -> tuple[DemoMember, ...]:
        """Give who was expected: all members of the branch on that day, the committee, or the group."""
        there = [person for person in self.roster if expected_on(person, sitting.starts.date())]
        if sitting.kind is MeetingKind.COMMITTEE_MEETING:
            there = [person for person in there if any(office in people.OFFICES for office in person.offices)]
        if sitting.group:
            there = [person for person in there if person.group == sitting.group]
        return tuple(there)

    def _with_candidates(self, sitting: Sitting, roll: Roll) -> Roll:
        """Let those who are voted on be there."""
        day = PartialDate.of(sitting.starts.date())
        after = PartialDate.of(sitting.starts.date() + timedelta(days=1))
        keys = {person.key for person in self.roster if day == person.joined_on or after == person.full_since}
        marks = tuple(mark for mark in roll.marks if mark.person.id not in keys)
        away = {mark.person.id for mark in marks}
        present = tuple(person for person in roll.expected if person.key not in away)
        return replace(roll, present=present, marks=marks)

    def _one_without_first_topic(self) -> int | None:
        able = [
            i
            for i, sitting in enumerate(self.sittings)
            if sitting.kind is MeetingKind.GROUP_MEETING
            and 40 < (self.today - sitting.starts.date()).days < 150  # neither new nor long past
        ]
        return self.rng.choice(able) if able else None


def _is_whole(sitting: Sitting) -> bool:
    return sitting.kind in {MeetingKind.MEMBERS_MEETING, MeetingKind.THEME_DAY, MeetingKind.PARTY_LECTURE}
