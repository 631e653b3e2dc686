"""A record that a duty asks for begins half filled in: its kind, group, day, year, and a ballot on each person."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.agenda import Ballot, BallotRule
from branchdesk.domain.meetings import MeetingKind
from branchdesk.services import Store
from branchdesk.store.tables import member
from ui.typist import PEOPLE, Typist


def begun(typist: Typist, **target: object) -> None:
    typist.window.navigate("meeting", target="new", **target)
    typist.settle()


def test_a_group_and_a_day_are_filled_in(typist: Typist) -> None:
    begun(typist, kind="group_meeting", group="第二党小组", on=date(2026, 10, 31))
    draft = typist.editor.form.draft()
    assert (draft.kind, draft.group) == (MeetingKind.GROUP_MEETING, "第二党小组")
    assert draft.starts.date() == date(2026, 10, 31)
    assert not typist.editor.saver.dirty


def test_a_year_is_that_of_the_duty(typist: Typist) -> None:
    begun(typist, kind="democratic_appraisal", on=date(2026, 11, 23), for_year=2025)
    assert typist.editor.form.draft().for_year == 2025


def test_each_person_has_a_ballot_of_their_own(typist: Typist, peopled: Store) -> None:
    with peopled.reading() as connection:
        ids = {row.name: row.id for row in connection.execute(member.select())}
    people = tuple((ids[name], name) for name, stage, *_ in PEOPLE if stage == "probationary_member")
    assert people
    begun(typist, kind="members_meeting", motion="按期转正", people=people)
    ballots = [item for item in typist.editor.form.draft().agenda if isinstance(item, Ballot)]
    assert [ballot.title for ballot in ballots] == [f"{name}同志按期转正" for _, name in people]
    assert [ballot.subjects[0].person for ballot in ballots] == [member_id for member_id, _ in people]
    assert {ballot.rule for ballot in ballots} == {BallotRule.ADMISSION}
