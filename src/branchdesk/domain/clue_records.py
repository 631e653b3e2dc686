"""Clues as they stood when their figures were quoted, and what each of them counted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from branchdesk.domain.clue_figures import Counted, aside_states, open_states
from branchdesk.domain.clue_settings import ClueSettings


class ClueRecord(NamedTuple):
    """What figures look at in a clue; all of it as stored, `timeliness` as it was on the day."""

    id: str
    number: str
    reported_on: str | None
    state: str
    handled_on: str | None
    closed_on: str | None
    fed_back: bool | None
    fed_back_on: str | None
    deadline: str | None
    timeliness: str | None
    outcome: str | None
    category: str | None
    subcategory: str | None
    grid: str | None
    unit: str | None
    reporter: str | None


FACTS = ClueRecord._fields[1:]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One clue that makes figures differ: `then` is None where it came, `now` where it went.

    `effect` is what it adds to each measure. A clue that went may still be on record without meeting what was asked:
    it is then as `standing` says.
    """

    then: ClueRecord | None
    now: ClueRecord | None
    effect: Counted
    standing: ClueRecord | None = None

    @property
    def number(self) -> str:
        """Give the clue's number as it is, or was."""
        one = self.now or self.standing or self.then
        return one.number if one else ""

    @property
    def facts(self) -> tuple[tuple[str, object, object], ...]:
        """Give what became another: the field, what it was, what it is."""
        now = self.now or self.standing
        if self.then is None or now is None:
            return ()
        pairs = zip(FACTS, self.then[1:], now[1:], strict=True)
        return tuple((field, before, after) for field, before, after in pairs if (before or None) != (after or None))


class Judge:
    """What a clue counts for by a branch's settings; `store.clue_counts` says the same in SQL."""

    def __init__(self, chosen: ClueSettings) -> None:
        """Take the settings."""
        self._handled = frozenset(chosen.handled)
        self._aside = frozenset(aside_states(chosen))
        self._open = frozenset(open_states(chosen))

    def count(self, record: ClueRecord | None) -> Counted:
        """Count one clue; nothing where there is none."""
        if record is None:
            return Counted()
        return Counted(
            reported=1,
            handled=int(record.state in self._handled),
            aside=int(record.state in self._aside),
            open=int(record.state in self._open),
            judged=int(record.timeliness in {"in_time", "late", "overdue"}),
            in_time=int(record.timeliness == "in_time"),
            overdue=int(record.timeliness == "overdue"),
            fed_back=int(record.fed_back is True),
            cases=int(record.outcome == "case"),
            proposals=int(record.outcome == "proposal"),
        )


def changes(
    then: Iterable[ClueRecord], now: Iterable[ClueRecord], judge_then: Judge, judge_now: Judge
) -> Iterator[RecordChange]:
    """Walk two lists of clues, both in the order of their identifiers, and give each clue that is another.

    The effects add up to how the figures of the two lists differ.
    """
    before, after = iter(then), iter(now)
    old, new = next(before, None), next(after, None)
    while old is not None or new is not None:
        if new is None or (old is not None and old.id < new.id):
            yield RecordChange(old, None, Counted() - judge_then.count(old))
            old = next(before, None)
        elif old is None or new.id < old.id:
            yield RecordChange(None, new, judge_now.count(new))
            new = next(after, None)
        else:
            if old != new or judge_then is not judge_now:
                effect = judge_now.count(new) - judge_then.count(old)
                change = RecordChange(old, new, effect)
                if change.facts or effect != Counted():
                    yield change
            old, new = next(before, None), next(after, None)
