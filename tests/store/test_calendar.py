"""Two years of one branch, worked out by hand: who was expected and who could vote, day by day.

A was there all the time. B was transferred out and came back. C joined and became a full member. D's rights were
suspended for half a year. E was transferred in, the day known to the month. F was under 留党察看 for a year. G's
membership was stopped, then restored. H died. I joined. J was on secondment, and later exempt: always counted. K had
a letter for two months before its receipt was back. L joined and became a full member, the days known to the month.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

import builders
from branchdesk.domain.meetings import Meeting, MeetingKind
from branchdesk.services import Store
from branchdesk.services.ledgers import lists
from branchdesk.services.meetings import meetings
from branchdesk.services.people import member_life, members, people, transfers
from branchdesk.services.people.transfers import Leaving

FULL = {"stage": "full_member", "joined_on": "2010-07-01", "full_since": "2011-07-01"}
DAYS: dict[str, tuple[str, str]] = {
    "2025-01-01": ("ABDFGHJK", "ABDFGHJK"),
    "2025-01-14": ("ABDFGHJK", "ABDFGHJK"),
    "2025-01-15": ("ABCDFGHJK", "ABDFGHJK"),
    "2025-01-16": ("ABCDFGHJK", "ABDFGHJK"),
    "2025-02-19": ("ABCDFGHJK", "ABDFGHJK"),
    "2025-02-20": ("ABCDFGHJK", "ABDGHJK"),
    "2025-02-21": ("ABCDFGHJK", "ABDGHJK"),
    "2025-02-28": ("ABCDFGHJK", "ABDGHJK"),
    "2025-03-01": ("ABCDFGHJKL", "ABDGHJK"),
    "2025-03-02": ("ABCDFGHJKL", "ABDGHJK"),
    "2025-03-09": ("ABCDFGHJKL", "ABDGHJK"),
    "2025-03-10": ("ACDFGHJKL", "ADGHJK"),
    "2025-03-11": ("ACDFGHJKL", "ADGHJK"),
    "2025-04-30": ("ACDFGHJKL", "ADGHJK"),
    "2025-05-01": ("ACDEFGHJKL", "ADEGHJK"),
    "2025-05-02": ("ACDEFGHJKL", "ADEGHJK"),
    "2025-05-31": ("ACDEFGHJKL", "ADEGHJK"),
    "2025-06-01": ("ACEFGHJKL", "AEGHJK"),
    "2025-06-02": ("ACEFGHJKL", "AEGHJK"),
    "2025-09-29": ("ACEFGHJKL", "AEGHJK"),
    "2025-09-30": ("ACEFHJKL", "AEHJK"),
    "2025-10-01": ("ACEFHJKL", "AEHJK"),
    "2025-11-30": ("ACEFHJKL", "AEHJK"),
    "2025-12-01": ("ACDEFHJKL", "ADEHJK"),
    "2025-12-02": ("ACDEFHJKL", "ADEHJK"),
    "2026-01-14": ("ACDEFHJKL", "ADEHJK"),
    "2026-01-15": ("ACDEFHJKL", "ACDEHJK"),
    "2026-01-16": ("ACDEFHJKL", "ACDEHJK"),
    "2026-01-31": ("ACDEFHJKL", "ACDEHJK"),
    "2026-02-01": ("ABCDEFHJKL", "ABCDEHJK"),
    "2026-02-02": ("ABCDEFHJKL", "ABCDEHJK"),
    "2026-02-19": ("ABCDEFHJKL", "ABCDEHJK"),
    "2026-02-20": ("ABCDEFHJKL", "ABCDEFHJK"),
    "2026-02-21": ("ABCDEFHJKL", "ABCDEFHJK"),
    "2026-02-28": ("ABCDEFHJKL", "ABCDEFHJK"),
    "2026-03-01": ("ABCDEFHJKL", "ABCDEFHJKL"),
    "2026-03-02": ("ABCDEFHJKL", "ABCDEFHJKL"),
    "2026-03-19": ("ABCDEFHJKL", "ABCDEFHJKL"),
    "2026-03-20": ("ABCDEFHJL", "ABCDEFHJL"),
    "2026-03-21": ("ABCDEFHJL", "ABCDEFHJL"),
    "2026-04-04": ("ABCDEFHJL", "ABCDEFHJL"),
    "2026-04-05": ("ABCDEFJL", "ABCDEFJL"),
    "2026-04-06": ("ABCDEFJL", "ABCDEFJL"),
    "2026-06-29": ("ABCDEFJL", "ABCDEFJL"),
    "2026-06-30": ("ABCDEFIJL", "ABCDEFJL"),
    "2026-07-01": ("ABCDEFIJL", "ABCDEFJL"),
    "2026-07-31": ("ABCDEFIJL", "ABCDEFJL"),
    "2026-08-01": ("ABCDEFGIJL", "ABCDEFGJL"),
    "2026-08-02": ("ABCDEFGIJL", "ABCDEFGJL"),
    "2026-11-23": ("ABCDEFGIJL", "ABCDEFGJL"),
}


@pytest.fixture
def branch(store: Store) -> Store:
    ids = {letter: members.save(store, None, {"name": letter, **FULL})[0] for letter in "ABDFGHJK"}
    came = {**FULL, "here_since": "2025-05"}
    ids["E"] = members.save(store, None, {"name": "E", **came})[0]
    young = {"stage": "full_member", "joined_on": "2025-01-15", "full_since": "2026-01-15"}
    ids["C"] = members.save(store, None, {"name": "C", **young})[0]
    by_month = {"stage": "full_member", "joined_on": "2025-03", "full_since": "2026-03"}
    ids["L"] = members.save(store, None, {"name": "L", **by_month})[0]
    ids["I"] = members.save(store, None, {"name": "I", "stage": "probationary_member", "joined_on": "2026-06-30"})[0]

    def holds(letter: str, kind: str, since: str, until: str | None = None) -> None:
        values = {"kind": kind, "since": since, "until": until}
        member_life.save_row(store, "conditions", ids[letter], None, values)

    transfers.leave(store, (ids["B"],), Leaving("transferred", exit_letter_on="2025-02-25", receipt_on="2025-03-10"))
    transfers.come_back(store, ids["B"], {"since": "2026-02-01"})
    holds("D", "rights_suspended", "2025-06-01", "2025-12-01")
    holds("F", "party_probation", "2025-02-20", "2026-02-20")
    holds("G", "membership_stopped", "2025-09-30", "2026-08-01")
    transfers.leave(store, (ids["H"],), Leaving("died", day="2026-04-05"))
    holds("J", "elsewhere", "2025-01-01", "2026-01-01")
    holds("J", "exempt", "2026-03")
    transfers.leave(store, (ids["K"],), Leaving("transferred", exit_letter_on="2026-01-10"))
    transfers.receipt(store, ids["K"], "2026-03-20")
    return store


def test_there_are_enough_days() -> None:
    assert len(DAYS) >= 40


def test_who_was_expected_and_who_could_vote(branch: Store) -> None:
    found = {}
    for day in DAYS:
        people_then = meetings.expected(branch, Meeting(MeetingKind.MEMBERS_MEETING, datetime.fromisoformat(day)))
        voters = "".join(sorted(person.name for person in people_then if person.entitled))
        found[day] = ("".join(sorted(person.name for person in people_then)), voters)
    assert found == DAYS


def test_who_waits_for_a_receipt_is_marked_and_counted(branch: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = Leaving("transferred", exit_letter_on="2026-11-01")
    [a] = [one.id for one in people.on_roster(branch, builders.TODAY) if one.name == "A"]
    transfers.leave(branch, (a,), letter)
    leaving = [one.name for one in people.on_roster(branch, builders.TODAY) if one.leaving]
    assert leaving == ["A"]
    monkeypatch.setenv("BRANCHDESK_TODAY", "2026-12-31")
    assert lists.page(branch, lists.ledger_called("members")).total == 10


def test_a_committee_meeting_leaves_out_who_is_suspended(branch: Store) -> None:
    ids = {one.name: one.id for one in people.on_roster(branch, date(2025, 1, 20))}
    for letter in "ADF":
        member_life.save_row(branch, "offices", ids[letter], None, {"office": "委员", "since": "2024-03-01"})

    def committee(day: str) -> list[str]:
        found = meetings.expected(branch, Meeting(MeetingKind.COMMITTEE_MEETING, datetime.fromisoformat(day)))
        return sorted(person.name for person in found)

    assert committee("2025-05-31") == ["A", "D", "F"]
    assert committee("2025-06-01") == ["A", "F"]
    assert committee("2025-12-01") == ["A", "D", "F"]
