"""A member's card on paper has what the card on the screen has, for members of today and of former days."""

from __future__ import annotations

from datetime import date

import pytest

from branchdesk.domain.meetings import Presence
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.meetings import meetings
from branchdesk.services.papers import papers
from branchdesk.services.papers.member_papers import card_facts
from branchdesk.services.papers.papers import Order
from branchdesk.services.people import member_card, member_life, transfers
from builders import PEOPLE, TODAY, fill, mark, meeting, present


def test_rows_and_meetings_of_the_last_year_are_told(store: Store) -> None:
    people = fill(store, PEOPLE)
    member_life.save_row(store, "honour", people[1], None, {"day": "2023-07", "title": "优秀共产党员"})
    meetings.save(store, meeting("2025-11-23", attendance=present()))  # a year ago to the day: no longer of this year
    meetings.save(store, meeting("2025-11-24", attendance=present()))
    meetings.save(store, meeting("2026-11-20", attendance=present(mark("李四", Presence.ON_LEAVE, "出差"))))
    facts = card_facts(store, member_card.card(store, people[1]), TODAY)
    assert facts.rows["honour"][0]["title"] == "优秀共产党员"
    assert facts.since == date(2025, 11, 24)
    [(kind, turnout)] = facts.turnouts
    assert (kind, turnout.expected, turnout.present, turnout.on_leave) == ("members_meeting", 2, 1, 1)


def test_somebody_who_was_always_here_has_no_coming_to_tell(store: Store) -> None:
    people = fill(store, PEOPLE)
    facts = card_facts(store, member_card.card(store, people[0]), TODAY)
    assert facts.comings == ()


def test_who_left_has_a_card_that_says_so(store: Store) -> None:
    people = fill(store, PEOPLE)
    how = transfers.Leaving(
        "transferred",
        destination="某某县人民检察院",
        exit_letter_on="2026-10-08",
        exit_letter_number="12",
        receipt_on="2026-10-20",
    )
    transfers.leave(store, (people[1],), how)
    facts = card_facts(store, member_card.card(store, people[1]), TODAY)
    assert [(one.day, one.what, one.more) for one in facts.comings][-1] == (
        *("2026-10-20", "转出", "某某县人民检察院，介绍信（12，2026年10月8日）"),
    )
    assert papers.make(store, Order("member-card", people[1])).pages == 1


def test_the_paper_is_made_by_its_word_and_hides_the_number_unless_told(store: Store) -> None:
    [member_id] = fill(store, ({**PEOPLE[0], "id_number": "110101199003070134"},))
    masked = papers.write(store, Order("member-card", member_id))
    whole = papers.write(store, Order("member-card", member_id, {"full": True}))
    assert "199003070134" not in repr(masked)
    assert "110101199003070134" in repr(whole)


def test_nobody_has_no_card(store: Store) -> None:
    with pytest.raises(Refusal):
        papers.write(store, Order("member-card", "nobody"))
