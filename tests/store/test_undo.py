"""Whatever was done in whatever order: taking it back gives the rows as they were, doing it again as they became."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

import builders
from branchdesk.domain.meetings import MeetingKind, Presence
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.spec import Ledger
from branchdesk.services import Changes
from branchdesk.services.clues import clues, volunteers
from branchdesk.services.keeping import trash
from branchdesk.services.meetings import closing, meetings
from branchdesk.services.people import members, transfers
from branchdesk.store.past import LEDGER_TABLES
from store.remembering import PICK, Remembering

NAMES = st.sampled_from(["张三", "李四", "王伟", "买买提·艾山", "欧阳冲"])
DATES = st.sampled_from([None, "2016", "2016-05", "2016-05-06", "2026-11-23"])
MEMBER = st.fixed_dictionaries(
    {"stage": st.sampled_from(["full_member", "probationary_member", "activist"])},
    optional={
        "name": NAMES,
        "joined_on": DATES,
        "full_since": DATES,
        "group": st.sampled_from([None, "第一党小组", "第二党小组"]),
        "office": st.sampled_from([None, "书记", "组织委员、宣传委员"]),
        "remark": st.text(max_size=5),
    },
)
CLUE = st.fixed_dictionaries(
    {"text": st.text(min_size=1, max_size=8)},
    optional={"fed_back": st.sampled_from([None, True, False]), "closed_on": DATES, "reporter": NAMES},
)


class Undoing(Remembering):
    """A branch at which everything may be done."""

    @rule(values=MEMBER, name=NAMES)
    def add_member(self, values: dict[str, Any], name: str) -> None:
        self.add(self.members, lambda: members.save(self.store, None, {"name": name, **values}))

    @rule(number=PICK, values=MEMBER)
    def change_member(self, number: int, values: dict[str, Any]) -> None:
        self.do(lambda: members.save(self.store, self.pick(self.members, number), values)[1])

    @rule(number=PICK)
    def remove_member(self, number: int) -> None:
        self.do(lambda: transfers.leave(self.store, (self.pick(self.members, number),), transfers.Leaving("resigned")))

    @rule(values=CLUE)
    def add_clue(self, values: dict[str, Any]) -> None:
        self.add(self.clues, lambda: clues.save(self.store, None, values))

    @rule(number=PICK, values=CLUE)
    def change_clue(self, number: int, values: dict[str, Any]) -> None:
        self.do(lambda: clues.save(self.store, self.pick(self.clues, number), values)[1])

    @rule(number=PICK)
    def remove_clue(self, number: int) -> None:
        self.do(lambda: clues.remove(self.store, self.pick(self.clues, number)))

    @rule(name=NAMES)
    def add_volunteer(self, name: str) -> None:
        self.add(self.volunteers, lambda: volunteers.save(self.store, None, {"name": name}))

    @rule(number=PICK)
    def remove_volunteer(self, number: int) -> None:
        self.do(lambda: volunteers.remove(self.store, self.pick(self.volunteers, number)))

    @rule(kind=st.sampled_from([MeetingKind.MEMBERS_MEETING, MeetingKind.COMMITTEE_MEETING]), items=st.integers(0, 2))
    def record(self, kind: MeetingKind, items: int) -> None:
        draft = builders.meeting(kind=kind, attendance=builders.present(), agenda=builders.full_agenda()[:items])

        def save() -> tuple[str, Changes]:
            saved = meetings.save(self.store, draft)
            return saved.id, saved.changes

        self.add(self.meetings, save)

    @rule(number=PICK, person=PICK, items=st.integers(0, 3), continuing=st.booleans())
    def revise(self, number: int, person: int, items: int, *, continuing: bool) -> None:
        def verb() -> Changes:
            loaded = meetings.load(self.store, self.pick(self.meetings, number))
            people = loaded.attendees[person % len(loaded.attendees)] if loaded.attendees else None
            away = [builders.mark(people.name, Presence.ABSENT, "出差", people.member_id)] if people else []
            agenda = (*builders.full_agenda(), *loaded.meeting.agenda)[items : items + 2]
            draft = replace(loaded.meeting, attendance=builders.present(*away), agenda=agenda, place=f"{items}楼")
            return meetings.save(self.store, draft, continues=self.newest if continuing else None).changes

        self.do(verb, continuing=continuing)

    @rule(number=PICK)
    def finalise(self, number: int) -> None:
        self.do(lambda: closing.finalise(self.store, self.pick(self.meetings, number)))

    @rule(number=PICK)
    def delete(self, number: int) -> None:
        self.do(lambda: meetings.delete(self.store, self.pick(self.meetings, number)))

    @rule(ledger=st.sampled_from([LEDGERS[key] for key in LEDGER_TABLES]), number=PICK)
    def restore(self, ledger: Ledger, number: int) -> None:
        record = self.pick([one.record for one in trash.contents(self.store, ledger).rows], number)
        self.do(lambda: trash.restore(self.store, ledger, record))

    @rule(number=PICK, person=PICK)
    def make_up(self, number: int, person: int) -> None:
        meeting, somebody = self.pick(self.meetings, number), self.pick(self.members, person)
        self.do(lambda: meetings.make_up(self.store, meeting, somebody, self.day))


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
