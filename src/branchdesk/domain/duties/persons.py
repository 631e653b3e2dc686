"""What all duties of a person have in common: whose they are, until when, and from when they count.

Somebody owes something only while they are of the branch: who left, or is no longer what the rule speaks of, owes
nothing any more. A date known to its month or year alone is over only when it surely is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.domain.dates import known
from branchdesk.domain.duties.duty import Duty, DutyState, Proof, state_of
from branchdesk.domain.duties.facts import Entry, Facts, Person
from branchdesk.domain.rulebook import Applied, RuleBook
from branchdesk.domain.terms import plus_months


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that a person owes `by` a day; `named` is the day that its period is called by, where it is another."""

    person: Person
    by: date
    done: bool = False
    since: date | None = None
    named: str = ""
    proofs: tuple[Proof, ...] = ()
    source: Proof | None = None
    note: str = ""


def duty_of(applied: Applied, owed: Owed, facts: Facts, what: str) -> Duty:
    """Make the duty of a person; what its day was over before the branch's 启用日期 is not owed."""
    since = owed.since or owed.by - timedelta(days=int(applied.settings.get("ahead", 0)))
    state = state_of(applied, since, owed.by, facts.today, done=owed.done)
    if state is DutyState.LATE and owed.by < facts.started:
        state = DutyState.BEFORE_START
    return Duty(
        rule=applied.rule.id,
        kind=applied.rule.id,
        state=state,
        period=owed.named or owed.by.isoformat(),
        since=since,
        by=owed.by,
        what=what,
        article=applied.edition.basis,
        strength=applied.edition.strength,
        person=owed.person.id,
        name=owed.person.name,
        count=int(owed.done),
        proofs=owed.proofs,
        source=owed.source,
        note=owed.note,
    )


def months_after(book: RuleBook, rule: str, event: date, today: date) -> tuple[Applied, date] | None:
    """Give the day on which the months of a rule are over since an event, and the rule as it is then in force.

    None where it asks for nothing then. Of an event older than the rule the months are those of today.
    """
    begun = book.applied(rule, event) or book.applied(rule, today)
    if begun is None:
        return None
    until = plus_months(event, begun.number("months"))
    applied = book.in_force(rule, until)
    if applied is None:
        return None
    by, change = plus_months(event, applied.number("months")), applied.change
    if change is not None and by < change.since <= until:  # fewer months, set only when these were over already
        by = change.since
    return applied, by


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of something that is done again and again: since when it is open, and the record that shows it done."""

    since: date
    done: Entry | None = None


def turns_of(begun: date | None, entries: Sequence[Entry], started: date) -> Iterator[Turn]:
    """Give the turns of something, each counted from the last time it was done; the last of them is open.

    `begun` is the day that the first counts from, `entries` stand in order of time. Where neither is known, or both lie
    before the branch's 启用日期, the turn that is open counts from there.
    """
    point = begun or started
    for entry in entries:
        day = known(entry.day)
        if day is not None and day.last_day() >= point:
            yield Turn(point, entry)
            point = day.last_day()
    yield Turn(max(point, started))


def entries_of(facts: Facts, person: Person, *kinds: str) -> list[Entry]:
    """Give what is noted of a person of some kinds, in order of time; a talk also of the other of the two."""
    return [one for one in facts.entries if one.kind in kinds and person.id in {one.member_id, one.other_id}]


def shown_by(entry: Entry) -> Proof:
    """Give an entry as the record that shows something done."""
    return Proof("member_entry", entry.id, entry.day or "")
