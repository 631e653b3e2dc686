"""Whatever was done in whatever order: taking it back gives the rows as they were, doing it again as they became."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import builders
from branchdesk.domain.meetings import AttachedFile, MeetingKind, Presence
from branchdesk.errors import Refusal
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.spec import Ledger
from branchdesk.services import (
    Changes,
    attachments,
    branch,
    closing,
    clues,
    meetings,
    members,
    past,
    transfers,
    trash,
    volunteers,
)
from branchdesk.store.past import LEDGER_TABLES
from branchdesk.words import store as say

PICK = st.integers(0, 99)
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


class Undoing(RuleBasedStateMachine):
    """A branch at which somebody works, with every moment remembered."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.patch = pytest.MonkeyPatch()
        self.day = builders.TODAY
        self.patch.setenv("BRANCHDESK_TODAY", self.day.isoformat())
        self.path = Path(self.folder.name) / "支部.branchdesk"
        self.store = builders.new_branch(self.path)
        self.members = builders.fill(self.store, builders.PEOPLE[:3])
        self.clues: list[str] = []
        self.volunteers: list[str] = []
        self.meetings: list[str] = []
        self.now = builders.records(self.store)
        self.newest: str | None = None
        self.back: list[tuple[str, dict[str, Any]]] = []
        self.again: list[tuple[str, dict[str, Any]]] = []

    def do(self, verb: Callable[[], Changes], *, continuing: bool = False) -> bool:
        """Do something, and remember how it was before; what is refused must have changed nothing."""
        try:
            changes = verb()
        except Refusal:
            return False
        if changes:
            if not continuing or self.newest is None:
                self.back.append((changes.title, self.now))
            self.newest = changes.operation
            self.again.clear()
        self.now = builders.records(self.store)
        return True

    def add(self, known: list[str], save: Callable[[], tuple[str, Changes]]) -> None:
        """Do something that makes a record, and remember its identifier."""
        made: list[str] = []

        def verb() -> Changes:
            identifier, changes = save()
            made.append(identifier)
            return changes

        if self.do(verb):
            known.extend(made)

    def pick(self, known: list[str], number: int) -> str:
        return known[number % len(known)] if known else "nobody"

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

    @rule(number=PICK)
    def open_again(self, number: int) -> None:
        self.do(lambda: closing.reopen(self.store, self.pick(self.meetings, number)))

    @rule(number=PICK)
    def sign(self, number: int) -> None:
        self.do(lambda: closing.mark_signed(self.store, self.pick(self.meetings, number), self.day))

    @rule(number=PICK, text=st.text(max_size=3))
    def amend(self, number: int, text: str) -> None:
        self.do(lambda: closing.amend(self.store, self.pick(self.meetings, number), self.day, text))

    @rule(number=PICK, contents=st.lists(st.binary(max_size=2), max_size=2))
    def attach(self, number: int, contents: list[bytes]) -> None:
        files = [attachments.NewFile("合影.jpg", content) for content in contents]
        self.do(lambda: attachments.add(self.store, self.pick(self.meetings, number), files).changes)

    @rule(number=PICK, verb=st.sampled_from(["remove", "rename", "move", "turn"]), content=st.binary(max_size=2))
    def handle_file(self, number: int, verb: str, content: bytes) -> None:
        file = self.pick([row["id"] for row in self.now["attachment"]], number)
        verbs: dict[str, Callable[[], Changes]] = {
            "remove": lambda: attachments.remove(self.store, file),
            "rename": lambda: attachments.rename(self.store, file, content.hex()),
            "move": lambda: attachments.move(self.store, file, len(content)),
            "turn": lambda: attachments.turn(self.store, file, content),
        }
        self.do(verbs[verb])

    @rule(ledger=st.sampled_from([LEDGERS[key] for key in LEDGER_TABLES]), number=PICK)
    def restore(self, ledger: Ledger, number: int) -> None:
        record = self.pick([one.record for one in trash.contents(self.store, ledger).rows], number)
        self.do(lambda: trash.restore(self.store, ledger, record))

    @rule(number=PICK, person=PICK)
    def make_up(self, number: int, person: int) -> None:
        meeting, somebody = self.pick(self.meetings, number), self.pick(self.members, person)
        self.do(lambda: meetings.make_up(self.store, meeting, somebody, self.day))

    @rule(days=st.integers(1, 400))
    def time_passes(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.patch.setenv("BRANCHDESK_TODAY", self.day.isoformat())

    @rule()
    def undo(self) -> None:
        if not self.back:
            return
        title, before = self.back.pop()
        self.newest = None
        assert past.undo(self.store).title == say.undo_title(title)
        self.again.append((title, self.now))
        self.now = before

    @rule()
    def redo(self) -> None:
        if not self.again:
            with pytest.raises(Refusal):
                past.redo(self.store)
            return
        title, after = self.again.pop()
        self.newest = None
        assert past.redo(self.store).title == say.redo_title(title)
        self.back.append((title, self.now))
        self.now = after

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = branch.open_file(self.path)

    @invariant()
    def every_file_has_its_bytes(self) -> None:
        for row in self.now["attachment"]:
            file = AttachedFile(row["name"], row["kind"], row["size"], row["content"])
            assert len(attachments.content(self.store, file)) == row["size"]

    @invariant()
    def rows_are_as_remembered(self) -> None:
        assert builders.records(self.store) == self.now

    def teardown(self) -> None:
        try:
            last, moments = self.now, [before for _, before in self.back]
            for before in reversed(moments):
                past.undo(self.store)
                assert builders.records(self.store) == before
            for _ in moments:
                past.redo(self.store)
            assert builders.records(self.store) == last
            assert branch.check(self.store).ok
        finally:
            self.store.close()
            self.patch.undo()
            self.folder.cleanup()


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
