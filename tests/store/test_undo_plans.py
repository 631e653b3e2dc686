"""Plans made, notified, put off, cancelled, taken up, held and deleted, in any order: all of it goes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from branchdesk.domain.meetings import HeadCounts, Meeting, MeetingKind
from branchdesk.services import Changes
from branchdesk.services.meetings import meetings, quick_entry, schedule
from branchdesk.services.meetings.schedule import Slot
from store.remembering import PICK, AtMeetings

DAYS = st.integers(-2, 40)
KINDS = st.sampled_from([MeetingKind.COMMITTEE_MEETING, MeetingKind.THEME_DAY])


class Planning(AtMeetings):
    """A branch that plans ahead, with a meeting planned for today."""

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.plan(MeetingKind.COMMITTEE_MEETING, 0)

    def at(self, days: int) -> datetime:
        return datetime.combine(self.day, datetime.min.time()) + timedelta(days=days, hours=15)

    @rule(kind=KINDS, days=DAYS)
    def plan(self, kind: MeetingKind, days: int) -> None:
        def save() -> tuple[str, Changes]:
            saved = schedule.plan(self.store, Meeting(kind, self.at(days)))
            return saved.id, saved.changes

        self.add(self.meetings, save)

    @rule(kind=KINDS, days=st.lists(DAYS, max_size=3, unique=True))
    def plan_series(self, kind: MeetingKind, days: list[int]) -> None:
        slots = [Slot(self.at(each).date()) for each in days]
        pattern = Meeting(kind, self.at(0), ends=self.at(0) + timedelta(hours=1))
        self.do(lambda: schedule.plan_series(self.store, pattern, slots).changes)

    @rule(number=PICK, days=DAYS)
    def notify(self, number: int, days: int) -> None:
        self.do(lambda: schedule.notify(self.store, self.one(number), self.at(days).date()))

    @rule(number=PICK, days=DAYS, reason=st.text(max_size=2))
    def put_off(self, number: int, days: int, reason: str) -> None:
        self.do(lambda: schedule.put_off(self.store, self.one(number), self.at(days), reason))

    @rule(number=PICK, reason=st.sampled_from(["", "停开"]))
    def cancel(self, number: int, reason: str) -> None:
        self.do(lambda: schedule.cancel(self.store, self.one(number), reason))

    @rule(number=PICK)
    def take_up(self, number: int) -> None:
        self.do(lambda: schedule.take_up(self.store, self.one(number)))

    @rule(number=PICK)
    def hold(self, number: int) -> None:
        def verb() -> Changes:
            draft = meetings.load(self.store, self.one(number)).meeting
            return meetings.save(self.store, replace(draft, counted=HeadCounts(3, 3))).changes

        self.do(verb)

    @rule(kind=KINDS, days=st.integers(-40, 5), close=st.booleans())
    def enter_old(self, kind: MeetingKind, days: int, *, close: bool) -> None:
        draft = Meeting(kind, self.at(days), counted=HeadCounts(3, 3))
        self.do(lambda: quick_entry.keep(self.store, draft, close=close).changes)

    @invariant()
    def what_was_held_is_numbered_and_nothing_else(self) -> None:
        for row in self.now["meeting"]:
            assert (row["phase"] is None) == (row["number"] > 0)
            assert row["cancelled_for"] is None or row["phase"] == "cancelled"

    @invariant()
    def no_two_meetings_have_one_number(self) -> None:
        held = [(row["kind"], row["starts"][:4], row["number"]) for row in self.now["meeting"] if row["number"]]
        assert len(held) == len(set(held))


TestPlanning = Planning.TestCase
TestPlanning.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
