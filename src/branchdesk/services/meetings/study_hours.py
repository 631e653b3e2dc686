"""学时: everybody's hours of study of a year against what the rules ask, and what a branch counts as study."""

from __future__ import annotations

from datetime import date

from branchdesk import clock
from branchdesk.domain.duties.hours import LEADERS, MEMBERS, Asked, asked_of
from branchdesk.domain.study_hours import Counting, Credit, PersonHours, YearOfHours, counted, to_plain
from branchdesk.services import preferences
from branchdesk.services.duties import rulebook
from branchdesk.store import facts
from branchdesk.store.engine import Store
from branchdesk.store.roster import roster_on
from branchdesk.store.study_hours import COUNTING, counting_of, credits_of
from branchdesk.words import study as say

__all__ = ["Counting", "PersonHours", "YearOfHours", "counting", "set_counting", "year"]


def year(store: Store, wanted: int, member_id: str | None = None) -> YearOfHours:
    """Give the hours of a year of everybody who is a member at its end, or today while it runs, in roster order.

    With `member_id` of that one alone.
    """
    today = clock.today()
    day = max(date(wanted, 1, 1), min(date(wanted, 12, 31), today))
    with store.reading() as connection:
        rule = counting_of(connection, store.branch.id)
        book = rulebook.book(connection, store.branch.id)
        of_members, of_leaders = (book.in_force(key, date(wanted, 12, 31)) for key in (MEMBERS, LEADERS))
        known = {one.id: one for one in facts.people(connection, store.branch.id, today)}
        roster = roster_on(connection, store.branch.id, day)
        parts: dict[str, list[Credit]] = {}
        for credit in counted(credits_of(connection, store.branch.id, rule, (wanted,)), rule):
            parts.setdefault(credit.member_id, []).append(credit)
    people = []
    for one in roster:
        person = known[one.id]
        if not person.member(day) or member_id not in {None, one.id}:
            continue
        asked = asked_of(person, wanted, day, of_members, of_leaders) or Asked(0)
        mine = tuple(parts.get(one.id, ()))
        note = "；".join(part for part in (asked.note, _unread(mine)) if part)
        minutes = sum(part.minutes for part in mine)
        people.append(
            PersonHours(one.id, person.name, one.group, minutes, asked.minutes, asked.leader, asked.exempt, note, mine)
        )
    return YearOfHours(wanted, tuple(people), rule)


def _unread(parts: tuple[Credit, ...]) -> str:
    """Say how many records tell no hours."""
    silent = sum(not part.minutes for part in parts)
    return say.without_hours(silent) if silent else ""


def counting(store: Store) -> Counting:
    """Give what the branch counts as study."""
    with store.reading() as connection:
        return counting_of(connection, store.branch.id)


def set_counting(store: Store, wanted: Counting) -> None:
    """Keep what the branch counts as study; it is no step, so undo passes it by."""
    preferences.put(store, COUNTING, to_plain(wanted))
