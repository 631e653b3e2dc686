"""Somebody at work with every moment remembered, for tests that take back whatever was done."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import builders
from branchdesk.errors import Refusal
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import Changes, branch
from branchdesk.services.keeping import past, trash
from branchdesk.services.meetings import meetings
from branchdesk.words import store as say

PICK = st.integers(0, 99)


class Remembering(RuleBasedStateMachine):
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
    def rows_are_as_remembered(self) -> None:
        assert builders.records(self.store) == self.now

    def teardown(self) -> None:
        try:
            last, moments = self.now, [before for _, before in self.back]
            for before in reversed(moments):
                past.undo(self.store)
                found = builders.records(self.store)
                assert found == before, [(found[name], before[name]) for name in found if found[name] != before[name]]
            for _ in moments:
                past.redo(self.store)
            assert builders.records(self.store) == last
            sound = branch.check(self.store)
            assert sound.ok, sound
        finally:
            self.store.close()
            self.patch.undo()
            self.folder.cleanup()


class AtMeetings(Remembering):
    """Somebody at work on meetings: whatever else is done to them, they are deleted and restored."""

    def one(self, number: int) -> str:
        return self.pick(self.meetings, number)

    @rule(number=PICK)
    def delete(self, number: int) -> None:
        self.do(lambda: meetings.delete(self.store, self.one(number)))

    @rule(number=PICK)
    def restore(self, number: int) -> None:
        ledger = LEDGERS["meetings"]
        record = self.pick([one.record for one in trash.contents(self.store, ledger).rows], number)
        self.do(lambda: trash.restore(self.store, ledger, record))
