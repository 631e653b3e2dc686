"""Records closed, opened again, signed and amended, files brought and taken out, in any order: all of it goes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

import builders
from branchdesk.domain.meetings import (
    AttachedFile,
    MeetingState,
    Presence,
    Review,
)
from branchdesk.errors import Refusal
from branchdesk.services import Changes
from branchdesk.services.meetings import attachments, attendance, closing, meetings, numbering
from branchdesk.services.people import transfers
from store.remembering import PICK, AtMeetings

CONTENT = st.binary(max_size=2)


class Closing(AtMeetings):
    """Two meetings, of which one is closed."""

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.hold("2026-11-13")
        self.hold("2026-11-20")
        self.attach_two(self.one(0))
        self.attach_two(self.one(1))
        self.do(lambda: closing.finalise(self.store, self.one(0)))

    def hold(self, day: str) -> None:
        away = builders.mark("李四", Presence.ABSENT, "出差")
        draft = builders.meeting(day, attendance=builders.present(away), agenda=builders.full_agenda()[:2])

        def save() -> tuple[str, Changes]:
            saved = meetings.save(self.store, draft)
            return saved.id, saved.changes

        self.add(self.meetings, save)

    def attach_two(self, meeting_id: str) -> None:
        files = [attachments.NewFile("签到表.jpg", b"1"), attachments.NewFile("合影.jpg", b"2")]
        self.do(lambda: attachments.add(self.store, meeting_id, files).changes)

    @rule(number=PICK)
    def finalise(self, number: int) -> None:
        self.do(lambda: closing.finalise(self.store, self.one(number)))

    @rule(number=PICK)
    def open_again(self, number: int) -> None:
        """Open a record again, which goes if and only if it was said that it does."""
        try:
            _, standing = closing.look(self.store, self.one(number))
        except Refusal:
            standing = None
        went = self.do(lambda: closing.reopen(self.store, self.one(number)))
        assert went == (standing is not None and standing.can_reopen)
        if went:
            assert meetings.load(self.store, self.one(number)).state is MeetingState.DRAFT

    @rule(number=PICK)
    def sign(self, number: int) -> None:
        self.do(lambda: closing.mark_signed(self.store, self.one(number), self.day))

    @rule(number=PICK, text=st.text(max_size=3))
    def amend(self, number: int, text: str) -> None:
        self.do(lambda: closing.amend(self.store, self.one(number), self.day, text))

    @rule()
    def renumber(self) -> None:
        for wanted in numbering.sequences(self.store)[:1]:
            self.do(partial(numbering.renumber, self.store, wanted))
            shown = numbering.preview(self.store, wanted)
            assert not any(one.changed for one in shown)

    @rule()
    def make_everything_up(self) -> None:
        missed = attendance.overview(self.store, attendance.Wanted()).missed
        self.do(lambda: attendance.make_up(self.store, [(one.meeting_id, one.member_id) for one in missed], self.day))
        assert not attendance.overview(self.store, attendance.Wanted()).missed

    @rule(number=PICK, person=PICK)
    def make_up(self, number: int, person: int) -> None:
        somebody = self.pick(self.members, person)
        self.do(lambda: meetings.make_up(self.store, self.one(number), somebody, self.day))

    @rule(number=PICK)
    def close_measure(self, number: int) -> None:
        measure = self.pick([row["id"] for row in self.now["measure"]], number)
        self.do(lambda: meetings.close_measure(self.store, measure, self.day))

    @rule(number=PICK, measure=PICK)
    def look_back(self, number: int, measure: int) -> None:
        found = self.pick([row["id"] for row in self.now["measure"]], measure)

        def verb() -> Changes:
            draft = meetings.load(self.store, self.one(number)).meeting
            return meetings.save(self.store, replace(draft, reviews=(Review(found, "在办"),))).changes

        self.do(verb)

    @rule(number=PICK, contents=st.lists(CONTENT, min_size=1, max_size=2))
    def attach(self, number: int, contents: list[bytes]) -> None:
        files = [attachments.NewFile("合影.jpg", content) for content in contents]
        self.do(lambda: attachments.add(self.store, self.one(number), files).changes)

    @rule(number=PICK, verb=st.sampled_from(["remove", "rename", "move", "turn"]), content=CONTENT)
    def handle_file(self, number: int, verb: str, content: bytes) -> None:
        file = self.pick([row["id"] for row in self.now["attachment"]], number)
        verbs: dict[str, Callable[[], Changes]] = {
            "remove": lambda: attachments.remove(self.store, file),
            "rename": lambda: attachments.rename(self.store, file, content.hex()),
            "move": lambda: attachments.move(self.store, file, len(content)),
            "turn": lambda: attachments.turn(self.store, file, content),
        }
        self.do(verbs[verb])

    @rule(number=PICK)
    def leave(self, number: int) -> None:
        somebody = self.pick(self.members, number)
        self.do(lambda: transfers.leave(self.store, (somebody,), transfers.Leaving("resigned", "2026-11-01")))

    @invariant()
    def every_file_has_its_bytes(self) -> None:
        for row in self.now["attachment"]:
            file = AttachedFile(row["name"], row["kind"], row["size"], row["content"])
            assert len(attachments.content(self.store, file)) == row["size"]


TestClosing = Closing.TestCase
TestClosing.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
