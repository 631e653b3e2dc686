"""What belongs to the records of an 组织生活会 and an appraisal beside their agenda, and how absences were made up.

It is laid over records that were written without it, from chances of its own: nothing else of the branch changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from branchdesk.demo.days import on_or_after, on_or_before
from branchdesk.demo.material import candour
from branchdesk.demo.people import LEADER
from branchdesk.demo.records import DemoMeeting, DemoMember, expected_on
from branchdesk.domain.agenda import AgendaItem, Ballot, BallotRule, Grade, Grades, PersonRef, Subject
from branchdesk.domain.meetings import Mark, Meeting, MeetingKind, Presence
from branchdesk.domain.organisational_life import Criticism, Opinion, Rectification
from branchdesk.domain.roster import in_committee
from branchdesk.words.attendance import WAYS

COLLECTED, SPOKEN, LISTED = 4, 8, 4  # of each a meeting has
FIRST_DUE, NEXT_DUE = 75, 90  # days until the first line is due, and from each to the next
MUTUAL = 9  # one of so many speaks for another grade


def with_life(
    records: Iterable[DemoMeeting], people: Sequence[DemoMember], rng: Random, today: date
) -> list[DemoMeeting]:
    """Give the records with these facts, in the same order."""
    made = _Life(people, rng, today)
    return [replace(record, meeting=made.of(record.meeting)) for record in records]


class _Life:
    """Deals the material out, so that nothing comes twice before all has come."""

    def __init__(self, people: Sequence[DemoMember], rng: Random, today: date) -> None:
        self.people, self.rng, self.today = people, rng, today
        self.piles: dict[int, list[str]] = {}
        self.ways: dict[tuple[str | None, date], str] = {}

    def of(self, meeting: Meeting) -> Meeting:
        """Give one meeting with what belongs to its kind."""
        marks = tuple(map(self._made_up, meeting.attendance.marks))
        meeting = replace(meeting, attendance=replace(meeting.attendance, marks=marks))
        if meeting.kind is MeetingKind.ORGANISATIONAL_LIFE:
            return self._examined(meeting)
        if meeting.kind is MeetingKind.DEMOCRATIC_APPRAISAL:
            return replace(meeting, agenda=tuple(self._appraised(meeting, item) for item in meeting.agenda))
        return meeting

    def _made_up(self, mark: Mark) -> Mark:
        """Say how an absence was made up; who missed two records of one sitting made both up at once."""
        if mark.made_up_on is None:
            return mark
        once = mark.person.id, mark.made_up_on
        if once not in self.ways:
            self.ways[once] = self.rng.choice(WAYS)
        return replace(mark, made_up_how=self.ways[once])

    def _deal(self, table: list[str], number: int) -> list[str]:
        pile = self.piles.setdefault(id(table), [])
        while len(pile) < number:
            pile += self.rng.sample(table, len(table))
        dealt, self.piles[id(table)] = pile[:number], pile[number:]
        return dealt

    def _present(self, meeting: Meeting) -> list[DemoMember]:
        away = {mark.person.id for mark in meeting.attendance.marks if mark.presence is not Presence.PRESENT}
        day = meeting.starts.date()
        return [person for person in self.people if expected_on(person, day) and person.key not in away]

    def _examined(self, meeting: Meeting) -> Meeting:
        present, day = self._present(meeting), meeting.starts.date()
        officers = [person for person in present if any(map(in_committee, person.offices))] or present[:1]
        about = [PersonRef(candour.BRANCH), *(person.ref for person in officers)]
        opinions = tuple(
            Opinion(text, self.rng.choice(candour.SOURCES), about[number % len(about)])
            for number, text in enumerate(self._deal(candour.OPINIONS, COLLECTED))
        )
        return replace(
            meeting,
            opinions=opinions,
            criticisms=tuple(self._criticism(line, present) for line in self._deal(candour.CRITICISMS, SPOKEN)),
            rectifications=tuple(
                self._line(text, officers[number % len(officers)], day, number)
                for number, text in enumerate(self._deal(candour.RECTIFICATIONS, LISTED))
            ),
        )

    def _criticism(self, line: str, present: list[DemoMember]) -> Criticism:
        critic, criticised = self.rng.sample(present, 2)
        text, _, answer = line.partition("｜")
        return Criticism(critic.ref, criticised.ref, text, answer)

    def _line(self, text: str, owner: DemoMember, day: date, number: int) -> Rectification:
        """Set down a line that was done before it was due; what is due later than today is open."""
        problem, measure, result = text.split("｜")
        due = on_or_after(day + timedelta(days=FIRST_DUE + NEXT_DUE * number))
        finished = on_or_before(due - timedelta(days=self.rng.randint(2, 20)))
        done = finished if finished <= self.today else None
        return Rectification(problem, measure, owner.ref, due, done, result if done else "")

    def _appraised(self, meeting: Meeting, item: AgendaItem) -> AgendaItem:
        if not isinstance(item, Ballot) or item.rule is not BallotRule.APPRAISAL:
            return item
        others = len(self._present(meeting)) - 1
        return replace(item, subjects=tuple(self._told(one, others, meeting.starts.date()) for one in item.subjects))

    def _told(self, one: Subject, others: int, day: date) -> Subject:
        """Say how somebody graded themselves, how the others did, and when they were told."""
        best = one.grade is Grade.EXCELLENT
        own = Grade.EXCELLENT if best and self.rng.random() < 0.5 else Grade.QUALIFIED  # half of the best are modest
        few = self.rng.randint(0, others // MUTUAL)
        mutual = Grades(others - few, few, 0, 0) if best else Grades(few, others - few, 0, 0)
        told = on_or_after(day + timedelta(days=self.rng.randint(2, 9)))
        person = next((person for person in self.people if person.key == one.person), None)
        leads = person is not None and (LEADER in person.offices or any(map(in_committee, person.offices)))
        if told > self.today:
            return replace(one, self_grade=own, mutual=mutual)
        how = candour.FEEDBACK[0 if leads else 1]
        return replace(one, self_grade=own, mutual=mutual, feedback_on=told, feedback=how)
